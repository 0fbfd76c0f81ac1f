//! What an operator relies on: keys that fit, output that has a place, households that stay themselves, months that
//! stay filed, imports that get their turn.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::on_both_engines;
use hongwang_testing::town::{Basis, Category};

use crate::{PROGRAM, place, workbook};

on_both_engines! {
    fn keys_of_another_place_are_refused(engine) {
        let (place, town) = (place(engine), town(91, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        place.import(&file, &[]).assert(0);
        let other = hongwang_testing::Place::new(PROGRAM, hongwang_testing::Engine::Sqlite);
        let (own, foreign) = (place.data().join("hongwang.keys"), other.data().join("hongwang.keys"));
        let kept = std::fs::read(&own).unwrap();
        std::fs::write(&own, std::fs::read(foreign).unwrap()).unwrap();
        for command in [&["doctor"][..], &["export", "ledger", "--unit", "211104", "--format", "json", "--output", "l.json"]] {
            assert_eq!(place.run(command).code, Some(1), "{command:?}");
        }
        assert_eq!(place.import(&file, &[]).code, Some(1));
        std::fs::write(&own, kept).unwrap();
        assert_eq!(place.import(&file, &[]).assert(0).report().changed, 0);
        place.assert_sound();
    }

    fn an_import_that_could_not_say_so_does_not_happen(engine) {
        let (place, town) = (place(engine), town(92, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        for option in ["--report", "--marked"] {
            let nowhere = place.file("no such folder").join("file").display().to_string();
            let mut arguments = vec!["import", "workbook", file.to_str().unwrap()];
            arguments.extend(hongwang_testing::place::TOWN);
            arguments.extend([option, &nowhere]);
            assert_eq!(place.run(arguments).code, Some(1), "{option}");
        }
        assert_eq!(place.ledger("211104", &[]).totals["residents"], 0);
    }

    fn a_household_with_another_number_is_the_same_household(engine) {
        let (place, mut town) = (place(engine), town(93, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let before = place.ledger("211104109", &["--names"]);
        for (village, number) in town.villages.iter_mut().zip(1..) {
            for (household, position) in village.households.iter_mut().zip(1..) {
                household.number = format!("{number}-{position}");
            }
        }
        place.import(&workbook(&place, "renumbered.xlsx", &town, &Layout::default()), &[]).assert(0);
        assert_eq!(place.ledger("211104109", &["--names"]), before);
        place.assert_sound();
    }

    fn a_household_that_moves_as_a_whole_takes_along_what_is_known_of_it(engine) {
        let (place, mut town) = (place(engine), town(94, Size::SMALL));
        let household = &mut town.villages[0].households[0];
        household.residents[0].ticks.insert(Category::Dibao);
        let moving = household.clone();
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let before = place.ledger("211104109", &[]).totals;
        // The other village's list says who came, and nothing of what they are.
        let mut later = town.clone();
        later.villages.truncate(2);
        later.villages[0].households.clear();
        later.villages[1].households.truncate(1);
        let mut came = moving;
        came.number = "999".to_owned();
        for resident in &mut came.residents {
            resident.ticks.clear();
            resident.grid.clone_from(&later.villages[1].households[0].residents[0].grid);
        }
        later.villages[1].households.push(came);
        place.import(&workbook(&place, "moved.xlsx", &later, &Layout::default()), &["--effective", "2026-11-03"]).assert(0);
        assert_eq!(place.ledger("211104109", &[]).totals, before);
        place.assert_sound();
    }

    fn a_town_that_comes_later_corrects_the_countys_month_and_does_not_change_it(engine) {
        let (place, town) = (place(engine), town(95, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let filed = place.ledger("211104", &["--snapshot", "2026-10"]);
        let mut other = town.clone();
        other.code = "211104110".to_owned();
        for village in &mut other.villages {
            village.code = None;
        }
        let file = workbook(&place, "other.xlsx", &other, &Layout::default());
        let more = ["--town", "211104110", "--town-name", "另一镇", "--effective", "2026-10-15"];
        place.import(&file, &more).assert(0);
        let again = place.ledger("211104", &["--snapshot", "2026-10"]);
        assert_eq!((again.totals, &again.rows), (filed.totals, &filed.rows));
        assert!(!again.snapshot.unwrap().corrections.is_empty());
        place.assert_sound();
    }

    fn an_import_gets_its_turn_while_others_write_without_a_pause(engine) {
        let (place, town) = (place(engine), town(96, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        place.import(&file, &[]).assert(0);
        let mut corrected = town;
        corrected.villages[0].households[0].residents[0].ticks = Category::ALL.into_iter().collect();
        let file = workbook(&place, "corrected.xlsx", &corrected, &Layout::default());
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let others = scope.spawn(|| {
                let mut written = 0;
                while !done.load(Ordering::Relaxed) && written < 200 {
                    let figures = ["--households", "1", "--residents", "2", "--as-of", "2026-11-01"];
                    place.run([&["declare", "--unit", "211104109"][..], &figures].concat()).assert(0);
                    written += 1;
                }
                written
            });
            let report = place.import(&file, &[]).assert(0).report();
            done.store(true, Ordering::Relaxed);
            assert!(report.changed > 0);
            assert!(others.join().unwrap() > 0);
        });
        assert_eq!(place.ledger("211104109", &[]).figures(), corrected.figures(Basis::Registered));
        place.assert_sound();
    }
}
