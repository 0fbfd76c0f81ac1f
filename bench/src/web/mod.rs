//! Pages under load, beside a raw axum + rusqlite page in the same run: the same rows, the same bytes, a pool of
//! prepared connections, a session looked up for each.

mod beside;
mod drive;
mod raw;
mod town;

use std::time::Duration;

use hongwang_testing::Engine;

use self::drive::{Load, Request};
use self::town::Town;
use crate::line;

const CONNECTIONS: usize = 16;
/// Ours and raw take turns, so that whatever else the machine does hits both.
const ROUNDS: usize = 3;
const HOW_LONG: Duration = Duration::from_secs(4);

/// Measures a town of 100,000 residents.
pub fn pages(program: &str) {
    let town = Town::fill(program, Engine::Sqlite);
    println!("\nPages, {} residents, {CONNECTIONS} connections", town.residents);
    line("memory after the start", &megabytes(town.memory()), "< 60 MB");
    let raw = raw::Raw::serve(&town);

    let (ours, theirs) = (town.list(), raw.list());
    compare("household list of 50", &ours, &theirs, 0.4);
    let (ours, theirs) = (town.household(), raw.household());
    compare("household page", &ours, &theirs, 0.0);
    let ledger = drive::drive(1, HOW_LONG, |_| town.ledger());
    line("ledger of a town, one at a time", &format!("{:.1} ms", ledger.median * 1000.0), "< 10 ms");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(drive::drive(CONNECTIONS, HOW_LONG, |number| town.create(number)));
        theirs.push(drive::drive(CONNECTIONS, HOW_LONG, |number| raw.create(number)));
    }
    say("create a household", &ours, &theirs, 1.0);
    line("memory after the load", &megabytes(town.memory()), "");
    beside::others(&town);
    drop((raw, town));
    println!("\nPages on PostgreSQL");
    beside::others(&Town::fill(program, Engine::Postgres));
}

fn compare(what: &str, ours: &Request, theirs: &Request, aim: f64) {
    let (mut of_ours, mut of_theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_ours.push(drive::drive(CONNECTIONS, HOW_LONG, |_| ours.clone()));
        of_theirs.push(drive::drive(CONNECTIONS, HOW_LONG, |_| theirs.clone()));
    }
    let bytes = (of_ours[0].bytes, of_theirs[0].bytes);
    let apart = bytes.0.abs_diff(bytes.1) * 100 / bytes.0.max(1);
    println!("  {what}: {} bytes, raw {} bytes ({apart} % apart)", bytes.0, bytes.1);
    say(what, &of_ours, &of_theirs, aim);
}

fn say(what: &str, ours: &[Load], theirs: &[Load], aim: f64) {
    let middle = |loads: &[Load]| {
        let mut rates: Vec<f64> = loads.iter().map(|load| load.rate).collect();
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    };
    let worst = ours.iter().map(|load| load.late).fold(0.0, f64::max);
    let (our, their) = (middle(ours), middle(theirs));
    let aim = if aim > 0.0 { format!("≥ {:.0} % of raw", aim * 100.0) } else { String::new() };
    let measured = format!("{our:.0}/s, raw {their:.0}/s");
    line(
        &format!("{what} (99 of 100 within {:.0} ms)", worst * 1000.0),
        &measured,
        &format!("{:.0} %   {aim}", our / their * 100.0),
    );
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0} MB", bytes as f64 / f64::from(1 << 20))
}
