use std::process::ExitCode;

use hongwang_domain::Actor;
use hongwang_domain::clock::civil;
use hongwang_domain::rulebook::ledger::SecondLine;
use hongwang_ledger::{LedgerError, Request, ledger, note_export};
use hongwang_paper::{Detail, Sheet};
use hongwang_words::say;

use crate::cli::{ExportCommand, Format, LedgerArgs};
use crate::failure::Failure;
use crate::settings::Settings;

pub fn run(command: ExportCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    let ExportCommand::Ledger(args) = command;
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    // Names on paper where the layout's second line is theirs.
    let on_paper = matches!(args.format, Format::Xlsx) && rulebook.ledger.second_line == SecondLine::Names;
    let request = Request { names: args.names || on_paper, ..request(&args) };
    let ledger = ledger(&store, &Actor::console(), &rulebook, &request).map_err(|error| match error {
        LedgerError::Store(error) => error.into(),
        error => Failure::words(error.key(), &[("unit", args.unit.as_str())]),
    })?;
    let mark = args.purpose.as_deref().map(|purpose| mark(settings, purpose));
    let sheet = Sheet {
        ledger: &ledger,
        layout: &rulebook.ledger,
        language: settings.language,
        written_on: settings.clock.today(),
        detail: Detail::Grids,
        mark: mark.as_deref(),
    };
    let bytes = match args.format {
        Format::Json => sheet.json(),
        Format::Csv => sheet.csv(),
        Format::Xlsx => {
            sheet.xlsx().map_err(|error| Failure::words("failure-file", &[("said", &error.to_string())]))?
        }
    };
    let format = match args.format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
    };
    note_export(
        &store,
        &Actor::console(),
        &Request { basis: Some(ledger.basis), ..request },
        (format, args.purpose.as_deref()),
    )?;
    std::fs::write(&args.output, bytes)?;
    let rows = ledger.rows.len().to_string();
    eprintln!(
        "{}",
        say(settings.language, "export-done", &[("rows", &rows), ("file", &args.output.display().to_string())])
    );
    Ok(ExitCode::SUCCESS)
}

/// Who takes it away, when and for what; without a purpose the file is the same each time.
fn mark(settings: &Settings, purpose: &str) -> String {
    let when = civil(settings.clock.now()).format("%Y-%m-%d %H:%M").to_string();
    let purpose = say(settings.language, &format!("ledger-purpose-{purpose}"), &[]);
    say(settings.language, "ledger-mark-console", &[("when", &when), ("purpose", &purpose)])
}

fn request(args: &LedgerArgs) -> Request {
    Request {
        unit: args.unit.as_str().to_owned(),
        as_of: args.as_of,
        snapshot: args.snapshot,
        basis: args.basis,
        names: args.names,
    }
}
