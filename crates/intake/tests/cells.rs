//! What a cell says, and what is wrong with it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use chrono::NaiveDate;
use common::{check, faults, nothing_known, remarks, sheet, tangjia_known, try_check};
use hongwang_domain::{Membership, Presence, Sex};
use hongwang_intake::{Intake, ResidentIn, Severity};
use hongwang_testing::citizen::{citizen_id, fifteen, full_width, wrong_check};

/// A man born on 2 August 1953.
fn id(sequence: u16) -> String {
    citizen_id(60, NaiveDate::from_ymd_opt(1953, 8, 2).unwrap(), sequence)
}

fn table(headings: &str, rows: &[&str]) -> Intake {
    check(vec![sheet("唐家村", &format!("户编号|姓名|与户主关系|{headings}\n{}", rows.join("\n")))])
}

fn only(intake: &Intake) -> &ResidentIn {
    &intake.villages[0].households[0].residents[0]
}

/// The one resident of a table with one column more.
fn with(heading: &str, value: &str) -> (ResidentIn, Vec<String>) {
    let intake = table(heading, &[&format!("1|张三|户主|{value}")]);
    (only(&intake).clone(), faults(&intake).iter().map(|fault| fault.rsplit(' ').next().unwrap().to_owned()).collect())
}

#[test]
fn names() {
    let long = "长".repeat(51);
    let text = format!(
        "户编号|姓名|与户主关系\n1| 张 三\u{3000}|户主\n1|{}|子\n1|{long}|子\n1|阿依古丽•买买提|子\n1|无|子\n1|!|子\n1|𠮷田𠀀|子",
        "长".repeat(50)
    );
    let intake = check(vec![sheet("唐家村", &text)]);
    assert_eq!(faults(&intake), ["4 姓名 name-too-long", "6 姓名 name-missing", "7 姓名 cell-unreadable"]);
    assert_eq!(remarks(&intake), ["2 姓名 repaired", "5 姓名 repaired"]);
    let names: Vec<&str> =
        intake.villages[0].households[0].residents.iter().map(|resident| resident.name.as_str()).collect();
    assert_eq!((names[0], names[2], names[3]), ("张三", "阿依古丽·买买提", "𠮷田𠀀"));
}

#[test]
fn ids() {
    let (one, two, three) = (id(11), id(13), id(15));
    let old = fifteen(&id(17)).unwrap();
    let cells = [
        one.as_str(),
        &full_width(&two),
        &format!("'{three}"),
        &old,
        &wrong_check(&id(19)),
        "#1.10105194912310e17",
        "1.10105E+17",
        &one,
        "",
        "无",
        &one[..17],
        "!",
        "同上",
        "#990101530802021",
    ];
    let rows: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| format!("1|甲{at}|{}|{cell}", if at == 0 { "户主" } else { "子" }))
        .collect();
    let intake = table("身份证号", &rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        faults(&intake),
        [
            "5 身份证号 id-15",
            "6 身份证号 id-invalid",
            "7 身份证号 id-scientific",
            "8 身份证号 id-scientific",
            "9 身份证号 id-duplicate",
            "12 身份证号 id-invalid",
            "13 身份证号 cell-unreadable",
            "14 身份证号 id-invalid",
            "15 身份证号 id-15",
        ]
    );
    assert_eq!(remarks(&intake), ["3 身份证号 repaired", "4 身份证号 repaired"]);
    assert_eq!(intake.rejected(), 7);
}

#[test]
fn an_id_is_a_duplicate_only_of_a_row_that_was_taken_in() {
    let (one, old) = (id(11), fifteen(&id(11)).unwrap());
    let people = |rows: &str| format!("户编号|姓名|与户主关系|身份证号\n{rows}");
    let first = sheet("唐家村", &people(&format!("1||户主|{one}\n1|李四|子|{one}")));
    let second = sheet("张家村", &people(&format!("1|王五|户主|{old}\n1|赵六|子|{one}")));
    let intake = check(vec![first, second]);
    assert_eq!(faults(&intake), ["0 2 姓名 name-missing", "1 2 身份证号 id-duplicate", "1 3 身份证号 id-duplicate"]);
    let duplicate = &intake.findings[2];
    assert_eq!(
        (duplicate.reason, &duplicate.args),
        (Some("elsewhere"), &vec![("row", "3".to_owned()), ("sheet", "唐家村".to_owned())])
    );
}

