//! Names that outlive their record, sealed under a key per person: destroying the key erases the name everywhere.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use crate::connection::Db;
use crate::error::StoreError;
use crate::schema::ledger::subject_keys;
use crate::seal::{KeyRing, Sealed, SealedField, open_with, random, seal_with};

/// The keys of some people, opened.
pub struct SubjectKeys(HashMap<String, [u8; 32]>);

impl SubjectKeys {
    /// The keys of these people, as far as they exist.
    ///
    /// # Errors
    /// When the database fails or a key can't be opened.
    pub fn load(db: &mut Db, ring: &KeyRing, subjects: &BTreeSet<&str>) -> Result<Self, StoreError> {
        let ids: Vec<&str> = subjects.iter().copied().collect();
        let mut keys = HashMap::with_capacity(ids.len());
        for some in ids.chunks(5_000) {
            let rows: Vec<(String, Vec<u8>)> =
                subject_keys::table.filter(subject_keys::subject_id.eq_any(some)).load(db)?;
            for (subject, sealed) in rows {
                let opened = ring.open(SealedField::SubjectKey, &subject, &sealed)?;
                let key = opened.try_into().map_err(|_| StoreError::Corrupt(format!("key of {subject}")))?;
                keys.insert(subject, key);
            }
        }
        Ok(Self(keys))
    }

    /// The keys of these people; who has none gets one.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn ensure(db: &mut Db, ring: &KeyRing, subjects: &BTreeSet<&str>) -> Result<Self, StoreError> {
        let mut keys = Self::load(db, ring, subjects)?;
        for subject in subjects {
            if !keys.0.contains_key(*subject) {
                let key: [u8; 32] = random()?;
                let sealed = ring.seal(SealedField::SubjectKey, subject, &key)?;
                diesel::insert_into(subject_keys::table)
                    .values((subject_keys::subject_id.eq(*subject), subject_keys::sealed_key.eq(sealed)))
                    .execute(db)?;
                keys.0.insert((*subject).to_owned(), key);
            }
        }
        Ok(keys)
    }

    /// Seals a name that stands in the record with this id.
    ///
    /// # Errors
    /// When the person has no key.
    pub fn seal(&self, subject: &str, record: &str, name: &str) -> Result<Sealed, StoreError> {
        let key = self.0.get(subject).ok_or_else(|| StoreError::Keys(format!("no key for {subject}")))?;
        seal_with(key, 0, SealedField::SnapshotName, record, name.as_bytes())
    }

    /// Opens a name; `None` once the person's key is destroyed.
    ///
    /// # Errors
    /// When the name was changed or belongs elsewhere.
    pub fn open(&self, subject: &str, record: &str, sealed: &[u8]) -> Result<Option<String>, StoreError> {
        let Some(key) = self.0.get(subject) else { return Ok(None) };
        let name = open_with(key, SealedField::SnapshotName, record, sealed)?;
        String::from_utf8(name).map(Some).map_err(|error| StoreError::Corrupt(error.to_string()))
    }
}
