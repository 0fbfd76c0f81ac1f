//! How a form came to be shown: fresh, with what is wrong in it, or over what somebody else changed.

use crate::components::Field;
use crate::fault::Faults;
use crate::fields::Fields;

/// How a form came to be shown.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// Nothing was sent.
    Fresh,
    /// Something that was sent can't be taken.
    Faulty(&'a Faults),
    /// Somebody was faster.
    Stale,
}

impl Shown<'_> {
    /// The status of the page.
    pub fn status(self) -> u16 {
        match self {
            Self::Fresh => 200,
            Self::Faulty(_) => 422,
            Self::Stale => 409,
        }
    }

    /// A field as it has to be shown; it comes as it stands now.
    #[must_use]
    pub fn field(self, typed: &Fields, field: Field) -> Field {
        match self {
            Self::Fresh => field,
            Self::Faulty(faults) => field.again(typed, faults),
            Self::Stale => field.joined(typed),
        }
    }

    /// As [`Self::field`], of several.
    #[must_use]
    pub fn fields(self, typed: &Fields, fields: Vec<Field>) -> Vec<Field> {
        fields.into_iter().map(|field| self.field(typed, field)).collect()
    }

    /// The version that the form is over: after a fault still the one that was seen.
    pub fn version(self, typed: &Fields, stands: i32) -> i32 {
        let seen = typed.get("version").and_then(|text| text.parse().ok());
        match self {
            Self::Faulty(_) => seen.unwrap_or(stands),
            Self::Fresh | Self::Stale => stands,
        }
    }
}
