//! Another password by a code of six digits. Whoever stands above gives it, by telephone or on paper; it holds for half an
//! hour, for one use and five tries. A name that nobody has, one without a code and a wrong code get the same words after
//! the same work.

use chrono::{Duration, NaiveDateTime};
use hongwang_domain::Actor;
use hongwang_store::{BlindIndex, Key, KeyRing, SealedField, Source, Store, StoreError};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::attempts::{self, Counted};
use crate::error::AccountError;
use crate::helping::{entry, helped};
use crate::log_in::{actors_of, own_entry};
use crate::names::Called;
use crate::password::{self, Owner, PasswordError};
use crate::queries;
use crate::rows::{Account, ResetCode};
use crate::secret::Secret;
use crate::tokens::revoke_all;

/// So long a code holds.
pub const CODE_MINUTES: i64 = 30;
/// Its digits.
const DIGITS: u32 = 6;

/// A code that was just given. It is answered again to the same key, sealed in between.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Given {
    /// The account's id.
    pub id: String,
    /// The code.
    pub code: Secret,
    /// When it holds no more.
    pub expires_at: NaiveDateTime,
}

/// Gives somebody a code; the one before holds no more.
///
/// # Errors
/// When the actor does not stand above, there is no such account, or the database fails.
pub fn give_code(store: &Store, actor: &Actor, key: &Key, account: &str) -> Result<Given, AccountError> {
    let code = random_code()?;
    store.write(actor, key, |tx| {
        let account = helped(tx, actor, account)?;
        let expires_at = tx.now() + Duration::minutes(CODE_MINUTES);
        let row = ResetCode {
            account_id: account.id.clone(),
            digest: digest(tx.keys(), &account.id, code.expose()),
            issued_by: actor.name(),
            expires_at,
            tries: 0,
        };
        queries::put_reset_code(tx, &row)?;
        tx.audit(entry(&account, serde_json::json!({ "code_given": true })));
        Ok(Given { id: account.id, code: code.clone(), expires_at })
    })
}

/// What somebody who forgot the password types.
#[derive(Clone, Copy, Debug)]
pub struct Reset<'a> {
    /// A phone or a log-in name.
    pub name: &'a str,
    /// The code.
    pub code: &'a str,
    /// The password that is to be.
    pub new: &'a Secret,
}

/// Chooses another password by a code: every session ends and every token is taken back.
///
/// # Errors
/// [`AccountError::WrongCode`] and [`AccountError::Locked`] tell nothing of whether there is such an account.
pub fn reset_password(store: &Store, asked: Reset<'_>, address: &str) -> Result<(), AccountError> {
    // What can be said without knowing whose it is, before anything else.
    let nobody = Owner { login_name: Some(asked.name), phone: None, name: "" };
    password::check(asked.new.expose(), nobody).map_err(AccountError::Password)?;
    let code: String = asked
        .code
        .chars()
        .filter_map(|one| hongwang_domain::text::half_width(one).to_digit(10))
        .map(|one| one.to_string())
        .collect();
    let called = Called::read(asked.name);
    let account = store.read(&queries::everybody(), |door| queries::called(door, store.keys(), &called))?;
    let known = account.as_ref().map(|account| account.id.as_str());
    let counted = Counted::of_code(store.keys(), known.ok_or(called.canonical()), address);
    let left = attempts::count(store, &counted)?;
    let (account, code) = match (account.clone(), tried(store, known.unwrap_or_default(), &code)?) {
        (Some(account), Some(row)) => (account, row),
        _ if left == 0 => return Err(AccountError::Locked(attempts::LOCKED_MINUTES)),
        _ => return Err(AccountError::WrongCode { left }),
    };
    crate::change_password::suits(store, &account, asked.new).map_err(AccountError::Password)?;
    let hash = password::hash(asked.new)?;
    let today = store.clock().today();
    let actors = store.read(&queries::everybody(), |door| actors_of(door, &account.id, today))?;
    let actor = actors.first().ok_or(AccountError::WrongCode { left })?;
    store.from_source(Source(address.to_owned())).write(actor, &Key::new(), |tx| {
        // One use: whoever comes second finds no code any more.
        if !queries::take_reset_code(tx, &code)? {
            return Err(AccountError::WrongCode { left });
        }
        let before = queries::account(tx, &account.id)?.ok_or(AccountError::UnknownAccount)?;
        let after = Account { password_hash: hash.clone(), must_change_password: false, ..before.clone() };
        tx.update(&before.unit_id, &before, &after)?;
        let (ended, revoked) = (queries::end_sessions(tx, &before.id)?, revoke_all(tx, &before)?);
        let failures = attempts::account_digest(tx.keys(), Ok(&before.id));
        queries::forget_failures(tx, &failures)?;
        let detail = serde_json::json!({
            "password_by_code": true, "code_of": code.issued_by, "sessions_ended": ended, "tokens_revoked": revoked
        });
        tx.audit(own_entry(&before, "account", &before.id, detail));
        Ok::<_, AccountError>(())
    })?;
    store.keep_house(|db| attempts::forgive(db, &counted))?;
    Ok(())
}

/// Counts a try against the account's code; answers the code, if it holds and is this one.
fn tried(store: &Store, account: &str, code: &str) -> Result<Option<ResetCode>, StoreError> {
    let (now, shown) = (store.clock().now(), digest(store.keys(), account, code));
    let row = store.keep_house(|db| queries::try_reset_code(db, account))?;
    let same = row.as_ref().is_some_and(|row| bool::from(row.digest.ct_eq(&shown)));
    Ok(row.filter(|row| same && row.tries <= attempts::TRIES && now < row.expires_at))
}

fn digest(keys: &KeyRing, account: &str, code: &str) -> BlindIndex {
    keys.index(SealedField::Token, &format!("code {account} {code}"))
}

fn random_code() -> Result<Secret, PasswordError> {
    let most = 10_u32.pow(DIGITS);
    // What does not fill a whole round would make some codes likelier.
    let limit = u32::MAX - u32::MAX % most;
    loop {
        let number = getrandom::u32().map_err(|error| PasswordError::Random(error.to_string()))?;
        if number < limit {
            return Ok(Secret::new(format!("{:06}", number % most)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits() {
        for _ in 0..50 {
            let code = random_code().unwrap();
            assert!(code.expose().len() == 6 && code.expose().bytes().all(|one| one.is_ascii_digit()));
        }
    }
}
