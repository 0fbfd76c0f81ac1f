//! Who a session's or a token's secret belongs to: three queries, each by an index, and one more for who has a post in a party group.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{Duration, NaiveDateTime};
use hongwang_domain::policy::Reach;
use hongwang_domain::{Action, Actor, Id};
use hongwang_store::{Db, Store, StoreError};
use hongwang_web::{Gate, Post, SecondStep, Visitor};
use hongwang_words::Language;

use crate::error::AccountError;
use crate::log_in::{actor, is_administrator};
use crate::preferences::choose;
use crate::queries::{self, Place};
use crate::rows::{Account, Session};
use crate::secret::{session_digest, token_digest};
use crate::uses::Uses;

/// So long a session may lie unused, unless an operator says otherwise.
pub const IDLE_MINUTES: i64 = 30;

/// What the operator says: one for the process, as the pages that list sessions know no gate.
static IDLE: AtomicI64 = AtomicI64::new(IDLE_MINUTES);

/// Lets in whoever has a session or a token that holds.
pub struct Doorkeeper {
    uses: Uses,
    asks_twice: bool,
}

/// Somebody who was let in.
#[derive(Clone, Debug)]
pub struct Known {
    /// The account.
    pub account: Account,
    /// The roles that hold today, the one with most to do first; never none.
    pub posts: Vec<(Actor, Place)>,
    /// The session's id; `None` for a token.
    pub session: Option<String>,
    /// How far somebody is with the second step.
    pub second_step: SecondStep,
    /// How far a token reaches.
    pub reach: Reach,
}

impl Default for Doorkeeper {
    fn default() -> Self {
        Self::new(IDLE_MINUTES)
    }
}

impl Doorkeeper {
    /// One who ends sessions that lie unused for so many minutes.
    pub fn new(idle_minutes: i64) -> Self {
        IDLE.store(idle_minutes, Ordering::Relaxed);
        Self { uses: Uses::default(), asks_twice: false }
    }

    /// The same, and administrators set a second step up before they do anything else.
    #[must_use]
    pub fn asking_administrators_twice(self) -> Self {
        Self { asks_twice: true, ..self }
    }

    /// Whose session this is, if it still holds and its account has a role today. Notes that it was used.
    ///
    /// # Errors
    /// When the database fails.
    pub fn session(&self, store: &Store, secret: &str) -> Result<Option<Known>, StoreError> {
        let (digest, now) = (session_digest(store.keys(), secret), store.clock().now());
        let found = store.read(&queries::everybody(), |door| {
            let Some((session, account)) = queries::session_by_digest(door, &digest)? else { return Ok(None) };
            if !self.holds(&session, now) {
                return Ok(None);
            }
            let posts = posts(door, store, &account)?;
            let second_step = self.second_step(door, &session, &posts)?;
            Ok::<_, StoreError>((!posts.is_empty()).then_some((session, account, posts, second_step)))
        })?;
        let Some((session, account, posts, second_step)) = found else { return Ok(None) };
        self.uses.note(store, &session, now);
        Ok(Some(Known { account, posts, session: Some(session.id), second_step, reach: Reach::Everything }))
    }

    /// Whose token this is, if it still holds and its account has a role today.
    ///
    /// # Errors
    /// When the database fails.
    pub fn token(&self, store: &Store, secret: &str) -> Result<Option<Known>, StoreError> {
        let (digest, now) = (token_digest(store.keys(), secret), store.clock().now());
        store.read(&queries::everybody(), |door| {
            let Some((token, account)) = queries::token_by_digest(door, &digest)? else { return Ok(None) };
            if token.expires_at <= now {
                return Ok(None);
            }
            let posts = posts(door, store, &account)?;
            let reach = token.reach()?;
            Ok((!posts.is_empty()).then_some(Known {
                account,
                posts,
                session: None,
                second_step: SecondStep::Done,
                reach,
            }))
        })
    }

    fn second_step(&self, db: &mut Db, session: &Session, posts: &[(Actor, Place)]) -> Result<SecondStep, StoreError> {
        if !session.passed {
            return Ok(SecondStep::Wanted);
        }
        let asked = self.asks_twice && posts.iter().any(|(actor, _)| is_administrator(actor.role));
        let lacking = asked && !crate::second::is_on(db, &session.account_id)?;
        Ok(if lacking { SecondStep::SetUp } else { SecondStep::Done })
    }

    fn holds(&self, session: &Session, now: NaiveDateTime) -> bool {
        let used = self.uses.last(&session.id).unwrap_or(session.last_used_at).max(session.last_used_at);
        holds(session, used, now)
    }
}

/// Whether a session that was last used at a moment still holds.
pub(crate) fn holds(session: &Session, used: NaiveDateTime, now: NaiveDateTime) -> bool {
    let idle = Duration::minutes(IDLE.load(Ordering::Relaxed));
    now < session.expires_at && (session.stays || now < used + idle)
}

impl Gate for Doorkeeper {
    fn by_session(&self, store: &Store, secret: &str) -> Result<Option<Visitor>, StoreError> {
        self.session(store, secret)?.map(visitor).transpose()
    }

    fn by_token(&self, store: &Store, secret: &str) -> Result<Option<Visitor>, StoreError> {
        self.token(store, secret)?.map(visitor).transpose()
    }

    fn remember(
        &self,
        store: &Store,
        visitor: &Visitor,
        language: Option<Language>,
        elder: Option<bool>,
    ) -> Result<(), StoreError> {
        let Some(post) = visitor.posts_for(Action::UseOwnAccount).next() else { return Ok(()) };
        choose(store, &post.actor, language, elder).map_err(|error| match error {
            AccountError::Store(error) => error,
            other => StoreError::Corrupt(other.to_string()),
        })
    }

    fn names(&self, db: &mut Db, accounts: &[String]) -> Result<HashMap<String, String>, StoreError> {
        Ok(queries::names(db, accounts)?.into_iter().collect())
    }
}

fn visitor(known: Known) -> Result<Visitor, StoreError> {
    let account = known.account;
    let id = Id::parse(&account.id).ok_or_else(|| StoreError::Corrupt(format!("account {}", account.id)))?;
    let posts =
        known.posts.into_iter().map(|(actor, place)| Post { actor, unit_code: place.code, unit_name: place.name });
    Ok(Visitor {
        account: id,
        name: account.name,
        posts: posts.collect(),
        session: known.session,
        language: account.language.as_deref().and_then(Language::parse),
        elder: account.elder_view,
        must_change_password: account.must_change_password,
        second_step: known.second_step,
        reach: known.reach,
    })
}

fn posts(db: &mut Db, store: &Store, account: &Account) -> Result<Vec<(Actor, Place)>, StoreError> {
    let held = queries::roles_on(db, std::slice::from_ref(&account.id), store.clock().today())?;
    let mut posts = held
        .into_iter()
        .map(|held| Ok((actor(&held.role, held.place.path())?, held.place)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    posts.sort_by_key(|(actor, _)| actor.role);
    Ok(posts)
}

/// Takes away sessions that ended and failures that are a day old.
///
/// # Errors
/// When the database fails.
pub fn tidy(store: &Store) -> Result<(), StoreError> {
    let now = store.clock().now();
    store.keep_house(|db| {
        queries::forget_sessions(db, now)?;
        queries::forget_reset_codes(db, now)?;
        crate::attempts::forget_old(db, now)
    })
}
