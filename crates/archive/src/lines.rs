//! The lines within: what the backup is, each table with its rows and their number, and what it came to.

use chrono::NaiveDateTime;
use hongwang_store::transfer::Table;
use serde::{Deserialize, Serialize};

/// What a backup says of itself first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The program's version.
    pub program: String,
    /// `sqlite` or `postgres`: where it was made.
    pub engine: String,
    /// When, UTC.
    pub made_at: NaiveDateTime,
    /// The migrations that had made the tables.
    pub migrations: Vec<String>,
    /// The keys of the sealed fields, if they were to be in it: the text of the key file.
    pub keys: Option<String>,
}

/// What it says last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Tables.
    pub tables: u64,
    /// Rows of all of them.
    pub rows: u64,
}

/// A line that is no row. A row is a JSON array, and these are objects.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Line {
    About(About),
    Table(Table),
    /// So many rows of the table came.
    End(u64),
    Sum(Sum),
}
