//! The same file again, a corrected one, and people who moved.

use std::collections::BTreeSet;

use hongwang_testing::citizen::fifteen;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Groups, Layout};
use hongwang_testing::town::{Basis, Category, Resident, Town};
use hongwang_testing::{Place, on_both_engines, sample};

use crate::{place, workbook};

const DAY: &str = "2026-10-31";

on_both_engines! {
    fn the_same_file_twice_changes_nothing(engine) {
        let place = place(engine);
        let file = sample::file("xinli/town.xlsx");
        place.import(&file, &[]).assert(0);
        let first = place.ledger("211104109", &["--names"]);
        let report = place.import(&file, &[]).assert(0).report();
        report.assert_clean();
        assert_eq!((report.changed, report.import, report.created), (0, None, Vec::new()));
        assert_eq!((report.rows, report.residents), (5463, 5463));
        assert_eq!(place.ledger("211104109", &["--names"]), first);
    }

    fn another_shape_of_the_same_town_changes_nothing(engine) {
        let (place, town) = (place(engine), town(11, Size::SMALL));
        place.import(&workbook(&place, "one.xlsx", &town, &Layout::default()), &[]).assert(0);
        let layout = Layout { groups: Groups::Absent, ..Layout::default().with_categories_in_one_column() };
        let report = place.import(&workbook(&place, "other.xlsx", &town, &layout), &[]).assert(0).report();
        assert_eq!((report.changed, report.import), (0, None));
    }

    fn a_correction_of_the_same_day_corrects_that_day(engine) {
        let (place, mut town) = (place(engine), ticked_town());
        import(&place, &town, &[]);
        correct(&mut town);
        let report = import(&place, &town, &[]);
        assert!(report.changed > 0 && report.import.is_some());
        for day in [DAY, "2026-11-05"] {
            assert_eq!(place.ledger("211104109", &["--as-of", day]).figures(), town.figures(Basis::Registered), "{day}");
        }
        place.assert_sound();
    }

    fn a_correction_of_a_later_day_leaves_the_past_as_it_was(engine) {
        let (place, mut town) = (place(engine), ticked_town());
        import(&place, &town, &[]);
        let before = town.figures(Basis::Registered);
        correct(&mut town);
        import(&place, &town, &["--effective", "2026-11-03"]);
        for (day, figures) in [(DAY, &before), ("2026-11-02", &before), ("2026-11-03", &town.figures(Basis::Registered))] {
            assert_eq!(&place.ledger("211104109", &["--as-of", day]).figures(), figures, "{day}");
        }
        place.assert_sound();
    }

    fn what_is_blank_says_nothing(engine) {
        let (place, town) = (place(engine), ticked_town());
        import(&place, &town, &[]);
        let mut silent = town.clone();
        for resident in residents(&mut silent) {
            resident.ticks.clear();
            resident.phone.clear();
            resident.presence.clear();
            resident.party.clear();
        }
        // Nothing is ticked and nobody said to be away: every cell that could contradict is empty.
        let report = import(&place, &silent, &["--effective", "2026-11-04"]);
        assert_eq!((report.changed, report.import), (0, None));
        assert_eq!(place.ledger("211104109", &["--basis", "resident"]).figures(), town.figures(Basis::Resident));
    }

    fn a_missing_column_says_nothing(engine) {
        let (place, town) = (place(engine), ticked_town());
        import(&place, &town, &[]);
        let mut layout = Layout { groups: Groups::Absent, ..Layout::default() };
        layout.columns.retain(|column| {
            !matches!(column, Column::Tick(_) | Column::Phone | Column::Party | Column::Presence | Column::Hamlet)
        });
        let report = place.import(&workbook(&place, "few.xlsx", &town, &layout), &[]).assert(0).report();
        assert_eq!((report.changed, report.import), (0, None));
    }

    fn a_row_that_is_absent_says_nothing(engine) {
        let (place, town) = (place(engine), town(14, Size::SMALL));
        import(&place, &town, &[]);
        let mut fewer = town.clone();
        fewer.villages[0].households.truncate(2);
        fewer.villages[1].households[0].residents.truncate(1);
        let report = import(&place, &fewer, &["--effective", "2026-11-04"]);
        assert_eq!(report.changed, 0);
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
    }

    fn an_id_in_its_old_form_is_the_same_person(engine) {
        let (place, mut town) = (place(engine), town(15, Size::SMALL));
        import(&place, &town, &[]);
        let old = residents(&mut town).find(|resident| fifteen_of(resident).is_some()).unwrap();
        old.id = fifteen_of(old).unwrap();
        let report = import(&place, &town, &[]);
        assert_eq!(report.warnings.iter().map(|warning| warning.code.as_str()).collect::<Vec<_>>(), ["id-15"]);
        assert_eq!(report.changed, 0);
        assert_eq!(place.ledger("211104109", &[]).totals["residents"], town.rows() as u64);
    }

    fn people_without_an_id_are_known_by_name_within_their_household(engine) {
        let (place, mut town) = (place(engine), town(16, Size::SMALL));
        let child = Resident {
            name: "小宝".to_owned(),
            relation: "孙子".to_owned(),
            sex: "男".to_owned(),
            grid: town.villages[0].households[0].residents[0].grid.clone(),
            ..Resident::default()
        };
        town.villages[0].households[0].residents.push(child.clone());
        town.villages[0].households[1].residents.push(child);
        import(&place, &town, &[]);
        let report = import(&place, &town, &[]);
        assert_eq!((report.changed, report.residents), (0, town.rows() as u64));
        // The id is issued later: it is still the same child.
        let late = town.villages[0].households[0].residents.last_mut().unwrap();
        late.id = hongwang_testing::citizen::citizen_id(77, chrono_day(2025, 5, 1), 11);
        assert!(import(&place, &town, &[]).changed > 0);
        assert_eq!(place.ledger("211104109", &[]).totals["residents"], town.rows() as u64);
    }

    fn households_without_a_number_are_known_by_their_head(engine) {
        let (place, town) = (place(engine), town(17, Size::SMALL));
        let mut layout = Layout::default();
        layout.columns.retain(|column| *column != Column::Number);
        let file = workbook(&place, "town.xlsx", &town, &layout);
        place.import(&file, &[]).assert(0).report().assert_clean();
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
        assert_eq!(place.import(&file, &[]).assert(0).report().changed, 0);
        // With numbers it is still the same households.
        assert!(import(&place, &town, &[]).changed > 0);
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
    }

    fn a_known_id_in_another_household_is_a_move_on_that_day(engine) {
        let (place, mut town) = (place(engine), town(18, Size::SMALL));
        import(&place, &town, &[]);
        let before = town.figures(Basis::Registered);
        let households = &mut town.villages[0].households;
        let from = households.iter().position(|household| with_child(household).is_some()).unwrap();
        let child = with_child(&households[from]).unwrap();
        let mut moved = households[from].residents.remove(child);
        let to = town.villages[1].households.last_mut().unwrap();
        moved.grid.clone_from(&to.residents[0].grid);
        moved.relation = "其他".to_owned();
        to.residents.push(moved);
        let report = import(&place, &town, &["--effective", "2026-11-02"]);
        report.assert_clean();
        assert_eq!(place.ledger("211104109", &["--as-of", "2026-11-01"]).figures(), before);
        let after = place.ledger("211104109", &["--as-of", "2026-11-02"]);
        assert_eq!(after.figures(), town.figures(Basis::Registered));
        assert_eq!(after.totals["residents"], town.rows() as u64);
        place.assert_sound();
    }

    fn a_day_to_come_counts_as_today(engine) {
        let (place, town) = (place(engine), town(19, Size::SMALL));
        import(&place, &town, &["--effective", "2027-03-01"]);
        assert_eq!(place.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
        assert_eq!(place.ledger("211104109", &["--as-of", "2026-11-04"]).totals["residents"], 0);
    }

    fn without_a_day_in_the_sheet_facts_hold_from_today(engine) {
        let (place, mut town) = (place(engine), town(20, Size::SMALL));
        town.stated = None;
        import(&place, &town, &[]);
        assert_eq!(place.ledger("211104109", &["--as-of", "2026-11-04"]).totals["residents"], 0);
        assert_eq!(place.ledger("211104109", &["--as-of", "2026-11-05"]).figures(), town.figures(Basis::Registered));
    }
}

fn import(place: &Place, town: &Town, more: &[&str]) -> hongwang_testing::answers::Report {
    // Where a tick was taken away the clerk types 否: an empty cell would say nothing.
    let mut layout = Layout::default();
    if residents(&mut town.clone()).any(|resident| !resident.ticks.is_empty()) {
        layout.tick.1 = hongwang_testing::book::Cell::text("否");
    }
    place.import(&workbook(place, "town.xlsx", town, &layout), more).assert(0).report()
}

fn ticked_town() -> Town {
    let mut town = town(12, Size::SMALL);
    let head = &mut town.villages[0].households[0].residents[0];
    head.ticks = BTreeSet::from([Category::Dibao, Category::Disabled]);
    head.presence = "外出务工".to_owned();
    town
}

/// Other ticks, another grid, somebody back home, somebody new.
fn correct(town: &mut Town) {
    let second_grid = town.villages[0].grids[1].name.clone();
    let household = &mut town.villages[0].households[0];
    household.residents[0].ticks = BTreeSet::from([Category::Preferential]);
    household.residents[0].presence = "常住".to_owned();
    household.residents.iter_mut().for_each(|resident| resident.grid.clone_from(&second_grid));
    let newcomer = Resident {
        name: "新来的".to_owned(),
        relation: "其他".to_owned(),
        sex: "男".to_owned(),
        id: hongwang_testing::citizen::citizen_id(78, chrono_day(1960, 1, 2), 1),
        presence: "常住".to_owned(),
        grid: second_grid,
        ..Resident::default()
    };
    household.residents.push(newcomer);
}

fn residents(town: &mut Town) -> impl Iterator<Item = &mut Resident> {
    let households = town.villages.iter_mut().flat_map(|village| &mut village.households);
    households.flat_map(|household| &mut household.residents)
}

fn fifteen_of(resident: &Resident) -> Option<String> {
    (resident.id.len() == 18).then(|| fifteen(&resident.id))?
}

fn with_child(household: &hongwang_testing::town::Household) -> Option<usize> {
    household.residents.iter().position(|resident| resident.relation != "户主" && !resident.id.is_empty())
}

fn chrono_day(year: i32, month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
