//! Forgetting: rows go without a copy in the journal, and so do the copies that are there. Chains stay whole, because
//! their digests run over ids and versions alone.

use diesel::prelude::*;

use crate::error::StoreError;
use crate::record::Record;
use crate::schema::ledger::subject_keys;
use crate::schema::store::{audit_entries, audit_records, idempotency_answers};
use crate::seal::SealedField;
use crate::write::Tx;

/// So many sealed texts are opened at a time.
const SOME: i64 = 2_000;

impl Tx<'_> {
    /// The name of whoever acts, as the audit has it.
    pub fn actor_name(&self) -> String {
        self.actor().name()
    }

    /// Deletes a record and keeps nothing of it; the journal says that there was one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody changed it meanwhile; a database error when something refers to it.
    pub fn forget<R: Record>(&mut self, unit: &str, row: &R) -> Result<(), StoreError> {
        if row.delete_row(self, row.version())? != 1 {
            return Err(StoreError::Stale { kind: R::KIND, id: row.id().to_owned(), now: None });
        }
        self.note::<R>(unit, row.id(), 0, None);
        Ok(())
    }

    /// Writes over a record and keeps nothing of what it said before.
    ///
    /// # Errors
    /// As [`Self::forget`].
    pub fn write_over<R: Record>(&mut self, unit: &str, before: &R, after: &R) -> Result<(), StoreError> {
        let mut after = after.clone();
        after.set_version(before.version() + 1);
        if after.update_row(self, before.version())? != 1 {
            return Err(StoreError::Stale { kind: R::KIND, id: before.id().to_owned(), now: None });
        }
        self.note::<R>(unit, after.id(), after.version(), None);
        Ok(())
    }

    /// Takes the earlier states of records out of the journal; answers how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_earlier(&mut self, kind: &str, ids: &[String]) -> Result<usize, StoreError> {
        let mut gone = 0;
        for some in ids.chunks(1_000) {
            let of = audit_records::table
                .filter(audit_records::kind.eq(kind))
                .filter(audit_records::record_id.eq_any(some))
                .filter(audit_records::before.is_not_null());
            gone += diesel::update(of).set(audit_records::before.eq(None::<Vec<u8>>)).execute(&mut **self)?;
        }
        Ok(gone)
    }

    /// Takes those earlier states of records of a kind out of the journal in which `names` finds somebody.
    ///
    /// # Errors
    /// When the database fails or a state can't be opened.
    pub fn forget_earlier_naming(&mut self, kind: &str, names: impl Fn(&str) -> bool) -> Result<usize, StoreError> {
        let (mut gone, mut last) = (0, (String::new(), -1));
        loop {
            let some: Vec<(String, i32, String, Option<Vec<u8>>)> = audit_records::table
                .filter(audit_records::kind.eq(kind))
                .filter(audit_records::before.is_not_null())
                .filter(
                    audit_records::entry_id
                        .gt(last.0.clone())
                        .or(audit_records::entry_id.eq(last.0.clone()).and(audit_records::ordinal.gt(last.1))),
                )
                .order((audit_records::entry_id, audit_records::ordinal))
                .limit(SOME)
                .select((
                    audit_records::entry_id,
                    audit_records::ordinal,
                    audit_records::record_id,
                    audit_records::before,
                ))
                .load(&mut **self)?;
            let Some((entry, ordinal, ..)) = some.last() else { return Ok(gone) };
            last = (entry.clone(), *ordinal);
            for (entry, ordinal, record, sealed) in some {
                let Some(sealed) = sealed else { continue };
                if names(&self.keys().open_text(SealedField::Before, &record, &sealed)?) {
                    diesel::update(audit_records::table.find((entry, ordinal)))
                        .set(audit_records::before.eq(None::<Vec<u8>>))
                        .execute(&mut **self)?;
                    gone += 1;
                }
            }
        }
    }

    /// Takes every earlier state out of the journal that was left before a moment; answers how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_earlier_than(&mut self, moment: chrono::NaiveDateTime) -> Result<usize, StoreError> {
        let old = audit_entries::table.filter(audit_entries::at.lt(moment)).select(audit_entries::id);
        let of = audit_records::table
            .filter(audit_records::before.is_not_null())
            .filter(audit_records::entry_id.eq_any(old));
        Ok(diesel::update(of).set(audit_records::before.eq(None::<Vec<u8>>)).execute(&mut **self)?)
    }

    /// Forgets the answers of requests in which `names` finds somebody; answers how many.
    ///
    /// # Errors
    /// When the database fails or an answer can't be opened.
    pub fn forget_answers(&mut self, names: impl Fn(&str) -> bool) -> Result<usize, StoreError> {
        let keys: Vec<(String, String)> = idempotency_answers::table
            .select((idempotency_answers::actor, idempotency_answers::request_key))
            .load(&mut **self)?;
        let mut gone = 0;
        for (actor, key) in keys {
            let row = idempotency_answers::table.find((&actor, &key));
            let sealed: Vec<u8> = row.select(idempotency_answers::answer).first(&mut **self)?;
            if names(&key) || names(&self.keys().open_text(SealedField::Answer, &key, &sealed)?) {
                gone += diesel::delete(idempotency_answers::table.find((&actor, &key))).execute(&mut **self)?;
            }
        }
        Ok(gone)
    }

    /// Destroys the keys under which names of these people are sealed; answers how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn destroy_subject_keys(&mut self, subjects: &[String]) -> Result<usize, StoreError> {
        let of = subject_keys::table.filter(subject_keys::subject_id.eq_any(subjects));
        Ok(diesel::delete(of).execute(&mut **self)?)
    }
}
