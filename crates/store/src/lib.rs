//! The store: two engines behind one set of queries, two doors, the audit, sealed fields.
//!
//! Reading goes through [`Store::read`], changing through [`Store::write`]; there is no third way.

mod audit;
mod connection;
mod counts;
mod dated;
mod draft;
mod error;
mod forget;
mod group_commit;
mod housekeeping;
mod idempotency;
mod key;
mod key_check;
pub mod key_file;
mod keys;
mod migrate;
mod read;
mod record;
mod rotate;
pub mod schema;
mod scrub;
mod seal;
mod subject;
mod trail;
mod transaction;
pub mod transfer;
mod verify;
mod write;

pub use audit::{AuditEntry, EntryRow};
pub use connection::{Database, Db};
pub use counts::{add_to_count, add_to_erased};
pub use dated::{Dated, DatedRecord};
pub use diesel;
pub use draft::Draft;
pub use error::{StoreError, Transient};
pub use key::{Key, Source};
pub use read::ReadDoor;
pub use record::{Journaled, Record};
pub use rotate::{Resealing, sealed_columns};
pub use scrub::Scrubbed;
pub use seal::{BlindIndex, KeyRing, Sealed, SealedField};
pub use subject::SubjectKeys;
pub use trail::Touched;
pub use verify::Complaint;
pub use write::{Tx, Watch};

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hongwang_domain::{Clock, Month};

use crate::connection::Pool;
use crate::group_commit::Writer;

/// What is due before a business write: taking the snapshots of a month that has ended.
pub type Duty = dyn Fn(&Store) -> Result<(), StoreError> + Send + Sync;

/// An open database with its keys and its clock. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    source: Source,
}

struct Inner {
    pool: Pool,
    /// SQLite only: the one connection that writes.
    writer: Option<Writer>,
    keys: KeyRing,
    clock: Clock,
    duty: OnceLock<Box<Duty>>,
    /// The month for which the duty was done.
    done: Mutex<Option<Month>>,
}

impl Store {
    /// Opens a database and brings its tables up to date.
    ///
    /// # Errors
    /// When the database can't be reached, is newer than this program, or a migration fails.
    pub fn open(database: &Database, keys: KeyRing, clock: Clock, source: Source) -> Result<Self, StoreError> {
        migrate::run(database)?;
        let pool = Pool::open(database)?;
        key_check::belong(&mut *pool.get()?, &keys)?;
        let writer = match database {
            Database::Sqlite(_) => Some(Writer::new(connection::connect(database)?)),
            Database::Postgres(_) => None,
        };
        Ok(Self {
            inner: Arc::new(Inner { pool, writer, keys, clock, duty: OnceLock::new(), done: Mutex::new(None) }),
            source,
        })
    }

    /// The same store, for somebody who asks from elsewhere: the audit says from where a write came.
    #[must_use]
    pub fn from_source(&self, source: Source) -> Self {
        Self { inner: Arc::clone(&self.inner), source }
    }

    /// From where is asked.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Brings a database's tables up to date; says how many migrations it ran.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn migrate(database: &Database) -> Result<usize, StoreError> {
        migrate::run(database)
    }

    /// Sets what is done before a business write and before an export. Only the first call counts.
    pub fn set_duty(&self, duty: Box<Duty>) {
        let _ = self.inner.duty.set(duty);
    }

    /// Does what is due, once in a month; writes that come meanwhile wait for it.
    pub(crate) fn do_duty(&self) -> Result<(), StoreError> {
        let Some(duty) = self.inner.duty.get() else { return Ok(()) };
        let month = Month::of(self.clock().today());
        let mut done = self.inner.done.lock().unwrap_or_else(PoisonError::into_inner);
        if *done != Some(month) {
            duty(self)?;
            *done = Some(month);
        }
        Ok(())
    }

    /// The keys of the sealed fields.
    pub fn keys(&self) -> &KeyRing {
        &self.inner.keys
    }

    /// The clock by which "today" is told.
    pub fn clock(&self) -> Clock {
        self.inner.clock
    }
}
