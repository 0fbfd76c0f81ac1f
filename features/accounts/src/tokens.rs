//! Personal access tokens: what a program shows to act in somebody's name. The secret is shown once.

use chrono::{Duration, NaiveDateTime};
use hongwang_domain::policy::Reach;
use hongwang_domain::{Actor, Id};
use hongwang_store::{Key, Store, StoreError, Tx};
use serde::{Deserialize, Serialize};

use crate::error::AccountError;
use crate::log_in::own_entry;
use crate::own::own_account;
use crate::queries;
use crate::rows::{Account, Token};
use crate::secret::{Secret, token_digest};

/// The most days that a token lives.
pub const MOST_DAYS: i64 = 365;
/// So many tokens that still work one account may have.
pub const MOST: usize = 20;
/// The most characters of its name.
pub const NAME: usize = 40;

/// A token that was just made. It is answered again to the same key, sealed in between.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewToken {
    /// The token's id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
    /// When it ends.
    pub expires_at: NaiveDateTime,
}

/// Makes a token for an account: its owner does, or the console.
///
/// # Errors
/// When it is somebody else's account, a name or the days are not as they must be, or the database fails.
pub fn create_token(
    store: &Store,
    actor: &Actor,
    key: &Key,
    account: &str,
    name: &str,
    (days, reach): (i64, Reach),
) -> Result<NewToken, AccountError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(AccountError::TokenName);
    }
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(AccountError::TokenDays);
    }
    let (secret, now) = (Secret::of_token()?, store.clock().now());
    let token = Token {
        id: Id::new().to_string(),
        account_id: account.to_owned(),
        name: name.to_owned(),
        digest: token_digest(store.keys(), secret.expose()),
        created_at: now,
        expires_at: now + Duration::days(days),
        version: 1,
        reach: reach.as_str().to_owned(),
    };
    store.write(actor, key, |tx| {
        let account = own_account(tx, actor, account)?;
        let held = queries::tokens_of(tx, &account.id)?;
        if held.iter().filter(|token| token.expires_at > now).count() >= MOST {
            return Err(AccountError::TokensFull);
        }
        tx.insert(&[(account.unit_id.clone(), token.clone())])?;
        tx.audit(own_entry(&account, "token", &token.id, serde_json::json!({ "days": days, "reach": reach })));
        Ok(NewToken { id: token.id.clone(), secret: secret.clone(), expires_at: token.expires_at })
    })
}

/// Takes a token of the actor's back.
///
/// # Errors
/// When there is none with this id, or the database fails.
pub fn revoke_token(store: &Store, actor: &Actor, key: &Key, token: &str) -> Result<(), AccountError> {
    let own = actor.name();
    store.write(actor, key, |tx| {
        let account = own_account(tx, actor, &own)?;
        let token = queries::token_of(tx, &account.id, token)?.ok_or(AccountError::UnknownAccount)?;
        tx.delete(&account.unit_id, &token)?;
        tx.audit(own_entry(&account, "token", &token.id, serde_json::json!({ "revoked": true })));
        Ok(())
    })
}

/// Takes all tokens of an account back; says how many.
pub(crate) fn revoke_all(tx: &mut Tx<'_>, account: &Account) -> Result<usize, StoreError> {
    let tokens = queries::tokens_of(tx, &account.id)?;
    for token in &tokens {
        tx.delete(&account.unit_id, token)?;
    }
    Ok(tokens.len())
}
