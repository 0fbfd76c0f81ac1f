//! Ids and phones stand in plain text nowhere but in the report, as they were typed; and what is dropped is not kept.

use hongwang_testing::citizen::{fifteen, full_width, spaced};
use hongwang_testing::draw::draw;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Layout};
use hongwang_testing::scan::Wanted;
use hongwang_testing::text::{Encoding, encoded};
use hongwang_testing::town::Town;
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Output, Place, on_both_engines};

use crate::place;

on_both_engines! {
    fn ids_and_phones_are_found_nowhere(engine) {
        let place = place(engine);
        let town = written_in_every_way(&place);
        let wanted = Wanted::new(digits(&town));
        let outputs = [
            place.import(&place.file("town.xlsx"), &["--check", "--report", &path(&place, "report.json")]),
            place.import(&place.file("town.xlsx"), &["--report", &path(&place, "report.json")]),
            place.import(&place.file("town.xlsx"), &["--report", &path(&place, "report.json")]),
            place.import(&place.file("faulty.xlsx"), &["--report", &path(&place, "report.json")]),
            place.run(["doctor"]),
            Output::of(
                place
                    .command(["import", "workbook", &path(&place, "faulty.xlsx"), "--check"])
                    .args(hongwang_testing::place::TOWN)
                    .args(["--report", &path(&place, "report.json")])
                    .env("HONGWANG_LOG", "trace"),
            ),
        ];
        for output in &outputs {
            assert_silent(&wanted, output);
        }
        std::fs::remove_dir_all(place.file("town.xlsx").parent().unwrap()).unwrap();
        assert_not_kept(&place, &wanted, "ids and phones");
        // The search finds: names are kept as they are.
        let names = Wanted::new([town.villages[0].households[0].residents[0].name.as_str()]);
        assert!(!found(&place, &names).is_empty(), "a search that finds nothing proves nothing");
    }

    fn what_is_dropped_is_not_kept(engine) {
        let place = place(engine);
        let mut town = town(102, Size::SMALL);
        let people = &mut town.villages[0].households[0].residents;
        "外出务工去海拉尔".clone_into(&mut people[0].presence);
        "九三学社社员".clone_into(&mut people[0].party);
        let mut drawn = draw(&town, &Layout::default());
        let (sheet, row) = (drawn.places[0].sheet, drawn.places[0].row);
        let remark = drawn.columns[&Column::Remark].0;
        drawn.book.sheets[sheet].set(row, remark, hongwang_testing::book::Cell::text("说过几句牢骚话"));
        let report = path(&place, "report.json");
        let file = place.write("town.xlsx", &bytes(&drawn.book, Strings::Shared));
        place.import(&file, &["--report", &report]).assert(0);
        let said = std::fs::read_to_string(&report).unwrap();
        std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
        for dropped in ["海拉尔", "九三学社", "牢骚话"] {
            assert!(!said.contains(dropped), "{dropped} in the report");
            assert_not_kept(&place, &Wanted::new([dropped]), dropped);
        }
    }

    fn the_first_password_is_said_once_and_kept_nowhere(engine) {
        let place = Place::bare(crate::PROGRAM, engine);
        let output = place.run(["init", "--county", "211104", "--name", "大洼区"]).assert(0);
        let words: Vec<_> = output.stdout.split_whitespace().filter(|word| word.len() >= 12 && word.is_ascii()).collect();
        assert!(!words.is_empty(), "{}", output.stdout);
        let wanted = Wanted::new(words);
        assert_eq!(wanted.found_in(output.stderr.as_bytes()), None);
        assert_not_kept(&place, &wanted, "the password");
    }
}

/// Every id and phone of a town.
pub fn digits(town: &Town) -> Vec<&str> {
    let people = town.households().flat_map(|household| &household.residents);
    let leaders = town.villages.iter().flat_map(|village| &village.grids).map(|grid| grid.leader_phone.as_str());
    let of_people = people.flat_map(|person| [person.id.as_str(), person.phone.as_str()]);
    of_people.chain(leaders).filter(|digits| !digits.is_empty()).collect()
}

/// A town whose ids stand in the workbook in every writing, and one with faults beside it.
fn written_in_every_way(place: &Place) -> Town {
    let town = town(101, Size::SMALL);
    let mut drawn = draw(&town, &Layout::default());
    let ids = drawn.columns[&Column::Id].0;
    let phones = drawn.columns[&Column::Phone].0;
    for (index, spot) in drawn.places.clone().into_iter().enumerate() {
        let person = &town.villages[spot.village].households[spot.household].residents[spot.resident];
        if person.id.is_empty() {
            continue;
        }
        let text = match index % 4 {
            0 => full_width(&person.id),
            1 => spaced(&person.id),
            2 => fifteen(&person.id).unwrap_or_else(|| person.id.clone()),
            _ => person.id.to_lowercase(),
        };
        let sheet = &mut drawn.book.sheets[spot.sheet];
        sheet.set(spot.row, ids, hongwang_testing::book::Cell::Text(text));
        sheet.set(spot.row, phones, hongwang_testing::book::Cell::Text(full_width(&person.phone)));
    }
    place.write("town.xlsx", &bytes(&drawn.book, Strings::Shared));
    // Rows that are rejected: their ids must not stay anywhere either.
    for spot in drawn.places.iter().step_by(3) {
        let names = drawn.columns[&Column::Name].0;
        drawn.book.sheets[spot.sheet].set(spot.row, names, hongwang_testing::book::Cell::Blank);
    }
    place.write("faulty.xlsx", &bytes(&drawn.book, Strings::Shared));
    town
}

fn path(place: &Place, name: &str) -> String {
    place.file(name).display().to_string()
}

fn assert_silent(wanted: &Wanted, output: &Output) {
    assert_eq!(wanted.found_in(output.stderr.as_bytes()), None, "on stderr");
    assert_eq!(wanted.found_in(output.stdout.as_bytes()), None, "on stdout");
}

fn assert_not_kept(place: &Place, wanted: &Wanted, what: &str) {
    let found = found(place, wanted);
    assert!(found.is_empty(), "{what}: {found:?}");
}

/// The places that hold any of them: files of the data directory, and of the database where it has a server.
pub fn found(place: &Place, wanted: &Wanted) -> Vec<(std::path::PathBuf, String)> {
    let mut found = wanted.found_under(&place.data());
    if place.database().engine() == Engine::Postgres {
        place.database().ask("CHECKPOINT");
        let folder = std::path::PathBuf::from(place.database().ask("SHOW data_directory"));
        let number = place.database().ask("SELECT oid FROM pg_database WHERE datname = current_database()");
        assert!(folder.join("base").join(&number).is_dir(), "the test must be able to read {}", folder.display());
        for part in ["base", "pg_wal", "pgsql_tmp"] {
            let part = if part == "base" { folder.join(part).join(&number) } else { folder.join(part) };
            found.extend(wanted.found_under(&part));
        }
    }
    found
}

#[test]
fn the_search_knows_the_writings_that_are_used_here() {
    let town = town(101, Size::SMALL);
    let wanted = Wanted::new(digits(&town));
    let id = &town.villages[0].households[0].residents[0].id;
    for writing in [full_width(id), spaced(id), fifteen(id).unwrap_or_else(|| id.clone()), id.to_lowercase()] {
        assert!(wanted.found_in(writing.as_bytes()).is_some(), "{writing}");
        assert!(wanted.found_in(&encoded(&writing, Encoding::Utf16High)).is_some(), "{writing}");
    }
}
