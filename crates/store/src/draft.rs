//! Records held in memory while a change is thought through, and the difference to what was read.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::error::StoreError;
use crate::record::Record;
use crate::write::Tx;

/// Records by id, with the state in which each changed one was read.
#[derive(Clone, Debug)]
pub struct Draft<R> {
    rows: HashMap<String, Box<R>>,
    /// The changed ones, in the order of their first change: as they were read, or `None` for a new one.
    earlier: IndexMap<String, Option<Box<R>>>,
}

impl<R> Default for Draft<R> {
    fn default() -> Self {
        Self { rows: HashMap::new(), earlier: IndexMap::new() }
    }
}

impl<R: Record> Draft<R> {
    /// Holds what was read.
    pub fn new(rows: Vec<R>) -> Self {
        Self { rows: rows.into_iter().map(|row| (row.id().to_owned(), Box::new(row))).collect(), ..Self::default() }
    }

    /// A record as it is now.
    pub fn get(&self, id: &str) -> Option<&R> {
        self.rows.get(id).map(Box::as_ref)
    }

    /// All records, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.rows.values().map(Box::as_ref)
    }

    /// A record as it was read.
    pub fn earlier(&self, id: &str) -> Option<&R> {
        match self.earlier.get(id) {
            Some(earlier) => earlier.as_deref(),
            None => self.get(id),
        }
    }

    /// Adds a new record.
    pub fn insert(&mut self, row: R) {
        self.touch(row.id());
        self.rows.insert(row.id().to_owned(), Box::new(row));
    }

    /// Changes a record; nothing happens when there is none.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut R)) {
        if let Some(row) = self.rows.get(id) {
            let mut changed = row.clone();
            change(&mut changed);
            if changed != *row {
                self.touch(id);
                self.rows.insert(id.to_owned(), changed);
            }
        }
    }

    /// Counts the record as changed although its own columns stay: something that belongs to it changed.
    pub fn touch(&mut self, id: &str) {
        if !self.earlier.contains_key(id) {
            self.earlier.insert(id.to_owned(), self.rows.get(id).cloned());
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: &str) {
        self.touch(id);
        self.rows.remove(id);
    }

    /// Ids of the records that are new, changed, touched or removed.
    pub fn touched(&self) -> impl Iterator<Item = &String> {
        self.earlier.keys()
    }

    /// How many records a write would change.
    pub fn changed(&self) -> usize {
        self.earlier.iter().filter(|(id, earlier)| self.rows.contains_key(*id) || earlier.is_some()).count()
    }

    /// Writes what is new or changed; `unit_of` names the unit that a record belongs to.
    ///
    /// # Errors
    /// When the database refuses one, or it was changed meanwhile.
    pub fn write(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        let mut fresh = Vec::new();
        for (id, earlier) in &self.earlier {
            match (earlier.as_deref(), self.get(id)) {
                (None, Some(row)) => fresh.push((unit_of(row), row)),
                (Some(before), Some(row)) => tx.update(&unit_of(row), before, row)?,
                (_, None) => {}
            }
        }
        tx.insert_all(&fresh)
    }

    /// Deletes what was taken out, last touched first.
    ///
    /// # Errors
    /// When something still refers to one, or it was changed meanwhile.
    pub fn write_removed(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        for (id, earlier) in self.earlier.iter().rev() {
            if let (Some(before), None) = (earlier.as_deref(), self.get(id)) {
                tx.delete(&unit_of(before), before)?;
            }
        }
        Ok(())
    }
}
