//! Rows below the people that are none of them: signatures, days, sums.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, households, sheet};

const HEADING: &str = "序号|网格|户编号|户主|姓名|与户主关系|性别|身份证号|联系电话|低保户|备注";

/// The two people of a household with some lines below them, and nobody else.
fn assert_nobody(lines: &[&str]) {
    for line in lines {
        let text = format!(
            "{HEADING}\n#1|第一网格|1|甲一|甲一|户主|男|||√\n#2|第一网格|1|甲一|甲二|子|男|||\n{line}\n#3|第一网格|2|乙一|乙一|户主|男|||"
        );
        let intake = check(vec![sheet("唐家村", &text)]);
        assert_eq!(faults(&intake), [] as [&str; 0], "{line}");
        assert_eq!(households(&intake), ["唐家村 第一网格 #1 甲一* 甲二", "唐家村 第一网格 #2 乙一*"], "{line}");
        assert_eq!(intake.rows, 3, "{line}");
    }
}

#[test]
fn those_who_sign_are_no_residents() {
    assert_nobody(&[
        "制表：张三||||审核：李四",
        "村主任||||王五",
        "村支部书记（签字）：||||年  月  日",
        "负责人签字：||||赵六",
        "分管领导（签字）||||赵六",
        "村（社区）盖章：||||填表日期：  年  月  日",
        "村（盖章）：||||填表日期：2026年  月  日",
        "填报单位（公章）：||||填表日期：2026年10月31日",
        "统计员：||||孙七",
        "会计||||孙七",
        "主任：||||孙七||书记：",
        "||||主任：|||书记：",
        "||||核实人：李四",
        "||||调查员　李四",
        "||||____年__月__日",
        "||||2026年10月31日",
        "村党支部书记签字：||||||2026年10月31日",
        "驻村干部签字|||||||||",
        "|||网格长签名：||||",
        "||||||||（公章）",
        "制表|张三|||审核|李四",
        "填表人：某|||||||联系电话：13900000001",
        "||||审核：李四|户主",
        "||||联系电话：13900000001",
        "||||村党支部",
        "村支书||||王五",
        "支书：||||王五",
        "上述信息属实|||||村委会（盖章）",
        "||||第1页，共3页",
    ]);
}

#[test]
fn sums_are_no_residents() {
    assert_nobody(&[
        "||||第一网格小计（人）|||||#1",
        "||||全村合计|||||#1",
        "总人口||||#2|||||#1",
        "合计（1户2人）|||||||||#1",
        "||||唐家村合计",
        "本页合计||1|||||||1",
        "|户数合计|#1",
        "总户数|#1|||总人数|||||#2",
        "计||||#2|||||#1",
        "共1户2人",
        "||||共1户2人|||||#1",
        "其中|||||||||#1",
        "||||其中：低保户|||||#1",
        "|第一网格|||2人|||||#1",
        "||||第一网格|||||#2",
        "|||||||||#2",
        "|||||合计||||#2",
        "1户|||||2人",
        "低保户|||||||||#1",
    ]);
}

#[test]
fn residents_beside_such_words_stay() {
    // Who has a wrong id is told so, whatever else stands in the row.
    let wrong =
        check(vec![sheet("唐家村", &format!("{HEADING}\n#4|第一网格|3|丙一|户主：丙一|||110101199913010011|||合计"))]);
    assert_eq!((wrong.rows, faults(&wrong)), (1, vec!["2 身份证号 id-invalid".to_owned()]));
    for (row, name) in [
        ("#4|第一网格|3|丙一|丙一|户主||||联系人：王五|", "丙一"),
        ("#4|第一网格|3||丙一||男||||负责人：王五", "丙一"),
        ("#4|第一网格|3|丙一|户主：丙一|户主||||√|", "丙一"),
        ("#4|第一网格|3|丙一|户主：丙一||男|990101530802021|||合计", "丙一"),
        ("#4|第一网格|3|计春生|计春生|户主||||√|", "计春生"),
        ("#4|第一网格|3|共一|共一||||||", "共一"),
        ("#4|第一网格|3|阿依古丽·买买提|阿依古丽·买买提||||||", "阿依古丽·买买提"),
    ] {
        let intake = check(vec![sheet("唐家村", &format!("{HEADING}\n{row}"))]);
        assert_eq!((intake.rows, intake.rejected()), (1, 0), "{row}");
        assert_eq!(intake.villages[0].households[0].residents[0].name, name, "{row}");
    }
}

#[test]
fn a_line_in_the_column_of_serial_numbers_is_a_line() {
    let intake = check(vec![sheet(
        "居民",
        &format!(
            "唐家村台账\n{HEADING}\n#1|第一网格|1|甲一|甲一|户主||||\n张家村台账\n#1|第一网格|1|乙一|乙一|户主||||"
        ),
    )]);
    let villages: Vec<(&str, usize)> =
        intake.villages.iter().map(|village| (village.name.as_str(), village.households.len())).collect();
    assert_eq!(villages, [("唐家村", 1), ("张家村", 1)]);
}

#[test]
fn whoever_has_a_relation_or_a_sex_is_a_person_however_the_name_reads() {
    for name in ["年月", "月日", "会计", "主任", "书记", "组长", "网格员", "盖章", "签名"] {
        for row in [format!("#4|第一网格|3|{name}|{name}|户主||||"), format!("#4|第一网格|3|{name}|{name}||女|||")]
        {
            let intake = check(vec![sheet("唐家村", &format!("{HEADING}\n{row}"))]);
            assert_eq!((intake.rows, intake.rejected()), (1, 0), "{row}");
        }
    }
}

#[test]
fn a_section_names_its_grid_in_every_writing() {
    for (one, other) in [("第一网格", "第二网格"), ("第一网格：", "第二网格："), ("一、第一网格", "二、第二网格")]
    {
        let heading = "序号|户编号|户主|姓名|与户主关系";
        let rows = format!("{heading}\n{one}\n#1|1|甲一|甲一|户主\n{other}\n#1|2|乙一|乙一|户主");
        let intake = check(vec![sheet("唐家村", &rows)]);
        let village = &intake.villages[0];
        let grids: Vec<&str> = village.grids.iter().map(|grid| grid.name.as_str()).collect();
        assert_eq!(grids, ["第一网格", "第二网格"], "{one}");
        assert_eq!(village.households.iter().map(|home| home.grid).collect::<Vec<_>>(), [Some(0), Some(1)], "{one}");
    }
}
