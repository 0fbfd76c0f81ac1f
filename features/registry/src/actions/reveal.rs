//! Showing one masked value of one resident, with a reason that stays in the audit.

use hongwang_domain::people::database_text;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::Reason;
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

/// A resident's phone or citizen id in plain; `None` when there is none. Each look is audited, the value never is.
///
/// # Errors
/// When the actor may not, there is no such resident, or the database fails.
pub fn reveal(
    store: &Store,
    actor: &Actor,
    resident: &str,
    field: Field,
    reason: Reason,
) -> Result<Option<String>, StoreError> {
    let not_there = || StoreError::Database(diesel::result::Error::NotFound);
    // A key of its own: the answer to an earlier look is no answer to this one, and none is kept.
    store.write(actor, &Key::new(), |tx| {
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
        Ok::<_, StoreError>(())
    })?;
    store.read(&Scope::of(actor, field.action()), |door| {
        let row = Resident::find(door, &[resident.to_owned()])?.pop().ok_or_else(not_there)?;
        let (sealed, kind) = match field {
            Field::Phone => (row.phone, SealedField::Phone),
            Field::CitizenId => (row.citizen_id, SealedField::CitizenId),
        };
        sealed.map(|sealed| store.keys().open_text(kind, &row.id, &sealed)).transpose()
    })
}
