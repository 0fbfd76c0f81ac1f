//! An import is one thing, and can be taken back as one.

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::on_both_engines;
use hongwang_testing::town::Basis;

use crate::{place, workbook};

on_both_engines! {
    fn an_import_is_taken_back_with_the_units_it_made(engine) {
        let (place, town) = (place(engine), town(31, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        let first = place.import(&file, &[]).assert(0).report();
        place.run(["import", "undo", first.import.as_deref().unwrap()]).assert(0);
        let county = place.ledger("211104", &[]);
        assert_eq!((county.rows.len(), county.villages.len(), county.totals["residents"]), (0, 0, 0));
        place.assert_sound();
        // Codes that it had taken are free again.
        let again = place.import(&file, &[]).assert(0).report();
        assert_eq!(sorted(again.created), sorted(first.created));
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
    }

    fn a_correction_is_taken_back_to_what_was(engine) {
        let (place, mut town) = (place(engine), town(32, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let before = place.ledger("211104109", &["--names"]);
        for household in &mut town.villages[0].households {
            for resident in &mut household.residents {
                resident.ticks = hongwang_testing::town::Category::ALL.into_iter().collect();
                resident.presence = "外出".to_owned();
                resident.phone = "2345678".to_owned();
            }
        }
        let file = workbook(&place, "corrected.xlsx", &town, &Layout::default());
        let report = place.import(&file, &["--effective", "2026-11-02"]).assert(0).report();
        assert_ne!(place.ledger("211104109", &["--names"]), before);
        place.run(["import", "undo", report.import.as_deref().unwrap()]).assert(0);
        assert_eq!(place.ledger("211104109", &["--names"]), before);
        place.assert_sound();
        // What was taken back can be said again.
        assert!(place.import(&file, &["--effective", "2026-11-02"]).assert(0).report().changed > 0);
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
    }

    fn nothing_is_taken_back_from_under_what_was_built_on_it(engine) {
        let (place, mut town) = (place(engine), town(33, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        let first = place.import(&file, &[]).assert(0).report().import.unwrap();
        town.villages[0].households[0].residents[0].phone = "2345679".to_owned();
        let second = place.import(&workbook(&place, "later.xlsx", &town, &Layout::default()), &[]).assert(0).report();
        let ledger = place.ledger("211104109", &[]);
        place.run(["import", "undo", &first]).assert(1);
        assert_eq!(place.ledger("211104109", &[]), ledger);
        place.run(["import", "undo", second.import.as_deref().unwrap()]).assert(0);
        place.run(["import", "undo", &first]).assert(0);
        assert_eq!(place.ledger("211104", &[]).totals["residents"], 0);
        place.assert_sound();
    }

    fn taking_back_twice_or_what_never_was_is_refused(engine) {
        let (place, town) = (place(engine), town(34, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        let import = place.import(&file, &[]).assert(0).report().import.unwrap();
        place.run(["import", "undo", &import]).assert(0);
        place.run(["import", "undo", &import]).assert(1);
        place.run(["import", "undo", "01890000-0000-7000-8000-000000000000"]).assert(1);
        assert_ne!(place.run(["import", "undo", "no id"]).code, Some(0));
        place.assert_sound();
    }
}

fn sorted(mut created: Vec<hongwang_testing::answers::Created>) -> Vec<hongwang_testing::answers::Created> {
    created.sort();
    created
}
