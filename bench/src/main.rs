//! Measures on this machine what a county will notice, and prints it beside what is aimed at.
//!
//! `make bench`, or `hongwang-bench --program PATH [--residents N] [--engine sqlite|postgres] [--only web]`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a measurement that cannot be made should stop at once")]

mod costs;
mod county;
mod import;
mod ledgers;
mod measure;
mod web;
mod writes;

use hongwang_testing::Engine;

/// What to measure.
struct Wanted {
    program: String,
    residents: usize,
    engines: Vec<Engine>,
    only_web: bool,
}

fn main() {
    let wanted = wanted();
    println!("Hongwang on this machine. Times are of a release build.\n");
    let size = std::fs::metadata(&wanted.program).unwrap().len() as f64 / f64::from(1 << 20);
    line("binary", &format!("{size:.1} MB"), "");
    web::pages(&wanted.program);
    if wanted.only_web {
        return;
    }
    costs::alone();
    for engine in &wanted.engines {
        println!("\n{engine:?}");
        import::start_up(&wanted.program, *engine);
        import::long_workbook(&wanted.program, *engine);
        costs::of_a_write(&wanted.program, *engine);
        writes::through_the_door(&wanted.program, *engine);
        if *engine == Engine::Sqlite {
            writes::raw();
        }
        let county = county::fill(&wanted.program, *engine, wanted.residents);
        ledgers::of(&county);
    }
}

/// Prints a measurement beside its aim.
fn line(what: &str, measured: &str, aim: &str) {
    println!("  {what:<58} {measured:>24}   {aim}");
}

fn wanted() -> Wanted {
    let mut wanted = Wanted {
        program: String::new(),
        residents: 1_000_000,
        engines: vec![Engine::Sqlite, Engine::Postgres],
        only_web: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{argument} wants a value"));
        match argument.as_str() {
            "--program" => wanted.program = value,
            "--only" if value == "web" => wanted.only_web = true,
            "--residents" => wanted.residents = value.parse().unwrap(),
            "--engine" if value == "sqlite" => wanted.engines = vec![Engine::Sqlite],
            "--engine" if value == "postgres" => wanted.engines = vec![Engine::Postgres],
            _ => panic!("what is {argument} {value}?"),
        }
    }
    assert!(!wanted.program.is_empty(), "--program PATH is wanted");
    wanted
}
