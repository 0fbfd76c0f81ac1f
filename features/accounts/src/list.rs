//! The list of accounts for whoever manages them. When somebody last logged in does not stand in it.

use std::collections::HashMap;

use chrono::NaiveDate;
use hongwang_domain::{Role, UnitPath};
use hongwang_store::{Db, KeyRing, Store, StoreError};

use crate::error::AccountError;
use crate::names::Called;
use crate::queries;
use crate::rows::Account;

/// A role at a unit, for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The id.
    pub id: String,
    /// The role.
    pub role: Role,
    /// The unit's name.
    pub unit_name: String,
    /// The unit's code.
    pub unit_code: String,
    /// Since when.
    pub since: NaiveDate,
    /// The first day on which it holds no more.
    pub until: Option<NaiveDate>,
    /// Whether it follows from a post in a party group, and ends with it.
    pub appointed: bool,
}

/// One account, for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id.
    pub id: String,
    /// How often it was written.
    pub version: i32,
    /// The log-in name.
    pub login_name: Option<String>,
    /// The person's name.
    pub name: String,
    /// The phone, masked.
    pub phone: Option<String>,
    /// Whether the one-time password was not changed yet.
    pub must_change_password: bool,
    /// The roles that hold.
    pub roles: Vec<HeldRole>,
}

/// Which accounts.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// Part of a name or log-in name.
    pub text: Option<&'a str>,
    /// So many are passed over.
    pub from: i64,
    /// So many at most.
    pub count: i64,
}

/// The accounts within a unit: how many there are, and those of one page.
///
/// # Errors
/// When the database fails or a phone can't be opened.
pub fn list(
    db: &mut Db,
    keys: &KeyRing,
    within: &UnitPath,
    filter: Filter<'_>,
    today: NaiveDate,
) -> Result<(i64, Vec<Line>), StoreError> {
    let (all, accounts) = queries::page(db, within, filter.text, filter.from, filter.count)?;
    Ok((all, lines(db, keys, &accounts, today)?))
}

/// The account with this phone or log-in name, for the command line.
///
/// # Errors
/// When the database fails.
pub fn account_called(store: &Store, name: &str) -> Result<Option<Account>, AccountError> {
    Ok(store.read(&queries::everybody(), |door| queries::called(door, store.keys(), &Called::read(name)))?)
}

/// One account.
///
/// # Errors
/// As [`list`].
pub fn line(db: &mut Db, keys: &KeyRing, id: &str, today: NaiveDate) -> Result<Option<Line>, StoreError> {
    let account = queries::account(db, id)?;
    Ok(lines(db, keys, account.as_slice(), today)?.pop())
}

pub(crate) fn lines(
    db: &mut Db,
    keys: &KeyRing,
    accounts: &[Account],
    today: NaiveDate,
) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<String> = accounts.iter().map(|account| account.id.clone()).collect();
    let mut roles: HashMap<String, Vec<HeldRole>> = HashMap::new();
    for queries::Held { role, place, appointed } in queries::roles_on(db, &ids, today)? {
        let shown = HeldRole {
            role: role.role()?,
            id: role.id,
            unit_name: place.name,
            unit_code: place.code,
            since: role.from_day,
            until: role.to_day,
            appointed,
        };
        roles.entry(role.account_id).or_default().push(shown);
    }
    accounts
        .iter()
        .map(|account| {
            Ok(Line {
                id: account.id.clone(),
                version: account.version,
                login_name: account.login_name.clone(),
                name: account.name.clone(),
                phone: account.open_phone(keys)?.map(|phone| phone.masked()),
                must_change_password: account.must_change_password,
                roles: roles.remove(&account.id).unwrap_or_default(),
            })
        })
        .collect()
}
