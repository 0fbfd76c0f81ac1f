//! The records of this slice, as the tables hold them.

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::Id;
use hongwang_domain::people::database_text;
use hongwang_domain::timeline::Span;
use hongwang_store::DatedRecord;
use hongwang_store::schema::registry::{
    absences, category_assignments, household_places, households, memberships, party_memberships, residents,
};
use serde::{Deserialize, Serialize};

/// 户
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = households, treat_none_as_null = true)]
pub struct Household {
    /// The id.
    pub id: String,
    /// The village that keeps it.
    pub village_id: String,
    /// 户编号, unique in its village.
    pub number: Option<String>,
    /// A hint for finding the door, 40 characters at most; the only free text there is.
    pub door_hint: Option<String>,
    /// How often it, its places, its categories or its members were written.
    pub version: i32,
}

/// In which grid (or, in none, which village) a household stands, from a day until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = household_places, treat_none_as_null = true)]
pub struct HouseholdPlace {
    /// The id.
    pub id: String,
    /// The household.
    pub household_id: String,
    /// The grid, or the village when it stands in no grid.
    pub unit_id: String,
    /// 屯
    pub hamlet_id: Option<String>,
    /// The first day.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

/// 村（居）民. Citizen id and phone are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = residents, treat_none_as_null = true)]
pub struct Resident {
    /// The id.
    pub id: String,
    /// The town in which a citizen id stands once.
    pub town_id: String,
    /// The name.
    pub name: String,
    /// GB/T 2261.1: 1 male, 2 female.
    pub sex: Option<i32>,
    /// The birth date, from the citizen id where there is one.
    pub birth_date: Option<NaiveDate>,
    /// Sealed.
    pub citizen_id: Option<Vec<u8>>,
    /// Its blind index.
    pub citizen_id_index: Option<Vec<u8>>,
    /// Sealed.
    pub phone: Option<Vec<u8>>,
    /// Its blind index.
    pub phone_index: Option<Vec<u8>>,
    /// How often it or what is dated about it was written.
    pub version: i32,
}

/// A resident's belonging to a household, from a day until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = memberships, treat_none_as_null = true)]
pub struct HouseholdMember {
    /// The id.
    pub id: String,
    /// The resident.
    pub resident_id: String,
    /// The household.
    pub household_id: String,
    /// GB/T 4761.
    pub relation: Option<i32>,
    /// 户主
    pub is_head: bool,
    /// The first day.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more.
    pub to_day: Option<NaiveDate>,
    /// A [`Ending`] as text, where it did not end by moving to another household.
    pub ended_by: Option<String>,
    /// How often it was written.
    pub version: i32,
}

impl HouseholdMember {
    /// A new stay, of the household, relation and headship that the span says.
    pub fn new(resident: &str, span: Span<(String, Option<i32>, bool)>) -> Self {
        let (household_id, relation, is_head) = span.value;
        Self {
            id: Id::new().to_string(),
            resident_id: resident.to_owned(),
            household_id,
            relation,
            is_head,
            from_day: span.from,
            to_day: span.to,
            ended_by: None,
            version: 1,
        }
    }
}

/// How somebody's stay in the registry ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// 去世
    Death,
    /// 迁出
    Departure,
}

database_text!(Ending { Death => "death", Departure => "departure" });

/// 外出, from a day until a day: no destination and no reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = absences, treat_none_as_null = true)]
pub struct Absence {
    /// The id.
    pub id: String,
    /// The resident.
    pub resident_id: String,
    /// The first day away.
    pub from_day: NaiveDate,
    /// The first day back.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

/// 正式党员 or 预备党员, since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = party_memberships, treat_none_as_null = true)]
pub struct PartyMembership {
    /// The id.
    pub id: String,
    /// The resident.
    pub resident_id: String,
    /// A [`hongwang_domain::Membership`] as text.
    pub kind: String,
    /// The first day of which it is known.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

/// A category of a household or of a resident, with its source and as-of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = category_assignments, treat_none_as_null = true)]
pub struct CategoryAssignment {
    /// The id.
    pub id: String,
    /// The household, for a category of households.
    pub household_id: Option<String>,
    /// The resident, for a category of persons.
    pub resident_id: Option<String>,
    /// The rulebook's id.
    pub category: String,
    /// Where it was said: `workbook` and the import's id, or who entered it.
    pub source: String,
    /// The day for which the source said it.
    pub as_of: NaiveDate,
    /// The first day.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

macro_rules! dated {
    ($row:ident, $owner:ident, $value:ty, |$this:ident| $get:expr, |$that:ident, $new:ident| $set:expr) => {
        impl DatedRecord for $row {
            type Value = $value;

            fn owner(&self) -> &str {
                &self.$owner
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
                let $this = self;
                $get
            }

            fn set_value(&mut self, $new: Self::Value) {
                let $that = self;
                $set
            }
        }
    };
}

dated!(
    HouseholdPlace,
    household_id,
    (String, Option<String>),
    |row| (row.unit_id.clone(), row.hamlet_id.clone()),
    |row, value| (row.unit_id, row.hamlet_id) = value
);
dated!(
    HouseholdMember,
    resident_id,
    (String, Option<i32>, bool),
    |row| (row.household_id.clone(), row.relation, row.is_head),
    |row, value| (row.household_id, row.relation, row.is_head) = value
);
dated!(Absence, resident_id, (), |_row| (), |_row, value| {
    let () = value;
});
dated!(PartyMembership, resident_id, String, |row| row.kind.clone(), |row, value| row.kind = value);

impl DatedRecord for CategoryAssignment {
    type Value = ();

    fn owner(&self) -> &str {
        self.household_id.as_deref().or(self.resident_id.as_deref()).unwrap_or_default()
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

    fn value(&self) -> Self::Value {}

    fn set_value(&mut self, (): Self::Value) {}
}

impl CategoryAssignment {
    /// A new assignment to a household or a resident.
    pub fn new(
        owner: &Owner<'_>,
        category: &str,
        source: &str,
        as_of: NaiveDate,
        from: NaiveDate,
        to: Option<NaiveDate>,
    ) -> Self {
        let (household_id, resident_id) = match owner {
            Owner::Household(id) => (Some((*id).to_owned()), None),
            Owner::Resident(id) => (None, Some((*id).to_owned())),
        };
        Self {
            id: Id::new().to_string(),
            household_id,
            resident_id,
            category: category.to_owned(),
            source: source.to_owned(),
            as_of,
            from_day: from,
            to_day: to,
            version: 1,
        }
    }
}

/// Whose category it is.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// A household's id.
    Household(&'a str),
    /// A resident's id.
    Resident(&'a str),
}

hongwang_store::record!(Household, households, "household");
hongwang_store::record!(HouseholdPlace, household_places, "household_place");
hongwang_store::record!(Resident, residents, "resident");
hongwang_store::record!(HouseholdMember, memberships, "household_member");
hongwang_store::record!(Absence, absences, "absence");
hongwang_store::record!(PartyMembership, party_memberships, "party_membership");
hongwang_store::record!(CategoryAssignment, category_assignments, "category_assignment");
