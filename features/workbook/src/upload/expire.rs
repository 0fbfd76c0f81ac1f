//! A day is enough: what was handed in goes, and everything that was made of it.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Db, Store, StoreError};

use crate::upload::{State, Upload, parts, queries};

/// So far a clock may go back without an upload's age being in doubt, in minutes.
const STEP_BACK: i64 = 60;
/// Days for which a page still says that a file is gone; nothing of it is left by then.
const REMEMBERED: i64 = 7;

/// Whether the day of an upload is over. Where the clock went back, so that the upload seems to come from the future,
/// nobody knows its age, and it is over too.
pub fn is_gone(upload: &Upload, now: NaiveDateTime) -> bool {
    upload.state() == State::Expired
        || upload.expires_at <= now
        || upload.received_at > now + Duration::minutes(STEP_BACK)
}

/// Takes away what is over; answers how many uploads that were.
///
/// # Errors
/// When the database fails.
pub fn expire(store: &Store) -> Result<usize, StoreError> {
    let now = store.clock().now();
    let tomorrow = now + Duration::minutes(STEP_BACK);
    let over: Vec<String> = queries::look(store, |db| {
        uploads::table
            .filter(uploads::state.ne(State::Expired.as_str()))
            .filter(uploads::expires_at.le(now).or(uploads::received_at.gt(tomorrow)))
            .select(uploads::id)
            .load(db)
            .map_err(StoreError::from)
    })?;
    for id in &over {
        store.keep_house(|db| empty(db, id, State::Expired).map_err(StoreError::from))?;
    }
    let forgotten = now - Duration::days(REMEMBERED);
    store.keep_house(|db| {
        let empty = [State::Expired, State::Cancelled].map(State::as_str);
        let old = uploads::table.filter(uploads::state.eq_any(empty));
        // From the future as well: one that waits for a year to come is never asked for.
        let old = old.filter(uploads::expires_at.le(forgotten).or(uploads::received_at.gt(tomorrow)));
        diesel::delete(old).execute(db).map_err(StoreError::from)
    })?;
    Ok(over.len())
}

/// Takes away what was handed in and everything that was made of it; a row stays that says there was one.
pub(crate) fn empty(db: &mut Db, id: &str, state: State) -> QueryResult<()> {
    parts::drop_all(db, id)?;
    // Whoever called it off finds it in the list by its name, until its day is over.
    if state != State::Cancelled {
        diesel::update(uploads::table.find(id)).set(uploads::file_name.eq(None::<Vec<u8>>)).execute(db)?;
    }
    diesel::update(uploads::table.find(id))
        .set((
            uploads::state.eq(state.as_str()),
            uploads::corrections.eq(None::<Vec<u8>>),
            uploads::choices.eq("{}"),
            uploads::summary.eq("{}"),
            uploads::town_name.eq(None::<String>),
            uploads::fault.eq(None::<String>),
            uploads::source.eq(None::<String>),
            uploads::decided_by.eq(None::<String>),
            uploads::decided_at.eq(None::<NaiveDateTime>),
            uploads::cancelled.eq(false),
            uploads::runner.eq(None::<String>),
            uploads::lease_until.eq(None::<NaiveDateTime>),
            uploads::version.eq(uploads::version + 1),
        ))
        .execute(db)
        .map(|_| ())
}
