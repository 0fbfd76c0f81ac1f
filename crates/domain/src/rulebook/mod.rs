//! The standard as data: `rulebook/*.toml`, embedded, each file overridable, checked before anything runs on it.

use crate::category::{CategoryId, Level};

mod error;
mod forbidden;
pub mod ledger;
pub mod workbook;

pub use error::RulebookError;
pub use forbidden::forbidden;

/// The rules that everything runs on.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The clauses of the standard, in its order.
    pub clauses: Vec<Clause>,
    /// What is counted, in the order of the files.
    pub categories: Vec<Category>,
}

/// A clause of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its id, such as `ANNEX-A5`.
    pub id: String,
    /// The section it stands in, as an id.
    pub section: String,
    /// The original phrase.
    pub phrase: String,
}

/// A category: what the ledger counts, or what a service needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The clause that asks for it.
    pub clause: String,
    /// Whether households or persons have it.
    pub level: Level,
    /// Seen by name only with permission.
    pub sensitive: bool,
    /// What it is recorded for.
    pub service: String,
    /// The office that decides it; the grid records.
    pub decided_by: String,
    /// How clerks write it in workbooks.
    pub names: Vec<String>,
}
