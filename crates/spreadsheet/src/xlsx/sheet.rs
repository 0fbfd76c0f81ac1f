//! The XML of one sheet, in one pass.

use compact_str::format_compact;
use quick_xml::events::{BytesStart, Event};

use super::cell::{Cells, Kind, Raw};
use crate::error::ReadError;
use crate::out::Out;
use crate::reference::{Reference, area};
use crate::workbook::{Cell, Formula, Merge};
use crate::xml::{Xml, append_text, damaged, each_attribute, is_true};

/// Where in a cell the text belongs that comes next.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Nothing,
    Value,
    Formula,
    Inline,
}

struct Reading<'a> {
    cells: Cells<'a>,
    /// The row that is open, or was last.
    row: u32,
    hidden: bool,
    row_cells: Vec<Cell>,
    raw: Raw,
    next_column: u32,
    inside: Inside,
    in_cell: bool,
    /// Elsewhere in a sheet (the anchors of buttons) a row is something else.
    in_data: bool,
}

pub(super) fn read(mut xml: Xml<'_>, cells: Cells<'_>, out: &mut Out<'_>) -> Result<(), ReadError> {
    let mut reading = Reading {
        cells,
        row: 0,
        hidden: false,
        row_cells: Vec::new(),
        raw: Raw::default(),
        next_column: 0,
        inside: Inside::Nothing,
        in_cell: false,
        in_data: false,
    };
    loop {
        let event = xml.next()?;
        match &event {
            Event::Eof => return Ok(()),
            Event::Start(tag) => {
                match tag.local_name().as_ref() {
                    "mergeCell" => merge(tag, out)?,
                    "col" => columns(tag, out)?,
                    _ => {}
                }
                reading.open(tag)?;
            }
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "mergeCell" => merge(tag, out)?,
                "col" => columns(tag, out)?,
                "row" => reading.open(tag)?,
                "c" => {
                    reading.open(tag)?;
                    reading.in_cell = false;
                }
                "f" if reading.in_cell => reading.raw.has_formula = true,
                "v" if reading.in_cell => reading.raw.has_value = true,
                _ => {}
            },
            Event::End(tag) => reading.close(tag.local_name().as_ref(), out)?,
            event => match reading.inside {
                Inside::Nothing => {}
                Inside::Value => append_text(event, &mut reading.raw.value)?,
                Inside::Formula => append_text(event, &mut reading.raw.formula)?,
                Inside::Inline => reading.raw.inline.take(event)?,
            },
        }
    }
}

impl Reading<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = tag.local_name();
        match name.as_ref() {
            "sheetData" => self.in_data = true,
            "row" if self.in_data => self.open_row(tag)?,
            "c" if self.in_data => self.open_cell(tag)?,
            "v" if self.in_cell => {
                self.raw.has_value = true;
                self.inside = Inside::Value;
            }
            "f" if self.in_cell => {
                self.raw.has_formula = true;
                self.inside = Inside::Formula;
            }
            "is" if self.in_cell => self.inside = Inside::Inline,
            name if self.inside == Inside::Inline => self.raw.inline.open(name),
            _ => {}
        }
        Ok(())
    }

    /// A row says its number, or is the one after the last.
    fn open_row(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut number, mut hidden) = (None, false);
        each_attribute(tag, |key, value| {
            match key {
                "r" => number = value.trim().parse().ok(),
                "hidden" => hidden |= is_true(value),
                // A row of no height is as invisible as a hidden one.
                "ht" => hidden |= value.trim().parse() == Ok(0.0),
                _ => {}
            }
            Ok(())
        })?;
        self.row = number.unwrap_or(self.row + 1);
        if !(1..=crate::reference::ROWS).contains(&self.row) {
            return Err(damaged("a row outside of the sheet"));
        }
        self.hidden = hidden;
        self.next_column = 0;
        self.row_cells.clear();
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.raw.clear();
        let (mut column, raw) = (self.next_column, &mut self.raw);
        each_attribute(tag, |key, value| {
            match key {
                "r" => column = Reference::of(value).map(|place| place.column).unwrap_or(column),
                "s" => raw.style = value.trim().parse().unwrap_or(0),
                "t" => raw.kind = Kind::of(value.trim()),
                _ => {}
            }
            Ok(())
        })?;
        if column >= crate::reference::COLUMNS {
            return Err(damaged("a column outside of the sheet"));
        }
        self.raw.column = column;
        self.next_column = column + 1;
        self.in_cell = true;
        self.inside = Inside::Nothing;
        Ok(())
    }

    fn close(&mut self, name: &str, out: &mut Out<'_>) -> Result<(), ReadError> {
        match name {
            "v" | "f" | "is" if self.in_cell => self.inside = Inside::Nothing,
            "c" if self.in_cell => {
                self.in_cell = false;
                self.take_cell(out)?;
            }
            "sheetData" => self.in_data = false,
            "row" if self.in_data => out.row(self.row, self.hidden, std::mem::take(&mut self.row_cells))?,
            name if self.inside == Inside::Inline => self.raw.inline.close(name),
            _ => {}
        }
        Ok(())
    }

    fn take_cell(&mut self, out: &mut Out<'_>) -> Result<(), ReadError> {
        let raw = &self.raw;
        let Some(value) = self.cells.value(raw) else { return Ok(()) };
        if raw.has_formula && value == crate::Value::Unreadable {
            let text = if raw.formula.is_empty() { Default::default() } else { format_compact!("={}", raw.formula) };
            out.formula(Formula { row: self.row, column: raw.column, text })?;
        }
        self.row_cells.push(Cell { column: raw.column, value, formula: raw.has_formula });
        Ok(())
    }
}

/// Columns that are hidden, or of no width.
fn columns(tag: &BytesStart<'_>, out: &mut Out<'_>) -> Result<(), ReadError> {
    let (mut first, mut last, mut hidden): (u32, u32, bool) = (0, 0, false);
    each_attribute(tag, |key, value| {
        match key {
            "min" => first = value.trim().parse().unwrap_or(0),
            "max" => last = value.trim().parse().unwrap_or(0),
            "hidden" => hidden |= is_true(value),
            "width" => hidden |= value.trim().parse() == Ok(0.0),
            _ => {}
        }
        Ok(())
    })?;
    match (first.checked_sub(1), last.checked_sub(1)) {
        (Some(first), Some(last)) if hidden => out.hidden_columns(first, last),
        _ => Ok(()),
    }
}

fn merge(tag: &BytesStart<'_>, out: &mut Out<'_>) -> Result<(), ReadError> {
    let mut found: Option<Merge> = None;
    each_attribute(tag, |key, value| {
        if key == "ref" {
            found = area(value);
        }
        Ok(())
    })?;
    found.map_or(Ok(()), |merge| out.merge(merge))
}
