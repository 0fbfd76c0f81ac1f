//! The records of this slice, as the tables hold them.

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::people::database_text;
use hongwang_domain::{Id, UnitCode, UnitKind, UnitPath};
use hongwang_store::schema::organisation::{appointments, hamlets, party_bodies, party_groups, persons, teams, units};
use hongwang_store::{DatedRecord, StoreError};
use serde::{Deserialize, Serialize};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = units, treat_none_as_null = true)]
pub struct Unit {
    /// The id.
    pub id: String,
    /// The unit above; `None` for the county.
    pub parent_id: Option<String>,
    /// A [`UnitKind`] as text.
    pub kind: String,
    /// 6, 9, 12 or 15 digits.
    pub code: String,
    /// The name that people say: 新立镇, 第一网格.
    pub name: String,
    /// See [`UnitPath`].
    pub path: String,
    /// The first day of which anything is known of it; without one it was always there.
    pub founded_on: Option<NaiveDate>,
    /// From this day on the unit is no more; its code stays taken.
    pub retired_on: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

impl Unit {
    /// A new unit below `parent`, of the kind that its code's length names.
    pub fn new(parent: Option<&Self>, code: &UnitCode, name: &str) -> Self {
        let id = Id::new();
        let path = parent.map_or_else(|| UnitPath::root(id), |parent| parent.path().child(id));
        Self {
            id: id.to_string(),
            parent_id: parent.map(|parent| parent.id.clone()),
            kind: code.kind().as_str().to_owned(),
            code: code.as_str().to_owned(),
            name: name.to_owned(),
            path: path.as_str().to_owned(),
            founded_on: None,
            retired_on: None,
            version: 1,
        }
    }

    /// The path, typed.
    pub fn path(&self) -> UnitPath {
        UnitPath::from_database(self.path.clone())
    }

    /// Whether the unit was there on a day.
    pub fn stood_on(&self, day: NaiveDate) -> bool {
        self.founded_on.is_none_or(|first| first <= day) && self.retired_on.is_none_or(|last| day < last)
    }

    /// The kind, typed.
    ///
    /// # Errors
    /// When the text is none of ours.
    pub fn kind(&self) -> Result<UnitKind, StoreError> {
        UnitKind::from_text(&self.kind).ok_or_else(|| StoreError::Corrupt(format!("kind of unit {}", self.id)))
    }

    /// The code, typed.
    ///
    /// # Errors
    /// When the text is no code.
    pub fn code(&self) -> Result<UnitCode, StoreError> {
        UnitCode::parse(&self.code).ok_or_else(|| StoreError::Corrupt(format!("code of unit {}", self.id)))
    }
}

/// 屯: a named part of a grid (of a village, where the grid is not known).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = hamlets, treat_none_as_null = true)]
pub struct Hamlet {
    /// The id.
    pub id: String,
    /// The grid or village.
    pub unit_id: String,
    /// The name: 东袁屯.
    pub name: String,
    /// How often it was written.
    pub version: i32,
}

/// 党委、党总支、党支部 of a town or village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = party_bodies, treat_none_as_null = true)]
pub struct PartyBody {
    /// The id.
    pub id: String,
    /// The town or village.
    pub unit_id: String,
    /// A [`BodyKind`] as text.
    pub kind: String,
    /// The name.
    pub name: String,
    /// How often it was written.
    pub version: i32,
}

/// 网格党小组: one per grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = party_groups, treat_none_as_null = true)]
pub struct PartyGroup {
    /// The id.
    pub id: String,
    /// The grid.
    pub unit_id: String,
    /// The name.
    pub name: String,
    /// 成立日期
    pub founded_on: Option<NaiveDate>,
    /// The day from which the group is no more.
    pub dissolved_on: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

/// 志愿者服务队 of a party group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = teams, treat_none_as_null = true)]
pub struct Team {
    /// The id.
    pub id: String,
    /// The party group.
    pub group_id: String,
    /// The name; without one it goes by the group's.
    pub name: Option<String>,
    /// How often it was written.
    pub version: i32,
}

/// Somebody who is appointed to something. The phone is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = persons, treat_none_as_null = true)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The unit in which the person is known.
    pub unit_id: String,
    /// The name.
    pub name: String,
    /// Sealed.
    pub phone: Option<Vec<u8>>,
    /// Its blind index.
    pub phone_index: Option<Vec<u8>>,
    /// How often it was written.
    pub version: i32,
}

/// 任职: person × role × unit, from a day until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = appointments, treat_none_as_null = true)]
pub struct Appointment {
    /// The id.
    pub id: String,
    /// Who.
    pub person_id: String,
    /// A [`Post`] as text.
    pub role: String,
    /// Where.
    pub unit_id: String,
    /// The volunteers' team.
    pub team_id: Option<String>,
    /// On what basis a leader leads (STAFF-1).
    pub basis: Option<String>,
    /// The place in the list as it was given.
    pub position: i32,
    /// The first day.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

impl DatedRecord for Appointment {
    type Value = (String, Option<String>);

    fn owner(&self) -> &str {
        &self.unit_id
    }

    fn from(&self) -> NaiveDate {
        self.from_day
    }

    fn to(&self) -> Option<NaiveDate> {
        self.to_day
    }

    fn set_days(&mut self, from: NaiveDate, to: Option<NaiveDate>) {
        self.from_day = from;
        self.to_day = to;
    }

    fn value(&self) -> Self::Value {
        (self.person_id.clone(), self.basis.clone())
    }

    fn set_value(&mut self, (person, basis): Self::Value) {
        self.person_id = person;
        self.basis = basis;
    }
}

/// What somebody is appointed to in a party group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 组长
    Leader,
    /// 成员
    Member,
    /// 志愿者
    Volunteer,
}

database_text!(Post { Leader => "leader", Member => "member", Volunteer => "volunteer" });

/// On what the leadership of a group rests (STAFF-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaderBasis {
    /// 网格员: a grid worker who is a party member
    GridWorker,
    /// 其他党员: another party member
    OtherMember,
}

database_text!(LeaderBasis { GridWorker => "grid_worker", OtherMember => "other_member" });

/// What a party body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// 党委
    Committee,
    /// 党总支
    GeneralBranch,
    /// 党支部
    Branch,
}

database_text!(BodyKind { Committee => "committee", GeneralBranch => "general_branch", Branch => "branch" });

hongwang_store::record!(Unit, units, "unit");
hongwang_store::record!(Hamlet, hamlets, "hamlet");
hongwang_store::record!(PartyBody, party_bodies, "party_body");
hongwang_store::record!(PartyGroup, party_groups, "party_group");
hongwang_store::record!(Team, teams, "team");
hongwang_store::record!(Person, persons, "person");
hongwang_store::record!(Appointment, appointments, "appointment");
