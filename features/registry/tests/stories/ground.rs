//! A county with one town, one village and two grids.

use chrono::NaiveDate;
use hongwang_domain::{Action, Actor, Clock, UnitCode};
use hongwang_organisation::Unit;
use hongwang_store::{AuditEntry, Key, KeyRing, Source, Store, StoreError, Tx};
use hongwang_testing::{Database, Engine};

pub struct Ground {
    // Dropped last: it takes the database away.
    pub store: Store,
    pub town: Unit,
    pub village: Unit,
    pub grids: Vec<Unit>,
    pub database: Database,
}

pub fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

pub fn open(database: &Database, keys: KeyRing) -> Store {
    let clock = Clock::fixed(day("2026-12-31"));
    Store::open(&hongwang_store::Database::parse(&database.url()), keys, clock, Source("test".to_owned())).unwrap()
}

impl Ground {
    pub fn new(engine: Engine) -> Self {
        let database = Database::new(engine);
        let store = open(&database, KeyRing::generate().unwrap());
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let county = Unit::new(None, &code("990100"), "县");
        let town = Unit::new(Some(&county), &code("990100100"), "镇");
        let village = Unit::new(Some(&town), &code("990100100200"), "村");
        let grids: Vec<Unit> = (1..=2)
            .map(|number| Unit::new(Some(&village), &code("990100100200").child(number).unwrap(), "网格"))
            .collect();
        let units: Vec<(String, Unit)> =
            [&county, &town, &village].into_iter().chain(&grids).map(|unit| (unit.id.clone(), unit.clone())).collect();
        store
            .write(&Actor::console(), &Key::new(), |tx| {
                tx.insert(&units)?;
                said(tx, &town);
                Ok::<_, StoreError>(())
            })
            .unwrap();
        Self { store, town, village, grids, database }
    }
}

/// The audit entry that every write leaves.
pub fn said(tx: &mut Tx<'_>, unit: &Unit) {
    tx.audit(AuditEntry {
        unit_id: unit.id.clone(),
        action: Action::ChangeOrganisation,
        subject_kind: "unit",
        subject_id: unit.id.clone(),
        detail: serde_json::json!({}),
    });
}
