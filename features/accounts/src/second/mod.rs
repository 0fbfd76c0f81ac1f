//! A second step at the log-in: a code from the own phone, and ten to be kept on paper for when it is lost. Administrators
//! can't do without; others may.

mod totp;

use hongwang_domain::Actor;
use hongwang_store::{BlindIndex, Db, Key, KeyRing, SealedField, Store, StoreError};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::attempts::{self, Counted};
use crate::error::AccountError;
use crate::log_in::own_entry;
use crate::own::own_account;
use crate::password::PasswordError;
use crate::queries;
use crate::rows::{Account, SecondFactor};
use crate::secret::Secret;

/// So many codes for when the phone is lost.
pub const RECOVERY_CODES: usize = 10;
/// Random bytes of one of them: 80 bits.
const RECOVERY_BYTES: usize = 10;

/// What an authenticator has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The secret, as it is typed.
    pub secret: Secret,
    /// The same as an address, as it is photographed.
    pub uri: Secret,
}

/// The code that an authenticator with this secret shows at a moment: for whoever tries the log-in as its owner would.
pub fn code_at(secret: &str, seconds: i64) -> Option<String> {
    Some(totp::code(&totp::read(secret)?, totp::step(seconds)))
}

/// Whether an account is asked for a second step.
///
/// # Errors
/// When the database fails.
pub(crate) fn is_on(db: &mut Db, account: &str) -> Result<bool, StoreError> {
    Ok(queries::second_factor(db, account)?.is_some_and(|factor| factor.confirmed))
}

/// Makes a secret for the actor's account, which counts once a code of it was typed.
///
/// # Errors
/// When one counts already, or the database fails.
pub(crate) fn begin(store: &Store, actor: &Actor) -> Result<(), AccountError> {
    let mut secret = [0; totp::BYTES];
    getrandom::fill(&mut secret).map_err(|error| PasswordError::Random(error.to_string()))?;
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        if is_on(tx, &account.id)? {
            return Err(AccountError::SecondStepTwice);
        }
        let sealed = tx.keys().seal(SealedField::SecondFactor, &account.id, &secret)?;
        queries::put_second_factor(
            tx,
            &SecondFactor { account_id: account.id.clone(), secret: sealed, confirmed: false, used: None },
        )?;
        tx.audit(own_entry(&account, "account", &account.id, serde_json::json!({ "second_begun": true })));
        Ok(())
    })
}

/// What the authenticator has to be told, until a code of it was typed; never again behind that.
///
/// # Errors
/// When the database fails or the secret can't be opened.
pub(crate) fn unconfirmed(db: &mut Db, keys: &KeyRing, account: &Account) -> Result<Option<SetUp>, StoreError> {
    let Some(factor) = queries::second_factor(db, &account.id)?.filter(|factor| !factor.confirmed) else {
        return Ok(None);
    };
    let secret = totp::written(&keys.open(SealedField::SecondFactor, &account.id, &factor.secret)?);
    let label = encoded(account.login_name.as_deref().unwrap_or(&account.name));
    let uri = format!("otpauth://totp/Hongwang:{label}?secret={secret}&issuer=Hongwang");
    Ok(Some(SetUp { secret: Secret::new(secret), uri: Secret::new(uri) }))
}

/// Codes for when the phone is lost, each good once. They are shown this once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Recovery(pub Vec<Secret>);

/// Has the secret count from now on, if this is a code of it.
///
/// # Errors
/// When it is not, or too many were tried; when there is nothing to confirm, or the database fails.
pub(crate) fn confirm(store: &Store, actor: &Actor, typed: &str, address: &str) -> Result<Recovery, AccountError> {
    let (own, counted) = (actor.name(), Counted::of_second(store.keys(), &actor.name(), address));
    let left = attempts::count(store, &counted)?;
    let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<Secret>, _>>()?;
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        let factor = queries::second_factor(tx, &own)?.filter(|factor| !factor.confirmed);
        let factor = factor.ok_or(AccountError::UnknownAccount)?;
        let used = matching(tx.keys(), &factor, typed)?.ok_or(AccountError::WrongSecondStep { left })?;
        queries::put_second_factor(tx, &SecondFactor { confirmed: true, used: Some(used), ..factor })?;
        let digests: Vec<BlindIndex> = codes.iter().map(|code| digest(tx.keys(), &own, code.expose())).collect();
        queries::put_recovery_codes(tx, &own, &digests)?;
        tx.audit(own_entry(&account, "account", &account.id, serde_json::json!({ "second_set_up": true })));
        Ok::<_, AccountError>(())
    })?;
    store.keep_house(|db| attempts::forgive(db, &counted))?;
    Ok(Recovery(codes))
}

