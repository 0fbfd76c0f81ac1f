//! A sheet as a person sees it: what stands at a place, merged areas included.

use std::collections::HashMap;

use compact_str::{CompactString, ToCompactString};
use hongwang_spreadsheet::{Cell, Merge, Row, Sheet, Value};

/// A sheet with its merged areas by place.
pub struct View<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    by_row: HashMap<u32, Vec<Merge>>,
    anchors: HashMap<(u32, u32), Merge>,
    tall: HashMap<u32, Vec<Merge>>,
}

impl<'a> View<'a> {
    /// Prepares a sheet.
    pub fn new(sheet: &'a Sheet) -> Self {
        let (mut by_row, mut tall) = (HashMap::<u32, Vec<Merge>>::new(), HashMap::<u32, Vec<Merge>>::new());
        let mut anchors = HashMap::with_capacity(sheet.merges.len());
        for merge in &sheet.merges {
            anchors.insert((merge.first_row, merge.first_column), *merge);
            by_row.entry(merge.first_row).or_default().push(*merge);
            if merge.last_row > merge.first_row {
                tall.entry(merge.first_column).or_default().push(*merge);
            }
        }
        tall.values_mut().for_each(|merges| merges.sort_by_key(|merge| merge.first_row));
        Self { sheet, by_row, anchors, tall }
    }

    /// The merged areas that begin in a row.
    pub fn merges_at(&self, row: u32) -> &[Merge] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The last column of the merged area that begins at a place; the place's own where there is none.
    pub fn last_column(&self, row: u32, column: u32) -> u32 {
        self.anchors.get(&(row, column)).map_or(column, |merge| merge.last_column)
    }

    /// The areas of more than one row that begin in a column, from top to bottom.
    pub fn tall_merges(&self, column: u32) -> &[Merge] {
        self.tall.get(&column).map_or(&[], Vec::as_slice)
    }

    /// The row of this number, if it holds anything.
    pub fn row(&self, number: u32) -> Option<&'a Row> {
        self.sheet.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.sheet.rows[at])
    }

    /// What stands at a place itself.
    pub fn cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        self.row(row).and_then(|row| cell_at(row, column))
    }

    /// The text of a formula that came without a result.
    pub fn formula(&self, row: u32, column: u32) -> Option<&'a CompactString> {
        let formulas = &self.sheet.formulas;
        let at = formulas.binary_search_by_key(&(row, column), |formula| (formula.row, formula.column)).ok()?;
        Some(&formulas[at].text).filter(|text| !text.is_empty())
    }

    /// The value as it was typed, for a report.
    pub fn typed(&self, row: u32, cell: &Cell) -> Option<CompactString> {
        match &cell.value {
            Value::Text(text) | Value::Number { text, .. } | Value::Error(text) => Some(text.clone()),
            Value::Bool(flag) => Some(bool_text(*flag).into()),
            Value::Day(day) => Some(day.to_compact_string()),
            Value::Unreadable => self.formula(row, cell.column).cloned(),
        }
    }
}

/// What stands in a column of a row.
pub fn cell_at(row: &Row, column: u32) -> Option<&Cell> {
    row.cells.binary_search_by_key(&column, |cell| cell.column).ok().map(|at| &row.cells[at])
}

/// The text of a cell, if it is text.
pub fn text_of(cell: &Cell) -> Option<&str> {
    if let Value::Text(text) = &cell.value { Some(text) } else { None }
}

/// As spreadsheets write it.
pub fn bool_text(flag: bool) -> &'static str {
    if flag { "TRUE" } else { "FALSE" }
}
