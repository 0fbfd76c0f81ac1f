//! What reads uploads, and the small steps of their state.

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, UnitPath};
use hongwang_intake::Survey;
use hongwang_store::schema::workbook::{upload_parts, uploads};
use hongwang_store::{Db, KeyRing, SealedField, Store, StoreError};

use crate::upload::parts::open_first;
use crate::upload::{CellFault, Part, State, Typed, Upload, open_part};

/// An upload by its id.
///
/// # Errors
/// When the database fails.
pub fn find(db: &mut Db, id: &str) -> Result<Option<Upload>, StoreError> {
    Ok(uploads::table.find(id).select(Upload::as_select()).first(db).optional()?)
}

/// The unit that an upload belongs to.
///
/// # Errors
/// When the database fails.
pub fn locate(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = uploads::table.find(id).select(uploads::unit_path).first(db).optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// The uploads of a town (or of towns that are not there yet, for a county), the last first.
///
/// # Errors
/// When the database fails.
pub fn of_town(db: &mut Db, path: &UnitPath) -> Result<Vec<Upload>, StoreError> {
    let uploads = uploads::table.filter(uploads::unit_path.eq(path.as_str()));
    Ok(uploads
        .filter(uploads::state.ne_all([State::Expired.as_str(), State::Receiving.as_str()]))
        .order(uploads::received_at.desc())
        .select(Upload::as_select())
        .load(db)?)
}

/// The uploads of an account that wait for it.
///
/// # Errors
/// When the database fails.
pub fn waiting_of(db: &mut Db, account: &str) -> Result<Vec<Upload>, StoreError> {
    let states = [State::Checked, State::Interrupted, State::Failed].map(State::as_str);
    Ok(uploads::table
        .filter(uploads::actor.eq(account))
        .filter(uploads::state.eq_any(states))
        .order(uploads::received_at.desc())
        .select(Upload::as_select())
        .load(db)?)
}

/// The name of the file; none once it is gone.
///
/// # Errors
/// When it can't be opened.
pub fn name(keys: &KeyRing, upload: &Upload) -> Result<Option<String>, StoreError> {
    let open = |sealed: &Vec<u8>| keys.open_text(SealedField::Upload, &format!("{}/name", upload.id), sealed);
    upload.file_name.as_ref().map(open).transpose()
}

/// What was found out about an upload; none before it was read.
///
/// # Errors
/// When the database fails or it can't be opened.
pub fn survey(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Option<Survey>, StoreError> {
    let bytes = open_part(db, keys, id, Part::Survey)?;
    Ok(bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose()?)
}

/// What stood in the cells that were typed anew, when it was last checked.
///
/// # Errors
/// When the database fails or it can't be opened.
pub fn replaced(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Vec<Typed>, StoreError> {
    let bytes = open_part(db, keys, id, Part::Replaced)?;
    Ok(bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose()?.unwrap_or_default())
}

/// The faults of an upload in order of place.
///
/// # Errors
/// When the database fails or they can't be opened.
pub fn faults(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Vec<CellFault>, StoreError> {
    let bytes = open_part(db, keys, id, Part::Faults)?;
    Ok(bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose()?.unwrap_or_default())
}

/// The report as JSON, values as typed; none before it was checked.
///
/// # Errors
/// When the database fails or it can't be opened.
pub fn report(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    open_part(db, keys, id, Part::Report)
}

/// The marked copy; none where nothing is to be marked.
///
/// # Errors
/// When the database fails or it can't be opened.
pub fn marked(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    open_part(db, keys, id, Part::Marked)
}

/// Reads for the service itself, which holds up nobody's writing.
pub(crate) fn look<T>(store: &Store, work: impl FnOnce(&mut Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
    store.read(&Scope::of(&Actor::console(), Action::ImportWorkbook), |door| work(door))
}

/// Whether there is a marked copy.
///
/// # Errors
/// When the database fails.
pub fn has_marked(db: &mut Db, id: &str) -> Result<bool, StoreError> {
    let marked = upload_parts::table.filter(upload_parts::upload_id.eq(id));
    let first: Option<i32> =
        marked.filter(upload_parts::kind.eq(Part::Marked.as_str())).select(upload_parts::part).first(db).optional()?;
    Ok(first.is_some())
}

/// The first bytes of the file: as much as a person is shown of it.
///
/// # Errors
/// When the database fails or they can't be opened.
pub(crate) fn begin_of_file(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Vec<u8>, StoreError> {
    Ok(open_first(db, keys, id, Part::File)?.unwrap_or_default())
}

pub(crate) fn by_key(db: &mut Db, account: &str, key: &str) -> Result<Option<Upload>, StoreError> {
    let upload = uploads::table.filter(uploads::actor.eq(account)).filter(uploads::request_key.eq(key));
    Ok(upload.select(Upload::as_select()).first(db).optional()?)
}

/// Moves an upload from one state to another; answers whether it was in the first.
pub(crate) fn step(store: &Store, id: &str, from: State, to: State) -> Result<bool, StoreError> {
    store.keep_house(|db| step_in(db, id, from, to).map_err(StoreError::from))
}

/// As [`step`], within a transaction.
pub(crate) fn step_in(db: &mut Db, id: &str, from: State, to: State) -> QueryResult<bool> {
    let upload = uploads::table.find(id).filter(uploads::state.eq(from.as_str()));
    Ok(diesel::update(upload).set(uploads::state.eq(to.as_str())).execute(db)? == 1)
}
