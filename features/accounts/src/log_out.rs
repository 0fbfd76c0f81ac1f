//! Logging out: here, on one other device, everywhere.

use hongwang_domain::Actor;
use hongwang_store::{Key, Store};

use crate::error::AccountError;
use crate::log_in::own_entry;
use crate::own::own_account;
use crate::queries;
use crate::tokens::revoke_all;

/// The most characters of what somebody calls a device.
pub(crate) const DEVICE_NAME: usize = 20;

/// Ends one session of the actor's account.
///
/// # Errors
/// When it is not the actor's, or the database fails.
pub fn log_out(store: &Store, actor: &Actor, session: &str) -> Result<(), AccountError> {
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        if !queries::end_session(tx, &account.id, session)? {
            return Err(AccountError::UnknownAccount);
        }
        tx.audit(own_entry(&account, "session", session, serde_json::json!({ "log_out": true })));
        Ok(())
    })
}

/// Gives a session of the actor's account a name, or takes it away: what its owner calls that phone.
///
/// # Errors
/// When it is not the actor's, the name can't be taken, or the database fails.
pub fn name_session(store: &Store, actor: &Actor, session: &str, name: &str) -> Result<(), AccountError> {
    let name = name.trim();
    if name.chars().count() > DEVICE_NAME || name.chars().any(char::is_control) {
        return Err(AccountError::DeviceName);
    }
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        if !queries::name_session(tx, &account.id, session, Some(name).filter(|name| !name.is_empty()))? {
            return Err(AccountError::UnknownAccount);
        }
        tx.audit(own_entry(&account, "session", session, serde_json::json!({ "named": true })));
        Ok(())
    })
}

/// Ends all sessions of the actor's account, this one included, and takes its tokens back; says how many sessions.
///
/// # Errors
/// When the database fails.
pub fn log_out_everywhere(store: &Store, actor: &Actor) -> Result<usize, AccountError> {
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        let ended = queries::end_sessions(tx, &account.id)?;
        let revoked = revoke_all(tx, &account)?;
        let detail = serde_json::json!({ "log_out_everywhere": ended, "tokens_revoked": revoked });
        tx.audit(own_entry(&account, "account", &account.id, detail));
        Ok(ended)
    })
}
