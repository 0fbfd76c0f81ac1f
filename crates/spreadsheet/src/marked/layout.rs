//! Where things stand on a marked sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mark, Severity};
use crate::reference::{COLUMNS, ROWS};
use crate::workbook::{Merge, Sheet};

/// The marks of one sheet by row.
pub(super) struct Marks<'a> {
    rows: BTreeMap<u32, Vec<&'a Mark>>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(marks: impl Iterator<Item = &'a Mark>) -> Self {
        let mut rows: BTreeMap<u32, Vec<&Mark>> = BTreeMap::new();
        for mark in marks.filter(|mark| (1..=ROWS).contains(&mark.row)) {
            rows.entry(mark.row).or_default().push(mark);
        }
        Self { rows }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn row_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.keys().copied()
    }

    /// The worst mark of each cell of a row that has any.
    pub(super) fn cells(&self, row: u32) -> BTreeMap<u32, Severity> {
        let mut cells = BTreeMap::new();
        for mark in self.rows.get(&row).into_iter().flatten() {
            if let Some(column) = mark.column.filter(|column| *column < COLUMNS) {
                let worst = cells.entry(column).or_insert(mark.severity);
                *worst = mark.severity.max(*worst);
            }
        }
        cells
    }

    /// The reasons of a row, the same only once, and how bad the worst of them is.
    pub(super) fn reasons(&self, row: u32) -> Option<(String, Severity)> {
        let marks = self.rows.get(&row)?;
        let mut said = BTreeSet::new();
        let reasons: Vec<&str> =
            marks.iter().map(|mark| mark.reason.as_str()).filter(|reason| said.insert(*reason)).collect();
        Some((reasons.join("\n"), marks.iter().map(|mark| mark.severity).max()?))
    }
}

/// The column for the reasons: beside the last one that is used, or the last free one of a sheet that is used up to
/// its edge.
pub(super) fn reason_column(sheet: &Sheet, marks: &Marks<'_>) -> Option<u32> {
    let mut used: BTreeSet<u32> = sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.column)).collect();
    used.extend(sheet.merges.iter().flat_map(|merge| [merge.first_column, merge.last_column]));
    used.extend(marks.row_numbers().flat_map(|row| marks.cells(row).into_keys()));
    let beside = used.last().map_or(0, |last| last + 1);
    if beside < COLUMNS {
        return Some(beside);
    }
    (0..COLUMNS).rev().find(|column| !used.contains(column))
}

/// The row of the heading: the first that holds something, or the one above it where that has a fault itself.
pub(super) fn heading_row(sheet: &Sheet, marks: &Marks<'_>) -> u32 {
    let first = sheet.rows.first().map_or(1, |row| row.number).min(ROWS);
    if marks.rows.contains_key(&first) { (first - 1).max(1) } else { first }
}

/// The merges that a sheet can have at once: Excel refuses a file with two that overlap.
pub(super) fn merges(sheet: &Sheet) -> Vec<Merge> {
    let mut merges: Vec<Merge> = sheet.merges.clone();
    merges.retain(|merge| merge.last_row <= ROWS && merge.last_column < COLUMNS);
    merges.retain(|merge| (merge.first_row, merge.first_column) != (merge.last_row, merge.last_column));
    merges.sort_by_key(|merge| (merge.first_row, merge.first_column));
    let (mut kept, mut open) = (Vec::new(), Vec::<Merge>::new());
    for merge in merges {
        open.retain(|other| other.last_row >= merge.first_row);
        let apart = |other: &Merge| other.last_column < merge.first_column || other.first_column > merge.last_column;
        if open.iter().all(apart) {
            open.push(merge);
            kept.push(merge);
        }
    }
    kept
}
