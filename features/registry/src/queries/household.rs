//! A household with everybody who belongs to it, as it is on a day.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use hongwang_domain::{CategoryId, Membership, Relation, UnitPath};
use hongwang_organisation::{Unit, masked};
use hongwang_store::schema::organisation::{hamlets, units};
use hongwang_store::schema::registry::{
    absences, category_assignments, household_places, households, memberships, party_memberships, residents,
};
use hongwang_store::{Db, KeyRing, ReadDoor, StoreError};

use crate::rows::{CategoryAssignment, Ending, Household, HouseholdMember, Resident};

/// A category that a household or resident has, with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The rulebook's id.
    pub category: CategoryId,
    /// Where it was said.
    pub source: String,
    /// The day for which it was said.
    pub as_of: NaiveDate,
}

/// Somebody who belongs to the household on the day.
#[derive(Clone, Debug)]
pub struct Member {
    /// The resident's id.
    pub id: String,
    /// How often the record was written.
    pub version: i32,
    /// The name.
    pub name: String,
    /// GB/T 2261.1: 1 male, 2 female.
    pub sex: Option<i32>,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// The citizen id, masked.
    pub citizen_id: Option<String>,
    /// The phone, masked.
    pub phone: Option<String>,
    /// The relation to the head.
    pub relation: Option<Relation>,
    /// 户主
    pub is_head: bool,
    /// 外出
    pub is_away: bool,
    /// Party membership, for a member.
    pub membership: Option<Membership>,
    /// That the stay has ended: the day is the last one of it.
    pub leaving: Option<Leaving>,
    /// Categories of the person; none for a reader who may not see them.
    pub categories: Vec<Held>,
}

/// A death or departure of which it is known already, on its own day: who died today is counted until tomorrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// What it is.
    pub ending: Ending,
    /// The last day.
    pub last_day: NaiveDate,
    /// The first day on which it is not counted.
    pub until: NaiveDate,
}

impl Leaving {
    /// Of a stay; nothing where it goes on, or only the place in the household changes.
    pub(super) fn of(until: Option<NaiveDate>, ended_by: Option<&str>) -> Option<Self> {
        let (until, ending) = (until?, Ending::from_text(ended_by?)?);
        Some(Self { ending, last_day: until.checked_sub_days(Days::new(1))?, until })
    }
}

/// Somebody who belonged to the household before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The resident's id.
    pub id: String,
    /// How often the record was written.
    pub version: i32,
    /// The name.
    pub name: String,
    /// The last day.
    pub last_day: NaiveDate,
    /// How it ended; without one it was a move to another household.
    pub ending: Option<Ending>,
    /// Whether the resident belongs to no household since.
    pub is_gone: bool,
}

/// A household on a day.
#[derive(Clone, Debug)]
pub struct HouseholdView {
    /// The record.
    pub household: Household,
    /// The unit in which it stands, or stood last.
    pub unit: Unit,
    /// Whether it stands there on the day; a household that everybody has left is no more.
    pub stands: bool,
    /// 屯: id and name
    pub hamlet: Option<(String, String)>,
    /// Categories of the household; none for a reader who may not see them.
    pub categories: Vec<Held>,
    /// Who belongs to it, the head first.
    pub members: Vec<Member>,
    /// Who belonged to it before, the latest first.
    pub past: Vec<Past>,
}

impl HouseholdView {
    /// The path of the unit.
    pub fn path(&self) -> UnitPath {
        self.unit.path()
    }

    /// The head; of a household without one whoever was entered first.
    pub fn head(&self) -> Option<&Member> {
        self.members.first()
    }
}

