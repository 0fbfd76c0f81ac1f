//! Showing one masked value of one person, with a reason that stays in the audit.

use hongwang_domain::people::database_text;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, UnitPath};
use hongwang_store::{AuditEntry, Db, Key, ReadDoor, Record, SealedField, Store, StoreError};
use hongwang_web::Fault;

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
    /// 填表、报名单要用
    Paperwork,
    /// 看是不是同一个人
    Identity,
}

impl Reason {
    /// Those for which a phone is looked at.
    pub const PHONE: &'static [Self] = &[Self::Call, Self::Visit, Self::Errand, Self::Verify, Self::Emergency];
    /// Those for which a citizen id is looked at: nobody is rung by it.
    pub const CITIZEN_ID: &'static [Self] = &[Self::Paperwork, Self::Errand, Self::Identity, Self::Verify];
}

database_text!(Reason {
    Call => "call",
    Visit => "visit",
    Errand => "errand",
    Verify => "verify",
    Emergency => "emergency",
    Paperwork => "paperwork",
    Identity => "identity",
});

/// What a look shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The value; `None` when there is none.
    Now(Option<String>),
    /// The same form was sent before and answered: a page that is loaded again shows nothing, and is no second look.
    Before,
}

impl Seen {
    /// What a program is answered, which asks under a key of its own each time: there is no look before this one.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where there was one.
    pub fn by_program(self) -> Result<Option<String>, Fault> {
        match self {
            Self::Now(value) => Ok(value),
            Self::Before => Err(Fault::NotFound),
        }
    }
}

/// A look at one masked value of one record.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The action that it is.
    pub action: Action,
    /// The kind of the record, and its id.
    pub subject: (&'static str, &'a str),
    /// Which of its values.
    pub field: &'static str,
    /// For what.
    pub reason: Reason,
    /// Where the record lies.
    pub find: fn(&mut Db, &str) -> Result<Option<UnitPath>, StoreError>,
}

/// Writes a look into the audit, once per key, then opens the value: what was seen is kept nowhere, so a second one has
/// nothing to show.
///
/// # Errors
/// When the actor may not, there is no such record, those of `open`, and failures of the database.
pub fn look(
    store: &Store,
    actor: &Actor,
    key: &Key,
    Look { action, subject: (kind, id), field, reason, find }: Look<'_>,
    open: impl FnOnce(&mut ReadDoor<'_>) -> Result<Option<String>, StoreError>,
) -> Result<Seen, StoreError> {
    let this = Id::new().to_string();
    let first = store.write(actor, key, |tx| {
        let path = find(tx, id)?.ok_or_else(not_there)?;
        tx.allow(action, &path)?;
        let unit_id = path.ids().last().map(|id| id.to_string()).ok_or_else(not_there)?;
        tx.audit(AuditEntry {
            unit_id,
            action,
            subject_kind: kind,
            subject_id: id.to_owned(),
            detail: serde_json::json!({ "field": field, "reason": reason.as_str() }),
        });
        Ok::<_, StoreError>(this.clone())
    })?;
    if first != this {
        return Ok(Seen::Before);
    }
    store.read(&Scope::of(actor, action), open).map(Seen::Now)
}

/// There is no such record.
pub fn not_there() -> StoreError {
    StoreError::Database(diesel::result::Error::NotFound)
}

/// The phone of somebody with a post, in plain. Each look is audited, the value never is.
///
/// # Errors
/// When the actor may not, there is no such person, or the database fails.
pub fn reveal_phone(store: &Store, actor: &Actor, key: &Key, person: &str, reason: Reason) -> Result<Seen, StoreError> {
    let subject = (Person::KIND, person);
    let wanted = Look { action: Action::RevealPhone, subject, field: "phone", reason, find: locate::person };
    look(store, actor, key, wanted, |door| {
        let row = Person::find(door, &[person.to_owned()])?.pop().ok_or_else(not_there)?;
        row.phone.map(|sealed| store.keys().open_text(SealedField::Phone, &row.id, &sealed)).transpose()
    })
}
