//! Codes that are good once: for another password, for the second step, and that step's secret.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_store::schema::accounts::{recovery_codes, reset_codes, second_factors};
use hongwang_store::{BlindIndex, Db, StoreError};

use crate::rows::{ResetCode, SecondFactor};

/// Puts a code in the place of the one before.
pub(crate) fn put_reset_code(db: &mut Db, code: &ResetCode) -> Result<(), StoreError> {
    diesel::delete(reset_codes::table.find(&code.account_id)).execute(db)?;
    diesel::insert_into(reset_codes::table).values(code).execute(db)?;
    Ok(())
}

/// Counts one try of an account's code; answers it with that try.
pub(crate) fn try_reset_code(db: &mut Db, account: &str) -> Result<Option<ResetCode>, StoreError> {
    diesel::update(reset_codes::table.find(account)).set(reset_codes::tries.eq(reset_codes::tries + 1)).execute(db)?;
    Ok(reset_codes::table.find(account).select(ResetCode::as_select()).first(db).optional()?)
}

/// Takes a code away; says whether it was still there.
pub(crate) fn take_reset_code(db: &mut Db, code: &ResetCode) -> Result<bool, StoreError> {
    let this = reset_codes::table.find(&code.account_id).filter(reset_codes::digest.eq(&code.digest));
    Ok(diesel::delete(this).execute(db)? > 0)
}

/// Takes away the codes that hold no more.
pub(crate) fn forget_reset_codes(db: &mut Db, now: NaiveDateTime) -> Result<(), StoreError> {
    diesel::delete(reset_codes::table.filter(reset_codes::expires_at.le(now))).execute(db)?;
    Ok(())
}

pub(crate) fn second_factor(db: &mut Db, account: &str) -> Result<Option<SecondFactor>, StoreError> {
    Ok(second_factors::table.find(account).select(SecondFactor::as_select()).first(db).optional()?)
}

pub(crate) fn put_second_factor(db: &mut Db, factor: &SecondFactor) -> Result<(), StoreError> {
    diesel::delete(second_factors::table.find(&factor.account_id)).execute(db)?;
    diesel::insert_into(second_factors::table).values(factor).execute(db)?;
    Ok(())
}

/// Puts codes for paper in the place of those before.
pub(crate) fn put_recovery_codes(db: &mut Db, account: &str, digests: &[BlindIndex]) -> Result<(), StoreError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(db)?;
    for digest in digests {
        let row = (recovery_codes::digest.eq(digest), recovery_codes::account_id.eq(account));
        diesel::insert_into(recovery_codes::table).values(row).execute(db)?;
    }
    Ok(())
}

/// Takes a code for paper away; says whether it was still there.
pub(crate) fn take_recovery_code(db: &mut Db, digest: &BlindIndex) -> Result<bool, StoreError> {
    Ok(diesel::delete(recovery_codes::table.find(digest)).execute(db)? > 0)
}

pub(crate) fn end_second_factor(db: &mut Db, account: &str) -> Result<(), StoreError> {
    diesel::delete(second_factors::table.find(account)).execute(db)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account))).execute(db)?;
    Ok(())
}
