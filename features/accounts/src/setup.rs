//! The first account of a deployment.

use hongwang_domain::{Id, Role};
use hongwang_store::{StoreError, Tx};

use crate::rows::Account;

/// The name with which the first system administrator logs in.
const LOGIN_NAME: &str = "admin";

/// Creates the county's first system administrator; answers the log-in name. The caller audits it.
///
/// # Errors
/// When there is one already, or the database fails.
pub fn create_system_administrator(tx: &mut Tx<'_>, county: &str, password_hash: &str) -> Result<String, StoreError> {
    let account = Account {
        id: Id::new().to_string(),
        unit_id: county.to_owned(),
        login_name: LOGIN_NAME.to_owned(),
        name: LOGIN_NAME.to_owned(),
        phone: None,
        phone_index: None,
        password_hash: password_hash.to_owned(),
        must_change_password: true,
        role: Role::SystemAdmin.as_str().to_owned(),
        created_at: tx.now(),
        version: 1,
    };
    tx.insert(&[(county.to_owned(), account)])?;
    Ok(LOGIN_NAME.to_owned())
}
