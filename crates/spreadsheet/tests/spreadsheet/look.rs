//! How the tests look at a workbook.

use hongwang_spreadsheet::{Limits, ReadError, Row, Sheet, Value, Workbook, read};

pub fn workbook(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::default()).expect("a workbook")
}

pub fn refusal(bytes: &[u8]) -> ReadError {
    read(bytes, &Limits::default()).expect_err("a refusal")
}

/// A value in short: texts as they are, others with a letter in front, formulas with `=`.
pub fn short(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number { text, .. } => format!("n:{text}"),
        Value::Bool(value) => format!("b:{value}"),
        Value::Day(day) => format!("d:{day}"),
        Value::Error(text) => format!("e:{text}"),
        Value::Unreadable => "?".to_owned(),
    }
}

/// The cells of a row: `A=name B=n:3`.
pub fn cells(row: &Row) -> String {
    let cell = |cell: &hongwang_spreadsheet::Cell| {
        let formula = if cell.formula { "(=)" } else { "" };
        format!("{}={}{formula}", char::from(b'A' + cell.column as u8), short(&cell.value))
    };
    row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// The rows of a sheet: `3 A=name`, hidden ones with a star.
pub fn rows(sheet: &Sheet) -> Vec<String> {
    let row = |row: &Row| format!("{}{} {}", row.number, if row.hidden { "*" } else { "" }, cells(row));
    sheet.rows.iter().map(row).collect()
}

/// Merged areas by their first and last cell.
pub fn merges(sheet: &Sheet) -> Vec<[u32; 4]> {
    sheet.merges.iter().map(|merge| [merge.first_row, merge.first_column, merge.last_row, merge.last_column]).collect()
}
