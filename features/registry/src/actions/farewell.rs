//! Deaths and departures.

use chrono::NaiveDate;
use hongwang_domain::{Action, Actor};
use hongwang_store::{Key, Record, Store, StoreError, Tx};

use super::{ChangeError, not_ended, not_later, path_of, seen_resident, write};
use crate::draft::RegistryDraft;
use crate::rows::{Ending, Resident};

/// Records that a resident died: counted on that day and not after.
///
/// # Errors
/// When the actor may not, the resident is not in the registry on that day, or the database fails.
pub fn record_death(store: &Store, actor: &Actor, key: &Key, resident: &str, day: NaiveDate) -> Result<(), StoreError> {
    store.write(actor, key, |tx| end_stay(tx, resident, None, day, Ending::Death)).map_err(plain)
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
    store.write(actor, key, |tx| end_stay(tx, resident, None, day, Ending::Departure)).map_err(plain)
}

fn plain(error: ChangeError) -> StoreError {
    match error {
        ChangeError::Store(error) => error,
        _ => StoreError::Database(diesel::result::Error::NotFound),
    }
}

/// Records how a resident's stay in the registry ended, and on which day; the version that was seen, where a form
/// showed one.
///
/// # Errors
/// When the actor may not, somebody was faster, the day is to come, an ending is recorded already, the resident is not in
/// the registry on that day, or the database fails.
pub fn end_stay(
    tx: &mut Tx<'_>,
    resident: &str,
    seen: Option<i32>,
    day: NaiveDate,
    ending: Ending,
) -> Result<(), ChangeError> {
    not_later(day, tx)?;
    let mut registry = RegistryDraft::load_around(tx, &[resident.to_owned()])?;
    if let Some(seen) = seen {
        seen_resident(&registry, resident, seen)?;
    }
    let last = registry.last_stay(resident).ok_or(ChangeError::NotThere)?;
    let unit = registry.unit_of_household(&last.household_id);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    not_ended(&registry, resident)?;
    if !registry.end_stay(resident, day, ending) {
        return Err(if last_began_after(&registry, resident, day) {
            ChangeError::TooEarly
        } else {
            ChangeError::NotThere
        });
    }
    let detail = serde_json::json!({ "ended_by": ending.as_str(), "day": day });
    Ok(write(tx, registry, unit, (Resident::KIND, resident), detail)?)
}

fn last_began_after(registry: &RegistryDraft, resident: &str, day: NaiveDate) -> bool {
    registry.last_stay(resident).is_some_and(|stay| stay.from_day > day)
}
