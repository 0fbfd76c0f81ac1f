//! Who asks: an account with its roles, as the accounts slice tells the shell.

use std::collections::HashMap;

use hongwang_domain::policy::Reach;
use hongwang_domain::{Action, Actor, Id, Role, UnitPath};
use hongwang_store::{Db, Store, StoreError};
use hongwang_words::Language;

/// A role at a unit, with what a page says of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The role and the unit's path.
    pub actor: Actor,
    /// The unit's code.
    pub unit_code: String,
    /// The unit's name.
    pub unit_name: String,
}

/// How far somebody is with the second step at the log-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondStep {
    /// Passed, or not asked for.
    #[default]
    Done,
    /// The password was right, and the second step is still to come: nothing else may be done.
    Wanted,
    /// It has to be set up first: an administrator can't do without.
    SetUp,
}

/// Somebody who is logged in, or a program with somebody's token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The account.
    pub account: Id,
    /// The person's name.
    pub name: String,
    /// The roles that hold today, the one with most to do first.
    pub posts: Vec<Post>,
    /// The session's id; `None` for a token.
    pub session: Option<String>,
    /// The language chosen, if one was.
    pub language: Option<Language>,
    /// Whether the elder view was chosen.
    pub elder: bool,
    /// Whether nothing may be done before the password is changed.
    pub must_change_password: bool,
    /// How far somebody is with the second step.
    pub second_step: SecondStep,
    /// How far it reaches: of a token.
    pub reach: Reach,
}

impl Visitor {
    /// The role by which an action is allowed at a unit.
    pub fn actor_for(&self, action: Action, path: &UnitPath) -> Option<&Actor> {
        self.posts.iter().map(|post| &post.actor).find(|actor| self.reach.admits(action) && actor.may(action, path))
    }

    /// The roles that may do it at their own unit, or below it.
    pub fn posts_for(&self, action: Action) -> impl Iterator<Item = &Post> {
        let admits = self.reach.admits(action);
        self.posts.iter().filter(move |post| admits && post.actor.may_within(action))
    }

    /// Whether this is an administrator of the system, who sees no business data. Source: 三员, GB/T 22239-2019.
    pub fn only_administers(&self) -> bool {
        let administers = |role| matches!(role, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin);
        self.posts.iter().all(|post| administers(post.actor.role))
    }

    /// Whether nothing has to be done before anything else.
    pub fn is_in(&self) -> bool {
        !self.must_change_password && self.second_step == SecondStep::Done
    }

    /// Whether somebody looks as an inspector, whatever else they do.
    pub fn inspects(&self) -> bool {
        self.posts.iter().any(|post| post.actor.role == Role::Inspector)
    }

    /// Whether some role may do it at its own unit, or below it.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.posts_for(action).next().is_some()
    }
}

/// What the accounts slice does for the shell.
pub trait Gate: Send + Sync {
    /// Whose session this is, if it still holds; notes that it was used.
    ///
    /// # Errors
    /// When the database fails.
    fn by_session(&self, store: &Store, secret: &str) -> Result<Option<Visitor>, StoreError>;

    /// Whose token this is, if it still holds.
    ///
    /// # Errors
    /// When the database fails.
    fn by_token(&self, store: &Store, secret: &str) -> Result<Option<Visitor>, StoreError>;

    /// Keeps what somebody chose to read in; what was not chosen stays as it is.
    ///
    /// # Errors
    /// When the database fails.
    fn remember(
        &self,
        store: &Store,
        visitor: &Visitor,
        language: Option<Language>,
        elder: Option<bool>,
    ) -> Result<(), StoreError>;

    /// The names of accounts, for "who changed this".
    ///
    /// # Errors
    /// When the database fails.
    fn names(&self, db: &mut Db, accounts: &[String]) -> Result<HashMap<String, String>, StoreError>;
}

/// A gate that knows nobody: every page but the open ones asks to log in.
pub struct Nobody;

impl Gate for Nobody {
    fn by_session(&self, _: &Store, _: &str) -> Result<Option<Visitor>, StoreError> {
        Ok(None)
    }

    fn by_token(&self, _: &Store, _: &str) -> Result<Option<Visitor>, StoreError> {
        Ok(None)
    }

    fn remember(&self, _: &Store, _: &Visitor, _: Option<Language>, _: Option<bool>) -> Result<(), StoreError> {
        Ok(())
    }

    fn names(&self, _: &mut Db, _: &[String]) -> Result<HashMap<String, String>, StoreError> {
        Ok(HashMap::new())
    }
}
