//! Helping somebody in again, from above: whoever may, and ending where somebody is logged in. Never sideways, and nobody
//! becomes what an administrator is: those are helped by the security administrator alone.

use hongwang_domain::{Action, Actor, Role, UnitKind};
use hongwang_store::{AuditEntry, Db, Key, KeyRing, Store, StoreError, Tx};

use crate::create::today;
use crate::error::AccountError;
use crate::list::{Line, lines};
use crate::queries::{self, Held};
use crate::rows::Account;
use crate::tokens::revoke_all;

/// Whether somebody stands above an account, by everything that it may do today: each of its units lies below; the county,
/// which sees nobody's data, stands above its towns alone.
pub(crate) fn stands_above(actor: &Actor, account: &str, roles: &[Held]) -> bool {
    if roles.is_empty() || actor.name() == account {
        return false;
    }
    let administers = roles.iter().any(|held| held.role.administers());
    if actor.role == Role::SecurityAdmin || administers {
        return actor.role == Role::SecurityAdmin && roles.iter().all(|held| held.role.administers());
    }
    let below = |held: &Held| actor.may(Action::HelpAccounts, &held.place.path());
    let of_town = |held: &Held| held.place.kind == UnitKind::Town.as_str();
    roles.iter().all(|held| below(held) && (actor.role != Role::CountyOrganiser || of_town(held)))
}

/// An account that the actor helps.
pub(crate) fn helped(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Account, AccountError> {
    let path = queries::path_of_account(tx, id)?.ok_or(AccountError::UnknownAccount)?;
    tx.allow(Action::HelpAccounts, &path)?;
    let today = today(tx);
    let roles = queries::roles_on(tx, &[id.to_owned()], today)?;
    if !stands_above(actor, id, &roles) {
        return Err(AccountError::NotFromAbove);
    }
    queries::account(tx, id)?.ok_or(AccountError::UnknownAccount)
}

/// Those whom an actor helps, by name: how many there may be, and those of one page.
///
/// # Errors
/// When the database fails.
pub(crate) fn list(
    db: &mut Db,
    keys: &KeyRing,
    actor: &Actor,
    (text, from, count): (Option<&str>, i64, i64),
    today: chrono::NaiveDate,
) -> Result<(i64, Vec<Line>), StoreError> {
    let Some(within) = &actor.unit else { return Ok((0, Vec::new())) };
    let of = match actor.role {
        Role::SecurityAdmin => queries::Helped::Administrators,
        Role::CountyOrganiser => queries::Helped::Towns,
        _ => queries::Helped::Below,
    };
    let (all, accounts) = queries::page_of_helped(db, within, of, (text, from, count))?;
    let ids: Vec<String> = accounts.iter().map(|account| account.id.clone()).collect();
    let roles = queries::roles_on(db, &ids, today)?;
    let above = |account: &Account| {
        let own: Vec<Held> = roles.iter().filter(|held| held.role.account_id == account.id).cloned().collect();
        stands_above(actor, &account.id, &own)
    };
    let accounts: Vec<Account> = accounts.into_iter().filter(above).collect();
    Ok((all, lines(db, keys, &accounts, today)?))
}

/// Ends a session of somebody whom the actor helps, or all of them and the tokens with them; says how many sessions.
///
/// # Errors
/// When the actor does not help this account, there is no such session, or the database fails.
pub fn end_sessions_of_helped(
    store: &Store,
    actor: &Actor,
    key: &Key,
    (account, session): (&str, Option<&str>),
) -> Result<usize, AccountError> {
    store.write(actor, key, |tx| {
        let account = helped(tx, actor, account)?;
        let (ended, revoked) = match session {
            Some(session) if queries::end_session(tx, &account.id, session)? => (1, 0),
            Some(_) => return Err(AccountError::UnknownAccount),
            None => (queries::end_sessions(tx, &account.id)?, revoke_all(tx, &account)?),
        };
        tx.audit(entry(&account, serde_json::json!({ "sessions_ended": ended, "tokens_revoked": revoked })));
        Ok(ended)
    })
}

/// What was done for somebody from above, in the chain of the unit that keeps the account.
pub(crate) fn entry(account: &Account, detail: serde_json::Value) -> AuditEntry {
    AuditEntry { action: Action::HelpAccounts, ..crate::create::entry(account, detail) }
}
