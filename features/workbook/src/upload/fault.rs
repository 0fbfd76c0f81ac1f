//! A fault beside its cell, as a screen shows it: numbers of people masked, said in the reader's language.

use hongwang_intake::{FaultCode, Finding, Severity, masked};
use hongwang_spreadsheet::{Workbook, column_name};
use hongwang_words::{Language, say};
use serde::{Deserialize, Serialize};

/// Something wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellFault {
    /// The row stays out; else the value alone.
    pub keeps_row_out: bool,
    /// Which fault it is, as in the report.
    pub code: String,
    /// The index of the sheet.
    pub sheet_index: Option<u16>,
    /// The sheet's name; none for a text file.
    pub sheet: Option<String>,
    /// The row as in the sheet, from 1.
    pub row: Option<u32>,
    /// The column, from 0.
    pub column: Option<u32>,
    /// The column's lowest heading.
    pub heading: Option<String>,
    /// The village, as far as the row was understood.
    pub village: Option<String>,
    /// The head of the household.
    pub head: Option<String>,
    /// As typed, numbers of people masked; none: the cell is empty.
    pub value: Option<String>,
    /// The message and its arguments, masked as well.
    key: String,
    args: Vec<(String, String)>,
}

/// The code of what the program put right by itself.
const REPAIRED: &str = FaultCode::Repaired.as_str();

/// What became of a row or a cell that something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The row stays out.
    RowOut,
    /// The row goes in, the cell does not.
    CellOut,
    /// It was put right, and goes in.
    Mended,
    /// Everything goes in; something is still to be said.
    Noted,
}

impl Fate {
    /// Of a fault: how much it weighs, its code and the message that says it.
    pub(crate) fn of(keeps_row_out: bool, code: &str, key: &str) -> Self {
        match (keeps_row_out, code, key) {
            (true, ..) => Self::RowOut,
            // A row of a list of groups that stays out, though nobody else does.
            (_, _, "finding-grid-unknown-twice" | "finding-grid-unknown-nameless") => Self::RowOut,
            (_, "sex-mismatch" | "birth-mismatch" | "id-15" | REPAIRED, _) => Self::Mended,
            (_, "head-missing" | "household-alike", _) => Self::Noted,
            _ => Self::CellOut,
        }
    }

    /// The end of the message key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RowOut => "row-out",
            Self::CellOut => "cell-out",
            Self::Mended => "mended",
            Self::Noted => "noted",
        }
    }
}

/// Codes in whose cell a phone or a citizen id stands, or was meant to.
fn is_of_number(code: &str) -> bool {
    code.starts_with("id-") || code.starts_with("phone-")
}

/// 12 digits: more than a phone has, fewer than a citizen id.
fn is_village_code(text: &str) -> bool {
    hongwang_domain::UnitCode::parse(text.trim()).is_some_and(|code| code.kind() == hongwang_domain::UnitKind::Village)
}

impl CellFault {
    pub(crate) fn of(finding: &Finding, workbook: &Workbook) -> Option<Self> {
        if finding.severity == Severity::Notice {
            return None;
        }
        let code = finding.code.as_str();
        // A date has as many digits as a short phone, and hides nothing that the page does not show anyway.
        // A village's code is nobody's number, and without it nobody knows which village is meant.
        let is_shown = |text: &str| code == "date-invalid" || (code == "village-unknown" && is_village_code(text));
        // What was put right may be a phone as well as anything else.
        let is_number = is_of_number(code) || finding.severity == Severity::Repair;
        let hide = |text: &str| if is_shown(text) { text.to_owned() } else { masked(text, is_number) };
        let (key, args) = finding.message();
        let about = finding.about.as_ref();
        Some(Self {
            keeps_row_out: finding.severity == Severity::Error,
            code: code.to_owned(),
            sheet_index: finding.sheet,
            sheet: finding.sheet.and_then(|index| workbook.sheets.get(usize::from(index))?.name.clone()),
            row: finding.row,
            column: finding.column,
            heading: finding.heading.as_ref().map(ToString::to_string),
            village: about.map(|about| about.village.to_string()),
            head: about.and_then(|about| Some(hide(about.head.as_ref()?))),
            value: finding.value.as_ref().map(|value| hide(value)),
            key,
            args: args.into_iter().map(|(name, value)| (name.to_owned(), hide(&value))).collect(),
        })
    }

    /// Whether the program put it right by itself, and nobody has to look.
    pub(crate) fn is_repair(&self) -> bool {
        self.code == REPAIRED
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        Fate::of(self.keeps_row_out, &self.code, &self.key)
    }

    /// What is wrong and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        say(language, &self.key, &args)
    }

    /// The letters over the column.
    pub fn letters(&self) -> Option<String> {
        self.column.map(column_name)
    }

    /// The name under which the cell can be typed anew; none where the fault is the row's, or there is none.
    pub fn cell(&self) -> Option<String> {
        if self.is_repair() {
            return None;
        }
        Some(format!("cell-{}-{}-{}", self.sheet_index?, self.row?, self.column?))
    }
}
