//! Showing one masked value of one resident, with a reason that stays in the audit.

use hongwang_domain::people::database_text;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::{Reason, Seen, note_look};
use hongwang_store::{AuditEntry, Key, Record, SealedField, Store, StoreError};

use crate::locate;
use crate::rows::Resident;

/// What is shown masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 联系电话
    Phone,
    /// 公民身份号码
    CitizenId,
}

database_text!(Field { Phone => "phone", CitizenId => "citizen_id" });

impl Field {
    /// The action that looking at it is.
    pub fn action(self) -> Action {
        match self {
            Self::Phone => Action::RevealPhone,
            Self::CitizenId => Action::RevealCitizenId,
        }
    }
}

/// A resident's phone or citizen id in plain. Each look is audited, once per key; the value never is.
///
/// # Errors
/// When the actor may not, there is no such resident, or the database fails.
pub fn reveal(
    store: &Store,
    actor: &Actor,
    key: &Key,
    resident: &str,
    (field, reason): (Field, Reason),
) -> Result<Seen, StoreError> {
    let not_there = || StoreError::Database(diesel::result::Error::NotFound);
    let is_first = note_look(store, actor, key, |tx| {
        let path = locate::resident(tx, resident)?.ok_or_else(not_there)?;
        tx.allow(field.action(), &path)?;
        let unit_id = path.ids().last().map(|id| id.to_string()).ok_or_else(not_there)?;
        tx.audit(AuditEntry {
            unit_id,
            action: field.action(),
            subject_kind: Resident::KIND,
            subject_id: resident.to_owned(),
            detail: serde_json::json!({ "field": field.as_str(), "reason": reason.as_str() }),
        });
        Ok(())
    })?;
    if !is_first {
        return Ok(Seen::Before);
    }
    store.read(&Scope::of(actor, field.action()), |door| {
        let row = Resident::find(door, &[resident.to_owned()])?.pop().ok_or_else(not_there)?;
        let (sealed, kind) = match field {
            Field::Phone => (row.phone, SealedField::Phone),
            Field::CitizenId => (row.citizen_id, SealedField::CitizenId),
        };
        sealed.map(|sealed| store.keys().open_text(kind, &row.id, &sealed)).transpose().map(Seen::Now)
    })
}
