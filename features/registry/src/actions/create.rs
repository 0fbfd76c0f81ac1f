//! New households and new residents.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::people::database_text;
use hongwang_domain::{Action, CategoryId, CitizenId, Membership, Phone, Presence, Relation, Sex, UnitPath};
use hongwang_store::schema::organisation::hamlets;
use hongwang_store::{Record, StoreError, Tx};
use serde::{Deserialize, Serialize};

use super::{ChangeError, DOOR_HINT, NAME, NUMBER, ids_allowed, not_later, path_of, write};
use crate::draft::{Place, RegistryDraft, ResidentFacts, Statement};
use crate::rows::{Household, Resident};

/// From where it is known that a category holds: the grid records, and never grants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// A notice or list of the office that decides.
    #[default]
    Office,
    /// The person's own certificate.
    Certificate,
    /// A list that hangs in the village for all to read.
    Notice,
}

database_text!(Source { Office => "office", Certificate => "certificate", Notice => "notice" });

/// Somebody who is entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewResident {
    /// The name.
    pub name: String,
    /// The relation to the head.
    pub relation: Option<Relation>,
    /// Whether this is the head.
    pub is_head: bool,
    /// The sex; of whoever has a citizen id, the one that stands in it.
    pub sex: Option<Sex>,
    /// The birth date; of whoever has a citizen id, the one that stands in it.
    pub birth_date: Option<NaiveDate>,
    /// 公民身份号码
    pub citizen_id: Option<CitizenId>,
    /// 联系电话
    pub phone: Option<Phone>,
    /// Party membership, for a member.
    pub membership: Option<Membership>,
    /// Whether this person is away.
    pub is_away: bool,
    /// Categories that the person has.
    pub categories: Vec<CategoryId>,
    /// From where the categories are known.
    pub source: Source,
}

/// A household that is entered, with its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHousehold {
    /// 户编号
    pub number: Option<String>,
    /// A hint for finding the door.
    pub door_hint: Option<String>,
    /// 屯
    pub hamlet_id: Option<String>,
    /// Categories that the household has.
    pub categories: Vec<CategoryId>,
    /// The head.
    pub head: NewResident,
    /// The day from which it is so.
    pub day: NaiveDate,
}

/// What was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The household's id.
    pub household: String,
    /// The head's id.
    pub resident: String,
}

/// Enters a household with its head into a grid, or a village for a household that stands in none.
///
/// # Errors
/// When the actor may not, the number or citizen id is taken, a text does not fit, or the database fails.
pub fn create_household(tx: &mut Tx<'_>, path: &UnitPath, new: &NewHousehold) -> Result<Created, ChangeError> {
    tx.allow(Action::ChangeRegistry, path)?;
    ids_allowed(tx, path, new.head.citizen_id.is_some())?;
    not_later(new.day, tx)?;
    // county, town, village, and the grid where there is one: nothing has to be asked for.
    let ids: Vec<String> = path.ids().map(|id| id.to_string()).collect();
    let (Some(town), Some(village), Some(unit)) = (ids.get(1), ids.get(2), ids.last()) else {
        return Err(ChangeError::NoPlace);
    };
    fits(new.number.as_deref(), NUMBER, "number")?;
    fits(new.door_hint.as_deref(), DOOR_HINT, "door_hint")?;
    of_unit(tx, new.hamlet_id.as_deref(), unit)?;
    let keys = tx.keys().clone();
    let said = Statement { day: new.day, source: new.head.source.as_str(), keys: &keys };
    let mut registry = RegistryDraft::default();
    let household = registry.found_household(village, new.number.as_deref());
    registry.hint_at_door(&household, new.door_hint.as_deref());
    let place = Place { unit_id: unit.clone(), hamlet_id: new.hamlet_id.clone() };
    registry.state_place(&household, new.day, &place);
    for category in &new.categories {
        registry.state_household_category(&household, category, true, said);
    }
    let head = NewResident { is_head: true, relation: Some(Relation::HEAD), ..new.head.clone() };
    let resident = enrol(&mut registry, town, &household, &head, said)?;
    let detail = serde_json::json!({ "created": 2, "day": new.day });
    write(tx, registry, unit.clone(), (Household::KIND, &household), detail).map_err(ChangeError::of)?;
    Ok(Created { household, resident })
}

/// Enters somebody into a household; answers the id.
///
/// # Errors
/// As [`create_household`].
pub fn add_resident(
    tx: &mut Tx<'_>,
    household: &str,
    new: &NewResident,
    day: NaiveDate,
) -> Result<String, ChangeError> {
    not_later(day, tx)?;
    let mut registry = RegistryDraft::load_households(tx, &[household.to_owned()], &[])?;
    registry.household(household).ok_or(ChangeError::NotThere)?;
    let unit = registry.unit_of_household(household);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    ids_allowed(tx, &path, new.citizen_id.is_some())?;
    let town = path.ids().nth(1).ok_or(ChangeError::NoPlace)?.to_string();
    let keys = tx.keys().clone();
    let said = Statement { day, source: new.source.as_str(), keys: &keys };
    if registry.place(household, day).is_none() {
        let last = registry.last_place(household).ok_or(ChangeError::NoPlace)?;
        let place = Place { unit_id: last.unit_id.clone(), hamlet_id: last.hamlet_id.clone() };
        registry.state_place(household, day, &place);
    }
    let id = enrol(&mut registry, &town, household, new, said)?;
    if new.is_head {
        for other in registry.other_heads(household, &id, day) {
            registry.step_down(&other, day);
        }
    }
    let detail = serde_json::json!({ "created": 1, "day": day });
    write(tx, registry, unit, (Resident::KIND, &id), detail).map_err(ChangeError::of)?;
    Ok(id)
}

fn enrol(
    registry: &mut RegistryDraft,
    town: &str,
    household: &str,
    new: &NewResident,
    said: Statement<'_>,
) -> Result<String, ChangeError> {
    if new.name.trim().is_empty() {
        return Err(ChangeError::Text("name"));
    }
    fits(Some(&new.name), NAME, "name")?;
    let categories: BTreeMap<CategoryId, bool> = new.categories.iter().map(|id| (id.clone(), true)).collect();
    let facts = ResidentFacts {
        name: &new.name,
        relation: new.relation,
        is_head: new.is_head,
        sex: new.citizen_id.as_ref().map(CitizenId::sex).or(new.sex),
        birth_date: new.citizen_id.as_ref().map(CitizenId::birth_date).or(new.birth_date),
        citizen_id: new.citizen_id.as_ref(),
        phone: new.phone.as_ref(),
        membership: new.membership,
        presence: new.is_away.then_some(Presence::Away),
        categories: Some(&categories),
    };
    Ok(registry.enrol(town, household, &facts, said)?)
}

/// Whether a text is no longer than it may be.
pub(super) fn fits(text: Option<&str>, most: usize, field: &'static str) -> Result<(), ChangeError> {
    if text.is_some_and(|text| text.chars().count() > most) { Err(ChangeError::Text(field)) } else { Ok(()) }
}

/// Whether a hamlet is one of the unit's.
pub(super) fn of_unit(tx: &mut Tx<'_>, hamlet: Option<&str>, unit: &str) -> Result<(), ChangeError> {
    let Some(hamlet) = hamlet else { return Ok(()) };
    let of: Option<String> =
        hamlets::table.find(hamlet).select(hamlets::unit_id).first(&mut **tx).optional().map_err(StoreError::from)?;
    if of.as_deref() == Some(unit) { Ok(()) } else { Err(ChangeError::HamletElsewhere) }
}
