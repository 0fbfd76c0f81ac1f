//! Taking a workbook in by the command line: read in a child process, checked and planned outside the door, written in
//! one transaction.

use std::path::PathBuf;

use chrono::NaiveDate;
use hongwang_domain::{Actor, Rulebook, UnitCode};
use hongwang_intake::Choices;
use hongwang_spreadsheet::{Limits, read_in_child};
use hongwang_store::Store;
use hongwang_words::Language;

use crate::outcome::{Outcome, TakeInError};
use crate::taking::Taking;

/// So often a workbook is read anew when villages or grids come or go in the meantime.
pub(crate) const TRIES: usize = 10;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The file.
    pub file: PathBuf,
    /// The town's code (9 digits).
    pub town: UnitCode,
    /// The town's name, needed when it is not there yet.
    pub town_name: Option<String>,
    /// Only say what would happen.
    pub check: bool,
    /// Write nothing when a row is kept out.
    pub all_or_nothing: bool,
    /// Make units that are not there yet.
    pub create: bool,
    /// The day from which the facts hold.
    pub effective: Option<NaiveDate>,
    /// Keep the cells for a marked copy; without them they are let go before anything is written.
    pub keep_cells: bool,
    /// This program: the child that reads the file is the same binary.
    pub program: PathBuf,
    /// The language of the report's messages.
    pub language: Language,
}

/// Takes a workbook in.
///
/// # Errors
/// When the store fails or refuses; a workbook that nothing can be taken from is no error but an outcome.
pub fn take_in(store: &Store, actor: &Actor, rulebook: &Rulebook, request: &Request) -> Result<Outcome, TakeInError> {
    let stem = request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let choices = Choices {
        effective: request.effective,
        create: request.create,
        all_or_nothing: request.all_or_nothing,
        ..Choices::default()
    };
    let taking = Taking {
        store,
        actor,
        rulebook,
        town: &request.town,
        town_name: request.town_name.as_deref(),
        file_stem: &stem,
        choices: &choices,
        keep_cells: request.keep_cells,
        language: request.language,
        import: None,
    };
    let mut tries = 0;
    loop {
        let mut workbook = match read_in_child(&request.program, &request.file, &Limits::default()) {
            Ok(workbook) => workbook,
            Err(refused) => return Ok(Outcome::unreadable(&refused, request.language)),
        };
        let done = if request.check { taking.check(&mut workbook) } else { taking.write(&mut workbook, None) };
        match done {
            Err(TakeInError::ChangedMeanwhile) if tries < TRIES => tries += 1,
            done => {
                let outcome = done?;
                return Ok(Outcome { workbook: outcome.taken.then_some(workbook), ..outcome });
            }
        }
    }
}
