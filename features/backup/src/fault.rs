//! What went wrong, as the end of a message's key: what is remembered of it, and shown.

use std::io::ErrorKind;

use hongwang_archive::ArchiveError;
use hongwang_store::StoreError;

/// The message of an error, and what it names.
pub fn words(error: &ArchiveError) -> (&'static str, Vec<(&'static str, String)>) {
    match error {
        ArchiveError::NotAnArchive => ("backup-fault-none", Vec::new()),
        ArchiveError::NewerForm(_) | ArchiveError::Store(StoreError::Newer(_)) => ("backup-fault-newer", Vec::new()),
        ArchiveError::OtherKey(name) => ("backup-fault-key", vec![("name", name.clone())]),
        ArchiveError::Damaged => ("backup-fault-damaged", Vec::new()),
        ArchiveError::Count { table, found, wanted } => (
            "backup-fault-count",
            vec![("table", table.clone()), ("found", found.to_string()), ("wanted", wanted.to_string())],
        ),
        ArchiveError::Key(said) | ArchiveError::Store(StoreError::Keys(said)) => {
            ("backup-fault-key-file", vec![("said", said.clone())])
        }
        ArchiveError::Store(StoreError::NotEmpty) => ("backup-fault-not-empty", Vec::new()),
        ArchiveError::Store(error) => ("failure-store", vec![("said", error.to_string())]),
        ArchiveError::File(error) => ("failure-file", vec![("said", error.to_string())]),
    }
}

/// The same for the page: without what may name a path.
pub(crate) fn short(error: &ArchiveError) -> &'static str {
    match error {
        ArchiveError::File(error) => match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "short-full",
            ErrorKind::NotFound | ErrorKind::NotADirectory => "short-folder",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "short-permission",
            _ => "short-file",
        },
        ArchiveError::Key(_) | ArchiveError::OtherKey(_) | ArchiveError::Store(StoreError::Keys(_)) => "short-key",
        ArchiveError::Store(_) => "short-store",
        _ => "short-damaged",
    }
}
