//! What somebody does with the own account.

use hongwang_domain::{Action, Actor};
use hongwang_store::{StoreError, Tx};

use crate::error::AccountError;
use crate::queries;
use crate::rows::Account;

/// The account, if the actor is its owner, or the console.
///
/// # Errors
/// [`StoreError::NotAllowed`] for somebody else's.
pub(crate) fn own_account(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Account, AccountError> {
    let account = queries::account(tx, id)?.ok_or(AccountError::UnknownAccount)?;
    let path = match &actor.unit {
        Some(own) if actor.name() == account.id => own.clone(),
        Some(_) => return Err(StoreError::NotAllowed(Action::UseOwnAccount.as_str()).into()),
        None => queries::path_of_account(tx, id)?.ok_or(AccountError::UnknownAccount)?,
    };
    tx.allow(Action::UseOwnAccount, &path)?;
    Ok(account)
}
