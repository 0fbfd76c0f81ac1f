//! The households of a unit, some at a time.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use hongwang_domain::people::database_text;
use hongwang_domain::rulebook::ledger::{Basis, HOUSEHOLDS, RESIDENTS};
use hongwang_domain::{CategoryId, UnitKind, UnitPath};
use hongwang_store::schema::organisation::{hamlets, units};
use hongwang_store::schema::registry::{absences, count_deltas, household_places, households, memberships, residents};
use hongwang_store::{Db, ReadDoor, StoreError};

use super::household::Leaving;
use super::search;

/// So many households stand on a page.
pub const PAGE: usize = 50;

diesel::define_sql_function! {
    /// How many characters a text has.
    fn length(text: Nullable<Text>) -> Nullable<diesel::sql_types::Integer>;
}

/// In which order households are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// 户编号, as people count: 2 before 10. Households without a number come last.
    #[default]
    Number,
    /// 户主, by the sound of the name
    Head,
    /// 人数, many first
    People,
    /// 屯, then 户编号
    Hamlet,
}

database_text!(Sort { Number => "number", Head => "head", People => "people", Hamlet => "hamlet" });

/// Who is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHome {
    /// Somebody lives there.
    Somebody,
    /// Somebody is away.
    SomeAway,
    /// Nobody lives there: all are away, or the household has no one in it.
    Nobody,
}

database_text!(AtHome { Somebody => "home", SomeAway => "away", Nobody => "empty" });

/// Which households of a unit somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A part of a name of anybody in it, its first letters or spelling in letters, or a part of the 户编号.
    pub text: Option<String>,
    /// A hamlet's id.
    pub hamlet: Option<String>,
    /// A category that the household or somebody in it has; nothing for a reader who may not see whom categories apply to.
    pub category: Option<CategoryId>,
    /// Who is at home.
    pub at_home: Option<AtHome>,
    /// The order.
    pub sort: Sort,
    /// The page, from 0.
    pub page: usize,
}

impl Wanted {
    /// Whether everything is wanted, in the order in which the database has it.
    fn is_plain(&self) -> bool {
        *self == Self { page: self.page, ..Self::default() }
    }
}

/// A household in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The household's id.
    pub id: String,
    /// 户编号
    pub number: Option<String>,
    /// The village's name, where several are in view and it is no village itself.
    pub village: Option<String>,
    /// The grid, or the village when it stands in none.
    pub unit: String,
    /// 屯
    pub hamlet: Option<String>,
    /// The head's name; of a household without a head whoever was entered first.
    pub head: Option<String>,
    /// Whether that is the head.
    pub has_head: bool,
    /// Names of others by whom the search found it.
    pub found_by: Vec<String>,
    /// How many belong to it.
    pub people: usize,
    /// How many of them live there; none: the door stands empty.
    pub at_home: usize,
    /// Who of them is recorded as dead or gone, on the last day on which they are counted.
    pub leaving: Vec<(String, Leaving)>,
}

/// A page of a unit's households.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdList {
    /// How many households the unit has.
    pub households: i64,
    /// How many people belong to them.
    pub residents: i64,
    /// How many households are as wanted.
    pub matching: usize,
    /// The page shown, from 0; the last one when a later one was asked for.
    pub page: usize,
    /// The households of the page.
    pub lines: Vec<Line>,
    /// The units and hamlets in which households can stand.
    pub places: Vec<Place>,
}

/// A unit with one of its hamlets, or without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The village's name, where several are in view and the unit is no village itself.
    pub village: Option<String>,
    /// The unit's id.
    pub unit_id: String,
    /// Its name.
    pub unit: String,
    /// Its code.
    pub code: String,
    /// The hamlet's id.
    pub hamlet_id: Option<String>,
    /// Its name.
    pub hamlet: Option<String>,
}

/// A household where it stands.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Home {
    pub id: String,
    pub number: Option<String>,
    pub unit_id: String,
    pub hamlet_id: Option<String>,
}

