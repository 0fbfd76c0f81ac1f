use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use hongwang_domain::{Action, Actor, UnitPath};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Store;
use crate::audit::{self, AuditEntry, EntryRow, RecordRow};
use crate::connection::Db;
use crate::error::{StoreError, Transient};
use crate::idempotency;
use crate::key::Key;
use crate::record::{Journaled, Record};
use crate::schema::store::unit_sequences;
use crate::seal::{KeyRing, SealedField, random};
use crate::transaction;

/// So often a write is tried again. Sixteen that write to one unit without a pause lose to each other many times.
const TRIES: u32 = 100;
/// A write that took longer than this and lost is done alone on PostgreSQL.
const LONG: Duration = Duration::from_secs(1);
/// Every write moves on a unit's number before it ends, and none can while this table is held. The lock is taken before
/// the transaction sees anything, so that it sees what those wrote for whom it waited.
const BEGIN_ALONE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE unit_sequences IN SHARE ROW EXCLUSIVE MODE";
/// Whoever has lost so often, however early in its work, is let through alone.
const LOST_OFTEN: u32 = 12;
/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: u64 = 60;

/// A write that is going on: one transaction, which ends whole or not at all.
pub struct Tx<'a> {
    db: &'a mut Db,
    store: &'a Store,
    actor: &'a Actor,
    entry_id: String,
    entry: Option<AuditEntry>,
    journal: Vec<Note>,
    /// Units whose change sequence advances, in order of their id.
    touched: BTreeMap<Arc<str>, i64>,
    watch: Option<Arc<Watch>>,
}

/// Is told how many records a write has changed so far, and answers whether it goes on.
pub type Watch = dyn Fn(usize) -> bool + Send + Sync;

/// After so many records a watched write is looked at.
const WATCHED: usize = 2000;

/// A change that the journal will tell.
struct Note {
    kind: &'static str,
    record_id: String,
    unit: Arc<str>,
    version: i32,
    before: Option<Vec<u8>>,
}

impl Deref for Tx<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.db
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        self.db
    }
}

