//! A unit as its page shows it: the way to it, what lies below with its numbers, and a grid's party group.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Text};
use hongwang_domain::UnitPath;
use hongwang_domain::rulebook::ledger::{Basis, HOUSEHOLDS, RESIDENTS};
use hongwang_store::schema::organisation::{appointments, hamlets, party_groups, persons, units};
use hongwang_store::{Db, KeyRing, ReadDoor, StoreError};

use crate::rows::{Hamlet, LeaderBasis, PartyGroup, Post, Unit};

/// How many households and people, everybody in the registry counted (户籍).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 户数
    pub households: i64,
    /// 人口
    pub residents: i64,
}

impl Totals {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { households: self.households + other.households, residents: self.residents + other.residents }
    }
}

/// A unit directly below another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// The unit.
    pub unit: Unit,
    /// Its numbers.
    pub totals: Totals,
    /// Who leads its party group, for a grid that has one.
    pub leader: Option<String>,
}

/// A unit with the way to it and what is below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The unit.
    pub unit: Unit,
    /// The units above, the county first.
    pub above: Vec<Unit>,
    /// The units directly below that stand on the day, in order of code.
    pub children: Vec<Child>,
    /// The numbers of the unit as a whole.
    pub totals: Totals,
    /// Those of the unit that belong to none of its children (未编入网格).
    pub unplaced: Totals,
}

/// A unit on a day; `None` for a reader who may not see it. Four queries, whatever its size; a village's asks a fifth.
///
/// # Errors
/// When the database fails.
pub fn overview(door: &mut ReadDoor<'_>, path: &UnitPath, day: NaiveDate) -> Result<Option<Overview>, StoreError> {
    if !door.scope().covers(path) {
        return Ok(None);
    }
    let mut above = super::ancestry(door, path)?;
    let Some(unit) = above.pop() else { return Ok(None) };
    let below: Vec<Unit> = units::table
        .filter(units::parent_id.eq(&unit.id))
        .order(units::code)
        .select(Unit::as_select())
        .load(&mut **door)?;
    let mut by_path = totals(door, path, day)?;
    let unplaced = if below.is_empty() { Totals::default() } else { by_path.remove(&unit.path).unwrap_or_default() };
    let all = by_path.values().fold(unplaced, |sum, one| sum.plus(*one));
    let mut leaders =
        if unit.kind()? == hongwang_domain::UnitKind::Village { leaders(door, &unit.id, day)? } else { HashMap::new() };
    let children = below.into_iter().filter(|unit| unit.stood_on(day)).map(|unit| Child {
        totals: by_path.get(&unit.path).copied().unwrap_or_default(),
        leader: leaders.remove(&unit.id),
        unit,
    });
    Ok(Some(Overview { children: children.collect(), unit, above, totals: all, unplaced }))
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    item: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The numbers of a unit's children on a day by their path, those of no child under the unit's own.
///
/// # Errors
/// When the database fails.
pub fn totals(db: &mut Db, path: &UnitPath, day: NaiveDate) -> Result<HashMap<String, Totals>, StoreError> {
    // Every id on a path is as long: the path of the child to which a deeper unit belongs is the beginning of its own.
    // Diesel can't group by an expression with an argument in it.
    const ID_AND_SLASH: usize = 37;
    let length = path.as_str().len() + ID_AND_SLASH;
    let sql = format!(
        "SELECT substr(units.path, 1, {length}) AS child, count_deltas.item AS item, SUM(count_deltas.delta) AS count \
         FROM count_deltas INNER JOIN units ON units.id = count_deltas.unit_id \
         WHERE units.path >= $1 AND units.path < $2 AND count_deltas.basis = $3 AND count_deltas.day <= $4 \
         AND count_deltas.item IN ('{HOUSEHOLDS}', '{RESIDENTS}') GROUP BY 1, 2"
    );
    let rows: Vec<Total> = diesel::sql_query(sql)
        .bind::<Text, _>(path.as_str())
        .bind::<Text, _>(path.subtree_end())
        .bind::<Text, _>(Basis::Registered.as_str())
        .bind::<Date, _>(day)
        .load(db)?;
    let mut totals: HashMap<String, Totals> = HashMap::new();
    for row in rows {
        let of = totals.entry(row.child).or_default();
        if row.item == HOUSEHOLDS { of.households = row.count } else { of.residents = row.count }
    }
    Ok(totals)
}

/// Who leads the groups of a village's grids, by the grid's id.
fn leaders(db: &mut Db, village: &str, day: NaiveDate) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = appointments::table
        .inner_join(units::table.on(units::id.eq(appointments::unit_id)))
        .inner_join(persons::table.on(persons::id.eq(appointments::person_id)))
        .filter(units::parent_id.eq(village))
        .filter(appointments::role.eq(Post::Leader.as_str()))
        .filter(appointments::from_day.le(day))
        .filter(appointments::to_day.is_null().or(appointments::to_day.gt(day)))
        .select((appointments::unit_id, persons::name))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// Somebody with a post in a party group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person's id.
    pub person_id: String,
    /// The name.
    pub name: String,
    /// The phone, masked.
    pub phone: Option<String>,
    /// On what a leader's leading rests.
    pub basis: Option<LeaderBasis>,
    /// The first day.
    pub since: NaiveDate,
}

