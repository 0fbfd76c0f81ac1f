use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

use hongwang_domain::{Actor, UnitKind};
use hongwang_store::Key;
use hongwang_words::say;
use hongwang_workbook::{Outcome, Request, TakeInError, UndoError, take_in, undo};

use crate::cli::{ImportCommand, UndoArgs, WorkbookArgs};
use crate::failure::Failure;
use crate::settings::Settings;

const ROWS_REJECTED: u8 = 3;
const NOTHING_TAKEN_IN: u8 = 4;

pub fn run(command: ImportCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    match command {
        ImportCommand::Workbook(args) => workbook(&args, settings),
        ImportCommand::Undo(args) => take_back(&args, settings),
    }
}

fn workbook(args: &WorkbookArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    if args.town.kind() != UnitKind::Town {
        return Err(Failure::usage("failure-town-code", &[("value", args.town.as_str())]));
    }
    if !args.file.is_file() {
        return Err(Failure::usage("failure-no-file", &[("file", &args.file.display().to_string())]));
    }
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    // Made before anything is written to the database: an import must not succeed and then have nowhere to say so.
    let mut report = args.report.as_deref().map(File::create).transpose()?;
    let marked = args.marked.as_deref().map(File::create).transpose()?;
    let request = Request {
        file: args.file.clone(),
        town: args.town.clone(),
        town_name: args.town_name.clone(),
        check: args.check,
        all_or_nothing: args.all_or_nothing,
        create: !args.no_create,
        effective: args.effective,
        keep_cells: args.marked.is_some(),
        program: std::env::current_exe()?,
        language: settings.language,
    };
    let outcome = take_in(&store, &Actor::console(), &rulebook, &request).map_err(|error| match error {
        TakeInError::Store(error) => error.into(),
        TakeInError::ForeignTown | TakeInError::TownNameMissing => {
            Failure::usage(error.key(), &[("code", args.town.as_str())])
        }
        error => Failure::words(error.key(), &[("code", args.town.as_str())]),
    })?;
    write_report(&outcome, report.as_mut())?;
    match (marked, &outcome.workbook, &args.marked) {
        (Some(file), Some(workbook), _) => {
            let heading = say(settings.language, "workbook-marked-heading", &[]);
            hongwang_spreadsheet::write_marked(workbook, &outcome.marks, &heading, BufWriter::new(file))?;
        }
        // Nothing could be read: there is nothing to mark.
        (Some(_), None, Some(path)) => std::fs::remove_file(path)?,
        _ => {}
    }
    summarise(&outcome, args.check, settings);
    Ok(exit_code(&outcome))
}

fn exit_code(outcome: &Outcome) -> ExitCode {
    if !outcome.taken {
        ExitCode::from(NOTHING_TAKEN_IN)
    } else if outcome.report.errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(ROWS_REJECTED)
    }
}

fn write_report(outcome: &Outcome, file: Option<&mut File>) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(&outcome.report)
        .map_err(|error| Failure::words("failure-file", &[("said", &error.to_string())]))?;
    match file {
        Some(file) => writeln!(file, "{json}")?,
        None => writeln!(std::io::stdout(), "{json}")?,
    }
    Ok(())
}

fn summarise(outcome: &Outcome, check: bool, settings: &Settings) {
    let report = &outcome.report;
    let number = |count: usize| count.to_string();
    if !outcome.taken {
        report.errors.iter().for_each(|error| eprintln!("{}", error.message));
        return;
    }
    let key = match (check, report.import.is_some()) {
        (true, _) => "import-checked",
        (false, true) => "import-done",
        (false, false) => "import-nothing",
    };
    let args = [
        ("rows", report.rows.to_string()),
        ("households", report.households.to_string()),
        ("residents", report.residents.to_string()),
        ("changed", report.changed.to_string()),
        ("errors", number(report.errors.len())),
        ("warnings", number(report.warnings.len())),
        ("repairs", number(report.repairs.len())),
        ("notices", number(report.notices.len())),
        ("import", report.import.clone().unwrap_or_default()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    eprintln!("{}", say(settings.language, key, &args));
}

fn take_back(args: &UndoArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let undone = undo(&store, &Actor::console(), &Key::new(), &args.id).map_err(|error| match error {
        UndoError::Store(error) => error.into(),
        error => Failure::words(error.key(), &[("import", &args.id)]),
    })?;
    eprintln!("{}", say(settings.language, "import-undone", &[("changed", &undone.to_string())]));
    Ok(ExitCode::SUCCESS)
}
