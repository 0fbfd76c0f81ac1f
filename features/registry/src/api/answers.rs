//! What programs are told, and what they send.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::pages::age;
use crate::queries::{Held, HouseholdList, HouseholdView, Line, Member, Past};

/// One page of a unit's households.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Homes {
    /// How many households the unit has.
    households: i64,
    /// How many people belong to them.
    residents: i64,
    /// How many households are as asked for.
    total: usize,
    /// Which page this is, from 1.
    page: usize,
    /// So many stand on a page.
    each: usize,
    /// The households.
    list: Vec<HomeLine>,
}

/// A household in a list.
#[derive(Debug, Serialize, ToSchema)]
struct HomeLine {
    /// The id.
    id: String,
    /// 户编号
    number: Option<String>,
    /// The village's name, where several are in view and the household stands in a grid.
    village: Option<String>,
    /// The grid's name, or the village's.
    unit: String,
    /// 屯
    hamlet: Option<String>,
    /// The head's name.
    head: Option<String>,
    /// How many belong to it.
    people: usize,
    /// How many live there.
    at_home: usize,
}

impl Homes {
    /// Of a list.
    pub(super) fn of(list: HouseholdList, each: usize) -> Self {
        let line = |line: Line| HomeLine {
            id: line.id,
            number: line.number,
            village: line.village,
            unit: line.unit,
            hamlet: line.hamlet,
            head: line.head,
            people: line.people,
            at_home: line.at_home,
        };
        Self {
            households: list.households,
            residents: list.residents,
            total: list.matching,
            page: list.page + 1,
            each,
            list: list.lines.into_iter().map(line).collect(),
        }
    }
}

/// A household with everybody in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Home {
    /// The id.
    id: String,
    /// Send it back with a change: whoever changed something meanwhile is not overwritten.
    version: i32,
    /// The code of the unit in which it stands, and behind a slash the id of the hamlet.
    place: String,
    /// 户编号
    number: Option<String>,
    /// 屯
    hamlet: Option<String>,
    /// How the door is found.
    door_hint: Option<String>,
    /// Whether it still is a household.
    stands: bool,
    /// Categories of the household, for whoever may see them.
    categories: Vec<Category>,
    /// Who belongs to it.
    members: Vec<Person>,
    /// Who belonged to it before.
    past: Vec<Former>,
}

/// A category that holds.
#[derive(Debug, Serialize, ToSchema)]
struct Category {
    /// Its id.
    category: String,
    /// From where it is known.
    source: String,
    /// As of which day.
    as_of: NaiveDate,
}

/// Somebody of a household. Numbers are masked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    /// The id.
    id: String,
    /// Send it back with a change.
    version: i32,
    /// The name.
    name: String,
    /// GB/T 2261.1: 1 male, 2 female.
    sex: Option<i32>,
    /// The birth date, for whoever may change what is recorded or see citizen ids: beside a masked id it tells most of it.
    birth_date: Option<NaiveDate>,
    /// Whole years.
    age: Option<i32>,
    /// Masked.
    citizen_id: Option<String>,
    /// Masked.
    phone: Option<String>,
    /// The relation to the head, GB/T 4761.
    relation: Option<u8>,
    /// 户主
    head: bool,
    /// `present` or `away`
    presence: &'static str,
    /// `full` or `probationary`, for a member of the party.
    membership: Option<&'static str>,
    /// `death` or `departure`, when it was recorded for today: counted today for the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    ending: Option<&'static str>,
    /// The last day, with `ending`.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_day: Option<NaiveDate>,
    /// Categories of the person, for whoever may see them.
    categories: Vec<Category>,
}

/// Somebody who belonged to the household.
#[derive(Debug, Serialize, ToSchema)]
struct Former {
    /// The id.
    id: String,
    /// Send it back with a change.
    version: i32,
    /// The name.
    name: String,
    /// The last day.
    last_day: NaiveDate,
    /// `death` or `departure`; nothing for a move to another household.
    ending: Option<&'static str>,
}

impl Home {
    /// Of a household as a page shows it on a day; with birth dates for whoever may see them.
    pub(super) fn of(view: HouseholdView, day: NaiveDate, sees_births: bool) -> Self {
        let place = match &view.hamlet {
            Some((id, _)) => format!("{}/{id}", view.unit.code),
            None => view.unit.code.clone(),
        };
        Self {
            place,
            version: view.household.version,
            number: view.household.number,
            door_hint: view.household.door_hint,
            id: view.household.id,
            hamlet: view.hamlet.map(|(_, name)| name),
            stands: view.stands,
            categories: categories(view.categories),
            members: view.members.into_iter().map(|one| person(one, day, sees_births)).collect(),
            past: view.past.into_iter().map(former).collect(),
        }
    }
}

fn categories(held: Vec<Held>) -> Vec<Category> {
    let category =
        |one: Held| Category { category: one.category.as_str().to_owned(), source: one.source, as_of: one.as_of };
    held.into_iter().map(category).collect()
}

