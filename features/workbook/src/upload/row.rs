//! The record of an upload.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::{Actor, Id, Role, UnitCode, UnitPath};
use hongwang_intake::Choices;
use hongwang_store::StoreError;
use hongwang_store::schema::workbook::uploads;
use hongwang_words::Language;

use crate::upload::{State, Summary};

/// A workbook that somebody handed in. Its content lies in parts beside it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = uploads, treat_none_as_null = true)]
pub struct Upload {
    /// The id; an import made of it has the same.
    pub id: String,
    /// The path of the town; the county's while the town is not there.
    pub unit_path: String,
    /// The town's code (9 digits).
    pub town_code: String,
    /// The name of a town that is not there yet.
    pub town_name: Option<String>,
    /// Who handed it in: an account, or `console`.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// The unit at which the role is held; empty for the console.
    pub actor_path: String,
    /// The key of the request, so that the same form twice is one upload.
    pub request_key: String,
    /// The language of the report.
    pub language: String,
    /// The name of the file, sealed; gone with the content.
    pub file_name: Option<Vec<u8>>,
    /// Cells typed anew, sealed; gone with the content.
    pub corrections: Option<Vec<u8>>,
    /// Bytes of the file.
    pub size: i32,
    /// When it came, in UTC.
    pub received_at: NaiveDateTime,
    /// From when on it is gone, in UTC.
    pub expires_at: NaiveDateTime,
    /// A [`State`].
    pub state: String,
    /// [`Choices`] as JSON.
    pub choices: String,
    /// [`Summary`] as JSON.
    pub summary: String,
    /// Why it failed: a message key, and its number where it has one (`key number`).
    pub fault: Option<String>,
    /// Steps done of the work that is going on.
    pub done: i32,
    /// Steps of it; 0: nobody knows.
    pub total: i32,
    /// Somebody asked for its end.
    pub cancelled: bool,
    /// The process that has it in work.
    pub runner: Option<String>,
    /// Until when that process is believed to live.
    pub lease_until: Option<NaiveDateTime>,
    /// From where it was asked to be written.
    pub source: Option<String>,
    /// Who last decided how it is read: an account, or `console`.
    pub decided_by: Option<String>,
    /// When that was, in UTC.
    pub decided_at: Option<NaiveDateTime>,
    /// A digest of what was sent with the key, where it can't be sent with something else.
    pub sent: Option<String>,
    /// How often it was decided upon.
    pub version: i32,
}

impl Upload {
    /// How far it has come.
    pub fn state(&self) -> State {
        State::from_text(&self.state).unwrap_or(State::Failed)
    }

    /// How it is to be read.
    pub fn choices(&self) -> Choices {
        serde_json::from_str(&self.choices).unwrap_or_default()
    }

    /// What was counted.
    pub fn summary(&self) -> Summary {
        serde_json::from_str(&self.summary).unwrap_or_default()
    }

    /// The unit that it belongs to.
    pub fn path(&self) -> UnitPath {
        UnitPath::from_database(self.unit_path.clone())
    }

    /// The town's code.
    ///
    /// # Errors
    /// When the stored text is none.
    pub fn town(&self) -> Result<UnitCode, StoreError> {
        UnitCode::parse(&self.town_code).ok_or_else(|| StoreError::Corrupt(format!("town of upload {}", self.id)))
    }

    /// Who handed it in, in the role of then.
    ///
    /// # Errors
    /// When the stored texts are none.
    pub fn actor(&self) -> Result<Actor, StoreError> {
        let corrupt = || StoreError::Corrupt(format!("actor of upload {}", self.id));
        let role = Role::from_text(&self.role).ok_or_else(corrupt)?;
        if role == Role::Console {
            return Ok(Actor::console());
        }
        let account = Id::parse(&self.actor).ok_or_else(corrupt)?;
        let unit = UnitPath::from_database(self.actor_path.clone());
        Ok(Actor { account: Some(account), role, unit: Some(unit) })
    }

    /// The language of the report.
    pub fn language(&self) -> Language {
        Language::ALL.into_iter().find(|language| language.tag() == self.language).unwrap_or_default()
    }

    /// Why it failed: a message key and its number.
    pub fn fault(&self) -> Option<(&str, &str)> {
        let fault = self.fault.as_deref()?;
        Some(fault.split_once(' ').unwrap_or((fault, "")))
    }
}
