//! Where what was read goes, counted on the way.

use serde::{Deserialize, Serialize};

use crate::budget::Budget;
use crate::error::ReadError;
use crate::limits::Limit;
use crate::reference::COLUMNS;
use crate::workbook::{Cell, Encoding, Format, Formula, Merge, Row, Value};

/// What is known of a workbook before its first sheet.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Start {
    pub(crate) format: Format,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) delimiter: Option<char>,
    pub(crate) date_1904: bool,
}

/// Takes a workbook piece by piece, in order: the start, then each sheet with its rows, merges and formulas.
pub(crate) trait Sink {
    fn start(&mut self, start: Start) -> Result<(), ReadError>;
    fn sheet(&mut self, name: Option<String>, hidden: bool) -> Result<(), ReadError>;
    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError>;
    fn row(&mut self, row: Row) -> Result<(), ReadError>;
    fn merge(&mut self, merge: Merge) -> Result<(), ReadError>;
    fn formula(&mut self, formula: Formula) -> Result<(), ReadError>;
}

/// A sink with the limits on what goes into it.
pub(crate) struct Out<'a> {
    sink: &'a mut dyn Sink,
    budget: &'a Budget,
    sheets: u32,
    rows: u32,
    cells: u32,
    text: u64,
}

impl<'a> Out<'a> {
    pub(crate) fn new(sink: &'a mut dyn Sink, budget: &'a Budget) -> Self {
        Self { sink, budget, sheets: 0, rows: 0, cells: 0, text: 0 }
    }

    pub(crate) fn start(&mut self, start: Start) -> Result<(), ReadError> {
        self.sink.start(start)
    }

    /// A workbook that says itself how its text is written.
    pub(crate) fn start_as(&mut self, format: Format, date_1904: bool) -> Result<(), ReadError> {
        self.start(Start { format, encoding: None, delimiter: None, date_1904 })
    }

    /// Columns from 0, both included; what lies outside of a sheet is none of it.
    pub(crate) fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.count_cells(1)?;
        if first > last || first >= COLUMNS {
            return Ok(());
        }
        self.sink.hidden_columns(first, last.min(COLUMNS - 1))
    }

    pub(crate) fn sheet(&mut self, name: Option<String>, hidden: bool) -> Result<(), ReadError> {
        self.sheets += 1;
        if self.sheets > self.budget.limits().sheets {
            return Err(self.budget.too_large(Limit::Sheets));
        }
        self.sink.sheet(name, hidden)
    }

    /// Takes the cells of a row in any order; a row without any is left out.
    pub(crate) fn row(&mut self, number: u32, hidden: bool, mut cells: Vec<Cell>) -> Result<(), ReadError> {
        if cells.is_empty() {
            return Ok(());
        }
        self.count(&cells)?;
        if !cells.is_sorted_by(|one, next| one.column < next.column) {
            cells.sort_by_key(|cell| cell.column);
            cells.dedup_by_key(|cell| cell.column);
        }
        self.sink.row(Row { number, hidden, cells })
    }

    pub(crate) fn merge(&mut self, merge: Merge) -> Result<(), ReadError> {
        self.count_cells(1)?;
        if merge.first_row > merge.last_row || merge.first_column > merge.last_column {
            return Ok(());
        }
        self.sink.merge(merge)
    }

    pub(crate) fn formula(&mut self, formula: Formula) -> Result<(), ReadError> {
        self.count_cells(1)?;
        self.count_text(formula.text.len())?;
        self.sink.formula(formula)
    }

    fn count(&mut self, cells: &[Cell]) -> Result<(), ReadError> {
        self.rows += 1;
        if self.rows > self.budget.limits().rows {
            return Err(self.budget.too_large(Limit::Rows));
        }
        self.count_cells(cells.len())?;
        for cell in cells {
            if let Value::Text(text) | Value::Error(text) = &cell.value {
                self.count_text(text.len())?;
            }
        }
        Ok(())
    }

    fn count_cells(&mut self, cells: usize) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(u32::try_from(cells).unwrap_or(u32::MAX));
        if self.cells > self.budget.limits().cells {
            return Err(self.budget.too_large(Limit::Cells));
        }
        Ok(())
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes as u64;
        if self.text > self.budget.limits().text_bytes {
            return Err(self.budget.too_large(Limit::Text));
        }
        Ok(())
    }
}
