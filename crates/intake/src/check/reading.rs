//! A row of a table of residents that is being read: its cells, and what was found in them.

use std::borrow::Cow;

use hongwang_domain::Phone;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_spreadsheet::{Cell, Workbook};

use crate::check::line::{Content, Cover, Layout, Line, content};
use crate::check::report::{Source, is_put_right};
use crate::dictionary::Dictionary;
use crate::finding::{FaultCode, Finding};

/// A row that is being read.
pub struct Reading<'a, 'b> {
    /// The table.
    pub source: Source<'a>,
    /// Where its fields stand.
    pub layout: &'b Layout<'a>,
    /// The row.
    pub line: &'b Line<'a>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Whether the row stays out.
    pub rejected: bool,
    /// The phone that stood behind the name.
    pub phone_in_name: Option<Phone>,
}

impl<'a> Reading<'a, '_> {
    /// The cell of a field.
    pub fn cell(&self, field: Field) -> Option<&'a Cell> {
        self.line.cell(field)
    }

    /// What a field says.
    pub fn content(&self, field: Field, words: &Dictionary) -> Content<'a> {
        content(self.cell(field), words)
    }

    /// The text of a field that keeps no row out; what cannot be read is named.
    pub fn value(&mut self, field: Field, words: &Dictionary) -> Option<Cow<'a, str>> {
        match self.content(field, words) {
            Content::Text(text) => Some(text),
            Content::Empty => None,
            Content::Unreadable => {
                if self.line.is_own(field) {
                    self.warning(FaultCode::CellUnreadable, field);
                }
                None
            }
        }
    }

    /// A fault that keeps the row out.
    pub fn error(&mut self, code: FaultCode, field: Field) {
        self.rejected = true;
        self.findings.push(self.source.error(code, self.line.row, self.layout.column(field)));
    }

    /// A fault that keeps the row out, with a closer reason.
    pub fn error_because(&mut self, code: FaultCode, field: Field, reason: &'static str) {
        self.rejected = true;
        self.findings.push(self.source.error(code, self.line.row, self.layout.column(field)).because(reason));
    }

    /// The message names the row that has the id already.
    pub fn duplicate(&mut self, sheet: u16, row: u32, workbook: &Workbook) {
        self.rejected = true;
        let fault = self
            .source
            .error(FaultCode::IdDuplicate, self.line.row, self.layout.column(Field::CitizenId))
            .naming("row", row);
        let name = workbook
            .sheets
            .get(usize::from(sheet))
            .and_then(|other| other.name.as_deref())
            .filter(|_| sheet != self.source.sheet);
        self.findings.push(match name {
            Some(name) => fault.because("elsewhere").naming("sheet", name),
            None => fault,
        });
    }

    /// A fault that keeps the value out.
    pub fn warning(&mut self, code: FaultCode, field: Field) {
        self.findings.push(self.source.warning(code, self.line.row, self.layout.column(field)));
    }

    /// A fault that keeps the value out, with a closer reason.
    pub fn warning_because(&mut self, code: FaultCode, field: Field, reason: &'static str) {
        self.findings.push(self.source.warning(code, self.line.row, self.layout.column(field)).because(reason));
    }

    /// A value that was put right.
    pub fn repair(&mut self, field: Field) {
        if let Some(cell) = self.cell(field).filter(|_| self.line.is_own(field)) {
            self.findings.push(self.source.repair(self.line.row, cell));
        }
    }

    /// A fault of a cell that may be merged over several rows: told once, where it stands.
    pub fn tell(&mut self, code: FaultCode, cover: Cover) {
        if cover.own {
            self.findings.push(self.source.warning(code, self.line.row, Some(cover.cell.column)));
        }
    }

    /// A cell that was put right, told once as well.
    pub fn tell_repair(&mut self, cover: Cover) {
        if cover.own {
            self.findings.push(self.source.repair(self.line.row, cover.cell));
        }
    }

    /// A value that was put right, if it was.
    pub fn repair_if_needed(&mut self, field: Field, text: &str) {
        if is_put_right(text) {
            self.repair(field);
        }
    }
}