#[test]
fn sex_and_birth_are_compared_with_an_accepted_id_alone() {
    let (good, bad) = (id(11), wrong_check(&id(13)));
    let rows = [
        format!("1|甲|户主|{good}|女|1953-08-03"),
        format!("1|乙|子|{bad}|女|1953-08-03"),
        format!("1|丙|子|{good}|女|1953-08-03"),
        "1|丁|子||女|1990-02-30".to_owned(),
        "1|戊|子||人|".to_owned(),
    ];
    let intake = table("身份证号|性别|出生日期", &rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        faults(&intake),
        [
            "2 性别 sex-mismatch",
            "2 出生日期 birth-mismatch",
            "3 身份证号 id-invalid",
            "4 身份证号 id-duplicate",
            "5 出生日期 date-invalid",
        ]
    );
    assert_eq!((only(&intake).sex, only(&intake).birth_date), (Some(Sex::Male), NaiveDate::from_ymd_opt(1953, 8, 2)));
}

#[test]
fn ticks() {
    for yes in [
        "√",
        "✓",
        "✔",
        "☑",
        "是",
        "1",
        "#1",
        "Y",
        "y",
        "有",
        "对",
        "TRUE",
        " √ ",
        "Ｙ",
        "残疾",
        "残疾人",
        "v",
        "√（二级）",
    ] {
        let (resident, found) = with("残疾人", yes);
        assert_eq!((resident.categories.values().copied().collect::<Vec<_>>(), found), (vec![true], vec![]), "{yes}");
    }
    for no in ["否", "0", "#0", "N", "n", "无", "×", "✗", "-", "x", "不是", "FALSE"] {
        let (resident, found) = with("残疾人", no);
        assert_eq!((resident.categories.values().copied().collect::<Vec<_>>(), found), (vec![false], vec![]), "{no}");
    }
    for unclear in ["待定", "?", "？", "2", "#2", "再核实", "二级", "!"] {
        let (resident, found) = with("残疾人", unclear);
        let code = if unclear == "!" { "cell-unreadable" } else { "tick-unclear" };
        assert_eq!((resident.categories.len(), found), (0, vec![code.to_owned()]), "{unclear}");
    }
}

#[test]
fn names_of_categories_in_one_column() {
    let intake = table(
        "人员类别",
        &[
            "1|张三|户主|低保户、残疾人",
            "1|李四|子|残疾;党员",
            "2|王五|户主|一般户",
            "2|赵六|子|低保户，上访户，外星人",
            "2|钱七|子|无",
            "2|孙八|子|优抚对象 科技能手",
        ],
    );
    assert_eq!(faults(&intake), ["5 人员类别 category-unknown"]);
    assert_eq!(intake.findings[0].args, [("names", "上访户, 外星人".to_owned())]);
    let households = &intake.villages[0].households;
    assert!(households.iter().all(|household| household.categories.len() == 1));
    assert_eq!(households[0].residents[1].membership, Some(Membership::Full));
    let ids: Vec<&str> = households[1].residents[3].categories.keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["preferential", "technology_expert"]);
}

#[test]
fn categories_in_two_columns_of_names() {
    let intake = table("服务对象|致富能人", &["1|张三|户主|低保户、残疾人|种植大户", "1|李四|子|外星人|外星人"]);
    assert_eq!(faults(&intake), ["3 服务对象 category-unknown", "3 致富能人 category-unknown"]);
    assert_eq!(remarks(&intake), [] as [&str; 0]);
    let household = &intake.villages[0].households[0];
    assert_eq!((household.categories.len(), household.residents[0].categories.len()), (2, 1));
}

