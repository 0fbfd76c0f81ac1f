//! What a spreadsheet holds, sparse: no blank cell, no row without content.

use chrono::NaiveDate;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A spreadsheet as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What the file really is, whatever its name says.
    pub format: Format,
    /// The encoding of a text file; `None` for the others, which say it themselves.
    pub encoding: Option<Encoding>,
    /// What separates the fields of a text file; `None` for the others.
    pub delimiter: Option<char>,
    /// Days are counted from 1904-01-01 (workbooks that began on an old Macintosh), not from 1900.
    pub date_1904: bool,
    /// The sheets in the order of their tabs, hidden ones too; charts are no sheets.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The day that a serial number means in this workbook: for numbers in cells that are not formatted as a date.
    /// `None` where there is no such day (before the first, after 9999-12-31, 1900-02-29).
    pub fn day_of_serial(&self, serial: f64) -> Option<NaiveDate> {
        crate::day::day_of_serial(serial, self.date_1904)
    }
}

/// The kinds of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Office Open XML: `.xlsx`, `.xlsm`, `.xltx`; ECMA-376, transitional and strict.
    Xlsx,
    /// The binary workbook of Excel 5 to 2003: `.xls`, and the `.et` of WPS.
    Xls,
    /// OpenDocument spreadsheet: `.ods`.
    Ods,
    /// Values in lines of text, separated by commas, tabs or semicolons.
    Text,
}

/// The encodings of text files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB 18030, which holds GBK and GB 2312.
    Gb18030,
}

impl Encoding {
    /// Every one there is.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// Reads what [`Self::as_str`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.as_str() == text)
    }

    /// The name that people know: `UTF-8`, `GB18030` …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
        }
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on the tab; `None` for a text file, which has none.
    pub name: Option<String>,
    /// Hidden or "very hidden": the person who sent the file may not know of it.
    pub hidden: bool,
    /// Columns that are hidden, as ranges from first to last, from 0, both included, in no order.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Rows with at least one cell, by ascending number.
    pub rows: Vec<Row>,
    /// Merged areas, by their first row and column.
    pub merges: Vec<Merge>,
    /// What stands in cells whose formula came without a result (their value is [`Value::Unreadable`]),
    /// by row and column.
    pub formulas: Vec<Formula>,
}

impl Sheet {
    /// Whether a column (from 0) is hidden.
    pub fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Puts text into a cell, as if it had been typed there; a blank text empties it.
    pub fn type_in(&mut self, row: u32, column: u32, text: &str) {
        let value = (!crate::content::is_blank(text)).then(|| Value::Text(CompactString::new(text)));
        let at = match self.rows.binary_search_by_key(&row, |row| row.number) {
            Ok(at) => at,
            Err(at) => {
                self.rows.insert(at, Row { number: row, hidden: false, cells: Vec::new() });
                at
            }
        };
        let cells = &mut self.rows[at].cells;
        match (cells.binary_search_by_key(&column, |cell| cell.column), value) {
            (Ok(at), Some(value)) => cells[at] = Cell { column, value, formula: false },
            (Err(at), Some(value)) => cells.insert(at, Cell { column, value, formula: false }),
            (Ok(at), None) => {
                cells.remove(at);
            }
            (Err(_), None) => {}
        }
        if cells.is_empty() {
            self.rows.remove(at);
        }
    }
}

/// A row with content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The number at the left margin, from 1. In a text file a blank line counts, a line break inside quotes does not.
    pub number: u32,
    /// Hidden by hand or by a filter.
    pub hidden: bool,
    /// The cells that hold something, by ascending column, never empty.
    pub cells: Vec<Cell>,
}

/// A cell with content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// From 0: column A.
    pub column: u32,
    /// What stands in it.
    pub value: Value,
    /// The value is the stored result of a formula (or the formula had none: [`Value::Unreadable`]).
    pub formula: bool,
}

/// What stands in a cell. Text that is empty or only white space is no content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text as it is stored, white space around it kept.
    Text(CompactString),
    /// A number.
    Number {
        /// Its value; a whole number of more than 15 digits has lost its end.
        value: f64,
        /// As a person would have typed it: `3`, `0.5`, `13800000000`, `1.1010519491231e+17`.
        text: CompactString,
    },
    /// True or false.
    Bool(bool),
    /// A number formatted as a date: the day that was typed, a time of day dropped.
    Day(NaiveDate),
    /// An error such as `#N/A`.
    Error(CompactString),
    /// The cell holds something that cannot be given: a formula without a stored result, text in no known
    /// encoding, text longer than a cell can be.
    Unreadable,
}

/// A merged area; its content stands in the upper left cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The topmost row, from 1.
    pub first_row: u32,
    /// The lowest row, from 1, included.
    pub last_row: u32,
    /// The leftmost column, from 0.
    pub first_column: u32,
    /// The rightmost column, from 0, included.
    pub last_column: u32,
}

impl Merge {
    /// Whether a cell lies in the area.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row) && (self.first_column..=self.last_column).contains(&column)
    }
}

/// The text of a formula that came without a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// From 1.
    pub row: u32,
    /// From 0.
    pub column: u32,
    /// Beginning with `=`; empty where only the result is missing and the formula cannot be told.
    pub text: CompactString,
}
