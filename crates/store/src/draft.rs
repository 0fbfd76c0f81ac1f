//! Records held in memory while a change is thought through, and the difference to what was read.

use std::collections::HashMap;

use crate::error::StoreError;
use crate::record::Record;
use crate::write::Tx;

/// Records by id, with the state in which each changed one was read.
#[derive(Clone, Debug)]
pub struct Draft<R> {
    rows: HashMap<String, R>,
    /// The changed ones: as they were read, or `None` for a new one.
    earlier: HashMap<String, Option<R>>,
    /// Ids of changed ones in the order of their first change.
    order: Vec<String>,
}

impl<R> Default for Draft<R> {
    fn default() -> Self {
        Self { rows: HashMap::new(), earlier: HashMap::new(), order: Vec::new() }
    }
}

impl<R: Record> Draft<R> {
    /// Holds what was read.
    pub fn new(rows: Vec<R>) -> Self {
        Self { rows: rows.into_iter().map(|row| (row.id().to_owned(), row)).collect(), ..Self::default() }
    }

    /// A record as it is now.
    pub fn get(&self, id: &str) -> Option<&R> {
        self.rows.get(id)
    }

    /// All records, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.rows.values()
    }

    /// A record as it was read.
    pub fn earlier(&self, id: &str) -> Option<&R> {
        match self.earlier.get(id) {
            Some(earlier) => earlier.as_ref(),
            None => self.rows.get(id),
        }
    }

    /// Adds a new record.
    pub fn insert(&mut self, row: R) {
        self.touch(row.id());
        self.rows.insert(row.id().to_owned(), row);
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
            self.order.push(id.to_owned());
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: &str) {
        self.touch(id);
        self.rows.remove(id);
    }

    /// Ids of the records that are new, changed, touched or removed.
    pub fn touched(&self) -> impl Iterator<Item = &String> {
        self.order.iter()
    }

    /// How many records a write would change.
    pub fn changed(&self) -> usize {
        self.order.iter().filter(|id| self.rows.contains_key(*id) || self.earlier[*id].is_some()).count()
    }

    /// Writes what is new or changed; `unit_of` names the unit that a record belongs to.
    ///
    /// # Errors
    /// When the database refuses one, or it was changed meanwhile.
    pub fn write(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        let mut fresh = Vec::new();
        for id in &self.order {
            match (self.earlier[id].as_ref(), self.rows.get(id)) {
                (None, Some(row)) => fresh.push((unit_of(row), row.clone())),
                (Some(before), Some(row)) => tx.update(&unit_of(row), before, row)?,
                (_, None) => {}
            }
        }
        tx.insert(&fresh)
    }

    /// Deletes what was taken out, last touched first.
    ///
    /// # Errors
    /// When something still refers to one, or it was changed meanwhile.
    pub fn write_removed(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        for id in self.order.iter().rev() {
            if let (Some(before), None) = (self.earlier[id].as_ref(), self.rows.get(id)) {
                tx.delete(&unit_of(before), before)?;
            }
        }
        Ok(())
    }
}
