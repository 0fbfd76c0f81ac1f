//! Record ids: UUIDv7 as text, made by whoever creates the record.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of any record. Sorts by the time it was made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// A fresh id.
    #[expect(clippy::new_without_default, reason = "an id is never a default")]
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }

    /// Reads an id in its usual hyphenated form; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 36).then(|| Uuid::try_parse(text).ok().map(Self))?
    }

    /// The sixteen bytes, for associated data and digests.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(out)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
