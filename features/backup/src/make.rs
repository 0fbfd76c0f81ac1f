//! Makes a backup and remembers it.

use std::fs;
use std::path::Path;

use hongwang_archive::{ArchiveError, BackupKey, Sum};
use hongwang_domain::Id;
use hongwang_store::Store;

use crate::records::{self, Backup};

/// Tables of files that were handed in, kept for a day.
pub const ATTACHMENTS: &[&str] = &["uploads", "upload_parts"];

/// Makes a backup that somebody asked for on the command line. `keys` and `without` as for [`hongwang_archive::write`].
///
/// # Errors
/// As [`hongwang_archive::write`].
pub fn by_hand(
    store: &Store,
    keys: Option<String>,
    without: &[&str],
    key: &BackupKey,
    file: &Path,
) -> Result<Sum, ArchiveError> {
    let mut backup = Backup::begun(Id::new().to_string(), false, store.clock().now());
    let sum = hongwang_archive::write(store, keys, without, key, file)?;
    finish(store, &mut backup, file, &sum)?;
    records::keep(store, &backup)?;
    Ok(sum)
}

/// What is known of a backup once its file is whole.
pub(crate) fn finish(store: &Store, backup: &mut Backup, file: &Path, sum: &Sum) -> Result<(), ArchiveError> {
    backup.ended_at = Some(store.clock().now());
    backup.file = file.file_name().map(|name| name.to_string_lossy().into_owned());
    backup.bytes = i64::try_from(fs::metadata(file)?.len()).ok();
    backup.row_count = i64::try_from(sum.rows).ok();
    Ok(())
}
