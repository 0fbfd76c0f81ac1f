//! Linking an organisation, changing what is recorded of it, ending it.

use chrono::NaiveDate;
use diesel::result::{DatabaseErrorKind, Error as Failure};
use hongwang_domain::{Action, Id, Phone, UnitPath};
use hongwang_store::{AuditEntry, KeyRing, Record, SealedField, StoreError, Transient, Tx};
use thiserror::Error;

use super::{LinkedKind, LinkedOrganisation};
use crate::change::Hidden;

/// A linked organisation as somebody wants it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedChange {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: LinkedKind,
    /// What it helps with.
    pub helps_with: Option<String>,
    /// Whom to ring there.
    pub contact: Option<String>,
    /// The phone of that person.
    pub phone: Hidden<Phone>,
    /// The first day, where it is known.
    pub since: Option<NaiveDate>,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum LinkedError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such organisation or unit.
    #[error("no such organisation")]
    NotThere,
    /// The county has none: towns, villages and grids have.
    #[error("a county has no linked organisations")]
    NoPlace,
    /// The unit has one of this name.
    #[error("the name is taken")]
    NameTaken,
    /// It would end before it began.
    #[error("an end before the beginning")]
    EndsTooEarly,
}

impl Transient for LinkedError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// Links an organisation with a unit; answers its id.
///
/// # Errors
/// When the actor may not, the unit has one of this name, or the database fails.
pub fn link(tx: &mut Tx<'_>, path: &UnitPath, change: &LinkedChange) -> Result<String, LinkedError> {
    tx.allow(Action::ChangeOrganisation, path)?;
    let ids: Vec<String> = path.ids().map(|id| id.to_string()).collect();
    let [_county, .., unit_id] = ids.as_slice() else { return Err(LinkedError::NoPlace) };
    let mut row = LinkedOrganisation {
        id: Id::new().to_string(),
        unit_id: unit_id.clone(),
        name: String::new(),
        kind: String::new(),
        helps_with: None,
        contact: None,
        phone: None,
        since: None,
        ended_on: None,
        version: 1,
    };
    state(&mut row, change, tx.keys())?;
    tx.insert(&[(row.unit_id.clone(), row.clone())]).map_err(taken)?;
    said(tx, &row, serde_json::json!({ "created": 1, "kind": row.kind }));
    Ok(row.id)
}

/// Changes what is recorded of an organisation that still has the version `seen`.
///
/// # Errors
/// As [`link`], and when somebody was faster.
pub fn change_linked(tx: &mut Tx<'_>, id: &str, seen: i32, change: &LinkedChange) -> Result<(), LinkedError> {
    let before = seen_row(tx, id, seen)?;
    let mut row = before.clone();
    state(&mut row, change, tx.keys())?;
    if row.ended_on.zip(row.since).is_some_and(|(ended, since)| ended < since) {
        return Err(LinkedError::EndsTooEarly);
    }
    write(tx, &before, row, serde_json::json!({ "kind": change.kind.as_str() }))
}

/// Records from which day on an organisation is linked no more; without a day it is again. What is recorded so already is
/// done, whoever said it.
///
/// # Errors
/// As [`change_linked`], and when it would end before it began.
pub fn end_linked(tx: &mut Tx<'_>, id: &str, seen: i32, day: Option<NaiveDate>) -> Result<(), LinkedError> {
    let before = row_to_change(tx, id)?;
    let detail = serde_json::json!({ "ended_on": day });
    // Somebody else said the same: there is nothing to choose between.
    if before.ended_on == day {
        return write(tx, &before, before.clone(), detail);
    }
    still_seen(&before, seen)?;
    if day.zip(before.since).is_some_and(|(day, since)| day < since) {
        return Err(LinkedError::EndsTooEarly);
    }
    let row = LinkedOrganisation { ended_on: day, ..before.clone() };
    write(tx, &before, row, detail)
}

/// The record as it stands, if the actor may change it and it still is as it was seen.
fn seen_row(tx: &mut Tx<'_>, id: &str, seen: i32) -> Result<LinkedOrganisation, LinkedError> {
    let row = row_to_change(tx, id)?;
    still_seen(&row, seen)?;
    Ok(row)
}

fn row_to_change(tx: &mut Tx<'_>, id: &str) -> Result<LinkedOrganisation, LinkedError> {
    let path = crate::locate::linked(tx, id)?.ok_or(LinkedError::NotThere)?;
    tx.allow(Action::ChangeOrganisation, &path)?;
    let found = LinkedOrganisation::find(tx, &[id.to_owned()]).map_err(StoreError::from)?;
    found.into_iter().next().ok_or(LinkedError::NotThere)
}

fn still_seen(row: &LinkedOrganisation, seen: i32) -> Result<(), LinkedError> {
    if row.version == seen {
        return Ok(());
    }
    let now = Some(row.version.to_string());
    Err(StoreError::Stale { kind: LinkedOrganisation::KIND, id: row.id.clone(), now }.into())
}

fn state(row: &mut LinkedOrganisation, change: &LinkedChange, keys: &KeyRing) -> Result<(), StoreError> {
    change.name.clone_into(&mut row.name);
    change.kind.as_str().clone_into(&mut row.kind);
    row.helps_with.clone_from(&change.helps_with);
    row.contact.clone_from(&change.contact);
    row.since = change.since;
    match &change.phone {
        Hidden::Keep => {}
        Hidden::Remove => row.phone = None,
        Hidden::Set(phone) => {
            row.phone = Some(keys.seal(SealedField::Phone, &row.id, phone.as_str().as_bytes())?);
        }
    }
    Ok(())
}

fn write(
    tx: &mut Tx<'_>,
    before: &LinkedOrganisation,
    row: LinkedOrganisation,
    detail: serde_json::Value,
) -> Result<(), LinkedError> {
    if row != *before {
        tx.update(&row.unit_id, before, &row).map_err(taken)?;
    }
    said(tx, &row, detail);
    Ok(())
}

/// The audit tells of kinds and days, never of names.
fn said(tx: &mut Tx<'_>, row: &LinkedOrganisation, detail: serde_json::Value) {
    tx.audit(AuditEntry {
        unit_id: row.unit_id.clone(),
        action: Action::ChangeOrganisation,
        subject_kind: LinkedOrganisation::KIND,
        subject_id: row.id.clone(),
        detail,
    });
}

fn taken(error: StoreError) -> LinkedError {
    match error {
        StoreError::Database(Failure::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => LinkedError::NameTaken,
        error => error.into(),
    }
}