#[test]
fn membership_and_nothing_else_is_kept() {
    for (value, membership) in [
        ("中共党员", Some(Membership::Full)),
        ("党员", Some(Membership::Full)),
        ("中共预备党员", Some(Membership::Probationary)),
        ("预备党员", Some(Membership::Probationary)),
        ("群众", None),
        ("共青团员", None),
        ("民盟盟员", None),
    ] {
        assert_eq!(
            (with("政治面貌", value).0.membership, with("政治面貌", value).1),
            (membership, Vec::new()),
            "{value}"
        );
    }
    assert_eq!(with("是否党员", "是").0.membership, Some(Membership::Full));
    assert_eq!(with("政治面貌", "!").1, ["cell-unreadable"]);
}

#[test]
fn presence_and_nothing_else_is_kept() {
    for (value, presence) in [
        ("在住", Some(Presence::Present)),
        ("常住", Some(Presence::Present)),
        ("在家", Some(Presence::Present)),
        ("外出", Some(Presence::Away)),
        ("外出务工", Some(Presence::Away)),
        ("外出上学（沈阳）", Some(Presence::Away)),
        ("常年在外打工", Some(Presence::Away)),
        ("不在家", Some(Presence::Away)),
        ("未外出", Some(Presence::Present)),
        ("在外居住", Some(Presence::Away)),
        ("", None),
        ("其他", None),
    ] {
        assert_eq!((with("居住情况", value).0.presence, with("居住情况", value).1), (presence, Vec::new()), "{value}");
    }
    assert_eq!(with("是否外出", "是").0.presence, Some(Presence::Away));
    assert_eq!(with("是否常住", "否").0.presence, Some(Presence::Away));
}

#[test]
fn phones() {
    for (phone, found) in [
        ("13900000001", 0),
        ("#13900000001", 0),
        ("0427-2345678", 0),
        ("2345678", 0),
        ("无", 0),
        ("1990000", 1),
        ("199000012345", 1),
        ("0427-12345", 1),
    ] {
        assert_eq!(with("联系电话", phone).1.len(), found, "{phone}");
        assert_eq!(with("联系电话", phone).0.phone.is_some(), found == 0 && phone != "无", "{phone}");
    }
}

#[test]
fn relations_of_the_standard_are_known() {
    for (word, code) in [
        ("户主", 2),
        ("本人", 2),
        ("妻", 12),
        ("配偶", 10),
        ("长子", 22),
        ("儿媳", 38),
        ("孙女", 42),
        ("外孙子", 43),
        ("祖母", 62),
        ("弟媳", 74),
        ("之子", 20),
        ("非亲属", 98),
        ("长 子", 22),
        ("长子（已婚）", 22),
    ] {
        assert_eq!(
            only(&table("性别", &[&format!("1|张三|{word}|男")])).relation.map(|relation| relation.0),
            Some(code),
            "{word}"
        );
    }
    assert_eq!(faults(&table("性别", &["1|张三|远房表侄|男"])), ["2 与户主关系 relation-unknown"]);
}

#[test]
fn what_cannot_be_read_weighs_by_its_column() {
    let intake = check(vec![sheet(
        "唐家村",
        "网格|屯|户编号|户主|姓名|与户主关系|性别|联系电话|低保户|备注|政治面貌\n!|!|!|!|张三|!|!|!|!|!|!",
    )]);
    assert_eq!(faults(&intake).len(), 9);
    assert!(
        intake
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Notice)
            .all(|finding| finding.severity == Severity::Warning && finding.code.as_str() == "cell-unreadable")
    );
    assert_eq!(intake.rejected(), 0);
}

