//! The day on which a table was filled in.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, sheet};

#[test]
fn a_day_below_the_table_is_its_day() {
    for below in [
        "填表人：某||填表日期：2026-10-31",
        "填报单位：唐家村党支部|填报日期：2026-10-31",
        "填报日期|2026-10-31",
        "2026年10月31日",
    ] {
        let intake = check(vec![sheet("唐家村", &format!("网格|姓名|与户主关系\n第一网格|张三|户主\n\n{below}"))]);
        let expected = chrono::NaiveDate::from_ymd_opt(2026, 10, 31).filter(|_| !below.starts_with("2026"));
        assert_eq!((intake.rows, intake.villages[0].stated), (1, expected), "{below}");
    }
}

#[test]
fn blocks_of_one_table_have_their_own_days() {
    let stated = |text: &str| -> Vec<String> {
        let intake = check(vec![sheet("全镇", text)]);
        assert_eq!(faults(&intake), [] as [&str; 0], "{text}");
        let days = |village: &hongwang_intake::VillageIn| {
            let days = village.households.iter().map(|household| household.stated.map(|day| day.to_string()));
            format!("{} {}", village.name, days.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" "))
        };
        intake.villages.iter().map(days).collect()
    };
    let both = ["唐家村 2026-09-30", "张家村 2026-10-31"];
    for (above, below, again) in [(true, false, true), (true, false, false), (false, true, true), (false, true, false)]
    {
        let block = |village: &str, day: &str, name: &str, heading: bool| {
            let day = format!("填报日期：{day}");
            [
                Some(village.to_owned()),
                above.then(|| day.clone()),
                heading.then(|| "户编号|姓名|与户主关系".to_owned()),
                Some(format!("1|{name}|户主")),
                below.then(|| format!("填表人：某||{day}")),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n")
        };
        let text = format!(
            "{}\n\n{}",
            block("唐家村", "2026年9月30日", "张三", true),
            block("张家村", "2026年10月31日", "王五", again)
        );
        assert_eq!(stated(&text), both, "{text}");
    }
    assert_eq!(
        stated("唐家村\n姓名|与户主关系\n第一网格\n张三|户主\n第二网格\n王五|户主\n填报日期：2026-10-31"),
        ["唐家村 2026-10-31 2026-10-31"]
    );
}

#[test]
fn a_day_for_which_the_figures_hold_is_used_where_no_other_stands() {
    let people = "网格|姓名|与户主关系\n第一网格|张三|户主";
    for (above, day) in [
        ("数据截止时间：2026年9月30日24时", "2026-09-30"),
        ("截至2026年9月30日", "2026-09-30"),
        ("唐家村居民台账（截至2026年9月30日）", "2026-09-30"),
        ("唐家村居民台账（截止2026.9.30）", "2026-09-30"),
        ("统计时间：2026年9月30日|填报日期：2026年10月31日", "2026-10-31"),
        ("填报日期：2026年10月31日|截止日期：2026年9月30日", "2026-10-31"),
        ("截止日期：待定", ""),
        ("时间：每月月底前上报", ""),
    ] {
        let intake = check(vec![sheet("唐家村", &format!("{above}\n{people}"))]);
        let stated = intake.villages[0].stated.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!((stated.as_str(), faults(&intake).len()), (day, 0), "{above}");
        let other = check(vec![sheet("Sheet1", &format!("{above}\n{people}"))]);
        assert_eq!(other.villages.len(), usize::from(above.starts_with("唐家村")), "{above}");
    }
    let wrong = check(vec![sheet("唐家村", &format!("填报日期：2026年9月31日\n{people}"))]);
    assert_eq!(faults(&wrong), ["1 填报日期 date-invalid"]);
}

#[test]
fn days_that_nobody_alive_was_born_on_are_left_out() {
    let text = "姓名|与户主关系|出生日期\n张三|户主|1800-01-02\n李四|配偶|1900-01-02";
    let intake = check(vec![sheet("唐家村", text)]);
    let found: Vec<_> = intake.findings.iter().map(|finding| (finding.row, finding.reason)).collect();
    assert_eq!(found, [(Some(2), Some("past"))]);
    let born: Vec<_> = intake.villages[0].households[0].residents.iter().map(|one| one.birth_date).collect();
    assert_eq!(born, [None, chrono::NaiveDate::from_ymd_opt(1900, 1, 2)]);
}

#[test]
fn a_sheet_filled_in_a_thousand_years_ago_says_no_day() {
    let text = "填报日期：1026年10月31日\n姓名|与户主关系\n张三|户主";
    let intake = check(vec![sheet("唐家村", text)]);
    let found: Vec<_> = intake.findings.iter().map(|finding| (finding.code.as_str(), finding.reason)).collect();
    assert_eq!(found, [("date-invalid", Some("early"))]);
    assert_eq!(intake.villages[0].households[0].stated, None);
}
