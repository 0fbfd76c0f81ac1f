//! Showing one masked value of one person, with a reason that stays in the audit.

use hongwang_domain::people::database_text;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id};
use hongwang_store::{AuditEntry, Key, Record, SealedField, Store, StoreError, Tx};

use crate::locate;
use crate::rows::Person;

/// For what a masked value is looked at. A fixed list: a reason in somebody's own words could tell of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 打电话联系
    Call,
    /// 上门之前约时间
    Visit,
    /// 替他办事
    Errand,
    /// 核对登记的内容
    Verify,
    /// 急事
    Emergency,
}

database_text!(Reason {
    Call => "call",
    Visit => "visit",
    Errand => "errand",
    Verify => "verify",
    Emergency => "emergency",
});

/// What a look shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The value; `None` when there is none.
    Now(Option<String>),
    /// The same form was sent before and answered: a page that is loaded again shows nothing, and is no second look.
    Before,
}

/// Writes a look into the audit, once per key. Answers whether this is the first time: what was seen is kept nowhere, so a
/// second one has nothing to show.
///
/// # Errors
/// Those of `look`, and failures of the database.
pub fn note_look(
    store: &Store,
    actor: &Actor,
    key: &Key,
    look: impl Fn(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let this = Id::new().to_string();
    let first = store.write(actor, key, |tx| look(tx).map(|()| this.clone()))?;
    Ok(first == this)
}

/// The phone of somebody with a post, in plain. Each look is audited, the value never is.
///
/// # Errors
/// When the actor may not, there is no such person, or the database fails.
pub fn reveal_phone(store: &Store, actor: &Actor, key: &Key, person: &str, reason: Reason) -> Result<Seen, StoreError> {
    let not_there = || StoreError::Database(diesel::result::Error::NotFound);
    let is_first = note_look(store, actor, key, |tx| {
        let path = locate::person(tx, person)?.ok_or_else(not_there)?;
        tx.allow(Action::RevealPhone, &path)?;
        let unit_id = path.ids().last().map(|id| id.to_string()).ok_or_else(not_there)?;
        tx.audit(AuditEntry {
            unit_id,
            action: Action::RevealPhone,
            subject_kind: Person::KIND,
            subject_id: person.to_owned(),
            detail: serde_json::json!({ "field": "phone", "reason": reason.as_str() }),
        });
        Ok(())
    })?;
    if !is_first {
        return Ok(Seen::Before);
    }
    store.read(&Scope::of(actor, Action::RevealPhone), |door| {
        let row = Person::find(door, &[person.to_owned()])?.pop().ok_or_else(not_there)?;
        let open = |sealed: Vec<u8>| store.keys().open_text(SealedField::Phone, &row.id, &sealed);
        row.phone.clone().map(open).transpose().map(Seen::Now)
    })
}
