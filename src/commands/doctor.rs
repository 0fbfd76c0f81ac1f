use std::process::ExitCode;

use hongwang_words::say;

use crate::failure::Failure;
use crate::out::print;
use crate::settings::Settings;
use crate::slices;

/// Checks everything that can be checked; exit code 1 when something is not as it must be.
pub fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let mut complaints = store.complaints()?;
    for slice in slices::all() {
        if let Some(doctor) = slice.doctor {
            complaints.extend(doctor(&store, &rulebook)?);
        }
    }
    for complaint in &complaints {
        print(&say(settings.language, complaint.key, &[("about", &complaint.about)]))?;
    }
    if complaints.is_empty() {
        print(&say(settings.language, "doctor-healthy", &[]))?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
