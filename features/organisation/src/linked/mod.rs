//! 联动单位 (ORG-7): organisations that help at a unit, and whom to ring there. An organisation is tied to a unit and to nothing
//! else yet.

mod act;
mod reveal;

pub use act::{LinkedChange, LinkedError, change_linked, end_linked, link};
pub use reveal::reveal_contact;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::people::database_text;
use hongwang_store::StoreError;
use hongwang_store::schema::organisation::linked_organisations;
use serde::{Deserialize, Serialize};

/// The most characters of a name, of the organisation and of whom to ring.
pub const NAME: usize = 50;
/// The most characters of what an organisation helps with.
pub const HELPS_WITH: usize = 100;

/// An organisation that is linked with a unit. The phone is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = linked_organisations, treat_none_as_null = true)]
pub struct LinkedOrganisation {
    /// The id.
    pub id: String,
    /// The town, village or grid.
    pub unit_id: String,
    /// The name.
    pub name: String,
    /// A [`LinkedKind`] as text.
    pub kind: String,
    /// What it helps with, in a few words.
    pub helps_with: Option<String>,
    /// Whom to ring there.
    pub contact: Option<String>,
    /// Sealed.
    pub phone: Option<Vec<u8>>,
    /// The first day, where it is known.
    pub since: Option<NaiveDate>,
    /// From this day on it is linked no more.
    pub ended_on: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

impl LinkedOrganisation {
    /// The kind, typed.
    ///
    /// # Errors
    /// When the text is none of ours.
    pub fn kind(&self) -> Result<LinkedKind, StoreError> {
        LinkedKind::from_text(&self.kind)
            .ok_or_else(|| StoreError::Corrupt(format!("kind of organisation {}", self.id)))
    }

    /// Whether it is linked on a day.
    pub fn is_linked_on(&self, day: NaiveDate) -> bool {
        self.ended_on.is_none_or(|ended| day < ended)
    }
}

/// What a linked organisation is; the clause names the first ones and leaves the list open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedKind {
    /// 社会组织
    SocialOrganisation,
    /// 合作社
    Cooperative,
    /// 妇联
    WomensFederation,
    /// 共青团
    YouthLeague,
    /// 工会
    Union,
    /// 学校
    School,
    /// 卫生院、卫生室
    Clinic,
    /// 企业
    Enterprise,
    /// 机关、事业单位
    Office,
    /// 其他
    Other,
}

database_text!(LinkedKind {
    SocialOrganisation => "social_organisation",
    Cooperative => "cooperative",
    WomensFederation => "womens_federation",
    YouthLeague => "youth_league",
    Union => "union",
    School => "school",
    Clinic => "clinic",
    Enterprise => "enterprise",
    Office => "office",
    Other => "other",
});

hongwang_store::record!(LinkedOrganisation, linked_organisations, "linked_organisation");
