//! Month-end snapshots: taken by the first write or export after a month has ended, and never changed.

use std::sync::Arc;

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Month, Rulebook, UnitKind};
use hongwang_organisation::{Unit, queries};
use hongwang_paper::Ledger;
use hongwang_registry::queries as registry;
use hongwang_store::schema::ledger::ledger_snapshots;
use hongwang_store::schema::organisation::units;
use hongwang_store::{AuditEntry, Db, Key, Store, StoreError, Tx};

use crate::rows::SnapshotRow;
use crate::snapshot_store::{Filed, Reading, keep, read};

/// Lets every write take the snapshots that are due before it changes anything.
pub fn install(store: &Store, rulebook: &Arc<Rulebook>) {
    let rulebook = Arc::clone(rulebook);
    store.set_duty(Box::new(move |store| take_due(store, &rulebook)));
}

/// Takes what is due: of each town the last month that has ended, and those since its last snapshot.
pub(crate) fn take_due(store: &Store, rulebook: &Rulebook) -> Result<(), StoreError> {
    let last = Month::of(store.clock().today()).previous();
    let scope = Scope::of(&Actor::console(), Action::ReadLedger);
    let due = store.read(&scope, |door| {
        let towns: Vec<Unit> =
            units::table.filter(units::kind.eq(UnitKind::Town.as_str())).select(Unit::as_select()).load(&mut **door)?;
        let mut due = Vec::new();
        for town in towns {
            due.extend(due_of(door, &town, last)?.into_iter().map(|month| (town.clone(), month)));
        }
        Ok::<_, StoreError>(due)
    })?;
    due.into_iter().try_for_each(|(town, month)| take(store, rulebook, &town, month))
}

fn due_of(db: &mut Db, town: &Unit, last: Month) -> Result<Vec<Month>, StoreError> {
    let latest: Option<String> = ledger_snapshots::table
        .filter(ledger_snapshots::town_id.eq(&town.id))
        .select(diesel::dsl::max(ledger_snapshots::month))
        .first(db)?;
    let Some(latest) = latest.as_deref().and_then(Month::parse) else {
        let first = registry::first_day(db, &town.path())?;
        return Ok(first.filter(|day| *day <= last.last_day()).map(|_| last).into_iter().collect());
    };
    let mut due = Vec::new();
    let mut month = latest.next();
    while month <= last {
        due.push(month);
        month = month.next();
    }
    Ok(due)
}

/// Takes a month's snapshot for every town that a unit lies in or holds, where it was not taken yet.
pub(crate) fn take_month(store: &Store, rulebook: &Rulebook, unit: &Unit, month: Month) -> Result<(), StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadLedger);
    let towns = store.read(&scope, |door| towns_of(door, unit))?;
    let county = Some(unit).filter(|unit| unit.kind == UnitKind::County.as_str());
    towns.iter().chain(county).try_for_each(|one| take(store, rulebook, one, month))
}

fn towns_of(db: &mut Db, unit: &Unit) -> Result<Vec<Unit>, StoreError> {
    let mut units = queries::ancestry(db, &unit.path())?;
    if unit.kind == UnitKind::County.as_str() {
        units = queries::subtree(db, &unit.path())?;
    }
    units.retain(|unit| unit.kind == UnitKind::Town.as_str());
    Ok(units)
}

fn take(store: &Store, rulebook: &Rulebook, town: &Unit, month: Month) -> Result<(), StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadLedger);
    if store.read(&scope, |door| find(door, &town.id, month))?.is_some() {
        return Ok(());
    }
    // Two that come here at once have the same key: the second gets the first one's answer.
    let key = Key::from_request(&format!("snapshot:{}:{month}", town.id));
    store.write_duty(&Actor::console(), &key, |tx| take_in_transaction(tx, rulebook, town, month))
}

fn take_in_transaction(tx: &mut Tx<'_>, rulebook: &Rulebook, town: &Unit, month: Month) -> Result<(), StoreError> {
    tx.allow(Action::TakeSnapshot, &town.path())?;
    let keys = tx.keys().clone();
    let taken_at = tx.now();
    let id = keep(tx, &keys, rulebook, town, month, taken_at)?;
    tx.audit(entry(town, month, &id));
    Ok(())
}

fn entry(town: &Unit, month: Month, snapshot: &str) -> AuditEntry {
    AuditEntry {
        unit_id: town.id.clone(),
        action: Action::TakeSnapshot,
        subject_kind: "ledger_snapshot",
        subject_id: snapshot.to_owned(),
        detail: serde_json::json!({ "month": month }),
    }
}

pub(crate) fn find(db: &mut Db, town: &str, month: Month) -> Result<Option<SnapshotRow>, StoreError> {
    Ok(ledger_snapshots::table
        .filter(ledger_snapshots::town_id.eq(town))
        .filter(ledger_snapshots::month.eq(month.to_string()))
        .select(SnapshotRow::as_select())
        .first(db)
        .optional()?)
}

/// The ledger as it was filed, beside what the same day counts now.
pub(crate) fn filed(db: &mut Db, reading: &Reading<'_>, month: Month, now: &Ledger) -> Result<Ledger, StoreError> {
    let unit = reading.wanted.unit;
    // Of a county: what was filed before the county's own was.
    let county = find(db, &unit.id, month)?.filter(|_| unit.kind == UnitKind::County.as_str());
    let mut filed = Filed { taken_at: county.as_ref().map(|row| row.taken_at), ..Filed::default() };
    for town in towns_of(db, unit)? {
        let before = |row: &SnapshotRow| county.as_ref().is_none_or(|county| row.id < county.id);
        if let Some(snapshot) = find(db, &town.id, month)?.filter(before) {
            read(db, reading, &town, &snapshot, &mut filed)?;
        }
    }
    let taken_at = filed.taken_at.unwrap_or_default().and_utc();
    let head = crate::live::head(&reading.wanted)?;
    let ledger = Ledger::assemble(head, &reading.rulebook.ledger, filed.villages, filed.rows);
    Ok(ledger.filed(month, taken_at, now))
}
