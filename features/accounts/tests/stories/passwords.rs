use hongwang_accounts::{AccountError, Change, PasswordFault, Secret, change_password};
use hongwang_domain::Role;
use hongwang_testing::on_both_engines;

use crate::ground::{GRIDS, Ground, PASSWORD, PHONE, desk};

on_both_engines! {
    fn a_phone_is_typed_as_people_type_it(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        for typed in ["199 0000 0099", "１９９００００００９９", "+86 199-0000-0099", " 19900000099\u{3000}"] {
            ground.enter(typed, PASSWORD).unwrap();
        }
    }

    fn the_first_log_in_changes_the_password(engine) {
        let ground = Ground::new(engine);
        let created = ground.create(PHONE, Role::GridLeader, GRIDS[0]);
        let inside = ground.enter(PHONE, created.password.expose()).unwrap();
        let known = ground.gate.session(&ground.store, inside.secret.expose()).unwrap().unwrap();
        assert!(known.account.must_change_password);

        let (actor, old) = (known.posts[0].0.clone(), &created.password);
        let change = |old: &Secret, new: &str| {
            change_password(&ground.store, &actor, desk(), Change { old, new: &Secret::new(new), goes_on: true })
        };
        for (new, fault) in [
            (old.expose(), PasswordFault::Same),
            ("Kurz-1", PasswordFault::Short),
            ("ohne-grosse-zeichen", PasswordFault::Simple),
            ("Aa123456", PasswordFault::Common),
            ("Tel-19900000099", PasswordFault::Own),
            ("Ich-郝不存在-7", PasswordFault::Own),
        ] {
            let said = change(old, new);
            let wanted = |said: &PasswordFault| *said == fault || (new == old.expose() && *said == PasswordFault::Simple);
            assert!(matches!(&said, Err(AccountError::Password(said)) if wanted(said)), "{new}: {said:?}");
        }
        assert!(matches!(change(&Secret::new("no"), PASSWORD), Err(AccountError::WrongPassword)));
        let next = change(old, PASSWORD).unwrap().unwrap();

        let known = ground.gate.session(&ground.store, next.expose()).unwrap().unwrap();
        assert!(!known.account.must_change_password);
        ground.enter(PHONE, old.expose()).unwrap_err();
        ground.enter(PHONE, PASSWORD).unwrap();
    }

    fn a_changed_password_ends_every_other_session_and_changes_the_secret(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let (here, there) = (ground.enter(PHONE, PASSWORD).unwrap(), ground.enter(PHONE, PASSWORD).unwrap());
        let actor = ground.actor(here.secret.expose());
        let change = Change { old: &Secret::new(PASSWORD), new: &Secret::new("Birnbaum-8"), goes_on: true };
        let next = change_password(&ground.store, &actor, desk(), change).unwrap().unwrap();
        assert!(!ground.is_in(&here.secret) && !ground.is_in(&there.secret));
        assert!(ground.is_in(&next));
    }

    fn the_old_password_is_guessed_no_more_often_than_at_the_door(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let here = ground.enter(PHONE, PASSWORD).unwrap();
        let actor = ground.actor(here.secret.expose());
        let guess = |old: &str| {
            let change = Change { old: &Secret::new(old), new: &Secret::new("Birnbaum-8"), goes_on: true };
            change_password(&ground.store, &actor, desk(), change)
        };
        for _ in 0..4 {
            assert!(matches!(guess("no"), Err(AccountError::WrongPassword)));
        }
        assert!(matches!(guess("no"), Err(AccountError::Locked(15))));
        assert!(matches!(guess(PASSWORD), Err(AccountError::Locked(15))));
    }
}
