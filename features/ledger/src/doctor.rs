//! What `hongwang doctor` asks of the ledger: snapshots as they were taken, and villages that add up (R8).

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Actor, Rulebook};
use hongwang_organisation::queries;
use hongwang_store::schema::ledger::ledger_snapshots;
use hongwang_store::schema::store::audit_entries;
use hongwang_store::{Complaint, Store, StoreError};

use crate::live::{Wanted, live};
use crate::rows::SnapshotRow;
use crate::snapshot_store::is_whole;

pub(crate) fn complaints(store: &Store, rulebook: &Rulebook) -> Result<Vec<Complaint>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadLedger);
    store.read(&scope, |door| {
        let mut found = Vec::new();
        let rows: Vec<SnapshotRow> =
            ledger_snapshots::table.order(ledger_snapshots::id).select(SnapshotRow::as_select()).load(&mut **door)?;
        let mut last: HashMap<String, Vec<u8>> = HashMap::new();
        for row in rows {
            let previous = last.insert(row.town_id.clone(), row.hash.clone()).unwrap_or_default();
            if !is_whole(door, &row, &previous)? {
                found.push(Complaint { key: "doctor-snapshot", about: format!("{} {}", row.town_id, row.month) });
            }
        }
        let kept: HashSet<String> =
            ledger_snapshots::table.select(ledger_snapshots::id).load(&mut **door)?.into_iter().collect();
        let audited: Vec<String> = audit_entries::table
            .filter(audit_entries::action.eq(Action::TakeSnapshot.as_str()))
            .select(audit_entries::subject_id)
            .load(&mut **door)?;
        let gone = audited.into_iter().filter(|id| !kept.contains(id));
        found.extend(gone.map(|about| Complaint { key: "doctor-snapshot", about }));
        if let Some(county) = queries::county(door)? {
            for basis in [Basis::Registered, Basis::Resident] {
                let wanted = Wanted { unit: &county, day: store.clock().today(), basis };
                let ledger = live(door, rulebook, &wanted, None)?;
                let wrong = ledger.own_mismatches();
                found.extend(wrong.iter().map(|one| Complaint { key: "doctor-ledger", about: format!("{one:?}") }));
            }
        }
        Ok(found)
    })
}
