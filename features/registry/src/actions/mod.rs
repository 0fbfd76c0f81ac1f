//! What changes households and residents, a verb a file. Each works inside the caller's transaction, refuses what the
//! policy refuses, and leaves one audit entry.

mod change_household;
mod change_resident;
mod create;
mod error;
mod farewell;
mod move_resident;
mod return_home;
mod reveal;

pub use change_household::{HouseholdChange, change_household};
pub use change_resident::{ResidentChange, change_resident};
pub use create::{Created, NewHousehold, NewResident, Source, add_resident, create_household};
pub use error::ChangeError;
pub use farewell::{end_stay, record_death, record_departure};
pub use move_resident::{Move, move_resident};
pub use return_home::{Return, return_home, take_back_ending};
pub use reveal::{Field, reveal};

use chrono::NaiveDate;
use hongwang_domain::{Action, UnitPath};
use hongwang_store::{AuditEntry, Record, StoreError, Tx};
use serde_json::Value;

use crate::draft::RegistryDraft;
use crate::rows::{Ending, Household, Resident};

/// The most characters of a hint for finding a door.
pub const DOOR_HINT: usize = 40;
/// The most characters of a name.
pub const NAME: usize = 50;
/// The most characters of a 户编号.
pub const NUMBER: usize = 20;

/// Writes a draft with its counts, and says what it was.
fn write(
    tx: &mut Tx<'_>,
    mut registry: RegistryDraft,
    unit_id: String,
    (subject_kind, subject_id): (&'static str, &str),
    detail: Value,
) -> Result<(), StoreError> {
    registry.settle();
    let deltas = registry.count_deltas();
    registry.write(tx, &deltas)?;
    tx.audit(AuditEntry {
        unit_id,
        action: Action::ChangeRegistry,
        subject_kind,
        subject_id: subject_id.to_owned(),
        detail,
    });
    Ok(())
}

/// The household as it stands, if it still is as it was seen.
fn seen_household(registry: &RegistryDraft, id: &str, seen: i32) -> Result<Household, ChangeError> {
    let row = registry.household(id).ok_or(ChangeError::NotThere)?;
    if row.version == seen { Ok(row.clone()) } else { Err(stale(Household::KIND, id, row.version)) }
}

/// The resident as it stands, if it still is as it was seen.
fn seen_resident(registry: &RegistryDraft, id: &str, seen: i32) -> Result<Resident, ChangeError> {
    let row = registry.resident(id).ok_or(ChangeError::NotThere)?;
    if row.version == seen { Ok(row.clone()) } else { Err(stale(Resident::KIND, id, row.version)) }
}

fn stale(kind: &'static str, id: &str, now: i32) -> ChangeError {
    StoreError::Stale { kind, id: id.to_owned(), now: Some(now.to_string()) }.into()
}

/// Refuses whoever died or moved away, as recorded.
fn not_ended(registry: &RegistryDraft, id: &str) -> Result<(), ChangeError> {
    let ended = registry.last_stay(id).and_then(|stay| {
        let ending = Ending::from_text(stay.ended_by.as_deref()?)?;
        Some(ChangeError::Ended { ending, last_day: stay.to_day?.pred_opt()? })
    });
    ended.map_or(Ok(()), Err)
}

/// The path of a unit of which the id is known.
fn path_of(tx: &mut Tx<'_>, unit: &str) -> Result<UnitPath, ChangeError> {
    let found = hongwang_organisation::Unit::find(tx, &[unit.to_owned()]).map_err(StoreError::from)?;
    found.first().map(hongwang_organisation::Unit::path).ok_or(ChangeError::NotThere)
}

/// Whether the actor may enter, change or remove a citizen id: whoever may see it. To anybody else "taken" would tell
/// whether somebody in the town has a number, so the answer is the same for every number, before any is looked at.
fn ids_allowed(tx: &Tx<'_>, path: &UnitPath, is_touched: bool) -> Result<(), ChangeError> {
    let allowed = !is_touched || tx.allow(Action::RevealCitizenId, path).is_ok();
    if allowed { Ok(()) } else { Err(ChangeError::IdForVillage) }
}

/// The local day on which the write happens.
fn not_later(day: NaiveDate, tx: &Tx<'_>) -> Result<NaiveDate, ChangeError> {
    let today = hongwang_domain::clock::civil_day(tx.now().and_utc());
    if day <= today { Ok(today) } else { Err(ChangeError::InFuture) }
}
