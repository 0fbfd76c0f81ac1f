//! Who changed a record, as the audit's journal tells it.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::Role;
use hongwang_store::schema::store::{audit_entries, audit_records};
use hongwang_store::{Db, Record, StoreError};

use crate::rows::{Appointment, Hamlet, PartyGroup, Person, Team, Unit};

/// So many changes are told at most.
const TOLD: i64 = 20;

/// A change of a record: who, as what, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The account; `None` for the command line.
    pub account: Option<String>,
    /// The role in which it was done.
    pub role: Role,
    /// When, in UTC.
    pub at: NaiveDateTime,
}

/// Who changed a record of a unit after it had the version `since`, the latest first.
///
/// # Errors
/// When the database fails.
pub fn who_changed(db: &mut Db, kind: &str, record: &str, unit: &str, since: i32) -> Result<Vec<Changed>, StoreError> {
    // By the unit's numbers, backwards: what is asked about has just happened.
    let rows: Vec<Told> = audit_records::table
        .inner_join(audit_entries::table.on(audit_entries::id.eq(audit_records::entry_id)))
        .filter(audit_records::unit_id.eq(unit))
        .filter(audit_records::record_id.eq(record))
        .filter(audit_records::kind.eq(kind))
        .filter(audit_records::version.gt(since))
        .order(audit_records::seq.desc())
        .limit(TOLD)
        .select((audit_entries::id, audit_entries::actor, audit_entries::role, audit_entries::at))
        .load(db)?;
    told(rows)
}

/// Who last changed a unit, its party group, its posts or its hamlets.
///
/// # Errors
/// When the database fails.
pub fn who_changed_unit(db: &mut Db, unit: &Unit) -> Result<Option<Changed>, StoreError> {
    let own = [Hamlet::KIND, PartyGroup::KIND, Team::KIND, Person::KIND, Appointment::KIND];
    let parent = unit.parent_id.as_ref().unwrap_or(&unit.id);
    let joined =
        || audit_records::table.inner_join(audit_entries::table.on(audit_entries::id.eq(audit_records::entry_id)));
    let select = (audit_entries::id, audit_entries::actor, audit_entries::role, audit_entries::at);
    let of_unit: Option<Told> = joined()
        .filter(audit_records::unit_id.eq(parent))
        .filter(audit_records::record_id.eq(&unit.id))
        .filter(audit_records::kind.eq(Unit::KIND))
        .order(audit_records::seq.desc())
        .select(select)
        .first(db)
        .optional()?;
    let below: Option<Told> = joined()
        .filter(audit_records::unit_id.eq(&unit.id))
        .filter(audit_records::kind.eq_any(own))
        .order(audit_records::seq.desc())
        .select(select)
        .first(db)
        .optional()?;
    let latest = of_unit.into_iter().chain(below).max_by_key(|(.., at)| *at);
    Ok(told(latest.into_iter().collect())?.pop())
}

/// An entry's id, actor, role and moment.
type Told = (String, String, String, NaiveDateTime);

fn told(mut rows: Vec<Told>) -> Result<Vec<Changed>, StoreError> {
    rows.dedup_by(|one, other| one.0 == other.0);
    let changed = |(entry, actor, role, at): Told| {
        let role = Role::from_text(&role).ok_or_else(|| StoreError::Corrupt(format!("role of entry {entry}")))?;
        Ok(Changed { account: (role != Role::Console).then_some(actor), role, at })
    };
    rows.into_iter().map(changed).collect()
}
