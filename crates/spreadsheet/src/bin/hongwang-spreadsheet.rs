//! The reader alone, for tests and measurements: `hongwang-spreadsheet FILE` reads a file in a child and says what
//! came out and what it cost.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use hongwang_spreadsheet::{CHILD_ARGUMENT, Limits, child_main, own_program, read_in_child};

fn main() -> ExitCode {
    let argument = std::env::args_os().nth(1).unwrap_or_default();
    if argument == CHILD_ARGUMENT {
        return child_main();
    }
    let start = Instant::now();
    let program = own_program().unwrap_or_default();
    match read_in_child(&program, Path::new(&argument), &Limits::default()) {
        Ok(workbook) => {
            let rows = || workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
            let cells: usize = rows().map(|row| row.cells.len()).sum();
            println!(
                "{:?}, sheets: {}, rows: {}, cells: {cells}, {} ms, child {} KB, all {} KB",
                workbook.format,
                workbook.sheets.len(),
                rows().count(),
                start.elapsed().as_millis(),
                peak(nix::sys::resource::UsageWho::RUSAGE_CHILDREN),
                peak(nix::sys::resource::UsageWho::RUSAGE_SELF),
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error} ({})", error.key());
            ExitCode::FAILURE
        }
    }
}

/// The most memory that was in use, in kilobytes.
fn peak(who: nix::sys::resource::UsageWho) -> i64 {
    nix::sys::resource::getrusage(who).map_or(0, |usage| usage.max_rss())
}
