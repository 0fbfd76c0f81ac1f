//! Every kind of fault on random rows of invented towns, in every shape: what is reported is what was planted.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use hongwang_domain::{Rulebook, UnitCode};
use hongwang_intake::{Choices, Intake, Known, Severity, recognise_and_check};
use hongwang_spreadsheet::{Limits, Workbook, read};
use hongwang_testing::answers::Place;
use hongwang_testing::draw::draw;
use hongwang_testing::faults::{Faulty, plant};
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Groups, Households, Layout, Sheets, Sums};
use hongwang_testing::text::Encoding;
use hongwang_testing::town::{Basis, Category, Counts, Figures, Town, none};
use hongwang_testing::xlsx::Strings;
use hongwang_testing::{Seeded, ods, text, xls, xlsx};

#[test]
fn what_is_reported_is_what_was_planted() {
    let rulebook = Rulebook::embedded().unwrap();
    for seed in 1..401 {
        let mut chance = Seeded::new(seed);
        let format = *chance.pick(&["xlsx", "ods", "xls", "csv"]);
        let layout = layout(format == "csv", &mut chance);
        let town = town(seed, Size::SMALL);
        let number = 3 + chance.below(12);
        let faulty = plant(&town, draw(&town, &layout), &layout, format == "xlsx", number, &mut chance);
        let book = &faulty.drawn.book;
        let bytes = match format {
            "xlsx" => xlsx::bytes(book, Strings::Shared),
            "ods" => ods::bytes(book),
            "xls" => xls::bytes(book),
            _ => text::bytes(&book.sheets[0], ',', Encoding::Gb18030),
        };
        let workbook = read(&bytes, &Limits::default()).unwrap();
        let intake = recognise_and_check(&workbook, &known(&town.code), &Choices::default(), &rulebook).unwrap();
        assert_planted(&format!("seed {seed} as {format}"), &faulty, &workbook, &intake, &rulebook);
    }
}

fn assert_planted(case: &str, faulty: &Faulty, workbook: &Workbook, intake: &Intake, rulebook: &Rulebook) {
    let reported = |severity: &[Severity]| -> Vec<Place> {
        let findings = intake.findings.iter().filter(|finding| severity.contains(&finding.severity));
        let mut places: Vec<Place> = findings
            .map(|finding| {
                let sheet = finding.sheet.and_then(|sheet| workbook.sheets[usize::from(sheet)].name.clone());
                (
                    sheet,
                    finding.row,
                    finding.heading.as_ref().map(ToString::to_string),
                    finding.code.as_str().to_owned(),
                )
            })
            .collect();
        places.sort();
        places
    };
    let planted = |error: bool| -> Vec<Place> {
        let mut places: Vec<_> = faulty
            .planted
            .iter()
            .filter(|planted| planted.error == error)
            .map(|planted| named(&planted.place, workbook))
            .collect();
        places.sort();
        places
    };
    assert_eq!(reported(&[Severity::Error]), planted(true), "{case}");
    assert_eq!(reported(&[Severity::Warning]), planted(false), "{case}");
    let repaired: BTreeSet<_> = faulty.repaired.iter().map(|place| named(place, workbook)).collect();
    assert!(repaired.is_subset(&reported(&[Severity::Repair]).into_iter().collect()), "{case}");
    assert_eq!(intake.rows as usize, faulty.town.rows(), "{case}");
    assert_eq!((intake.rows - intake.rejected()) as usize, faulty.town.accepted(), "{case}");
    assert!(intake.findings.iter().all(|finding| hongwang_words::has(&finding.message().0)), "{case}");
    assert_eq!(figures(intake, rulebook), without_empty(&faulty.town), "{case}");
}

/// A text file has no tabs.
fn named(place: &Place, workbook: &Workbook) -> Place {
    let (sheet, row, column, code) = place.clone();
    (sheet.filter(|_| workbook.sheets[0].name.is_some()), row, column, code)
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

fn without_empty(town: &Town) -> Figures {
    town.figures(Basis::Registered).into_iter().filter(|(_, counts)| counts["households"] > 0).collect()
}

fn figures(intake: &Intake, rulebook: &Rulebook) -> Figures {
    let mut figures = Figures::new();
    for village in &intake.villages {
        for household in &village.households {
            let grid = household.grid.map(|at| village.grids[at].name.clone());
            let line: &mut Counts = figures.entry((village.name.clone(), grid)).or_insert_with(none);
            let mut add = |key: &str, number: usize| *line.get_mut(key).unwrap() += number as u64;
            add("households", 1);
            add("residents", household.residents.len());
            for category in Category::ALL {
                let id = &rulebook.category_named(category.heading()).unwrap().id;
                let of_household = usize::from(household.categories.get(id) == Some(&true));
                add(
                    category.key(),
                    of_household
                        + household
                            .residents
                            .iter()
                            .filter(|resident| resident.categories.get(id) == Some(&true))
                            .count(),
                );
            }
        }
    }
    figures
}

fn layout(text_file: bool, chance: &mut Seeded) -> Layout {
    let mut layout = if text_file { Layout::plain_table() } else { Layout::default() };
    layout.households = *chance.pick(&[Households::Merged, Households::First, Households::Repeated]);
    layout.two_heading_rows = chance.chance(60);
    layout.title = chance.chance(70);
    layout.sums = *chance.pick(&[Sums::Absent, Sums::Village, Sums::Grid]);
    layout.signature = chance.chance(40);
    layout.heading_again = chance.chance(20).then_some(3);
    layout.blank_row = chance.chance(20).then_some(2);
    if chance.chance(50) {
        layout = layout.with_birth_dates();
    }
    if chance.chance(30) {
        layout = layout.with_categories_in_one_column();
    }
    if !text_file {
        layout.origin = (chance.below(3), chance.below(3));
        layout.groups = *chance.pick(&[Groups::First, Groups::Last, Groups::Absent]);
        layout.hidden_row = chance.chance(20).then_some(3);
        if chance.chance(30) {
            layout.sheets = Sheets::One;
            layout.columns.insert(1, Column::Village);
        }
    }
    if chance.chance(40) {
        let last = layout.columns.len();
        chance.shuffle(&mut layout.columns[1..last]);
    }
    if chance.chance(30) {
        layout.heading = |column| column.synonym().to_owned();
    }
    layout
}
