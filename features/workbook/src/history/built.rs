//! Whether something later stands on what an import wrote.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use hongwang_organisation::Unit;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::registry::{
    absences, category_assignments, household_places, memberships, party_memberships,
};
use hongwang_store::schema::store::audit_records;
use hongwang_store::schema::workbook::imports;
use hongwang_store::{Db, Record, StoreError};

use crate::rows::Import;

/// So many later changes of a unit are looked at, and so many at a time.
const LATER: i64 = 5_000;
const CHUNK: usize = 500;

/// An entry of the audit that changed what an import wrote, or put something into it: a person into its household, a
/// household into its village.
pub(super) fn first_on(db: &mut Db, import: &Import) -> Result<Option<String>, StoreError> {
    let undone = undone_since(db, import)?;
    let made = made_units(db, import)?;
    // The numbers of a unit grow: what came later is read from the index alone.
    let own: Vec<(String, Option<i64>)> = audit_records::table
        .filter(audit_records::entry_id.eq(&import.entry_id))
        .group_by(audit_records::unit_id)
        .select((audit_records::unit_id, diesel::dsl::max(audit_records::seq)))
        .load(db)?;
    // Where its own unit stands without its own records' numbers, whatever is in it came later.
    let mut later: Vec<(String, String)> = Vec::new();
    for (unit, last) in own {
        let changed: Vec<(String, String)> = audit_records::table
            .filter(audit_records::unit_id.eq(&unit))
            .filter(audit_records::seq.gt(last.unwrap_or_default()))
            .order(audit_records::seq)
            .limit(LATER)
            .select((audit_records::record_id, audit_records::entry_id))
            .load(db)?;
        let mut changed = changed.into_iter().filter(|(_, entry)| !undone.contains(entry)).peekable();
        if made.contains(&unit)
            && let Some((_, entry)) = changed.peek()
        {
            return Ok(Some(entry.clone()));
        }
        later.extend(changed);
    }
    if let Some(entry) = unit_within(db, &made)? {
        return Ok(Some(entry));
    }
    for some in later.chunks(CHUNK) {
        if let Some(entry) = touching(db, import, some)? {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// What was imported later and taken back stands for nothing.
fn undone_since(db: &mut Db, import: &Import) -> Result<HashSet<String>, StoreError> {
    let undone: Vec<(String, Option<String>)> = imports::table
        .filter(imports::town_id.eq(&import.town_id))
        .filter(imports::entry_id.gt(&import.entry_id))
        .filter(imports::undone_at.is_not_null())
        .select((imports::entry_id, imports::undo_entry_id))
        .load(db)?;
    Ok(undone.into_iter().flat_map(|(entry, undoing)| std::iter::once(entry).chain(undoing)).collect())
}

/// The units that it made.
fn made_units(db: &mut Db, import: &Import) -> Result<HashSet<String>, StoreError> {
    let made: Vec<String> = audit_records::table
        .filter(audit_records::entry_id.eq(&import.entry_id))
        .filter(audit_records::kind.eq(Unit::KIND))
        .filter(audit_records::before.is_null())
        .select(audit_records::record_id)
        .load(db)?;
    Ok(made.into_iter().collect())
}

/// Who made a unit within one of these that is none of these.
fn unit_within(db: &mut Db, made: &HashSet<String>) -> Result<Option<String>, StoreError> {
    let made_ids: Vec<&String> = made.iter().collect();
    for some in made_ids.chunks(CHUNK) {
        let within: Vec<String> = units::table
            .filter(units::parent_id.eq_any(some.iter().map(|id| id.as_str())))
            .select(units::id)
            .load(db)?;
        if let Some(unit) = within.iter().find(|unit| !made.contains(*unit)) {
            let entry = audit_records::table
                .filter(audit_records::unit_id.eq(unit))
                .order(audit_records::seq)
                .select(audit_records::entry_id);
            return Ok(entry.first(db).optional()?);
        }
    }
    Ok(None)
}

/// Which of some later changes is of a record of the import, or of one that belongs to such a record.
fn touching(db: &mut Db, import: &Import, later: &[(String, String)]) -> Result<Option<String>, StoreError> {
    let mut entries: HashMap<String, String> = later.iter().cloned().collect();
    let ids: Vec<String> = entries.keys().cloned().collect();
    for (record, above) in belonging(db, &ids)? {
        if let Some(entry) = entries.get(&record).cloned() {
            entries.entry(above).or_insert(entry);
        }
    }
    let all: Vec<&str> = entries.keys().map(String::as_str).collect();
    for some in all.chunks(CHUNK) {
        let touched: Option<String> = audit_records::table
            .filter(audit_records::entry_id.eq(&import.entry_id))
            .filter(audit_records::record_id.eq_any(some))
            .select(audit_records::record_id)
            .first(db)
            .optional()?;
        if let Some(entry) = touched.and_then(|record| entries.get(&record).cloned()) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// Records with the household or the resident that each belongs to.
fn belonging(db: &mut Db, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let mut found: Vec<(String, String)> = Vec::new();
    let stays: Vec<(String, String, String)> = memberships::table
        .filter(memberships::id.eq_any(ids))
        .select((memberships::id, memberships::resident_id, memberships::household_id))
        .load(db)?;
    for (id, resident, household) in stays {
        found.extend([(id.clone(), resident), (id, household)]);
    }
    let places = household_places::table.filter(household_places::id.eq_any(ids));
    found.extend(places.select((household_places::id, household_places::household_id)).load::<(String, String)>(db)?);
    let away = absences::table.filter(absences::id.eq_any(ids));
    found.extend(away.select((absences::id, absences::resident_id)).load::<(String, String)>(db)?);
    let party = party_memberships::table.filter(party_memberships::id.eq_any(ids));
    found.extend(party.select((party_memberships::id, party_memberships::resident_id)).load::<(String, String)>(db)?);
    let categories: Vec<(String, Option<String>, Option<String>)> = category_assignments::table
        .filter(category_assignments::id.eq_any(ids))
        .select((category_assignments::id, category_assignments::household_id, category_assignments::resident_id))
        .load(db)?;
    for (id, household, resident) in categories {
        found.extend(household.into_iter().chain(resident).map(|above| (id.clone(), above)));
    }
    Ok(found)
}
