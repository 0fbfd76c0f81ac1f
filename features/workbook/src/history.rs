//! Which workbooks a town took in.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_organisation::Unit;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::{audit_entries, audit_records};
use hongwang_store::schema::workbook::imports;
use hongwang_store::{Db, StoreError};

use crate::rows::Import;

/// An import that was, and who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The import.
    pub import: Import,
    /// Who: an account's id, or `console`.
    pub by: String,
    /// When it was undone and by whom, if it was.
    pub undone: Option<(NaiveDateTime, String)>,
}

/// The imports of a town, the last first.
///
/// # Errors
/// When the database fails.
pub fn history(db: &mut Db, town: &str) -> Result<Vec<Past>, StoreError> {
    let found: Vec<Import> = imports::table
        .filter(imports::town_id.eq(town))
        .order((imports::taken_at.desc(), imports::id.desc()))
        .select(Import::as_select())
        .load(db)?;
    let entries: Vec<&str> = found
        .iter()
        .flat_map(|import| [Some(import.entry_id.as_str()), import.undo_entry_id.as_deref()])
        .flatten()
        .collect();
    let actors: Vec<(String, String)> = audit_entries::table
        .filter(audit_entries::id.eq_any(entries))
        .select((audit_entries::id, audit_entries::actor))
        .load(db)?;
    let actors: HashMap<String, String> = actors.into_iter().collect();
    let who = |entry: &str| actors.get(entry).cloned().unwrap_or_default();
    Ok(found
        .into_iter()
        .map(|import| Past {
            by: who(&import.entry_id),
            undone: import.undone_at.map(|at| (at, who(import.undo_entry_id.as_deref().unwrap_or_default()))),
            import,
        })
        .collect())
}

/// Which of some imports cannot be taken back, because something later stands on a record that they wrote. Only the last
/// ones are looked at; of what is missed the undoing itself says so.
///
/// # Errors
/// When the database fails.
pub(crate) fn built_on(db: &mut Db, imports: &[Import]) -> Result<HashSet<String>, StoreError> {
    let mut found = HashSet::new();
    for import in imports.iter().filter(|import| import.undone_at.is_none()).take(LOOKED_AT) {
        if is_built_on(db, import)? {
            found.insert(import.id.clone());
        }
    }
    Ok(found)
}

/// So many imports are looked at, so many later changes of each, and so many at a time.
const LOOKED_AT: usize = 20;
const LATER: i64 = 5_000;
const CHUNK: usize = 500;

fn is_built_on(db: &mut Db, import: &Import) -> Result<bool, StoreError> {
    // What was imported later and taken back stands for nothing.
    let undone: Vec<(String, Option<String>)> = imports::table
        .filter(imports::town_id.eq(&import.town_id))
        .filter(imports::entry_id.gt(&import.entry_id))
        .filter(imports::undone_at.is_not_null())
        .select((imports::entry_id, imports::undo_entry_id))
        .load(db)?;
    let undone: HashSet<String> =
        undone.into_iter().flat_map(|(entry, undoing)| std::iter::once(entry).chain(undoing)).collect();
    let own = || audit_records::table.filter(audit_records::entry_id.eq(&import.entry_id));
    // The numbers of a unit grow: what came later is read from the index alone.
    let units: Vec<(String, Option<i64>)> = own()
        .group_by(audit_records::unit_id)
        .select((audit_records::unit_id, diesel::dsl::max(audit_records::seq)))
        .load(db)?;
    let mut later: Vec<String> = Vec::new();
    for (unit, last) in units {
        let changed: Vec<(String, String)> = audit_records::table
            .filter(audit_records::unit_id.eq(&unit))
            .filter(audit_records::seq.gt(last.unwrap_or_default()))
            .order(audit_records::seq)
            .limit(LATER)
            .select((audit_records::entry_id, audit_records::record_id))
            .load(db)?;
        later.extend(changed.into_iter().filter(|(entry, _)| !undone.contains(entry)).map(|(_, record)| record));
    }
    for some in later.chunks(CHUNK) {
        let touched: Option<String> = own()
            .filter(audit_records::record_id.eq_any(some))
            .select(audit_records::record_id)
            .first(db)
            .optional()?;
        if touched.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The town of an import; none when the import took its town with it.
///
/// # Errors
/// When the database fails.
pub fn locate(db: &mut Db, import: &str) -> Result<Option<UnitPath>, StoreError> {
    let town: Option<String> = imports::table.find(import).select(imports::town_id).first(db).optional()?;
    let Some(town) = town else { return Ok(None) };
    let path: Option<String> = units::table.find(town).select(units::path).first(db).optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// The towns of a county, in order of code.
///
/// # Errors
/// When the database fails.
pub(crate) fn towns(db: &mut Db, county: &str) -> Result<Vec<Unit>, StoreError> {
    let towns = units::table.filter(units::parent_id.eq(county)).order(units::code);
    Ok(towns.select(Unit::as_select()).load(db)?)
}
