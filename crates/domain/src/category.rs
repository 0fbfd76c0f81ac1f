//! Categories: what the ledger counts, each recorded for a service.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::people::database_text;

/// The rulebook's id of a category, such as `dibao`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategoryId(Arc<str>);

impl CategoryId {
    /// Takes an id as the rulebook spells it.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CategoryId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Whether a category belongs to a household or to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Counted in households (户).
    Household,
    /// Counted in persons (人).
    Person,
}

database_text!(Level { Household => "household", Person => "person" });
