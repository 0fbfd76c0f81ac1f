//! Each night the ends of a town's chains are written into the town's own chain, and those of the towns into the county's:
//! whoever then takes the end of a chain away, or writes it anew with hashes that fit each other, has to do the same above.

use chrono::NaiveDateTime;
use hongwang_domain::clock::civil_day;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::Unit;
use hongwang_organisation::queries as organisation;
use hongwang_store::{AuditEntry, Key, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::queries;

/// What an anchor says, as its entry's detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    /// The ends of the chains below, by chain.
    pub heads: Vec<Held>,
}

/// The end of one chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held {
    /// The id of the unit.
    pub chain: String,
    /// The number of its last entry.
    pub number: i64,
    /// That entry's hash, in hexadecimal digits.
    pub hash: String,
}

/// Anchors what has no anchor of this civil day yet, towns first; answers how many anchors were written. A unit of which
/// nothing was told before today waits for tomorrow.
///
/// # Errors
/// When the database fails.
pub fn anchor(store: &Store) -> Result<usize, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::AnchorAudit);
    let places: Vec<Unit> = store.read(&scope, |door| queries::anchoring(door))?;
    let mut written = 0;
    for place in places {
        written += usize::from(anchor_one(store, &scope, &place)?);
    }
    Ok(written)
}

/// One at a time, so that the county's anchor holds those which its towns have just got.
fn anchor_one(store: &Store, scope: &Scope, place: &Unit) -> Result<bool, StoreError> {
    let today = store.clock().today();
    let is_due = store.read(scope, |door| {
        let last = queries::last_anchor(door, &place.id)?;
        let begun = queries::begun(door, place)?;
        Ok::<_, StoreError>(last.is_none_or(|entry| day(entry.at) < today) && begun.is_some_and(|at| day(at) < today))
    })?;
    if !is_due {
        return Ok(false);
    }
    // Two processes that come here at once have the same key: the second gets the first one's answer.
    let key = Key::from_request(&format!("audit-anchor:{}:{today}", place.id));
    store.write_duty(&Actor::console(), &key, |tx| -> Result<(), StoreError> {
        tx.allow(Action::AnchorAudit, &place.path())?;
        let heads = queries::heads_below(tx, place)?;
        tx.audit(AuditEntry {
            unit_id: place.id.clone(),
            action: Action::AnchorAudit,
            subject_kind: "unit",
            subject_id: place.id.clone(),
            detail: serde_json::to_value(Anchor { heads })?,
        });
        Ok(())
    })?;
    Ok(true)
}

fn day(at: NaiveDateTime) -> chrono::NaiveDate {
    civil_day(at.and_utc())
}

/// The unit at which a unit's chain is anchored, or that is one itself: its town, else the county.
pub(crate) fn anchored_at(way: &[Unit]) -> Option<&Unit> {
    way.get(1).or_else(|| way.first())
}

/// The units from the county to one.
pub(crate) fn way_to(store: &Store, unit: &Unit) -> Result<Vec<Unit>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::AnchorAudit);
    store.read(&scope, |door| organisation::ancestry(door, &unit.path()))
}
