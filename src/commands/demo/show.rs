//! What the demo prints: the town's ledger, and what to try next.

use std::borrow::Cow;
use std::path::Path;

use hongwang_domain::{Actor, Month};
use hongwang_ledger::{LedgerError, Request, ledger};
use hongwang_paper::{Detail, Sheet};
use hongwang_store::Database;
use hongwang_words::say;

use super::folder::{Folder, Made};
use super::story::Administrator;
use crate::failure::Failure;
use crate::settings::Settings;

/// Prints the town's ledger of today.
pub fn print_ledger(settings: &Settings, made: &Made) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let request = Request { unit: made.town.clone(), as_of: None, snapshot: None, basis: None, names: false };
    let ledger = ledger(&store, &Actor::console(), &rulebook, &request).map_err(|error| match error {
        LedgerError::Store(error) => error.into(),
        error => Failure::words(error.key(), &[("unit", &made.town)]),
    })?;
    let today = settings.clock.today();
    let sheet = Sheet {
        ledger: &ledger,
        layout: &rulebook.ledger,
        language: settings.language,
        written_on: today,
        detail: Detail::Grids,
        mark: None,
    };
    println!("{}", sheet.terminal());
    Ok(())
}

/// Prints where the files are, the password, and commands that can be copied.
pub fn print_next(
    settings: &Settings,
    folder: &Folder,
    made: &Made,
    administrator: Option<&Administrator>,
) -> Result<(), Failure> {
    let language = settings.language;
    let workbooks = folder.workbooks().display().to_string();
    println!("{}", say(language, "demo-files", &[("folder", &workbooks)]));
    if let Some(Administrator { login, password }) = administrator {
        println!("{}", say(language, "demo-password", &[("login", login), ("password", password)]));
    }
    println!("\n{}", say(language, "demo-next", &[]));
    let faults = made.faults.to_string();
    for (key, command) in commands(settings, folder, made) {
        println!("\n{}\n  {command}", say(language, key, &[("faults", &faults)]));
    }
    let in_folder = |file: &Path| file.parent() == Some(folder.path());
    if !matches!(settings.database()?, Database::Sqlite(file) if in_folder(&file)) {
        println!("\n{}", say(language, "demo-database", &[]));
    }
    Ok(())
}

/// Prints whom one can log in as.
pub fn print_log_ins(settings: &Settings, made: &Made) {
    let language = settings.language;
    println!("{}\n", say(language, "demo-log-ins", &[]));
    for one in &made.logins {
        let role = say(language, &format!("role-{}", one.role), &[]);
        let line = [("login", one.login.as_str()), ("password", &one.password), ("role", &role), ("unit", &one.unit)];
        println!("  {}", say(language, "demo-log-in", &line));
    }
    println!();
}

/// Prints where the workbook with faults is, for trying the import.
pub fn print_workbook(settings: &Settings, folder: &Folder, made: &Made) {
    let file = folder.faulty().display().to_string();
    let args = [("file", file.as_str()), ("faults", &made.faults.to_string())];
    println!("{}\n", say(settings.language, "demo-workbook", &args));
}

fn commands(settings: &Settings, folder: &Folder, made: &Made) -> Vec<(&'static str, String)> {
    let program = std::env::args().next().unwrap_or_else(|| "hongwang".to_owned());
    let program = quoted(&program);
    let path = |name: &str| quoted(&folder.path().join(name).display().to_string()).into_owned();
    let data = quoted(&folder.path().display().to_string()).into_owned();
    let faulty = quoted(&folder.faulty().display().to_string()).into_owned();
    let (town, village, past, import) = (&made.town, &made.village, made.past, &made.import);
    let last_month = Month::of(settings.clock.today()).previous();
    let take_in = format!("{program} import workbook {faulty} --data {data} --town {town}");
    let export = format!("{program} export ledger --data {data}");
    let (marked, report, printed) = (path("marked.xlsx"), path("report.json"), path("ledger.xlsx"));
    vec![
        ("demo-next-check", format!("{take_in} --check --marked {marked} --report {report}")),
        ("demo-next-undo", format!("{program} import undo {import} --data {data} && {program} demo --data {data}")),
        ("demo-next-mend", format!("{take_in} --report {report}")),
        ("demo-next-print", format!("{export} --unit {town} --format xlsx --output {printed}")),
        (
            "demo-next-village",
            format!("{export} --unit {village} --basis resident --format csv --output {}", path("village.csv")),
        ),
        (
            "demo-next-snapshot",
            format!("{export} --unit {town} --snapshot {last_month} --format xlsx --output {}", path("filed.xlsx")),
        ),
        (
            "demo-next-past",
            format!("{export} --unit {town} --as-of {past} --format xlsx --output {}", path("past.xlsx")),
        ),
        ("demo-next-doctor", format!("{program} doctor --data {data}")),
    ]
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> Cow<'_, str> {
    let plain = |character: char| character.is_alphanumeric() || "/._-+:".contains(character);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''")).into()
    }
}
