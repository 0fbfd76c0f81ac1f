//! Changes of single residents.

use chrono::NaiveDate;
use hongwang_domain::{Action, Actor, UnitPath};
use hongwang_store::{AuditEntry, Key, Record, Store, StoreError, Tx};

use crate::draft::RegistryDraft;
use crate::rows::{Ending, Resident};

/// Records that a resident died: counted on that day and not after.
///
/// # Errors
/// When the actor may not, the resident is not in the registry on that day, or the database fails.
pub fn record_death(store: &Store, actor: &Actor, key: &Key, resident: &str, day: NaiveDate) -> Result<(), StoreError> {
    store.write(actor, key, |tx| end_stay(tx, resident, day, Ending::Death))
}

/// Records that a resident moved away from the county: counted on that day and not after.
///
/// # Errors
/// As [`record_death`].
pub fn record_departure(
    store: &Store,
    actor: &Actor,
    key: &Key,
    resident: &str,
    day: NaiveDate,
) -> Result<(), StoreError> {
    store.write(actor, key, |tx| end_stay(tx, resident, day, Ending::Departure))
}

fn end_stay(tx: &mut Tx<'_>, resident: &str, day: NaiveDate, ending: Ending) -> Result<(), StoreError> {
    let mut registry = RegistryDraft::load_around(tx, &[resident.to_owned()])?;
    let stay = registry.stay(resident, day).ok_or(diesel::result::Error::NotFound)?;
    let unit = registry.unit_of_household(&stay.household_id);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    registry.end_stay(resident, day, ending);
    registry.settle();
    let deltas = registry.count_deltas();
    registry.write(tx, &deltas)?;
    tx.audit(AuditEntry {
        unit_id: unit,
        action: Action::ChangeRegistry,
        subject_kind: Resident::KIND,
        subject_id: resident.to_owned(),
        detail: serde_json::json!({ "ended_by": ending.as_str(), "day": day }),
    });
    Ok(())
}

fn path_of(tx: &mut Tx<'_>, unit: &str) -> Result<UnitPath, StoreError> {
    let found = hongwang_organisation::Unit::find(tx, &[unit.to_owned()])?;
    found.first().map(hongwang_organisation::Unit::path).ok_or(StoreError::Database(diesel::result::Error::NotFound))
}
