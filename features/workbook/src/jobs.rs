//! The work on uploads: reading, checking, writing, a few at a time, whether or not anybody looks on.

mod check;
mod claim;
mod recover;
mod running;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hongwang_domain::Rulebook;
use hongwang_spreadsheet::own_program;
use hongwang_store::{Store, StoreError};

use crate::upload::{self, State, Upload, UploadError};

use running::Running;
pub use running::{Progress, progress};
pub(crate) use running::{call_off, is_called_off};

/// So many uploads are in work at once.
const WORKERS: usize = 2;

/// What the work is done with.
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub store: Store,
    /// The standard.
    pub rulebook: Arc<Rulebook>,
    /// This program: the child that reads a file is the same binary.
    pub program: PathBuf,
}

/// How many are at work, and whether something came while all were.
struct Bench {
    workers: usize,
    came: bool,
}

static BENCH: Mutex<Bench> = Mutex::new(Bench { workers: 0, came: false });

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program reads files when it is started with `read-workbook`, where that is not this one. Only the first
/// call counts.
pub fn read_with(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// The program that reads files.
///
/// # Errors
/// When the system does not say which program this is.
pub(crate) fn program() -> Result<PathBuf, StoreError> {
    let own = || own_program().map_err(|error| StoreError::Corrupt(format!("own program: {error}")));
    PROGRAM.get().cloned().map_or_else(own, Ok)
}

/// Begins with what waits. It is worked on in threads of their own; this returns at once.
pub fn start(office: &Office) {
    let mut bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner);
    if bench.workers >= WORKERS {
        bench.came = true;
        return;
    }
    let office = office.clone();
    let worker = std::thread::Builder::new().name("workbook-worker".to_owned());
    if worker.spawn(move || work(&office)).is_ok() {
        bench.workers += 1;
    }
}

/// What is due now and then: uploads whose day is over go, what a process left behind is taken up, what waits is begun.
///
/// # Errors
/// When the database fails.
pub fn look_after(office: &Office) -> Result<(), StoreError> {
    upload::expire(&office.store)?;
    recover::left_behind(&office.store)?;
    if claim::is_any(&office.store)? {
        start(office);
    }
    Ok(())
}

/// Works until nothing waits.
fn work(office: &Office) {
    loop {
        let claimed = claim::next(&office.store).unwrap_or_else(|error| {
            tracing::error!(%error, "uploads could not be looked at");
            None
        });
        match claimed {
            Some((upload, running)) => one(office, &upload, &running),
            None => {
                let mut bench = BENCH.lock().unwrap_or_else(PoisonError::into_inner);
                if !std::mem::take(&mut bench.came) {
                    bench.workers -= 1;
                    return;
                }
            }
        }
    }
}

/// One step of one upload; whatever happens, it ends in a state that a person can do something about.
fn one(office: &Office, upload: &Upload, running: &Arc<Running>) {
    let step = || match upload.state() {
        State::Writing => write::write(office, upload, running),
        _ => check::check(office, upload, running),
    };
    let failed = match catch_unwind(AssertUnwindSafe(step)) {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("panic".to_owned()),
    };
    if let Some(error) = failed {
        tracing::error!(upload = upload.id, error, "work on an upload failed");
        if let Err(error) = claim::fail(&office.store, &upload.id, "workbook-failed-store") {
            tracing::error!(upload = upload.id, %error, "and could not be noted");
        }
    }
    running::forget(&upload.id);
    // Called off between the last look and the end: the work is over, and so is the upload.
    if running.is_called_off()
        && let Err(error) = upload::cancel(&office.store, &upload.id)
        && !matches!(error, UploadError::NotNow(_) | UploadError::Gone)
    {
        tracing::error!(upload = upload.id, %error, "an upload could not be called off");
    }
}
