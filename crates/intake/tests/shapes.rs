//! Where tables stand and what their headings mean, in the shapes that clerks send.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, households, merged, nothing_known, remarks, sheet, try_check};
use hongwang_intake::Nothing;

/// Two households of 唐家村 under some headings; each column by its key.
const PEOPLE: [&[(&str, &str)]; 3] = [
    &[
        ("grid", "第一网格"),
        ("number", "001"),
        ("head", "张三"),
        ("name", "张三"),
        ("relation", "户主"),
        ("sex", "男"),
        ("low", "√"),
    ],
    &[("grid", "第一网格"), ("name", "李四"), ("relation", "配偶"), ("sex", "女"), ("disabled", "√")],
    &[("grid", "第二网格"), ("number", "002"), ("head", "王五"), ("name", "王五"), ("relation", "户主"), ("sex", "男")],
];

fn rows(keys: &[&str]) -> String {
    let cell = |person: &[(&str, &str)], key: &str| {
        person.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value).to_owned()
    };
    PEOPLE
        .iter()
        .map(|person| keys.iter().map(|key| cell(person, key)).collect::<Vec<_>>().join("|"))
        .collect::<Vec<_>>()
        .join("\n")
}

const USUAL: &[&str] = &["grid", "number", "head", "name", "relation", "sex", "low", "disabled"];

