//! Units: the tree county → town → village → grid, their codes and paths.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::people::database_text;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 县区: the deployment
    County,
    /// 镇（街道）: the root of its party tree
    Town,
    /// 村（社区）
    Village,
    /// 网格
    Grid,
    /// 党建中心: a leaf under a town or a village
    Centre,
}

database_text!(UnitKind {
    County => "county",
    Town => "town",
    Village => "village",
    Grid => "grid",
    Centre => "centre",
});

/// A code of the statistical division list: 6 digits county, 9 town, 12 village, 15 grid
/// (village + 3, our own numbering). Source: 统计用区划代码.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode(String);

impl UnitCode {
    /// Reads a code; `None` unless it is 6, 9, 12 or 15 ASCII digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && matches!(text.len(), 6 | 9 | 12 | 15)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kind of unit that a code of this length names.
    pub fn kind(&self) -> UnitKind {
        match self.0.len() {
            6 => UnitKind::County,
            9 => UnitKind::Town,
            12 => UnitKind::Village,
            _ => UnitKind::Grid,
        }
    }

    /// The code of the unit above; `None` for a county.
    pub fn parent(&self) -> Option<Self> {
        (self.0.len() > 6).then(|| Self(self.0[..self.0.len() - 3].to_owned()))
    }

    /// The code of a unit below, by its number (1 to 999) within this one.
    pub fn child(&self, number: u32) -> Option<Self> {
        ((1..=999).contains(&number) && self.0.len() < 15).then(|| Self(format!("{}{number:03}", self.0)))
    }

    /// The last three digits: the unit's number within the unit above.
    pub fn number(&self) -> u32 {
        self.0[self.0.len() - 3..].parse().unwrap_or_default()
    }

    /// Whether `other` is this unit or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl TryFrom<String> for UnitCode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a unit code has 6, 9, 12 or 15 digits")
    }
}

impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The materialised path of a unit, `/county-id/town-id/…/`: a subtree is a range on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitPath(String);

impl UnitPath {
    /// The path of a unit without one above it.
    pub fn root(id: Id) -> Self {
        Self(format!("/{id}/"))
    }

    /// The path of a unit directly below this one.
    pub fn child(&self, id: Id) -> Self {
        Self(format!("{}{id}/", self.0))
    }

    /// A path as the database keeps it.
    pub fn from_database(text: String) -> Self {
        Self(text)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first text after every path of the subtree: the subtree is `self ≤ path < end`, by bytes.
    pub fn subtree_end(&self) -> String {
        let mut end = self.0.clone();
        end.pop();
        end.push('0'); // the byte after '/'
        end
    }

    /// Whether `other` is this unit or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// The ids on the way, root first.
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.0.split('/').filter_map(Id::parse)
    }
}

impl fmt::Display for UnitPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_know_their_kind_and_family() {
        let village = UnitCode::parse("211104109001").unwrap();
        assert_eq!(village.kind(), UnitKind::Village);
        assert_eq!(village.parent().unwrap().as_str(), "211104109");
        assert_eq!(village.child(7).unwrap().as_str(), "211104109001007");
        assert_eq!(village.child(1000), None);
        assert_eq!(village.number(), 1);
        assert!(UnitCode::parse("2111041").is_none());
        assert!(UnitCode::parse("２１１１０４").is_none());
    }

    #[test]
    fn a_subtree_is_a_range() {
        let county = Id::new();
        let town = UnitPath::root(county).child(Id::new());
        let grid = town.child(Id::new()).child(Id::new());
        let beside = UnitPath::root(county).child(Id::new());
        let inside = |path: &UnitPath| *path >= town && path.as_str() < town.subtree_end().as_str();
        assert!(inside(&town) && inside(&grid) && !inside(&beside));
        assert_eq!(grid.ids().next(), Some(county));
    }
}
