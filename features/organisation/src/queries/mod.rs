//! Reading units and rosters.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::organisation::{appointments, party_groups, persons, units};
use hongwang_store::{Db, StoreError};

use crate::rows::{PartyGroup, Post, Unit};

mod history;
mod linked;
mod overview;
mod standing;

pub use history::{Changed, who_changed, who_changed_unit};
pub use linked::{Linked, linked, linked_above, linked_of};
pub use overview::{Child, Group, Holder, Overview, Totals, group, overview, totals};
pub use standing::{stamp, standing_in_party};

/// The county: the deployment's root.
///
/// # Errors
/// When the database fails.
pub fn county(db: &mut Db) -> Result<Option<Unit>, StoreError> {
    Ok(units::table.filter(units::parent_id.is_null()).select(Unit::as_select()).first(db).optional()?)
}

/// The unit with a code.
///
/// # Errors
/// When the database fails.
pub fn by_code(db: &mut Db, code: &str) -> Result<Option<Unit>, StoreError> {
    Ok(units::table.filter(units::code.eq(code)).select(Unit::as_select()).first(db).optional()?)
}

/// A unit and everything below it, in order of code.
///
/// # Errors
/// When the database fails.
pub fn subtree(db: &mut Db, path: &UnitPath) -> Result<Vec<Unit>, StoreError> {
    Ok(units::table
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .order(units::code)
        .select(Unit::as_select())
        .load(db)?)
}

/// The units on the way to one, the county first, itself last.
///
/// # Errors
/// When the database fails.
pub fn ancestry(db: &mut Db, path: &UnitPath) -> Result<Vec<Unit>, StoreError> {
    let ids: Vec<String> = path.ids().map(|id| id.to_string()).collect();
    Ok(units::table.filter(units::id.eq_any(ids)).order(units::path).select(Unit::as_select()).load(db)?)
}

/// The ids of a unit and of all below it.
pub(crate) fn subtree_ids(db: &mut Db, path: &UnitPath) -> Result<Vec<String>, StoreError> {
    Ok(subtree(db, path)?.into_iter().map(|unit| unit.id).collect())
}

/// The names of units, by their ids.
///
/// # Errors
/// When the database fails.
pub fn names(db: &mut Db, ids: &[String]) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> =
        units::table.filter(units::id.eq_any(ids)).select((units::id, units::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// The party groups of a subtree, by the id of their grid.
///
/// # Errors
/// When the database fails.
pub fn groups(db: &mut Db, path: &UnitPath) -> Result<HashMap<String, PartyGroup>, StoreError> {
    let rows: Vec<PartyGroup> = party_groups::table
        .inner_join(units::table.on(units::id.eq(party_groups::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .select(PartyGroup::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(|group| (group.unit_id.clone(), group)).collect())
}

/// Somebody in a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointed {
    /// The person's id.
    pub person_id: String,
    /// The name.
    pub name: String,
}

/// Who leads, belongs to and helps a party group on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupRoster {
    /// 组长
    pub leader: Option<Appointed>,
    /// 成员, in the order given
    pub members: Vec<Appointed>,
    /// 志愿者, in the order given
    pub volunteers: Vec<Appointed>,
}

/// The rosters of a subtree on a day, by the id of the grid.
///
/// # Errors
/// When the database fails.
pub fn rosters(db: &mut Db, path: &UnitPath, day: NaiveDate) -> Result<HashMap<String, GroupRoster>, StoreError> {
    let rows: Vec<(String, String, String, String)> = appointments::table
        .inner_join(units::table.on(units::id.eq(appointments::unit_id)))
        .inner_join(persons::table.on(persons::id.eq(appointments::person_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(appointments::from_day.le(day))
        .filter(appointments::to_day.is_null().or(appointments::to_day.gt(day)))
        .order((appointments::unit_id, appointments::position, appointments::id))
        .select((appointments::unit_id, appointments::role, persons::id, persons::name))
        .load(db)?;
    let mut rosters: HashMap<String, GroupRoster> = HashMap::new();
    for (unit, role, person_id, name) in rows {
        let roster = rosters.entry(unit).or_default();
        let appointed = Appointed { person_id, name };
        match Post::from_text(&role) {
            Some(Post::Leader) => roster.leader = Some(appointed),
            Some(Post::Member) => roster.members.push(appointed),
            Some(Post::Volunteer) => roster.volunteers.push(appointed),
            None => return Err(StoreError::Corrupt(format!("role of an appointment in {}", roster.members.len()))),
        }
    }
    Ok(rosters)
}

/// The path of the unit with an id.
///
/// # Errors
/// When the database fails.
pub fn path_of(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = units::table.find(id).select(units::path).first(db).optional()?;
    Ok(path.map(UnitPath::from_database))
}