/// Passes the second step with a code from the phone, or with one from paper.
///
/// # Errors
/// When it is neither, was used before, or too many were tried; when the database fails.
pub(crate) fn pass(store: &Store, actor: &Actor, typed: &str, address: &str) -> Result<(), AccountError> {
    let (own, counted) = (actor.name(), Counted::of_second(store.keys(), &actor.name(), address));
    let left = attempts::count(store, &counted)?;
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        let factor = queries::second_factor(tx, &own)?.filter(|factor| factor.confirmed);
        let factor = factor.ok_or(AccountError::UnknownAccount)?;
        let paper = digest(tx.keys(), &own, &plain(typed));
        let how = if let Some(used) = matching(tx.keys(), &factor, typed)? {
            queries::put_second_factor(tx, &SecondFactor { used: Some(used), ..factor })?;
            "second_code"
        } else if queries::take_recovery_code(tx, &paper)? {
            "second_paper"
        } else {
            return Err(AccountError::WrongSecondStep { left });
        };
        tx.audit(own_entry(&account, "account", &account.id, serde_json::json!({ how: true })));
        Ok::<_, AccountError>(())
    })?;
    store.keep_house(|db| attempts::forgive(db, &counted))?;
    Ok(())
}

/// Does without a second step from now on; an administrator sets another one up at once.
///
/// # Errors
/// As [`pass`].
pub(crate) fn end(store: &Store, actor: &Actor, typed: &str, address: &str) -> Result<(), AccountError> {
    pass(store, actor, typed, address)?;
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let account = own_account(tx, actor, &own)?;
        queries::end_second_factor(tx, &own)?;
        tx.audit(own_entry(&account, "account", &account.id, serde_json::json!({ "second_ended": true })));
        Ok(())
    })
}

/// Takes somebody's second step away who lost both phone and paper: the command line alone does.
///
/// # Errors
/// When there is no such account, or the database fails.
pub fn forget_second_step(store: &Store, account: &str) -> Result<(), AccountError> {
    store.write(&Actor::console(), &Key::new(), |tx| {
        let account = crate::manage::managed(tx, account)?;
        queries::end_second_factor(tx, &account.id)?;
        queries::end_sessions(tx, &account.id)?;
        tx.audit(crate::create::entry(&account, serde_json::json!({ "second_ended": true })));
        Ok(())
    })
}

/// The digest of the step that a code is of: one of the last, of now or of the next half minute, and later than the one that
/// was used last. Clocks of phones are wrong by seconds.
fn matching(keys: &KeyRing, factor: &SecondFactor, typed: &str) -> Result<Option<BlindIndex>, StoreError> {
    // The real time, whatever day a rehearsal has: it is what the phone knows.
    let now = totp::step(chrono::Utc::now().timestamp());
    let (secret, typed) = (keys.open(SealedField::SecondFactor, &factor.account_id, &factor.secret)?, plain(typed));
    let of_step = |step: i64| keys.index(SealedField::Token, &format!("step {} {step}", factor.account_id));
    let steps: Vec<i64> = (now - 1..=now + 1).collect();
    let used = steps.iter().rposition(|step| factor.used.as_ref() == Some(&of_step(*step)));
    let fresh = steps.iter().skip(used.map_or(0, |at| at + 1));
    let mut found = None;
    for step in fresh {
        if bool::from(totp::code(&secret, *step).as_bytes().ct_eq(typed.as_bytes())) {
            found = Some(of_step(*step));
        }
    }
    Ok(found)
}

/// As it counts: without what was put between, in small letters.
fn plain(typed: &str) -> String {
    let kept = typed.chars().map(hongwang_domain::text::half_width).filter(|one| one.is_ascii_alphanumeric());
    kept.map(|one| one.to_ascii_lowercase()).collect()
}

fn digest(keys: &KeyRing, account: &str, code: &str) -> BlindIndex {
    keys.index(SealedField::Token, &format!("recovery {account} {}", plain(code)))
}

/// Sixteen letters in groups of four.
fn recovery_code() -> Result<Secret, PasswordError> {
    let mut bytes = [0; RECOVERY_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| PasswordError::Random(error.to_string()))?;
    let letters = totp::written(&bytes).to_ascii_lowercase();
    let groups: Vec<String> =
        letters.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    Ok(Secret::new(groups.join("-")))
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(keys: &KeyRing, used: Option<BlindIndex>) -> SecondFactor {
        let secret = keys.seal(SealedField::SecondFactor, "a", b"12345678901234567890").unwrap();
        SecondFactor { account_id: "a".to_owned(), secret, confirmed: true, used }
    }

    #[test]
    fn a_code_counts_once_and_none_before_it() {
        let keys = KeyRing::generate().unwrap();
        let now = totp::step(chrono::Utc::now().timestamp());
        let code = |step: i64| totp::code(b"12345678901234567890", step);
        let fresh = factor(&keys, None);
        for step in [now - 3, now + 3] {
            assert!(matching(&keys, &fresh, &code(step)).unwrap().is_none(), "too old or too early");
        }
        let used = matching(&keys, &fresh, &code(now)).unwrap();
        assert!(used.is_some());
        let used = factor(&keys, used);
        assert!(matching(&keys, &used, &code(now)).unwrap().is_none(), "a second time");
        assert!(matching(&keys, &used, &code(now - 1)).unwrap().is_none(), "nor one from before");
        assert!(matching(&keys, &used, &code(now + 1)).unwrap().is_some());
    }

    #[test]
    fn a_code_for_paper_is_typed_as_it_comes() {
        let code = recovery_code().unwrap();
        assert_eq!(code.expose().len(), 19);
        assert_eq!(plain(&code.expose().to_uppercase().replace('-', " ")), plain(code.expose()));
    }
}
