//! Every kind of fault on random rows: what is reported is what was planted.

use std::collections::BTreeSet;

use hongwang_testing::draw::draw;
use hongwang_testing::faults::{Faulty, Kind, plant};
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Groups, Households, Layout, Sheets, Sums};
use hongwang_testing::text::Encoding;
use hongwang_testing::town::Basis;
use hongwang_testing::xlsx::Strings;
use hongwang_testing::{Engine, Place, Seeded, ods, on_both_engines, text, xls, xlsx};

use crate::place;

on_both_engines! {
    fn seeds_1_to_50(engine) { assert_reported(engine, 1..51); }
    fn seeds_51_to_100(engine) { assert_reported(engine, 51..101); }
    fn seeds_101_to_150(engine) { assert_reported(engine, 101..151); }
    fn seeds_151_to_200(engine) { assert_reported(engine, 151..201); }
}

#[test]
fn every_kind_is_planted_in_one_of_the_seeds() {
    let planted: BTreeSet<Kind> = (1..201).flat_map(|seed| Case::new(seed).faulty.kinds).collect();
    assert_eq!(planted, Kind::ALL.into_iter().collect());
}

fn assert_reported(engine: Engine, seeds: std::ops::Range<u64>) {
    let check = place(engine);
    for seed in seeds {
        let case = Case::new(seed);
        case.assert_reported(&check, &["--check"]);
        if seed % 10 == 0 {
            case.assert_taken_in(&place(engine));
        }
    }
}

/// A town with faults, in some format.
struct Case {
    seed: u64,
    faulty: Faulty,
    format: &'static str,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut chance = Seeded::new(seed ^ 0xFA17);
        let format = *chance.pick(&["xlsx", "xlsx", "xlsx", "xlsx", "ods", "xls", "csv"]);
        let layout = layout(format == "csv", &mut chance);
        let town = town(seed, Size::SMALL);
        let drawn = draw(&town, &layout);
        let number = 3 + chance.below(12);
        Self { seed, faulty: plant(&town, drawn, &layout, format == "xlsx", number, &mut chance), format }
    }

    fn file(&self, place: &Place) -> std::path::PathBuf {
        let book = &self.faulty.drawn.book;
        let bytes = match self.format {
            "xlsx" => xlsx::bytes(book, Strings::Shared),
            "ods" => ods::bytes(book),
            "xls" => xls::bytes(book),
            _ => text::bytes(&book.sheets[0], ',', Encoding::Gb18030),
        };
        place.write(&format!("faulty-{}.{}", self.seed, self.format), &bytes)
    }

    fn assert_reported(&self, place: &Place, more: &[&str]) {
        let rejected = self.faulty.planted.iter().any(|planted| planted.error);
        let output = place.import(&self.file(place), more);
        assert_eq!(output.code, Some(if rejected { 3 } else { 0 }), "seed {}\n{}", self.seed, output.stderr);
        let report = output.report();
        let expected: Vec<_> = self.faulty.planted.iter().map(|planted| self.named(&planted.place)).collect();
        let missing: Vec<_> = expected.iter().filter(|place| !report.faults().contains(place)).cloned().collect();
        let said: Vec<_> = report.faults().into_iter().filter(|place| !expected.contains(place)).collect();
        let seed = format!("seed {} ({})", self.seed, self.format);
        assert!(missing.is_empty() && said.is_empty(), "{seed}\nnot said: {missing:#?}\nsaid: {said:#?}");
        assert_eq!(report.faults().len(), expected.len(), "{seed}: something is said twice");
        for planted in &self.faulty.planted {
            let place = self.named(&planted.place);
            let among = if planted.error { &report.errors } else { &report.warnings };
            assert!(among.iter().any(|finding| finding.place() == place), "{seed}: {place:?} is of the wrong weight");
        }
        for repaired in &self.faulty.repaired {
            let place = self.named(repaired);
            assert!(report.repairs.iter().any(|finding| finding.place() == place), "{seed}: {place:?} is not counted");
        }
        assert_eq!(report.rows, self.faulty.town.rows() as u64, "{seed}");
        assert_eq!(report.residents, self.faulty.town.accepted() as u64, "{seed}");
        assert_eq!(report.households, self.faulty.town.households().count() as u64, "{seed}");
    }

    fn assert_taken_in(&self, place: &Place) {
        self.assert_reported(place, &[]);
        for (basis, name) in [(Basis::Registered, "registered"), (Basis::Resident, "resident")] {
            let ledger = place.ledger("211104109", &["--basis", name]);
            ledger.assert_sums();
            let figures = self.faulty.town.figures(basis);
            let counted = |figures: hongwang_testing::town::Figures| {
                figures
                    .into_iter()
                    .filter(|((_, grid), line)| grid.is_some() || line["households"] > 0)
                    .collect::<Vec<_>>()
            };
            assert_eq!(counted(ledger.figures()), counted(figures), "seed {}, {name}", self.seed);
        }
        place.assert_sound();
    }

    /// A text file has no sheets.
    fn named(&self, place: &hongwang_testing::answers::Place) -> hongwang_testing::answers::Place {
        let mut place = place.clone();
        if self.format == "csv" {
            place.0 = None;
        }
        place
    }
}

fn layout(one_table: bool, chance: &mut Seeded) -> Layout {
    let mut layout = if one_table { Layout::plain_table() } else { Layout::default() };
    if !one_table {
        layout.groups = *chance.pick(&[Groups::First, Groups::First, Groups::Last, Groups::Absent]);
        layout.origin = *chance.pick(&[(0, 0), (0, 0), (2, 2), (1, 0)]);
        layout.sums = *chance.pick(&[Sums::Absent, Sums::Village, Sums::Grid]);
        layout.two_heading_rows = chance.chance(60);
        layout.title = chance.chance(70);
        if chance.chance(30) {
            layout.sheets = Sheets::One;
            layout.columns.insert(1, Column::Village);
        }
    }
    layout.households = *chance.pick(&[Households::Merged, Households::First, Households::Repeated]);
    layout.heading_again = chance.chance(25).then_some(4);
    layout.blank_row = chance.chance(25).then_some(3);
    if chance.chance(50) {
        layout = layout.with_birth_dates();
    }
    if chance.chance(30) {
        layout = layout.with_categories_in_one_column();
    }
    if chance.chance(30) {
        chance.shuffle(&mut layout.columns);
    }
    if chance.chance(30) {
        layout.heading = |column| column.synonym().to_owned();
    }
    layout
}
