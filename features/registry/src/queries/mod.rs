//! Reading counts and the names behind them.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::dsl::sum;
use diesel::prelude::*;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Level, UnitPath};
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::registry::{
    category_assignments, count_deltas, household_places, households, memberships, residents,
};
use hongwang_store::{Db, ReadDoor, StoreError};

use crate::rows::{Absence, Household};

mod find;
mod household;
mod list;
mod search;

pub use find::{Found, find};
pub use household::{Held, HouseholdView, Leaving, Member, Past, household, resident};
pub use list::{AtHome, HouseholdList, Line, PAGE, Place as ListedPlace, Sort, Wanted, list, places};

/// Counts by unit (a grid; a village for those in no grid) and item.
pub type Counts = HashMap<String, BTreeMap<String, i64>>;

/// The counts of a subtree on a day.
///
/// # Errors
/// When the database fails.
pub fn counts(db: &mut Db, path: &UnitPath, basis: Basis, day: NaiveDate) -> Result<Counts, StoreError> {
    let rows: Vec<(String, String, Option<i64>)> = count_deltas::table
        .inner_join(units::table.on(units::id.eq(count_deltas::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(count_deltas::basis.eq(basis.as_str()))
        .filter(count_deltas::day.le(day))
        .group_by((count_deltas::unit_id, count_deltas::item))
        .select((count_deltas::unit_id, count_deltas::item, sum(count_deltas::delta)))
        .load(db)?;
    let mut counts = Counts::new();
    for (unit, item, count) in rows {
        counts.entry(unit).or_default().insert(item, count.unwrap_or_default());
    }
    Ok(counts)
}

/// The first day on which anything in a subtree was counted.
///
/// # Errors
/// When the database fails.
pub fn first_day(db: &mut Db, path: &UnitPath) -> Result<Option<NaiveDate>, StoreError> {
    Ok(count_deltas::table
        .inner_join(units::table.on(units::id.eq(count_deltas::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(count_deltas::delta.ne(0))
        .select(diesel::dsl::min(count_deltas::day))
        .first(db)?)
}

/// Somebody behind a count: a resident, or for a category of households its head.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The name; of a household without anybody in it its number, or nothing.
    pub name: String,
    /// The resident's or household's id.
    pub subject_id: String,
}

/// A category, whether households or persons have it, and in which of both it is counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The rulebook's id.
    pub category: String,
    /// Who has it.
    pub level: Level,
    /// What its column counts.
    pub counted_in: Level,
}

/// Names by unit and category.
pub type Names = HashMap<String, BTreeMap<String, Vec<Named>>>;

/// Who is behind the category counts of a subtree on a day: each list is as long as the count.
/// Nothing for a reader who may not see it.
///
/// # Errors
/// When the database fails.
pub fn names(
    door: &mut ReadDoor<'_>,
    path: &UnitPath,
    counted: &[Counted],
    basis: Basis,
    day: NaiveDate,
) -> Result<Names, StoreError> {
    if !door.scope().names_in_need || !door.scope().covers(path) {
        return Ok(Names::new());
    }
    names_of(door, path, counted, basis, day)
}

/// As [`names`], for the platform's own duties; what it answers is sealed, not shown.
///
/// # Errors
/// When the database fails.
pub fn names_of(
    db: &mut Db,
    path: &UnitPath,
    counted: &[Counted],
    basis: Basis,
    day: NaiveDate,
) -> Result<Names, StoreError> {
    let homes = homes(db, path, day)?;
    let stays = stays(db, &homes, basis, day)?;
    let of: HashMap<&str, &Counted> = counted.iter().map(|one| (one.category.as_str(), one)).collect();
    let mut names = Names::new();
    let mut named_homes: HashSet<(String, String)> = HashSet::new();
    for (household, resident, category) in holders(db, &homes, &stays, day)? {
        let Some(counted) = of.get(category.as_str()) else { continue };
        let (home, people) = match (household, resident) {
            (Some(home), _) => {
                let people = behind_household(&homes, &stays, &home, counted.counted_in, basis);
                (home, people)
            }
            (None, Some(id)) => {
                let Some((home, name)) = stays.by_resident.get(&id) else { continue };
                if counted.counted_in == Level::Household && !named_homes.insert((home.clone(), category.clone())) {
                    continue;
                }
                (home.clone(), vec![Named { name: name.clone(), subject_id: id }])
            }
            (None, None) => continue,
        };
        if let Some((unit, _)) = homes.get(&home) {
            for named in people {
                push(&mut names, unit, &category, named);
            }
        }
    }
    names.values_mut().flat_map(BTreeMap::values_mut).for_each(|list| list.sort());
    Ok(names)
}

/// Who stands for a household that has a category: its head, or everybody where persons are counted.
fn behind_household(homes: &Homes, stays: &Stays, home: &str, counted_in: Level, basis: Basis) -> Vec<Named> {
    let named = |one: &Staying| Named { name: one.name.clone(), subject_id: one.resident_id.clone() };
    match (stays.by_household.get(home), counted_in) {
        (Some(members), Level::Person) => members.iter().map(named).collect(),
        (Some(members), Level::Household) => {
            members.iter().find(|member| member.is_head).or_else(|| members.first()).map(named).into_iter().collect()
        }
        (None, Level::Household) if basis == Basis::Registered => {
            let number = homes.get(home).and_then(|(_, number)| number.clone());
            vec![Named { name: number.unwrap_or_default(), subject_id: home.to_owned() }]
        }
        (None, _) => Vec::new(),
    }
}

fn push(names: &mut Names, unit: &str, category: &str, named: Named) {
    names.entry(unit.to_owned()).or_default().entry(category.to_owned()).or_default().push(named);
}

/// Households that stand in a subtree on a day: id → (unit, number).
type Homes = HashMap<String, (String, Option<String>)>;

fn homes(db: &mut Db, path: &UnitPath, day: NaiveDate) -> Result<Homes, StoreError> {
    let rows: Vec<(String, String)> = household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(household_places::from_day.le(day))
        .filter(household_places::to_day.is_null().or(household_places::to_day.gt(day)))
        .select((household_places::household_id, household_places::unit_id))
        .load(db)?;
    let ids: Vec<String> = rows.iter().map(|(household, _)| household.clone()).collect();
    let mut numbers: HashMap<String, Option<String>> = HashMap::new();
    for some in ids.chunks(5_000) {
        let of: Vec<Household> =
            households::table.filter(households::id.eq_any(some)).select(Household::as_select()).load(db)?;
        numbers.extend(of.into_iter().map(|row| (row.id, row.number)));
    }
    Ok(rows
        .into_iter()
        .map(|(household, unit)| (household.clone(), (unit, numbers.remove(&household).flatten())))
        .collect())
}

struct Staying {
    resident_id: String,
    name: String,
    is_head: bool,
}

#[derive(Default)]
struct Stays {
    by_household: HashMap<String, Vec<Staying>>,
    by_resident: HashMap<String, (String, String)>,
}

fn stays(db: &mut Db, homes: &Homes, basis: Basis, day: NaiveDate) -> Result<Stays, StoreError> {
    let ids: Vec<&String> = homes.keys().collect();
    let mut stays = Stays::default();
    for some in ids.chunks(5_000) {
        let rows: Vec<(String, String, String, bool)> = memberships::table
            .inner_join(residents::table.on(residents::id.eq(memberships::resident_id)))
            .filter(memberships::household_id.eq_any(some.iter().copied()))
            .filter(memberships::from_day.le(day))
            .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
            .order(memberships::id)
            .select((memberships::household_id, residents::id, residents::name, memberships::is_head))
            .load(db)?;
        let away = if basis == Basis::Resident { absent(db, &rows, day)? } else { HashMap::new() };
        for (household, resident_id, name, is_head) in rows {
            if !away.contains_key(&resident_id) {
                stays.by_resident.insert(resident_id.clone(), (household.clone(), name.clone()));
                stays.by_household.entry(household).or_default().push(Staying { resident_id, name, is_head });
            }
        }
    }
    Ok(stays)
}

fn absent(
    db: &mut Db,
    rows: &[(String, String, String, bool)],
    day: NaiveDate,
) -> Result<HashMap<String, ()>, StoreError> {
    use hongwang_store::schema::registry::absences;
    let ids: Vec<&String> = rows.iter().map(|(_, resident, _, _)| resident).collect();
    let mut away = HashMap::new();
    for some in ids.chunks(5_000) {
        let of: Vec<Absence> = absences::table
            .filter(absences::resident_id.eq_any(some.iter().copied()))
            .filter(absences::from_day.le(day))
            .filter(absences::to_day.is_null().or(absences::to_day.gt(day)))
            .select(Absence::as_select())
            .load(db)?;
        away.extend(of.into_iter().map(|row| (row.resident_id, ())));
    }
    Ok(away)
}

/// (household, resident, category) of the assignments that hold on a day.
type Holder = (Option<String>, Option<String>, String);

fn holders(db: &mut Db, homes: &Homes, stays: &Stays, day: NaiveDate) -> Result<Vec<Holder>, StoreError> {
    use category_assignments::{category, from_day, household_id, resident_id, table, to_day};
    let mut found = Vec::new();
    let households: Vec<&String> = homes.keys().collect();
    for some in households.chunks(5_000) {
        let holding = table.filter(from_day.le(day)).filter(to_day.is_null().or(to_day.gt(day)));
        let of =
            holding.filter(household_id.eq_any(some.iter().copied())).select((household_id, resident_id, category));
        found.extend(of.load::<Holder>(db)?);
    }
    let residents: Vec<&String> = stays.by_resident.keys().collect();
    for some in residents.chunks(5_000) {
        let holding = table.filter(from_day.le(day)).filter(to_day.is_null().or(to_day.gt(day)));
        let of = holding.filter(resident_id.eq_any(some.iter().copied())).select((household_id, resident_id, category));
        found.extend(of.load::<Holder>(db)?);
    }
    // The same person stands for a household however the rows come.
    found.sort();
    Ok(found)
}