impl Store {
    /// Changes something: one transaction that checks, writes, journals, audits and numbers, or leaves no trace.
    /// `work` may run more than once; what it does outside the transaction must bear that.
    ///
    /// # Errors
    /// Those of `work`, and failures of the database that did not pass with trying again.
    pub fn write<T, E>(&self, actor: &Actor, key: &Key, work: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Transient,
    {
        self.do_duty()?;
        self.write_duty(actor, key, work)
    }

    /// As [`Store::write`], for what is itself the duty that comes before a write (see [`Store::set_duty`]).
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_duty<T, E>(&self, actor: &Actor, key: &Key, work: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Transient,
    {
        let (mut tries, mut alone) = (0, false);
        loop {
            tries += 1;
            let begun = Instant::now();
            match self.write_once(actor, key, &work, alone) {
                Err(error) if error.is_transient() && tries < TRIES => {
                    // Short writes would win against a long one for ever: next time they wait for it.
                    alone |= begun.elapsed() > LONG || tries >= LOST_OFTEN;
                    std::thread::sleep(pause(tries));
                }
                Err(error) => return self.answered(actor, key).ok_or(error),
                done => return done,
            }
        }
    }

    /// What the same key was answered by somebody who was faster: two at once, of which the second failed over what the
    /// first one wrote. Where there is one writer, the second begins after the first has ended.
    fn answered<T: DeserializeOwned>(&self, actor: &Actor, key: &Key) -> Option<T> {
        if self.inner.writer.is_some() {
            return None;
        }
        let mut db = self.inner.pool.get().ok()?;
        idempotency::find(&mut db, self.keys(), &actor.name(), key).ok().flatten()
    }

    fn write_once<T, E>(
        &self,
        actor: &Actor,
        key: &Key,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
        alone: bool,
    ) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Transient,
    {
        if let Some(writer) = &self.inner.writer {
            return writer.run(|db| self.in_transaction(db, actor, key, work));
        }
        let mut db = self.inner.pool.get()?;
        let begin = if alone { BEGIN_ALONE } else { "BEGIN ISOLATION LEVEL SERIALIZABLE" };
        transaction::begin(&mut db, "BEGIN IMMEDIATE", begin).map_err(StoreError::from)?;
        let done = catch_unwind(AssertUnwindSafe(|| self.in_transaction(&mut db, actor, key, work)));
        if matches!(done, Ok(Ok(_))) {
            transaction::commit(&mut db).map_err(StoreError::from)?;
        } else {
            transaction::rollback(&mut db).map_err(StoreError::from)?;
        }
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn in_transaction<T, E>(
        &self,
        db: &mut Db,
        actor: &Actor,
        key: &Key,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned,
        E: Transient,
    {
        let who = actor.name();
        if let Some(answer) = idempotency::find(db, self.keys(), &who, key)? {
            return Ok(answer);
        }
        let mut tx = Tx {
            db,
            store: self,
            actor,
            entry_id: audit::new_entry_id(),
            entry: None,
            journal: Vec::new(),
            touched: BTreeMap::new(),
            watch: None,
        };
        let answer = work(&mut tx)?;
        tx.finish()?;
        idempotency::keep(db, self.keys(), &who, key, self.clock().now(), &answer)?;
        Ok(answer)
    }
}

/// Random, so that those who lost to each other do not meet again, and longer the more often they did.
fn pause(tries: u32) -> Duration {
    let longest = (u64::from(tries) * 4).min(LONGEST_PAUSE);
    let drawn = random::<2>().map_or(u64::MAX, |bytes| u64::from(u16::from_be_bytes(bytes)));
    Duration::from_micros(drawn % (longest * 1000) + 200)
}

impl Tx<'_> {
    /// Refuses unless the policy lets the actor do it to a thing of this unit.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`].
    pub fn allow(&self, action: Action, target: &UnitPath) -> Result<(), StoreError> {
        if self.actor.may(action, target) { Ok(()) } else { Err(StoreError::NotAllowed(action.as_str())) }
    }

    /// The id that the write's audit entry will have.
    pub fn entry_id(&self) -> &str {
        &self.entry_id
    }

    pub(crate) fn actor(&self) -> &Actor {
        self.actor
    }

    /// The moment of the write.
    pub fn now(&self) -> chrono::NaiveDateTime {
        self.store.clock().now()
    }

    /// The keys of the sealed fields.
    pub fn keys(&self) -> &KeyRing {
        self.store.keys()
    }

    /// Says what the write was. Every write says so, once.
    pub fn audit(&mut self, entry: AuditEntry) {
        self.touched.entry(entry.unit_id.as_str().into()).or_insert(0);
        self.entry = Some(entry);
    }

    /// Inserts new records, each with the id of the unit that it belongs to.
    ///
    /// # Errors
    /// When the database refuses one.
    pub fn insert<R: Record>(&mut self, rows: &[(String, R)]) -> Result<(), StoreError> {
        self.insert_all(&rows.iter().map(|(unit, row)| (unit.clone(), row)).collect::<Vec<_>>())
    }

    /// As [`Self::insert`], for many records that stand elsewhere.
    ///
    /// # Errors
    /// When the database refuses one.
    pub fn insert_all<R: Record>(&mut self, rows: &[(String, &R)]) -> Result<(), StoreError> {
        for some in rows.chunks(WATCHED) {
            R::insert_rows(self.db, &some.iter().map(|(_, row)| *row).collect::<Vec<_>>())?;
            for (unit, row) in some {
                self.note::<R>(unit, row.id(), row.version(), None);
            }
            self.go_on()?;
        }
        Ok(())
    }

    /// Lets somebody follow a long write, who may also give it up: then nothing of it holds.
    pub fn watched_by(&mut self, watch: Arc<Watch>) {
        self.watch = Some(watch);
    }

    fn go_on(&self) -> Result<(), StoreError> {
        let on = self.watch.as_ref().is_none_or(|watch| watch(self.journal.len()));
        if on { Ok(()) } else { Err(StoreError::GivenUp) }
    }

    /// Writes over a record that still is as it was read; its version becomes the next one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody changed it meanwhile.
    pub fn update<R: Record>(&mut self, unit: &str, before: &R, after: &R) -> Result<(), StoreError> {
        let mut after = after.clone();
        after.set_version(before.version() + 1);
        let written = after.update_row(self.db, before.version())?;
        self.check(R::KIND, before.id(), written)?;
        let earlier = self.sealed(before)?;
        self.note::<R>(unit, after.id(), after.version(), Some(earlier));
        if self.journal.len().is_multiple_of(WATCHED) { self.go_on() } else { Ok(()) }
    }

    /// Deletes a record that still is as it was read.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody changed it meanwhile; a database error when something refers to it.
    pub fn delete<R: Record>(&mut self, unit: &str, before: &R) -> Result<(), StoreError> {
        let deleted = before.delete_row(self.db, before.version())?;
        self.check(R::KIND, before.id(), deleted)?;
        let earlier = self.sealed(before)?;
        self.note::<R>(unit, before.id(), 0, Some(earlier));
        Ok(())
    }

    /// The records of an earlier entry, first to last, their earlier states opened.
    ///
    /// # Errors
    /// When the database fails or a state can't be opened.
    pub fn journal_of(&mut self, entry: &str) -> Result<Vec<Journaled>, StoreError> {
        let mut records = audit::journal(self.db, entry)?;
        for record in &mut records {
            if let Some(sealed) = &record.before {
                record.before = Some(self.store.keys().open(SealedField::Before, &record.record_id, sealed)?);
            }
        }
        Ok(records)
    }

    /// How many records the write has changed so far.
    pub fn changed(&self) -> usize {
        self.journal.len()
    }

    fn check(&self, kind: &'static str, id: &str, rows: usize) -> Result<(), StoreError> {
        if rows == 1 { Ok(()) } else { Err(StoreError::Stale { kind, id: id.to_owned(), now: None }) }
    }

    fn sealed<R: Record>(&self, before: &R) -> Result<Vec<u8>, StoreError> {
        self.store.keys().seal(SealedField::Before, before.id(), &serde_json::to_vec(before)?)
    }

    pub(crate) fn note<R: Record>(&mut self, unit: &str, id: &str, version: i32, before: Option<Vec<u8>>) {
        let known = self.touched.get_key_value(unit).map(|(unit, _)| Arc::clone(unit));
        let unit = known.unwrap_or_else(|| {
            let unit: Arc<str> = unit.into();
            self.touched.insert(Arc::clone(&unit), 0);
            unit
        });
        self.journal.push(Note { kind: R::KIND, record_id: id.to_owned(), unit, version, before });
    }

    fn finish(mut self) -> Result<(), StoreError> {
        let entry = self.entry.take().ok_or(StoreError::NotAudited)?;
        for (unit, seq) in &mut self.touched {
            *seq = advance(self.db, unit)?;
        }
        let row = EntryRow {
            id: self.entry_id,
            chain: entry.unit_id,
            number: 0,
            at: self.store.clock().now(),
            actor: self.actor.name(),
            role: self.actor.role.as_str().to_owned(),
            action: entry.action.as_str().to_owned(),
            source: self.store.source.0.clone(),
            subject_kind: entry.subject_kind.to_owned(),
            subject_id: entry.subject_id,
            detail: entry.detail.to_string(),
            records_digest: audit::digest_of(
                self.journal.iter().map(|note| (note.kind, note.record_id.as_str(), note.version)),
            ),
            previous_hash: Vec::new(),
            hash: Vec::new(),
        };
        let entry_id = row.id.clone();
        audit::append(self.db, row)?;
        let touched = &self.touched;
        let rows = self.journal.into_iter().zip(0..).map(|(note, ordinal)| RecordRow {
            entry_id: entry_id.clone(),
            ordinal,
            seq: touched.get(&note.unit).copied().unwrap_or_default(),
            kind: note.kind.to_owned(),
            record_id: note.record_id,
            unit_id: note.unit.to_string(),
            version: note.version,
            before: note.before,
        });
        audit::append_records(self.db, rows)
    }
}

/// The next number of a unit's change sequence; the row stays locked until the write ends.
fn advance(db: &mut Db, unit: &str) -> Result<i64, StoreError> {
    let next = diesel::update(unit_sequences::table.find(unit))
        .set(unit_sequences::seq.eq(unit_sequences::seq + 1))
        .returning(unit_sequences::seq)
        .get_result(db)
        .optional()?;
    if let Some(next) = next {
        return Ok(next);
    }
    diesel::insert_into(unit_sequences::table)
        .values((unit_sequences::unit_id.eq(unit), unit_sequences::seq.eq(1)))
        .execute(db)?;
    Ok(1)
}

impl Tx<'_> {
    /// Takes one journaled change back, if the record still is as that change left it.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed since; a database error when something was built on it.
    pub fn take_back<R: Record>(&mut self, change: &Journaled) -> Result<(), StoreError> {
        let earlier: Option<R> = change.before.as_deref().map(serde_json::from_slice).transpose()?;
        let now = R::find(self.db, std::slice::from_ref(&change.record_id))?.pop();
        match (earlier, now) {
            (None, Some(now)) if now.version() == change.version => self.delete(&change.unit_id, &now),
            (Some(earlier), Some(now)) if now.version() == change.version => {
                self.update(&change.unit_id, &now, &earlier)
            }
            (Some(mut earlier), None) if change.version == 0 => {
                earlier.set_version(earlier.version() + 1);
                self.insert(&[(change.unit_id.clone(), earlier)])
            }
            _ => Err(StoreError::Stale { kind: R::KIND, id: change.record_id.clone(), now: None }),
        }
    }
}
