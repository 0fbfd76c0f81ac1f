//! Changing a unit: its name, its hamlets, its party group and who has a post in it.

use chrono::NaiveDate;
use hongwang_domain::rulebook::Rulebook;
use hongwang_domain::{Action, Phone, Role};
use hongwang_store::{AuditEntry, Record, StoreError, Transient, Tx};
use thiserror::Error;

use crate::queries;
use crate::rows::{LeaderBasis, Unit};
use crate::town::{Roster, TownDraft};

/// What becomes of a value that a form does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hidden<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// Another takes its place.
    Set(T),
    /// It goes.
    Remove,
}

impl<T> Hidden<T> {
    /// The same about a borrowed value.
    pub fn as_ref(&self) -> Hidden<&T> {
        match self {
            Self::Keep => Hidden::Keep,
            Self::Set(value) => Hidden::Set(value),
            Self::Remove => Hidden::Remove,
        }
    }

    /// The same about another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Hidden<U> {
        match self {
            Self::Keep => Hidden::Keep,
            Self::Set(value) => Hidden::Set(change(value)),
            Self::Remove => Hidden::Remove,
        }
    }
}

/// A unit as somebody wants it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChange {
    /// The name.
    pub name: String,
    /// Names of hamlets that have to be there; those that stand already stay.
    pub hamlets: Vec<String>,
    /// The party group, for a grid.
    pub group: Option<GroupChange>,
    /// The day from which the posts are so.
    pub day: NaiveDate,
}

/// A party group as somebody wants it to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChange {
    /// The name.
    pub name: String,
    /// 成立日期
    pub founded_on: Option<NaiveDate>,
    /// 组长; nobody for a post that is not filled.
    pub leader: Option<String>,
    /// 组长电话
    pub leader_phone: Hidden<Phone>,
    /// 组长任职依据
    pub basis: Option<LeaderBasis>,
    /// 成员: all of them
    pub members: Vec<String>,
    /// 志愿者: all of them
    pub volunteers: Vec<String>,
}

/// Why a unit was not changed.
#[derive(Debug, Error)]
pub enum UnitChangeError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no unit with this code, or it has no town above it.
    #[error("no such unit")]
    NotThere,
    /// Only a grid has a party group.
    #[error("only a grid has a party group")]
    NoGrid,
    /// Whoever is to have the post is known not to be a member of the party, and the post asks for one (STAFF-1, STAFF-3).
    #[error("{} needs a member of the party", role.as_str())]
    NoMember {
        /// The post.
        role: Role,
        /// The name.
        name: String,
    },
}

impl Transient for UnitChangeError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// Changes a unit that still is as `seen` says (see [`queries::stamp`]).
///
/// # Errors
/// When the actor may not, somebody changed it meanwhile, a post asks for a member of the party, or the database fails.
pub fn change_unit(
    tx: &mut Tx<'_>,
    rulebook: &Rulebook,
    code: &str,
    seen: &str,
    change: &UnitChange,
) -> Result<(), UnitChangeError> {
    let unit = queries::by_code(tx, code)?.ok_or(UnitChangeError::NotThere)?;
    tx.allow(Action::ChangeOrganisation, &unit.path())?;
    let stands = queries::stamp(tx, &unit.id)?;
    if stands != seen {
        return Err(StoreError::Stale { kind: Unit::KIND, id: unit.id, now: Some(stands) }.into());
    }
    let kind = unit.kind()?;
    let above = queries::ancestry(tx, &unit.path())?;
    let (Some(county), Some(town)) = (above.first(), above.get(1)) else { return Err(UnitChangeError::NotThere) };
    let mut draft = TownDraft::load(tx, county, &town.code()?)?;
    draft.rename(&unit.id, &change.name);
    for name in &change.hamlets {
        draft.ensure_hamlet(&unit.id, name);
    }
    if let Some(group) = &change.group {
        if kind != hongwang_domain::UnitKind::Grid {
            return Err(UnitChangeError::NoGrid);
        }
        admitted(tx, rulebook, &town.id, &draft, &unit.id, group, change.day)?;
        state_group(tx, &mut draft, &unit.id, group, change.day)?;
    }
    let changed = draft.changed();
    draft.write(tx)?;
    tx.audit(AuditEntry {
        unit_id: unit.id.clone(),
        action: Action::ChangeOrganisation,
        subject_kind: Unit::KIND,
        subject_id: unit.id,
        detail: serde_json::json!({ "day": change.day, "changed": changed }),
    });
    Ok(())
}

/// Whether everybody who is given a post may have it. Who has it already keeps it: an ended membership is shown, not
/// punished (R4), and a list need not be set right before a name in it can be.
fn admitted(
    tx: &mut Tx<'_>,
    rulebook: &Rulebook,
    town: &str,
    draft: &TownDraft,
    grid: &str,
    group: &GroupChange,
    day: NaiveDate,
) -> Result<(), UnitChangeError> {
    let standing = draft.roster(grid, day);
    let fresh = |names: &[String], before: &[String]| -> Vec<String> {
        names.iter().filter(|name| !before.contains(name)).cloned().collect()
    };
    let posts = [
        (Role::GridLeader, fresh(group.leader.as_slice(), standing.leader.as_slice())),
        (Role::GroupMember, fresh(&group.members, &standing.members.unwrap_or_default())),
        (Role::Volunteer, fresh(&group.volunteers, &standing.volunteers.unwrap_or_default())),
    ];
    for (role, names) in posts {
        let Some(rule) = rulebook.role(role).filter(|rule| !rule.membership.is_empty() && !names.is_empty()) else {
            continue;
        };
        for (name, known) in queries::standing_in_party(tx, town, &names, day)? {
            if !known.iter().any(|membership| rule.admits(*membership)) {
                return Err(UnitChangeError::NoMember { role, name });
            }
        }
    }
    Ok(())
}

fn state_group(
    tx: &mut Tx<'_>,
    draft: &mut TownDraft,
    grid: &str,
    group: &GroupChange,
    day: NaiveDate,
) -> Result<(), StoreError> {
    let keys = tx.keys().clone();
    draft.describe_group(grid, &group.name, group.founded_on);
    let roster = Roster {
        leader: group.leader.clone(),
        leader_phone: None,
        basis: group.basis.map(|basis| basis.as_str().to_owned()),
        members: Some(group.members.clone()),
        volunteers: Some(group.volunteers.clone()),
    };
    draft.state_roster(grid, day, &roster, &keys)?;
    if group.leader.is_none() {
        draft.vacate_leader(grid, day);
    }
    let leader = draft.leader(grid, day).map(|(person, _)| person.to_owned());
    match (&group.leader_phone, leader) {
        (Hidden::Set(phone), Some(person)) => draft.set_person_phone(&person, Some(phone), &keys),
        (Hidden::Remove, Some(person)) => draft.set_person_phone(&person, None, &keys),
        _ => Ok(()),
    }
}
