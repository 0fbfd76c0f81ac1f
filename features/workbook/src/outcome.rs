//! What became of a workbook.

use hongwang_intake::{FaultCode, Finding, Intake, Nothing, Severity, Survey};
use hongwang_spreadsheet::{ReadError, Workbook};
use hongwang_store::{StoreError, Transient};
use hongwang_words::Language;
use thiserror::Error;

use crate::goes::Goes;
use crate::plan::Plan;
use crate::report::{Entry, Report};

/// What became of a workbook.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was found and done.
    pub report: Report,
    /// The workbook as read; without one nothing could be taken in.
    pub workbook: Option<Workbook>,
    /// Whether the file is one that rows can be taken from.
    pub taken: bool,
    /// What is to be coloured in the marked copy.
    pub marks: Vec<hongwang_spreadsheet::Mark>,
    /// What was found out about the workbook; filled by a check alone.
    pub survey: Survey,
    /// What was found wrong, put right or left out; filled by a check alone.
    pub findings: Vec<Finding>,
    /// Resident rows that stay out.
    pub rejected: u32,
    /// The message that says why nothing can be taken from it.
    pub nothing: Option<&'static str>,
    /// Grids that the workbook speaks of.
    pub grids: u32,
    /// Records that a write would change.
    pub planned: u32,
    /// Where it goes, and from which day on it holds.
    pub goes: Goes,
    /// How the town stood: a number that every change of its records moves.
    pub standing: Option<i64>,
}

/// Why a workbook could not be dealt with at all.
#[derive(Debug, Error)]
pub enum TakeInError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no county yet.
    #[error("no county yet: run `hongwang init`")]
    NoCounty,
    /// The town's code does not lie in the county.
    #[error("the town is not in this county")]
    ForeignTown,
    /// The town is new and has no name.
    #[error("a new town needs a name")]
    TownNameMissing,
    /// Somebody changed the town while the workbook was being checked.
    #[error("the town was changed meanwhile")]
    ChangedMeanwhile,
}

impl TakeInError {
    /// The message that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Store(_) => "workbook-failed-store",
            Self::NoCounty => "workbook-failed-no-county",
            Self::ForeignTown => "workbook-failed-foreign-town",
            Self::TownNameMissing => "workbook-failed-town-name",
            Self::ChangedMeanwhile => "workbook-failed-changed",
        }
    }
}

impl From<diesel::result::Error> for TakeInError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for TakeInError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl Outcome {
    pub(crate) fn unreadable(refused: &ReadError, language: Language) -> Self {
        let code = if refused.is_too_large() { FaultCode::FileTooLarge } else { FaultCode::FileUnreadable };
        let args: Vec<(&str, String)> = refused.args();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Self::file_fault(code, hongwang_words::say(language, refused.key(), &args))
    }

    pub(crate) fn nothing(nothing: Nothing, language: Language) -> Self {
        let key = nothing.message_key();
        let outcome = Self::file_fault(FaultCode::FileUnreadable, hongwang_words::say(language, key, &[]));
        Self { nothing: Some(key), ..outcome }
    }

    fn file_fault(code: FaultCode, message: String) -> Self {
        let code = code.as_str().to_owned();
        let entry = Entry { sheet: None, row: None, column: None, code, value: None, message };
        Self::with(Report { errors: vec![entry], ..Report::default() })
    }

    fn with(report: Report) -> Self {
        Self {
            report,
            workbook: None,
            taken: false,
            marks: Vec::new(),
            survey: Survey::default(),
            findings: Vec::new(),
            rejected: 0,
            nothing: None,
            grids: 0,
            planned: 0,
            goes: Goes::default(),
            standing: None,
        }
    }

    pub(crate) fn of(intake: &Intake, workbook: &Workbook, plan: &Plan, language: Language) -> Self {
        let mut report = Report {
            rows: intake.rows,
            households: plan.households,
            residents: plan.residents,
            created: plan.created.clone(),
            ..Report::default()
        };
        report.add(&intake.findings, Some(workbook), language);
        let marks = intake.findings.iter().filter_map(|finding| mark(finding, language)).collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            taken: true,
            marks,
            rejected: intake.rejected(),
            grids: count(intake.villages.iter().map(|village| village.grids.len()).sum()),
            planned: count(plan.changed),
            goes: plan.goes.clone(),
            ..Self::with(report)
        }
    }

    pub(crate) fn written(mut self, import: String, changed: u32) -> Self {
        self.report.changed = changed;
        self.report.import = Some(import);
        self
    }
}

fn mark(finding: &Finding, language: Language) -> Option<hongwang_spreadsheet::Mark> {
    let severity = match finding.severity {
        Severity::Error => hongwang_spreadsheet::Severity::Error,
        Severity::Warning => hongwang_spreadsheet::Severity::Warning,
        Severity::Repair | Severity::Notice => return None,
    };
    Some(hongwang_spreadsheet::Mark {
        sheet: usize::from(finding.sheet?),
        row: finding.row?,
        column: finding.column,
        reason: crate::report::message(finding, language),
        severity,
    })
}
