//! Why a request about somebody's own data was not done.

use axum::http::StatusCode;
use hongwang_store::{StoreError, Transient};
use hongwang_web::Fault;
use thiserror::Error;

/// Why it was not done.
#[derive(Debug, Error)]
pub enum RightsError {
    /// There is no such resident or request.
    #[error("there is no such thing")]
    NotThere,
    /// The same is asked already and waits.
    #[error("asked already")]
    Waiting,
    /// Whoever recorded it can't decide it.
    #[error("a second person decides")]
    SamePerson,
    /// It is decided already, or is of another kind.
    #[error("decided already")]
    Decided,
    /// The page is shown to the two who recorded and released it alone, and for some days.
    #[error("the page is closed")]
    Closed,
    /// A record that was named is not of somebody who could be the same person.
    #[error("not the same person")]
    OtherPerson,
    /// Something has to end first; the message that says what.
    #[error("first: {0}")]
    First(&'static str),
    /// The consent is given, or withdrawn, already.
    #[error("stands already")]
    Stands,
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for RightsError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for RightsError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl From<RightsError> for Fault {
    fn from(error: RightsError) -> Self {
        let key = match error {
            RightsError::NotThere => return Self::NotFound,
            RightsError::Store(error) => return Self::Store(error),
            RightsError::Waiting => "privacy-fault-waiting",
            RightsError::SamePerson => "privacy-fault-same-person",
            RightsError::Decided => "privacy-fault-decided",
            RightsError::Closed => "privacy-fault-closed",
            RightsError::OtherPerson => "privacy-fault-other-person",
            RightsError::First(key) => key,
            RightsError::Stands => "privacy-fault-stands",
        };
        Self::refused(StatusCode::CONFLICT, key, &[])
    }
}
