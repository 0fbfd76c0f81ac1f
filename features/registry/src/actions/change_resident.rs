use std::collections::BTreeSet;

use chrono::NaiveDate;
use hongwang_domain::{Action, CategoryId, CitizenId, Membership, Phone, Presence, Relation, Sex};
use hongwang_organisation::Hidden;
use hongwang_store::{Record, Tx};

use super::create::fits;
use super::{ChangeError, NAME, Source, ids_allowed, not_ended, not_later, path_of, seen_resident, write};
use crate::draft::{Identity, RegistryDraft, Statement};
use crate::rows::Resident;

/// A resident as somebody wants it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResidentChange {
    /// The name.
    pub name: String,
    /// The sex; of whoever is given a citizen id, the one that stands in it.
    pub sex: Option<Sex>,
    /// The birth date; of whoever is given a citizen id, the one that stands in it.
    pub birth_date: Option<NaiveDate>,
    /// 公民身份号码
    pub citizen_id: Hidden<CitizenId>,
    /// 联系电话
    pub phone: Hidden<Phone>,
    /// The relation to the head.
    pub relation: Option<Relation>,
    /// Whether this is the head.
    pub is_head: bool,
    /// Whether this person is away.
    pub is_away: bool,
    /// Party membership, for a member.
    pub membership: Option<Membership>,
    /// Every category of persons, and whether this one has it; none says nothing.
    pub categories: Vec<(CategoryId, bool)>,
    /// From where the categories are known.
    pub source: Source,
    /// The day from which relation, presence, membership and categories are so.
    pub day: NaiveDate,
}

/// Changes a resident who still has the version `seen` and belongs to a household. What is the same as before is
/// not stated again, so that the day concerns only what changed.
///
/// # Errors
/// When the actor may not, somebody was faster, the citizen id is somebody else's, or the database fails.
pub fn change_resident(tx: &mut Tx<'_>, id: &str, seen: i32, change: &ResidentChange) -> Result<(), ChangeError> {
    let today = not_later(change.day, tx)?;
    let mut registry = RegistryDraft::load_around(tx, &[id.to_owned()])?;
    seen_resident(&registry, id, seen)?;
    let Some(home) = registry.stay(id, today).map(|stay| stay.household_id.clone()) else {
        return not_ended(&registry, id).and(Err(ChangeError::NotThere));
    };
    let unit = registry.unit_of_household(&home);
    let path = path_of(tx, &unit)?;
    tx.allow(Action::ChangeRegistry, &path)?;
    ids_allowed(tx, &path, change.citizen_id != Hidden::Keep)?;
    if change.name.trim().is_empty() {
        return Err(ChangeError::Text("name"));
    }
    fits(Some(&change.name), NAME, "name")?;
    let keys = tx.keys().clone();
    identify(&mut registry, id, change, &keys)?;
    let relation = if change.is_head { Some(Relation::HEAD) } else { change.relation.filter(|one| !one.is_head()) };
    registry.correct_kinship(id, relation, change.is_head, change.day);
    if change.is_head {
        for other in registry.other_heads(&home, id, today) {
            registry.step_down(&other, today);
        }
    }
    if registry.is_away(id, today) != change.is_away {
        let presence = if change.is_away { Presence::Away } else { Presence::Present };
        registry.correct_presence(id, presence, change.day);
    }
    if registry.membership(id, today) != change.membership {
        registry.correct_membership(id, change.membership, change.day);
    }
    let said = Statement { day: change.day, source: change.source.as_str(), keys: &keys };
    let mut restated = BTreeSet::new();
    for (category, holds) in &change.categories {
        if registry.holds(id, category.as_str(), today) != *holds {
            tx.allow(Action::ReadLedgerNames, &path)?;
            registry.state_category(id, category, *holds, said);
            restated.insert(category.as_str());
        }
    }
    let detail = serde_json::json!({ "day": change.day, "categories": restated });
    write(tx, registry, unit, (Resident::KIND, id), detail).map_err(ChangeError::of)
}

fn identify(
    registry: &mut RegistryDraft,
    id: &str,
    change: &ResidentChange,
    keys: &hongwang_store::KeyRing,
) -> Result<(), ChangeError> {
    let given = match &change.citizen_id {
        Hidden::Set(given) => Some(given),
        Hidden::Keep | Hidden::Remove => None,
    };
    let identity = Identity {
        name: &change.name,
        sex: given.map(CitizenId::sex).or(change.sex),
        birth_date: given.map(CitizenId::birth_date).or(change.birth_date),
        citizen_id: &change.citizen_id,
        phone: &change.phone,
    };
    Ok(registry.identify(id, &identity, keys)?)
}
