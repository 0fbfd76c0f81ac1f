//! Text files with a line for each row: CSV, and the tab-separated text that office programs call Unicode text.

mod delimiter;
mod encoding;
mod preview;
mod records;

use compact_str::{CompactString, format_compact};

use crate::budget::Budget;
use crate::content::{Content, is_blank};
use crate::error::ReadError;
use crate::out::{Out, Start};
use crate::workbook::{Cell, Encoding, Format, Formula, Value};

pub use preview::Preview;
pub(crate) use preview::previews;

/// How a text file is to be understood, where a person said so; what is not said is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextForm {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// What separates the fields: a character of ASCII.
    pub delimiter: Option<char>,
}

impl TextForm {
    /// In one line, as it is handed to a child.
    pub(crate) fn to_words(self) -> String {
        let encoding = self.encoding.map_or("", Encoding::as_str);
        format!("{encoding} {}", self.delimiter.map(|delimiter| u32::from(delimiter).to_string()).unwrap_or_default())
    }

    pub(crate) fn from_words(words: &str) -> Option<Self> {
        let (encoding, delimiter) = words.split_once(' ')?;
        let delimiter = delimiter.parse().ok().and_then(char::from_u32);
        Some(Self { encoding: Encoding::from_text(encoding), delimiter })
    }
}

/// Reads a file that is none of the binary formats.
pub(crate) fn read(bytes: Vec<u8>, form: TextForm, budget: &Budget, out: &mut Out<'_>) -> Result<(), ReadError> {
    let decoded = match form.encoding {
        Some(chosen) => encoding::decode_as(chosen, &bytes),
        None => encoding::decode(bytes)?,
    };
    if is_blank(&decoded.text) {
        return Err(ReadError::Empty);
    }
    refuse_markup(&decoded.text)?;
    let content = Content { date_1904: false, cell_characters: budget.limits().cell_characters };
    let (found, body) = delimiter::of(&decoded.text);
    let delimiter = form.delimiter.and_then(|chosen| u8::try_from(chosen).ok()).filter(u8::is_ascii).unwrap_or(found);
    out.start(Start {
        format: Format::Text,
        encoding: Some(decoded.encoding),
        delimiter: Some(delimiter.into()),
        date_1904: false,
    })?;
    out.sheet(None, false)?;
    let mut records = records::Records::new(body, delimiter);
    let mut number = 0;
    let mut fields = Vec::new();
    while records.next(&mut fields) {
        number += 1;
        if number % 4096 == 0 {
            budget.check_time()?;
        }
        let mut cells = Vec::with_capacity(fields.len());
        for (column, field) in (0..).zip(&fields) {
            let Some((value, formula)) = cell(field, content) else { continue };
            if formula {
                out.formula(Formula { row: number, column, text: CompactString::new(field) })?;
            }
            cells.push(Cell { column, value, formula });
        }
        out.row(number, false, cells)?;
    }
    Ok(())
}

/// A field is text; `="0123"` is the usual way to keep its zeros, any other formula has no result here.
fn cell(field: &str, content: Content) -> Option<(Value, bool)> {
    let Some(formula) = field.trim().strip_prefix('=').filter(|rest| !is_blank(rest)) else {
        let value = content.text(field)?;
        let lost = matches!(&value, Value::Text(text) if text.contains(char::REPLACEMENT_CHARACTER));
        return Some((if lost { Value::Unreadable } else { value }, false));
    };
    match formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) if !inside.replace("\"\"", "").contains('"') => {
            content.text(&inside.replace("\"\"", "\"")).map(|value| (value, false))
        }
        _ => Some((Value::Unreadable, true)),
    }
}

/// Pages and XML are text too, but their rows are not lines.
pub(crate) fn refuse_markup(text: &str) -> Result<(), ReadError> {
    let head = text.trim_start().chars().take(20).collect::<String>().to_ascii_lowercase();
    let markup = [
        "<!doctype",
        "<html",
        "<?xml",
        "<table",
        "<head",
        "<meta",
        "<style",
        "<script",
        "<!--",
        "<div",
        "<body",
        "mime-version:",
    ];
    match markup.iter().find(|start| head.starts_with(**start)) {
        Some(start) => Err(ReadError::NotASpreadsheet(format_compact!("text that begins with {start}").into())),
        None => Ok(()),
    }
}
