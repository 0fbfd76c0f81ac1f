use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::thread;

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, Role};
use hongwang_organisation::{Hamlet, Unit};
use hongwang_store::schema::organisation::hamlets;
use hongwang_store::schema::store::{audit_entries, audit_records, unit_sequences};
use hongwang_store::{Key, Record, Store, StoreError, Tx};
use hongwang_testing::on_both_engines;

use crate::ground::{Ground, said};

fn hamlet(unit: &Unit, name: &str) -> Hamlet {
    Hamlet { id: Id::new().to_string(), unit_id: unit.id.clone(), name: name.to_owned(), version: 1 }
}

fn add(tx: &mut Tx<'_>, unit: &Unit, hamlet: &Hamlet) -> Result<String, StoreError> {
    tx.insert(&[(unit.id.clone(), hamlet.clone())])?;
    said(tx, unit);
    Ok(hamlet.id.clone())
}

fn read<T>(store: &Store, work: impl FnOnce(&mut hongwang_store::ReadDoor<'_>) -> QueryResult<T>) -> T {
    let scope = Scope::of(&Actor::console(), Action::ReadRegistry);
    store.read(&scope, |door| work(door).map_err(StoreError::from)).unwrap()
}

fn hamlets_named(store: &Store, name: &str) -> i64 {
    read(store, |door| hamlets::table.filter(hamlets::name.eq(name)).count().get_result(&mut **door))
}

on_both_engines! {
    fn the_same_key_writes_once_and_answers_the_same(engine) {
        let ground = Ground::new(engine);
        let key = Key::from_request("one");
        let write = |name: &str| {
            let hamlet = hamlet(&ground.village, name);
            ground.store.write(&Actor::console(), &key, |tx| add(tx, &ground.village, &hamlet)).unwrap()
        };
        assert_eq!(write("东屯"), write("西屯"));
        assert_eq!((hamlets_named(&ground.store, "东屯"), hamlets_named(&ground.store, "西屯")), (1, 0));
    }

    fn a_refused_write_leaves_no_trace(engine) {
        let ground = Ground::new(engine);
        let before = read(&ground.store, |door| unit_sequences::table.load::<(String, i64)>(&mut **door));
        let leader = Actor { account: Some(Id::new()), role: Role::GridLeader, unit: Some(ground.grids[0].path()) };
        let hamlet = hamlet(&ground.village, "东屯");
        let refused = ground.store.write(&leader, &Key::new(), |tx| {
            add(tx, &ground.village, &hamlet)?;
            tx.allow(Action::ChangeOrganisation, &ground.village.path())
        });
        assert!(matches!(refused, Err(StoreError::NotAllowed(_))), "{refused:?}");
        let unaudited = ground.store.write(&Actor::console(), &Key::new(), |tx| {
            tx.insert(&[(ground.village.id.clone(), hamlet.clone())])
        });
        assert!(matches!(unaudited, Err(StoreError::NotAudited)), "{unaudited:?}");
        assert_eq!(hamlets_named(&ground.store, "东屯"), 0);
        let mut after = read(&ground.store, |door| unit_sequences::table.load::<(String, i64)>(&mut **door));
        let mut before = before;
        before.sort();
        after.sort();
        assert_eq!(after, before);
    }

    fn a_stale_record_is_a_conflict_and_not_an_overwrite(engine) {
        let ground = Ground::new(engine);
        let read_by_both = hamlet(&ground.village, "东屯");
        ground.store.write(&Actor::console(), &Key::new(), |tx| add(tx, &ground.village, &read_by_both)).unwrap();
        let rename = |name: &str| {
            let changed = Hamlet { name: name.to_owned(), ..read_by_both.clone() };
            ground.store.write(&Actor::console(), &Key::new(), |tx| {
                tx.update(&ground.village.id, &read_by_both, &changed)?;
                said(tx, &ground.village);
                Ok::<_, StoreError>(())
            })
        };
        rename("南屯").unwrap();
        assert!(matches!(rename("北屯"), Err(StoreError::Stale { kind: Hamlet::KIND, .. })));
        assert_eq!((hamlets_named(&ground.store, "南屯"), hamlets_named(&ground.store, "北屯")), (1, 0));
    }

    fn sequences_have_no_gaps_and_chains_hold_when_many_write_at_once(engine) {
        let ground = Ground::new(engine);
        let (threads, each) = (16, 12);
        let start = Barrier::new(threads);
        thread::scope(|scope| {
            for thread in 0..threads {
                let (ground, start) = (&ground, &start);
                scope.spawn(move || {
                    start.wait();
                    for number in 0..each {
                        let unit = &ground.grids[number % 2];
                        let hamlet = hamlet(unit, &format!("屯{thread}-{number}"));
                        ground.store.write(&Actor::console(), &Key::new(), |tx| add(tx, unit, &hamlet)).unwrap();
                    }
                });
            }
        });
        for grid in &ground.grids {
            let mut seqs: Vec<i64> = read(&ground.store, |door| {
                audit_records::table.filter(audit_records::unit_id.eq(&grid.id)).select(audit_records::seq).load(&mut **door)
            });
            seqs.sort_unstable();
            // The first is the founding of the grid itself.
            let expected: Vec<i64> = (1..=1 + i64::try_from(threads * each / 2).unwrap()).collect();
            assert_eq!(seqs, expected);
        }
        assert_eq!(ground.store.complaints().unwrap(), []);
    }

    fn a_panic_in_one_write_harms_no_other(engine) {
        let ground = Ground::new(engine);
        thread::scope(|scope| {
            for number in 0..6 {
                let ground = &ground;
                scope.spawn(move || {
                    let hamlet = hamlet(&ground.village, &format!("屯{number}"));
                    let done = catch_unwind(AssertUnwindSafe(|| {
                        ground.store.write(&Actor::console(), &Key::new(), |tx| {
                            let id = add(tx, &ground.village, &hamlet)?;
                            assert!(number % 3 != 0, "as planned");
                            Ok::<_, StoreError>(id)
                        })
                    }));
                    assert_eq!(done.is_ok(), number % 3 != 0);
                });
            }
        });
        let standing: i64 = read(&ground.store, |door| hamlets::table.count().get_result(&mut **door));
        assert_eq!(standing, 4);
        assert_eq!(ground.store.complaints().unwrap(), []);
    }

    fn an_audit_entry_that_was_changed_by_hand_is_found(engine) {
        let ground = Ground::new(engine);
        let hamlet = hamlet(&ground.village, "东屯");
        ground.store.write(&Actor::console(), &Key::new(), |tx| add(tx, &ground.village, &hamlet)).unwrap();
        assert_eq!(ground.store.complaints().unwrap(), []);
        let by_hand = ground.store.write(&Actor::console(), &Key::new(), |tx| {
            diesel::update(audit_entries::table.filter(audit_entries::chain.eq(&ground.village.id)))
                .set(audit_entries::actor.eq("somebody else"))
                .execute(&mut **tx)
                .map_err(StoreError::from)?;
            said(tx, &ground.town);
            Ok::<_, StoreError>(())
        });
        by_hand.unwrap();
        let complaints = ground.store.complaints().unwrap();
        assert_eq!(complaints.iter().map(|complaint| complaint.key).collect::<Vec<_>>(), ["doctor-audit"]);
    }
}
