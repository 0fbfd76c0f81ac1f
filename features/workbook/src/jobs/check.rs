//! Reading and checking an upload.

use std::io;

use hongwang_intake::Survey;
use hongwang_spreadsheet::{Limits, ReadError, Workbook, read_bytes_in_child, write_marked};
use hongwang_store::StoreError;

use super::running::Running;
use super::{Office, claim};
use crate::outcome::{Outcome, TakeInError};
use crate::taking::Taking;
use crate::upload::decide::Corrections;
use crate::upload::parts::{drop_parts, keep_json, written};
use crate::upload::{CellFault, MOST_BYTES, Part, State, Summary, Typed, Upload, keep_parts, open_part, queries};

/// The limits on a file that was handed in.
fn limits() -> Limits {
    Limits { file_bytes: MOST_BYTES as u64, ..Limits::default() }
}

/// A file with the cells that were typed anew, and what stood in their places.
type Mended = (Workbook, Vec<Typed>);

/// The file of an upload, as a person said that it is to be read, cells typed anew in their places.
pub(super) fn workbook(office: &Office, upload: &Upload) -> Result<Result<Mended, ReadError>, StoreError> {
    let store = &office.store;
    let file = queries::look(store, |db| open_part(db, store.keys(), &upload.id, Part::File))?;
    let file = file.ok_or_else(|| StoreError::Corrupt(format!("no file of upload {}", upload.id)))?;
    let corrections = Corrections::of(store.keys(), upload)?;
    let read = read_bytes_in_child(&office.program, &file, upload.choices().text_form(), &limits());
    if let Err(ReadError::NotStarted(error)) = &read {
        tracing::error!(
            upload = upload.id,
            error,
            "the program that reads files cannot be started: restart the service"
        );
    }
    Ok(read.map(|mut workbook| {
        let replaced = corrections.type_in(&mut workbook);
        (workbook, replaced)
    }))
}

/// Why a file was not read, as it is noted: the message key, and its number behind it where it has one.
pub(super) fn fault(refused: &ReadError) -> String {
    let number = refused.args().first().map(|(_, number)| format!(" {number}")).unwrap_or_default();
    format!("{}{number}", refused.key())
}

/// The name of the file without its ending: the last place to look for a village's name.
pub(super) fn stem(office: &Office, upload: &Upload) -> Result<String, StoreError> {
    let name = queries::name(office.store.keys(), upload)?.unwrap_or_default();
    Ok(name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned())
}

pub(super) fn check(office: &Office, upload: &Upload, running: &Running) -> Result<(), StoreError> {
    let (store, id) = (&office.store, &upload.id);
    store.keep_house(|db| {
        Part::MADE.iter().try_for_each(|part| drop_parts(db, id, *part).map(|_| ())).map_err(StoreError::from)
    })?;
    let (mut workbook, replaced) = match workbook(office, upload)? {
        Ok(mended) => mended,
        Err(refused) => {
            return claim::fail(store, id, &fault(&refused));
        }
    };
    if claim::is_called_off(store, id, running) {
        return claim::call_off(store, id);
    }
    let rows = workbook.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    running.expect(rows);
    claim::note(store, id, State::Checking, rows)?;
    let (actor, town, choices, stem) = (upload.actor()?, upload.town()?, upload.choices(), stem(office, upload)?);
    let taking = Taking {
        store,
        actor: &actor,
        rulebook: &office.rulebook,
        town: &town,
        town_name: upload.town_name.as_deref(),
        file_stem: &stem,
        choices: &choices,
        keep_cells: true,
        language: upload.language(),
        import: Some(id),
    };
    let outcome = match taking.check(&mut workbook) {
        Ok(outcome) => outcome,
        Err(TakeInError::Store(error)) => return Err(error),
        Err(TakeInError::ChangedMeanwhile) => return claim::finish(store, id, State::Waiting, None),
        Err(error) => return claim::fail(store, id, error.key()),
    };
    running.reach(rows);
    if !replaced.is_empty() {
        keep_json(store, id, Part::Replaced, &replaced)?;
    }
    keep(office, upload, &outcome, &workbook)?;
    if claim::is_called_off(store, id, running) {
        return claim::call_off(store, id);
    }
    match outcome.nothing {
        Some(key) => claim::fail(store, id, key),
        None => claim::finish(store, id, State::Checked, Some(&Summary::of(&outcome))),
    }
}

fn keep(office: &Office, upload: &Upload, outcome: &Outcome, workbook: &Workbook) -> Result<(), StoreError> {
    let (store, id) = (&office.store, upload.id.as_str());
    let survey: &Survey = &outcome.survey;
    keep_json(store, id, Part::Survey, survey)?;
    if !outcome.taken {
        return Ok(());
    }
    let mut faults: Vec<CellFault> =
        outcome.findings.iter().filter_map(|finding| CellFault::of(finding, workbook)).collect();
    // What nobody has to look at comes last; there may be thousands.
    faults.sort_by_key(CellFault::is_repair);
    keep_json(store, id, Part::Faults, &faults)?;
    keep_json(store, id, Part::Report, &outcome.report)?;
    if outcome.marks.is_empty() {
        return Ok(());
    }
    let heading = hongwang_words::say(upload.language(), "workbook-marked-heading", &[]);
    let marked: io::Result<Vec<u8>> =
        written(|to| write_marked(workbook, &outcome.marks, &heading, to).map_err(io::Error::other));
    let marked = marked.map_err(|error| StoreError::Corrupt(format!("marked copy: {error}")))?;
    keep_parts(store, id, Part::Marked, &marked)
}
