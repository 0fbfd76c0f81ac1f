//! The rows of a table of residents, before they are written: what stands in each cell.

use chrono::NaiveDate;
use hongwang_domain::{Membership, Sex};

use super::people::{Household, Person};
use super::town::Village;
use super::words::{Field, Sheets};

/// A table of residents of one village.
#[derive(Clone, Debug)]
pub struct ResidentSheet {
    pub village: String,
    pub title: String,
    /// 填报日期
    pub stated: NaiveDate,
    pub rows: Vec<SheetRow>,
}

/// A row, from left to right; some cells are empty.
#[derive(Clone, Debug)]
pub struct SheetRow {
    pub cells: Vec<String>,
    /// The cells that are written as a number, as a spreadsheet program makes one of what is typed.
    pub as_number: Option<usize>,
    /// The first row of a household says over how many rows its cells are merged; the others 0.
    pub household_of: usize,
}

impl ResidentSheet {
    /// The sheet of some households.
    pub fn of<'a>(
        sheets: &Sheets,
        village: &Village,
        households: impl IntoIterator<Item = &'a Household>,
        title: &str,
        stated: NaiveDate,
    ) -> Self {
        let mut rows = Vec::new();
        for household in households {
            for (at, person) in household.people.iter().enumerate() {
                let mut cells = row(sheets, village, household, person);
                cells[sheets.at(Field::Serial)] = (rows.len() + 1).to_string();
                if at > 0 {
                    cells[sheets.at(Field::Number)].clear();
                    cells[sheets.at(Field::Head)].clear();
                }
                let household_of = if at == 0 { household.people.len() } else { 0 };
                rows.push(SheetRow { cells, as_number: None, household_of });
            }
        }
        Self { village: village.name.clone(), title: title.replace("{village}", &village.name), stated, rows }
    }
}

fn row(sheets: &Sheets, village: &Village, household: &Household, person: &Person) -> Vec<String> {
    let cell = &sheets.cell;
    let grid = household.grid.and_then(|grid| village.grids.get(grid)).map_or("", |grid| &grid.name);
    let text = |field: Field| match field {
        Field::Serial | Field::Note => "",
        Field::Grid => grid,
        Field::Hamlet => &household.hamlet,
        Field::Number => &household.number,
        Field::Head => &household.people[0].name,
        Field::Name => &person.name,
        Field::Relation => sheets.relation.get(&person.relation).map_or("", String::as_str),
        Field::Sex if person.sex == Sex::Male => &cell.male,
        Field::Sex => &cell.female,
        Field::CitizenId => &person.citizen_id,
        Field::Phone => &person.phone,
        Field::Party => match person.membership {
            Some(Membership::Full) => &cell.full,
            Some(Membership::Probationary) => &cell.probationary,
            None => &cell.other,
        },
        Field::Presence if person.away => &cell.away,
        Field::Presence => &cell.present,
    };
    let tick = |tick| match person.ticks.get(&tick) {
        Some(true) => cell.yes.as_str(),
        Some(false) => cell.no.as_str(),
        None => "",
    };
    let columns = sheets.column.iter();
    columns.map(|column| column.field.map_or_else(|| column.tick.map_or("", tick), text).to_owned()).collect()
}
