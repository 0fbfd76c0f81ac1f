//! Text files with a line for each row: CSV, and the tab-separated text that office programs call Unicode text.

mod delimiter;
mod encoding;
mod records;

use compact_str::{CompactString, format_compact};

use crate::budget::Budget;
use crate::content::{Content, is_blank};
use crate::error::ReadError;
use crate::out::Out;
use crate::workbook::{Cell, Format, Formula, Value};

/// Reads a file that is none of the binary formats.
pub(crate) fn read(bytes: Vec<u8>, budget: &Budget, out: &mut Out<'_>) -> Result<(), ReadError> {
    let decoded = encoding::decode(bytes)?;
    if is_blank(&decoded.text) {
        return Err(ReadError::Empty);
    }
    refuse_markup(&decoded.text)?;
    let content = Content { date_1904: false, cell_characters: budget.limits().cell_characters };
    out.start(Format::Text, Some(decoded.encoding), false)?;
    out.sheet(None, false)?;
    let (delimiter, body) = delimiter::of(&decoded.text);
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
fn refuse_markup(text: &str) -> Result<(), ReadError> {
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
