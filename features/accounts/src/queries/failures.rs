//! Wrong passwords and codes, counted under a digest for a day.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_store::schema::accounts::login_failures;
use hongwang_store::{BlindIndex, Db, StoreError};

#[derive(Clone, Debug, Queryable)]
pub(crate) struct Failures {
    pub failures: i32,
    pub failed_at: NaiveDateTime,
    pub locked_until: Option<NaiveDateTime>,
}

/// Counts one more and locks the row until the transaction ends; `None` when there is none yet.
pub(crate) fn one_more_failure(db: &mut Db, digest: &BlindIndex) -> Result<Option<Failures>, StoreError> {
    Ok(diesel::update(login_failures::table.find(digest))
        .set(login_failures::failures.eq(login_failures::failures + 1))
        .returning((login_failures::failures, login_failures::failed_at, login_failures::locked_until))
        .get_result(db)
        .optional()?)
}

pub(crate) fn first_failure(db: &mut Db, digest: &BlindIndex, now: NaiveDateTime) -> Result<(), StoreError> {
    diesel::insert_into(login_failures::table)
        .values((login_failures::digest.eq(digest), login_failures::failures.eq(1), login_failures::failed_at.eq(now)))
        .execute(db)?;
    Ok(())
}

pub(crate) fn set_failures(
    db: &mut Db,
    digest: &BlindIndex,
    failures: i32,
    now: NaiveDateTime,
    until: Option<NaiveDateTime>,
) -> Result<(), StoreError> {
    diesel::update(login_failures::table.find(digest))
        .set((
            login_failures::failures.eq(failures),
            login_failures::failed_at.eq(now),
            login_failures::locked_until.eq(until),
        ))
        .execute(db)?;
    Ok(())
}

/// One less, and the pause stays.
pub(crate) fn uncount_failure(db: &mut Db, digest: &BlindIndex) -> Result<(), StoreError> {
    diesel::update(login_failures::table.find(digest))
        .set(login_failures::failures.eq(login_failures::failures - 1))
        .execute(db)?;
    Ok(())
}

/// One less, and no pause.
pub(crate) fn take_failure_back(db: &mut Db, digest: &BlindIndex) -> Result<(), StoreError> {
    diesel::update(login_failures::table.find(digest))
        .set((
            login_failures::failures.eq(login_failures::failures - 1),
            login_failures::locked_until.eq(None::<NaiveDateTime>),
        ))
        .execute(db)?;
    Ok(())
}

pub(crate) fn forget_failures(db: &mut Db, digest: &BlindIndex) -> Result<(), StoreError> {
    diesel::delete(login_failures::table.find(digest)).execute(db)?;
    Ok(())
}

pub(crate) fn forget_failures_before(db: &mut Db, moment: NaiveDateTime) -> Result<(), StoreError> {
    diesel::delete(login_failures::table.filter(login_failures::failed_at.lt(moment))).execute(db)?;
    Ok(())
}
