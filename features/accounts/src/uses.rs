//! That a session was used, to the minute. No reader waits until it is written: an import may hold the writer for long.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{Duration, NaiveDateTime};
use hongwang_store::{Store, StoreError};

use crate::queries;
use crate::rows::Session;

/// A session's last use is written at most so often.
const SECONDS: i64 = 60;

/// What was noted and is not written yet.
#[derive(Clone, Default)]
pub(crate) struct Uses(Arc<Noted>);

#[derive(Default)]
struct Noted {
    moments: Mutex<HashMap<String, NaiveDateTime>>,
    writing: AtomicBool,
}

impl Uses {
    /// Notes a use, and has it written by somebody who may wait.
    pub(crate) fn note(&self, store: &Store, session: &Session, now: NaiveDateTime) {
        let written = self.last(&session.id).map_or(session.last_used_at, |noted| noted.max(session.last_used_at));
        if now < written + Duration::seconds(SECONDS) {
            return;
        }
        self.moments().insert(session.id.clone(), now);
        if !self.0.writing.swap(true, Ordering::AcqRel) {
            let (uses, store) = (self.clone(), store.clone());
            std::thread::spawn(move || uses.write_all(&store));
        }
    }

    /// The use that was noted and is not written yet.
    pub(crate) fn last(&self, session: &str) -> Option<NaiveDateTime> {
        self.moments().get(session).copied()
    }

    fn write_all(&self, store: &Store) {
        if let Err(error) = self.write(store) {
            tracing::warn!(%error, "uses of sessions were not written");
        }
        self.0.writing.store(false, Ordering::Release);
    }

    fn write(&self, store: &Store) -> Result<(), StoreError> {
        loop {
            let some = self.moments().clone();
            if some.is_empty() {
                return Ok(());
            }
            store.keep_house(|db| some.iter().try_for_each(|(session, at)| queries::used(db, session, *at)))?;
            self.moments().retain(|session, at| some.get(session).is_none_or(|written| written != at));
        }
    }

    fn moments(&self) -> MutexGuard<'_, HashMap<String, NaiveDateTime>> {
        self.0.moments.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
