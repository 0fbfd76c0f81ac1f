//! Everything that a database holds, as lines of text that are the same on both engines: what a backup is made of, and
//! the way from one engine to the other.

mod fill;
mod send;
mod tables;

pub use fill::Filling;
pub use tables::{Column, Kind, Table};

/// A piece of a database on its way out.
#[derive(Debug)]
pub enum Piece<'a> {
    /// It begins.
    Begin {
        /// What [`crate::Db::engine`] says.
        engine: &'static str,
        /// The migrations that made its tables.
        migrations: &'a [String],
    },
    /// A table begins.
    Table(&'a Table),
    /// One of its rows: a JSON array, a value for each column.
    Row(&'a str),
    /// The table has ended, after so many rows.
    End(u64),
}
