//! Showing one masked value of one resident, with a reason that stays in the audit.

use hongwang_domain::people::database_text;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::{Look, Reason, Seen, look, not_there};
use hongwang_store::{Key, Record, SealedField, Store, StoreError};

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

    /// For what it may be looked at.
    pub fn reasons(self) -> &'static [Reason] {
        match self {
            Self::Phone => Reason::PHONE,
            Self::CitizenId => Reason::CITIZEN_ID,
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
    let subject = (Resident::KIND, resident);
    let wanted = Look { action: field.action(), subject, field: field.as_str(), reason, find: locate::resident };
    look(store, actor, key, wanted, |door| {
        let row = Resident::find(door, &[resident.to_owned()])?.pop().ok_or_else(not_there)?;
        let (sealed, kind) = match field {
            Field::Phone => (row.phone, SealedField::Phone),
            Field::CitizenId => (row.citizen_id, SealedField::CitizenId),
        };
        sealed.map(|sealed| store.keys().open_text(kind, &row.id, &sealed)).transpose()
    })
}
