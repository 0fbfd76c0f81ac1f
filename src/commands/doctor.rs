use std::process::ExitCode;

use hongwang_words::say;

use crate::cli::DoctorArgs;
use crate::failure::Failure;
use crate::out::print;
use crate::settings::Settings;
use crate::slices;

/// As [`run`]; with a file of printed ends of chains it is they that are held against the database.
pub fn with(args: &DoctorArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    let Some(file) = &args.against else { return run(settings) };
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let answer = hongwang_audit::against(&store, &std::fs::read_to_string(file)?)?;
    for (key, lines) in [("doctor-against-unread", &answer.unread), ("doctor-against-gone", &answer.gone)] {
        for about in lines {
            print(&say(settings.language, key, &[("about", about)]))?;
        }
    }
    if !answer.unread.is_empty() || !answer.gone.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let key = if answer.read == 0 { "doctor-against-none" } else { "doctor-against-whole" };
    print(&say(settings.language, key, &[("count", &answer.read.to_string())]))?;
    Ok(if answer.read == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

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
