//! One sheet of a marked copy.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};

use super::Severity;
use super::layout::{Marks, heading_row, merges, reason_column};
use super::parts::DECLARATION;
use super::styles::{HEADING, Kind, style};
use super::xml::{column_name, escaped};
use crate::day::serial_of_day;
use crate::reference::{COLUMNS, ROWS};
use crate::workbook::{Cell, Row, Sheet, Value};

/// Width of the column with the reasons, in characters.
const REASONS: usize = 60;
/// The narrowest and widest other column, and how many rows are looked at for it.
const WIDTHS: (usize, usize) = (6, 40);
const SAMPLE: usize = 500;
/// What a cell can hold as an error.
const ERRORS: [&str; 7] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];

pub(super) fn write(sheet: &Sheet, marks: &Marks<'_>, heading: &str, to: &mut impl Write) -> io::Result<()> {
    let reasons = if marks.is_empty() { None } else { reason_column(sheet, marks) };
    write!(to, "{DECLARATION}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")?;
    widths(sheet, reasons, to)?;
    write!(to, "<sheetData>")?;
    let page = Page {
        sheet,
        marks,
        heading: reasons.map(|column| (heading_row(sheet, marks), column, heading)),
        formulas: formulas(sheet),
    };
    page.rows(to)?;
    write!(to, "</sheetData>")?;
    let merges = merges(sheet);
    if !merges.is_empty() {
        write!(to, "<mergeCells count=\"{}\">", merges.len())?;
        for merge in merges {
            let (first, last) = (column_name(merge.first_column), column_name(merge.last_column));
            write!(to, "<mergeCell ref=\"{first}{}:{last}{}\"/>", merge.first_row, merge.last_row)?;
        }
        write!(to, "</mergeCells>")?;
    }
    write!(to, "</worksheet>")
}

fn formulas(sheet: &Sheet) -> HashMap<(u32, u32), &str> {
    sheet.formulas.iter().map(|formula| ((formula.row, formula.column), formula.text.as_str())).collect()
}

struct Page<'a> {
    sheet: &'a Sheet,
    marks: &'a Marks<'a>,
    /// Row, column and text of the heading over the reasons.
    heading: Option<(u32, u32, &'a str)>,
    formulas: HashMap<(u32, u32), &'a str>,
}

impl Page<'_> {
    fn rows(&self, to: &mut impl Write) -> io::Result<()> {
        let mut numbers: BTreeSet<u32> = self.marks.row_numbers().collect();
        numbers.extend(self.heading.map(|(row, _, _)| row));
        let mut rows = self.sheet.rows.iter().take_while(|row| row.number <= ROWS).peekable();
        // Rows with content and rows with only a mark, in one order.
        while let Some(number) = rows.peek().map(|row| row.number).into_iter().chain(numbers.first().copied()).min() {
            let row = rows.next_if(|row| row.number == number);
            numbers.remove(&number);
            self.row(number, row, to)?;
        }
        Ok(())
    }

    fn row(&self, number: u32, row: Option<&Row>, to: &mut impl Write) -> io::Result<()> {
        let hidden = if row.is_some_and(|row| row.hidden) { " hidden=\"1\"" } else { "" };
        write!(to, "<row r=\"{number}\"{hidden}>")?;
        let mut marked = self.marks.cells(number);
        for cell in row.into_iter().flat_map(|row| &row.cells).filter(|cell| cell.column < COLUMNS) {
            blank_cells_before(cell.column, number, &mut marked, to)?;
            self.cell(cell, number, marked.remove(&cell.column), to)?;
        }
        blank_cells_before(COLUMNS, number, &mut marked, to)?;
        self.reasons(number, to)?;
        write!(to, "</row>")
    }

    fn cell(&self, cell: &Cell, row: u32, severity: Option<Severity>, to: &mut impl Write) -> io::Result<()> {
        let place = format!("{}{row}", column_name(cell.column));
        match &cell.value {
            // A number with zeros in front is its text.
            Value::Number { text, .. }
                if text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit()) && text.starts_with('0') =>
            {
                text_cell(&place, style(Kind::Text, severity), text, to)
            }
            Value::Number { value, .. } => plain_cell(&place, style(Kind::Plain, severity), "n", value, to),
            Value::Text(text) => text_cell(&place, style(Kind::Text, severity), text, to),
            Value::Bool(value) => plain_cell(&place, style(Kind::Plain, severity), "b", u8::from(*value), to),
            Value::Day(day) => match serial_of_day(*day) {
                Some(serial) => plain_cell(&place, style(Kind::Day, severity), "n", serial, to),
                None => text_cell(&place, style(Kind::Text, severity), &day.to_string(), to),
            },
            Value::Error(text) if ERRORS.contains(&text.as_str()) => {
                plain_cell(&place, style(Kind::Plain, severity), "e", text, to)
            }
            Value::Error(text) => text_cell(&place, style(Kind::Text, severity), text, to),
            Value::Unreadable => {
                let formula = self.formulas.get(&(row, cell.column)).copied().unwrap_or_default();
                text_cell(&place, style(Kind::Text, severity), formula, to)
            }
        }
    }

    fn reasons(&self, row: u32, to: &mut impl Write) -> io::Result<()> {
        let Some((heading_row, column, heading)) = self.heading else { return Ok(()) };
        let place = format!("{}{row}", column_name(column));
        match (self.marks.reasons(row), row == heading_row) {
            (Some((reasons, severity)), on_heading) => {
                let text = if on_heading { format!("{heading}\n{reasons}") } else { reasons };
                text_cell(&place, style(Kind::Reason, Some(severity)), &text, to)
            }
            (None, true) => text_cell(&place, HEADING, heading, to),
            (None, false) => Ok(()),
        }
    }
}

