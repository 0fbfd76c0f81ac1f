use chrono::NaiveDate;
use diesel::result::{DatabaseErrorKind, Error as Failure};
use hongwang_store::{StoreError, Transient};
use thiserror::Error;

use crate::rows::Ending;

/// Why a household or a resident was not changed.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// The store failed or refused; somebody else was faster ([`StoreError::Stale`]).
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such household or resident, or not on that day.
    #[error("not in the registry")]
    NotThere,
    /// A death or departure is recorded already: it is taken back in so many words, and never undone by anything else.
    #[error("recorded as gone")]
    Ended {
        /// What is recorded.
        ending: Ending,
        /// The last day.
        last_day: NaiveDate,
    },
    /// A day that has not come.
    #[error("a day in the future")]
    InFuture,
    /// A day before anything is known of whom it concerns.
    #[error("a day before the entry")]
    TooEarly,
    /// Another household of the village has this 户编号.
    #[error("the number is taken")]
    NumberTaken,
    /// Somebody else in the town has this citizen id.
    #[error("the citizen id is taken")]
    CitizenIdTaken,
    /// Who may not see citizen ids does not enter them either: a refusal would tell who has which.
    #[error("citizen ids are entered by the village")]
    IdForVillage,
    /// Households stand in a grid or a village, and stay in their village.
    #[error("no place for this household")]
    NoPlace,
    /// Nobody moves into this household: it is the own one, of another town, or not there.
    #[error("no household to move into")]
    NoHousehold,
    /// The hamlet belongs to another unit.
    #[error("the hamlet belongs to another unit")]
    HamletElsewhere,
    /// A text that is too long, empty, or for something else.
    #[error("a text that does not fit: {0}")]
    Text(&'static str),
}

impl ChangeError {
    /// The field of a form that it is about; none when it is about the whole.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Store(_) | Self::NotThere | Self::Ended { .. } => None,
            Self::InFuture | Self::TooEarly => Some("day"),
            Self::NumberTaken => Some("number"),
            Self::CitizenIdTaken | Self::IdForVillage => Some("citizen_id"),
            Self::NoPlace => Some("unit"),
            Self::NoHousehold => Some("household"),
            Self::HamletElsewhere => Some("hamlet"),
            Self::Text(field) => Some(field),
        }
    }

    /// The message that says it; none for what the shell has words for.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Store(_) => None,
            Self::NotThere => Some("registry-fault-not-there"),
            Self::Ended { ending: Ending::Death, .. } => Some("registry-fault-died"),
            Self::Ended { ending: Ending::Departure, .. } => Some("registry-fault-departed"),
            Self::InFuture => Some("registry-fault-in-future"),
            Self::TooEarly => Some("registry-fault-too-early"),
            Self::NumberTaken => Some("registry-fault-number-taken"),
            Self::CitizenIdTaken => Some("registry-fault-citizen-id-taken"),
            Self::IdForVillage => Some("registry-fault-id-for-village"),
            Self::NoPlace => Some("registry-fault-no-place"),
            Self::NoHousehold => Some("registry-fault-no-household"),
            Self::HamletElsewhere => Some("registry-fault-hamlet-elsewhere"),
            Self::Text(_) => Some("registry-fault-text"),
        }
    }

    /// What the database refused, where a rule of ours stands behind it.
    pub(super) fn of(error: StoreError) -> Self {
        let StoreError::Database(Failure::DatabaseError(DatabaseErrorKind::UniqueViolation, said)) = &error else {
            return error.into();
        };
        let said = format!("{} {}", said.constraint_name().unwrap_or_default(), said.message());
        if said.contains("citizen_id_index") {
            Self::CitizenIdTaken
        } else if said.contains("households") && said.contains("number") {
            Self::NumberTaken
        } else {
            error.into()
        }
    }
}

impl From<Failure> for ChangeError {
    fn from(error: Failure) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for ChangeError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}
