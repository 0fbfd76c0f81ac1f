//! From what a file stores to what a cell holds: the rules that all formats share.

use chrono::NaiveDate;
use compact_str::CompactString;

use crate::day::day_of_serial;
use crate::number::{padded, typed};
use crate::number_format::NumberFormat;
use crate::workbook::Value;

/// How the cells of one workbook are to be understood.
#[derive(Clone, Copy)]
pub(crate) struct Content {
    pub(crate) date_1904: bool,
    pub(crate) cell_characters: u32,
}

impl Content {
    /// Text; `None` where it is blank.
    pub(crate) fn text(self, text: &str) -> Option<Value> {
        if is_blank(text) {
            return None;
        }
        // A character has at most four bytes, so most texts need no counting.
        if text.len() > self.cell_characters as usize && text.chars().count() > self.cell_characters as usize {
            return Some(Value::Unreadable);
        }
        Some(Value::Text(CompactString::new(text)))
    }

    /// A number in the format of its cell.
    pub(crate) fn number(self, value: f64, format: NumberFormat) -> Value {
        match format {
            NumberFormat::Date => self.day(value),
            NumberFormat::Zeros(width) => Value::Number { value, text: padded(value, width.into()) },
            NumberFormat::Other => Value::Number { value, text: typed(value) },
        }
    }

    fn day(self, value: f64) -> Value {
        match day_of_serial(value, self.date_1904) {
            // A time of day alone is no day, but 1904-01-01 is.
            Some(day) if value >= 1.0 || value == 0.0 => Value::Day(day),
            // 1900-02-29: shown by every spreadsheet, and never was.
            None if value.floor() == 60.0 && !self.date_1904 => Value::Text("1900-02-29".into()),
            _ => Value::Number { value, text: typed(value) },
        }
    }
}

/// A day written as in ISO 8601, with or without a time.
pub(crate) fn iso_day(text: &str) -> Option<NaiveDate> {
    let day = text.trim().split(['T', ' ']).next()?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// Nothing that a person could see.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || matches!(char, '\u{200B}' | '\u{FEFF}' | '\u{2060}'))
}
