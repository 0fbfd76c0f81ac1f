//! Logging in. A name that nobody has and a wrong password get the same words after the same work.

use std::sync::OnceLock;

use chrono::Duration;
use hongwang_domain::{Action, Actor, Id, Role, UnitPath};
use hongwang_store::{AuditEntry, Key, Source, Store, StoreError};
use thiserror::Error;

use crate::attempts::{self, Counted, Guess, LOCKED_MINUTES};
use crate::device::Device;
use crate::error::AccountError;
use crate::names::Called;
use crate::password::{self, PasswordError};
use crate::queries;
use crate::rows::{Account, AccountRole, Session};
use crate::secret::{Secret, session_digest};

/// So long a session lasts at most, used or not.
const LIFETIME_HOURS: i64 = 12;
/// So long one lasts that was asked to stay on a phone.
const STAY_DAYS: i64 = 30;
/// The same, as a cookie says it.
pub(crate) const STAY_SECONDS: u32 = 30 * 24 * 3600;

/// So long there is for the second step.
const SECOND_STEP_MINUTES: i64 = 10;

/// What somebody shows to be let in.
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    /// A phone or a log-in name, as typed.
    pub name: &'a str,
    /// The password, as typed.
    pub password: &'a Secret,
}

/// From where and on what.
#[derive(Clone, Copy, Debug)]
pub struct Entrance<'a> {
    /// The address.
    pub address: &'a str,
    /// The device.
    pub device: Device,
    /// Whether the log-in shall stay; heard on a phone alone, and not from administrators.
    pub stay: bool,
    /// Whether wrong passwords lock nothing: an account of a demo, whose password everybody knows.
    pub spared: bool,
}

/// Somebody who has just logged in.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The account.
    pub account: Account,
    /// The session's secret, for the cookie and for nothing else.
    pub secret: Secret,
    /// Whether the cookie outlives the browser.
    pub stays: bool,
    /// Whether the second step is still to come: until then the session opens nothing.
    pub second_step: bool,
    /// The role in which the own account is used.
    pub(crate) actor: Actor,
}

/// Why somebody was not let in. Nothing here tells whether there is such an account.
#[derive(Debug, Error)]
pub enum LogInError {
    /// No such name, or another password; so many tries are left.
    #[error("wrong name or password")]
    Wrong {
        /// Tries before the name is locked; never 0.
        left: i32,
    },
    /// Too many wrong passwords for this name.
    #[error("locked for {minutes} minutes")]
    Locked {
        /// So long.
        minutes: i64,
    },
    /// Too many wrong passwords from this address.
    #[error("wait for {seconds} seconds")]
    Slow {
        /// So long.
        seconds: i64,
    },
    /// The password is right, but no role of the account holds today.
    #[error("no role holds today")]
    NoRole,
    /// Too many log in at this moment.
    #[error("too many log in at this moment")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LogInError {
    /// The message that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Wrong { .. } => "accounts-log-in-wrong",
            Self::Locked { .. } => "accounts-log-in-locked",
            Self::Slow { .. } => "accounts-log-in-slow",
            Self::NoRole => "accounts-log-in-no-role",
            Self::Busy => "accounts-fault-busy",
            Self::Store(_) => "accounts-fault-store",
        }
    }

    /// What the message wants to know.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Wrong { left } => vec![("left", left.to_string())],
            Self::Locked { minutes } => vec![("minutes", minutes.to_string())],
            Self::Slow { seconds } => vec![("seconds", seconds.to_string())],
            Self::NoRole | Self::Busy | Self::Store(_) => Vec::new(),
        }
    }
}

/// Lets somebody in and answers the session's secret.
///
/// # Errors
/// See [`LogInError`].
pub fn log_in(store: &Store, shown: Credentials<'_>, at: Entrance<'_>) -> Result<LoggedIn, LogInError> {
    let called = Called::read(shown.name);
    let account = store.read(&queries::everybody(), |door| queries::called(door, store.keys(), &called))?;
    let counted = Counted::of(
        store.keys(),
        account.as_ref().map(|account| account.id.as_str()).ok_or(called.canonical()),
        at.address,
    )
    .sparing(at.spared);
    let hash = match &account {
        Some(account) => account.password_hash.as_str(),
        None => nobodys_hash()?,
    };
    let account = match (attempts::guess(store, &counted, shown.password, hash)?, account) {
        (Guess::Right, Some(account)) => account,
        (Guess::Wrong { left: 0 }, account) => {
            tell_locked(store, account, at.address);
            return Err(LogInError::Locked { minutes: LOCKED_MINUTES });
        }
        (Guess::Wrong { left }, account) => {
            tell_wrong(account.as_ref(), at.address);
            return Err(LogInError::Wrong { left });
        }
        // Nobody's hash has no password.
        (Guess::Right, None) => return Err(LogInError::Wrong { left: attempts::TRIES }),
    };
    let actors = store.read(&queries::everybody(), |door| actors_of(door, &account.id, store.clock().today()))?;
    let actor = actors.first().ok_or(LogInError::NoRole)?;
    let stays = at.stay && at.device.is_phone() && actors.iter().all(|actor| !is_administrator(actor.role));
    open_session(store, actor, account, at, stays)
}

