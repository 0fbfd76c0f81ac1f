use std::collections::HashSet;

use chrono::NaiveDate;
use hongwang_domain::{CitizenId, Phone, Rulebook, UnitCode};
use hongwang_intake::{Choices, Intake, Known, KnownGrid, KnownVillage, Severity, recognise_and_check};
use hongwang_spreadsheet::{Limits, read};

use super::books::{Book, Books};
use super::people::{Maker, Person, Tick};
use super::town::Town;
use super::words::Words;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 5).unwrap()
}

fn everybody(town: &Town) -> Vec<&Person> {
    town.villages.iter().flat_map(|village| &village.households).flat_map(|household| &household.people).collect()
}

fn invent(words: &Words) -> Town {
    Town::invent(&mut Maker::new(7, words, today()))
}

#[test]
fn ids_are_right_and_belong_to_nobody() {
    let words = Words::read();
    let town = invent(&words);
    let people = everybody(&town);
    let with_id: Vec<_> = people.iter().filter(|person| !person.citizen_id.is_empty()).collect();
    for person in &with_id {
        let reading = CitizenId::read(&person.citizen_id).unwrap();
        assert!(!reading.repaired && !reading.old_form, "{}", person.name);
        assert_eq!((reading.id.birth_date(), reading.id.sex()), (person.born, person.sex));
        assert!(person.citizen_id.starts_with("9901"), "an area code that a place could have");
        assert!(person.born <= today());
    }
    assert_eq!(with_id.iter().map(|person| &person.citizen_id).collect::<HashSet<_>>().len(), with_id.len());
    let phones: Vec<_> = people.iter().map(|person| &person.phone).filter(|phone| !phone.is_empty()).collect();
    assert!(phones.iter().all(|phone| phone.starts_with("1990000") && Phone::read(phone).is_ok_and(|read| !read.1)));
    assert_eq!(phones.iter().collect::<HashSet<_>>().len(), phones.len());
}

#[test]
fn the_town_is_large_and_alive() {
    let words = Words::read();
    let town = invent(&words);
    let people = everybody(&town);
    assert!(town.villages.len() >= 10 && town.grids() >= 40 && people.len() >= 5_000, "{}", people.len());
    for village in &town.villages {
        for grid in &village.grids {
            assert!(
                !grid.leader.is_empty() && grid.members.len() >= 3 && grid.volunteers.len() >= 4,
                "{} {grid:?}",
                village.name
            );
        }
    }
    for tick in [Tick::Dibao, Tick::Disabled, Tick::LeftBehindChild, Tick::LimitedMobilityMember, Tick::HardshipMember]
    {
        let count = people.iter().filter(|person| person.has(tick)).count();
        assert!((10..people.len() / 12).contains(&count), "{tick:?}: {count}");
    }
}

#[test]
fn the_same_day_gives_the_same_workbooks() {
    let words = Words::read();
    let [one, other] = [(); 2].map(|()| Books::write(&words, today()).unwrap());
    for (one, other) in [(&one.first, &other.first), (&one.third, &other.third), (&one.faulty, &other.faulty)] {
        assert!(one.bytes == other.bytes, "{}", one.file);
    }
}

#[test]
fn the_workbooks_that_are_taken_in_have_no_fault() {
    let words = Words::read();
    let books = Books::write(&words, today()).unwrap();
    for book in [&books.first, &books.second, &books.third] {
        let intake = check(book, &books.town);
        let faults: Vec<_> = intake.findings.iter().filter(|one| one.severity <= Severity::Warning).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", book.file);
    }
    assert_eq!(check(&books.first, &books.town).rows as usize, books.town.residents());
}

#[test]
fn every_fault_that_is_planted_is_reported_and_no_other() {
    let words = Words::read();
    for today in [today(), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap(), NaiveDate::from_ymd_opt(2028, 2, 29).unwrap()]
    {
        let books = Books::write(&words, today).unwrap();
        let workbook = read(&books.faulty.bytes, &Limits::default()).unwrap();
        let sheet = |at: Option<u16>| workbook.sheets[usize::from(at.unwrap())].name.clone().unwrap();
        let intake = check(&books.faulty, &books.town);
        let mut reported: Vec<_> = intake
            .findings
            .iter()
            .filter(|one| one.severity != Severity::Notice)
            .map(|one| {
                (sheet(one.sheet), one.row.unwrap(), one.heading.clone().unwrap().to_string(), one.code.as_str())
            })
            .collect();
        let books_to_mend = books.to_mend();
        let mut planted: Vec<_> =
            books.planted.into_iter().map(|one| (one.sheet, one.row, one.column, one.code)).collect();
        reported.sort();
        planted.sort();
        assert_eq!(reported, planted, "{today}");
        let shown = reported.iter().filter(|(.., code)| *code != "repaired").count();
        assert_eq!(books_to_mend, shown, "the printed words and the page count the same");
        assert!(planted.len() >= 36, "{}", planted.len());
    }
}

fn check(book: &Book, town: &Town) -> Intake {
    let workbook = read(&book.bytes, &Limits::default()).unwrap();
    let code = |text: String| UnitCode::parse(&text).unwrap();
    let villages = town.villages.iter().map(|village| KnownVillage {
        name: village.name.clone(),
        code: code(village.code.clone()),
        grids: (1..)
            .zip(&village.grids)
            .map(|(number, grid)| KnownGrid {
                name: grid.name.clone(),
                code: code(format!("{}{number:03}", village.code)),
            })
            .collect(),
    });
    let known = Known {
        town: code("990101101".to_owned()),
        create: true,
        villages: villages.collect(),
        today: book.day,
        file_stem: "demo".to_owned(),
    };
    recognise_and_check(&workbook, &known, &Choices::default(), &Rulebook::embedded().unwrap()).unwrap()
}