/// Somebody who belongs to a household.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Inmate {
    pub household_id: String,
    pub id: String,
    pub name: String,
    pub is_head: bool,
    /// Id of an absence that covers the day.
    pub away: Option<String>,
    until: Option<NaiveDate>,
    ended_by: Option<String>,
}

/// The households of a unit on a day; nothing for a reader who may not see the unit. Four queries for a plain list,
/// whatever the unit's size; one or two more per 5,000 households where all of them have to be looked through.
///
/// # Errors
/// When the database fails.
pub fn list(
    door: &mut ReadDoor<'_>,
    path: &UnitPath,
    wanted: &Wanted,
    day: NaiveDate,
) -> Result<Option<HouseholdList>, StoreError> {
    if !door.scope().covers(path) {
        return Ok(None);
    }
    // A field that may not be read can't be searched by: the wish is as unknown as any other.
    let may_see_categories = door.scope().names_in_need;
    let wanted = Wanted { category: wanted.category.clone().filter(|_| may_see_categories), ..wanted.clone() };
    let places = places(door, path)?;
    let (households, residents) = totals(door, path, day)?;
    let (matching, page, homes, people) = if wanted.is_plain() {
        let matching = usize::try_from(households).unwrap_or_default();
        let page = wanted.page.min(last_page(matching));
        let homes = homes(door, path, day, Some(page))?;
        let people = people(door, &homes, day)?;
        (matching, page, homes, people)
    } else {
        let homes = homes(door, path, day, None)?;
        let people = people(door, &homes, day)?;
        let chosen = search::chosen(door, homes, &people, &places, &wanted, day)?;
        let page = wanted.page.min(last_page(chosen.len()));
        let matching = chosen.len();
        let some = chosen.into_iter().skip(page * PAGE).take(PAGE).collect();
        (matching, page, some, people)
    };
    let lines = lines(homes, &people, &places, wanted.text.as_deref());
    Ok(Some(HouseholdList { households, residents, matching, page, lines, places }))
}

fn last_page(matching: usize) -> usize {
    matching.saturating_sub(1) / PAGE
}