fn open_session(
    store: &Store,
    actor: &Actor,
    account: Account,
    at: Entrance<'_>,
    stays: bool,
) -> Result<LoggedIn, LogInError> {
    let second_step = store.read(&queries::everybody(), |door| crate::second::is_on(door, &account.id))?;
    let (secret, mut session) = new_session(store, &account.id, at.device, stays)?;
    if second_step {
        session.passed = false;
        session.expires_at = store.clock().now() + Duration::minutes(SECOND_STEP_MINUTES);
    }
    let source = store.from_source(Source(at.address.to_owned()));
    source.write(actor, &Key::new(), |tx| {
        queries::add_session(tx, &session)?;
        tx.audit(own_entry(&account, "session", &session.id, serde_json::json!({ "log_in": true })));
        Ok::<_, StoreError>(())
    })?;
    Ok(LoggedIn { account, secret, stays: stays && !second_step, second_step, actor: actor.clone() })
}

/// Tells the log of a wrong password; what was typed as a name stays out of it.
pub(crate) fn tell_wrong(account: Option<&Account>, address: &str) {
    let account = account.map(|account| account.id.as_str());
    tracing::warn!(account, address, "a wrong password");
}

/// Has a lock written into the audit where there is an account. Nobody waits for it, so that nobody can tell by the time
/// whether there is one.
pub(crate) fn tell_locked(store: &Store, account: Option<Account>, address: &str) {
    tracing::warn!("five wrong passwords in a row: locked for a quarter of an hour");
    let Some(account) = account else { return };
    let store = store.from_source(Source(address.to_owned()));
    std::thread::spawn(move || {
        let told = store
            .read(&queries::everybody(), |door| actors_of(door, &account.id, store.clock().today()))
            .and_then(|actors| {
                let Some(actor) = actors.first() else { return Ok(()) };
                store.write(actor, &Key::new(), |tx| {
                    tx.audit(own_entry(&account, "account", &account.id, serde_json::json!({ "locked": true })));
                    Ok(())
                })
            });
        if let Err(error) = told {
            tracing::error!(%error, "a lock was not written into the audit");
        }
    });
}

/// A session that is not written yet, and its secret.
pub(crate) fn new_session(
    store: &Store,
    account: &str,
    device: Device,
    stays: bool,
) -> Result<(Secret, Session), PasswordError> {
    let (secret, now) = (Secret::of_session()?, store.clock().now());
    let lifetime = if stays { Duration::days(STAY_DAYS) } else { Duration::hours(LIFETIME_HOURS) };
    let session = Session {
        id: Id::new().to_string(),
        account_id: account.to_owned(),
        digest: session_digest(store.keys(), secret.expose()),
        device: device.as_str().to_owned(),
        stays,
        created_at: now,
        last_used_at: now,
        expires_at: now + lifetime,
        name: None,
        passed: true,
    };
    Ok((secret, session))
}

/// The roles in which an account may act today, as actors, the one with most to do first.
pub(crate) fn actors_of(
    db: &mut hongwang_store::Db,
    account: &str,
    today: chrono::NaiveDate,
) -> Result<Vec<Actor>, StoreError> {
    let held = queries::roles_on(db, &[account.to_owned()], today)?;
    let mut actors =
        held.iter().map(|held| actor(&held.role, held.place.path())).collect::<Result<Vec<Actor>, StoreError>>()?;
    actors.sort_by_key(|actor| actor.role);
    Ok(actors)
}

/// The actor that a role makes of its account.
pub(crate) fn actor(role: &AccountRole, path: UnitPath) -> Result<Actor, StoreError> {
    let account = Id::parse(&role.account_id).ok_or_else(|| StoreError::Corrupt(format!("account of {}", role.id)))?;
    Ok(Actor { account: Some(account), role: role.role()?, unit: Some(path) })
}

/// What an account did with itself, in the chain of the unit that keeps it.
pub(crate) fn own_entry(
    account: &Account,
    subject_kind: &'static str,
    subject: &str,
    detail: serde_json::Value,
) -> AuditEntry {
    AuditEntry {
        unit_id: account.unit_id.clone(),
        action: Action::UseOwnAccount,
        subject_kind,
        subject_id: subject.to_owned(),
        detail,
    }
}

/// 三员: system, security and audit administrators. Source: GB/T 22239-2019.
pub(crate) const ADMINISTRATORS: [Role; 3] = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];

/// Whether it is one of them.
pub(crate) fn is_administrator(role: Role) -> bool {
    ADMINISTRATORS.contains(&role)
}

/// A hash that no password has, made once: checking it takes as long as checking somebody's.
fn nobodys_hash() -> Result<&'static str, PasswordError> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = password::hash(&Secret::of_session()?)?;
    Ok(HASH.get_or_init(|| hash))
}

impl From<PasswordError> for LogInError {
    fn from(error: PasswordError) -> Self {
        AccountError::from(error).into()
    }
}

impl From<AccountError> for LogInError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Locked(minutes) => Self::Locked { minutes },
            AccountError::Slow(seconds) => Self::Slow { seconds },
            AccountError::Busy => Self::Busy,
            AccountError::Store(error) => Self::Store(error),
            other => Self::Store(StoreError::Corrupt(other.to_string())),
        }
    }
}
