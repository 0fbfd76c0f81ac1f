//! What is known of a person beside the name: no more than the ledger and the work need.

use serde::{Deserialize, Serialize};

/// Sex as GB/T 2261.1 codes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// The code of GB/T 2261.1-2003: 1 male, 2 female.
    pub fn code(self) -> i16 {
        match self {
            Self::Male => 1,
            Self::Female => 2,
        }
    }
}

/// Party membership: the one affiliation that is recorded, and only for members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// 正式党员
    Full,
    /// 预备党员
    Probationary,
}

/// Where a resident is, and no more than that (no destination, no reason).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// 在住
    Present,
    /// 外出
    Away,
}

/// Relation to the head of the household, as a two-digit code of GB/T 4761.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Relation(pub u8);

impl Relation {
    /// 户主
    pub const HEAD: Self = Self(2);

    /// Whether this is the head of the household.
    pub fn is_head(self) -> bool {
        self == Self::HEAD
    }
}

/// Gives an enum the text that the database keeps (`as_str`, `from_text`), in one place.
#[macro_export]
macro_rules! database_text {
    ($name:ident { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl $name {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text kept in the database and in exports; also the end of the message key.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads what [`Self::as_str`] wrote.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub use database_text;

database_text!(Membership { Full => "full", Probationary => "probationary" });
database_text!(Presence { Present => "present", Away => "away" });
