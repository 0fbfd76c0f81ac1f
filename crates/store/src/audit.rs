//! The audit: one hash chain per unit that owns the entry, and the journal of the records it changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::{Action, Id};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::connection::Db;
use crate::error::StoreError;
use crate::record::Journaled;
use crate::schema::store::{audit_entries, audit_heads, audit_records};

/// What a write says of itself.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// The unit whose chain the entry belongs to.
    pub unit_id: String,
    /// What was done.
    pub action: Action,
    /// The kind of thing it was done to.
    pub subject_kind: &'static str,
    /// The thing's id.
    pub subject_id: String,
    /// Counts and ids; never names, ids of citizens, or phones.
    pub detail: Value,
}

/// An entry as it was written.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
pub struct EntryRow {
    /// Its id.
    pub id: String,
    /// The unit whose chain it is in.
    pub chain: String,
    /// Its place there, from 1 without a gap.
    pub number: i64,
    /// When, in UTC.
    pub at: NaiveDateTime,
    /// The account's id, or `console`.
    pub actor: String,
    /// The role in which it was done.
    pub role: String,
    /// What was done.
    pub action: String,
    /// From where.
    pub source: String,
    /// The kind of thing it was done to.
    pub subject_kind: String,
    /// The thing's id.
    pub subject_id: String,
    /// Counts, days, codes and ids, as JSON.
    pub detail: String,
    /// Over the ids and versions of the records that it changed.
    pub records_digest: Vec<u8>,
    /// The hash of the entry before it; empty for the first.
    pub previous_hash: Vec<u8>,
    /// The hash of all of this.
    pub hash: Vec<u8>,
}

impl EntryRow {
    /// SHA-256 over every field before `hash`, each with its length before it.
    pub fn computed_hash(&self) -> Vec<u8> {
        let mut digest = Sha256::new();
        let number = self.number.to_string();
        let at = self.at.and_utc().timestamp_micros().to_string();
        let texts = [
            &self.id,
            &self.chain,
            &number,
            &at,
            &self.actor,
            &self.role,
            &self.action,
            &self.source,
            &self.subject_kind,
            &self.subject_id,
            &self.detail,
        ];
        let parts =
            texts.iter().map(|text| text.as_bytes()).chain([self.records_digest.as_slice(), &self.previous_hash]);
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        digest.finalize().to_vec()
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_records)]
pub(crate) struct RecordRow {
    pub entry_id: String,
    pub ordinal: i32,
    pub kind: String,
    pub record_id: String,
    pub unit_id: String,
    pub seq: i64,
    pub version: i32,
    pub before: Option<Vec<u8>>,
}

/// Over ids and versions, never over what the records say: names can be erased and the chain stays whole.
pub(crate) fn digest_of<'a>(records: impl Iterator<Item = (&'a str, &'a str, i32)>) -> Vec<u8> {
    let mut digest = Sha256::new();
    for (kind, id, version) in records {
        digest.update(kind.as_bytes());
        digest.update([0]);
        digest.update(id.as_bytes());
        digest.update(version.to_be_bytes());
    }
    digest.finalize().to_vec()
}

/// Appends an entry to its chain.
pub(crate) fn append(db: &mut Db, entry: EntryRow) -> Result<(), StoreError> {
    let head: Option<(i64, Vec<u8>)> =
        audit_heads::table.find(&entry.chain).select((audit_heads::number, audit_heads::hash)).first(db).optional()?;
    let is_first = head.is_none();
    let (number, previous_hash) = head.map_or((1, Vec::new()), |(number, hash)| (number + 1, hash));
    let mut entry = EntryRow { number, previous_hash, ..entry };
    entry.hash = entry.computed_hash();

    if is_first {
        diesel::insert_into(audit_heads::table)
            .values((
                audit_heads::chain.eq(&entry.chain),
                audit_heads::number.eq(number),
                audit_heads::hash.eq(&entry.hash),
            ))
            .execute(db)?;
    } else {
        diesel::update(audit_heads::table.find(&entry.chain))
            .set((audit_heads::number.eq(number), audit_heads::hash.eq(&entry.hash)))
            .execute(db)?;
    }
    diesel::insert_into(audit_entries::table).values(&entry).execute(db)?;
    Ok(())
}

/// Writes the journal of an entry, some rows at a time: an import has hundreds of thousands.
pub(crate) fn append_records(db: &mut Db, records: impl Iterator<Item = RecordRow>) -> Result<(), StoreError> {
    let mut records = records.peekable();
    while records.peek().is_some() {
        let some: Vec<RecordRow> = records.by_ref().take(1000).collect();
        crate::insert_many!(db, audit_records, &some.iter().collect::<Vec<_>>())?;
    }
    Ok(())
}

/// The records of an entry in the order in which they were changed, their earlier states still sealed.
pub(crate) fn journal(db: &mut Db, entry: &str) -> Result<Vec<Journaled>, StoreError> {
    let rows: Vec<RecordRow> = audit_records::table
        .filter(audit_records::entry_id.eq(entry))
        .order(audit_records::ordinal)
        .select(RecordRow::as_select())
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|row| Journaled {
            kind: row.kind,
            record_id: row.record_id,
            unit_id: row.unit_id,
            version: row.version,
            before: row.before,
        })
        .collect())
}

pub(crate) fn new_entry_id() -> String {
    Id::new().to_string()
}
