use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{Duration, NaiveDateTime};
use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use hongwang_accounts::queries::sessions_of;
use hongwang_accounts::{Device, Entrance, end_sessions, log_out, log_out_everywhere, tidy};
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Role};
use hongwang_store::schema::accounts::{login_failures, sessions};
use hongwang_store::schema::store::{audit_entries, audit_records};
use hongwang_store::{Key, Store, StoreError};
use hongwang_testing::on_both_engines;

use crate::ground::{COUNTY, Ground, PASSWORD, PHONE, desk};

fn read<T>(store: &Store, work: impl FnOnce(&mut hongwang_store::Db) -> QueryResult<T>) -> T {
    let scope = Scope::of(&Actor::console(), Action::UseOwnAccount);
    store.read(&scope, |door| work(door).map_err(StoreError::from)).unwrap()
}

on_both_engines! {
    fn a_session_that_lies_unused_for_half_an_hour_ends(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        ground.wait(Duration::minutes(29));
        assert!(ground.is_in(&inside.secret));
        let written = || {
            let newest = sessions::table.select(sessions::last_used_at).order(sessions::id.desc());
            let begun = std::time::Instant::now();
            while ground.store.clock().now() - read(&ground.store, |db| newest.first::<NaiveDateTime>(db)) > Duration::seconds(30) {
                assert!(begun.elapsed().as_secs() < 20, "its use was not written");
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        };
        written();
        ground.wait(Duration::minutes(29));
        assert!(ground.is_in(&inside.secret), "it was used in between");
        written();
        ground.wait(Duration::minutes(31));
        // Another node, which knows no more than the table.
        let gate = hongwang_accounts::Doorkeeper::default();
        assert!(gate.session(&ground.store, inside.secret.expose()).unwrap().is_none());
    }

    fn no_session_outlives_half_a_day_but_on_a_phone_where_it_was_asked_to(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let at_desk = ground.enter(PHONE, PASSWORD).unwrap();
        let phone = |stay| Entrance { device: Device::AndroidPhone, stay, ..desk() };
        let (shortly, stays) = (
            ground.enter_at(PHONE, PASSWORD, phone(false)).unwrap(),
            ground.enter_at(PHONE, PASSWORD, phone(true)).unwrap(),
        );
        let asked_at_desk = ground.enter_at(PHONE, PASSWORD, Entrance { stay: true, ..desk() }).unwrap();
        assert!(stays.stays && !asked_at_desk.stays);
        ground.wait(Duration::hours(12));
        for ended in [&at_desk, &shortly, &asked_at_desk] {
            assert!(!ground.is_in(&ended.secret));
        }
        assert!(ground.is_in(&stays.secret));
        ground.wait(Duration::days(30));
        assert!(!ground.is_in(&stays.secret));
    }

    fn an_administrators_session_stays_nowhere(engine) {
        let ground = Ground::new(engine);
        let created = ground.create(PHONE, Role::SystemAdmin, COUNTY);
        let at = Entrance { device: Device::IPhone, stay: true, ..desk() };
        assert!(!ground.enter_at(PHONE, created.password.expose(), at).unwrap().stays);
    }

    fn logging_out_ends_here_there_or_everywhere(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let enter = || ground.enter(PHONE, PASSWORD).unwrap();
        let (one, two, three) = (enter(), enter(), enter());
        let actor = ground.actor(one.secret.expose());
        let id = |secret: &str| ground.gate.session(&ground.store, secret).unwrap().unwrap().session.unwrap();
        log_out(&ground.store, &actor, &id(two.secret.expose())).unwrap();
        assert!(ground.is_in(&one.secret) && !ground.is_in(&two.secret) && ground.is_in(&three.secret));
        // The one in which the password was changed is among them.
        assert_eq!(log_out_everywhere(&ground.store, &actor).unwrap(), 3);
        assert!(!ground.is_in(&one.secret) && !ground.is_in(&three.secret));
    }

    fn nobody_ends_somebody_elses_session(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let hers = ground.enter(PHONE, PASSWORD).unwrap();
        let other = ground.create("19900000098", Role::GridLeader, crate::ground::GRIDS[0]);
        let other = ground.enter("19900000098", other.password.expose()).unwrap();
        let actor = ground.actor(other.secret.expose());
        let hers_id = ground.gate.session(&ground.store, hers.secret.expose()).unwrap().unwrap().session.unwrap();
        log_out(&ground.store, &actor, &hers_id).unwrap_err();
        end_sessions(&ground.store, &actor, &Key::new(), &id).unwrap_err();
        assert!(ground.is_in(&hers.secret));
    }

    fn the_use_of_a_session_is_kept_nowhere_but_on_it(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let actor = ground.actor(inside.secret.expose());
        assert!(!read(&ground.store, |db| Ok(sessions_of(db, &id))).unwrap().is_empty());
        log_out_everywhere(&ground.store, &actor).unwrap();
        assert_eq!(read(&ground.store, |db| Ok(sessions_of(db, &id))).unwrap(), []);
        let kinds: Vec<String> = read(&ground.store, |db| audit_records::table.select(audit_records::kind).distinct().load(db));
        assert!(!kinds.is_empty() && !kinds.iter().any(|kind| kind == "session"), "{kinds:?}");
        let details: Vec<String> = read(&ground.store, |db| audit_entries::table.select(audit_entries::detail).load(db));
        assert!(details.len() > 3 && !details.iter().any(|detail| detail.contains("used")), "{details:?}");
    }

    fn who_somebody_is_takes_three_queries(engine) {
        static QUERIES: AtomicUsize = AtomicUsize::new(0);
        set_default_instrumentation(|| {
            Some(Box::new(|event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::StartQuery { query, .. } = event {
                    QUERIES.fetch_add(usize::from(query.to_string().contains("SELECT")), Ordering::Relaxed);
                }
            }))
        })
        .unwrap();
        let ground = Ground::new(engine);
        ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        QUERIES.store(0, Ordering::Relaxed);
        assert!(ground.is_in(&inside.secret));
        assert_eq!(QUERIES.load(Ordering::Relaxed), 3);
    }

    fn what_ended_is_tidied_away(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        ground.enter(PHONE, PASSWORD).unwrap();
        ground.enter(PHONE, "no").unwrap_err();
        let rows = || -> (i64, i64) {
            read(&ground.store, |db| Ok((sessions::table.count().get_result(db)?, login_failures::table.count().get_result(db)?)))
        };
        let before = rows();
        tidy(&ground.store).unwrap();
        assert_eq!(rows(), before);
        ground.wait(Duration::hours(25));
        tidy(&ground.store).unwrap();
        assert_eq!(rows(), (0, 0));
    }
}
