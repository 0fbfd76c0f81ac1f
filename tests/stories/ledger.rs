//! The ledger: its keys, its order, whom it counts, and on which day.

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::on_both_engines;
use hongwang_testing::town::{Basis, KEYS, sum};
use serde_json::Value;

use crate::{place, workbook};

on_both_engines! {
    fn every_key_is_always_there(engine) {
        let (place, town) = (place(engine), town(61, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let ledger: Value = place.export("211104109", &[]).assert(0).json();
        assert_eq!(keys(&ledger), ["as_of", "basis", "rows", "snapshot", "totals", "unit", "villages"]);
        assert_eq!(keys(&ledger["unit"]), ["code", "kind", "name"]);
        assert_eq!(ledger["as_of"], "2026-11-05");
        assert_eq!((&ledger["basis"], &ledger["snapshot"]), (&Value::from("registered"), &Value::Null));
        let counts = KEYS.iter().copied().collect::<std::collections::BTreeSet<_>>();
        let counts: Vec<_> = counts.into_iter().collect();
        for row in ledger["rows"].as_array().unwrap() {
            let expected = [
                "code", "counts", "declared", "grid", "group", "leader", "members", "names", "town", "village",
                "village_code", "volunteers",
            ];
            assert_eq!(keys(row), expected);
            assert_eq!(keys(&row["counts"]), counts);
            assert_eq!((&row["declared"], &row["names"]), (&Value::Null, &Value::Null));
            assert_eq!(row["town"], "新立镇");
        }
        for village in ledger["villages"].as_array().unwrap() {
            assert_eq!(keys(village), ["code", "counts", "declared", "name"]);
        }
        assert_eq!(keys(&ledger["totals"]), counts);
    }

    fn lines_stand_in_the_order_of_codes_and_those_in_no_grid_have_their_own(engine) {
        let (place, mut town) = (place(engine), town(62, Size::SMALL));
        let household = town.villages[0].households.last_mut().unwrap();
        household.residents.iter_mut().for_each(|resident| resident.grid.clear());
        town.villages.swap(0, 1);
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0).report().assert_clean();
        let ledger = place.ledger("211104109", &[]);
        ledger.assert_sums();
        assert_eq!(ledger.figures(), town.figures(Basis::Registered));
        let codes: Vec<_> = ledger.rows.iter().map(|row| (row.village_code.clone(), row.code.clone())).collect();
        let grid = |village: &str, grid: &str| (village.to_owned(), Some(format!("{village}{grid}")));
        let (one, two) = ("211104109200", "211104109201");
        let in_no_grid = (one.to_owned(), None);
        let grids = [grid(one, "001"), grid(one, "002"), grid(two, "001"), grid(two, "002")];
        assert_eq!(codes.iter().filter(|code| code.1.is_some()).cloned().collect::<Vec<_>>(), grids);
        assert_eq!(codes.iter().filter(|code| **code == in_no_grid).count(), 1);
        let none = ledger.rows.iter().find(|row| row.grid.is_none()).unwrap();
        assert_eq!((none.counts["households"], none.group.as_ref(), none.leader.as_ref()), (1, None, None));
    }

    fn every_unit_has_its_ledger(engine) {
        let (place, town) = (place(engine), town(63, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let whole = place.ledger("211104109", &[]);
        let county = place.ledger("211104", &[]);
        assert_eq!((county.rows.clone(), county.totals.clone()), (whole.rows.clone(), whole.totals.clone()));
        assert_eq!((county.unit.kind.as_str(), county.unit.name.as_str()), ("county", "大洼区"));
        let villages: Vec<_> =
            whole.villages.iter().map(|village| place.ledger(&village.code, &[])).inspect(|one| one.assert_sums()).collect();
        assert_eq!(sum(villages.iter().map(|village| &village.totals)), whole.totals);
        let grid = place.ledger("211104109200001", &[]);
        assert_eq!(grid.rows, whole.rows[..1]);
        assert_eq!(grid.totals, whole.rows[0].counts);
        assert_eq!(place.export("211104109999", &[]).code, Some(1));
    }

    fn names_are_given_when_asked_for(engine) {
        let (place, mut town) = (place(engine), town(64, Size::SMALL));
        let person = &mut town.villages[0].households[0].residents[0];
        person.ticks = [hongwang_testing::town::Category::Preferential].into();
        let (name, grid) = (person.name.clone(), person.grid.clone());
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let ledger = place.ledger("211104109", &["--names"]);
        let row = ledger.rows.iter().find(|row| row.village == "河东村" && row.grid.as_ref() == Some(&grid)).unwrap();
        assert!(row.names.as_ref().unwrap()["preferential"].contains(&name));
        for row in &ledger.rows {
            for category in ["disabled", "social_assistance", "preferential", "livestock_expert", "technology_expert"] {
                let names = row.names.as_ref().unwrap().get(category).map_or(0, Vec::len);
                assert_eq!(names as u64, row.counts[category], "{category}");
            }
        }
        assert_eq!(place.ledger("211104109", &[]).figures(), ledger.figures());
    }

    fn those_who_are_away_count_where_they_are_registered_alone(engine) {
        let (place, mut town) = (place(engine), town(65, Size::SMALL));
        for resident in &mut town.villages[0].households[0].residents {
            "外出务工".clone_into(&mut resident.presence);
        }
        town.villages[0].households[1].residents[0].presence.clear();
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let registered = place.ledger("211104109", &["--basis", "registered"]);
        let resident = place.ledger("211104109", &["--basis", "resident"]);
        assert_eq!(registered.figures(), town.figures(Basis::Registered));
        assert_eq!(resident.figures(), town.figures(Basis::Resident));
        assert_eq!(resident.basis, "resident");
        assert!(resident.totals["households"] < registered.totals["households"]);
    }

    fn what_is_declared_stands_beside_what_is_counted(engine) {
        let (place, town) = (place(engine), town(67, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &["--effective", "2026-09-01"]).assert(0);
        let counted = place.ledger("211104109", &[]);
        let declare = |unit: &str, households: &str, residents: &str, day: &str| {
            let figures = ["--households", households, "--residents", residents, "--as-of", day];
            place.run(["declare", "--unit", unit].into_iter().chain(figures)).assert(0);
        };
        declare("211104109200", "9", "30", "2026-10-01");
        declare("211104109200", "10", "31", "2026-11-01");
        declare("211104109200001", "5", "12", "2026-11-01");
        let ledger = place.ledger("211104109", &[]);
        assert_eq!(ledger.figures(), counted.figures());
        let declared = ledger.villages[0].declared.as_ref().unwrap();
        assert_eq!((declared.households, declared.residents, declared.as_of.as_str()), (Some(10), Some(31), "2026-11-01"));
        assert_eq!(ledger.rows[0].declared.as_ref().unwrap().residents, Some(12));
        assert_eq!((&ledger.villages[1].declared, &ledger.rows[1].declared), (&None, &None));
        // What is declared counts whom the annex counts: beside those who live there it would differ for that alone.
        let resident = place.ledger("211104109", &["--basis", "resident"]);
        assert!(resident.villages.iter().all(|village| village.declared.is_none()));
        let earlier = place.ledger("211104109", &["--as-of", "2026-10-15"]);
        assert_eq!(earlier.villages[0].declared.as_ref().unwrap().residents, Some(30));
        place.assert_sound();
    }

    fn before_the_first_day_the_ledger_is_empty(engine) {
        let (place, town) = (place(engine), town(66, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let ledger = place.ledger("211104109", &["--as-of", "1999-01-01"]);
        assert!(ledger.totals.values().all(|number| *number == 0));
        assert_eq!(ledger.as_of, "1999-01-01");
        let basis = place.ledger("211104109", &["--as-of", "2026-10-30", "--basis", "resident"]);
        assert_eq!(basis.totals["residents"], 0);
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
