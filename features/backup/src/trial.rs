//! Whether a backup can be restored is known when it has been.

use std::fs;
use std::path::{Path, PathBuf};

use hongwang_archive::{Archive, ArchiveError, BackupKey};
use hongwang_store::{Database, Source, Store, StoreError};

/// Restores a file into a database of its own in the data folder, asks the doctor of the store, and takes it away again.
pub(crate) fn restore(store: &Store, file: &Path, key: &BackupKey, data: &Path) -> Result<(), ArchiveError> {
    let place = Place::new(data);
    Archive::open(file, key)?.restore(&place.database(), store.keys())?;
    let source = Source("service".to_owned());
    let there = Store::open(&place.database(), store.keys().clone(), store.clock(), source)?;
    match there.complaints()?.into_iter().next() {
        None => Ok(()),
        Some(complaint) => Err(StoreError::Corrupt(format!("{}: {}", complaint.key, complaint.about)).into()),
    }
}

/// A database that is gone when it was looked at.
struct Place(PathBuf);

impl Place {
    fn new(data: &Path) -> Self {
        let place = Self(data.join("restore-trial.db"));
        // Left by a process that was killed.
        place.remove();
        place
    }

    fn database(&self) -> Database {
        Database::Sqlite(self.0.clone())
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.0.clone().into_os_string();
            name.push(end);
            let _ = fs::remove_file(name);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.remove();
    }
}
