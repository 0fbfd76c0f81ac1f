//! The demo's words: names of places and people, headings and cells of its workbooks.

use std::collections::BTreeMap;

use hongwang_domain::Sex;
use serde::Deserialize;

use super::people::{Relation, Tick};

const NAMES: &str = include_str!("names.toml");
const SHEETS: &str = include_str!("sheets.toml");

/// Everything that is written by the demo beside messages.
#[derive(Clone, Debug)]
pub struct Words {
    pub places: Places,
    pub sheets: Sheets,
}

impl Words {
    pub fn read() -> Self {
        let embedded = "embedded in the program; a test reads it";
        Self { places: toml::from_str(NAMES).expect(embedded), sheets: toml::from_str(SHEETS).expect(embedded) }
    }
}

/// The county, its people's names.
#[derive(Clone, Debug, Deserialize)]
pub struct Places {
    pub county: Named,
    pub town: Named,
    pub village: Vec<VillageWords>,
    pub names: Names,
    given: Vec<Given>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct VillageWords {
    pub name: String,
    pub number: u32,
    pub grids: usize,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Names {
    pub grids: Vec<String>,
    pub hamlets: Vec<String>,
    pub surnames: Vec<String>,
    pub women_of_other_names: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Given {
    before: i32,
    men: Vec<String>,
    women: Vec<String>,
}

impl Places {
    /// Given names as they were given in a year.
    pub fn given(&self, sex: Sex, year: i32) -> &[String] {
        let of = |given: &'_ Given| year < given.before;
        self.given.iter().find(|given| of(given)).map_or(&[], |given| match sex {
            Sex::Male => &given.men,
            Sex::Female => &given.women,
        })
    }
}

/// How the workbooks look and what stands in their cells.
#[derive(Clone, Debug, Deserialize)]
pub struct Sheets {
    pub date_form: String,
    pub table: Table,
    pub groups: Groups,
    pub cell: Cells,
    pub relation: BTreeMap<Relation, String>,
    pub column: Vec<Column>,
    pub wrong: Wrong,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Table {
    pub title: String,
    pub title_of_changes: String,
    pub unit: String,
    pub date: String,
    pub total: String,
    pub households: String,
    pub residents: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Groups {
    pub sheet: String,
    pub headings: Vec<String>,
    pub name: String,
    pub basis: Vec<String>,
    pub between_names: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Cells {
    pub yes: String,
    pub no: String,
    pub male: String,
    pub female: String,
    pub full: String,
    pub probationary: String,
    pub other: String,
    pub present: String,
    pub away: String,
}

/// A column of a table of residents: a field, or a tick under a block.
#[derive(Clone, Debug, Deserialize)]
pub struct Column {
    pub field: Option<Field>,
    pub tick: Option<Tick>,
    pub block: Option<String>,
    pub heading: String,
    pub width: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Serial,
    Grid,
    Hamlet,
    Number,
    Head,
    Name,
    Relation,
    Sex,
    CitizenId,
    Phone,
    Party,
    Presence,
    Note,
}

/// What is written wrong where a workbook is there for mending.
#[derive(Clone, Debug, Deserialize)]
pub struct Wrong {
    pub relation: Vec<String>,
    pub tick: Vec<String>,
    pub grid: String,
    pub phone: Vec<String>,
    pub note: String,
}

impl Sheets {
    /// Where a field stands, from the left.
    pub fn at(&self, field: Field) -> usize {
        self.column.iter().position(|column| column.field == Some(field)).unwrap_or_default()
    }

    /// Where a tick stands, from the left.
    pub fn tick_at(&self, tick: Tick) -> usize {
        self.column.iter().position(|column| column.tick == Some(tick)).unwrap_or_default()
    }
}