/// A household with its people on a day; `None` when there is none, or none that the reader may see. Seven queries
/// at most.
///
/// # Errors
/// When the database fails or a sealed field can't be opened.
pub fn household(
    door: &mut ReadDoor<'_>,
    id: &str,
    day: NaiveDate,
    keys: &KeyRing,
) -> Result<Option<HouseholdView>, StoreError> {
    let Some(household): Option<Household> =
        households::table.find(id).select(Household::as_select()).first(&mut **door).optional()?
    else {
        return Ok(None);
    };
    let (unit, hamlet, stands) = place(door, &household, day)?;
    if !door.scope().covers(&unit.path()) {
        return Ok(None);
    }
    let stays: Vec<(HouseholdMember, Resident)> = memberships::table
        .inner_join(residents::table.on(residents::id.eq(memberships::resident_id)))
        .filter(memberships::household_id.eq(id))
        .filter(memberships::from_day.le(day))
        .order(memberships::id)
        .select((HouseholdMember::as_select(), Resident::as_select()))
        .load(&mut **door)?;
    let (now, before): (Vec<_>, Vec<_>) =
        stays.into_iter().partition(|(stay, _)| stay.to_day.is_none_or(|to| day < to));
    let ids: Vec<&str> = now.iter().map(|(stay, _)| stay.resident_id.as_str()).collect();
    let states = states(door, &ids, day)?;
    let sees_categories = door.scope().names_in_need;
    let mut held = if sees_categories { held(door, id, &ids, day)? } else { HashMap::new() };
    let mut members = Vec::with_capacity(now.len());
    for (stay, row) in &now {
        members.push(member(stay, row, states.get(&row.id), held.remove(&row.id).unwrap_or_default(), keys)?);
    }
    members.sort_by_key(|one| (!one.is_head, one.relation, one.birth_date));
    let elsewhere = still_registered(door, &before, day)?;
    let past = past(&before, &ids, &elsewhere);
    Ok(Some(HouseholdView {
        categories: held.remove(&household.id).unwrap_or_default(),
        household,
        unit,
        stands,
        hamlet,
        members,
        past,
    }))
}

/// A resident with the household of the latest stay; `None` when there is none, or none that the reader may see.
///
/// # Errors
/// As [`household`].
pub fn resident(
    door: &mut ReadDoor<'_>,
    id: &str,
    day: NaiveDate,
    keys: &KeyRing,
) -> Result<Option<HouseholdView>, StoreError> {
    match crate::locate::household_of(door, id)? {
        Some(home) => household(door, &home, day, keys),
        None => Ok(None),
    }
}

type Standing = (Unit, Option<(String, String)>, bool);

