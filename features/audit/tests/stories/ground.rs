//! A county with two towns and a village, days on which something happens, and somebody with the database in their hands.

use diesel::prelude::*;
use hongwang_domain::{Action, Actor, Clock, Rulebook, UnitCode};
use hongwang_organisation::Unit;
use hongwang_store::schema::store::{audit_entries, audit_heads};
use hongwang_store::{AuditEntry, Complaint, EntryRow, Key, KeyRing, Source, Store, StoreError};
use hongwang_testing::{Database, Engine};

pub struct Ground {
    pub county: Unit,
    pub town: Unit,
    pub village: Unit,
    keys: KeyRing,
    pub database: Database,
}

impl Ground {
    pub fn new(engine: Engine) -> Self {
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let county = Unit::new(None, &code("990100"), "县");
        let [town, other] = [("990100100", "新立镇"), ("990100101", "田家镇")]
            .map(|(text, name)| Unit::new(Some(&county), &code(text), name));
        let village = Unit::new(Some(&town), &code("990100100200"), "东河村");
        let ground =
            Self { county, town, village, keys: KeyRing::generate().unwrap(), database: Database::new(engine) };
        let units: Vec<(String, Unit)> =
            [&ground.county, &ground.town, &other, &ground.village].map(|unit| (unit.id.clone(), unit.clone())).into();
        let store = ground.on("2026-11-02");
        store
            .write(&Actor::console(), &Key::new(), |tx| {
                tx.insert(&units)?;
                tx.audit(entry(&ground.county));
                Ok::<_, StoreError>(())
            })
            .unwrap();
        ground
    }

    /// The place on a day, as a process of its own finds it.
    pub fn on(&self, day: &str) -> Store {
        let clock = Clock::fixed(day.parse().unwrap());
        let database = hongwang_store::Database::parse(&self.database.url());
        Store::open(&database, self.keys.clone(), clock, Source("test".to_owned())).unwrap()
    }

    /// So many entries of a unit on a day.
    pub fn happen(&self, day: &str, unit: &Unit, count: usize) {
        let store = self.on(day);
        for _ in 0..count {
            store
                .write(&Actor::console(), &Key::new(), |tx| {
                    tx.audit(entry(unit));
                    Ok::<_, StoreError>(())
                })
                .unwrap();
        }
    }

    /// What doctor says: of the store, and of the anchors.
    pub fn complaints(&self) -> Vec<Complaint> {
        let store = self.on("2026-11-09");
        let mut found = store.complaints().unwrap();
        found.extend((hongwang_audit::slice().doctor.unwrap())(&store, &Rulebook::embedded().unwrap()).unwrap());
        found
    }

    pub fn chain(&self, unit: &Unit) -> Vec<EntryRow> {
        self.on("2026-11-09")
            .keep_house(|db| {
                let all = audit_entries::table.filter(audit_entries::chain.eq(&unit.id)).order(audit_entries::number);
                Ok::<_, StoreError>(all.select(EntryRow::as_select()).load(db)?)
            })
            .unwrap()
    }

    /// Somebody with the database in their hands takes the last entries of a chain away, and sets its end back.
    pub fn cut(&self, unit: &Unit, to: usize) {
        let whole = self.chain(unit);
        self.on("2026-11-09")
            .keep_house(|db| {
                for gone in &whole[to..] {
                    diesel::delete(audit_entries::table.find(&gone.id)).execute(db)?;
                }
                let last = &whole[to - 1];
                diesel::update(audit_heads::table.find(&unit.id))
                    .set((audit_heads::number.eq(last.number), audit_heads::hash.eq(&last.hash)))
                    .execute(db)?;
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }

    /// The same person changes an entry, and writes the rest of the chain anew so that every hash fits the one before it.
    pub fn rewrite(&self, unit: &Unit, number: usize) {
        let whole = self.chain(unit);
        self.on("2026-11-09")
            .keep_house(|db| {
                let mut previous: Option<Vec<u8>> = None;
                for mut entry in whole[number - 1..].iter().cloned() {
                    match previous.take() {
                        Some(hash) => entry.previous_hash = hash,
                        None => entry.source = "10.9.8.7".to_owned(),
                    }
                    entry.hash = hash_of(&entry);
                    diesel::update(audit_entries::table.find(&entry.id))
                        .set((
                            audit_entries::source.eq(&entry.source),
                            audit_entries::previous_hash.eq(&entry.previous_hash),
                            audit_entries::hash.eq(&entry.hash),
                        ))
                        .execute(db)?;
                    diesel::update(audit_heads::table.find(&unit.id))
                        .set(audit_heads::hash.eq(&entry.hash))
                        .execute(db)?;
                    previous = Some(entry.hash);
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}

/// As whoever reads our source can compute it too.
fn hash_of(entry: &EntryRow) -> Vec<u8> {
    entry.computed_hash()
}

fn entry(unit: &Unit) -> AuditEntry {
    AuditEntry {
        unit_id: unit.id.clone(),
        action: Action::ReadLedger,
        subject_kind: "unit",
        subject_id: unit.id.clone(),
        detail: serde_json::json!({}),
    }
}
