//! Undoing an import: every record it wrote goes back, while nothing later was built on it.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use hongwang_domain::{Action, Actor, UnitPath};
use hongwang_organisation::Unit;
use hongwang_store::schema::workbook::imports;
use hongwang_store::{AuditEntry, Journaled, Key, Record, Store, StoreError, Transient, Tx};
use thiserror::Error as ThisError;

use crate::rows::Import;

/// Why an import could not be undone.
#[derive(Debug, ThisError)]
pub enum UndoError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no import with this id.
    #[error("no such import")]
    Unknown,
    /// It was undone before.
    #[error("undone already")]
    Already,
    /// Something later was built on what it wrote.
    #[error("something later was built on it")]
    BuiltOn,
}

impl UndoError {
    /// The message that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Store(_) => "workbook-undo-store",
            Self::Unknown => "workbook-undo-unknown",
            Self::Already => "workbook-undo-already",
            Self::BuiltOn => "workbook-undo-built-on",
        }
    }
}

impl Transient for UndoError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// Undoes an import; answers how many records went back.
///
/// # Errors
/// When it is unknown, undone already, or built on; then nothing is changed.
pub fn undo(store: &Store, actor: &Actor, key: &Key, import: &str) -> Result<u32, UndoError> {
    store.write(actor, key, |tx| {
        let row = Import::find(tx, &[import.to_owned()]).map_err(StoreError::from)?.pop().ok_or(UndoError::Unknown)?;
        if row.undone_at.is_some() {
            return Err(UndoError::Already);
        }
        let town = Unit::find(tx, std::slice::from_ref(&row.town_id))
            .map_err(StoreError::from)?
            .pop()
            .ok_or(UndoError::BuiltOn)?;
        let path: UnitPath = town.path();
        tx.allow(Action::ImportWorkbook, &path)?;
        let mut changes = tx.journal_of(&row.entry_id)?;
        overlook_undone(tx, &row, &mut changes)?;
        take_back(tx, &changes).map_err(|error| if built_on(&error) { UndoError::BuiltOn } else { error.into() })?;
        Ok(finish(tx, row, &changes)?)
    })
}

/// What a later import changed and its undoing changed back counts as not changed: the records then have the versions
/// that the undoing left.
fn overlook_undone(tx: &mut Tx<'_>, row: &Import, changes: &mut [Journaled]) -> Result<(), StoreError> {
    let undoings: Vec<Option<String>> = imports::table
        .filter(imports::town_id.eq(&row.town_id))
        .filter(imports::entry_id.gt(&row.entry_id))
        .filter(imports::undo_entry_id.is_not_null())
        .order(imports::undo_entry_id)
        .select(imports::undo_entry_id)
        .load(&mut **tx)?;
    for undoing in undoings.into_iter().flatten() {
        let left: HashMap<String, i32> =
            tx.journal_of(&undoing)?.into_iter().map(|change| (change.record_id, change.version)).collect();
        for change in changes.iter_mut() {
            if let Some(version) = left.get(&change.record_id) {
                change.version = *version;
            }
        }
    }
    Ok(())
}

fn take_back(tx: &mut Tx<'_>, changes: &[Journaled]) -> Result<(), StoreError> {
    let (registry, others): (Vec<Journaled>, Vec<Journaled>) =
        changes.iter().cloned().partition(|change| hongwang_registry::undo::is_ours(&change.kind));
    hongwang_registry::undo::take_back(tx, &registry)?;
    for change in others.iter().rev() {
        hongwang_organisation::undo::take_back(tx, change)?;
    }
    Ok(())
}

fn built_on(error: &StoreError) -> bool {
    let refused = |kind: &DatabaseErrorKind| {
        matches!(kind, DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::UniqueViolation)
    };
    match error {
        StoreError::Stale { .. } => true,
        StoreError::Database(Error::DatabaseError(kind, _)) => refused(kind),
        _ => false,
    }
}

fn finish(tx: &mut Tx<'_>, row: Import, changes: &[Journaled]) -> Result<u32, StoreError> {
    let changed = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    let mut undone = row.clone();
    undone.undone_at = Some(tx.now());
    undone.undo_entry_id = Some(tx.entry_id().to_owned());
    undone.set_version(row.version() + 1);
    undone.update_row(tx, row.version())?;
    tx.audit(AuditEntry {
        unit_id: row.town_id.clone(),
        action: Action::ImportWorkbook,
        subject_kind: Import::KIND,
        subject_id: row.id,
        detail: serde_json::json!({ "undone": true, "changed": changed }),
    });
    Ok(changed)
}
