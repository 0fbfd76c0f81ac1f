//! The records of this slice, as the tables hold them.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use hongwang_domain::policy::Reach;
use hongwang_domain::{Phone, Role};
use hongwang_store::schema::accounts::{account_roles, accounts, reset_codes, second_factors, sessions, tokens};
use hongwang_store::{KeyRing, SealedField, StoreError};
use serde::{Deserialize, Serialize};

/// Somebody who can log in. The phone is sealed, the password hashed with argon2id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true)]
pub struct Account {
    /// The id.
    pub id: String,
    /// The unit that keeps the account.
    pub unit_id: String,
    /// The name to log in with, unique in the county; small letters.
    pub login_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// Sealed.
    pub phone: Option<Vec<u8>>,
    /// Its blind index, unique in the county.
    pub phone_index: Option<Vec<u8>>,
    /// An argon2id hash in PHC form.
    pub password_hash: String,
    /// Whether the first log-in must set another password.
    pub must_change_password: bool,
    /// The tag of the language chosen, if one was.
    pub language: Option<String>,
    /// 大字版
    pub elder_view: bool,
    /// When it was created.
    pub created_at: NaiveDateTime,
    /// How often it was written.
    pub version: i32,
}

hongwang_store::record!(Account, accounts, "account");

impl Account {
    /// The phone, opened.
    ///
    /// # Errors
    /// When it can't be opened or is none.
    pub fn open_phone(&self, keys: &KeyRing) -> Result<Option<Phone>, StoreError> {
        let Some(sealed) = &self.phone else { return Ok(None) };
        let text = keys.open_text(SealedField::Phone, &self.id, sealed)?;
        let (phone, _) =
            Phone::read(&text).map_err(|_| StoreError::Corrupt(format!("phone of account {}", self.id)))?;
        Ok(Some(phone))
    }
}

/// A role that an account holds at a unit for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = account_roles, treat_none_as_null = true)]
pub struct AccountRole {
    /// The id.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// A [`Role`] as text.
    pub role: String,
    /// The unit at which it is held.
    pub unit_id: String,
    /// The first day on which it holds.
    pub from_day: NaiveDate,
    /// The first day on which it holds no more; `None`: until further notice.
    pub to_day: Option<NaiveDate>,
    /// How often it was written.
    pub version: i32,
}

hongwang_store::record!(AccountRole, account_roles, "account_role");

impl AccountRole {
    /// Whether it is an inspector's of earlier times, which had no last day, and has one now.
    pub(crate) fn is_overdue(&self, day: NaiveDate) -> bool {
        let inspects = self.role == Role::Inspector.as_str() && self.to_day.is_none();
        inspects && day >= self.from_day + Duration::days(crate::create::MOST_INSPECTION_DAYS)
    }

    /// Whether it is one of the three administrators'.
    pub(crate) fn administers(&self) -> bool {
        Role::from_text(&self.role).is_some_and(crate::log_in::is_administrator)
    }

    /// The role, typed.
    ///
    /// # Errors
    /// When the text is of no role.
    pub fn role(&self) -> Result<Role, StoreError> {
        Role::from_text(&self.role).ok_or_else(|| StoreError::Corrupt(format!("role {} of {}", self.role, self.id)))
    }
}

/// Somebody is logged in somewhere. No record: it ends without a trace, and the journal keeps nothing of its use.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// The id.
    pub id: String,
    /// Who is logged in.
    pub account_id: String,
    /// The keyed digest of the session's secret.
    pub digest: Vec<u8>,
    /// A [`crate::Device`] as text.
    pub device: String,
    /// Whether it was asked to stay on this phone.
    pub stays: bool,
    /// When somebody logged in.
    pub created_at: NaiveDateTime,
    /// When it was used, to the minute; seen by its owner alone, gone with the session.
    pub last_used_at: NaiveDateTime,
    /// When it ends in any case.
    pub expires_at: NaiveDateTime,
    /// What its owner calls the device.
    pub name: Option<String>,
    /// Whether the second step was passed, where one is asked for: else it opens nothing.
    pub passed: bool,
}

/// What somebody's phone knows for the second step. No record: the journal never has the secret.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_factors, treat_none_as_null = true)]
pub(crate) struct SecondFactor {
    /// Whose it is.
    pub account_id: String,
    /// Sealed.
    pub secret: Vec<u8>,
    /// Whether a code of it was typed: it counts from then on.
    pub confirmed: bool,
    /// The keyed digest of the step whose code was used last, which says of no moment when that was.
    pub used: Option<Vec<u8>>,
}

/// A code with which somebody chooses another password. No record: it goes when it was used, and the journal never has it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reset_codes)]
pub(crate) struct ResetCode {
    /// Whose password.
    pub account_id: String,
    /// The keyed digest of the code.
    pub digest: Vec<u8>,
    /// Who gave it: an account's id.
    pub issued_by: String,
    /// When it holds no more.
    pub expires_at: NaiveDateTime,
    /// How often it was tried.
    pub tries: i32,
}

/// A personal access token: what a program shows in somebody's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = tokens, treat_none_as_null = true)]
pub struct Token {
    /// The id.
    pub id: String,
    /// Whose it is.
    pub account_id: String,
    /// What it is for, in the owner's words.
    pub name: String,
    /// The keyed digest of its secret.
    pub digest: Vec<u8>,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it ends.
    pub expires_at: NaiveDateTime,
    /// How often it was written.
    pub version: i32,
    /// A [`Reach`] as text.
    pub reach: String,
}

impl Token {
    /// How far it reaches.
    ///
    /// # Errors
    /// When the text is none of ours.
    pub fn reach(&self) -> Result<Reach, StoreError> {
        Reach::from_text(&self.reach).ok_or_else(|| StoreError::Corrupt(format!("reach of token {}", self.id)))
    }
}

hongwang_store::record!(Token, tokens, "token");
