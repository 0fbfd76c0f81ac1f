//! The ends of the audit's chains, to be printed and kept elsewhere.

use std::process::ExitCode;

use hongwang_words::say;

use crate::cli::AuditCommand;
use crate::failure::Failure;
use crate::out::print;
use crate::settings::Settings;

/// Prints them as of the last anchor, a line each.
pub fn run(command: &AuditCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    let AuditCommand::Heads = command;
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let lines = hongwang_audit::lines(&store)?;
    if lines.is_empty() {
        eprintln!("{}", say(settings.language, "audit-heads-none", &[]));
    } else {
        print(&lines.join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}
