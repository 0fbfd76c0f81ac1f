//! Writing an upload: once, whole or not at all.

use std::sync::Arc;

use hongwang_spreadsheet::ReadError;
use hongwang_store::{Source, Store, StoreError, Watch};

use super::check::{fault, stem, workbook};
use super::running::{self, Running};
use super::{Office, claim};
use crate::outcome::{Outcome, TakeInError};
use crate::report::Report;
use crate::rows::Import;
use crate::take_in::TRIES;
use crate::taking::Taking;
use crate::upload::parts::keep_json;
use crate::upload::{Part, State, Summary, Upload, queries};

pub(super) fn write(office: &Office, upload: &Upload, running: &Arc<Running>) -> Result<(), StoreError> {
    let (store, id) = (&office.store, upload.id.as_str());
    match attempts(office, upload, running) {
        Ok(Ok(outcome)) => done(store, upload, &outcome),
        Ok(Err(refused @ ReadError::NotStarted(_))) => claim::fail(store, id, &fault(&refused)),
        Ok(Err(_)) => claim::fail(store, id, "workbook-upload-file-lost"),
        Err(TakeInError::Store(StoreError::GivenUp)) => claim::call_off(store, id),
        Err(TakeInError::Store(StoreError::NotAllowed(_))) => claim::fail(store, id, "workbook-failed-not-allowed"),
        Err(TakeInError::Store(error)) => Err(error),
        Err(error) => claim::fail(store, id, error.key()),
    }
}

/// Reads and writes; anew when villages or grids came or went meanwhile.
fn attempts(
    office: &Office,
    upload: &Upload,
    running: &Arc<Running>,
) -> Result<Result<Outcome, ReadError>, TakeInError> {
    let from = upload.source.clone().map_or_else(|| office.store.source().clone(), Source);
    let (store, id) = (&office.store.from_source(from), upload.id.as_str());
    let (actor, town, choices, stem) = (upload.actor()?, upload.town()?, upload.choices(), stem(office, upload)?);
    let taking = Taking {
        store,
        actor: &actor,
        rulebook: &office.rulebook,
        town: &town,
        town_name: upload.town_name.as_deref(),
        file_stem: &stem,
        choices: &choices,
        keep_cells: false,
        language: upload.language(),
        import: Some(id),
    };
    let watch = |total: usize| -> Arc<Watch> {
        running.expect(total);
        let (running, store, id) = (Arc::clone(running), store.clone(), id.to_owned());
        Arc::new(move |done| {
            running.reach(done);
            !claim::is_called_off(&store, &id, &running)
        })
    };
    let mut tries = 0;
    loop {
        if claim::is_called_off(store, id, running) {
            return Err(StoreError::GivenUp.into());
        }
        let mut workbook = match workbook(office, upload)? {
            Ok((workbook, _)) => workbook,
            Err(refused) => return Ok(Err(refused)),
        };
        match taking.write(&mut workbook, Some(&watch)) {
            Err(TakeInError::ChangedMeanwhile) if tries < TRIES => tries += 1,
            done => return done.map(Ok),
        }
    }
}

fn done(store: &Store, upload: &Upload, outcome: &Outcome) -> Result<(), StoreError> {
    let report = &outcome.report;
    if !outcome.taken {
        return claim::fail(store, &upload.id, outcome.nothing.unwrap_or("workbook-upload-file-lost"));
    }
    if report.import.is_none() && upload.choices().all_or_nothing && !report.errors.is_empty() {
        return claim::fail(store, &upload.id, "workbook-upload-all-or-nothing");
    }
    running::committed(&upload.id);
    keep_json(store, &upload.id, Part::Report, report)?;
    let checked = upload.summary();
    let summary = Summary {
        households: report.households,
        residents: report.residents,
        changed: report.changed,
        created: Summary::of(outcome).created,
        ..checked
    };
    claim::finish(store, &upload.id, State::Done, Some(&summary))
}

/// The receipt of an import whose process ended right after it was committed.
pub(super) fn receipt(store: &Store, upload: &Upload, import: &Import) -> Result<(), StoreError> {
    let number = |number: i32| u32::try_from(number).unwrap_or_default();
    let kept = queries::look(store, |db| queries::report(db, store.keys(), &upload.id))?;
    if let Some(bytes) = kept {
        let mut report: Report = serde_json::from_slice(&bytes)?;
        report.import = Some(import.id.clone());
        report.changed = number(import.changed);
        keep_json(store, &upload.id, Part::Report, &report)?;
    }
    let summary = Summary {
        households: number(import.households),
        residents: number(import.residents),
        changed: number(import.changed),
        ..upload.summary()
    };
    claim::finish(store, &upload.id, State::Writing, Some(&summary))
}
