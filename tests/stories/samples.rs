//! The sample towns, whose figures stand beside them.

use std::collections::{BTreeMap, BTreeSet};

use hongwang_testing::answers::Report;
use hongwang_testing::town::{Basis, Town};
use hongwang_testing::{on_both_engines, sample};

use crate::place;

on_both_engines! {
    fn a_clean_town_comes_out_as_it_went_in(engine) {
        let (place, town) = (place(engine), sample::xinli());
        let report = place.import(&sample::file("xinli/town.xlsx"), &[]).assert(0).report();
        report.assert_clean();
        assert!(report.import.is_some());
        assert_eq!((report.rows, report.residents), (5463, 5463));
        assert_eq!(report.households, town.households().count() as u64);
        assert!(report.changed >= report.residents);
        assert_created(&report, &town);

        let ledger = place.ledger("211104109", &[]);
        ledger.assert_sums();
        assert_eq!(ledger.figures(), sample::expected("xinli/expected.json"));
        assert_eq!((ledger.unit.name.as_str(), ledger.unit.kind.as_str()), ("新立镇", "town"));
        let resident = place.ledger("211104109", &["--basis", "resident"]);
        assert_eq!(resident.figures(), town.figures(Basis::Resident));
        place.assert_sound();
    }

    fn a_town_with_faults_is_told_each_of_them_and_keeps_the_rest(engine) {
        let place = place(engine);
        let file = sample::file("wangjia-dirty/town.xlsx");
        let report = place.import(&file, &["--town", "211104107", "--town-name", "王家街道"]).assert(3).report();
        let expected = expected_faults();
        let said: BTreeMap<_, Vec<_>> =
            report.errors.iter().chain(&report.warnings).fold(BTreeMap::new(), |mut said, finding| {
                let place = (finding.sheet.clone().unwrap(), finding.row.unwrap(), finding.column.clone().unwrap());
                said.entry(place).or_insert_with(Vec::new).push(finding);
                said
            });
        let mut left: BTreeSet<_> = said.keys().cloned().collect();
        for (places, code) in &expected {
            let found = places.iter().find(|place| said.get(*place).is_some_and(|of| of.iter().any(|f| f.code == *code)));
            assert!(found.is_some(), "{code} is not said at {places:?}");
            left.retain(|place| !places.contains(place));
        }
        assert!(left.is_empty(), "said without reason: {left:?}");

        let ledger = place.ledger("211104107", &[]);
        ledger.assert_sums();
        let figures = ledger.figures().into_iter().filter(|((_, grid), _)| grid.is_some()).collect::<BTreeMap<_, _>>();
        assert_eq!(figures, sample::expected("wangjia-dirty/expected-after.json"));
        place.assert_sound();
    }
}

/// Sheet, row, column.
type Spot = (String, u32, String);

/// The places at which a fault may be reported, and its code.
fn expected_faults() -> Vec<(Vec<Spot>, &'static str)> {
    let mut expected = Vec::new();
    for fault in sample::planted("wangjia-dirty/faults.json") {
        let text = |key: &str| fault[key].as_str().unwrap().to_owned();
        let row = fault["row"].as_u64().unwrap() as u32;
        let code = match text("kind").as_str() {
            "checksum" => "id-invalid",
            "number in scientific notation" => "id-scientific",
            "duplicate id" => "id-duplicate",
            "sex contradicts id" => "sex-mismatch",
            "unknown relation" => "relation-unknown",
            "unknown grid" => "grid-unknown",
            "name missing" => "name-missing",
            "very long name" => "name-too-long",
            "unclear tick" => "tick-unclear",
            "phone too short" => "phone-short",
            _ => continue,
        };
        let spot = |row| (text("sheet"), row, text("column"));
        let other = text("note").strip_prefix("same as row ").map(|row| spot(row.parse().unwrap()));
        expected.push(([Some(spot(row)), other].into_iter().flatten().collect(), code));
    }
    assert_eq!(expected.len(), 30);
    expected
}

fn assert_created(report: &Report, town: &Town) {
    let grids: usize = town.villages.iter().map(|village| village.grids.len()).sum();
    let hamlets: BTreeSet<_> = town
        .villages
        .iter()
        .flat_map(|village| village.households.iter().map(move |household| (village, household)))
        .map(|(village, household)| (&village.name, village.grid_of(household), &household.hamlet))
        .collect();
    let count = |kind: &str| report.created.iter().filter(|created| created.kind == kind).count();
    assert_eq!((count("town"), count("village"), count("grid"), count("party_group")), (1, 8, grids, grids));
    assert_eq!(count("hamlet"), hamlets.len());
    let first = report.created.iter().find(|created| created.kind == "grid" && created.name == "第一网格").unwrap();
    assert_eq!(first.code.as_deref(), Some("211104109001001"));
    assert_eq!(first.parent.as_deref(), Some("211104109001"));
    for village in &town.villages {
        let created = report.created.iter().find(|created| created.name == village.name).unwrap();
        assert_eq!((created.code.as_ref(), created.parent.as_deref()), (village.code.as_ref(), Some("211104109")));
    }
}
