//! What somebody chose to read in.

use hongwang_domain::Actor;
use hongwang_store::{Key, Store};
use hongwang_words::Language;

use crate::error::AccountError;
use crate::log_in::own_entry;
use crate::own::own_account;
use crate::rows::Account;

/// Keeps the language and the view that the actor chose.
///
/// # Errors
/// When the database fails.
pub fn prefer(store: &Store, actor: &Actor, language: Option<Language>, elder_view: bool) -> Result<(), AccountError> {
    let language = language.map(|language| language.tag().to_owned());
    keep(store, actor, |account| Account { language: language.clone(), elder_view, ..account.clone() })
}

/// Keeps what was chosen, and leaves the rest as it is: who asks for large letters asks for no language.
///
/// # Errors
/// When the database fails.
pub(crate) fn choose(
    store: &Store,
    actor: &Actor,
    language: Option<Language>,
    elder_view: Option<bool>,
) -> Result<(), AccountError> {
    let language = language.map(|language| language.tag().to_owned());
    keep(store, actor, |account| Account {
        language: language.clone().or_else(|| account.language.clone()),
        elder_view: elder_view.unwrap_or(account.elder_view),
        ..account.clone()
    })
}

fn keep(store: &Store, actor: &Actor, change: impl Fn(&Account) -> Account) -> Result<(), AccountError> {
    let own = actor.name();
    store.write(actor, &Key::new(), |tx| {
        let before = own_account(tx, actor, &own)?;
        let after = change(&before);
        if after != before {
            tx.update(&before.unit_id, &before, &after)?;
        }
        let detail = serde_json::json!({ "language": after.language, "elder_view": after.elder_view });
        tx.audit(own_entry(&before, "account", &before.id, detail));
        Ok(())
    })
}
