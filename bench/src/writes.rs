//! Durable writes: each answered when it is on the disk.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use hongwang_domain::Actor;
use hongwang_ledger::declare;
use hongwang_store::Key;
use hongwang_testing::draw::draw;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place};

use crate::{ledgers, line};

/// A village of its own for most of the writers.
const TOWN: Size = Size { villages: 12, grids: 1, households: 2 };
const WRITERS: [usize; 2] = [1, 16];
const HOW_LONG: Duration = Duration::from_secs(4);

/// Figures declared through the write door, which checks, journals, audits and numbers each.
pub fn through_the_door(program: &str, engine: Engine) {
    let place = Place::new(program, engine);
    let file = place.write("town.xlsx", &bytes(&draw(&town(3, TOWN), &Layout::default()).book, Strings::Shared));
    place.import(&file, &[]).assert(0);
    let store = ledgers::open(&place);
    let villages: Vec<String> =
        place.ledger("211104109", &[]).villages.into_iter().map(|village| village.code).collect();
    let (number, refused) = (AtomicU32::new(0), AtomicU32::new(0));
    for writers in WRITERS {
        let rate = in_parallel(writers, |(): &mut ()| {
            let number = number.fetch_add(1, Ordering::Relaxed);
            // A village and a day of its own, so that every write inserts.
            let (village, day) = (number as usize % villages.len(), day(number / villages.len() as u32));
            let key = Key::new();
            let done = declare(&store, &Actor::console(), &key, &villages[village], (number, number), day);
            refused.fetch_add(u32::from(done.is_err()), Ordering::Relaxed);
        });
        let refused = refused.swap(0, Ordering::Relaxed);
        let given_up = if refused > 0 { format!(", {refused} given up") } else { String::new() };
        line(
            &format!("durable writes, {writers} at a time"),
            &format!("{rate:.0}/s{given_up}"),
            "16: ahead of rusqlite",
        );
    }
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(1800, 1, 1).unwrap().checked_add_days(Days::new(u64::from(number))).unwrap()
}

/// The same row by rusqlite alone, each in its own transaction.
pub fn raw() {
    let folder = hongwang_testing::Database::new(Engine::Sqlite);
    let path = folder.folder().join("raw.db");
    let open = || {
        let connection = rusqlite::Connection::open(&path).unwrap();
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";
        connection.execute_batch(settings).unwrap();
        connection
    };
    let table = "CREATE TABLE declared_figures (id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, households INTEGER NOT NULL, \
                 residents INTEGER NOT NULL, as_of DATE NOT NULL, version INTEGER NOT NULL, UNIQUE (unit_id, as_of))";
    open().execute_batch(table).unwrap();
    let number = AtomicU32::new(0);
    for writers in WRITERS {
        let rate = in_parallel(writers, |connection: &mut Option<rusqlite::Connection>| {
            let number = number.fetch_add(1, Ordering::Relaxed);
            let connection = connection.get_or_insert_with(open);
            let mut insert =
                connection.prepare_cached("INSERT INTO declared_figures VALUES (?1, ?2, ?3, ?3, ?4, 1)").unwrap();
            let id = format!("{number:036}");
            insert.execute((id, number % 12, number, day(number / 12).to_string())).unwrap();
        });
        line(&format!("the same insert by rusqlite, {writers} at a time"), &format!("{rate:.0}/s"), "");
    }
}

/// How often a second `work` is done, by so many threads that each keep something of their own.
fn in_parallel<T: Default>(threads: usize, work: impl Fn(&mut T) + Sync) -> f64 {
    let done = AtomicU32::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = T::default();
                while started.elapsed() < HOW_LONG {
                    work(&mut own);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    f64::from(done.into_inner()) / started.elapsed().as_secs_f64()
}
