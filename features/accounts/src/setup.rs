//! The first account of a deployment.

use hongwang_domain::Role;
use hongwang_store::{StoreError, Tx};

use crate::create::{Person, Wanted, add};
use crate::error::AccountError;
use crate::queries;

/// The name with which the first system administrator logs in.
const LOGIN_NAME: &str = "admin";

/// Creates the county's first system administrator; answers the log-in name. The caller audits it.
///
/// # Errors
/// When there is one already, or the database fails.
pub fn create_system_administrator(tx: &mut Tx<'_>, county: &str, password_hash: &str) -> Result<String, StoreError> {
    let missing = || StoreError::Corrupt(format!("no unit {county}"));
    let place = queries::place(tx, county)?.ok_or_else(missing)?;
    let wanted = Wanted {
        phone: None,
        login_name: Some(LOGIN_NAME),
        name: LOGIN_NAME,
        role: Role::SystemAdmin,
        unit: &place.code,
        until: None,
    };
    let account = Person::read(wanted).and_then(|person| person.account(tx, &place, password_hash, true));
    let account = account.map_err(|error| match error {
        AccountError::Store(error) => error,
        other => StoreError::Corrupt(other.to_string()),
    })?;
    add(tx, &place, &account, (Role::SystemAdmin, None))?;
    Ok(LOGIN_NAME.to_owned())
}
