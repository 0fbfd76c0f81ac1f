//! Puts the pieces of a workbook together again.

use crate::error::ReadError;
use crate::out::{Sink, Start};
use crate::workbook::{Formula, Merge, Row, Sheet, Workbook};
use crate::xml::damaged;

/// A sink that keeps everything.
#[derive(Default)]
pub(crate) struct Gather {
    workbook: Option<Workbook>,
}

impl Gather {
    /// The whole workbook, everything in order.
    pub(crate) fn finish(self) -> Result<Workbook, ReadError> {
        let mut workbook = self.workbook.ok_or_else(|| damaged("no workbook in it"))?;
        for sheet in &mut workbook.sheets {
            put_in_order(sheet);
        }
        Ok(workbook)
    }

    fn last_sheet(&mut self) -> Result<&mut Sheet, ReadError> {
        let workbook = self.workbook.as_mut();
        workbook.and_then(|workbook| workbook.sheets.last_mut()).ok_or_else(|| damaged("no sheet in it"))
    }
}

impl Sink for Gather {
    fn start(&mut self, start: Start) -> Result<(), ReadError> {
        let Start { format, encoding, delimiter, date_1904 } = start;
        self.workbook = Some(Workbook { format, encoding, delimiter, date_1904, sheets: Vec::new() });
        Ok(())
    }

    fn sheet(&mut self, name: Option<String>, hidden: bool) -> Result<(), ReadError> {
        let workbook = self.workbook.as_mut().ok_or_else(|| damaged("no workbook in it"))?;
        workbook.sheets.push(Sheet { name, hidden, ..Sheet::default() });
        Ok(())
    }

    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.last_sheet()?.hidden_columns.push((first, last));
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.last_sheet()?.rows.push(row);
        Ok(())
    }

    fn merge(&mut self, merge: Merge) -> Result<(), ReadError> {
        self.last_sheet()?.merges.push(merge);
        Ok(())
    }

    fn formula(&mut self, formula: Formula) -> Result<(), ReadError> {
        self.last_sheet()?.formulas.push(formula);
        Ok(())
    }
}

/// Rows ascend in every file that an office program wrote, but nothing forces them to.
fn put_in_order(sheet: &mut Sheet) {
    sheet.merges.sort_by_key(|merge| (merge.first_row, merge.first_column));
    sheet.formulas.sort_by_key(|formula| (formula.row, formula.column));
    if sheet.rows.is_sorted_by(|one, next| one.number < next.number) {
        return;
    }
    sheet.rows.sort_by_key(|row| row.number);
    sheet.rows.dedup_by(|next, kept| {
        let same = next.number == kept.number;
        if same {
            kept.hidden |= next.hidden;
            kept.cells.append(&mut next.cells);
            kept.cells.sort_by_key(|cell| cell.column);
            kept.cells.dedup_by_key(|cell| cell.column);
        }
        same
    });
}
