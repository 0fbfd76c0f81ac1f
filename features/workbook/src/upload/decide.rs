//! What a person decides about an upload: how it is read, cells typed anew, that it is written, that it is not.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::Actor;
use hongwang_intake::Choices;
use hongwang_spreadsheet::{Sheet, Value, Workbook};
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Db, KeyRing, SealedField, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::upload::expire::empty;
use crate::upload::{State, Upload, UploadError, is_gone, queries};

/// Cells that can be typed anew in one upload, and characters of each.
const MOST_CELLS: usize = 5_000;
const LONGEST_CELL: usize = 200;

/// A cell by its sheet's index, its row (from 1) and its column (from 0), and what is typed in its place.
pub type Typed = ((u16, u32, u32), String);

/// Cells typed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Corrections(Vec<Typed>);

impl Corrections {
    pub(crate) fn of(keys: &KeyRing, upload: &Upload) -> Result<Self, StoreError> {
        let Some(sealed) = &upload.corrections else { return Ok(Self::default()) };
        let bytes = keys.open(SealedField::Upload, &record(&upload.id), sealed)?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    fn sealed(&self, keys: &KeyRing, upload: &str) -> Result<Vec<u8>, StoreError> {
        keys.seal(SealedField::Upload, &record(upload), &serde_json::to_vec(self)?)
    }

    fn add(self, more: &[Typed]) -> Self {
        let mut cells: BTreeMap<(u16, u32, u32), String> = self.0.into_iter().collect();
        for (place, text) in more {
            let text: String = text.chars().filter(|one| !one.is_control()).take(LONGEST_CELL).collect();
            if cells.len() < MOST_CELLS || cells.contains_key(place) {
                cells.insert(*place, text.trim().to_owned());
            }
        }
        Self(cells.into_iter().collect())
    }

    /// What was typed in place of a cell.
    pub(crate) fn of_cell(&self, place: (u16, u32, u32)) -> Option<&str> {
        self.0.iter().find(|(at, _)| *at == place).map(|(_, text)| text.as_str())
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// All of them, in order of place.
    pub(crate) fn all(&self) -> &[Typed] {
        &self.0
    }

    fn without(self, place: (u16, u32, u32)) -> Self {
        Self(self.0.into_iter().filter(|(at, _)| *at != place).collect())
    }

    /// Types them into a workbook; answers what stood there before.
    pub(crate) fn type_in(&self, workbook: &mut Workbook) -> Vec<Typed> {
        let mut replaced = Vec::with_capacity(self.0.len());
        for ((at, row, column), text) in &self.0 {
            if let Some(sheet) = workbook.sheets.get_mut(usize::from(*at)) {
                replaced.push(((*at, *row, *column), standing(sheet, *row, *column)));
                sheet.type_in(*row, *column, text);
            }
        }
        replaced
    }
}

/// What stands in a cell, as it would have been typed.
fn standing(sheet: &Sheet, row: u32, column: u32) -> String {
    let row = sheet.rows.binary_search_by_key(&row, |row| row.number).ok().and_then(|at| sheet.rows.get(at));
    let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.column == column));
    match cell.map(|cell| &cell.value) {
        Some(Value::Text(text) | Value::Error(text) | Value::Number { text, .. }) => text.trim().to_owned(),
        Some(Value::Day(day)) => day.to_string(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Unreadable) | None => String::new(),
    }
}

fn record(upload: &str) -> String {
    format!("{upload}/corrections")
}

/// Decides how an upload is read; it is checked anew. Cells typed before are dropped where another encoding or
/// delimiter puts other cells in their places.
///
/// # Errors
/// When the upload is gone, in work or done, or was decided upon since `version`.
pub fn choose(store: &Store, by: &Actor, id: &str, version: i32, choices: &Choices) -> Result<(), UploadError> {
    let text = serde_json::to_string(choices).map_err(StoreError::from)?;
    decide(store, by, id, version, |db, upload| {
        let before = upload.choices();
        let same_cells = (before.encoding, before.delimiter) == (choices.encoding, choices.delimiter);
        let corrections = upload.corrections.clone().filter(|_| same_cells);
        diesel::update(uploads::table.find(id))
            .set((uploads::choices.eq(&text), uploads::corrections.eq(corrections)))
            .execute(db)
    })
}

/// Types cells anew; the upload is checked again.
///
/// # Errors
/// As [`choose`].
pub fn mend(store: &Store, by: &Actor, id: &str, version: i32, cells: &[Typed]) -> Result<(), UploadError> {
    decide(store, by, id, version, |db, upload| {
        let sealed = Corrections::of(store.keys(), upload)
            .and_then(|known| known.add(cells).sealed(store.keys(), id))
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::update(uploads::table.find(id)).set(uploads::corrections.eq(Some(sealed))).execute(db)
    })
}