fn assert_usual(sheets: Vec<hongwang_spreadsheet::Sheet>) {
    let intake = check(sheets);
    assert_eq!(households(&intake), ["唐家村 第一网格 #001 张三* 李四", "唐家村 第二网格 #002 王五*"]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
    let household = &intake.villages[0].households[0];
    assert_eq!(
        household.categories.iter().map(|(id, holds)| (id.as_str(), *holds)).collect::<Vec<_>>(),
        [("dibao", true)]
    );
    assert_eq!(household.residents[1].categories.len(), 1);
}

#[test]
fn one_heading_row() {
    assert_usual(vec![sheet(
        "唐家村",
        &format!("网格|户编号|户主|姓名|与户主关系|性别|低保户|残疾人\n{}", rows(USUAL)),
    )]);
}

#[test]
fn two_heading_rows_merged_or_not() {
    let text = format!("网格|户编号|户主|姓名|与户主关系|性别|服务对象|\n||||||低保户|残疾人\n{}", rows(USUAL));
    assert_usual(vec![sheet("唐家村", &text)]);
    assert_usual(vec![merged(
        sheet("唐家村", &text),
        &["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:F2", "G1:H1"],
    )]);
}

#[test]
fn headings_of_households_and_people_side_by_side() {
    let text = "序号|所属网格|户主信息|||家庭成员信息||||服务对象|\n||户编号|姓名|身份证号|姓名|身份证号|与户主关系|性别|低保户|残疾人\n1|第一网格|001|张三||张三||户主|男|√|\n2|第一网格||||李四||配偶|女||√\n3|第二网格|002|王五||王五||户主|男||";
    assert_usual(vec![sheet("唐家村", text)]);
    assert_usual(vec![merged(sheet("唐家村", text), &["A1:A2", "B1:B2", "C1:E1", "F1:I1", "J1:K1"])]);
}

#[test]
fn three_heading_rows_and_columns_numbered() {
    let text = format!(
        "网格|户编号|户主|家庭成员||||\n|||姓名|与户主关系|性别|服务对象|\n||||||低保户|残疾人\n#1|#2|#3|#4|#5|#6|#7|#8\n{}",
        rows(USUAL)
    );
    assert_usual(vec![merged(
        sheet("唐家村", &text),
        &["A1:A3", "B1:B3", "C1:C3", "D1:H1", "D2:D3", "E2:E3", "F2:F3", "G2:H2"],
    )]);
}

#[test]
fn white_space_punctuation_and_synonyms_in_headings() {
    let text = format!(
        "所 属⏎网 格|户\u{3000}号|户主姓名：|*家庭成员姓名|与户主⏎关系|性　别|是否低保户（√）|残疾\u{200B}人\n{}",
        rows(USUAL)
    );
    assert_usual(vec![sheet("唐家村", &text)]);
}

#[test]
fn numbered_headings_and_how_to_tick() {
    let text = format!(
        "1.网格|2.户编号|3.户主|4.姓名（必填）|5.与户主关系|6.性别|7.低保户|8.残疾人\n||||||（打√）|（打√）\n{}",
        rows(USUAL)
    );
    assert_usual(vec![sheet("唐家村", &text)]);
}

#[test]
fn titles_above_and_sums_notes_and_signatures_below() {
    let text = format!(
        "唐家村“红网工程”基本信息台账\n填报单位：唐家村党支部|||填报日期：2026年10月31日\n\n网格|户编号|户主|姓名|与户主关系|性别|低保户|残疾人\n{}\n第二网格小计||||||#1|#1\n合 计|#2||#3||||\n\n注：低保户打√\n填表人：张某某      审核人：李某某",
        rows(USUAL)
    );
    assert_usual(vec![sheet("Sheet1", &text)]);
    let intake = check(vec![sheet("Sheet1", &text)]);
    assert_eq!(intake.villages[0].stated, chrono::NaiveDate::from_ymd_opt(2026, 10, 31));
    assert_eq!(intake.rows, 3);
}

#[test]
fn headings_again_and_blank_rows_in_between() {
    let heading = "网格|户编号|户主|姓名|与户主关系|性别|低保户|残疾人";
    let people = rows(USUAL);
    let lines: Vec<&str> = people.lines().collect();
    assert_usual(vec![sheet(
        "唐家村",
        &format!("{heading}\n{}\n\n{heading}\n{}\n本页小计|||#2\n\n{heading}\n{}", lines[0], lines[1], lines[2]),
    )]);
}

#[test]
fn several_villages_below_each_other() {
    let heading = "网格|姓名|与户主关系\n";
    let text = format!(
        "新立镇唐家村居民表\n{heading}第一网格|张三|户主\n第一网格|李四|配偶\n合计|#2|\n\n张家村居民表\n{heading}第一网格|王五|户主\n"
    );
    let intake = check(vec![sheet("Sheet1", &text)]);
    assert_eq!(households(&intake), ["唐家村 第一网格 张三* 李四", "张家村 第一网格 王五*"]);
}

#[test]
fn each_of_several_tables_has_its_own_lines() {
    let table = |village: &str, day: &str, name: &str| {
        format!(
            "{village}居民表\n填报单位：{village}党支部||填报日期：{day}\n网格|姓名|与户主关系\n第一网格|{name}|户主\n填表人：某|审核人：某"
        )
    };
    let text = format!("{}\n\n{}", table("唐家村", "2026年9月30日", "张三"), table("张家村", "2026年10月31日", "王五"));
    let intake = check(vec![sheet("全镇", &text)]);
    assert_eq!(households(&intake), ["唐家村 第一网格 张三*", "张家村 第一网格 王五*"]);
    let stated: Vec<_> = intake.villages.iter().map(|village| village.stated.unwrap().to_string()).collect();
    assert_eq!(stated, ["2026-09-30", "2026-10-31"]);
}

#[test]
fn notes_above_the_table_name_no_village() {
    let intake = check(vec![sheet(
        "Sheet1",
        "唐家村居民信息\n说明：由张家村干部填写\n网格|姓名|与户主关系\n第一网格|张三|户主",
    )]);
    assert_eq!(households(&intake), ["唐家村 第一网格 张三*"]);
}

#[test]
fn lines_between_rows_name_the_grid() {
    let intake = check(vec![sheet(
        "唐家村",
        "姓名|与户主关系|性别\n第一网格\n张三|户主|男\n李四|配偶|女\n第2网格\n王五|户主|男\n",
    )]);
    assert_eq!(households(&intake), ["唐家村 第一网格 张三* 李四", "唐家村 第二网格 王五*"]);
}

#[test]
fn a_line_that_names_a_grid_may_name_its_leader() {
    let text = "姓名|与户主关系|性别\n第一网格（网格长：王一）\n张三|户主|男\n第二网格（网格长：王二 13900000001）\n王五|户主|男";
    for sheet in [sheet("唐家村", text), merged(sheet("唐家村", text), &["A2:C2", "A4:C4"])] {
        let intake = check(vec![sheet]);
        assert_eq!(households(&intake), ["唐家村 第一网格 张三*", "唐家村 第二网格 王五*"]);
        assert_eq!(faults(&intake), [] as [&str; 0]);
    }
}

#[test]
fn a_sheet_for_each_grid() {
    let people = |name: &str| format!("姓名|与户主关系\n{name}|户主");
    let mut sheets = vec![sheet("第一网格", &people("张三")), sheet("唐家村第二网格", &people("王五"))];
    sheets[0].rows[0].cells.push(hongwang_spreadsheet::Cell {
        column: 5,
        value: hongwang_spreadsheet::Value::Text("备注".into()),
        formula: false,
    });
    let known = hongwang_intake::Known { file_stem: "新立镇唐家村".to_owned(), ..nothing_known() };
    let intake = try_check(sheets, &known).unwrap();
    assert_eq!(households(&intake), ["唐家村 第一网格 张三*", "唐家村 第二网格 王五*"]);
    assert_eq!(remarks(&intake), ["备注 column-ignored"]);
}

#[test]
fn columns_that_are_not_taken_in_are_named_once() {
    let text = "序号|姓名|与户主关系|民族|备注|上访情况\n1|张三|户主|满|好|有";
    let intake = check(vec![sheet("唐家村", text), sheet("张家村", text)]);
    assert_eq!(remarks(&intake), ["民族 column-ignored", "备注 column-ignored", "上访情况 column-ignored"]);
    assert!(intake.findings.iter().all(|finding| finding.value.is_none()));
}

#[test]
fn formulas_in_such_columns_are_dropped_with_a_word() {
    let intake = check(vec![sheet("唐家村", "序号|姓名|与户主关系|备注\n!|张三|户主|!\n!|李四|配偶|!")]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
    assert_eq!(remarks(&intake), ["2 备注 formula-dropped", "备注 column-ignored"]);
}

#[test]
fn hidden_rows_and_sheets_are_taken_in_with_their_number() {
    let mut hidden = sheet("张家村", "姓名|与户主关系\n王五|户主");
    hidden.hidden = true;
    let intake = check(vec![
        sheet("唐家村", "姓名|与户主关系\n张三|户主\n?李四|配偶\n?合计|#2"),
        hidden,
        sheet("说明", "随便写的\n不是表"),
    ]);
    assert_eq!(intake.rows, 3);
    assert_eq!(remarks(&intake), ["0 hidden-rows", "1 hidden-sheet"]);
    assert_eq!(intake.findings[0].args, [("count", "1".to_owned())]);
}

#[test]
fn what_is_no_table_is_no_fault_unless_there_is_nothing_else() {
    let summary = sheet("汇总", "村|户数|人口|低保户\n唐家村|#10|#30|#2");
    let intake = check(vec![summary.clone(), sheet("唐家村", "姓名|与户主关系\n张三|户主")]);
    assert_eq!((intake.rows, intake.findings.len()), (1, 0));
    assert_eq!(try_check(vec![summary], &nothing_known()).err(), Some(Nothing::NoHeading));
    assert_eq!(try_check(vec![sheet("空", "")], &nothing_known()).err(), Some(Nothing::Empty));
    assert_eq!(
        try_check(vec![sheet("唐家村", "姓名|与户主关系\n|\n合计|#0")], &nothing_known()).err(),
        Some(Nothing::NoRows)
    );
}

#[test]
fn rows_that_wait_to_be_filled_in_are_no_residents() {
    let intake = check(vec![sheet(
        "唐家村",
        "序号|网格|户编号|姓名|与户主关系|性别\n#1|第一网格|001|张三|户主|男\n#2|第一网格\n#3|第一网格|002\n#4",
    )]);
    assert_eq!((intake.rows, faults(&intake).len()), (1, 0));
}

#[test]
fn a_text_file_has_no_sheet_name() {
    let intake = try_check(
        vec![sheet("", "姓名|与户主关系|手机\n张三|户主|1990000")],
        &hongwang_intake::Known { file_stem: "唐家村".to_owned(), ..nothing_known() },
    )
    .unwrap();
    assert_eq!(households(&intake), ["唐家村 - 张三*"]);
    assert_eq!(faults(&intake), ["2 手机 phone-short"]);
}

#[test]
fn what_stands_in_a_remark_does_not_take_its_row_away() {
    for remark in ["注：见底册", "填表人：某", "合计", "2026年：外出", "示例", "填报单位：某"] {
        let intake = check(vec![sheet("唐家村", &format!("备注|姓名|与户主关系\n{remark}|张三|户主"))]);
        assert_eq!(households(&intake), ["唐家村 - 张三*"], "{remark}");
    }
}
