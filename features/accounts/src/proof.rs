//! Whoever asks shows by the password to be the person whose session or token it is.

use hongwang_domain::Actor;
use hongwang_store::Store;

use crate::attempts::{self, Counted, Guess, LOCKED_MINUTES};
use crate::error::AccountError;
use crate::log_in::{tell_locked, tell_wrong};
use crate::queries;
use crate::rows::Account;
use crate::secret::Secret;

/// The actor's account, if this is its password. Tries are counted as at the log-in.
pub(crate) fn prove(store: &Store, actor: &Actor, address: &str, password: &Secret) -> Result<Account, AccountError> {
    let own = actor.name();
    let account = store.read(&queries::everybody(), |door| queries::account(door, &own))?;
    let account = account.ok_or(AccountError::UnknownAccount)?;
    let counted = Counted::of(store.keys(), Ok(&account.id), address);
    match attempts::guess(store, &counted, password, &account.password_hash)? {
        Guess::Right => Ok(account),
        Guess::Wrong { left: 0 } => {
            tell_locked(store, Some(account), address);
            Err(AccountError::Locked(LOCKED_MINUTES))
        }
        Guess::Wrong { .. } => {
            tell_wrong(Some(&account), address);
            Err(AccountError::WrongPassword)
        }
    }
}
