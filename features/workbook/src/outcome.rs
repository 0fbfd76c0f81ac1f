use hongwang_spreadsheet::Workbook;
use hongwang_store::{StoreError, Transient};
use thiserror::Error;

use crate::report::Report;

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
