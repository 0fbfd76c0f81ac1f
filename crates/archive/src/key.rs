//! The key that backups are sealed with: a file of its own, to be kept away from the backups and from the machine.

use std::fmt;
use std::fs;
use std::path::Path;

use hongwang_store::key_file::{self, hex, unhex};
use sha2::{Digest, Sha256};

use crate::error::ArchiveError;

const HEAD: &str = "hongwang-backup-key 1";
/// Bytes of a key.
const KEY: usize = 32;
/// Bytes by which a key is known.
const NAME: usize = 8;

/// A key.
#[derive(Clone)]
pub struct BackupKey([u8; KEY]);

impl fmt::Debug for BackupKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BackupKey({})", self.name())
    }
}

impl BackupKey {
    /// Makes a fresh key.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn generate() -> Result<Self, ArchiveError> {
        let mut key = [0; KEY];
        getrandom::fill(&mut key).map_err(|error| ArchiveError::Key(error.to_string()))?;
        Ok(Self(key))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it is missing, readable by others, or not a key file.
    pub fn read(path: &Path) -> Result<Self, ArchiveError> {
        key_file::refuse_if_open_to_others(path)?;
        let text = fs::read_to_string(path).map_err(|error| ArchiveError::Key(error.to_string()))?;
        Self::parse(&text).ok_or_else(|| ArchiveError::Key("not a key file".to_owned()))
    }

    /// Writes the key file, readable by its owner alone; never over an existing one.
    ///
    /// # Errors
    /// When the file exists or can't be written.
    pub fn create(&self, path: &Path) -> Result<(), ArchiveError> {
        Ok(key_file::create(path, &format!("{HEAD}\n{}\n", hex(&self.0)))?)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next()? == HEAD).then_some(())?;
        unhex(lines.next()?).map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    /// By what a key is known without telling it.
    pub(crate) fn fingerprint(&self) -> [u8; NAME] {
        let digest = Sha256::new().chain_update(HEAD).chain_update(self.0).finalize();
        let mut name = [0; NAME];
        name.copy_from_slice(&digest[..NAME]);
        name
    }

    /// As [`Self::fingerprint`], to be read.
    pub fn name(&self) -> String {
        hex(&self.fingerprint())
    }
}
