//! The CSV text, as a spreadsheet program and a script get it.

use hongwang_domain::UnitKind;
use hongwang_paper::{Ledger, Sheet};
use hongwang_words::Language;

use crate::sample;

fn text(ledger: &Ledger) -> String {
    String::from_utf8(sample::sheet(ledger, &sample::layout()).csv()).unwrap()
}

/// The cells, read by a reader of CSV.
fn cells(text: &str) -> Vec<Vec<String>> {
    let plain = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(cells: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = cells[0].iter().position(|cell| cell == heading).unwrap();
    cells[1..].iter().map(|line| line[at].clone()).collect()
}

#[test]
fn a_town_is_a_line_per_grid_and_per_total() {
    let text = text(&sample::town());
    let expected = "\u{feff}行别,镇（街道）,村（社区）,村代码,序号,网格,网格代码,网格党小组,组长,成员,志愿者,户数,人口,低保户,残疾人,\
        社会救助,优抚对象,种植大户,养殖专家,科技能手,自报户数,自报人口,自报日期,统计截止,口径\r\n\
        网格,新立镇,新欣社区,211104109001,1,第一网格,211104109001001,新欣社区第一网格党小组,夏文立,叶新伟、古丽娜尔·买买提、𠮷田\u{20000},\
        \"王\"\"小\"\"明、李,明\",49,138,10,11,12,13,14,15,16,,,,2026-10-31,户籍\r\n\
        网格,新立镇,新欣社区,211104109001,2,第二网格,211104109001002,,,,,54,152,2,3,4,5,6,7,8,,,,2026-10-31,户籍\r\n\
        未编入网格,新立镇,新欣社区,211104109001,,,,,,,,3,7,0,1,2,3,4,5,6,,,,2026-10-31,户籍\r\n\
        村合计,新立镇,新欣社区,211104109001,,,,,,,,106,297,12,15,18,21,24,27,30,149,415,2026-10-28,2026-10-31,户籍\r\n";
    assert_eq!(&text[..expected.len()], expected);
    let lines = cells(&text);
    assert_eq!(column(&lines, "行别"), ["网格", "网格", "未编入网格", "村合计", "网格", "村合计", "镇合计"]);
    assert_eq!(column(&lines, "户数"), ["49", "54", "3", "106", "43", "43", "149"]);
}

#[test]
fn names_come_back_as_they_were() {
    let lines = cells(&text(&sample::town()));
    assert_eq!(column(&lines, "成员")[0], "叶新伟、古丽娜尔·买买提、𠮷田\u{20000}");
    assert_eq!(column(&lines, "志愿者")[0], "王\"小\"明、李,明");
    assert_eq!(column(&lines, "网格代码")[0], "211104109001001");
}

#[test]
fn nothing_begins_like_a_formula() {
    let lines = cells(&text(&sample::town()));
    assert_eq!(column(&lines, "网格党小组")[4], "'=HYPERLINK(\"http://x\")");
    assert_eq!(column(&lines, "组长")[4], "'@SUM(A1)");
    assert_eq!(column(&lines, "成员")[4], "'+1、-2");
    let mut ledger = sample::town();
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
        ledger.rows[0].leader = Some(format!("{start}1"));
        assert_eq!(column(&cells(&text(&ledger)), "组长")[0], format!("'{start}1"));
    }
    ledger.rows[0].leader = Some("'李".into());
    assert_eq!(column(&cells(&text(&ledger)), "组长")[0], "'李");
}

#[test]
fn names_behind_the_figures_have_columns_only_where_they_were_asked_for() {
    assert!(!text(&sample::town()).contains("低保户名单"));
    let lines = cells(&text(&sample::with_names()));
    assert_eq!(column(&lines, "低保户名单")[0], "赵一、钱二");
    assert_eq!(column(&lines, "科技能手名单")[0], "");
    assert_eq!(column(&lines, "低保户名单")[3], "", "a total has no names");
}

#[test]
fn each_unit_has_its_totals_and_no_other() {
    let kinds = |ledger: &Ledger| column(&cells(&text(ledger)), "行别");
    assert_eq!(kinds(&sample::village()), ["网格", "网格", "未编入网格", "村合计"]);
    assert_eq!(kinds(&sample::empty()), ["镇合计"]);
    let county = Ledger { unit: sample::unit(UnitKind::County), ..sample::town() };
    assert_eq!(kinds(&county)[5..], ["村合计", "镇合计", "县区合计"]);
    let grid = Ledger { unit: sample::unit(UnitKind::Grid), ..sample::village() };
    assert_eq!(kinds(&grid), ["网格", "网格", "未编入网格"]);
}

#[test]
fn english_has_the_same_figures_under_english_headings() {
    let (ledger, layout) = (sample::town(), sample::layout());
    let sheet = Sheet { language: Language::En, ..sample::sheet(&ledger, &layout) };
    let lines = cells(&String::from_utf8(sheet.csv()).unwrap());
    assert_eq!(column(&lines, "Households"), ["49", "54", "3", "106", "43", "43", "149"]);
    assert_eq!(column(&lines, "Members")[0], "叶新伟; 古丽娜尔·买买提; 𠮷田\u{20000}");
}
