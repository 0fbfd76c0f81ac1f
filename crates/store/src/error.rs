use thiserror::Error;

/// Tables that every write adds to.
const BOOK_KEEPING: [&str; 4] = ["unit_sequences", "audit_heads", "audit_entries", "idempotency_answers"];

/// What can go wrong between an action and the database.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused or failed a statement.
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    /// The database could not be reached.
    #[error("no connection to the database: {0}")]
    Connection(String),
    /// The tables are those of a newer program.
    #[error("the database was written by a newer version (it has migration {0})")]
    Newer(String),
    /// The key file is missing, unreadable, open to others, or not the one the data was sealed with.
    #[error("keys: {0}")]
    Keys(String),
    /// The policy does not let this actor do it.
    #[error("not allowed: {0}")]
    NotAllowed(&'static str),
    /// Somebody else changed the record in the meantime.
    #[error("{kind} {id} was changed in the meantime")]
    Stale {
        /// The kind of record.
        kind: &'static str,
        /// Its id.
        id: String,
        /// The version that stands now, where that is known.
        now: Option<String>,
    },
    /// An idempotency key that was sent before, with something else.
    #[error("the idempotency key was sent before, with something else")]
    KeyReused,
    /// A write that came to its end without saying what it was.
    #[error("a write must leave an audit entry")]
    NotAudited,
    /// Whoever watched a long write gave it up.
    #[error("given up")]
    GivenUp,
    /// A database that has something in it already, where an empty one is wanted.
    #[error("the database is not empty")]
    NotEmpty,
    /// Stored text that is not what was written.
    #[error("unreadable record: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// Whether the same work can succeed when it is simply done again.
    pub fn is_transient(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        match self {
            Self::Database(Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => true,
            // Two at once made the first row of a unit's sequence or chain, or answered one key: the second sees it now.
            Self::Database(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, said)) => {
                said.table_name().is_some_and(|table| BOOK_KEEPING.contains(&table))
            }
            Self::Database(Error::DatabaseError(_, said)) => {
                let said = said.message();
                said.contains("deadlock detected")
                    || said.contains("could not serialize")
                    || said.contains("database is locked")
            }
            _ => false,
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}

/// An action's own error, as far as the write door has to know it.
pub trait Transient: From<StoreError> {
    /// Whether the same work can succeed when it is simply done again.
    fn is_transient(&self) -> bool;
}

impl Transient for StoreError {
    fn is_transient(&self) -> bool {
        Self::is_transient(self)
    }
}
