use std::ops::{Deref, DerefMut};

use hongwang_domain::policy::Scope;

use crate::Store;
use crate::connection::{Db, Pooled};
use crate::error::StoreError;
use crate::transaction;

/// A read that is going on: the connection, and what the reader may see.
pub struct ReadDoor<'a> {
    connection: Pooled,
    scope: &'a Scope,
}

impl ReadDoor<'_> {
    /// What the reader may see.
    pub fn scope(&self) -> &Scope {
        self.scope
    }
}

impl Deref for ReadDoor<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.connection
    }
}

impl DerefMut for ReadDoor<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.connection
    }
}

impl Store {
    /// Reads, all from one moment's state of the database.
    ///
    /// # Errors
    /// Those of `work`, and failures of the database.
    pub fn read<T, E: From<StoreError>>(
        &self,
        scope: &Scope,
        work: impl FnOnce(&mut ReadDoor<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut door = ReadDoor { connection: self.inner.pool.get()?, scope };
        transaction::begin(&mut door, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .map_err(StoreError::from)?;
        let done = work(&mut door);
        transaction::rollback(&mut door).map_err(StoreError::from)?;
        done
    }
}
