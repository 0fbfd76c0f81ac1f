//! Which upload is next, and what became of it: the small steps of its state, each a transaction of its own.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Store, StoreError};

use super::running::{self, RUNNER, Running};
use crate::upload::expire::empty;
use crate::upload::{State, Summary, Upload, is_gone, queries};

/// Minutes for which a process that has an upload in work is believed to live. No step takes as long.
const LEASE: i64 = 10;

/// What waits, and as what it is taken up.
const WAITING: [(State, State); 2] = [(State::Waiting, State::Reading), (State::Queued, State::Writing)];

fn waiting(store: &Store) -> Result<Vec<Upload>, StoreError> {
    queries::look(store, |db| {
        let waiting = uploads::table.filter(uploads::state.eq_any(WAITING.map(|(waiting, _)| waiting.as_str())));
        Ok(waiting.order(uploads::received_at).select(Upload::as_select()).load(db)?)
    })
}

pub(super) fn is_any(store: &Store) -> Result<bool, StoreError> {
    Ok(!waiting(store)?.is_empty())
}

/// Takes up the upload that waits longest.
pub(super) fn next(store: &Store) -> Result<Option<(Upload, Arc<Running>)>, StoreError> {
    let now = store.clock().now();
    for upload in waiting(store)?.into_iter().filter(|upload| !is_gone(upload, now)) {
        let Some((_, taken)) = WAITING.into_iter().find(|(waiting, _)| *waiting == upload.state()) else { continue };
        let running = running::begin(&upload.id);
        if take(store, &upload, taken, now)? {
            return Ok(Some((Upload { state: taken.as_str().to_owned(), ..upload }, running)));
        }
        running::forget(&upload.id);
    }
    Ok(None)
}

fn take(store: &Store, upload: &Upload, taken: State, now: NaiveDateTime) -> Result<bool, StoreError> {
    store.keep_house(|db| {
        let row = uploads::table.find(&upload.id).filter(uploads::state.eq(&upload.state));
        let taken = diesel::update(row).set((
            uploads::state.eq(taken.as_str()),
            uploads::runner.eq(Some(RUNNER.as_str())),
            uploads::lease_until.eq(Some(now + Duration::minutes(LEASE))),
        ));
        Ok(taken.execute(db).map_err(StoreError::from)? == 1)
    })
}

/// Notes how far a piece of work is, for those who look on from elsewhere.
pub(super) fn note(store: &Store, id: &str, state: State, total: usize) -> Result<(), StoreError> {
    let (total, until) = (i32::try_from(total).unwrap_or(i32::MAX), store.clock().now() + Duration::minutes(LEASE));
    store.keep_house(|db| {
        let row = diesel::update(uploads::table.find(id)).set((
            uploads::state.eq(state.as_str()),
            uploads::total.eq(total),
            uploads::lease_until.eq(Some(until)),
        ));
        row.execute(db).map(|_| ()).map_err(StoreError::from)
    })
}

/// Ends what was called off: nothing of it is left.
pub(super) fn call_off(store: &Store, id: &str) -> Result<(), StoreError> {
    store.keep_house(|db| empty(db, id, State::Cancelled).map_err(StoreError::from))
}

/// Ends a piece of work.
pub(super) fn finish(store: &Store, id: &str, state: State, summary: Option<&Summary>) -> Result<(), StoreError> {
    let summary = summary.map(serde_json::to_string).transpose()?;
    store.keep_house(|db| {
        let Some(upload) = queries::find(db, id)? else { return Ok(()) };
        // Called off after the last look, before it was ended.
        if upload.cancelled && state != State::Done {
            return empty(db, id, State::Cancelled).map_err(StoreError::from);
        }
        diesel::update(uploads::table.find(id))
            .set((
                uploads::state.eq(state.as_str()),
                uploads::summary.eq(summary.as_ref().unwrap_or(&upload.summary)),
                uploads::done.eq(upload.total),
                uploads::cancelled.eq(false),
                uploads::runner.eq(None::<String>),
                uploads::lease_until.eq(None::<NaiveDateTime>),
                uploads::version.eq(upload.version + 1),
            ))
            .execute(db)?;
        Ok(())
    })
}

/// Ends a piece of work that failed; `fault` is a message key, with its number behind it where it has one.
pub(super) fn fail(store: &Store, id: &str, fault: &str) -> Result<(), StoreError> {
    store.keep_house(|db| {
        diesel::update(uploads::table.find(id))
            .set(uploads::fault.eq(Some(fault)))
            .execute(db)
            .map(|_| ())
            .map_err(StoreError::from)
    })?;
    finish(store, id, State::Failed, None)
}

/// Whether somebody called it off, here or in another process.
pub(super) fn is_called_off(store: &Store, id: &str, running: &Running) -> bool {
    let elsewhere = || {
        let flag: Result<Option<bool>, StoreError> =
            queries::look(store, |db| Ok(uploads::table.find(id).select(uploads::cancelled).first(db).optional()?));
        // One that cannot be looked at goes on; one that is gone does not.
        flag.is_ok_and(|flag| flag.unwrap_or(true))
    };
    running.is_called_off() || elsewhere()
}
