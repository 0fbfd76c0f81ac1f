//! Why a request was not done, as a person or a program is told.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use hongwang_store::{StoreError, Transient};

use crate::conflict::Conflict;

/// What is wrong with what was typed: the field's name → words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(BTreeMap<String, String>);

impl Faults {
    /// Adds a fault; the first one of a field stays.
    pub fn add(&mut self, field: &str, words: String) {
        self.0.entry(field.to_owned()).or_insert(words);
    }

    /// What is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, words)| (field.as_str(), words.as_str()))
    }
}

/// Why a request was not done.
#[derive(Debug)]
pub enum Fault {
    /// There is no such thing.
    NotFound,
    /// The visitor may not.
    NotAllowed,
    /// Nobody is logged in.
    LogInFirst,
    /// The password has to be changed first.
    ChangePasswordFirst,
    /// The second step comes first, on this page.
    SecondStepFirst(&'static str),
    /// The form did not come from a page of ours.
    ForeignForm,
    /// What was typed can't be taken.
    Invalid(Faults),
    /// Refused, with a status and a message of a slice.
    Refused {
        /// The status.
        status: StatusCode,
        /// The message.
        key: &'static str,
        /// Its arguments.
        args: Vec<(&'static str, String)>,
    },
    /// Somebody changed it in the meantime; what the page can say of it.
    Stale(Box<Conflict>),
    /// The store failed or refused.
    Store(StoreError),
    /// Something that can't be helped by who asked: for the log.
    Broken(String),
}

impl Fault {
    /// Refused with a message of a slice.
    pub fn refused(status: StatusCode, key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self::Refused { status, key, args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }

    /// The status that tells it to programs.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotAllowed | Self::ForeignForm | Self::ChangePasswordFirst | Self::SecondStepFirst(_) => {
                StatusCode::FORBIDDEN
            }
            Self::LogInFirst => StatusCode::UNAUTHORIZED,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused { status, .. } => *status,
            Self::Stale(_) => StatusCode::CONFLICT,
            Self::Store(error) => of_store(error),
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// After how many seconds it is worth asking again, where that is known.
    pub(crate) fn seconds_to_wait(&self) -> Option<u64> {
        let Self::Refused { status: StatusCode::TOO_MANY_REQUESTS, args, .. } = self else { return None };
        args.iter().find_map(|(name, value)| {
            let number: u64 = value.parse().ok()?;
            match *name {
                "seconds" => Some(number),
                "minutes" => Some(number * 60),
                _ => None,
            }
        })
    }

    /// The message that says it.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "web-fault-not-found",
            Self::NotAllowed => "web-fault-not-allowed",
            Self::LogInFirst => "web-fault-log-in",
            Self::ChangePasswordFirst => "web-fault-change-password",
            Self::SecondStepFirst(_) => "web-fault-second-step",
            Self::ForeignForm => "web-fault-foreign",
            Self::Invalid(_) => "web-fault-invalid",
            Self::Refused { key, .. } => key,
            Self::Stale(_) => "web-fault-stale",
            Self::Store(error) => match of_store(error) {
                StatusCode::FORBIDDEN => "web-fault-not-allowed",
                StatusCode::CONFLICT => "web-fault-stale",
                StatusCode::NOT_FOUND => "web-fault-not-found",
                StatusCode::UNPROCESSABLE_ENTITY => "web-fault-key-reused",
                StatusCode::SERVICE_UNAVAILABLE => "web-fault-busy",
                _ => "web-fault-broken",
            },
            Self::Broken(_) => "web-fault-broken",
        }
    }
}

fn of_store(error: &StoreError) -> StatusCode {
    match error {
        StoreError::NotAllowed(_) => StatusCode::FORBIDDEN,
        StoreError::Stale { .. } => StatusCode::CONFLICT,
        StoreError::Database(hongwang_store::diesel::result::Error::NotFound) => StatusCode::NOT_FOUND,
        StoreError::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        StoreError::Connection(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<hongwang_store::diesel::result::Error> for Fault {
    fn from(error: hongwang_store::diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Broken(format!("template: {error}"))
    }
}

impl Transient for Fault {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}
