//! The list of erased ids outside the database: a backup that was made before somebody was erased is restored into a place
//! that has only this file to know it by.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use hongwang_store::schema::privacy::erased_subjects;
use hongwang_store::{Db, StoreError, key_file};

/// The file's name in the data folder.
pub const FILE: &str = "hongwang.erased";
const HEAD: &str = "hongwang-erased 1";

/// A line: kind and id.
pub type Erased = (String, String);

/// The file of a data folder.
pub fn file_in(data: &Path) -> PathBuf {
    data.join(FILE)
}

/// What a file lists; nothing where there is none.
///
/// # Errors
/// When it can't be read, or is no such list.
pub fn read(file: &Path) -> std::io::Result<BTreeSet<Erased>> {
    if !file.exists() {
        return Ok(BTreeSet::new());
    }
    let text = fs::read_to_string(file)?;
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "not a list of erased ids"));
    }
    // A line that was cut off when the machine stopped is written again from the database.
    Ok(lines.filter_map(|line| line.split_once(' ')).map(|(kind, id)| (kind.to_owned(), id.to_owned())).collect())
}

/// What the database lists.
///
/// # Errors
/// When the database fails.
pub fn in_database(db: &mut Db) -> Result<BTreeSet<Erased>, StoreError> {
    let rows: Vec<Erased> =
        erased_subjects::table.select((erased_subjects::kind, erased_subjects::record_id)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// Adds to the file what it does not list yet; answers how many lines that were.
///
/// # Errors
/// When it can't be read or written.
pub fn add(file: &Path, listed: &BTreeSet<Erased>) -> std::io::Result<usize> {
    let known = read(file)?;
    let fresh: Vec<&Erased> = listed.difference(&known).collect();
    if fresh.is_empty() {
        return Ok(0);
    }
    let mut all = format!("{HEAD}\n");
    for (kind, id) in known.iter().chain(fresh.iter().copied()) {
        all.push_str(&format!("{kind} {id}\n"));
    }
    // Whole under its name, or as it was: a list that is cut off would let somebody come back.
    let beside = file.with_extension("erased-part");
    let mut out = key_file::private().create(true).truncate(true).open(&beside)?;
    out.write_all(all.as_bytes())?;
    out.sync_all()?;
    fs::rename(&beside, file)?;
    Ok(fresh.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that can't go on should stop at once")]
    use super::*;

    #[test]
    fn the_list_grows_and_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = file_in(folder.path());
        assert!(read(&file).unwrap().is_empty());
        let one = BTreeSet::from([("resident".to_owned(), "a".to_owned())]);
        let two = BTreeSet::from([("resident".to_owned(), "b".to_owned())]);
        assert_eq!((add(&file, &one).unwrap(), add(&file, &one).unwrap(), add(&file, &two).unwrap()), (1, 0, 1));
        assert_eq!(read(&file).unwrap().len(), 2);
        fs::write(&file, "something else\n").unwrap();
        assert!(read(&file).is_err());
    }
}
