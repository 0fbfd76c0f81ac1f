//! Taking a file in.

use chrono::Duration;
use diesel::prelude::*;
use hongwang_domain::{Action, Actor, Id, UnitCode, UnitPath};
use hongwang_intake::Choices;
use hongwang_spreadsheet::sniff;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Key, SealedField, Store, StoreError};
use hongwang_words::Language;

use crate::upload::expire::empty;
use crate::upload::{Part, State, Summary, Upload, UploadError, keep_parts, queries};

/// Bytes of the largest file that can be handed in.
pub const MOST_BYTES: usize = 20 << 20;
/// Hours that a file is kept.
const HOURS: i64 = 24;
/// Characters of a file's name that are kept.
const NAME: usize = 120;

/// A file that was handed in.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The town's code.
    pub town: &'a UnitCode,
    /// The name of a town that is not there yet.
    pub town_name: Option<&'a str>,
    /// The path of the town; the county's while the town is not there.
    pub path: &'a UnitPath,
    /// The name of the file.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The language of the report.
    pub language: Language,
}

/// Keeps a file for a day, to be checked next. The same key again answers with what came first; with another file it is
/// refused.
///
/// # Errors
/// When the file is refused at first sight, the actor may not import there, or the store fails.
pub fn receive(store: &Store, actor: &Actor, key: &Key, received: Received<'_>) -> Result<Upload, UploadError> {
    if !actor.may(Action::ImportWorkbook, received.path) {
        return Err(StoreError::NotAllowed(Action::ImportWorkbook.as_str()).into());
    }
    if received.bytes.len() > MOST_BYTES {
        return Err(UploadError::TooLarge);
    }
    sniff(received.bytes)?;
    let upload = upload(store, actor, key, received)?;
    let kept = store.keep_house(|db| {
        if let Some(first) = queries::by_key(db, &upload.actor, &upload.request_key)? {
            let is_other = first.sent.is_some() && first.sent != upload.sent;
            return if is_other { Err(StoreError::KeyReused) } else { Ok(first) };
        }
        diesel::insert_into(uploads::table).values(&upload).execute(db).map_err(StoreError::from)?;
        Ok::<_, StoreError>(upload.clone())
    })?;
    if kept.id != upload.id {
        return Ok(kept);
    }
    keep_parts(store, &upload.id, Part::File, received.bytes)?;
    if !queries::step(store, &upload.id, State::Receiving, State::Waiting)? {
        // Called off while it was still put away.
        store.keep_house(|db| empty(db, &upload.id, State::Cancelled).map_err(StoreError::from))?;
        return Ok(Upload { state: State::Cancelled.as_str().to_owned(), ..upload });
    }
    Ok(Upload { state: State::Waiting.as_str().to_owned(), ..upload })
}

fn upload(store: &Store, actor: &Actor, key: &Key, received: Received<'_>) -> Result<Upload, StoreError> {
    let (id, now) = (Id::new().to_string(), store.clock().now());
    let name: String = received.name.chars().filter(|one| !one.is_control()).take(NAME).collect();
    // Browsers on some systems send the folders too.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    Ok(Upload {
        unit_path: received.path.as_str().to_owned(),
        town_code: received.town.as_str().to_owned(),
        town_name: received.town_name.map(str::to_owned),
        actor: actor.name(),
        role: actor.role.as_str().to_owned(),
        actor_path: actor.unit.as_ref().map(|path| path.as_str().to_owned()).unwrap_or_default(),
        request_key: key.as_str().to_owned(),
        language: received.language.tag().to_owned(),
        file_name: Some(store.keys().seal(SealedField::Upload, &format!("{id}/name"), name.as_bytes())?),
        corrections: None,
        size: i32::try_from(received.bytes.len()).unwrap_or(i32::MAX),
        received_at: now,
        expires_at: now + Duration::hours(HOURS),
        state: State::Receiving.as_str().to_owned(),
        choices: serde_json::to_string(&Choices::default())?,
        summary: serde_json::to_string(&Summary::default())?,
        fault: None,
        done: 0,
        total: 0,
        cancelled: false,
        runner: None,
        lease_until: None,
        source: None,
        decided_by: None,
        decided_at: None,
        sent: key.sent().map(str::to_owned),
        version: 1,
        id,
    })
}
