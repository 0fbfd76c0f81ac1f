//! A county with a town, its organiser, and files in memory.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use hongwang_domain::{Action, Actor, Clock, Id, Role, Rulebook, UnitCode};
use hongwang_organisation::Unit;
use hongwang_store::{AuditEntry, Key, KeyRing, Source, Store, StoreError};
use hongwang_testing::{Database, Engine};
use hongwang_words::Language;
use hongwang_workbook::jobs::{self, Office};
use hongwang_workbook::upload::{self, Received, State, Upload, UploadError};

pub struct Ground {
    // Dropped last: it takes the database away.
    pub office: Office,
    pub town: Unit,
    pub clerk: Actor,
    pub keys: KeyRing,
    pub database: Database,
}

pub fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// Seconds until a piece of work is taken for stuck.
const LONGEST: u64 = 280;

/// Three rows: one good household, and a row whose citizen id has a wrong digit.
pub const TABLE: &str = "\
新立镇唐家村居民台账
户编号,姓名,与户主关系,身份证号,联系电话,备注
1,王一,户主,99010119470617001X,19900001234,秘密的话
1,王二,配偶,990101198001010023,,
2,李三,户主,990101197901020037,1990000,
";

impl Ground {
    pub fn new(engine: Engine) -> Self {
        let (database, keys) = (Database::new(engine), KeyRing::generate().unwrap());
        let store = open(&database, keys.clone(), "2026-11-05");
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let county = Unit::new(None, &code("990100"), "县");
        let town = Unit::new(Some(&county), &code("990100100"), "新立镇");
        let units: Vec<(String, Unit)> = [&county, &town].map(|unit| (unit.id.clone(), unit.clone())).into();
        store
            .write(&Actor::console(), &Key::new(), |tx| {
                tx.insert(&units)?;
                tx.audit(AuditEntry {
                    unit_id: town.id.clone(),
                    action: Action::ChangeOrganisation,
                    subject_kind: "unit",
                    subject_id: town.id.clone(),
                    detail: serde_json::json!({}),
                });
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let clerk = Actor { account: Some(Id::new()), role: Role::TownOrganiser, unit: Some(town.path()) };
        Self { office: office(store), town, clerk, keys, database }
    }

    /// The same place on another day, as another run of the service finds it.
    pub fn on(&self, day: &str) -> Office {
        office(open(&self.database, self.keys.clone(), day))
    }

    pub fn store(&self) -> &Store {
        &self.office.store
    }

    pub fn hand_in(&self, name: &str, bytes: &[u8]) -> Result<Upload, UploadError> {
        self.hand_in_as(&self.clerk, &Key::new(), name, bytes)
    }

    pub fn hand_in_as(&self, actor: &Actor, key: &Key, name: &str, bytes: &[u8]) -> Result<Upload, UploadError> {
        let town = self.town.code().unwrap();
        let path = self.town.path();
        let received = Received { town: &town, town_name: None, path: &path, name, bytes, language: Language::ZhCn };
        upload::receive(self.store(), actor, key, received)
    }

    /// Hands a table in and waits until it is checked.
    pub fn checked(&self, table: &str) -> Upload {
        let upload = self.hand_in("唐家村.csv", table.as_bytes()).unwrap();
        self.settle(&upload.id)
    }

    pub fn find(&self, id: &str) -> Upload {
        self.store().keep_house(|db| upload::find(db, id)).unwrap().unwrap()
    }

    /// Lets the work be done; the upload as it is then.
    pub fn settle(&self, id: &str) -> Upload {
        jobs::start(&self.office);
        let begun = Instant::now();
        loop {
            let upload = self.find(id);
            if !upload.state().is_in_work() {
                return upload;
            }
            assert!(begun.elapsed() < Duration::from_secs(LONGEST), "{:?}", upload.state());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Has it written as it stands now.
    pub fn write(&self, id: &str) -> Result<(), UploadError> {
        upload::write(self.store(), &self.clerk, id, self.find(id).version)
    }

    pub fn written(&self, id: &str) -> Upload {
        self.write(id).unwrap();
        let upload = self.settle(id);
        assert_eq!((upload.state(), upload.fault()), (State::Done, None));
        upload
    }

    /// A town beside this one; its code.
    pub fn another_town(&self) -> String {
        let code = UnitCode::parse("990100101").unwrap();
        let county = self.store().keep_house(hongwang_organisation::queries::county).unwrap().unwrap();
        let town = Unit::new(Some(&county), &code, "邻镇");
        self.store()
            .write(&Actor::console(), &Key::new(), |tx| {
                tx.insert(&[(town.id.clone(), town.clone())])?;
                tx.audit(AuditEntry {
                    unit_id: town.id.clone(),
                    action: Action::ChangeOrganisation,
                    subject_kind: "unit",
                    subject_id: town.id.clone(),
                    detail: serde_json::json!({}),
                });
                Ok::<_, StoreError>(())
            })
            .unwrap();
        code.as_str().to_owned()
    }

    /// A save: a town gets another name.
    pub fn rename(&self, code: &str) {
        self.store()
            .write(&Actor::console(), &Key::new(), |tx| {
                let town = hongwang_organisation::queries::by_code(tx, code)?.unwrap();
                let name = if town.name == "邻镇" { "近镇" } else { "邻镇" };
                tx.update(&town.id, &town, &Unit { name: name.to_owned(), ..town.clone() })?;
                tx.audit(AuditEntry {
                    unit_id: town.id.clone(),
                    action: Action::ChangeOrganisation,
                    subject_kind: "unit",
                    subject_id: town.id.clone(),
                    detail: serde_json::json!({}),
                });
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }

    /// Households that are there.
    pub fn households(&self) -> i64 {
        use hongwang_store::diesel::prelude::*;
        use hongwang_store::schema::registry::households;
        self.store().keep_house(|db| households::table.count().get_result(db).map_err(StoreError::from)).unwrap()
    }

    /// As [`Self::imports`], while somebody writes.
    pub fn imports_by_reading(&self) -> Vec<hongwang_workbook::Past> {
        let scope = hongwang_domain::policy::Scope::of(&self.clerk, Action::ReadRegistry);
        self.store().read(&scope, |door| hongwang_workbook::history(door, &self.town.id)).unwrap()
    }

    pub fn imports(&self) -> Vec<hongwang_workbook::Past> {
        self.store().keep_house(|db| hongwang_workbook::history(db, &self.town.id)).unwrap()
    }
}

fn open(database: &Database, keys: KeyRing, today: &str) -> Store {
    let clock = Clock::fixed(day(today));
    Store::open(&hongwang_store::Database::parse(&database.url()), keys, clock, Source("test".to_owned())).unwrap()
}

fn office(store: Store) -> Office {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_hongwang-workbook-reader"));
    Office { store, rulebook: Arc::new(Rulebook::embedded().unwrap()), program }
}
