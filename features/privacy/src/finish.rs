//! What comes after the transaction in which somebody was forgotten: what the engine itself still keeps goes, and the list
//! of erased ids is written beside the database. Whatever the machine did in between, the next round does it.

use std::path::Path;

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_store::schema::privacy::subject_requests;
use hongwang_store::{Store, StoreError};
use hongwang_web::Slice;

use crate::erased_list;
use crate::rows::State;

/// Tables of the store itself that hold something of people.
const OF_THE_STORE: [&str; 1] = ["idempotency_answers"];

/// Every table in which somebody's rows may have been.
pub(crate) fn tables(slices: &[Slice]) -> Vec<&'static str> {
    let declared = slices.iter().filter_map(|slice| slice.subject).flat_map(|subject| subject.tables.iter());
    declared.map(|(table, _)| *table).chain(OF_THE_STORE).collect()
}

/// Writes the list of erased ids that lies in the data folder.
///
/// # Errors
/// When the database or the file fails.
pub fn keep_list(store: &Store, data: &Path) -> Result<(), StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ApplyRetention);
    let listed = store.read(&scope, |door| erased_list::in_database(door))?;
    erased_list::add(&erased_list::file_in(data), &listed)
        .map(|_| ())
        .map_err(|error| StoreError::Connection(format!("list of erased ids: {error}")))
}

/// Cleans up after everybody who was forgotten and says so at their requests; answers how many that were.
///
/// # Errors
/// When the database or the file fails; then it is done again later.
pub fn finish(store: &Store, slices: &[Slice], data: Option<&Path>) -> Result<usize, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ApplyRetention);
    let open: Vec<String> = store.read(&scope, |door| {
        let of = subject_requests::table.filter(subject_requests::state.eq(State::Forgotten.as_str()));
        of.select(subject_requests::id).load(&mut **door).map_err(StoreError::from)
    })?;
    if let Some(data) = data {
        keep_list(store, data)?;
    }
    if open.is_empty() {
        return Ok(0);
    }
    let scrubbed = store.scrub(&tables(slices))?;
    if !scrubbed.rows || (!scrubbed.log && store_is_file(store)?) {
        // Somebody is reading still: it is done again in the next round.
        return Ok(0);
    }
    store.keep_house(|db| {
        let of = subject_requests::table.filter(subject_requests::id.eq_any(&open));
        let done = (
            subject_requests::state.eq(State::Done.as_str()),
            subject_requests::version.eq(subject_requests::version + 1),
        );
        diesel::update(of).set(done).execute(db).map_err(StoreError::from)
    })
}

fn store_is_file(store: &Store) -> Result<bool, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ApplyRetention);
    store.read(&scope, |door| Ok(door.engine() == "sqlite"))
}
