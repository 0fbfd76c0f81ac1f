//! Why a file was refused as a whole.

use serde::{Deserialize, Serialize};

use crate::limits::{Limit, Limits};

/// Why nothing of a file was read. The texts here are for logs; people get the message named by [`ReadError::key`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Its end is missing.
    #[error("the file is cut off: {0}")]
    CutOff(String),
    /// It is something else: a picture, a page, a document.
    #[error("the file is no spreadsheet: {0}")]
    NotASpreadsheet(String),
    /// It asks for a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// It is a spreadsheet, but its inside does not hold together.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// It goes over a limit.
    #[error("the file is too large: {what:?} over {limit}")]
    TooLarge {
        /// Which limit.
        what: Limit,
        /// Where it stands: megabytes, seconds or a count.
        limit: u64,
    },
    /// The process that read it ended without an answer.
    #[error("the reading process ended: {0}")]
    ChildEnded(String),
    /// The process that reads could not be started: nothing is wrong with the file.
    #[error("the reading process could not be started: {0}")]
    NotStarted(String),
    /// The file could not be opened.
    #[error("the file could not be opened: {0}")]
    Io(String),
}

impl ReadError {
    /// The message for people, in `spreadsheet.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "spreadsheet-empty",
            Self::CutOff(_) => "spreadsheet-cut-off",
            Self::NotASpreadsheet(_) => "spreadsheet-not-one",
            Self::Encrypted => "spreadsheet-encrypted",
            Self::Damaged(_) => "spreadsheet-damaged",
            Self::TooLarge { what, .. } => match what {
                Limit::FileSize => "spreadsheet-too-large-file",
                Limit::Unpacked => "spreadsheet-too-large-unpacked",
                Limit::Sheets => "spreadsheet-too-many-sheets",
                Limit::Rows => "spreadsheet-too-many-rows",
                Limit::Cells => "spreadsheet-too-many-cells",
                Limit::Text => "spreadsheet-too-much-text",
                Limit::Time => "spreadsheet-too-slow",
                Limit::Memory => "spreadsheet-too-much-memory",
            },
            Self::ChildEnded(_) => "spreadsheet-child-ended",
            Self::NotStarted(_) => "spreadsheet-not-started",
            Self::Io(_) => "spreadsheet-not-opened",
        }
    }

    /// The arguments of the message: `limit`, a number, where there is one.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLarge { limit, .. } => vec![("limit", limit.to_string())],
            _ => Vec::new(),
        }
    }

    /// What a failed read means: some of them fail for want of memory, which is a limit too.
    pub(crate) fn of_io(error: &std::io::Error, limits: &Limits) -> Self {
        match error.kind() {
            std::io::ErrorKind::OutOfMemory => Self::TooLarge { what: Limit::Memory, limit: limits.of(Limit::Memory) },
            _ => Self::Io(error.to_string()),
        }
    }

    /// Whether a limit was the reason, and not the state of the file.
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::TooLarge { .. })
    }
}
