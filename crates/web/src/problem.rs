//! Errors for programs: `application/problem+json` (RFC 9457), in the reader's language.

use hongwang_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::fault::Fault;
use crate::tongue::Tongue;

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of thing went wrong: stable, for programs.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same in words, for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The number under which the log has it.
    pub reference: String,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FieldFault>,
    /// The version that stands now, where somebody changed it in the meantime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Version>,
}

/// A version: the number of a record, or the stamp of a unit with its people.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Version {
    /// Of a record.
    Number(i32),
    /// Of a unit.
    Stamp(String),
}

impl Version {
    fn of(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Stamp(text.to_owned()), Self::Number)
    }
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldFault {
    /// The field's name.
    pub field: String,
    /// What is wrong, in words.
    pub words: String,
}

impl Problem {
    /// Of a fault.
    pub fn of(fault: &Fault, t: Tongue, reference: &str) -> Self {
        let (faults, version) = match fault {
            Fault::Invalid(faults) => (
                faults
                    .iter()
                    .map(|(field, words)| FieldFault { field: field.to_owned(), words: words.to_owned() })
                    .collect(),
                None,
            ),
            Fault::Stale(conflict) => (Vec::new(), Some(Version::Number(conflict.version))),
            Fault::Store(StoreError::Stale { now, .. }) => (Vec::new(), now.as_deref().map(Version::of)),
            _ => (Vec::new(), None),
        };
        Self {
            kind: format!("urn:hongwang:{}", fault.key()),
            title: words(fault, t),
            status: fault.status().as_u16(),
            reference: reference.to_owned(),
            faults,
            version,
        }
    }
}

/// A fault in words.
pub(crate) fn words(fault: &Fault, t: Tongue) -> String {
    match fault {
        Fault::Refused { key, args, .. } => {
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            t.say_with(key, &args)
        }
        other => t.say(other.key()),
    }
}
