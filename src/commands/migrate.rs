use std::process::ExitCode;

use hongwang_store::Store;
use hongwang_words::say;

use crate::failure::Failure;
use crate::settings::Settings;

/// Brings the tables up to date. Every command does so at its start; this one does nothing else.
pub fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let ran = Store::migrate(&settings.database()?)?;
    println!("{}", say(settings.language, "migrate-done", &[("count", &ran.to_string())]));
    Ok(ExitCode::SUCCESS)
}
