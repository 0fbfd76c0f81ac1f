//! The phone of whom to ring at a linked organisation, with a reason that stays in the audit.

use hongwang_domain::{Action, Actor};
use hongwang_store::{Key, Record, SealedField, Store, StoreError};

use super::LinkedOrganisation;
use crate::locate;
use crate::reveal::{Look, Reason, Seen, look, not_there};

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
    let subject = (LinkedOrganisation::KIND, organisation);
    let wanted = Look { action: Action::RevealPhone, subject, field: "phone", reason, find: locate::linked };
    look(store, actor, key, wanted, |door| {
        let row = LinkedOrganisation::find(door, &[organisation.to_owned()])?.pop().ok_or_else(not_there)?;
        row.phone.map(|sealed| store.keys().open_text(SealedField::Phone, &row.id, &sealed)).transpose()
    })
}
