//! The same key again returns the first answer. Answers are sealed: they may name people.

use diesel::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::connection::Db;
use crate::error::StoreError;
use crate::key::Key;
use crate::schema::store::idempotency_answers;
use crate::seal::{KeyRing, SealedField};

/// An answer, with what it was an answer to.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    /// The digest of what was sent with the key.
    sent: Option<String>,
    answer: T,
}

pub(crate) fn find<T: DeserializeOwned>(
    db: &mut Db,
    keys: &KeyRing,
    actor: &str,
    key: &Key,
) -> Result<Option<T>, StoreError> {
    let text = key.as_str();
    let sealed: Option<Vec<u8>> =
        idempotency_answers::table.find((actor, text)).select(idempotency_answers::answer).first(db).optional()?;
    let Some(sealed) = sealed else { return Ok(None) };
    let kept: Kept<T> = serde_json::from_slice(&keys.open(SealedField::Answer, text, &sealed)?)?;
    if kept.sent.as_deref() == key.sent() { Ok(Some(kept.answer)) } else { Err(StoreError::KeyReused) }
}

pub(crate) fn keep<T: Serialize>(
    db: &mut Db,
    keys: &KeyRing,
    actor: &str,
    key: &Key,
    at: chrono::NaiveDateTime,
    answer: &T,
) -> Result<(), StoreError> {
    let kept = Kept { sent: key.sent().map(str::to_owned), answer };
    let sealed = keys.seal(SealedField::Answer, key.as_str(), &serde_json::to_vec(&kept)?)?;
    diesel::insert_into(idempotency_answers::table)
        .values((
            idempotency_answers::actor.eq(actor),
            idempotency_answers::request_key.eq(key.as_str()),
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
