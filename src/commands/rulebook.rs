use std::path::Path;
use std::process::ExitCode;

use hongwang_domain::Rulebook;
use hongwang_words::{Language, say, texts};

use crate::cli::RulebookCommand;
use crate::failure::Failure;
use crate::settings::Settings;

/// Checks the rulebook with an operator's files in it.
pub fn run(command: &RulebookCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    let RulebookCommand::Check = command;
    let rulebook = settings.rulebook()?;
    let (clauses, categories) = (rulebook.clauses.len().to_string(), rulebook.categories.len().to_string());
    println!(
        "{}",
        say(settings.language, "rulebook-check-done", &[("clauses", &clauses), ("categories", &categories)])
    );
    Ok(ExitCode::SUCCESS)
}

/// Reads the rulebook; every fault with its file, line and reason.
pub fn load(folder: Option<&Path>, language: Language) -> Result<Rulebook, Failure> {
    Rulebook::load(folder, &texts).map_err(|faults| {
        let said = faults.iter().map(|fault| {
            let args: Vec<(&str, &str)> = fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            format!("{}: {}", fault.place(), say(language, fault.key, &args))
        });
        Failure::lines(&said.collect::<Vec<_>>())
    })
}
