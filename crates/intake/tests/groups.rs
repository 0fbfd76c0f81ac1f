//! Lists of party groups in the shapes that clerks send.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use chrono::NaiveDate;
use common::{check, faults, grids, merged, nothing_known, remarks, sheet, tangjia_known, try_check};
use hongwang_intake::{Basis, GroupIn, Known};

fn first_group(text: &str) -> GroupIn {
    check(vec![sheet("网格党小组", text)]).villages[0].grids[0].group.clone().unwrap()
}

#[test]
fn every_column_is_read() {
    let group = first_group(
        "序号|村|村代码|网格|网格代码|党小组名称|组长|组长电话|组长任职依据|成立日期|成员|志愿者\n1|唐家村|211104109200|第一网格|007|唐家村第一网格党小组|马 一|13900000001|网格员|2021年3月1日|石二、石三|邱四",
    );
    assert_eq!((group.name.as_deref(), group.leader.as_deref()), (Some("唐家村第一网格党小组"), Some("马一")));
    assert_eq!(group.founded, NaiveDate::from_ymd_opt(2021, 3, 1));
    assert_eq!(group.leader_phone.unwrap().as_str(), "13900000001");
    assert_eq!(group.leader_basis, Some(Basis::GridWorker));
    assert_eq!((group.members.unwrap().len(), group.volunteers.unwrap().len()), (2, 1));
    let basis = |text: &str| first_group(&format!("村|网格|组长|任职依据\n唐家村|1|马一|{text}")).leader_basis;
    assert_eq!(
        (basis("党员，协调能力强"), basis("村里推荐"), basis("党员网格员")),
        (Some(Basis::OtherMember), None, Some(Basis::GridWorker))
    );
}

#[test]
fn names_are_parted_by_whatever_parts_them() {
    let members = |cell: &str| first_group(&format!("村|网格|组长|成员\n唐家村|1|马一|{cell}")).members;
    for cell in [
        "石二、石三、石二",
        "石二，石三",
        "石二,石三",
        "石二；石三；",
        "石二 石三",
        "石二\u{3000}石三",
        "石二⏎石三",
        "石二/石三",
        "石 二、石 三",
        "石二、、石三、无",
    ] {
        assert_eq!(members(cell).unwrap(), ["石二", "石三"], "{cell}");
    }
    assert_eq!(members("阿依古丽•买买提、欧阳 娜娜").unwrap(), ["阿依古丽·买买提", "欧阳娜娜"]);
    assert_eq!(members("张 三 李四").unwrap(), ["张三", "李四"]);
    assert_eq!(members("无"), None);
    assert_eq!(members(""), None);
}

#[test]
fn villages_merged_or_written_once() {
    let text = "村|村代码|网格|组长\n唐家村|211104109200|第一网格|马一\n||第二网格|马二\n张家村||第一网格|马三";
    let expected = [
        "唐家村 211104109200 第一网格 - 马一 - -",
        "唐家村 211104109200 第二网格 - 马二 - -",
        "张家村 - 第一网格 - 马三 - -",
    ];
    assert_eq!(grids(&check(vec![sheet("名单", text)])), expected);
    assert_eq!(grids(&check(vec![merged(sheet("名单", text), &["A2:A3", "B2:B3"])])), expected);
}

#[test]
fn the_name_of_the_group_names_grid_and_village() {
    let text = "党小组名称|组长|成员\n唐家村第一网格党小组|马一|石二\n唐家村第2网格党小组|马二|石三";
    assert_eq!(
        grids(&check(vec![sheet("名单", text)])),
        ["唐家村 - 第一网格 唐家村第一网格党小组 马一 石二 -", "唐家村 - 第二网格 唐家村第2网格党小组 马二 石三 -"]
    );
    let on_sheet = check(vec![sheet(
        "唐家村",
        "网格党小组|组长|成员\n第一网格党小组|马一|石二\n合计|#1|#1\n\n网格|姓名|与户主关系\n一网格|张三|户主",
    )]);
    assert_eq!(grids(&on_sheet), ["唐家村 - 第一网格 第一网格党小组 马一 石二 -"]);
    assert_eq!((on_sheet.rows, faults(&on_sheet)), (1, Vec::new()));
}

#[test]
fn two_heading_rows() {
    let text =
        "村|网格|组长||志愿者服务队|\n||姓名|联系电话|成员姓名|志愿者姓名\n唐家村|第一网格|马一|1990000|石二|邱四";
    let intake = check(vec![merged(sheet("名单", text), &["A1:A2", "B1:B2", "C1:D1", "E1:F1"])]);
    assert_eq!(grids(&intake), ["唐家村 - 第一网格 - 马一 石二 邱四"]);
    assert_eq!(faults(&intake), ["3 联系电话 phone-short"]);
}

#[test]
fn a_grid_in_two_rows_is_one_group() {
    let intake = check(vec![sheet("名单", "村|网格|组长|成员\n唐家村|第一网格|马一|石二\n唐家村|1网格||石二、石三")]);
    assert_eq!(grids(&intake), ["唐家村 - 第一网格 - 马一 石二、石三 -"]);
}

#[test]
fn faults_stand_at_their_cells() {
    let text = "村|村代码|网格|组长|组长电话|成立日期|成员\n唐家村|211104109200|第一网格|马一|1990000|2021-02-30|!\n张家村|211104110200|第一网格|马二|||\n史家村|2111|第一网格|马三|||\n唐家村|||马四|||\n唐家村|211104109201|第三网格|马五|||";
    let intake = check(vec![sheet("名单", text)]);
    assert_eq!(
        faults(&intake),
        [
            "2 组长电话 phone-short",
            "2 成立日期 date-invalid",
            "2 成员 cell-unreadable",
            "3 村代码 village-unknown",
            "4 村代码 village-unknown",
            "5 网格 grid-unknown",
            "6 村代码 village-unknown"
        ]
    );
    assert_eq!(grids(&intake), ["唐家村 211104109200 第一网格 - 马一 - -"]);
}

