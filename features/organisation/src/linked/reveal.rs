//! The phone of whom to ring at a linked organisation, with a reason that stays in the audit.

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_store::{AuditEntry, Key, Record, SealedField, Store, StoreError};

use super::LinkedOrganisation;
use crate::locate;
use crate::reveal::{Reason, Seen, note_look};

/// The phone in plain. Each look is audited, the value never is.
///
/// # Errors
/// When the actor may not, there is no such organisation, or the database fails.
pub fn reveal_contact(
    store: &Store,
    actor: &Actor,
    key: &Key,
    organisation: &str,
    reason: Reason,
) -> Result<Seen, StoreError> {
    let not_there = || StoreError::Database(diesel::result::Error::NotFound);
    let is_first = note_look(store, actor, key, |tx| {
        let path = locate::linked(tx, organisation)?.ok_or_else(not_there)?;
        tx.allow(Action::RevealPhone, &path)?;
        let unit_id = path.ids().last().map(|id| id.to_string()).ok_or_else(not_there)?;
        tx.audit(AuditEntry {
            unit_id,
            action: Action::RevealPhone,
            subject_kind: LinkedOrganisation::KIND,
            subject_id: organisation.to_owned(),
            detail: serde_json::json!({ "field": "phone", "reason": reason.as_str() }),
        });
        Ok(())
    })?;
    if !is_first {
        return Ok(Seen::Before);
    }
    store.read(&Scope::of(actor, Action::RevealPhone), |door| {
        let row = LinkedOrganisation::find(door, &[organisation.to_owned()])?.pop().ok_or_else(not_there)?;
        let open = |sealed: Vec<u8>| store.keys().open_text(SealedField::Phone, &row.id, &sealed);
        row.phone.clone().map(open).transpose().map(Seen::Now)
    })
}
