//! The same key again returns the first answer. Answers are sealed: they may name people.

use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::Db;
use crate::error::StoreError;
use crate::schema::store::idempotency_answers;
use crate::seal::{KeyRing, SealedField};

pub(crate) fn find<T: DeserializeOwned>(
    db: &mut Db,
    keys: &KeyRing,
    actor: &str,
    key: &str,
) -> Result<Option<T>, StoreError> {
    let sealed: Option<Vec<u8>> =
        idempotency_answers::table.find((actor, key)).select(idempotency_answers::answer).first(db).optional()?;
    match sealed {
        None => Ok(None),
        Some(sealed) => Ok(Some(serde_json::from_slice(&keys.open(SealedField::Answer, key, &sealed)?)?)),
    }
}

pub(crate) fn keep<T: Serialize>(
    db: &mut Db,
    keys: &KeyRing,
    actor: &str,
    key: &str,
    at: chrono::NaiveDateTime,
    answer: &T,
) -> Result<(), StoreError> {
    let sealed = keys.seal(SealedField::Answer, key, &serde_json::to_vec(answer)?)?;
    diesel::insert_into(idempotency_answers::table)
        .values((
            idempotency_answers::actor.eq(actor),
            idempotency_answers::request_key.eq(key),
            idempotency_answers::answer.eq(sealed),
            idempotency_answers::answered_at.eq(at),
        ))
        .execute(db)?;
    Ok(())
}

/// Forgets what was answered before a moment: those requests come no more.
pub(crate) fn forget_before(db: &mut Db, moment: chrono::NaiveDateTime) -> Result<usize, StoreError> {
    let old = idempotency_answers::table.filter(idempotency_answers::answered_at.lt(moment));
    Ok(diesel::delete(old).execute(db)?)
}