/// The units of a subtree with their hamlets, in order of code and name.
///
/// # Errors
/// When the database fails.
pub fn places(db: &mut Db, path: &UnitPath) -> Result<Vec<Place>, StoreError> {
    type Row = (String, String, (String, String, String), Option<String>, Option<String>);
    let rows: Vec<Row> = units::table
        .left_join(hamlets::table.on(hamlets::unit_id.eq(units::id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .order((units::code, hamlets::name))
        .select((
            units::path,
            units::kind,
            (units::id, units::name, units::code),
            hamlets::id.nullable(),
            hamlets::name.nullable(),
        ))
        .load(db)?;
    let villages: HashMap<String, String> = rows
        .iter()
        .filter(|(_, kind, ..)| kind == UnitKind::Village.as_str())
        .map(|(path, _, (_, name, _), ..)| (path.clone(), name.clone()))
        .collect();
    // Of one village alone everybody knows which it is.
    let village = |path: &str| {
        let above = path.trim_end_matches('/').rsplit_once('/').map(|(above, _)| format!("{above}/"))?;
        (villages.len() > 1).then(|| villages.get(&above).cloned()).flatten()
    };
    let place = |(path, _, (unit_id, unit, code), hamlet_id, hamlet): Row| Place {
        village: village(&path),
        unit_id,
        unit,
        code,
        hamlet_id,
        hamlet,
    };
    Ok(rows.into_iter().map(place).collect())
}

/// How many households and residents a subtree has on a day.
fn totals(db: &mut Db, path: &UnitPath, day: NaiveDate) -> Result<(i64, i64), StoreError> {
    let sums: Vec<(String, Option<i64>)> = count_deltas::table
        .inner_join(units::table.on(units::id.eq(count_deltas::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(count_deltas::basis.eq(Basis::Registered.as_str()))
        .filter(count_deltas::item.eq(HOUSEHOLDS).or(count_deltas::item.eq(RESIDENTS)))
        .filter(count_deltas::day.le(day))
        .group_by(count_deltas::item)
        .select((count_deltas::item, diesel::dsl::sum(count_deltas::delta)))
        .load(db)?;
    let of = |item: &str| sums.iter().find(|(of, _)| of == item).and_then(|(_, sum)| *sum).unwrap_or_default();
    Ok((of(HOUSEHOLDS), of(RESIDENTS)))
}

/// Households that stand in a subtree on a day, in order of their number: a page of them, or all.
fn homes(db: &mut Db, path: &UnitPath, day: NaiveDate, page: Option<usize>) -> Result<Vec<Home>, StoreError> {
    let (limit, offset) = match page {
        Some(page) => (PAGE as i64, (page * PAGE) as i64),
        None => (i64::MAX, 0),
    };
    Ok(household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .inner_join(households::table.on(households::id.eq(household_places::household_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(household_places::from_day.le(day))
        .filter(household_places::to_day.is_null().or(household_places::to_day.gt(day)))
        .order((
            households::village_id,
            households::number.is_null(),
            length(households::number),
            households::number,
            households::id,
        ))
        .limit(limit)
        .offset(offset)
        .select((households::id, households::number, household_places::unit_id, household_places::hamlet_id))
        .load(db)?)
}

/// Who belongs to these households on a day, by household, the head first.
fn people(db: &mut Db, homes: &[Home], day: NaiveDate) -> Result<HashMap<String, Vec<Inmate>>, StoreError> {
    let away = absences::resident_id
        .eq(residents::id)
        .and(absences::from_day.le(day))
        .and(absences::to_day.is_null().or(absences::to_day.gt(day)));
    let mut people: HashMap<String, Vec<Inmate>> = HashMap::with_capacity(homes.len());
    for some in homes.chunks(5_000) {
        let rows: Vec<Inmate> = memberships::table
            .inner_join(residents::table.on(residents::id.eq(memberships::resident_id)))
            .left_join(absences::table.on(away))
            .filter(memberships::household_id.eq_any(some.iter().map(|home| &home.id)))
            .filter(memberships::from_day.le(day))
            .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
            .order((memberships::is_head.desc(), memberships::id))
            .select((
                memberships::household_id,
                residents::id,
                residents::name,
                memberships::is_head,
                absences::id.nullable(),
                memberships::to_day,
                memberships::ended_by,
            ))
            .load(db)?;
        for row in rows {
            people.entry(row.household_id.clone()).or_default().push(row);
        }
    }
    Ok(people)
}

fn lines(homes: Vec<Home>, people: &HashMap<String, Vec<Inmate>>, places: &[Place], text: Option<&str>) -> Vec<Line> {
    let units: HashMap<&str, &Place> = places.iter().map(|place| (place.unit_id.as_str(), place)).collect();
    let hamlet_names: HashMap<&str, &str> =
        places.iter().filter_map(|place| Some((place.hamlet_id.as_deref()?, place.hamlet.as_deref()?))).collect();
    let line = |home: Home| {
        let inmates = people.get(&home.id).map_or(&[][..], Vec::as_slice);
        let head = inmates.first();
        let unit = units.get(home.unit_id.as_str());
        let leaving = |one: &Inmate| Some((one.name.clone(), Leaving::of(one.until, one.ended_by.as_deref())?));
        Line {
            village: unit.and_then(|unit| unit.village.clone()),
            unit: unit.map(|unit| unit.unit.clone()).unwrap_or_default(),
            hamlet: home.hamlet_id.as_deref().and_then(|id| hamlet_names.get(id)).map(|name| (*name).to_owned()),
            head: head.map(|one| one.name.clone()),
            has_head: head.is_some_and(|one| one.is_head),
            found_by: text.map(|text| search::found_by(inmates, text)).unwrap_or_default(),
            people: inmates.len(),
            at_home: inmates.iter().filter(|one| one.away.is_none()).count(),
            leaving: inmates.iter().filter_map(leaving).collect(),
            id: home.id,
            number: home.number,
        }
    };
    homes.into_iter().map(line).collect()
}
