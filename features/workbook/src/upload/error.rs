//! Why something could not be done with an upload.

use axum::http::StatusCode;
use hongwang_spreadsheet::ReadError;
use hongwang_store::{StoreError, Transient};
use hongwang_web::Fault;
use thiserror::Error;

use crate::upload::State;

/// Why something could not be done with an upload.
#[derive(Debug, Error)]
pub enum UploadError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such upload.
    #[error("no such upload")]
    Unknown,
    /// Its day is over.
    #[error("gone after a day")]
    Gone,
    /// No file was handed in.
    #[error("no file")]
    NoFile,
    /// It is larger than may be handed in.
    #[error("too large")]
    TooLarge,
    /// It is no spreadsheet at first sight.
    #[error(transparent)]
    Refused(#[from] ReadError),
    /// It cannot be done as things stand.
    #[error("not while it is {0:?}")]
    NotNow(State),
    /// Whole or not at all was asked for, and rows have to stay out.
    #[error("rows stay out, and nothing is written then")]
    AllOrNothing,
    /// Rows of people were found, and none of them can go in.
    #[error("no row can be taken in")]
    Nobody,
    /// Somebody else decided something about it meanwhile.
    #[error("decided upon meanwhile")]
    Stale,
}

impl UploadError {
    /// The message that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Store(_) => "workbook-failed-store",
            Self::Unknown => "workbook-upload-unknown",
            Self::Gone => "workbook-upload-gone",
            Self::NoFile => "workbook-upload-none",
            Self::TooLarge => "workbook-upload-too-large",
            Self::Refused(error) => error.key(),
            Self::NotNow(state) if state.is_in_work() => "workbook-upload-in-work",
            Self::NotNow(State::Done) => "workbook-upload-written",
            Self::NotNow(_) => "workbook-upload-over",
            Self::AllOrNothing => "workbook-upload-all-or-nothing",
            Self::Nobody => "workbook-upload-nobody",
            Self::Stale => "workbook-upload-stale",
        }
    }

    /// The arguments of the message.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Refused(error) => error.args(),
            Self::TooLarge => vec![("limit", (crate::upload::MOST_BYTES >> 20).to_string())],
            _ => Vec::new(),
        }
    }
}

impl From<diesel::result::Error> for UploadError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for UploadError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl From<UploadError> for Fault {
    fn from(error: UploadError) -> Self {
        let (key, args) = (error.key(), error.args());
        let status = match error {
            UploadError::Store(error) => return Self::Store(error),
            UploadError::Unknown => return Self::NotFound,
            UploadError::Gone => StatusCode::GONE,
            UploadError::NoFile | UploadError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            UploadError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            UploadError::NotNow(_) | UploadError::AllOrNothing | UploadError::Nobody | UploadError::Stale => {
                StatusCode::CONFLICT
            }
        };
        Self::Refused { status, key, args }
    }
}
