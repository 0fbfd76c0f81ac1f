//! A workbook as cells, before any file format.

use std::collections::BTreeSet;

use chrono::NaiveDate;

/// Sheets, and how their dates are kept.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// In order.
    pub sheets: Vec<Sheet>,
    /// Day numbers count from 1904, as old Macintosh workbooks do.
    pub from_1904: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its tab.
    pub name: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// Cells by row and column, both from 0.
    pub rows: Vec<Vec<Cell>>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Rows that are hidden, from 0.
    pub hidden_rows: BTreeSet<usize>,
}

/// A merged range, from 0, its last row and column in it.
#[derive(Clone, Copy, Debug)]
pub struct Merge {
    /// First row and column.
    pub from: (usize, usize),
    /// Last row and column.
    pub to: (usize, usize),
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, with a date format.
    Day(NaiveDate),
    /// A formula and the text that it gave.
    Formula(&'static str, String),
    /// A formula that was saved without its result.
    NoResult,
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// As it is typed in a text file.
    pub fn plain(&self) -> String {
        match self {
            Self::Blank | Self::NoResult => String::new(),
            Self::Text(text) | Self::Formula(_, text) => text.clone(),
            Self::Number(number) if number.abs() >= 1e15 => scientific(*number),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.format("%Y/%-m/%-d").to_string(),
        }
    }
}

impl Sheet {
    /// An empty sheet.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Writes a cell, and what is missing before it.
    pub fn set(&mut self, row: usize, column: usize, cell: Cell) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = cell;
    }

    /// The cell at a place.
    pub fn get(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Blank)
    }

    /// Merges a range, unless it is a single cell.
    pub fn merge(&mut self, from: (usize, usize), to: (usize, usize)) {
        if from != to {
            self.merges.push(Merge { from, to });
        }
    }
}

impl Book {
    /// The number of a day, under this book's calendar.
    pub fn serial(&self, day: NaiveDate) -> i64 {
        let first = if self.from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
        (day - NaiveDate::from_ymd_opt(first.0, first.1, first.2).unwrap()).num_days()
    }
}

/// A long number as a spreadsheet shows it in a cell of ordinary width: 1.10105E+17.
pub fn scientific(number: f64) -> String {
    let text = format!("{number:.5e}");
    let (digits, power) = text.split_once('e').unwrap();
    format!("{digits}E+{power}")
}

/// The letters of a column, from 0: A, Z, AA …
pub fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_and_long_numbers_lose_their_end() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(16383)),
            ("A".into(), "Z".into(), "AA".into(), "XFD".into())
        );
        assert_eq!(scientific(110_105_194_912_310_020.0), "1.10105E+17");
    }

    #[test]
    fn days_are_numbered_as_spreadsheets_do() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        assert_eq!(Book::default().serial(day), 46326);
        assert_eq!(Book { from_1904: true, ..Book::default() }.serial(day), 46326 - 1462);
    }
}
