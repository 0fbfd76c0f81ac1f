//! What a person decided about a workbook, in place of what was found out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hongwang_spreadsheet::{Encoding, TextForm};
use serde::{Deserialize, Serialize};

use crate::taken::Taken;

/// How a workbook is to be read and taken in. The default is what an import does by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The form of this record: 1.
    pub form: u8,
    /// The encoding of a text file; `None`: found out.
    pub encoding: Option<Encoding>,
    /// What separates the fields of a text file; `None`: found out.
    pub delimiter: Option<char>,
    /// Whether rows that are hidden are taken in.
    pub hidden_rows: bool,
    /// By the index of the sheet.
    pub sheets: BTreeMap<u16, SheetChoice>,
    /// The day from which the facts hold; `None`: as the sheets say, else today.
    pub effective: Option<NaiveDate>,
    /// Whether villages and grids that are not there yet are made.
    pub create: bool,
    /// Whether nothing is written when a row has to stay out.
    pub all_or_nothing: bool,
    /// Whether a person looked at what was found, and had it checked so.
    pub looked_at: bool,
}

/// What was decided about a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetChoice {
    /// Whether nothing is read from it.
    pub skip: bool,
    /// The village of all its rows: a code of 12 digits, or a name. What the rows and lines say of villages is then
    /// not read.
    pub village: Option<String>,
    /// The row of its headings (from 1), where none was recognised or a wrong one.
    pub heading: Option<HeadingChoice>,
    /// By the lowest heading row (from 1) and the column (from 0): as what a column is taken.
    pub columns: BTreeMap<u32, BTreeMap<u32, Taken>>,
}

/// Where the headings of a sheet stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingChoice {
    /// The lowest row of the headings, from 1.
    pub row: u32,
    /// What stands below it.
    pub kind: Kind,
}

/// What kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Residents, one a row.
    Residents,
    /// Party groups, one a row.
    Groups,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            form: 1,
            encoding: None,
            delimiter: None,
            hidden_rows: true,
            sheets: BTreeMap::new(),
            effective: None,
            create: true,
            all_or_nothing: false,
            looked_at: false,
        }
    }
}

impl Choices {
    /// How a text file is to be understood.
    pub fn text_form(&self) -> TextForm {
        TextForm { encoding: self.encoding, delimiter: self.delimiter }
    }

    /// What was decided about a sheet.
    pub fn sheet(&self, index: u16) -> SheetChoice {
        self.sheets.get(&index).cloned().unwrap_or_default()
    }
}
