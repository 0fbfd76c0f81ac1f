//! A grid with some households, and those who read and change it.

use chrono::NaiveDate;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, CategoryId, CitizenId, Id, Phone, Relation, Role};
use hongwang_organisation::{Hamlet, Unit};
use hongwang_registry::ChangeError;
use hongwang_registry::actions::{
    Created, NewHousehold, NewResident, ResidentChange, Source, add_resident, create_household,
};
use hongwang_registry::queries::{self, HouseholdList, HouseholdView, Wanted};
use hongwang_store::{Db, Key, ReadDoor, Store, StoreError};
use hongwang_testing::Engine;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ground::{Ground, day, said};

/// A valid id of nobody: its area does not exist.
pub const CITIZEN_ID: &str = "990101195003070017";
pub const PHONE: &str = "13900000001";

pub struct Homes {
    pub ground: Ground,
    pub hamlet: Hamlet,
}

pub fn actor(role: Role, unit: &Unit) -> Actor {
    Actor { account: Some(Id::new()), role, unit: Some(unit.path()) }
}

pub fn person(name: &str) -> NewResident {
    NewResident { name: name.to_owned(), ..NewResident::default() }
}

pub fn today() -> NaiveDate {
    day("2026-12-31")
}

impl Homes {
    pub fn new(engine: Engine) -> Self {
        let ground = Ground::new(engine);
        let hamlet = Hamlet {
            id: Id::new().to_string(),
            unit_id: ground.grids[0].id.clone(),
            name: "李家屯".to_owned(),
            version: 1,
        };
        let rows = [(ground.grids[0].id.clone(), hamlet.clone())];
        let add = ground.store.write(&Actor::console(), &Key::new(), |tx| {
            tx.insert(&rows)?;
            said(tx, &ground.grids[0]);
            Ok::<_, StoreError>(())
        });
        add.unwrap();
        Self { ground, hamlet }
    }

    pub fn store(&self) -> &Store {
        &self.ground.store
    }

    pub fn leader(&self) -> Actor {
        actor(Role::GridLeader, &self.ground.grids[0])
    }

    pub fn home(&self, number: Option<&str>, head: NewResident, others: &[NewResident]) -> Created {
        self.home_in(0, number, None, head, others)
    }

    pub fn home_in(
        &self,
        grid: usize,
        number: Option<&str>,
        hamlet: Option<&str>,
        head: NewResident,
        others: &[NewResident],
    ) -> Created {
        let new = NewHousehold {
            number: number.map(str::to_owned),
            door_hint: None,
            hamlet_id: hamlet.map(str::to_owned),
            categories: Vec::new(),
            head,
            day: day("2026-06-01"),
        };
        let path = self.ground.grids[grid].path();
        let created =
            self.store().write(&Actor::console(), &Key::new(), |tx| create_household(tx, &path, &new)).unwrap();
        for other in others {
            self.store()
                .write(&Actor::console(), &Key::new(), |tx| {
                    add_resident(tx, &created.household, other, day("2026-06-01"))
                })
                .unwrap();
        }
        created
    }

    pub fn list(&self, actor: &Actor, unit: &Unit, wanted: &Wanted) -> Option<HouseholdList> {
        let scope = Scope::of(actor, Action::ReadRegistry);
        self.store().read(&scope, |door| queries::list(door, &unit.path(), wanted, today())).unwrap()
    }

    /// The heads listed.
    pub fn heads(&self, actor: &Actor, unit: &Unit, wanted: &Wanted) -> Vec<String> {
        let list = self.list(actor, unit, wanted).unwrap();
        assert_eq!(list.matching.min(queries::PAGE), list.lines.len());
        list.lines.into_iter().map(|line| line.head.unwrap_or_default()).collect()
    }

    pub fn view(&self, actor: &Actor, household: &str) -> Option<HouseholdView> {
        let scope = Scope::of(actor, Action::ReadRegistry);
        let keys = self.store().keys().clone();
        self.store().read(&scope, |door| queries::household(door, household, today(), &keys)).unwrap()
    }

    /// How many households and residents the grid counts on a day.
    pub fn counted(&self, grid: usize, on: &str) -> (i64, i64) {
        let path = self.ground.grids[grid].path();
        let scope = Scope::of(&Actor::console(), Action::ReadRegistry);
        let totals =
            self.store().read(&scope, |door| hongwang_organisation::queries::totals(door, &path, day(on))).unwrap();
        totals.get(path.as_str()).map_or((0, 0), |totals| (totals.households, totals.residents))
    }

    /// Nothing is wrong with counts, seals and chains.
    pub fn check(&self) {
        let rulebook = hongwang_domain::Rulebook::embedded().unwrap();
        assert_eq!(hongwang_registry::complaints(self.store(), &rulebook).unwrap(), []);
        assert_eq!(self.store().complaints().unwrap(), []);
    }
}

/// The change that changes nothing.
pub fn as_it_is(view: &HouseholdView, resident: &str) -> (i32, ResidentChange) {
    let member = view.members.iter().find(|member| member.id == resident).unwrap();
    let change = ResidentChange {
        name: member.name.clone(),
        sex: None,
        birth_date: member.birth_date,
        citizen_id: hongwang_organisation::Hidden::Keep,
        phone: hongwang_organisation::Hidden::Keep,
        relation: member.relation,
        is_head: member.is_head,
        is_away: member.is_away,
        membership: member.membership,
        categories: Vec::new(),
        source: Source::Office,
        day: today(),
    };
    (member.version, change)
}

pub fn citizen_id() -> CitizenId {
    CitizenId::read(CITIZEN_ID).unwrap().id
}

pub fn phone() -> Phone {
    Phone::read(PHONE).unwrap().0
}

pub fn category(id: &str) -> CategoryId {
    CategoryId::new(id)
}

pub const WIFE: Relation = Relation(12);

/// How many queries `work` asks.
pub fn queries_of(store: &Store, actor: &Actor, work: impl FnOnce(&mut ReadDoor<'_>)) -> usize {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let scope = Scope::of(actor, Action::ReadRegistry);
    store
        .read(&scope, |door| {
            let count = move |event: InstrumentationEvent<'_>| {
                if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            };
            match &mut **door {
                Db::Sqlite(connection) => connection.set_instrumentation(count),
                Db::Postgres(connection) => connection.set_instrumentation(count),
            }
            work(door);
            match &mut **door {
                Db::Sqlite(connection) => connection.set_instrumentation(None::<fn(InstrumentationEvent<'_>)>),
                Db::Postgres(connection) => connection.set_instrumentation(None::<fn(InstrumentationEvent<'_>)>),
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    asked.load(Ordering::Relaxed)
}

pub fn is_stale<T: std::fmt::Debug>(done: Result<T, ChangeError>) -> bool {
    matches!(done, Err(ChangeError::Store(StoreError::Stale { .. })))
}
