//! Coming back, and taking back what was recorded by mistake.

use chrono::NaiveDate;
use hongwang_domain::{Action, Relation};
use hongwang_store::{Record, Tx};

use super::{ChangeError, not_ended, not_later, path_of, seen_resident, write};
use crate::draft::{Place, RegistryDraft, ResidentFacts, Statement};
use crate::rows::{Ending, HouseholdMember, Resident};

/// Into which household somebody comes back, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The household.
    pub household: String,
    /// The relation to its head.
    pub relation: Option<Relation>,
    /// The first day.
    pub day: NaiveDate,
}

/// Records that somebody who had moved away belongs to a household again; version `seen`.
///
/// # Errors
/// When the actor may not, the resident has not moved away by that day or is dead, or the database fails.
pub fn return_home(tx: &mut Tx<'_>, id: &str, seen: i32, back: &Return) -> Result<(), ChangeError> {
    not_later(back.day, tx)?;
    let former = crate::locate::household_of(tx, id)?.ok_or(ChangeError::NotThere)?;
    let mut registry = RegistryDraft::load_households(tx, &[former.clone(), back.household.clone()], &[id.to_owned()])?;
    let row = seen_resident(&registry, id, seen)?;
    if let Some(stay) = registry.last_stay(id).filter(|stay| stay.to_day.is_none()).cloned() {
        return is_back(tx, registry, &stay, back);
    }
    let gone = registry
        .last_stay(id)
        .and_then(|stay| Some((stay.to_day?, stay.ended_by.clone())))
        .ok_or(ChangeError::NotThere)?;
    if gone.1.as_deref() == Some(Ending::Death.as_str()) {
        return not_ended(&registry, id);
    }
    if back.day < gone.0 {
        return Err(ChangeError::TooEarly);
    }
    registry.household(&back.household).ok_or(ChangeError::NotThere)?;
    let unit = registry.unit_of_household(&back.household);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    let from = path_of(tx, &registry.unit_of_household(&former))?;
    // Another town has registered its own.
    if from.ids().nth(1) != path.ids().nth(1) {
        return Err(ChangeError::NoPlace);
    }
    if registry.place(&back.household, back.day).is_none() {
        let last = registry.last_place(&back.household).ok_or(ChangeError::NoPlace)?;
        let place = Place { unit_id: last.unit_id.clone(), hamlet_id: last.hamlet_id.clone() };
        registry.state_place(&back.household, back.day, &place);
    }
    let keys = tx.keys().clone();
    let facts = ResidentFacts { name: &row.name, relation: back.relation, ..ResidentFacts::default() };
    let said = Statement { day: back.day, source: "", keys: &keys };
    registry.state_resident(id, &back.household, &facts, said)?;
    let detail = serde_json::json!({ "returned": back.day });
    Ok(write(tx, registry, unit, (Resident::KIND, id), detail)?)
}

/// Somebody recorded the return already: as what is said once more.
fn is_back(
    tx: &mut Tx<'_>,
    mut registry: RegistryDraft,
    stay: &HouseholdMember,
    back: &Return,
) -> Result<(), ChangeError> {
    if stay.household_id != back.household {
        return Err(ChangeError::NotThere);
    }
    if back.day < stay.from_day {
        return Err(ChangeError::TooEarly);
    }
    let unit = registry.unit_of_household(&stay.household_id);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    if back.relation.is_some() {
        registry.correct_kinship(&stay.resident_id, back.relation, stay.is_head, back.day);
    }
    let detail = serde_json::json!({ "returned": back.day });
    Ok(write(tx, registry, unit, (Resident::KIND, &stay.resident_id), detail)?)
}

/// Takes a recorded death or departure back: it was a mistake; version `seen`.
///
/// # Errors
/// When the actor may not, nothing of the kind was recorded, or the database fails.
pub fn take_back_ending(tx: &mut Tx<'_>, id: &str, seen: i32) -> Result<(), ChangeError> {
    let mut registry = RegistryDraft::load_around(tx, &[id.to_owned()])?;
    seen_resident(&registry, id, seen)?;
    let home = registry.last_stay(id).ok_or(ChangeError::NotThere)?.household_id.clone();
    let unit = registry.unit_of_household(&home);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    if !registry.reopen_stay(id) {
        return Err(ChangeError::NotThere);
    }
    // Somebody else may have become the head since.
    let head_now = registry.last_stay(id).filter(|stay| stay.is_head).map(|stay| stay.from_day);
    if let Some(day) = head_now {
        let today = not_later(day, tx)?;
        if !registry.other_heads(&home, id, today).is_empty() {
            registry.step_down(id, today);
        }
    }
    Ok(write(tx, registry, unit, (Resident::KIND, id), serde_json::json!({ "ended_by": null }))?)
}
