use diesel::prelude::*;
use hongwang_accounts::{AccountError, LogInError, Wanted, add_role, create_account, end_role, fits};
use hongwang_domain::{Action, Actor, Role, UnitKind};
use hongwang_store::schema::accounts::account_roles;
use hongwang_store::schema::organisation::units;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::ground::{COUNTY, GRIDS, Ground, PASSWORD, PHONE, TOWN, VILLAGE};

#[test]
fn a_role_is_held_where_it_belongs() {
    let held = |role| UnitKind::ALL.iter().copied().filter(|kind| fits(role, *kind)).collect::<Vec<_>>();
    assert_eq!(held(Role::GridLeader), [UnitKind::Grid]);
    assert_eq!(held(Role::VillageSecretary), [UnitKind::Village]);
    assert_eq!(held(Role::TownOrganiser), [UnitKind::Town]);
    assert_eq!(held(Role::SystemAdmin), [UnitKind::County]);
    assert_eq!(held(Role::ChildrenOfficer), [UnitKind::Town, UnitKind::Village]);
    assert_eq!(held(Role::Inspector).len(), UnitKind::ALL.len());
    assert_eq!(held(Role::Console), []);
}

on_both_engines! {
    fn a_leader_of_two_small_grids_has_both(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let also = (Role::GridLeader, GRIDS[1], None);
        add_role(&ground.store, &Actor::console(), &Key::new(), &id, also).unwrap();
        let twice = add_role(&ground.store, &Actor::console(), &Key::new(), &id, also);
        assert!(matches!(twice, Err(AccountError::RoleTwice)));
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let known = ground.gate.session(&ground.store, inside.secret.expose()).unwrap().unwrap();
        let codes: Vec<&str> = known.posts.iter().map(|(_, place)| place.code.as_str()).collect();
        assert_eq!(codes, GRIDS);
        for (actor, place) in &known.posts {
            assert!(actor.may(Action::ReadRegistry, &place.path()));
        }
    }

    fn a_role_that_ended_does_not_count(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let also = (Role::GridLeader, GRIDS[1], None);
        let second = add_role(&ground.store, &Actor::console(), &Key::new(), &id, also).unwrap();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        end_role(&ground.store, &Actor::console(), &Key::new(), &id, &second).unwrap();
        let known = ground.gate.session(&ground.store, inside.secret.expose()).unwrap().unwrap();
        assert_eq!(known.posts.len(), 1);

        let first: String = ground.store.keep_house(|db| {
            let open = account_roles::table.filter(account_roles::to_day.is_null());
            Ok::<_, StoreError>(open.select(account_roles::id).first(db)?)
        }).unwrap();
        end_role(&ground.store, &Actor::console(), &Key::new(), &id, &first).unwrap();
        assert!(!ground.is_in(&inside.secret), "without a role nobody is in");
        assert!(matches!(ground.enter(PHONE, PASSWORD), Err(LogInError::NoRole)));
        assert!(matches!(ground.enter(PHONE, "no"), Err(LogInError::Wrong { left: 4 })), "only the owner is told");
    }

    fn a_role_at_a_unit_that_is_no_more_does_not_count(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let today = ground.store.clock().today();
        ground.store.keep_house(|db| {
            diesel::update(units::table.filter(units::code.eq(GRIDS[0]))).set(units::retired_on.eq(today)).execute(db)?;
            Ok::<_, StoreError>(())
        }).unwrap();
        assert!(!ground.is_in(&inside.secret));
    }

    fn an_inspectors_days_end(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let today = ground.store.clock().today();
        let until = |day| add_role(&ground.store, &Actor::console(), &Key::new(), &id, (Role::Inspector, TOWN, Some(day)));
        assert!(matches!(until(today), Err(AccountError::Days)));
        until(today.succ_opt().unwrap()).unwrap();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let roles = |ground: &Ground| -> Vec<Role> {
            let known = ground.gate.session(&ground.store, inside.secret.expose()).unwrap().unwrap();
            known.posts.iter().map(|(actor, _)| actor.role).collect()
        };
        assert_eq!(roles(&ground), [Role::GridLeader, Role::Inspector]);
        ground.store.keep_house(|db| {
            let inspector = account_roles::table.filter(account_roles::role.eq("inspector"));
            diesel::update(inspector).set(account_roles::to_day.eq(today)).execute(db)?;
            Ok::<_, StoreError>(())
        }).unwrap();
        assert_eq!(roles(&ground), [Role::GridLeader]);
    }

    fn an_administrator_is_nothing_else(engine) {
        let ground = Ground::new(engine);
        let leader = ground.leader();
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY).id;
        let add = |account: &str, role, unit| {
            add_role(&ground.store, &Actor::console(), &Key::new(), account, (role, unit, None))
        };
        for (account, role, unit) in [
            (&leader, Role::SystemAdmin, COUNTY),
            (&admin, Role::AuditAdmin, COUNTY),
            (&admin, Role::TownOrganiser, TOWN),
        ] {
            assert!(matches!(add(account, role, unit), Err(AccountError::RolesApart)), "{role:?}");
        }
    }

    fn a_role_that_does_not_fit_is_refused(engine) {
        let ground = Ground::new(engine);
        let make = |role, unit, phone: Option<&str>, login_name| {
            let wanted = Wanted { phone, login_name, name: "某人", role, unit, until: None };
            create_account(&ground.store, &Actor::console(), &Key::new(), wanted)
        };
        assert!(matches!(make(Role::GridLeader, VILLAGE, Some(PHONE), None), Err(AccountError::RoleDoesNotFit)));
        assert!(matches!(make(Role::GridLeader, "990100100200009", Some(PHONE), None), Err(AccountError::UnknownUnit)));
        assert!(matches!(make(Role::GridLeader, GRIDS[0], None, None), Err(AccountError::Nameless)));
        assert!(matches!(make(Role::GridLeader, GRIDS[0], Some("1990000"), None), Err(AccountError::BadPhone)));
        assert!(matches!(make(Role::GridLeader, GRIDS[0], None, Some("13")), Err(AccountError::BadLoginName)));
        make(Role::GridLeader, GRIDS[0], Some(PHONE), Some("Da")).unwrap();
        assert!(matches!(make(Role::GridLeader, GRIDS[0], Some("199 0000 0099"), None), Err(AccountError::PhoneTaken)));
        assert!(matches!(make(Role::GridLeader, GRIDS[0], None, Some("dA")), Err(AccountError::LoginNameTaken)));
    }
}