fn person(member: Member, day: NaiveDate, sees_births: bool) -> Person {
    Person {
        id: member.id,
        version: member.version,
        name: member.name,
        sex: member.sex,
        birth_date: member.birth_date.filter(|_| sees_births),
        age: member.birth_date.map(|born| age(born, day)),
        citizen_id: member.citizen_id,
        phone: member.phone,
        relation: member.relation.map(|relation| relation.0),
        head: member.is_head,
        presence: if member.is_away { "away" } else { "present" },
        membership: member.membership.map(hongwang_domain::Membership::as_str),
        ending: member.leaving.map(|leaving| leaving.ending.as_str()),
        last_day: member.leaving.map(|leaving| leaving.last_day),
        categories: categories(member.categories),
    }
}

fn former(past: Past) -> Former {
    Former {
        id: past.id,
        version: past.version,
        name: past.name,
        last_day: past.last_day,
        ending: past.ending.map(crate::rows::Ending::as_str),
    }
}

/// Who and what was entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Entered {
    /// The new household's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub household: Option<String>,
    /// The new resident's id.
    pub resident: String,
}

/// Somebody as they shall be; of somebody known, what is left out stays as it is, and `null` takes it away. Of a new household its head, with `number`, `door_hint` and
/// `hamlet` (an id) of the household.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedPerson {
    /// What a GET said; not for somebody new.
    version: Option<i32>,
    /// The name.
    name: String,
    /// 1 male, 2 female.
    sex: Option<i32>,
    /// The birth date.
    birth_date: Option<NaiveDate>,
    /// 公民身份号码; without it the one that stands stays.
    citizen_id: Option<String>,
    /// Takes the citizen id away.
    citizen_id_remove: Option<bool>,
    /// 联系电话; without it the one that stands stays.
    phone: Option<String>,
    /// Takes the phone away.
    phone_remove: Option<bool>,
    /// The relation to the head, GB/T 4761.
    relation: Option<u8>,
    /// 户主
    head: Option<bool>,
    /// `present` or `away`
    presence: Option<String>,
    /// `full` or `probationary`, for a member of the party.
    membership: Option<String>,
    /// Whether `category` tells all categories; without it they stay.
    categories: Option<bool>,
    /// Ids of the categories that hold.
    category: Option<Vec<String>>,
    /// `office`, `certificate` or `notice`
    source: Option<String>,
    /// The day from which it is so; today without it.
    day: Option<NaiveDate>,
}

/// A household that is entered, with who heads it.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct NewHome {
    /// 户编号
    number: Option<String>,
    /// How the door is found, at most 40 characters.
    door_hint: Option<String>,
    /// The id of a hamlet of the unit.
    hamlet: Option<String>,
    /// Who heads it; categories are the household's.
    #[serde(flatten)]
    head: WantedPerson,
}

/// A household as it shall be. What is left out stays as it is, and `null` takes it away.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedHome {
    /// What a GET said.
    version: i32,
    /// 户编号
    number: Option<String>,
    /// How the door is found, at most 40 characters.
    door_hint: Option<String>,
    /// A unit's code, and behind a slash a hamlet's id.
    place: String,
    /// Whether `category` tells all categories; without it they stay.
    categories: Option<bool>,
    /// Ids of the categories that hold.
    category: Option<Vec<String>>,
    /// `office`, `certificate` or `notice`
    source: Option<String>,
    /// The day from which it is so; today without it.
    day: Option<NaiveDate>,
}

/// How somebody left.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedEnding {
    /// What a GET said.
    version: i32,
    /// `death` or `departure`
    ending: String,
    /// The day on which it happened; today without it.
    day: Option<NaiveDate>,
}

/// Into which household somebody comes back.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedReturn {
    /// What a GET said.
    version: i32,
    /// The household's id; the one that was left without it.
    household: Option<String>,
    /// The relation to the head, GB/T 4761.
    relation: Option<u8>,
    /// The first day; today without it.
    day: Option<NaiveDate>,
}

/// What was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct SeenResident {
    /// What a GET said.
    version: i32,
}

/// Why a masked number is looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = LookAtResident)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct Look {
    /// Of a phone `call`, `visit`, `errand`, `verify` or `emergency`; of a citizen id `paperwork`, `errand`, `identity` or
    /// `verify`. It stays in the audit.
    reason: String,
}

/// A number in plain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ResidentNumber)]
pub(crate) struct Plain {
    /// The number; nothing when there is none.
    pub value: Option<String>,
}

/// What is looked for.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct Number {
    /// A whole citizen id or phone.
    number: String,
}

/// Into which household somebody goes.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedMove {
    /// What a GET said.
    version: i32,
    /// The household's id, or `new` for one that is begun where the old one stands.
    household: String,
    /// The relation to its head, GB/T 4761.
    relation: Option<u8>,
    /// 户主; of a new household always
    head: Option<bool>,
    /// The first day in it; today without it.
    day: Option<NaiveDate>,
}
