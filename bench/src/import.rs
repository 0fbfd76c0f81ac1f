//! Starting, and taking in a long workbook.

use hongwang_testing::draw::draw;
use hongwang_testing::invent::{Size, town, town_of_rows};
use hongwang_testing::layout::Layout;
use hongwang_testing::place::TOWN;
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place};

use crate::line;
use crate::measure::{median, run};

const ROWS: usize = 100_000;

/// From the shell to an answer.
pub fn start_up(program: &str, engine: Engine) {
    let place = Place::new(program, engine);
    let file = place.write("town.xlsx", &bytes(&draw(&town(1, Size::SMALL), &Layout::default()).book, Strings::Shared));
    place.import(&file, &[]).assert(0);
    let time = median(11, || drop(place.export("211104109", &[]).assert(0)));
    line("start, and the ledger of a small town", &format!("{:.0} ms", time.as_secs_f64() * 1e3), "< 300 ms");
}

/// 100,000 rows in one file, once checked and once taken in.
pub fn long_workbook(program: &str, engine: Engine) {
    let place = Place::new(program, engine);
    let town = town_of_rows(2, ROWS);
    let xlsx = bytes(&draw(&town, &Layout::default()).book, Strings::Shared);
    let size = xlsx.len() as f64 / f64::from(1 << 20);
    let file = place.write("long.xlsx", &xlsx).display().to_string();
    let command = |more: &[&str]| {
        let arguments = ["import", "workbook", file.as_str()].into_iter().chain(TOWN).chain(more.iter().copied());
        place.command(arguments.collect::<Vec<_>>())
    };
    for (what, more, aim) in [
        ("check 100,000 rows", &["--check"][..], ""),
        ("take in 100,000 rows", &[], "< 20 s, < 400 MB"),
        ("the same again, nothing to write", &[], ""),
    ] {
        let done = run(&mut command(more), &[0]);
        let (seconds, memory) = (done.time.as_secs_f64(), done.memory as f64 / f64::from(1 << 20));
        let rate = ROWS as f64 / seconds;
        line(&format!("{what} ({size:.1} MB)"), &format!("{seconds:.1} s, {rate:.0}/s, {memory:.0} MB"), aim);
    }
}
