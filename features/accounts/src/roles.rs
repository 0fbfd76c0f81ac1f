//! Roles that come and go: a leader takes a second grid, a secretary hands over, an inspector's days are over.

use chrono::NaiveDate;
use hongwang_domain::{Action, Actor, Role};
use hongwang_store::{Key, Store};

use crate::appointed::recognise;
use crate::create::{entry, last_day, place_for, role_from_today, today};
use crate::error::AccountError;
use crate::log_in::is_administrator;
use crate::manage::managed;
use crate::queries;
use crate::rows::AccountRole;

/// Gives an account one more role from today on, until a day (the first on which it holds no more) or further notice.
///
/// # Errors
/// When the actor may not, the role does not fit the unit or is held already, or the database fails.
pub fn add_role(
    store: &Store,
    actor: &Actor,
    key: &Key,
    account: &str,
    (role, unit, until): (Role, &str, Option<NaiveDate>),
) -> Result<String, AccountError> {
    store.write(actor, key, |tx| {
        let account = managed(tx, account)?;
        let place = place_for(tx, role, unit)?;
        tx.allow(Action::ManageAccounts, &place.path())?;
        let (today, own) = (today(tx), std::slice::from_ref(&account.id));
        for held in queries::roles_on(tx, own, today)? {
            let held_role = held.role.role()?;
            if held_role == role && held.place.id == place.id {
                return Err(AccountError::RoleTwice);
            }
            if is_administrator(role) || is_administrator(held_role) {
                return Err(AccountError::RolesApart);
            }
        }
        let until = last_day(tx, role, until)?;
        let held = AccountRole { to_day: until, ..role_from_today(tx, &account.id, &place, role) };
        tx.insert(&[(account.unit_id.clone(), held.clone())])?;
        recognise(tx, std::slice::from_ref(&place.id))?;
        tx.audit(entry(&account, serde_json::json!({ "role_added": role, "unit": place.id, "until": until })));
        Ok(held.id)
    })
}

/// Ends a role as of today.
///
/// # Errors
/// When the actor may not, there is no such role, nobody else would administer the system, or the database fails.
pub fn end_role(store: &Store, actor: &Actor, key: &Key, account: &str, role: &str) -> Result<(), AccountError> {
    store.write(actor, key, |tx| {
        let account = managed(tx, account)?;
        let before = queries::role_of(tx, &account.id, role)?.ok_or(AccountError::UnknownAccount)?;
        let today = today(tx);
        if before.role()? == Role::SystemAdmin && !queries::somebody_else_administers(tx, &account.id, today)? {
            return Err(AccountError::LastAdministrator);
        }
        if before.to_day.is_none_or(|last| last > today) {
            let after = AccountRole { to_day: Some(today), ..before.clone() };
            tx.update(&account.unit_id, &before, &after)?;
        }
        tx.audit(entry(&account, serde_json::json!({ "role_ended": before.role, "unit": before.unit_id })));
        Ok(())
    })
}
