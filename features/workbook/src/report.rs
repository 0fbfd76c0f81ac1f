//! The report of an import: the stable interface that other programs read.

use std::cmp::Ordering;

use hongwang_intake::{Finding, Severity};
use hongwang_spreadsheet::Workbook;
use hongwang_words::{Language, say};
use serde::{Deserialize, Serialize};

use crate::upload::CellFault;

/// Everything that is said about an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// The id for undoing it; none when nothing was written.
    pub import: Option<String>,
    /// Resident rows found.
    pub rows: u32,
    /// Households of the file that stand in the registry afterwards.
    pub households: u32,
    /// Residents of the file that stand in the registry afterwards.
    pub residents: u32,
    /// Records written.
    pub changed: u32,
    /// What kept a row out.
    pub errors: Vec<Entry>,
    /// What kept a value out.
    pub warnings: Vec<Entry>,
    /// What was put right.
    pub repairs: Vec<Entry>,
    /// What is good to know.
    pub notices: Vec<Entry>,
    /// Units and groups that were not there before.
    pub created: Vec<Created>,
}

/// One finding, placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The sheet's name; none for CSV.
    pub sheet: Option<String>,
    /// The row as in the sheet, from 1.
    pub row: Option<u32>,
    /// The column's lowest heading without white space.
    pub column: Option<String>,
    /// Which fault it is.
    pub code: String,
    /// As typed.
    pub value: Option<String>,
    /// What is wrong and what was done, in words.
    pub message: String,
}

/// A unit or group that an import made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// town, village, grid, party_group or hamlet.
    pub kind: std::borrow::Cow<'static, str>,
    /// Its code, where its kind has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// The code of the unit above.
    pub parent: Option<String>,
}

impl Report {
    /// Adds findings in words, sorted by place.
    pub fn add(&mut self, findings: &[Finding], workbook: Option<&Workbook>, language: Language) {
        let mut findings: Vec<&Finding> = findings.iter().collect();
        findings.sort_by(|one, other| by_place(one, other));
        for finding in findings {
            let entry = entry(finding, workbook, language);
            match finding.severity {
                Severity::Error => self.errors.push(entry),
                Severity::Warning => self.warnings.push(entry),
                Severity::Repair => self.repairs.push(entry),
                Severity::Notice => self.notices.push(entry),
            }
        }
    }
}

impl Report {
    /// As a screen may show it: from the faults, which hide the numbers of people.
    pub(crate) fn for_screen(self, faults: &[CellFault], language: Language) -> Self {
        let entry = |fault: &CellFault| Entry {
            sheet: fault.sheet.clone(),
            row: fault.row,
            column: fault.heading.clone(),
            code: fault.code.clone(),
            value: fault.value.clone(),
            message: fault.message(language),
        };
        let of = |is: &dyn Fn(&CellFault) -> bool| faults.iter().filter(|fault| is(fault)).map(entry).collect();
        Self {
            errors: of(&|fault| fault.keeps_row_out),
            warnings: of(&|fault| !fault.keeps_row_out && !fault.is_repair()),
            repairs: of(&CellFault::is_repair),
            ..self
        }
    }
}

fn by_place(one: &Finding, other: &Finding) -> Ordering {
    (one.sheet, one.row, one.column).cmp(&(other.sheet, other.row, other.column))
}

fn entry(finding: &Finding, workbook: Option<&Workbook>, language: Language) -> Entry {
    let sheet = finding.sheet.and_then(|index| workbook?.sheets.get(usize::from(index))?.name.clone());
    Entry {
        sheet,
        row: finding.row,
        column: finding.heading.as_ref().map(ToString::to_string),
        code: finding.code.as_str().to_owned(),
        value: finding.value.as_ref().map(ToString::to_string),
        message: message(finding, language),
    }
}

/// A finding in words.
pub(crate) fn message(finding: &Finding, language: Language) -> String {
    let (key, args) = finding.message();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    say(language, &key, &args)
}