/// Where a household stands on a day, or stood last; else its village.
fn place(db: &mut Db, household: &Household, day: NaiveDate) -> Result<Standing, StoreError> {
    type Row = (Unit, Option<String>, Option<String>, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .left_join(hamlets::table.on(household_places::hamlet_id.eq(hamlets::id.nullable())))
        .filter(household_places::household_id.eq(&household.id))
        .order(household_places::from_day)
        .select((
            Unit::as_select(),
            hamlets::id.nullable(),
            hamlets::name.nullable(),
            household_places::from_day,
            household_places::to_day,
        ))
        .load(db)?;
    if let Some((unit, hamlet_id, hamlet, from, to)) = rows.into_iter().next_back() {
        let stands = from <= day && to.is_none_or(|to| day < to);
        return Ok((unit, hamlet_id.zip(hamlet), stands));
    }
    let village = units::table.find(&household.village_id).select(Unit::as_select()).first(db)?;
    Ok((village, None, false))
}

/// Whether somebody is away, and party membership.
type States = HashMap<String, (bool, Option<Membership>)>;

fn states(db: &mut Db, ids: &[&str], day: NaiveDate) -> Result<States, StoreError> {
    let away: Vec<String> = absences::table
        .filter(absences::resident_id.eq_any(ids))
        .filter(absences::from_day.le(day))
        .filter(absences::to_day.is_null().or(absences::to_day.gt(day)))
        .select(absences::resident_id)
        .load(db)?;
    let members: Vec<(String, String)> = party_memberships::table
        .filter(party_memberships::resident_id.eq_any(ids))
        .filter(party_memberships::from_day.le(day))
        .filter(party_memberships::to_day.is_null().or(party_memberships::to_day.gt(day)))
        .select((party_memberships::resident_id, party_memberships::kind))
        .load(db)?;
    let mut states = States::new();
    for id in away {
        states.entry(id).or_default().0 = true;
    }
    for (id, kind) in members {
        states.entry(id).or_default().1 = Membership::from_text(&kind);
    }
    Ok(states)
}

/// The categories that a household and residents have on a day, by the id of whoever has them.
fn held(db: &mut Db, household: &str, ids: &[&str], day: NaiveDate) -> Result<HashMap<String, Vec<Held>>, StoreError> {
    use category_assignments as assigned;
    let rows: Vec<CategoryAssignment> = assigned::table
        .filter(assigned::household_id.eq(household).or(assigned::resident_id.eq_any(ids)))
        .filter(assigned::from_day.le(day))
        .filter(assigned::to_day.is_null().or(assigned::to_day.gt(day)))
        .order(assigned::category)
        .select(CategoryAssignment::as_select())
        .load(db)?;
    let mut held: HashMap<String, Vec<Held>> = HashMap::new();
    for row in rows {
        let owner = row.household_id.or(row.resident_id).unwrap_or_default();
        let category = CategoryId::new(&row.category);
        held.entry(owner).or_default().push(Held { category, source: row.source, as_of: row.as_of });
    }
    Ok(held)
}

fn member(
    stay: &HouseholdMember,
    row: &Resident,
    state: Option<&(bool, Option<Membership>)>,
    categories: Vec<Held>,
    keys: &KeyRing,
) -> Result<Member, StoreError> {
    let sealed_id = row.citizen_id.as_deref();
    let sealed_phone = row.phone.as_deref();
    let (is_away, membership) = state.copied().unwrap_or_default();
    Ok(Member {
        id: row.id.clone(),
        version: row.version,
        name: row.name.clone(),
        sex: row.sex,
        birth_date: row.birth_date,
        citizen_id: sealed_id.map(|sealed| masked::citizen_id(keys, &row.id, sealed)).transpose()?,
        phone: sealed_phone.map(|sealed| masked::phone(keys, &row.id, sealed)).transpose()?,
        relation: stay.relation.and_then(|code| u8::try_from(code).ok()).map(Relation),
        is_head: stay.is_head,
        is_away,
        membership,
        leaving: Leaving::of(stay.to_day, stay.ended_by.as_deref()),
        categories,
    })
}

/// Which of those who left belong to some household on the day.
fn still_registered(
    db: &mut Db,
    before: &[(HouseholdMember, Resident)],
    day: NaiveDate,
) -> Result<Vec<String>, StoreError> {
    if before.is_empty() {
        return Ok(Vec::new());
    }
    Ok(memberships::table
        .filter(memberships::resident_id.eq_any(before.iter().map(|(_, row)| &row.id)))
        .filter(memberships::from_day.le(day))
        .filter(memberships::to_day.is_null().or(memberships::to_day.gt(day)))
        .select(memberships::resident_id)
        .load(db)?)
}

/// Who belonged to the household and does no more, each once, the latest first.
fn past(before: &[(HouseholdMember, Resident)], members: &[&str], elsewhere: &[String]) -> Vec<Past> {
    let mut latest: HashMap<&str, Past> = HashMap::new();
    for (stay, row) in before.iter().filter(|(_, row)| !members.contains(&row.id.as_str())) {
        let Some(last_day) = stay.to_day.and_then(|to| to.checked_sub_days(Days::new(1))) else { continue };
        let one = Past {
            id: row.id.clone(),
            version: row.version,
            name: row.name.clone(),
            last_day,
            ending: stay.ended_by.as_deref().and_then(Ending::from_text),
            is_gone: !elsewhere.contains(&row.id),
        };
        let known = latest.entry(row.id.as_str()).or_insert_with(|| one.clone());
        if known.last_day < last_day {
            *known = one;
        }
    }
    let mut past: Vec<Past> = latest.into_values().collect();
    past.sort_by(|one, other| other.last_day.cmp(&one.last_day).then_with(|| one.name.cmp(&other.name)));
    past
}
