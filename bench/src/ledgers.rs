//! Ledgers of a town and of a county, of today and of a past day, from an open store as a server has it.

use chrono::NaiveDate;
use hongwang_domain::{Actor, Clock, Rulebook};
use hongwang_ledger::{Request, ledger};
use hongwang_store::{Database, KeyRing, Source, Store};
use hongwang_testing::Place;

use crate::line;
use crate::measure::median;

/// Opens the store of a place.
pub fn open(place: &Place) -> Store {
    let keys = KeyRing::read(&place.data().join("hongwang.keys")).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 5).unwrap();
    let database = Database::parse(&place.database().url());
    Store::open(&database, keys, Clock::fixed(today), Source("bench".to_owned())).unwrap()
}

/// Times the ledgers of a county.
pub fn of(county: &Place) {
    let (store, rulebook) = (open(county), Rulebook::embedded().unwrap());
    let past = NaiveDate::from_ymd_opt(2026, 4, 30);
    for (unit, name, aim) in [("211104100", "a town", "< 10 ms"), ("211104", "the county", "< 500 ms")] {
        for (as_of, when) in [(None, "today"), (past, "as of a past day")] {
            let request = Request { unit: unit.to_owned(), as_of, snapshot: None, basis: None, names: false };
            let mut rows = 0;
            let time = median(21, || rows = ledger(&store, &Actor::console(), &rulebook, &request).unwrap().rows.len());
            let measured = format!("{:.1} ms, {rows} rows", time.as_secs_f64() * 1e3);
            line(&format!("ledger of {name}, {when}"), &measured, aim);
        }
    }
}
