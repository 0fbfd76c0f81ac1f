//! What whoever manages accounts does with them: a new one-time password, ending sessions.

use hongwang_domain::{Action, Actor};
use hongwang_store::{Key, Store, Tx};

use crate::attempts;
use crate::create::{Created, entry};
use crate::error::AccountError;
use crate::password::{self, one_time_password};
use crate::queries;
use crate::rows::Account;
use crate::tokens::revoke_all;

/// Gives an account a new one-time password: what was logged in or had a token is out, and a lock is lifted.
///
/// # Errors
/// When the actor may not, there is no such account, or the database fails.
pub fn give_password(store: &Store, actor: &Actor, key: &Key, account: &str) -> Result<Created, AccountError> {
    let password = one_time_password()?;
    let hash = password::hash(&password)?;
    store.write(actor, key, |tx| {
        let before = managed(tx, account)?;
        let after = Account { password_hash: hash.clone(), must_change_password: true, ..before.clone() };
        tx.update(&before.unit_id, &before, &after)?;
        let ended = queries::end_sessions(tx, &before.id)?;
        let revoked = revoke_all(tx, &before)?;
        let failures = attempts::account_digest(tx.keys(), Ok(&before.id));
        queries::forget_failures(tx, &failures)?;
        let detail = serde_json::json!({ "password_given": true, "sessions_ended": ended, "tokens_revoked": revoked });
        tx.audit(entry(&before, detail));
        Ok(Created { id: before.id, password: password.clone() })
    })
}

/// Ends all sessions of an account and takes its tokens back; says how many sessions.
///
/// # Errors
/// When the actor may not, there is no such account, or the database fails.
pub fn end_sessions(store: &Store, actor: &Actor, key: &Key, account: &str) -> Result<usize, AccountError> {
    store.write(actor, key, |tx| {
        let account = managed(tx, account)?;
        let ended = queries::end_sessions(tx, &account.id)?;
        let revoked = revoke_all(tx, &account)?;
        tx.audit(entry(&account, serde_json::json!({ "sessions_ended": ended, "tokens_revoked": revoked })));
        Ok(ended)
    })
}

/// An account that the actor manages.
pub(crate) fn managed(tx: &mut Tx<'_>, id: &str) -> Result<Account, AccountError> {
    let path = queries::path_of_account(tx, id)?.ok_or(AccountError::UnknownAccount)?;
    tx.allow(Action::ManageAccounts, &path)?;
    queries::account(tx, id)?.ok_or(AccountError::UnknownAccount)
}
