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

impl Limits {
    /// The limits in one line, as they are handed to a child.
    pub(crate) fn to_words(&self) -> String {
        let numbers = [
            self.file_bytes,
            self.unpacked_bytes,
            self.sheets.into(),
            self.rows.into(),
            self.cells.into(),
            self.text_bytes,
            self.cell_characters.into(),
            self.seconds.into(),
            self.memory_bytes,
        ];
        numbers.map(|number| number.to_string()).join(" ")
    }

    pub(crate) fn from_words(words: &str) -> Option<Self> {
        let numbers: Vec<u64> = words.split(' ').map(|word| word.parse().ok()).collect::<Option<_>>()?;
        let [file_bytes, unpacked_bytes, sheets, rows, cells, text_bytes, cell_characters, seconds, memory_bytes] =
            numbers.try_into().ok()?;
        let small = |number: u64| u32::try_from(number).ok();
        Some(Self {
            file_bytes,
            unpacked_bytes,
            sheets: small(sheets)?,
            rows: small(rows)?,
            cells: small(cells)?,
            text_bytes,
            cell_characters: small(cell_characters)?,
            seconds: small(seconds)?,
            memory_bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_reach_the_child_unchanged() {
        let limits = Limits { rows: 7, seconds: 3, ..Limits::default() };
        assert_eq!(Limits::from_words(&limits.to_words()), Some(limits));
        assert_eq!(Limits::from_words("1 2 3"), None);
    }
}
