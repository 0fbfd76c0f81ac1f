//! What pages of the ledger ask: which months were filed, and who is behind 户数 and 人口.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Month, UnitKind, UnitPath};
use hongwang_organisation::Unit;
use hongwang_store::schema::ledger::ledger_snapshots;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::registry::{absences, household_places, households, memberships, residents};
use hongwang_store::{Db, ReadDoor, StoreError};

/// The months that were filed for a town (or the county), the latest first.
///
/// # Errors
/// When the database fails.
fn filed_months(db: &mut Db, unit: &str) -> Result<Vec<Month>, StoreError> {
    let months: Vec<String> = ledger_snapshots::table
        .filter(ledger_snapshots::town_id.eq(unit))
        .order(ledger_snapshots::month.desc())
        .select(ledger_snapshots::month)
        .load(db)?;
    Ok(months.iter().filter_map(|month| Month::parse(month)).collect())
}

/// The months that were filed for the town that a unit lies in, else for the county; `units` lead to it, county first.
///
/// # Errors
/// When the database fails.
pub(crate) fn filed_months_of(db: &mut Db, units: &[Unit]) -> Result<Vec<Month>, StoreError> {
    let town = units.iter().find(|unit| unit.kind == UnitKind::Town.as_str()).or_else(|| units.last());
    town.map(|unit| filed_months(db, &unit.id)).transpose().map(Option::unwrap_or_default)
}

/// A unit with all below it, or alone: those of a village who are in no grid.
pub(crate) struct Within<'a> {
    /// The unit.
    pub path: &'a UnitPath,
    /// Without what is below.
    pub alone: bool,
}

impl Within<'_> {
    /// The first path that is no more in it.
    fn end(&self) -> String {
        if self.alone { format!("{}!", self.path) } else { self.path.subtree_end() }
    }
}

/// Somebody who was counted.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub(crate) struct Counted {
    /// The grid, or the village of somebody in no grid.
    pub unit: String,
    /// The household's id.
    pub household: String,
    /// 户编号
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// 户主
    pub is_head: bool,
}

/// Who was counted in a subtree on a day, by grid and household, heads first; so many, from one on.
///
/// # Errors
/// When the database fails.
pub(crate) fn residents_on(
    door: &mut ReadDoor<'_>,
    within: &Within<'_>,
    basis: Basis,
    day: NaiveDate,
    (from, most): (i64, i64),
) -> Result<Vec<Counted>, StoreError> {
    if !door.scope().covers(within.path) {
        return Ok(Vec::new());
    }
    let away = absences::table
        .filter(absences::resident_id.eq(memberships::resident_id))
        .filter(absences::from_day.le(day))
        .filter(absences::to_day.is_null().or(absences::to_day.gt(day)));
    let mut query = household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .inner_join(households::table.on(households::id.eq(household_places::household_id)))
        .inner_join(memberships::table.on(memberships::household_id.eq(household_places::household_id)))
        .inner_join(residents::table.on(residents::id.eq(memberships::resident_id)))
        .filter(units::path.ge(within.path.as_str()))
        .filter(units::path.lt(within.end()))
        .filter(household_places::from_day.le(day))
        .filter(household_places::to_day.is_null().or(household_places::to_day.gt(day)))
        .filter(memberships::from_day.le(day))
        .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
        .into_boxed();
    if basis == Basis::Resident {
        query = query.filter(not(exists(away)));
    }
    let rows = query
        .order((
            units::code,
            households::number,
            households::id,
            memberships::is_head.desc(),
            residents::name,
            residents::id,
        ))
        .limit(most)
        .offset(from)
        .select((units::name, households::id, households::number, residents::name, memberships::is_head))
        .load(&mut **door)?;
    Ok(rows)
}

/// A household that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub(crate) struct CountedHousehold {
    /// The household's id.
    pub id: String,
    /// 户编号
    pub number: Option<String>,
    /// The grid, or the village of a household in no grid.
    pub unit: String,
}

/// The households that were counted in a subtree on a day, by grid and number; so many, from one on.
///
/// # Errors
/// When the database fails.
pub(crate) fn households_on(
    door: &mut ReadDoor<'_>,
    within: &Within<'_>,
    basis: Basis,
    day: NaiveDate,
    (from, most): (i64, i64),
) -> Result<Vec<CountedHousehold>, StoreError> {
    if !door.scope().covers(within.path) {
        return Ok(Vec::new());
    }
    let away = absences::table
        .filter(absences::resident_id.eq(memberships::resident_id))
        .filter(absences::from_day.le(day))
        .filter(absences::to_day.is_null().or(absences::to_day.gt(day)));
    let somebody = memberships::table
        .filter(memberships::household_id.eq(household_places::household_id))
        .filter(memberships::from_day.le(day))
        .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
        .filter(not(exists(away)));
    let mut query = household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .inner_join(households::table.on(households::id.eq(household_places::household_id)))
        .filter(units::path.ge(within.path.as_str()))
        .filter(units::path.lt(within.end()))
        .filter(household_places::from_day.le(day))
        .filter(household_places::to_day.is_null().or(household_places::to_day.gt(day)))
        .into_boxed();
    if basis == Basis::Resident {
        query = query.filter(exists(somebody));
    }
    let rows = query
        .order((units::code, households::number, households::id))
        .limit(most)
        .offset(from)
        .select((households::id, households::number, units::name))
        .load(&mut **door)?;
    Ok(rows)
}

/// Who stood for households on a day: the head, else whoever is first; by the household's id.
///
/// # Errors
/// When the database fails.
pub(crate) fn heads_on(
    db: &mut Db,
    households: &[String],
    day: NaiveDate,
) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = memberships::table
        .inner_join(residents::table.on(residents::id.eq(memberships::resident_id)))
        .filter(memberships::household_id.eq_any(households))
        .filter(memberships::from_day.le(day))
        .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
        .order((memberships::is_head, residents::name.desc()))
        .select((memberships::household_id, residents::name))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The household in which residents are, or were last; by the resident's id.
///
/// # Errors
/// When the database fails.
pub(crate) fn homes_of(db: &mut Db, residents: &[String]) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = memberships::table
        .filter(memberships::resident_id.eq_any(residents))
        .order(memberships::from_day)
        .select((memberships::resident_id, memberships::household_id))
        .load(db)?;
    Ok(rows.into_iter().collect())
}
