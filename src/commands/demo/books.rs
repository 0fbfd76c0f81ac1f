//! The demo's workbooks: the town's first one, the changes of two months, and one that waits to be mended.

use chrono::{Days, NaiveDate};
use hongwang_domain::Month;
use rust_xlsxwriter::XlsxError;

use super::farewells::{Farewell, farewells};
use super::faults::{Planted, plant};
use super::months::{Changes, pass};
use super::pace::{NOW, SECOND, THIRD};
use super::people::Maker;
use super::sheet::ResidentSheet;
use super::town::{Town, Village};
use super::words::Words;
use super::workbook;

/// Another seed, another town.
const SEED: u64 = 1931;

/// The villages of the workbook with faults, and how many of their households it has.
const FAULTY_VILLAGES: [usize; 2] = [2, 8];
const FAULTY_HOUSEHOLDS: usize = 36;
/// The village that hands in a sheet of the month before, after that month was filed.
const LATE_VILLAGE: usize = 4;

/// A workbook and the day on which it is taken in.
pub struct Book {
    pub file: String,
    pub day: NaiveDate,
    pub bytes: Vec<u8>,
}

/// Everything that the demo takes in.
pub struct Books {
    /// As it was taken in first.
    pub town: Town,
    pub first: Book,
    pub second: Book,
    /// Between the second and the third workbook.
    pub farewells: Vec<Farewell>,
    pub third: Book,
    /// Not taken in.
    pub faulty: Book,
    pub planted: Vec<Planted>,
}

impl Books {
    /// The workbooks, counted back from today: the same each time on the same day.
    pub fn write(words: &Words, today: NaiveDate) -> Result<Self, XlsxError> {
        let last = Month::of(today).previous();
        let (before_last, first) = (last.previous(), last.previous().previous());
        let [first_day, second_day, third_day] = [
            first.first_day() + Days::new(4),
            before_last.first_day() + Days::new(19),
            last.first_day() + Days::new(19),
        ];
        let late_day = before_last.last_day() - Days::new(2);

        let mut maker = Maker::new(SEED, words, first_day);
        let mut town = Town::invent(&mut maker);
        let as_first = town.clone();
        let first = Book { file: "town.xlsx".to_owned(), day: first_day, bytes: whole(words, &town, first_day)? };

        maker.day = second_day;
        let changes = pass(&mut maker, &mut town, &SECOND);
        let second = changed(words, &town, &changes, second_day, |_| second_day)?;

        let farewells = farewells(&mut maker, &mut town, last.first_day());
        maker.day = third_day;
        let changes = pass(&mut maker, &mut town, &THIRD);
        let third =
            changed(words, &town, &changes, third_day, |at| if at == LATE_VILLAGE { late_day } else { third_day })?;

        maker.day = today;
        let changes = pass(&mut maker, &mut town, &NOW);
        let (faulty, planted) = faulty(&mut maker, &town, &changes)?;
        Ok(Self { town: as_first, first, second, farewells, third, faulty, planted })
    }

    /// Faults that somebody has to mend: what the import puts right by itself is none.
    pub fn to_mend(&self) -> usize {
        self.planted.iter().filter(|planted| planted.code != "repaired").count()
    }
}

fn whole(words: &Words, town: &Town, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let groups: Vec<(&Village, Vec<usize>)> =
        town.villages.iter().map(|village| (village, all_grids(village))).collect();
    let sheets = &words.sheets;
    let residents = town
        .villages
        .iter()
        .map(|village| ResidentSheet::of(sheets, village, &village.households, &sheets.table.title, day));
    workbook::bytes(sheets, &groups, &residents.collect::<Vec<_>>())
}

/// The households that changed, a sheet for each village that has one.
fn changed(
    words: &Words,
    town: &Town,
    changes: &Changes,
    day: NaiveDate,
    stated: impl Fn(usize) -> NaiveDate,
) -> Result<Book, XlsxError> {
    let mut groups: Vec<(&Village, Vec<usize>)> = Vec::new();
    let mut residents = Vec::new();
    for (at, village) in town.villages.iter().enumerate() {
        let grids: Vec<usize> = changes.groups.iter().filter(|(one, _)| *one == at).map(|(_, grid)| *grid).collect();
        if !grids.is_empty() {
            groups.push((village, grids));
        }
        let households: Vec<_> = changes.in_village(at).map(|household| &village.households[household]).collect();
        if !households.is_empty() {
            let title = &words.sheets.table.title_of_changes;
            residents.push(ResidentSheet::of(&words.sheets, village, households, title, stated(at)));
        }
    }
    let bytes = workbook::bytes(&words.sheets, &groups, &residents)?;
    Ok(Book { file: format!("changes-{}.xlsx", Month::of(day)), day, bytes })
}

fn faulty(maker: &mut Maker<'_>, town: &Town, changes: &Changes) -> Result<(Book, Vec<Planted>), XlsxError> {
    let sheets = &maker.words.sheets;
    let villages = FAULTY_VILLAGES.map(|at| (at, &town.villages[at]));
    let mut planted = Vec::new();
    let mut residents = Vec::new();
    for (at, village) in villages {
        let mut listed: Vec<usize> = changes.in_village(at).chain(0..village.households.len()).collect();
        listed.truncate(FAULTY_HOUSEHOLDS);
        listed.sort_unstable();
        listed.dedup();
        let households = listed.iter().map(|household| &village.households[*household]);
        let mut sheet = ResidentSheet::of(sheets, village, households, &sheets.table.title_of_changes, maker.day);
        planted.extend(plant(&mut maker.chance, sheets, &mut sheet));
        residents.push(sheet);
    }
    let groups = villages.map(|(_, village)| (village, all_grids(village)));
    let bytes = workbook::bytes(sheets, &groups, &residents)?;
    Ok((Book { file: "faults.xlsx".to_owned(), day: maker.day, bytes }, planted))
}

fn all_grids(village: &Village) -> Vec<usize> {
    (0..village.grids.len()).collect()
}