#[test]
fn one_wrong_code_keeps_its_row_out_and_nothing_that_follows_from_it_is_said() {
    let groups = sheet(
        "网格党小组",
        "村|村代码|网格|组长\n唐家村|211104109200|第一网格|马一\n唐家村|211104110200|第二网格|马二",
    );
    let people = sheet("唐家村", "网格|姓名|与户主关系\n第二网格|张三|户主");
    let intake = check(vec![groups, people]);
    assert_eq!(faults(&intake), ["3 村代码 village-unknown"]);
    assert_eq!(intake.villages[0].grids.len(), 2);
    assert_eq!(intake.villages[0].households[0].grid, Some(1));
    assert!(intake.villages[0].grids[1].group.is_none());
}

#[test]
fn a_village_with_codes_of_another_town_alone_is_not_of_this_town() {
    let groups = sheet("网格党小组", "村|村代码|网格|组长\n唐家村|211104110200|第一网格|马一");
    let people = sheet("唐家村", "网格|姓名|与户主关系\n第一网格|张三|户主\n第一网格|李四|配偶");
    let intake = check(vec![groups, people]);
    assert_eq!(faults(&intake), ["0 2 村代码 village-unknown", "1 2 village-unknown", "1 3 village-unknown"]);
    assert_eq!((intake.villages.len(), intake.rejected()), (0, 2));
}

#[test]
fn known_villages_are_found_by_their_code_alone() {
    let text = "村代码|网格|组长\n211104109200|第一网格|马一";
    let people = "村代码|网格|姓名|与户主关系\n211104109200|第一网格|张三|户主";
    let intake = try_check(vec![sheet("名单", text), sheet("全镇", people)], &tangjia_known(false)).unwrap();
    assert_eq!(faults(&intake), [] as [&str; 0]);
    assert_eq!((intake.villages[0].name.as_str(), intake.villages[0].households.len()), ("唐家村", 1));
    assert_eq!(intake.villages[0].grids[0].code.as_ref().unwrap().as_str(), "211104109200001");
}

#[test]
fn a_town_is_not_a_village_of_its_name() {
    let known = Known {
        villages: vec![hongwang_intake::KnownVillage {
            name: "新立村".to_owned(),
            code: hongwang_domain::UnitCode::parse("211104109200").unwrap(),
            grids: Vec::new(),
        }],
        ..nothing_known()
    };
    let intake = try_check(vec![sheet("Sheet1", "新立镇基本信息台账\n姓名|与户主关系\n张三|户主")], &known).unwrap();
    assert_eq!(faults(&intake), ["3 village-unknown"]);
    let intake =
        try_check(vec![sheet("Sheet1", "新立镇新立村基本信息台账\n姓名|与户主关系\n张三|户主")], &known).unwrap();
    assert_eq!(
        (faults(&intake), remarks(&intake), intake.villages[0].name.as_str()),
        (Vec::new(), Vec::new(), "新立村")
    );
}

#[test]
fn labels_and_remarks_beside_names_are_none() {
    let text = "村|网格|组长|成员|志愿者\n唐家村|第一网格|组长：马一|党员：石二、石三|共3人：邱四、邱五\n唐家村|第二网格|马二（女，13900000001）|石四（13900000002，党员）、石五（退休，党员）|3人\n制表：|||审核：|";
    let intake = check(vec![sheet("网格党小组", text)]);
    assert_eq!(
        grids(&intake),
        ["唐家村 - 第一网格 - 马一 石二、石三 邱四、邱五", "唐家村 - 第二网格 - 马二(女) 石四(党员)、石五(退休,党员) "]
    );
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn a_grid_that_is_listed_twice_is_named() {
    let list = |rows: &str| check(vec![sheet("网格党小组", &format!("村|网格|组长|成员\n{rows}"))]);
    let other = list("唐家村|第一网格|王一|石二\n唐家村|第一网格|王二|石三\n唐家村|第二网格|王三|");
    assert_eq!(faults(&other), ["3 网格 grid-unknown"]);
    assert_eq!(other.findings[0].reason, Some("twice"));
    assert_eq!(grids(&other), ["唐家村 - 第一网格 - 王一 石二 -", "唐家村 - 第二网格 - 王三 - -"]);
    let same = list("唐家村|第一网格|王一|石二\n唐家村|第一网格||石三\n唐家村|1|王一|石四");
    assert_eq!(faults(&same), [] as [&str; 0]);
    assert_eq!(grids(&same), ["唐家村 - 第一网格 - 王一 石二、石三、石四 -"]);
}

#[test]
fn a_known_code_with_another_known_name_is_named() {
    let mut known = tangjia_known(true);
    known.villages.push(hongwang_intake::KnownVillage {
        name: "张家村".to_owned(),
        code: hongwang_domain::UnitCode::parse("211104109201").unwrap(),
        grids: Vec::new(),
    });
    for row in [
        "张家村|211104109200|第一网格|马一",
        "唐家村|211104109201|第一网格|马一",
        "张家|211104109200|第一网格|马一",
        "李家村|211104109201|第一网格|马一\n张家村|211104109200|第一网格|马二",
    ] {
        let intake = try_check(vec![sheet("名单", &format!("村|村代码|网格|组长\n{row}"))], &known).unwrap();
        assert!(
            faults(&intake).iter().any(|fault| fault.ends_with("村代码 village-unknown")),
            "{row}: {:?}",
            faults(&intake)
        );
    }
}
