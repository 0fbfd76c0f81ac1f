//! How much of an untrusted file is read before it is refused.

use serde::{Deserialize, Serialize};

/// The limits on reading one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// What may come out of a compressed file, all its parts together, in bytes.
    pub unpacked_bytes: u64,
    /// Sheets of a workbook.
    pub sheets: u32,
    /// Rows with content, all sheets together.
    pub rows: u32,
    /// Cells with content, all sheets together.
    pub cells: u32,
    /// Text of all cells together, in bytes.
    pub text_bytes: u64,
    /// Characters of one cell; longer text is [`crate::Value::Unreadable`].
    pub cell_characters: u32,
    /// Seconds until the child is stopped.
    pub seconds: u32,
    /// Address space of the child, in bytes.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 100 << 20,
            unpacked_bytes: 1 << 30,
            sheets: 500,
            rows: 200_000,
            cells: 5_000_000,
            text_bytes: 160 << 20,
            cell_characters: 32_767,
            seconds: 60,
            memory_bytes: 400 << 20,
        }
    }
}

/// Which limit a file went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// [`Limits::file_bytes`]
    FileSize,
    /// [`Limits::unpacked_bytes`]
    Unpacked,
    /// [`Limits::sheets`]
    Sheets,
    /// [`Limits::rows`]
    Rows,
    /// [`Limits::cells`]
    Cells,
    /// [`Limits::text_bytes`]
    Text,
    /// [`Limits::seconds`]
    Time,
    /// [`Limits::memory_bytes`]
    Memory,
}

impl Limits {
    /// The number that a limit stands at: megabytes, seconds or a count.
    pub fn of(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileSize => self.file_bytes >> 20,
            Limit::Unpacked => self.unpacked_bytes >> 20,
            Limit::Sheets => self.sheets.into(),
            Limit::Rows => self.rows.into(),
            Limit::Cells => self.cells.into(),
            Limit::Text => self.text_bytes >> 20,
            Limit::Time => self.seconds.into(),
            Limit::Memory => self.memory_bytes >> 20,
        }
    }
}
