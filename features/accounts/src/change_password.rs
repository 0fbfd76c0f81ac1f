//! Changing the own password: the old one is asked for, every other session ends, tokens are taken back, this session gets
//! another secret.

use hongwang_domain::Actor;
use hongwang_store::{Key, Store, StoreError};

use crate::error::AccountError;
use crate::log_in::{Entrance, new_session, own_entry};
use crate::own::own_account;
use crate::password::{self, Owner, PasswordFault};
use crate::proof::prove;
use crate::queries;
use crate::rows::Account;
use crate::secret::Secret;
use crate::tokens::revoke_all;

/// A password in place of another.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The one that is.
    pub old: &'a Secret,
    /// The one that is to be.
    pub new: &'a Secret,
    /// Whether a session goes on: of whoever asks by a session.
    pub goes_on: bool,
}

/// Changes the password of the actor's account; answers the secret of the session that goes on.
///
/// # Errors
/// When the old password is another one (tries are counted as at the log-in), the new one can't be taken, or the
/// database fails.
pub fn change_password(
    store: &Store,
    actor: &Actor,
    at: Entrance<'_>,
    Change { old, new, goes_on }: Change<'_>,
) -> Result<Option<Secret>, AccountError> {
    let own = actor.name();
    let account = prove(store, actor, at.address, old)?;
    suits(store, &account, new).map_err(AccountError::Password)?;
    if old == new {
        return Err(AccountError::Password(PasswordFault::Same));
    }

    let hash = password::hash(new)?;
    let (secret, session) = new_session(store, &account.id, at.device, at.stay)?;
    store.write(actor, &Key::new(), |tx| {
        let before = own_account(tx, actor, &own)?;
        if before.password_hash != account.password_hash {
            return Err(StoreError::Stale { kind: "account", id: own.clone(), now: None }.into());
        }
        let after = Account { password_hash: hash.clone(), must_change_password: false, ..before.clone() };
        tx.update(&before.unit_id, &before, &after)?;
        let ended = queries::end_sessions(tx, &before.id)?;
        if goes_on {
            queries::add_session(tx, &session)?;
        }
        let revoked = revoke_all(tx, &before)?;
        let detail =
            serde_json::json!({ "password_changed": true, "sessions_ended": ended, "tokens_revoked": revoked });
        tx.audit(own_entry(&before, "account", &before.id, detail));
        Ok::<_, AccountError>(())
    })?;
    Ok(goes_on.then_some(secret))
}

/// Whether somebody may have this password.
pub(crate) fn suits(store: &Store, account: &Account, password: &Secret) -> Result<(), PasswordFault> {
    // A phone that can't be opened is no reason to keep an old password.
    let phone = account.open_phone(store.keys()).ok().flatten();
    let owner = Owner {
        login_name: account.login_name.as_deref(),
        phone: phone.as_ref().map(hongwang_domain::Phone::as_str),
        name: &account.name,
    };
    password::check(password.expose(), owner)
}
