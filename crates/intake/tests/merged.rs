//! Cells that hold for several rows: merged ones, and those that a text file shows once.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, households, merged, sheet};
use hongwang_domain::{Membership, Presence};

#[test]
fn what_is_merged_over_people_is_said_of_each() {
    let text = "网格|户编号|姓名|与户主关系|居住情况|政治面貌|低保户|残疾人|人员类别|联系电话\n第一网格|1|甲一|户主|外出|中共党员|√|√|科技能手|13900000001\n||甲二|妻\n||甲三|子\n第一网格|2|乙一|户主";
    let areas = ["A2:A4", "B2:B4", "E2:E4", "F2:F4", "G2:G4", "H2:H4", "I2:I4", "J2:J4"];
    let intake = check(vec![merged(sheet("唐家村", text), &areas)]);
    assert_eq!(households(&intake), ["唐家村 第一网格 #1 甲一* 甲二 甲三", "唐家村 第一网格 #2 乙一*"]);
    let household = &intake.villages[0].households[0];
    for resident in &household.residents {
        assert_eq!(resident.presence, Some(Presence::Away), "{}", resident.name);
        assert_eq!(resident.membership, Some(Membership::Full), "{}", resident.name);
        assert_eq!(resident.categories.len(), 2, "{}", resident.name);
    }
    let phones: Vec<bool> = household.residents.iter().map(|resident| resident.phone.is_some()).collect();
    assert_eq!((phones, household.categories.len()), (vec![true, false, false], 1));
    let other = &intake.villages[0].households[1];
    assert_eq!(
        (other.residents[0].presence, other.residents[0].categories.len(), other.categories.len()),
        (None, 0, 0)
    );
}

#[test]
fn a_fault_of_a_merged_cell_is_told_once() {
    let text = "户编号|姓名|与户主关系|居住情况|残疾人|人员类别\n1|甲一|户主|!|也许|村花\n|甲二|妻\n|甲三|子";
    let intake = check(vec![merged(sheet("唐家村", text), &["A2:A4", "D2:D4", "E2:E4", "F2:F4"])]);
    assert_eq!(faults(&intake), ["2 居住情况 cell-unreadable", "2 残疾人 tick-unclear", "2 人员类别 category-unknown"]);
}

/// A text file made of a sheet with merged cells: each block's village, grid and hamlet once.
#[test]
fn a_grid_that_stands_once_for_its_block_is_carried_down() {
    let households_of = |from: u32, to: u32, first: &str| {
        (from..=to)
            .flat_map(|number| {
                let places = if number == from { first } else { "||" };
                [format!("{places}|{number}|甲{number}|户主"), format!("|||{number}|乙{number}|子")]
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let text = format!(
        "村|网格|屯|户编号|姓名|与户主关系\n{}\n{}\n{}",
        households_of(1, 4, "唐家村|第一网格|东屯"),
        households_of(5, 8, "|第二网格|西屯"),
        households_of(9, 12, "张家村||"),
    );
    let intake = check(vec![sheet("", &text)]);
    let places = households(&intake);
    assert_eq!(places.len(), 12);
    for (at, line) in places.iter().enumerate() {
        let place = ["唐家村 第一网格", "唐家村 第二网格", "张家村 -"][at / 4];
        assert!(line.starts_with(place), "{line}");
    }
    let hamlets: Vec<_> = intake
        .villages
        .iter()
        .flat_map(|village| &village.households)
        .map(|one| one.hamlet.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(hamlets[3..10], ["东屯", "西屯", "西屯", "西屯", "西屯", "-", "-"]);
}

#[test]
fn a_grid_that_most_households_have_is_not_carried() {
    let text = "网格|户编号|姓名|与户主关系\n第一网格|1|甲|户主\n第一网格|2|乙|户主\n|3|丙|户主\n第二网格|4|丁|户主\n|5|戊|户主\n|6|己|户主\n|7|庚|户主";
    let intake = check(vec![sheet("唐家村", text)]);
    let without = households(&intake).iter().filter(|line| line.starts_with("唐家村 -")).count();
    assert_eq!(without, 4);
    let few = check(vec![sheet("唐家村", "网格|户编号|姓名|与户主关系\n第一网格|1|甲|户主\n|2|乙|户主")]);
    assert_eq!(households(&few)[1], "唐家村 - #2 乙*");
}