#[test]
fn names_of_everything_have_an_end() {
    let long = "长".repeat(300);
    let text = format!(
        "村|网格|屯|户编号|户主|姓名|与户主关系\n唐家村|{long}|{long}|{long}|{long}|{long}|户主\n唐家村|第一网格|||张三|张三|户主\n{long}|第一网格||2|李四|李四|户主"
    );
    let groups =
        format!("村|网格|党小组名称|组长|成员\n唐家村|第一网格|{long}|{long}|石二、{long}\n唐家村|{long}||马一|");
    let intake = check(vec![sheet("全镇", &text), sheet("名单", &groups)]);
    assert_eq!(
        faults(&intake),
        [
            "0 2 网格 grid-unknown",
            "0 2 屯 cell-unreadable",
            "0 2 户编号 cell-unreadable",
            "0 2 姓名 name-too-long",
            "0 4 村 village-unknown",
            "1 2 党小组名称 cell-unreadable",
            "1 2 组长 name-too-long",
            "1 2 成员 name-too-long",
            "1 3 网格 cell-unreadable",
        ]
    );
    assert!(intake.villages[0].households[0].head_name.is_none());
}

#[test]
fn without_leave_to_create_unknown_units_are_told() {
    let people = "网格|户编号|姓名|与户主关系\n第一网格|1|张三|户主\n第三网格|2|李四|户主";
    let sheets = vec![sheet("唐家村", people), sheet("张家村", people)];
    let intake = try_check(sheets.clone(), &tangjia_known(false)).unwrap();
    assert_eq!(faults(&intake), ["0 3 网格 grid-unknown", "1 2 village-unknown", "1 3 village-unknown"]);
    assert_eq!((intake.villages.len(), intake.rejected()), (1, 2));
    assert_eq!(intake.villages[0].grids[0].code.as_ref().map(|code| code.as_str()), Some("211104109200001"));
    let intake = try_check(sheets, &tangjia_known(true)).unwrap();
    assert_eq!((faults(&intake), intake.villages.len(), intake.villages[0].grids.len()), (Vec::new(), 2, 2));
    let groups = sheet("网格党小组", "村|网格|组长\n唐家村|第三网格|马三\n张家村|第一网格|马一");
    let intake = try_check(vec![groups], &tangjia_known(false)).unwrap();
    assert_eq!(faults(&intake), ["2 网格 grid-unknown", "3 村 village-unknown"]);
}

#[test]
fn village_codes_are_of_this_town() {
    let text = "村|村代码|姓名|与户主关系\n唐家村|211104109200|张三|户主\n张家村|211104110200|李四|户主\n王家村|#211104109202|王五|户主\n史家村|12345|赵六|户主\n孙家村|211104109200|钱七|户主";
    let intake = check(vec![sheet("全镇", text)]);
    assert_eq!(faults(&intake), ["3 村代码 village-unknown", "5 村代码 village-unknown", "6 村代码 village-unknown"]);
    let reasons: Vec<_> = intake.findings.iter().map(|finding| finding.reason.unwrap()).collect();
    assert_eq!(reasons, ["outside", "code", "other-name"]);
}

#[test]
fn stated_days() {
    let stated = |line: &str| {
        let intake =
            try_check(vec![sheet("唐家村", &format!("{line}\n姓名|与户主关系\n张三|户主"))], &nothing_known()).unwrap();
        (intake.villages.first().and_then(|village| village.stated), faults(&intake))
    };
    let day = NaiveDate::from_ymd_opt(2026, 10, 31);
    for line in [
        "填报日期：2026年10月31日",
        "填报单位：唐家村党支部       填报日期: 2026.10.31",
        "|填表日期|2026/10/31",
        "填报时间：二〇二六年十月三十一日",
        "单位：唐家村|日期：2026-10-31",
        "填报日期2026年10月31日",
        "填报单位：|填报日期：|#46326",
    ] {
        assert_eq!(stated(line), (day, Vec::new()), "{line}");
    }
    for line in ["填报日期：    年  月  日", "填报日期：", "填报单位：唐家村党支部"] {
        assert_eq!(stated(line), (None, Vec::new()), "{line}");
    }
    assert_eq!(stated("填报日期：2026年2月30日"), (None, vec!["1 填报日期 date-invalid".to_owned()]));
}
