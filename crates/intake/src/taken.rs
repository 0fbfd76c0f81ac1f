//! As what a column is taken, by a name that choices and pages use.

use std::fmt;

use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};
use hongwang_domain::{CategoryId, Rulebook};
use serde::{Deserialize, Serialize};

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Taken {
    /// For nothing: it is not read and stored nowhere.
    LeftOut,
    /// A field of a table of residents.
    Resident(ResidentColumn),
    /// A field of a list of party groups.
    Group(GroupColumn),
    /// A category of its own.
    Category(CategoryId),
}

const LEFT_OUT: &str = "left-out";

const RESIDENTS: [(ResidentColumn, &str); 21] = {
    use ResidentColumn as R;
    [
        (R::Name, "name"),
        (R::CitizenId, "citizen-id"),
        (R::Relation, "relation"),
        (R::HeadName, "head-name"),
        (R::HouseholdNumber, "household-number"),
        (R::Phone, "phone"),
        (R::Sex, "sex"),
        (R::BirthDate, "birth-date"),
        (R::Village, "village"),
        (R::VillageCode, "village-code"),
        (R::Grid, "grid"),
        (R::GridCode, "grid-code"),
        (R::Hamlet, "hamlet"),
        (R::IsHead, "is-head"),
        (R::Membership, "membership"),
        (R::Member, "member"),
        (R::Presence, "presence"),
        (R::AtHome, "at-home"),
        (R::Away, "away"),
        (R::Categories, "categories"),
        (R::Serial, "serial"),
    ]
};

const GROUPS: [(GroupColumn, &str); 12] = {
    use GroupColumn as G;
    [
        (G::Grid, "grid"),
        (G::GroupName, "group-name"),
        (G::Leader, "leader"),
        (G::LeaderPhone, "leader-phone"),
        (G::LeaderBasis, "leader-basis"),
        (G::Members, "members"),
        (G::Volunteers, "volunteers"),
        (G::Founded, "founded"),
        (G::Village, "village"),
        (G::VillageCode, "village-code"),
        (G::GridCode, "grid-code"),
        (G::Serial, "serial"),
    ]
};

impl Taken {
    /// What a column of a table of residents can be taken for, the usual first; a county's categories come last.
    pub fn for_residents(rulebook: &Rulebook) -> Vec<Self> {
        let fields = RESIDENTS.iter().map(|(field, _)| Self::Resident(*field));
        fields.chain(rulebook.categories.iter().map(|category| Self::Category(category.id.clone()))).collect()
    }

    /// What a column of a list of party groups can be taken for, the usual first.
    pub fn for_groups() -> Vec<Self> {
        GROUPS.iter().map(|(field, _)| Self::Group(*field)).collect()
    }

    /// Reads the name of a column; `None` if there is none of this name.
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once('.').unwrap_or((text, ""));
        match kind {
            LEFT_OUT if name.is_empty() => Some(Self::LeftOut),
            "resident" => RESIDENTS.iter().find(|(_, known)| *known == name).map(|(field, _)| Self::Resident(*field)),
            "group" => GROUPS.iter().find(|(_, known)| *known == name).map(|(field, _)| Self::Group(*field)),
            "category" if !name.is_empty() => Some(Self::Category(CategoryId::new(name))),
            _ => None,
        }
    }

    /// Whether what stands in the column is a citizen id or a phone.
    pub fn is_number_of_person(&self) -> bool {
        matches!(
            self,
            Self::Resident(ResidentColumn::CitizenId | ResidentColumn::Phone) | Self::Group(GroupColumn::LeaderPhone)
        )
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |found: Option<&'static str>| found.unwrap_or_default();
        match self {
            Self::LeftOut => out.write_str(LEFT_OUT),
            Self::Resident(field) => {
                let known = RESIDENTS.iter().find(|(known, _)| known == field).map(|(_, name)| *name);
                write!(out, "resident.{}", name(known))
            }
            Self::Group(field) => {
                let known = GROUPS.iter().find(|(known, _)| known == field).map(|(_, name)| *name);
                write!(out, "group.{}", name(known))
            }
            Self::Category(id) => write!(out, "category.{id}"),
        }
    }
}

impl From<Taken> for String {
    fn from(taken: Taken) -> Self {
        taken.to_string()
    }
}

impl TryFrom<String> for Taken {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::from_text(&text).ok_or(text)
    }
}
