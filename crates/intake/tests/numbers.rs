//! Phones and citizen ids that stand where a name or a household's number belongs.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use chrono::NaiveDate;
use common::{check, faults, grids, households, remarks, sheet};
use hongwang_intake::Intake;
use hongwang_testing::citizen::{citizen_id, fifteen};

/// A man born on 2 August 1953.
fn id(sequence: u16) -> String {
    citizen_id(60, NaiveDate::from_ymd_opt(1953, 8, 2).unwrap(), sequence)
}

/// What is kept of a workbook, as text in which a number would show.
fn kept(intake: &Intake) -> String {
    format!("{:?}", intake.villages)
}

#[test]
fn a_phone_behind_a_residents_name_is_a_phone() {
    for typed in [
        "李四13955555555",
        "李四 13955555555",
        "李四（13955555555）",
        "李四(电话：139 5555 5555)",
        "李四　１３９５５５５５５５５",
        "李四【手机139-5555-5555】",
        "13955555555李四",
        "李四/13955555555",
        "李四 联系电话：13955555555",
        "李四\u{200B}1395\u{200B}5555555",
    ] {
        let intake = check(vec![sheet("唐家村", &format!("户编号|姓名|与户主关系|联系电话\n1|{typed}|户主|"))]);
        assert_eq!(households(&intake), ["唐家村 - #1 李四*"], "{typed}");
        assert_eq!(remarks(&intake), ["2 姓名 repaired"], "{typed}");
        let resident = &intake.villages[0].households[0].residents[0];
        assert_eq!(resident.phone.as_ref().unwrap().as_str(), "13955555555", "{typed}");
    }
    let intake = check(vec![sheet(
        "唐家村",
        "户主|姓名|与户主关系|联系电话\n李四13955555555|李四0427-1234567|户主|13900000001\n李四|王五（儿子13955555556）|子|",
    )]);
    assert_eq!(households(&intake), ["唐家村 - 李四* 王五(儿子)"]);
    assert_eq!(intake.villages[0].households[0].residents[0].phone.as_ref().unwrap().as_str(), "13900000001");
    assert_eq!(intake.villages[0].households[0].head_name.as_deref(), Some("李四"));
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn a_number_in_place_of_a_name_is_no_name() {
    let rows = [
        id(11),
        format!("李四{}", id(13)),
        fifteen(&id(15)).unwrap(),
        "13900000001".into(),
        "李四123456".into(),
        "李四1.39E+10".into(),
    ];
    let lines: Vec<String> = rows.iter().map(|name| format!("1|{name}|子|男")).collect();
    let intake = check(vec![sheet("唐家村", &format!("户编号|姓名|与户主关系|性别\n{}", lines.join("\n")))]);
    assert_eq!(faults(&intake), (2..8).map(|row| format!("{row} 姓名 name-missing")).collect::<Vec<_>>());
    assert_eq!(intake.villages[0].households[0].residents.len(), 0);
    let some = check(vec![sheet("唐家村", "户编号|姓名|与户主关系\n1|李四2|户主\n1|约翰3世|子")]);
    assert_eq!(households(&some), ["唐家村 - #1 李四2* 约翰3世"]);
}

#[test]
fn names_in_a_list_of_groups_lose_their_numbers() {
    let text = format!(
        "村|网格|党小组名称|组长|组长电话|成员|志愿者\n唐家村|1|第一党小组|马新娟13900000001||石红英13911111111、戴超（13922222222）|邱四 139 3333 3333 邱五\n唐家村|2||马二（1390000 0002）|13900000003|石三{}|{}\n唐家村|3|13900000004|13900000005||石四|",
        id(11),
        id(13),
    );
    let intake = check(vec![sheet("网格党小组", &text)]);
    assert_eq!(
        grids(&intake),
        [
            "唐家村 - 第一网格 第一党小组 马新娟 石红英、戴超 邱四、邱五",
            "唐家村 - 第二网格 - 马二 石三 ",
            "唐家村 - 第三网格 - - 石四 -",
        ]
    );
    let phones = intake.villages[0].grids.iter().map(|grid| {
        grid.group.as_ref().unwrap().leader_phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default()
    });
    assert_eq!(phones.collect::<Vec<_>>(), ["13900000001", "13900000003", "13900000005"]);
    assert_eq!(faults(&intake), ["4 党小组名称 cell-unreadable", "4 组长 cell-unreadable"]);
    assert_eq!(
        remarks(&intake),
        [
            "2 组长 repaired",
            "2 成员 repaired",
            "2 志愿者 repaired",
            "3 组长 repaired",
            "3 成员 repaired",
            "3 志愿者 repaired"
        ]
    );
    assert!(!kept(&intake).contains("1391111"));
}

#[test]
fn names_of_the_list_that_are_too_long_are_told() {
    let long = "长".repeat(51);
    let intake =
        check(vec![sheet("网格党小组", &format!("村|网格|组长|成员|志愿者\n唐家村|1|{long}|石二、{long}|{long}"))]);
    assert_eq!(grids(&intake), ["唐家村 - 第一网格 - - 石二 "]);
    assert_eq!(faults(&intake), ["2 组长 name-too-long", "2 成员 name-too-long", "2 志愿者 name-too-long"]);
}

#[test]
fn an_id_is_no_number_of_a_household() {
    let (one, other) = (id(11), id(13));
    let wrong = format!("{}{}", &id(15)[..17], if id(15).ends_with('1') { '2' } else { '1' });
    let text = format!(
        "户编号|姓名|与户主关系\n{one}|张三|户主\n{one}|李四|子\n户{other}|王五|户主\n{other}|赵六|户主\n{wrong}|孙七|户主\n13900000001|周八|户主\n211104109200001001|吴九|户主"
    );
    let intake = check(vec![sheet("唐家村", &text)]);
    assert_eq!(
        households(&intake),
        [
            "唐家村 - 张三* 李四",
            "唐家村 - 王五*",
            "唐家村 - 赵六*",
            "唐家村 - 孙七*",
            "唐家村 - 周八*",
            "唐家村 - #211104109200001001 吴九*"
        ]
    );
    assert_eq!(faults(&intake), (2..8).map(|row| format!("{row} 户编号 cell-unreadable")).collect::<Vec<_>>());
    assert!(!kept(&intake).contains(&one));
}

#[test]
fn a_number_in_place_of_a_head_keeps_its_household_together() {
    let (one, other) = (id(11), id(13));
    let text = format!(
        "户主|姓名|性别\n{one}|张三|男\n{one}|李四|女\n{other}|王五|男\n|赵六|女\n孙七13900000001|孙七|男\n孙七|周八|女"
    );
    let intake = check(vec![sheet("唐家村", &text)]);
    assert_eq!(households(&intake), ["唐家村 - 张三 李四", "唐家村 - 王五 赵六", "唐家村 - 孙七* 周八"]);
    assert_eq!(faults(&intake), ["2 户主 cell-unreadable", "3 户主 cell-unreadable", "4 户主 cell-unreadable"]);
    assert_eq!(remarks(&intake), ["6 户主 repaired"]);
    assert!(!kept(&intake).contains(&one));
}

#[test]
fn no_place_is_called_a_number() {
    let text = "村|网格|屯|户编号|姓名|与户主关系\n唐家村|第一网格|东屯|1|张三|户主\n唐家村|网格13900000001|西屯13900000001|2|李四|户主\n13900000001|第一网格|东屯|3|王五|户主";
    let intake = check(vec![sheet("名单", text)]);
    assert_eq!(households(&intake), ["唐家村 第一网格 #1 张三*", "唐家村 - #2 李四*"]);
    assert_eq!(faults(&intake), ["3 网格 grid-unknown", "3 屯 cell-unreadable", "4 村 village-unknown"]);
    assert!(!kept(&intake).contains("1390000"));
}

#[test]
fn a_cell_full_of_numbers_and_brackets_is_read_in_no_time() {
    let cell = "(1390000000) ".repeat(2_500);
    let brackets = format!("{}{}", "13900000001".repeat(8), ")".repeat(30_000));
    let intake = check(vec![
        sheet("唐家村", &format!("户编号|户主|姓名|与户主关系\n1|{cell}|{cell}|户主\n2|{brackets}|{brackets}|户主")),
        sheet("网格党小组", &format!("网格|组长|成员\n第一网格|{cell}|{cell}\n第二网格|{brackets}|{brackets}")),
    ]);
    assert!(!kept(&intake).contains("139000"));
    assert_eq!((intake.rows, intake.rejected()), (2, 2));
}
