//! Where findings are written down.

use std::collections::HashMap;

use compact_str::CompactString;
use hongwang_domain::text::{half_width, is_blank};
use hongwang_spreadsheet::Cell;

use crate::finding::{About, FaultCode, Finding, Severity};
use crate::recognise::{Table, View};

/// The findings of a workbook.
#[derive(Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

/// The sheet and table that is being read.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The index of the sheet.
    pub sheet: u16,
    /// The sheet.
    pub view: &'a View<'a>,
    /// The table.
    pub table: &'a Table,
}

impl<'a> Source<'a> {
    fn heading(&self, column: u32) -> Option<CompactString> {
        let columns = &self.table.heading.columns;
        columns.binary_search_by_key(&column, |known| known.index).ok().map(|at| columns[at].heading.clone())
    }

    /// Something found in a column of a row.
    pub fn found(&self, severity: Severity, code: FaultCode, row: u32, column: Option<u32>) -> Finding {
        let cell = column.and_then(|column| self.view.cell(row, column));
        Finding {
            severity,
            code,
            sheet: Some(self.sheet),
            row: Some(row),
            column,
            heading: column.and_then(|column| self.heading(column)),
            value: cell.and_then(|cell| self.view.typed(row, cell)),
            reason: None,
            args: Vec::new(),
            about: None,
        }
    }

    /// A fault of a cell that keeps its value out.
    pub fn warning(&self, code: FaultCode, row: u32, column: Option<u32>) -> Finding {
        self.found(Severity::Warning, code, row, column)
    }

    /// A fault that keeps the row out.
    pub fn error(&self, code: FaultCode, row: u32, column: Option<u32>) -> Finding {
        self.found(Severity::Error, code, row, column)
    }

    /// A value that was put right.
    pub fn repair(&self, row: u32, cell: &Cell) -> Finding {
        self.found(Severity::Repair, FaultCode::Repaired, row, Some(cell.column))
    }
}

impl Finding {
    /// With a closer reason.
    pub(super) fn because(mut self, reason: &'static str) -> Self {
        self.reason = Some(reason);
        self
    }

    /// With something that the message names.
    pub(super) fn naming(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Report {
    /// Writes a finding down.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Writes a finding down where it is to be told.
    pub fn push_if(&mut self, told: bool, finding: impl FnOnce() -> Finding) {
        if told {
            self.findings.push(finding());
        }
    }

    /// The rows of which something is said, in place.
    pub fn rows(&self) -> impl Iterator<Item = (u16, u32)> + '_ {
        self.findings.iter().filter_map(|finding| finding.sheet.zip(finding.row))
    }

    /// Says of whom the rows speak.
    pub fn tell_about(&mut self, about: &HashMap<(u16, u32), About>) {
        for finding in &mut self.findings {
            finding.about = finding.sheet.zip(finding.row).and_then(|place| about.get(&place)).cloned();
        }
    }

    /// The findings by sheet, row and column; what has none comes last.
    pub fn into_findings(mut self) -> Vec<Finding> {
        let last = |place: Option<u32>| place.unwrap_or(u32::MAX);
        self.findings.sort_by_key(|finding| {
            (finding.sheet.unwrap_or(u16::MAX), last(finding.row), last(finding.column), finding.severity)
        });
        self.findings
    }
}

/// Whether full-width letters or digits had to be put right.
pub fn is_full_width(text: &str) -> bool {
    text.chars().any(|character| half_width(character) != character && half_width(character).is_alphanumeric())
}

/// Whether white space or full-width letters and digits had to be put right.
pub fn is_put_right(text: &str) -> bool {
    text.chars().any(|character| {
        is_blank(character) || (half_width(character) != character && half_width(character).is_alphanumeric())
    })
}
