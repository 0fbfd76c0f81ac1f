use std::time::{Duration as Real, Instant};

use chrono::Duration;
use diesel::prelude::*;
use hongwang_accounts::{Entrance, LOCKED_MINUTES, LogInError, TRIES, give_password};
use hongwang_domain::Actor;
use hongwang_store::schema::store::audit_entries;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::ground::{Ground, PASSWORD, PHONE, desk};

/// What is said, with its figures.
fn words(said: &Result<hongwang_accounts::LoggedIn, LogInError>) -> String {
    match said {
        Ok(_) => "in".to_owned(),
        Err(error) => format!("{} {:?}", error.key(), error.args()),
    }
}

on_both_engines! {
    fn five_wrong_passwords_lock_for_a_quarter_of_an_hour(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        for left in (1..TRIES).rev() {
            let said = ground.enter(PHONE, "Apfelbaum-8");
            assert!(matches!(said, Err(LogInError::Wrong { left: said }) if said == left), "{said:?}");
        }
        assert!(matches!(ground.enter(PHONE, "Apfelbaum-8"), Err(LogInError::Locked { minutes: LOCKED_MINUTES })));
        assert!(matches!(ground.enter(PHONE, PASSWORD), Err(LogInError::Locked { .. })), "locked is locked");

        ground.wait(Duration::minutes(LOCKED_MINUTES - 1));
        assert!(matches!(ground.enter(PHONE, PASSWORD), Err(LogInError::Locked { minutes: 1 })));
        ground.wait(Duration::minutes(1));
        ground.enter(PHONE, PASSWORD).unwrap();
        assert!(matches!(ground.enter(PHONE, "no"), Err(LogInError::Wrong { left: 4 })), "and it begins anew");
    }

    fn a_right_password_forgets_the_wrong_ones(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        for _ in 0..3 {
            for _ in 0..TRIES - 1 {
                ground.enter(PHONE, "Apfelbaum-8").unwrap_err();
            }
            ground.enter_at(PHONE, PASSWORD, Entrance { address: "10.0.0.8", ..desk() }).unwrap();
            ground.wait(Duration::minutes(61));
        }
    }

    fn a_name_that_nobody_has_is_told_the_same(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        for nobody in ["19900000098", "nobody"] {
            for number in 0..=TRIES {
                let from = format!("10.{number}.0.1");
                let at = Entrance { address: &from, ..desk() };
                let (known, unknown) = (ground.enter_at(PHONE, "no", at), ground.enter_at(nobody, "no", at));
                assert_eq!(words(&known), words(&unknown), "try {number}");
            }
            ground.wait(Duration::minutes(61));
        }
    }

    fn a_name_that_nobody_has_takes_as_long(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let time = |name: &str| {
            let begun = Instant::now();
            ground.enter(name, "no").unwrap_err();
            begun.elapsed()
        };
        time("somebody else");
        // The quickest of some: what is slower had to wait for something else.
        let quickest = |name: &str| (0..3).map(|_| time(name)).min().unwrap();
        let (known, unknown) = (quickest(PHONE), quickest("19900000098"));
        let (short, long) = (known.min(unknown), known.max(unknown));
        assert!(short > Real::from_millis(2), "{known:?} {unknown:?}: no password was looked at");
        assert!(long < short * 6, "{known:?} {unknown:?}");
    }

    fn many_at_once_are_no_more_tries(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let answers: Vec<_> = std::thread::scope(|scope| {
            let guess = |number: usize| {
                let (ground, address) = (&ground, format!("10.0.{number}.1"));
                scope.spawn(move || words(&ground.enter_at(PHONE, "no", Entrance { address: &address, ..desk() })))
            };
            let threads: Vec<_> = (0..16).map(guess).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let looked_at = answers.iter().filter(|words| words.starts_with("accounts-log-in-wrong")).count();
        assert_eq!(looked_at, usize::try_from(TRIES - 1).unwrap(), "{answers:?}");
        assert_eq!(answers.iter().filter(|words| words.contains("locked")).count(), 16 - looked_at, "{answers:?}");
    }

    fn right_passwords_at_once_lock_nobody(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let answers: Vec<String> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..16).map(|_| scope.spawn(|| words(&ground.enter(PHONE, PASSWORD)))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(answers.iter().all(|words| words == "in"), "{answers:?}");
        for _ in 0..TRIES - 1 {
            assert!(matches!(ground.enter(PHONE, "no"), Err(LogInError::Wrong { .. })), "and nothing was counted");
        }
    }

    fn an_account_of_a_demo_is_locked_by_nobody(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let at = Entrance { spared: true, ..desk() };
        for _ in 0..2 * TRIES {
            assert!(matches!(ground.enter_at(PHONE, "no", at), Err(LogInError::Wrong { .. })));
        }
        ground.enter_at(PHONE, PASSWORD, at).unwrap();
    }

    fn an_address_that_guesses_many_names_is_slowed_down(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let guess = |number: usize| ground.enter(&format!("name{number}"), "no");
        for number in 0..10 {
            assert!(matches!(guess(number), Err(LogInError::Wrong { .. })), "{number}");
        }
        assert!(matches!(guess(10), Err(LogInError::Wrong { .. })), "the last one without a pause");
        assert!(matches!(guess(11), Err(LogInError::Slow { seconds: 1 })));
        assert!(matches!(ground.enter(PHONE, PASSWORD), Err(LogInError::Slow { .. })), "whoever asks from there");
        let elsewhere = Entrance { address: "10.0.0.8", ..desk() };
        ground.enter_at(PHONE, PASSWORD, elsewhere).unwrap();

        ground.wait(Duration::seconds(2));
        guess(12).unwrap_err();
        assert!(matches!(guess(13), Err(LogInError::Slow { seconds: 2 })), "longer each time");
        ground.wait(Duration::seconds(3));
        ground.enter(PHONE, PASSWORD).unwrap();
        ground.wait(Duration::minutes(61));
        assert!(matches!(guess(14), Err(LogInError::Wrong { .. })));
        assert!(matches!(guess(15), Err(LogInError::Wrong { .. })), "after an hour it begins anew");
    }

    fn a_lock_is_told_to_the_audit(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        for _ in 0..TRIES {
            ground.enter(PHONE, "no").unwrap_err();
            ground.enter("nobody", "no").unwrap_err();
        }
        let locked = || -> Vec<(String, String)> {
            let told = audit_entries::table.filter(audit_entries::detail.like("%locked%"));
            let columns = (audit_entries::subject_id, audit_entries::source);
            ground.store.keep_house(|db| Ok::<_, StoreError>(told.select(columns).load(db)?)).unwrap()
        };
        let begun = Instant::now();
        while locked().is_empty() && begun.elapsed().as_secs() < 20 {
            std::thread::sleep(Real::from_millis(5));
        }
        assert_eq!(locked(), [(id, "10.0.0.7".to_owned())]);
    }

    fn a_new_one_time_password_lifts_the_lock(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        for _ in 0..TRIES {
            ground.enter(PHONE, "no").unwrap_err();
        }
        let given = give_password(&ground.store, &Actor::console(), &Key::new(), &id).unwrap();
        ground.enter(PHONE, given.password.expose()).unwrap();
    }
}
