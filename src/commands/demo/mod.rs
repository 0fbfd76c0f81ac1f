//! A town that does not exist, with its workbooks and its history, to see what Hongwang does.

mod books;
mod chance;
mod families;
mod farewells;
mod faults;
mod folder;
mod kin;
mod linked;
mod lives;
mod months;
mod pace;
mod people;
mod rights;
mod roster;
mod sheet;
mod show;
mod story;
#[cfg(test)]
mod tests;
mod town;
mod waiting;
mod words;
mod workbook;

use std::process::ExitCode;

use hongwang_words::say;

use self::folder::Folder;
use super::serve;
use crate::cli::DemoArgs;
use crate::failure::Failure;
use crate::settings::Settings;

const DATA: &str = "demo-data";

/// Makes the town where it is not there yet and serves it; with `--make-only` prints its ledger and commands to try.
pub fn run(args: &DemoArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    let settings = &settings.or_data(DATA);
    let folder = Folder::new(settings.data()?);
    let (made, administrator) = match folder.made()? {
        Some(made) => {
            eprintln!("{}\n", say(settings.language, "demo-again", &[("day", &made.on.to_string())]));
            story::put_back(settings)?;
            (made, None)
        }
        None => {
            let (made, administrator) = story::make(settings, &folder)?;
            eprintln!();
            (made, Some(administrator))
        }
    };
    waiting::hand_in(settings, &folder, &made)?;
    if args.make_only {
        show::print_ledger(settings, &made)?;
        show::print_next(settings, &folder, &made, administrator.as_ref())?;
        show::print_log_ins(settings, &made);
        return Ok(ExitCode::SUCCESS);
    }
    show::print_log_ins(settings, &made);
    show::print_workbook(settings, &folder, &made);
    serve::start(args.listen, false, Some(made.demo()), settings)
}

/// What the log-in page tells where the data folder is a demo's.
pub fn told(settings: &Settings) -> Option<hongwang_web::Demo> {
    let made = Folder::new(settings.data().ok()?).made().ok()??;
    Some(made.demo())
}
