//! Sessions: rows that end without a trace, written apart from the journal.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::Id;
use hongwang_store::schema::accounts::sessions;
use hongwang_store::{Db, StoreError};

use crate::rows::Session;

pub(crate) fn add_session(db: &mut Db, session: &Session) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table).values(session).execute(db)?;
    Ok(())
}

/// Ends one session of an account; says whether there was one.
pub(crate) fn end_session(db: &mut Db, account: &str, id: &str) -> Result<bool, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(false);
    }
    let own = sessions::table.filter(sessions::id.eq(id)).filter(sessions::account_id.eq(account));
    Ok(diesel::delete(own).execute(db)? > 0)
}

/// Ends all sessions of an account; says how many.
pub(crate) fn end_sessions(db: &mut Db, account: &str) -> Result<usize, StoreError> {
    Ok(diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(db)?)
}

/// Gives one of an account's sessions a name; says whether there is one.
pub(crate) fn name_session(db: &mut Db, account: &str, id: &str, name: Option<&str>) -> Result<bool, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(false);
    }
    let own = sessions::table.filter(sessions::id.eq(id)).filter(sessions::account_id.eq(account));
    Ok(diesel::update(own).set(sessions::name.eq(name)).execute(db)? > 0)
}

pub(crate) fn used(db: &mut Db, session: &str, at: NaiveDateTime) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(session)).set(sessions::last_used_at.eq(at)).execute(db)?;
    Ok(())
}

/// Takes away the sessions that ended.
pub(crate) fn forget_sessions(db: &mut Db, now: NaiveDateTime) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(db)?;
    Ok(())
}
