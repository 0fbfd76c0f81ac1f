//! The two sample towns, read from their files: counts and faults exactly.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use hongwang_domain::{Rulebook, UnitCode};
use hongwang_intake::{Choices, FaultCode, Intake, Known, Severity, recognise_and_check};
use hongwang_spreadsheet::{Limits, Workbook, read};
use serde_json::Value;

fn workbook(town: &str) -> Workbook {
    read(&file(town, "town.xlsx"), &Limits::default()).unwrap()
}

fn file(town: &str, name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../tests/data/{town}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn known(town: &str) -> Known {
    Known {
        town: UnitCode::parse(town).unwrap(),
        create: true,
        villages: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 11, 5).unwrap(),
        file_stem: "town".to_owned(),
    }
}

/// The ledger's figures by village/grid: household-level categories in households, the rest in persons.
fn figures(intake: &Intake, rulebook: &Rulebook) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut figures = BTreeMap::new();
    for village in &intake.villages {
        for household in &village.households {
            let grid = household.grid.map_or("", |at| &village.grids[at].name);
            let line: &mut BTreeMap<String, u64> = figures.entry(format!("{}/{grid}", village.name)).or_default();
            *line.entry("户数".to_owned()).or_default() += 1;
            *line.entry("人口".to_owned()).or_default() += household.residents.len() as u64;
            for name in ["低保户", "残疾人", "社会救助", "优抚对象", "种植大户", "养殖专家", "科技能手"]
            {
                let id = &rulebook.category_named(name).unwrap().id;
                let of_household = u64::from(household.categories.get(id) == Some(&true));
                let of_persons =
                    household.residents.iter().filter(|resident| resident.categories.get(id) == Some(&true)).count()
                        as u64;
                *line.entry(name.to_owned()).or_default() += of_household + of_persons;
            }
        }
    }
    figures
}

fn expected(town: &str, name: &str) -> BTreeMap<String, BTreeMap<String, u64>> {
    serde_json::from_slice(&file(town, name)).unwrap()
}

#[test]
fn a_clean_town_gives_its_figures_and_no_fault() {
    let rulebook = Rulebook::embedded().unwrap();
    let intake = recognise_and_check(&workbook("xinli"), &known("211104109"), &Choices::default(), &rulebook).unwrap();
    assert_eq!(figures(&intake, &rulebook), expected("xinli", "expected.json"));
    let codes: Vec<_> = intake.findings.iter().map(|finding| (finding.code, finding.heading.as_deref())).collect();
    assert_eq!(codes, [(FaultCode::ColumnIgnored, Some("备注"))]);
    assert_eq!(intake.rejected(), 0);
    let village = &intake.villages[0];
    assert_eq!(
        (village.name.as_str(), village.code.as_ref().map(UnitCode::as_str)),
        ("新欣社区", Some("211104109001"))
    );
    assert_eq!(village.stated, NaiveDate::from_ymd_opt(2026, 10, 31));
    let group = village.grids[0].group.as_ref().unwrap();
    assert_eq!((group.leader.as_deref(), group.members.as_ref().unwrap().len()), (Some("马新娟"), 5));
    assert!(
        intake
            .villages
            .iter()
            .flat_map(|village| &village.households)
            .all(|household| household.head.is_some() && household.grid.is_some())
    );
}

#[test]
fn a_dirty_town_names_its_faults_and_no_other() {
    let rulebook = Rulebook::embedded().unwrap();
    let book = workbook("wangjia-dirty");
    let intake = recognise_and_check(&book, &known("211104107"), &Choices::default(), &rulebook).unwrap();
    assert_eq!(figures(&intake, &rulebook), expected("wangjia-dirty", "expected-after.json"));

    let faults: Vec<Value> = serde_json::from_slice(&file("wangjia-dirty", "faults.json")).unwrap();
    let text = |fault: &Value, key: &str| fault[key].as_str().unwrap().to_owned();
    // Of two rows with one id the later one is named.
    let row = |fault: &Value| {
        let twin = text(fault, "note").strip_prefix("same as row ").map_or(0, |row| row.parse().unwrap());
        fault["row"].as_u64().unwrap().max(twin)
    };
    let place = |fault: &Value| (text(fault, "sheet"), row(fault), text(fault, "column"));
    let planted: BTreeSet<_> = faults
        .iter()
        .filter(|fault| !text(fault, "kind").contains("must be accepted") && text(fault, "kind") != "formula")
        .map(place)
        .collect();
    let found = |severities: &[Severity]| {
        let findings =
            intake.findings.iter().filter(|finding| severities.contains(&finding.severity) && finding.row.is_some());
        let place = findings.map(|finding| {
            let sheet = book.sheets[usize::from(finding.sheet.unwrap())].name.clone().unwrap();
            (sheet, u64::from(finding.row.unwrap()), finding.heading.as_deref().unwrap_or_default().to_owned())
        });
        place.collect::<Vec<_>>()
    };
    let reported = found(&[Severity::Error, Severity::Warning]);
    assert_eq!(reported.iter().cloned().collect::<BTreeSet<_>>(), planted);
    assert_eq!(reported.len(), planted.len());

    let put_right: BTreeSet<_> = faults
        .iter()
        .filter(|fault| text(fault, "kind").contains("full-width") || text(fault, "kind").contains("spaces"))
        .map(place)
        .collect();
    assert_eq!(found(&[Severity::Repair]).into_iter().collect::<BTreeSet<_>>(), put_right);
    let dropped: BTreeSet<_> = faults.iter().filter(|fault| text(fault, "kind") == "formula").map(place).collect();
    assert_eq!(found(&[Severity::Notice]).into_iter().collect::<BTreeSet<_>>(), dropped);
    assert!(
        intake
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Notice)
            .all(|notice| notice.value.is_none())
    );
}