/// The party group of a grid on a day, and the grid's hamlets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The group; a grid can be without one.
    pub group: Option<PartyGroup>,
    /// 组长
    pub leader: Option<Holder>,
    /// 成员, in the order given
    pub members: Vec<Holder>,
    /// 志愿者, in the order given
    pub volunteers: Vec<Holder>,
    /// 屯, by name
    pub hamlets: Vec<Hamlet>,
}

/// What a post's row holds: role, basis, first day, person, name, sealed phone.
type Posted = (String, Option<String>, NaiveDate, String, String, Option<Vec<u8>>);

/// The party group of a unit on a day; `phones` says whether the reader may see them, masked.
///
/// # Errors
/// When the database fails or a phone can't be opened.
pub fn group(db: &mut Db, unit: &str, day: NaiveDate, keys: &KeyRing, phones: bool) -> Result<Group, StoreError> {
    let mut group = Group {
        group: party_groups::table
            .filter(party_groups::unit_id.eq(unit))
            .select(PartyGroup::as_select())
            .first(db)
            .optional()?,
        hamlets: hamlets::table
            .filter(hamlets::unit_id.eq(unit))
            .order(hamlets::name)
            .select(Hamlet::as_select())
            .load(db)?,
        ..Group::default()
    };
    let rows: Vec<Posted> = appointments::table
        .inner_join(persons::table.on(persons::id.eq(appointments::person_id)))
        .filter(appointments::unit_id.eq(unit))
        .filter(appointments::from_day.le(day))
        .filter(appointments::to_day.is_null().or(appointments::to_day.gt(day)))
        .order((appointments::position, appointments::id))
        .select((
            appointments::role,
            appointments::basis,
            appointments::from_day,
            persons::id,
            persons::name,
            persons::phone,
        ))
        .load(db)?;
    for (role, basis, since, person_id, name, sealed) in rows {
        let phone = match sealed.filter(|_| phones) {
            Some(sealed) => Some(crate::masked::phone(keys, &person_id, &sealed)?),
            None => None,
        };
        let basis = basis.as_deref().and_then(LeaderBasis::from_text);
        let holder = Holder { person_id, name, phone, basis, since };
        match Post::from_text(&role) {
            Some(Post::Leader) => group.leader = Some(holder),
            Some(Post::Member) => group.members.push(holder),
            Some(Post::Volunteer) => group.volunteers.push(holder),
            None => return Err(StoreError::Corrupt(format!("role of an appointment in {unit}"))),
        }
    }
    Ok(group)
}
