//! SQLite's one writer. Writes that wait while another runs join its transaction, a savepoint each,
//! and the last of them commits for all: one flush to the disk instead of many.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::connection::Db;
use crate::error::StoreError;
use crate::transaction;

const MOST_IN_ONE_COMMIT: usize = 64;

pub(crate) struct Writer {
    /// Writes that want the connection and do not have it yet.
    waiting: AtomicUsize,
    state: Mutex<State>,
}

struct State {
    db: Db,
    /// The open transaction, if there is one.
    batch: Option<Arc<Batch>>,
    joined: usize,
}

#[derive(Default)]
struct Batch {
    /// Once committed: whether it held, or why it did not.
    outcome: Mutex<Option<Result<(), String>>>,
    told: Condvar,
}

impl Writer {
    pub(crate) fn new(db: Db) -> Self {
        Self { waiting: AtomicUsize::new(0), state: Mutex::new(State { db, batch: None, joined: 0 }) }
    }

    /// Runs `work` in a savepoint and returns when it is on the disk. An `Err` of `work` undoes it alone.
    pub(crate) fn run<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);

        let batch = state.join().map_err(E::from)?;
        let done = catch_unwind(AssertUnwindSafe(|| state.in_savepoint(work)));
        if self.waiting.load(Ordering::SeqCst) == 0 || state.joined >= MOST_IN_ONE_COMMIT {
            state.commit();
        }
        drop(state);

        let committed = batch.wait();
        match done {
            Ok(Ok(answer)) => committed.map(|()| answer).map_err(|why| E::from(StoreError::Connection(why))),
            Ok(Err(refused)) => Err(refused),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// The connection between two transactions, for what can't run inside one.
    pub(crate) fn alone(&self) -> Alone<'_> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.commit();
        Alone(state)
    }
}

pub(crate) struct Alone<'a>(MutexGuard<'a, State>);

impl Alone<'_> {
    pub(crate) fn db(&mut self) -> &mut Db {
        &mut self.0.db
    }
}

impl State {
    fn join(&mut self) -> Result<Arc<Batch>, StoreError> {
        self.joined += 1;
        if let Some(batch) = &self.batch {
            return Ok(Arc::clone(batch));
        }
        self.joined = 1;
        transaction::begin(&mut self.db, "BEGIN IMMEDIATE", "BEGIN")?;
        let batch = Arc::new(Batch::default());
        self.batch = Some(Arc::clone(&batch));
        Ok(batch)
    }

    fn in_savepoint<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        transaction::savepoint(&mut self.db).map_err(StoreError::from)?;
        // A panic must not leave half of the work in the batch of the others.
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut self.db)));
        let ended = if matches!(done, Ok(Ok(_))) {
            transaction::commit(&mut self.db)
        } else {
            transaction::rollback(&mut self.db)
        };
        ended.map_err(StoreError::from)?;
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn commit(&mut self) {
        let Some(batch) = self.batch.take() else { return };
        // When it fails, nothing of the batch holds, and each of its writes is told so.
        let outcome = transaction::commit(&mut self.db).map_err(|error| error.to_string());
        batch.tell(outcome);
    }
}

impl Batch {
    fn tell(&self, outcome: Result<(), String>) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.told.notify_all();
    }

    fn wait(&self) -> Result<(), String> {
        let mut outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(outcome) = &*outcome {
                return outcome.clone();
            }
            outcome = self.told.wait(outcome).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
