//! What an account is called: the name, the phone and the name to log in with, put right.

use hongwang_domain::Actor;
use hongwang_store::{Key, Record, SealedField, Store, StoreError};

use crate::create::entry;
use crate::error::AccountError;
use crate::manage::managed;
use crate::names;
use crate::queries;
use crate::rows::Account;

/// An account as somebody wants it to be called.
#[derive(Clone, Copy, Debug)]
pub struct AccountChange<'a> {
    /// The person's name.
    pub name: &'a str,
    /// Another phone, as typed; `None`: it stays.
    pub phone: Option<&'a str>,
    /// Whether the phone goes.
    pub phone_remove: bool,
    /// The name to log in with, as typed; `None`: there is none.
    pub login_name: Option<&'a str>,
}

/// Changes what an account that still has the version `seen` is called.
///
/// # Errors
/// When the actor may not, somebody was faster, a name or phone can't be taken or is another's, or the database fails.
pub fn edit_account(
    store: &Store,
    actor: &Actor,
    key: &Key,
    (account, seen): (&str, i32),
    change: AccountChange<'_>,
) -> Result<(), AccountError> {
    let name = names::person(change.name).ok_or(AccountError::BadName)?;
    let phone = change.phone.map(|text| names::phone(text).ok_or(AccountError::BadPhone)).transpose()?;
    let login_name =
        change.login_name.map(|text| names::login_name(text).ok_or(AccountError::BadLoginName)).transpose()?;
    store.write(actor, key, |tx| {
        let before = managed(tx, account)?;
        if before.version != seen {
            let now = Some(before.version.to_string());
            return Err(StoreError::Stale { kind: Account::KIND, id: before.id, now }.into());
        }
        let mut after = Account { name: name.clone(), login_name: login_name.clone(), ..before.clone() };
        if let Some(login_name) = login_name.as_ref().filter(|name| before.login_name.as_ref() != Some(name))
            && queries::login_name_is_taken(tx, login_name)?
        {
            return Err(AccountError::LoginNameTaken);
        }
        if let Some(phone) = &phone {
            let index = tx.keys().index(SealedField::Phone, phone.as_str());
            if before.phone_index.as_ref() != Some(&index) {
                if queries::phone_is_taken(tx, &index)? {
                    return Err(AccountError::PhoneTaken);
                }
                after.phone = Some(tx.keys().seal(SealedField::Phone, &before.id, phone.as_str().as_bytes())?);
                after.phone_index = Some(index);
            }
        } else if change.phone_remove {
            (after.phone, after.phone_index) = (None, None);
        }
        if after.phone.is_none() && after.login_name.is_none() {
            return Err(AccountError::Nameless);
        }
        if after != before {
            tx.update(&before.unit_id, &before, &after)?;
        }
        let detail = serde_json::json!({
            "edited": true,
            "name": before.name != after.name,
            "phone": before.phone_index != after.phone_index,
            "login": before.login_name != after.login_name,
        });
        tx.audit(entry(&before, detail));
        Ok(())
    })
}
