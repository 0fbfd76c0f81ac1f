use hongwang_store::StoreError;
use thiserror::Error;

/// Why a backup was not made, or not restored.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// The file is no backup.
    #[error("not a backup of Hongwang")]
    NotAnArchive,
    /// The file was made by a program that writes them in another way.
    #[error("the backup is of a newer form ({0})")]
    NewerForm(u32),
    /// The file is sealed with another key.
    #[error("the backup is sealed with another key ({0})")]
    OtherKey(String),
    /// A part of the file is missing or was changed.
    #[error("the backup is cut off or damaged")]
    Damaged,
    /// What was restored is not what the backup says it holds.
    #[error("table {table}: {found} rows, the backup says {wanted}")]
    Count {
        /// The table.
        table: String,
        /// Rows that were found.
        found: u64,
        /// Rows that were wanted.
        wanted: u64,
    },
    /// The key file of backups can't be read, or is none.
    #[error("key of backups: {0}")]
    Key(String),
    /// A file can't be read or written.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The database failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<serde_json::Error> for ArchiveError {
    fn from(error: serde_json::Error) -> Self {
        // A file that is cut off is noticed while a line is read.
        if error.is_io() { Self::File(error.into()) } else { Self::Damaged }
    }
}
