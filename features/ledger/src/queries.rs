//! What pages of the ledger ask: which months were filed, and who is behind 户数 and 人口.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Month, UnitKind, UnitPath};
use hongwang_organisation::Unit;
use hongwang_store::schema::ledger::ledger_snapshots;
use hongwang_store::schema::organisation::{hamlets, units};
use hongwang_store::schema::registry::{absences, household_places, households, memberships, residents};
use hongwang_store::{Db, ReadDoor, StoreError};

/// A month that was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FiledMonth {
    /// The month.
    pub month: Month,
    /// When its figures were taken; of a county none before somebody asks for its own.
    pub taken_at: Option<NaiveDateTime>,
}

/// The months that were filed for the town that a unit lies in, the latest first; for a county those that any town filed.
/// `units` lead to the unit, county first.
///
/// # Errors
/// When the database fails.
pub(crate) fn filed_months_of(db: &mut Db, units: &[Unit]) -> Result<Vec<FiledMonth>, StoreError> {
    let Some(own) = units.iter().find(|unit| unit.kind == UnitKind::Town.as_str()).or_else(|| units.last()) else {
        return Ok(Vec::new());
    };
    let mut query = ledger_snapshots::table
        .select((ledger_snapshots::town_id, ledger_snapshots::month, ledger_snapshots::taken_at))
        .into_boxed();
    if own.kind != UnitKind::County.as_str() {
        query = query.filter(ledger_snapshots::town_id.eq(&own.id));
    }
    let rows: Vec<(String, String, NaiveDateTime)> = query.load(db)?;
    let mut months: BTreeMap<Month, Option<NaiveDateTime>> = BTreeMap::new();
    for (town, month, taken_at) in rows {
        let Some(month) = Month::parse(&month) else { continue };
        let kept = months.entry(month).or_default();
        *kept = kept.or((town == own.id).then_some(taken_at));
    }
    Ok(months.into_iter().rev().map(|(month, taken_at)| FiledMonth { month, taken_at }).collect())
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
    /// The id of the grid, or of the village of somebody in no grid.
    pub unit: String,
    /// The household's id.
    pub household: String,
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
        .select((units::id, households::id, residents::name, memberships::is_head))
        .load(&mut **door)?;
    Ok(rows)
}

/// A household that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub(crate) struct CountedHousehold {
    /// The household's id.
    pub id: String,
    /// The id of the grid, or of the village of a household in no grid.
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
        .select((households::id, units::id))
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

/// Where households stand on a day: 屯 and 户编号, what is known of them; by the household's id.
///
/// # Errors
/// When the database fails.
pub(crate) fn doors_of(db: &mut Db, of: &[String], day: NaiveDate) -> Result<HashMap<String, Door>, StoreError> {
    let rows: Vec<(String, Option<String>, Option<String>)> = household_places::table
        .inner_join(households::table.on(households::id.eq(household_places::household_id)))
        .filter(household_places::household_id.eq_any(of))
        .filter(household_places::from_day.le(day))
        .filter(household_places::to_day.is_null().or(household_places::to_day.gt(day)))
        .select((household_places::household_id, household_places::hamlet_id, households::number))
        .load(db)?;
    let ids: HashSet<&String> = rows.iter().filter_map(|(_, hamlet, _)| hamlet.as_ref()).collect();
    let names: HashMap<String, String> = hamlets::table
        .filter(hamlets::id.eq_any(ids))
        .select((hamlets::id, hamlets::name))
        .load::<(String, String)>(db)?
        .into_iter()
        .collect();
    let door = |hamlet: Option<String>, number| Door { hamlet: hamlet.and_then(|id| names.get(&id).cloned()), number };
    Ok(rows.into_iter().map(|(id, hamlet, number)| (id, door(hamlet, number))).collect())
}

/// Where a household stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Door {
    /// 屯
    pub hamlet: Option<String>,
    /// 户编号
    pub number: Option<String>,
}