/// Marked cells that hold nothing.
fn blank_cells_before(
    column: u32,
    row: u32,
    marked: &mut BTreeMap<u32, Severity>,
    to: &mut impl Write,
) -> io::Result<()> {
    while let Some(first) = marked.first_entry().filter(|first| *first.key() < column) {
        let (blank, severity) = first.remove_entry();
        write!(to, "<c r=\"{}{row}\" s=\"{}\"/>", column_name(blank), style(Kind::Text, Some(severity)))?;
    }
    Ok(())
}

fn plain_cell(
    place: &str,
    style: usize,
    kind: &str,
    value: impl std::fmt::Display,
    to: &mut impl Write,
) -> io::Result<()> {
    write!(to, "<c r=\"{place}\" s=\"{style}\" t=\"{kind}\"><v>{value}</v></c>")
}

fn text_cell(place: &str, style: usize, text: &str, to: &mut impl Write) -> io::Result<()> {
    if text.is_empty() {
        return write!(to, "<c r=\"{place}\" s=\"{style}\"/>");
    }
    let text = escaped(text);
    write!(to, "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// Columns as wide as their texts, within reason.
fn widths(sheet: &Sheet, reasons: Option<u32>, to: &mut impl Write) -> io::Result<()> {
    let mut widths = BTreeMap::new();
    for row in sheet.rows.iter().take(SAMPLE) {
        for cell in row.cells.iter().filter(|cell| cell.column < COLUMNS) {
            // A merged title is as wide as its area, not as its first column.
            if sheet.merges.len() < SAMPLE
                && sheet
                    .merges
                    .iter()
                    .any(|merge| merge.first_column < merge.last_column && merge.contains(row.number, cell.column))
            {
                continue;
            }
            let width = widths.entry(cell.column).or_insert(WIDTHS.0);
            *width = shown_width(&cell.value).clamp(*width, WIDTHS.1);
        }
    }
    widths.extend(reasons.map(|column| (column, REASONS)));
    if widths.is_empty() {
        return Ok(());
    }
    write!(to, "<cols>")?;
    for (column, width) in widths {
        let number = column + 1;
        write!(to, "<col min=\"{number}\" max=\"{number}\" width=\"{}\" customWidth=\"1\"/>", width + 2)?;
    }
    write!(to, "</cols>")
}

/// Characters of the width of a digit; Chinese ones take two.
fn shown_width(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Number { text, .. } | Value::Error(text) => {
            text.chars().take(WIDTHS.1).map(|char| if u32::from(char) < 0x1100 { 1 } else { 2 }).sum()
        }
        Value::Day(_) => 10,
        Value::Bool(_) | Value::Unreadable => WIDTHS.0,
    }
}
