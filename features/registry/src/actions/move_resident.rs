//! Somebody changes over to another household of the town, or begins one (分户、并户).

use chrono::NaiveDate;
use hongwang_domain::{Action, Relation};
use hongwang_store::{Record, Tx};

use super::{ChangeError, not_ended, not_later, path_of, seen_resident, write};
use crate::draft::{Place, RegistryDraft, ResidentFacts, Statement};
use crate::rows::Resident;

/// Into which household somebody goes, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The household; without one a new one is begun where the old one stands.
    pub household: Option<String>,
    /// The relation to its head.
    pub relation: Option<Relation>,
    /// Whether this is its head from then on; of a new one always.
    pub is_head: bool,
    /// The first day in it.
    pub day: NaiveDate,
}

/// Moves a resident who still has the version `seen` into another household; answers that household's id. Nobody else
/// changes households by it, and who stays behind keeps the categories of the old one.
///
/// # Errors
/// When the actor may not, here or there, somebody was faster, the resident died, moved away, belongs to no household or to this one already,
/// the day lies before the entry into the old one, or the database fails.
pub fn move_resident(tx: &mut Tx<'_>, id: &str, seen: i32, to: &Move) -> Result<String, ChangeError> {
    let today = not_later(to.day, tx)?;
    let home = crate::locate::household_of(tx, id)?.ok_or(ChangeError::NotThere)?;
    let homes: Vec<String> = std::iter::once(home.clone()).chain(to.household.clone()).collect();
    let mut registry = RegistryDraft::load_households(tx, &homes, &[id.to_owned()])?;
    let row = seen_resident(&registry, id, seen)?;
    let unit = registry.unit_of_household(&home);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    not_ended(&registry, id)?;
    let stay = registry.stay(id, today).filter(|stay| stay.to_day.is_none()).ok_or(ChangeError::NotThere)?;
    if to.day < stay.from_day {
        return Err(ChangeError::TooEarly);
    }
    let (target, is_head) = match &to.household {
        Some(household) => {
            if *household == home || registry.household(household).is_none() {
                return Err(ChangeError::NoHousehold);
            }
            let there = path_of(tx, &registry.unit_of_household(household))?;
            tx.allow(Action::ChangeRegistry, &there)?;
            // Another town registers its own.
            if there.ids().nth(1) != path.ids().nth(1) {
                return Err(ChangeError::NoHousehold);
            }
            (household.clone(), to.is_head)
        }
        None => {
            let village = registry.household(&home).ok_or(ChangeError::NotThere)?.village_id.clone();
            (registry.found_household(&village, None), true)
        }
    };
    if registry.place(&target, to.day).is_none() {
        let source = if to.household.is_some() { &target } else { &home };
        let last = registry.last_place(source).ok_or(ChangeError::NoPlace)?;
        let place = Place { unit_id: last.unit_id.clone(), hamlet_id: last.hamlet_id.clone() };
        registry.state_place(&target, to.day, &place);
    }
    let keys = tx.keys().clone();
    let relation = if is_head { Some(Relation::HEAD) } else { to.relation.filter(|one| !one.is_head()) };
    let facts = ResidentFacts { name: &row.name, relation, is_head, ..ResidentFacts::default() };
    registry.state_resident(id, &target, &facts, Statement { day: to.day, source: "", keys: &keys })?;
    if is_head {
        for other in registry.other_heads(&target, id, to.day) {
            registry.step_down(&other, to.day);
        }
    }
    let detail = serde_json::json!({ "moved": to.day, "new_household": to.household.is_none() });
    write(tx, registry, unit, (Resident::KIND, id), detail).map_err(ChangeError::of)?;
    Ok(target)
}
