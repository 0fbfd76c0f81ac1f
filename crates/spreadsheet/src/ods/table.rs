//! One table: rows and cells, which both may stand for many of their kind.

use quick_xml::events::{BytesStart, Event};

use super::cell::Raw;
use crate::content::Content;
use crate::error::ReadError;
use crate::out::Out;
use crate::reference::{COLUMNS, ROWS};
use crate::workbook::{Cell, Formula, Merge, Value};
use crate::xml::{Xml, damaged, each_attribute};

struct Reading<'a, 'o> {
    content: Content,
    out: &'a mut Out<'o>,
    /// The number of the row that is open; the first of several that are alike.
    row: u32,
    row_repeat: u32,
    hidden: bool,
    cells: Vec<Cell>,
    column: u32,
    /// The next column of which the table has yet to say something.
    described: u32,
    raw: Option<Raw>,
}

/// Reads up to the end of the table whose start was just read.
pub(super) fn read(xml: &mut Xml<'_>, content: Content, out: &mut Out<'_>) -> Result<(), ReadError> {
    let mut reading = Reading {
        content,
        out,
        row: 1,
        row_repeat: 1,
        hidden: false,
        cells: Vec::new(),
        column: 0,
        described: 0,
        raw: None,
    };
    // Tables can stand inside of cells and drawings.
    let mut depth = 1_u32;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Eof => return Err(damaged("a table without end")),
            Event::Start(tag) if tag.local_name().as_ref() == "table" => depth += 1,
            Event::End(tag) if tag.local_name().as_ref() == "table" => {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
            _ if depth > 1 => {}
            Event::Start(tag) => reading.open(tag)?,
            Event::Empty(tag) => {
                reading.open(tag)?;
                reading.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => reading.close(tag.local_name().as_ref())?,
            event => {
                if let Some(raw) = &mut reading.raw {
                    raw.take(event)?;
                }
            }
        }
    }
}

impl Reading<'_, '_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        if let Some(raw) = &mut self.raw {
            return raw.open(tag);
        }
        match tag.local_name().as_ref() {
            "table-row" => self.open_row(tag)?,
            "table-column" => self.open_column(tag)?,
            "table-cell" | "covered-table-cell" => self.raw = Some(Raw::of(tag)?),
            _ => {}
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        (self.row_repeat, self.hidden, self.column) = (1, false, 0);
        self.cells.clear();
        each_attribute(tag, |key, value| {
            match key {
                "number-rows-repeated" => self.row_repeat = repeat(value),
                "visibility" => self.hidden = value != "visible",
                _ => {}
            }
            Ok(())
        })
    }

    fn open_column(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut count, mut hidden) = (1, false);
        each_attribute(tag, |key, value| {
            match key {
                "number-columns-repeated" => count = repeat(value),
                "visibility" => hidden = value != "visible",
                _ => {}
            }
            Ok(())
        })?;
        let first = self.described;
        self.described = first.saturating_add(count);
        if hidden { self.out.hidden_columns(first, self.described - 1) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "table-cell" | "covered-table-cell" => match self.raw.take() {
                Some(raw) => self.take_cell(&raw),
                None => Ok(()),
            },
            "table-row" => self.close_row(),
            name => {
                if let Some(raw) = &mut self.raw {
                    raw.close(name);
                }
                Ok(())
            }
        }
    }

    fn take_cell(&mut self, raw: &Raw) -> Result<(), ReadError> {
        let first = self.column;
        self.column = first.saturating_add(raw.repeat);
        self.merge(raw, first)?;
        let Some(value) = raw.value(self.content) else { return Ok(()) };
        if first >= COLUMNS || self.column > COLUMNS || self.row > ROWS {
            return Err(damaged("a cell outside of the sheet"));
        }
        let formula = raw.formula.is_some();
        if let (Value::Unreadable, Some(text)) = (&value, &raw.formula) {
            self.out.formula(Formula { row: self.row, column: first, text: text.as_str().into() })?;
        }
        for column in first..self.column {
            self.cells.push(Cell { column, value: value.clone(), formula });
        }
        Ok(())
    }

    fn merge(&mut self, raw: &Raw, first_column: u32) -> Result<(), ReadError> {
        if raw.rows <= 1 && raw.columns <= 1 {
            return Ok(());
        }
        let last_row = self.row.saturating_add(raw.rows.max(1) - 1).min(ROWS);
        let last_column = first_column.saturating_add(raw.columns.max(1) - 1).min(COLUMNS - 1);
        self.out.merge(Merge { first_row: self.row, last_row, first_column, last_column })
    }

    fn close_row(&mut self) -> Result<(), ReadError> {
        let cells = std::mem::take(&mut self.cells);
        let after = self.row.saturating_add(self.row_repeat);
        if !cells.is_empty() {
            for number in self.row..after - 1 {
                self.out.row(number, self.hidden, cells.clone())?;
            }
            self.out.row(after - 1, self.hidden, cells)?;
        }
        self.row = after;
        Ok(())
    }
}

/// How many a row or cell stands for; at least itself.
pub(super) fn repeat(text: &str) -> u32 {
    text.trim().parse().unwrap_or(1).max(1)
}
