//! `hongwang`: the one program.

mod cli;
mod commands;
mod failure;
mod help;
mod logging;
mod memory;
mod out;
mod settings;
mod slices;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::settings::Settings;

fn main() -> ExitCode {
    memory::give_back();
    // The child that reads an untrusted file needs nothing but itself.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == "read-workbook") {
        return hongwang_spreadsheet::child_main();
    }
    let cli: Cli = help::parse();
    logging::start();
    let done = Settings::resolve(&cli.common).and_then(|settings| run(cli.command, &settings));
    match done {
        Ok(code) => code,
        Err(failure) => failure.tell(),
    }
}

fn run(command: Command, settings: &Settings) -> Result<ExitCode, failure::Failure> {
    match command {
        Command::Init(args) => commands::init::run(&args, settings),
        Command::Import(args) => commands::import::run(args, settings),
        Command::Export(args) => commands::export::run(args, settings),
        Command::Declare(args) => commands::declare::run(&args, settings),
        Command::Serve(args) => commands::serve::run(&args, settings),
        Command::Openapi => commands::openapi::run(),
        Command::Routes => commands::routes::run(),
        Command::Demo(args) => commands::demo::run(&args, settings),
        Command::Backup(args) => commands::backup::make(&args, settings),
        Command::Restore(args) => commands::backup::restore(&args, settings),
        Command::Keys(command) => commands::keys::run(&command, settings),
        Command::Doctor(args) => commands::doctor::with(&args, settings),
        Command::Audit(command) => commands::audit::run(&command, settings),
        Command::Migrate => commands::migrate::run(settings),
        Command::Rulebook(args) => commands::rulebook::run(&args, settings),
        Command::User(command) => commands::user::run(command, settings),
    }
}
