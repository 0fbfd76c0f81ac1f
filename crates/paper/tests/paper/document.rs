//! The document: its keys, its order, its sums.

use hongwang_domain::UnitKind;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_paper::{Correction, Counts, Ledger, Mismatch, Row};
use serde_json::{Value, json};

use crate::sample::{self, counts};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn places(ledger: &Ledger) -> Vec<(&str, Option<&str>)> {
    ledger.rows.iter().map(|row| (row.village.as_str(), row.grid.as_deref())).collect()
}

#[test]
fn every_key_is_always_there() {
    let json: Value = serde_json::from_slice(&sample::town().to_json()).unwrap();
    let sorted = |mut keys: Vec<&'static str>| {
        keys.sort_unstable();
        keys
    };
    assert_eq!(keys(&json), sorted(vec!["as_of", "snapshot", "unit", "basis", "rows", "villages", "totals"]));
    assert_eq!(keys(&json["unit"]), ["code", "kind", "name"]);
    let row = [
        "town",
        "village",
        "village_code",
        "grid",
        "code",
        "group",
        "leader",
        "members",
        "volunteers",
        "counts",
        "declared",
        "names",
    ];
    for line in json["rows"].as_array().unwrap() {
        assert_eq!(keys(line), sorted(row.to_vec()));
    }
    for village in json["villages"].as_array().unwrap() {
        assert_eq!(keys(village), ["code", "counts", "declared", "name"]);
    }
    assert_eq!(json["as_of"], "2026-10-31");
    assert_eq!(json["basis"], "registered");
    assert_eq!(json["unit"], json!({"code": "211104109", "name": "新立镇", "kind": "town"}));
    assert_eq!((&json["snapshot"], &json["rows"][0]["names"]), (&Value::Null, &Value::Null));
    let outside = &json["rows"][2];
    for key in ["grid", "code", "group", "leader", "declared"] {
        assert_eq!(outside[key], Value::Null, "{key}");
    }
    assert_eq!((&outside["members"], &outside["volunteers"]), (&json!([]), &json!([])));
    assert_eq!(json["villages"][0]["declared"], json!({"households": 149, "residents": 415, "as_of": "2026-10-28"}));
}

#[test]
fn counts_stand_in_the_order_of_the_layout() {
    let text = String::from_utf8(sample::town().to_json()).unwrap();
    let totals = &text[text.find("\"totals\"").unwrap()..];
    let columns: Vec<&str> = totals.split('"').skip(3).step_by(2).collect();
    let expected: Vec<&str> = ["households", "residents"].into_iter().chain(sample::CATEGORIES).collect();
    assert_eq!(columns, expected);
    assert!(text.ends_with("}\n"));
}

#[test]
fn what_was_written_can_be_read_again() {
    for ledger in [sample::town(), sample::with_names(), sample::filed(), sample::empty()] {
        assert_eq!(Ledger::from_json(&ledger.to_json()).unwrap(), ledger);
    }
}

#[test]
fn rows_stand_by_village_and_grid_with_no_grid_last() {
    let expected = [
        ("新欣社区", Some("第一网格")),
        ("新欣社区", Some("第二网格")),
        ("新欣社区", None),
        ("唐家村", Some("第一网格")),
    ];
    assert_eq!(places(&sample::town()), expected);
}

#[test]
fn nobody_in_no_grid_is_no_row_but_an_empty_grid_is_one() {
    let village = sample::tang();
    let rows = vec![
        Row::of_grid(&village, "第一网格", sample::code("211104109200001"), Counts::default()),
        Row::without_grid(&village, Counts::default()),
    ];
    let ledger = Ledger::assemble(sample::head(UnitKind::Town), &sample::layout(), vec![village], rows);
    assert_eq!(places(&ledger), [("唐家村", Some("第一网格"))]);
    let everything: Vec<(&str, u32)> = ledger.rows[0].counts.iter().collect();
    assert_eq!(everything.len(), 9, "every column is there");
    assert!(ledger.rows[0].counts.is_zero());
}

