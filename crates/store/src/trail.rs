//! Reading the audit: an entry, what it tells of records, and whether it still is as it was written.

use diesel::prelude::*;

use crate::audit::{EntryRow, digest_of};
use crate::connection::Db;
use crate::error::StoreError;
use crate::schema::store::{audit_entries, audit_records};

/// Records of one kind that an entry left with one version.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Touched {
    /// The kind.
    pub kind: String,
    /// The version that they have since: 1 when new, 0 when deleted.
    pub version: i32,
    /// How many.
    pub count: i64,
}

impl EntryRow {
    /// The entry with an id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find(db: &mut Db, id: &str) -> Result<Option<Self>, StoreError> {
        Ok(audit_entries::table.find(id).select(Self::as_select()).first(db).optional()?)
    }

    /// Which records it changed: kinds, versions and counts, nothing of what they say.
    ///
    /// # Errors
    /// When the database fails.
    pub fn touched(&self, db: &mut Db) -> Result<Vec<Touched>, StoreError> {
        Ok(audit_records::table
            .filter(audit_records::entry_id.eq(&self.id))
            .group_by((audit_records::kind, audit_records::version))
            .order((audit_records::kind, audit_records::version))
            .select((audit_records::kind, audit_records::version, diesel::dsl::count_star()))
            .load(db)?)
    }

    /// Whether it still fits: its own hash, the entry before it, and the records that it tells of.
    ///
    /// # Errors
    /// When the database fails.
    pub fn fits(&self, db: &mut Db) -> Result<bool, StoreError> {
        let before: Option<Vec<u8>> = audit_entries::table
            .filter(audit_entries::chain.eq(&self.chain))
            .filter(audit_entries::number.eq(self.number - 1))
            .select(audit_entries::hash)
            .first(db)
            .optional()?;
        let follows = match before {
            Some(hash) => hash == self.previous_hash,
            None => self.number == 1 && self.previous_hash.is_empty(),
        };
        Ok(follows && self.hash == self.computed_hash() && self.records_digest == records_digest(db, &self.id)?)
    }
}

/// The digest of the records that an entry tells of, as they stand in its journal now.
pub(crate) fn records_digest(db: &mut Db, entry: &str) -> Result<Vec<u8>, StoreError> {
    let records: Vec<(String, String, i32)> = audit_records::table
        .filter(audit_records::entry_id.eq(entry))
        .order(audit_records::ordinal)
        .select((audit_records::kind, audit_records::record_id, audit_records::version))
        .load(db)?;
    Ok(digest_of(records.iter().map(|(kind, id, version)| (kind.as_str(), id.as_str(), *version))))
}
