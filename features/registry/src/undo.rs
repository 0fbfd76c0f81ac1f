//! Taking journaled changes of this slice back, counts included.

use std::collections::BTreeSet;

use diesel::prelude::*;
use hongwang_store::schema::registry::{household_places, memberships};
use hongwang_store::{Journaled, Record, StoreError, Tx};

use crate::counts::CountDeltas;
use crate::draft::RegistryDraft;
use crate::rows::{Absence, CategoryAssignment, Household, HouseholdMember, HouseholdPlace, PartyMembership, Resident};

/// Takes changes back, newest first, and the counts with them.
///
/// # Errors
/// When something later was built on one of them.
pub fn take_back(tx: &mut Tx<'_>, changes: &[Journaled]) -> Result<(), StoreError> {
    let households = concerned(tx, changes)?;
    let before = RegistryDraft::load_households(tx, &households, &[])?.recount();
    for change in changes.iter().rev() {
        one(tx, change)?;
    }
    let after = RegistryDraft::load_households(tx, &households, &[])?.recount();
    crate::counts::add_counts(tx, &difference(before, after))
}

/// Whether a kind of record belongs to this slice.
pub fn is_ours(kind: &str) -> bool {
    let kinds = [
        Household::KIND,
        HouseholdPlace::KIND,
        Resident::KIND,
        HouseholdMember::KIND,
        Absence::KIND,
        PartyMembership::KIND,
        CategoryAssignment::KIND,
    ];
    kinds.contains(&kind)
}

fn one(tx: &mut Tx<'_>, change: &Journaled) -> Result<(), StoreError> {
    match change.kind.as_str() {
        Household::KIND => tx.take_back::<Household>(change),
        HouseholdPlace::KIND => tx.take_back::<HouseholdPlace>(change),
        Resident::KIND => tx.take_back::<Resident>(change),
        HouseholdMember::KIND => tx.take_back::<HouseholdMember>(change),
        Absence::KIND => tx.take_back::<Absence>(change),
        PartyMembership::KIND => tx.take_back::<PartyMembership>(change),
        CategoryAssignment::KIND => tx.take_back::<CategoryAssignment>(change),
        _ => Ok(()),
    }
}

/// The households whose counts the changes concern.
fn concerned(tx: &mut Tx<'_>, changes: &[Journaled]) -> Result<Vec<String>, StoreError> {
    let mut households: BTreeSet<String> = of_kind(changes, Household::KIND).into_iter().collect();
    let residents = of_kind(changes, Resident::KIND);
    for some in residents.chunks(5_000) {
        let stays = memberships::table.filter(memberships::resident_id.eq_any(some)).select(memberships::household_id);
        households.extend(stays.load::<String>(&mut **tx)?);
    }
    let places = of_kind(changes, HouseholdPlace::KIND);
    for some in places.chunks(5_000) {
        let of =
            household_places::table.filter(household_places::id.eq_any(some)).select(household_places::household_id);
        households.extend(of.load::<String>(&mut **tx)?);
    }
    Ok(households.into_iter().collect())
}

fn of_kind(changes: &[Journaled], kind: &str) -> Vec<String> {
    changes.iter().filter(|change| change.kind == kind).map(|change| change.record_id.clone()).collect()
}

fn difference(before: CountDeltas, after: CountDeltas) -> CountDeltas {
    let mut deltas = after.into_map();
    for (key, delta) in before.into_map() {
        *deltas.entry(key).or_insert(0) -= delta;
    }
    CountDeltas(deltas)
}