#[test]
fn grids_and_no_grid_make_the_village_and_villages_the_town() {
    let ledger = sample::town();
    assert_eq!(ledger.villages[0].counts, {
        let mut sum = counts(49, 138, 10);
        sum.add(&counts(54, 152, 2));
        sum.add(&counts(3, 7, 0));
        sum
    });
    assert_eq!((ledger.totals.get("households"), ledger.totals.get("residents")), (149, 421));
    assert_eq!(ledger.own_mismatches(), []);
}

#[test]
fn a_sum_that_does_not_hold_is_told() {
    let mut ledger = sample::town();
    let village = ledger.villages[0].code.clone();
    ledger.villages[0].counts.set("disabled", 99);
    ledger.totals.set("residents", 1);
    let told = |village, column: &str, sum, stated| Mismatch { village, column: column.into(), sum, stated };
    assert_eq!(
        ledger.own_mismatches(),
        [told(Some(village.clone()), "disabled", 15, 99), told(None, "residents", 421, 1)]
    );
    let counted = [(&village, &counts(106, 297, 12))];
    assert!(ledger.mismatches(counted).iter().all(|found| found.column != "households" && found.column != "dibao"));
    let nothing = Counts::default();
    assert_eq!(ledger.mismatches([(&village, &nothing)])[0], told(Some(village.clone()), "households", 106, 0));
}

#[test]
fn before_anything_is_registered_there_are_no_rows_and_zeros() {
    let json: Value = serde_json::from_slice(&sample::empty().to_json()).unwrap();
    assert_eq!((&json["rows"], &json["villages"]), (&json!([]), &json!([])));
    assert_eq!(keys(&json["totals"]).len(), 9);
    assert!(sample::empty().totals.is_zero());
}

#[test]
fn the_ledger_of_a_grid_is_not_compared_with_what_its_village_declared() {
    let rows = sample::rows().into_iter().filter(|row| row.grid.is_some() && row.village == "新欣社区").take(1);
    let ledger =
        Ledger::assemble(sample::head(UnitKind::Grid), &sample::layout(), vec![sample::xinxin()], rows.collect());
    assert_eq!(ledger.villages[0].declared, None);
    assert_eq!(ledger.villages[0].counts, ledger.totals);
}

#[test]
fn names_have_a_key_per_category_column() {
    let json: Value = serde_json::from_slice(&sample::with_names().to_json()).unwrap();
    let names = &json["rows"][0]["names"];
    assert_eq!(names["dibao"], json!(["赵一", "钱二"]));
    assert_eq!(names["technology_expert"], json!([]));
    assert_eq!(names["households"], Value::Null);
}

#[test]
fn a_snapshot_keeps_its_figures_and_tells_what_was_corrected() {
    let ledger = sample::filed();
    assert_eq!(ledger.rows, sample::town().rows);
    let json: Value = serde_json::from_slice(&ledger.to_json()).unwrap();
    assert_eq!(json["snapshot"]["month"], "2026-10");
    assert_eq!(json["snapshot"]["taken_at"], "2026-10-31T16:00:01Z");
    assert_eq!(
        json["snapshot"]["corrections"][0],
        json!({"village_code": "211104109001", "code": "211104109001001", "column": "dibao", "was": 10, "is": 9})
    );
    let corrections = &ledger.snapshot.as_ref().unwrap().corrections;
    let outside: Vec<&Correction> = corrections.iter().filter(|correction| correction.code.is_none()).collect();
    assert_eq!((outside[0].column.as_str(), outside[0].was, outside[0].is), ("households", 3, 0), "the row is gone");
    assert_eq!(
        corrections.len(),
        1 + 1 + 2 + 6,
        "a figure of each grid, then households, residents and six categories of no grid"
    );
    assert_eq!(sample::town().corrections(&sample::town()), []);
}

#[test]
fn the_basis_is_written_as_the_command_line_takes_it() {
    let mut ledger = sample::town();
    ledger.basis = Basis::Resident;
    let json: Value = serde_json::from_slice(&ledger.to_json()).unwrap();
    assert_eq!(json["basis"], Basis::Resident.as_str());
}
