use diesel::prelude::*;
use hongwang_accounts::{
    AccountError, Change, MOST_TOKENS, Secret, change_password, create_token, end_sessions, give_password,
    log_out_everywhere, revoke_token,
};
use hongwang_domain::policy::Reach;
use hongwang_domain::{Actor, Role};
use hongwang_store::schema::accounts::tokens;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;
use hongwang_web::Gate;

use crate::ground::{GRIDS, Ground, PASSWORD, PHONE, desk};

on_both_engines! {
    fn a_token_works_until_its_day(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        for days in [0, 366] {
            let made = create_token(&ground.store, &Actor::console(), &Key::new(), &id, "电脑", (days, Reach::Everything));
            assert!(matches!(made, Err(AccountError::TokenDays)), "{days}");
        }
        let made = create_token(&ground.store, &Actor::console(), &Key::new(), &id, "电脑", (365, Reach::Everything)).unwrap();
        let visitor = ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().unwrap();
        assert_eq!(visitor.account.to_string(), id);
        assert_eq!(visitor.session, None);
        assert!(ground.gate.by_session(&ground.store, made.secret.expose()).unwrap().is_none(), "a token is no session");
        ground.store.keep_house(|db| {
            diesel::update(tokens::table).set(tokens::expires_at.eq(ground.store.clock().now())).execute(db)?;
            Ok::<_, StoreError>(())
        }).unwrap();
        assert!(ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().is_none());
    }

    fn a_token_works_before_the_first_log_in(engine) {
        let ground = Ground::new(engine);
        let created = ground.create(PHONE, Role::GridLeader, GRIDS[0]);
        let made = create_token(&ground.store, &Actor::console(), &Key::new(), &created.id, "电脑", (1, Reach::Everything)).unwrap();
        let visitor = ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().unwrap();
        assert!(visitor.must_change_password, "and it says what is true");
    }

    fn the_same_key_makes_one_token(engine) {
        let ground = Ground::new(engine);
        let (id, key) = (ground.leader(), Key::new());
        let make = || create_token(&ground.store, &Actor::console(), &key, &id, "电脑", (1, Reach::Everything)).unwrap();
        let (one, again) = (make(), make());
        assert_eq!((one.id, one.secret), (again.id, again.secret));
    }

    fn a_token_is_taken_back_by_its_owner_alone(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let owner = ground.actor(inside.secret.expose());
        let made = create_token(&ground.store, &owner, &Key::new(), &owner.name(), "电脑", (1, Reach::Everything)).unwrap();
        let other = ground.create("19900000098", Role::GridLeader, GRIDS[0]);
        let inside = ground.enter("19900000098", other.password.expose()).unwrap();
        let other = ground.actor(inside.secret.expose());
        assert!(matches!(revoke_token(&ground.store, &other, &Key::new(), &made.id), Err(AccountError::UnknownAccount)));
        let foreign = create_token(&ground.store, &other, &Key::new(), &owner.name(), "电脑", (1, Reach::Everything));
        assert!(matches!(foreign, Err(AccountError::Store(StoreError::NotAllowed(_)))), "{foreign:?}");
        assert!(ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().is_some());
        revoke_token(&ground.store, &owner, &Key::new(), &made.id).unwrap();
        assert!(ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().is_none());
    }

    fn whatever_logs_out_everywhere_takes_tokens_along(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let works = |secret: &Secret| ground.gate.by_token(&ground.store, secret.expose()).unwrap().is_some();
        let make = || create_token(&ground.store, &Actor::console(), &Key::new(), &id, "电脑", (1, Reach::Everything)).unwrap().secret;
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let owner = ground.actor(inside.secret.expose());

        let token = make();
        log_out_everywhere(&ground.store, &owner).unwrap();
        assert!(!works(&token));
        let token = make();
        end_sessions(&ground.store, &Actor::console(), &Key::new(), &id).unwrap();
        assert!(!works(&token));
        let token = make();
        let change = Change { old: &Secret::new(PASSWORD), new: &Secret::new("Birnbaum-8"), goes_on: true };
        change_password(&ground.store, &owner, desk(), change).unwrap();
        assert!(!works(&token));
    }

    fn an_account_has_no_end_of_tokens(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let make = || create_token(&ground.store, &Actor::console(), &Key::new(), &id, "电脑", (1, Reach::Everything));
        for _ in 0..MOST_TOKENS {
            make().unwrap();
        }
        assert!(matches!(make(), Err(AccountError::TokensFull)));
    }

    fn a_new_one_time_password_takes_tokens_along(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let made = create_token(&ground.store, &Actor::console(), &Key::new(), &id, "电脑", (1, Reach::Everything)).unwrap();
        give_password(&ground.store, &Actor::console(), &Key::new(), &id).unwrap();
        assert!(ground.gate.by_token(&ground.store, made.secret.expose()).unwrap().is_none());
    }
}
