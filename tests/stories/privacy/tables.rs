//! Every table that holds something personal is declared by a slice: told and forgotten, or named with the reason why not.

use std::collections::{BTreeMap, BTreeSet};

use hongwang_web::Slice;
use hongwang_web::subject::Held;

fn slices() -> Vec<Slice> {
    vec![
        hongwang_accounts::slice(),
        hongwang_organisation::slice(),
        hongwang_registry::slice(),
        hongwang_workbook::slice(),
        hongwang_ledger::slice(),
        hongwang_audit::slice(),
        hongwang_privacy::slice(),
    ]
}

/// Tables with a personal column, as the data dictionary (which a test holds against the schema) says.
fn personal() -> BTreeSet<String> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/data-dictionary.md")).unwrap();
    let tables = page.split("\n## Tables\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let is_personal = |body: &str| {
        let rows = body.lines().filter(|line| line.starts_with("| `"));
        rows.filter_map(|row| row.trim_matches('|').split(" | ").nth(4).map(str::trim).map(str::to_owned))
            .any(|cell| cell == "yes")
    };
    let parts = tables.split("### `").skip(1).filter_map(|part| part.split_once('`'));
    parts.filter(|(_, body)| is_personal(body)).map(|(table, _)| table.to_owned()).collect()
}

#[test]
fn no_table_with_something_personal_is_forgotten() {
    let slices = slices();
    let declared: BTreeMap<&str, Held> =
        slices.iter().filter_map(|slice| slice.subject).flat_map(|subject| subject.tables.iter().copied()).collect();
    let personal = personal();
    assert!(personal.len() > 20, "{personal:?}");
    let missing: Vec<&String> = personal.iter().filter(|table| !declared.contains_key(table.as_str())).collect();
    assert!(missing.is_empty(), "no slice says what it holds of a resident in {missing:?}");
    for (table, held) in &declared {
        assert!(personal.contains(*table), "{table} is declared and holds nothing personal");
        if let Held::Not(why) = held {
            assert!(why.len() > 20, "{table}: why?");
        }
    }
}

#[test]
fn every_rule_of_the_rulebook_is_applied_by_a_slice() {
    let slices = slices();
    let applied: BTreeSet<&str> = slices.iter().flat_map(|slice| slice.retains.iter().map(|(rule, _)| *rule)).collect();
    let rulebook = hongwang_domain::Rulebook::embedded().unwrap();
    let rules: BTreeSet<&str> = rulebook.retention.keep.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(applied, rules);
}
