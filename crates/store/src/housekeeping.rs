//! What the service notes for itself and no record speaks of: that a session was used, how far a job has come, that an
//! upload is too old. It leaves no audit entry, and no business record may be changed by it.

use crate::Store;
use crate::connection::Db;
use crate::error::{StoreError, Transient};
use crate::{idempotency, transaction};

/// So often it is tried again when others write the same row.
const TRIES: u32 = 20;

impl Store {
    /// Writes in one transaction, without policy, key or audit. `work` may run more than once.
    ///
    /// # Errors
    /// Those of `work`, and failures of the database that did not pass with trying again.
    pub fn keep_house<T, E: Transient>(&self, work: impl Fn(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.keep_house_once(&work) {
                Err(error) if error.is_transient() && tries < TRIES => {
                    std::thread::sleep(std::time::Duration::from_millis(u64::from(tries)));
                }
                done => return done,
            }
        }
    }

    /// Forgets the answers that were given before a moment: those requests come no more. Answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_answers_before(&self, before: chrono::NaiveDateTime) -> Result<usize, StoreError> {
        self.keep_house(|db| idempotency::forget_before(db, before))
    }

    fn keep_house_once<T, E: Transient>(&self, work: &impl Fn(&mut Db) -> Result<T, E>) -> Result<T, E> {
        if let Some(writer) = &self.inner.writer {
            return writer.run(work);
        }
        let mut db = self.inner.pool.get()?;
        transaction::begin(&mut db, "BEGIN IMMEDIATE", "BEGIN").map_err(StoreError::from)?;
        let done = work(&mut db);
        if done.is_ok() {
            transaction::commit(&mut db).map_err(StoreError::from)?;
        } else {
            transaction::rollback(&mut db).map_err(StoreError::from)?;
        }
        done
    }
}
