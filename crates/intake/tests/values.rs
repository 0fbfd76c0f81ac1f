//! What is compared, counted and taken of single values.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use chrono::NaiveDate;
use common::{check, faults, remarks, sheet};
use hongwang_domain::Sex;
use hongwang_intake::{Intake, ResidentIn};
use hongwang_testing::citizen::citizen_id;

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
fn what_does_not_tell_a_sex_is_not_compared() {
    for text in ["不详男", "男性？", "？", "其他"] {
        let intake =
            table("性别|身份证号", &[&format!("1|张三|户主|{text}|{}", id(11)), &format!("2|李四|户主|{text}|")]);
        assert_eq!(faults(&intake), [] as [&str; 0], "{text}");
        let sexes: Vec<_> = intake.villages[0].households.iter().map(|household| household.residents[0].sex).collect();
        assert_eq!(sexes, [Some(Sex::Male), None], "{text}");
    }
}

#[test]
fn whatever_is_put_right_is_counted() {
    for (heading, value) in [
        ("政治面貌", "中共 党员"),
        ("居住情况", "外\u{3000}出"),
        ("人员类别", "低 保 户"),
        ("人员类别", "低 保户、残疾人"),
        ("出生日期", "１９７０年１月２日"),
        ("村代码", "２１１１０４１０９２００"),
    ] {
        let intake = table(heading, &[&format!("1|张三|户主|{value}")]);
        assert_eq!(remarks(&intake), [format!("2 {heading} repaired")], "{value}");
        assert_eq!(faults(&intake), [] as [&str; 0], "{value}");
    }
    for (heading, value) in [("人员类别", "低保户 残疾人"), ("出生日期", "1970-01-02 00:00:00")] {
        let intake = table(heading, &[&format!("1|张三|户主|{value}")]);
        assert_eq!(remarks(&intake), [] as [&str; 0], "{value}");
    }
}

#[test]
fn nobody_is_born_after_today_or_before_1900() {
    let born = |year: i32| citizen_id(60, NaiveDate::from_ymd_opt(year, 12, 2).unwrap(), 11);
    let rows = [born(2026), born(1899), born(1900), born(2025)];
    let lines: Vec<String> = rows.iter().enumerate().map(|(at, id)| format!("{at}|甲|户主|{id}|")).collect();
    let days = ["2026-11-05", "2026-11-06", "2027年", "2026年12月"].map(|day| format!("9|乙|户主||{day}"));
    let lines: Vec<&str> = lines.iter().chain(&days).map(String::as_str).collect();
    let intake = table("身份证号|出生日期", &lines);
    let wrong: Vec<String> = faults(&intake).into_iter().filter(|fault| !fault.ends_with("head-double")).collect();
    assert_eq!(
        wrong,
        [
            "2 身份证号 id-invalid",
            "3 身份证号 id-invalid",
            "7 出生日期 date-invalid",
            "8 出生日期 date-invalid",
            "9 出生日期 date-invalid"
        ]
    );
}

#[test]
fn a_number_with_a_point_is_a_tick() {
    let intake = table("残疾人", &["1|张三|户主|1.0", "2|李四|户主|0.0"]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
    let said: Vec<bool> = intake.villages[0]
        .households
        .iter()
        .map(|household| *household.residents[0].categories.values().next().unwrap())
        .collect();
    assert_eq!(said, [true, false]);
}

#[test]
fn the_same_day_in_many_writings() {
    let good = id(11);
    for day in [
        "1953-08-02",
        "1953/8/2",
        "1953.8.2",
        "19530802",
        "#19530802",
        "1953年8月2日",
        "1953年08月02日",
        "一九五三年八月二日",
        "一九五三年八月二号",
        " 1953 年 8 月 2 日 ",
        "１９５３年８月２日",
        "1953-08-02 00:00:00",
        "1953-08-02T00:00:00",
        "1953年8月2日 星期日",
        "公历1953年8月2日",
        "53.8.2",
        "53年8月2日",
        "#19573",
        "19573",
        "1953年8月",
        "1953.08",
        "1953-08",
        "195308",
        "#195308",
        "1953年",
        "#1953",
        "#1953.08",
        "2-Aug-53",
        "Aug 2, 1953",
        "13/8/1953x",
        "2/8/1953x",
    ] {
        let day = day.strip_suffix('x').map_or(day, |_| "1953、8、2");
        let intake = table("身份证号|出生年月", &[&format!("1|张三|户主|{good}|{day}")]);
        assert_eq!(faults(&intake), [] as [&str; 0], "{day}");
    }
    for (day, born) in [
        ("31/10/2020", (2020, 10, 31)),
        ("10/31/2020", (2020, 10, 31)),
        ("20.10.31", (2020, 10, 31)),
        ("二〇二〇年十月三十一日", (2020, 10, 31)),
        ("5/5/2020", (2020, 5, 5)),
    ] {
        let (resident, found) = with("出生日期", day);
        assert_eq!(
            (resident.birth_date, found),
            (NaiveDate::from_ymd_opt(born.0, born.1, born.2), Vec::new()),
            "{day}"
        );
    }
    for day in [
        "1990-02-30",
        "1985年13月1日",
        "2001.4.31",
        "19990229",
        "去年",
        "5/6/2020",
        "1990-2",
        "32/13/2020",
        "2020年10月31日左右吧",
        "199",
        "12345678901",
    ] {
        let expected: &[&str] = if day == "1990-2" { &[] } else { &["date-invalid"] };
        let (resident, found) = with("出生日期", day);
        assert_eq!(
            (resident.birth_date, found),
            (None, expected.iter().map(|code| (*code).to_owned()).collect()),
            "{day}"
        );
    }
    for day in ["", "无", "不详", "-"] {
        assert_eq!(with("出生日期", day).1, [] as [&str; 0], "{day}");
    }
}
