//! Which workbooks a town took in.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_organisation::Unit;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::audit_entries;
use hongwang_store::schema::workbook::imports;
use hongwang_store::{Db, StoreError};

use crate::rows::Import;

mod built;

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

/// Which of some imports cannot be taken back, because something later stands on a record that they wrote, each with an
/// entry of the audit that does. Only the last ones are looked at; of what is missed the undoing itself says so.
///
/// # Errors
/// When the database fails.
pub(crate) fn built_on(db: &mut Db, imports: &[Import]) -> Result<HashMap<String, String>, StoreError> {
    let mut found = HashMap::new();
    for import in imports.iter().filter(|import| import.undone_at.is_none()).take(LOOKED_AT) {
        if let Some(entry) = built::first_on(db, import)? {
            found.insert(import.id.clone(), entry);
        }
    }
    Ok(found)
}

/// So many imports are looked at.
const LOOKED_AT: usize = 20;

/// What an import cannot be taken back for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blocking {
    /// The import, if it was one.
    pub import: Option<Import>,
    /// Who: an account's id, or `console`.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// What stands in the way of taking an import back: what was built on it, else the last import after it.
///
/// # Errors
/// When the database fails.
pub(crate) fn blocking(db: &mut Db, import: &str) -> Result<Option<Blocking>, StoreError> {
    let of = |id: &str| imports::table.find(id.to_owned()).select(Import::as_select());
    let Some(import) = of(import).first(db).optional()? else { return Ok(None) };
    let later = || {
        imports::table
            .filter(imports::town_id.eq(&import.town_id))
            .filter(imports::entry_id.gt(&import.entry_id))
            .filter(imports::undone_at.is_null())
            .order(imports::entry_id.desc())
            .select(imports::entry_id)
    };
    let entry: Option<String> = match built::first_on(db, &import)? {
        Some(entry) => Some(entry),
        None => later().first(db).optional()?,
    };
    let Some(entry) = entry else { return Ok(None) };
    let said: Option<(String, NaiveDateTime)> =
        audit_entries::table.find(&entry).select((audit_entries::actor, audit_entries::at)).first(db).optional()?;
    let made: Option<Import> =
        imports::table.filter(imports::entry_id.eq(&entry)).select(Import::as_select()).first(db).optional()?;
    Ok(said.map(|(by, at)| Blocking { import: made, by, at }))
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
