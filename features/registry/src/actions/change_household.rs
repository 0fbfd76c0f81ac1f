use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::{Action, CategoryId};
use hongwang_store::schema::registry::{household_places, households};
use hongwang_store::{Record, StoreError, Tx};

use super::create::{fits, of_unit};
use super::{ChangeError, DOOR_HINT, NUMBER, Source, not_later, path_of, seen_household, write};
use crate::draft::{Place, RegistryDraft, Statement};
use crate::rows::Household;

/// A household as somebody wants it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdChange {
    /// 户编号
    pub number: Option<String>,
    /// A hint for finding the door.
    pub door_hint: Option<String>,
    /// The id of the grid, or of the village for a household that stands in none.
    pub unit_id: String,
    /// 屯
    pub hamlet_id: Option<String>,
    /// Every category of households, and whether the household has it; none says nothing.
    pub categories: Vec<(CategoryId, bool)>,
    /// From where the categories are known.
    pub source: Source,
    /// The day from which place and categories are so.
    pub day: NaiveDate,
}

/// Changes a household that still has the version `seen`.
///
/// # Errors
/// When the actor may not, here or where it goes, somebody was faster, the number is taken, or the database fails.
pub fn change_household(tx: &mut Tx<'_>, id: &str, seen: i32, change: &HouseholdChange) -> Result<(), ChangeError> {
    let today = not_later(change.day, tx)?;
    let mut registry = RegistryDraft::load_households(tx, &[id.to_owned()], &[])?;
    let row = seen_household(&registry, id, seen)?;
    let unit = registry.unit_of_household(id);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    fits(change.number.as_deref(), NUMBER, "number")?;
    fits(change.door_hint.as_deref(), DOOR_HINT, "door_hint")?;
    if change.number != row.number {
        is_free(tx, &row, change.number.as_deref())?;
        registry.renumber(id, change.number.as_deref());
    }
    registry.hint_at_door(id, change.door_hint.as_deref());
    let stands = registry.last_place(id).map(|place| (place.unit_id.clone(), place.hamlet_id.clone()));
    if stands != Some((change.unit_id.clone(), change.hamlet_id.clone())) {
        let to = path_of(tx, &change.unit_id)?;
        tx.allow(Action::ChangeRegistry, &to)?;
        if to.ids().nth(2).map(|village| village.to_string()).as_ref() != Some(&row.village_id) {
            return Err(ChangeError::NoPlace);
        }
        of_unit(tx, change.hamlet_id.as_deref(), &change.unit_id)?;
        let first = first_day(tx, id)?;
        let place = Place { unit_id: change.unit_id.clone(), hamlet_id: change.hamlet_id.clone() };
        // It stood nowhere before it was entered.
        registry.correct_place(id, first.map_or(change.day, |first| first.max(change.day)), &place);
    }
    let keys = tx.keys().clone();
    let said = Statement { day: change.day, source: change.source.as_str(), keys: &keys };
    let mut restated = BTreeSet::new();
    for (category, holds) in &change.categories {
        if registry.holds(id, category.as_str(), today) != *holds {
            tx.allow(Action::ReadLedgerNames, &path)?;
            registry.state_household_category(id, category, *holds, said);
            restated.insert(category.as_str());
        }
    }
    let detail = serde_json::json!({ "day": change.day, "categories": restated });
    write(tx, registry, unit, (Household::KIND, id), detail).map_err(ChangeError::of)
}

fn is_free(tx: &mut Tx<'_>, row: &Household, number: Option<&str>) -> Result<(), ChangeError> {
    let Some(number) = number else { return Ok(()) };
    let taken: Option<String> = households::table
        .filter(households::village_id.eq(&row.village_id))
        .filter(households::number.eq(number))
        .select(households::id)
        .first(&mut **tx)
        .optional()
        .map_err(StoreError::from)?;
    if taken.is_none_or(|id| id == row.id) { Ok(()) } else { Err(ChangeError::NumberTaken) }
}

fn first_day(tx: &mut Tx<'_>, id: &str) -> Result<Option<NaiveDate>, ChangeError> {
    let first = household_places::table
        .filter(household_places::household_id.eq(id))
        .select(diesel::dsl::min(household_places::from_day))
        .first(&mut **tx)
        .map_err(StoreError::from)?;
    Ok(first)
}
