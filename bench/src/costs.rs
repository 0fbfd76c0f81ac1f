//! What policy, audit and sealing cost, each by itself: how much of a request is spent on being safe.

use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, Role, UnitPath};
use hongwang_ledger::declare;
use hongwang_store::diesel::{ExpressionMethods, RunQueryDsl, insert_into};
use hongwang_store::schema::ledger::declared_figures;
use hongwang_store::{Key, KeyRing, SealedField, Store, StoreError};
use hongwang_testing::draw::draw;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place};

use crate::measure::median;
use crate::{ledgers, line};

const TIMES: usize = 400;

/// What needs no database.
pub fn alone() {
    println!("\nWhat safety costs");
    let village = UnitPath::root(Id::new()).child(Id::new());
    let grid = village.child(Id::new());
    let leader = Actor { account: Some(Id::new()), role: Role::GridLeader, unit: Some(grid.clone()) };
    say("policy: may this role do this here", each(|| leader.may(black_box(Action::ReadRegistry), black_box(&grid))));
    let keys = KeyRing::generate().unwrap();
    let (id, phone) = (Id::new().to_string(), b"19900000000");
    let sealed = keys.seal(SealedField::Phone, &id, phone).unwrap();
    say("sealing: close a phone", each(|| keys.seal(SealedField::Phone, black_box(&id), phone).unwrap()));
    say("sealing: open a phone", each(|| keys.open(SealedField::Phone, black_box(&id), &sealed).unwrap()));
    say("sealing: the digest that it is found by", each(|| keys.index(SealedField::Phone, black_box("19900000000"))));
}

/// What is written: a row through the door, which checks, knows the key, journals, audits and numbers, beside the same
/// row without any of it.
pub fn of_a_write(program: &str, engine: Engine) {
    let place = Place::new(program, engine);
    let size = Size { villages: 1, grids: 1, households: 2 };
    let file = place.write("town.xlsx", &bytes(&draw(&town(3, size), &Layout::default()).book, Strings::Shared));
    place.import(&file, &[]).assert(0);
    let village = place.ledger("211104109", &[]).villages[0].code.clone();
    let store = ledgers::open(&place);
    let (number, unit) = (AtomicU32::new(0), unit_id(&store, &village));
    let bare = median(TIMES, || bare(&store, &unit, day(number.fetch_add(1, Ordering::Relaxed))));
    let whole = median(TIMES, || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        declare(&store, &Actor::console(), &Key::new(), &village, (1, 1), day(number)).unwrap();
    });
    let read = median(TIMES, || {
        let scope = Scope::of(&Actor::console(), Action::ReadLedger);
        store.read(&scope, |_| Ok::<_, StoreError>(())).unwrap();
    });
    say("the read door, opened and shut", read);
    say("a row written without the door", bare);
    say("the same row through the door: policy, key, journal, audit", whole);
    say("  of it for policy, key, journal, audit and number", whole.saturating_sub(bare));
}

fn unit_id(store: &Store, code: &str) -> String {
    use hongwang_store::diesel::QueryDsl;
    use hongwang_store::schema::organisation::units;
    let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
    let found = |db: &mut hongwang_store::Db| {
        Ok::<_, StoreError>(units::table.filter(units::code.eq(code)).select(units::id).first::<String>(db)?)
    };
    store.read(&scope, |door| found(door)).unwrap()
}

fn bare(store: &Store, unit: &str, as_of: NaiveDate) {
    store
        .keep_house(|db| {
            let row = (
                declared_figures::id.eq(Id::new().to_string()),
                declared_figures::unit_id.eq(unit),
                declared_figures::households.eq(1),
                declared_figures::residents.eq(1),
                declared_figures::as_of.eq(as_of),
                declared_figures::version.eq(1),
            );
            insert_into(declared_figures::table).values(row).execute(db)?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(1800, 1, 1).unwrap().checked_add_days(Days::new(u64::from(number))).unwrap()
}

/// How long one takes of many.
fn each<T>(work: impl Fn() -> T) -> Duration {
    const MANY: u32 = 100_000;
    let begun = Instant::now();
    for _ in 0..MANY {
        black_box(work());
    }
    begun.elapsed() / MANY
}

fn say(what: &str, took: Duration) {
    let took = match took.as_nanos() {
        short if short < 10_000 => format!("{short} ns"),
        long => format!("{:.0} µs", long as f64 / 1000.0),
    };
    line(what, &took, "");
}
