//! What was printed at the month's end can be printed again.

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::on_both_engines;
use hongwang_testing::town::{Basis, Category};

use crate::{place, workbook};

on_both_engines! {
    fn a_snapshot_stays_and_corrections_stand_beside_it(engine) {
        let (mut place, mut town) = (place(engine), town(71, Size::SMALL));
        place.set_today("2026-10-20");
        town.stated = None;
        town.villages[0].households[0].residents[0].ticks = [Category::Disabled].into();
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        // The month is not over.
        assert_eq!(place.export("211104109", &["--snapshot", "2026-10"]).code, Some(1));

        place.set_today("2026-11-05");
        let first = place.ledger("211104109", &["--snapshot", "2026-10"]);
        assert_eq!(first.figures(), town.figures(Basis::Registered));
        assert_eq!(first.as_of, "2026-10-31");
        let snapshot = first.snapshot.clone().unwrap();
        assert_eq!((snapshot.month.as_str(), snapshot.corrections.len()), ("2026-10", 0));

        // A correction of October, made in November.
        let head = &mut town.villages[0].households[0].residents[0];
        head.ticks = [Category::Disabled, Category::Preferential].into();
        let file = workbook(&place, "corrected.xlsx", &town, &Layout::default());
        assert!(place.import(&file, &["--effective", "2026-10-20"]).assert(0).report().changed > 0);
        let again = place.ledger("211104109", &["--snapshot", "2026-10"]);
        assert_eq!(again.figures(), first.figures());
        let now = again.snapshot.unwrap();
        assert_eq!(now.taken_at, snapshot.taken_at);
        let said: Vec<_> = now.corrections.iter().map(|c| (c.column.as_str(), c.was, c.is)).collect();
        let was = first.rows[0].counts["preferential"];
        assert_eq!(said, [("preferential", was, was + 1)]);
        assert_eq!(now.corrections[0].code.as_deref(), Some("211104109200001"));
        assert_eq!(place.ledger("211104109", &["--as-of", "2026-10-31"]).figures(), town.figures(Basis::Registered));
        place.assert_sound();
    }

    fn the_first_write_after_the_months_end_takes_the_snapshot(engine) {
        let (mut place, mut town) = (place(engine), town(72, Size::SMALL));
        place.set_today("2026-10-20");
        town.stated = None;
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let october = town.figures(Basis::Registered);
        place.set_today("2026-11-02");
        town.villages[0].households[0].residents[0].ticks = Category::ALL.into_iter().collect();
        let file = workbook(&place, "later.xlsx", &town, &Layout::default());
        place.import(&file, &["--effective", "2026-10-25"]).assert(0);
        let snapshot = place.ledger("211104109", &["--snapshot", "2026-10"]);
        assert_eq!(snapshot.figures(), october);
        assert!(!snapshot.snapshot.unwrap().corrections.is_empty());
        place.assert_sound();
    }

    fn a_month_before_the_first_record_is_empty_and_one_to_come_refused(engine) {
        let (place, town) = (place(engine), town(73, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        for month in ["2026-11", "2027-01"] {
            assert_eq!(place.export("211104109", &["--snapshot", month]).code, Some(1));
        }
        assert_eq!(place.export("211104109", &["--snapshot", "2026-13"]).code, Some(2));
        assert_eq!(place.export("211104109", &["--snapshot", "2026-10", "--as-of", "2026-10-31"]).code, Some(2));
    }
}
