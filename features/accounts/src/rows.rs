use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_store::schema::accounts::accounts;
use serde::{Deserialize, Serialize};

/// Somebody who can log in. The phone is sealed, the password hashed with argon2id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true)]
pub struct Account {
    /// The id.
    pub id: String,
    /// The unit at which the role is held.
    pub unit_id: String,
    /// The name to log in with, unique in the county.
    pub login_name: String,
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
    /// A [`hongwang_domain::Role`] as text.
    pub role: String,
    /// When it was created.
    pub created_at: NaiveDateTime,
    /// How often it was written.
    pub version: i32,
}

hongwang_store::record!(Account, accounts, "account");
