use std::process::ExitCode;

use hongwang_domain::Actor;
use hongwang_ledger::{DeclareError, declare};
use hongwang_store::Key;
use hongwang_words::say;

use crate::cli::DeclareArgs;
use crate::failure::Failure;
use crate::settings::Settings;

/// Enters a declared figure, which stands in the ledger beside the counted one.
pub fn run(args: &DeclareArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let as_of = args.as_of.unwrap_or_else(|| settings.clock.today());
    let figures = (args.households, args.residents);
    declare(&store, &Actor::console(), &Key::new(), args.unit.as_str(), figures, as_of).map_err(
        |error| match error {
            DeclareError::Store(error) => error.into(),
            DeclareError::UnknownUnit => Failure::words("ledger-failed-unit", &[("unit", args.unit.as_str())]),
        },
    )?;
    eprintln!("{}", say(settings.language, "declare-done", &[("unit", args.unit.as_str())]));
    Ok(ExitCode::SUCCESS)
}