/// Takes back what was typed in place of a cell: what stands in the file counts again.
///
/// # Errors
/// As [`choose`].
pub fn put_back(store: &Store, by: &Actor, id: &str, version: i32, cell: (u16, u32, u32)) -> Result<(), UploadError> {
    decide(store, by, id, version, |db, upload| {
        let sealed = Corrections::of(store.keys(), upload)
            .map(|known| known.without(cell))
            .and_then(|left| (left.count() > 0).then(|| left.sealed(store.keys(), id)).transpose())
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::update(uploads::table.find(id)).set(uploads::corrections.eq(sealed)).execute(db)
    })
}

fn decide(
    store: &Store,
    by: &Actor,
    id: &str,
    version: i32,
    work: impl Fn(&mut Db, &Upload) -> QueryResult<usize>,
) -> Result<(), UploadError> {
    let now = store.clock().now();
    store.keep_house(|db| {
        let upload = queries::find(db, id)?.ok_or(UploadError::Unknown)?;
        if is_gone(&upload, now) {
            return Err(UploadError::Gone);
        }
        // Over is over, whatever was seen: nothing that is typed can be joined to it.
        if upload.state().is_over() {
            return Err(UploadError::NotNow(upload.state()));
        }
        if upload.version != version {
            return Err(UploadError::Stale);
        }
        if !upload.state().is_open() {
            return Err(UploadError::NotNow(upload.state()));
        }
        work(db, &upload)?;
        decided(db, id, by, now)?;
        set_to_work(db, &upload, State::Waiting)
    })
}

fn decided(db: &mut Db, id: &str, by: &Actor, now: NaiveDateTime) -> QueryResult<usize> {
    diesel::update(uploads::table.find(id))
        .set((uploads::decided_by.eq(Some(by.name())), uploads::decided_at.eq(Some(now))))
        .execute(db)
}

/// Has an upload written as it stood at `version`, in the name of whoever handed it in, from where it is asked. Asked a
/// second time over the same version it is written once.
///
/// # Errors
/// When the upload is gone, is not checked, was decided upon since `version`, or nothing of it would be written.
pub fn write(store: &Store, by: &Actor, id: &str, version: i32) -> Result<(), UploadError> {
    let now = store.clock().now();
    store.keep_house(|db| {
        let upload = queries::find(db, id)?.ok_or(UploadError::Unknown)?;
        match upload.state() {
            // A step further each: it was asked for over this version, and this is the same form once more.
            State::Queued | State::Writing if upload.version == version.saturating_add(1) => Ok(()),
            State::Done if upload.version == version.saturating_add(2) => Ok(()),
            _ if is_gone(&upload, now) => Err(UploadError::Gone),
            state if state.is_over() => Err(UploadError::NotNow(state)),
            _ if upload.version != version => Err(UploadError::Stale),
            State::Checked if upload.choices().all_or_nothing && upload.summary().errors > 0 => {
                Err(UploadError::AllOrNothing)
            }
            State::Checked if upload.summary().takes_nobody() => Err(UploadError::Nobody),
            State::Checked | State::Interrupted => {
                let from = uploads::source.eq(Some(store.source().0.as_str()));
                diesel::update(uploads::table.find(id)).set(from).execute(db)?;
                decided(db, id, by, now)?;
                set_to_work(db, &upload, State::Queued)
            }
            state => Err(UploadError::NotNow(state)),
        }
    })
}

fn set_to_work(db: &mut Db, upload: &Upload, state: State) -> Result<(), UploadError> {
    diesel::update(uploads::table.find(&upload.id))
        .set((
            uploads::state.eq(state.as_str()),
            uploads::fault.eq(None::<String>),
            uploads::done.eq(0),
            uploads::total.eq(0),
            uploads::cancelled.eq(false),
            uploads::version.eq(upload.version + 1),
        ))
        .execute(db)?;
    Ok(())
}

/// Calls an upload off. What waits is not begun; what is being written is given up before it is committed. Nothing of
/// it stays, neither written nor kept: the file goes, and what was made of it. What is done stays done.
///
/// # Errors
/// When the upload is unknown, gone or over.
pub fn cancel(store: &Store, id: &str) -> Result<(), UploadError> {
    // First, because a write that is going on lets nobody else write on SQLite.
    if crate::jobs::call_off(id) {
        return Ok(());
    }
    let now = store.clock().now();
    store.keep_house(|db| {
        let upload = queries::find(db, id)?.ok_or(UploadError::Unknown)?;
        match upload.state() {
            _ if is_gone(&upload, now) => return Err(UploadError::Gone),
            State::Cancelled => {}
            // Another process has it, and looks at the flag.
            State::Reading | State::Checking | State::Writing => {
                diesel::update(uploads::table.find(id))
                    .set((uploads::cancelled.eq(true), uploads::version.eq(upload.version + 1)))
                    .execute(db)?;
            }
            State::Receiving => {
                queries::step_in(db, id, State::Receiving, State::Cancelled)?;
            }
            state if state.is_over() => return Err(UploadError::NotNow(state)),
            _ => empty(db, id, State::Cancelled)?,
        }
        Ok(())
    })
}
