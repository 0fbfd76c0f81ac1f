//! The key file: what stands in it, and how it is replaced while the service runs.
//!
//! ```text
//! hongwang-keys 1
//! index <64 digits>
//! seal 1 <64 digits>
//! seal 2 <64 digits> 2026-11-25T14:05:00
//! ```
//! The key with the greatest number is sealed with; the moment says since when.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use chrono::NaiveDateTime;

use crate::error::StoreError;
use crate::key_file::{self, hex, unhex};
use crate::seal::random;

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// So often a service looks whether its key file was changed.
const LOOKED_AT: Duration = Duration::from_millis(500);

/// A key that fields are sealed with.
#[derive(Clone)]
pub(crate) struct SealingKey {
    pub(crate) bytes: [u8; 32],
    /// UTC; the first key stands since the file was made.
    pub(crate) since: Option<NaiveDateTime>,
}

/// What stands in a key file.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) index: [u8; 32],
    pub(crate) sealing: BTreeMap<u32, SealingKey>,
}

impl Keys {
    pub(crate) fn generate() -> Result<Self, StoreError> {
        let first = SealingKey { bytes: random()?, since: None };
        Ok(Self { index: random()?, sealing: BTreeMap::from([(1, first)]) })
    }

    /// The number of the key that is sealed with.
    pub(crate) fn current(&self) -> u32 {
        self.sealing.last_key_value().map_or(0, |(number, _)| *number)
    }

    pub(crate) fn add(&mut self, since: NaiveDateTime) -> Result<(), StoreError> {
        let number = self.current().checked_add(1).ok_or_else(|| StoreError::Keys("too many keys".to_owned()))?;
        self.sealing.insert(number, SealingKey { bytes: random()?, since: Some(since) });
        Ok(())
    }

    pub(crate) fn text(&self) -> String {
        let mut text = format!("hongwang-keys 1\nindex {}\n", hex(&self.index));
        for (number, key) in &self.sealing {
            let since = key.since.map(|since| format!(" {}", since.format(MOMENT))).unwrap_or_default();
            text.push_str(&format!("seal {number} {}{since}\n", hex(&key.bytes)));
        }
        text
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next()? == "hongwang-keys 1").then_some(())?;
        let index = unhex(lines.next()?.strip_prefix("index ")?)?;
        let mut sealing = BTreeMap::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let mut words = line.strip_prefix("seal ")?.split(' ');
            let number = words.next()?.parse().ok().filter(|number| *number > 0)?;
            let bytes = unhex(words.next()?)?;
            let since = match words.next() {
                Some(text) => Some(NaiveDateTime::parse_from_str(text, MOMENT).ok()?),
                None => None,
            };
            sealing.insert(number, SealingKey { bytes, since });
        }
        (!sealing.is_empty()).then_some(Self { index, sealing })
    }
}

/// A key file where it lies, and when it was looked at.
pub(crate) struct KeyFile {
    path: PathBuf,
    looked: Mutex<(Instant, Option<SystemTime>)>,
}

impl KeyFile {
    pub(crate) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), looked: Mutex::new((Instant::now(), modified(path))) }
    }

    /// What stands in it now.
    pub(crate) fn keys(&self) -> Result<Keys, StoreError> {
        key_file::refuse_if_open_to_others(&self.path)?;
        let text = fs::read_to_string(&self.path).map_err(|error| StoreError::Keys(error.to_string()))?;
        Keys::parse(&text).ok_or_else(|| StoreError::Keys("not a key file".to_owned()))
    }

    /// Whether it was replaced since it was last asked; looks twice a second at most.
    pub(crate) fn changed(&self) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.0.elapsed() < LOOKED_AT {
            return false;
        }
        let now = modified(&self.path);
        let changed = now != looked.1;
        *looked = (Instant::now(), now);
        changed
    }
}

/// Changes a key file, one process at a time: whoever reads it finds it as it was or as it is, and it stays its owner's.
///
/// # Errors
/// When it can't be read or replaced.
pub(crate) fn change<T>(path: &Path, change: impl FnOnce(&mut Keys) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let failed = |error: std::io::Error| StoreError::Keys(format!("{}: {error}", path.display()));
    let folder = File::open(folder(path)).map_err(failed)?;
    folder.lock().map_err(failed)?;
    let mut keys = KeyFile::of(path).keys()?;
    let answer = change(&mut keys)?;
    replace(path, &keys.text()).map_err(failed)?;
    Ok(answer)
}

fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let new = path.with_extension("new");
    // Left by a process that was killed; whoever holds the lock is alone here.
    let _ = fs::remove_file(&new);
    let mut file = key_file::private().create_new(true).open(&new)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let owner = fs::metadata(path)?;
        chown(&new, Some(owner.uid()), Some(owner.gid()))?;
    }
    file.sync_all()?;
    fs::rename(&new, path)?;
    File::open(folder(path))?.sync_all()
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}
