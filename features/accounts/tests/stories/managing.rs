use hongwang_accounts::{AccountError, Filter, Wanted, create_account, demo, give_password, list, put_back};
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Role};
use hongwang_store::{Key, Store, StoreError};
use hongwang_testing::on_both_engines;

use crate::ground::{COUNTY, GRIDS, Ground, NAME, PASSWORD, PHONE, TOWN};

fn listed(
    store: &Store,
    actor: &Actor,
    text: Option<&str>,
    from: i64,
    count: i64,
) -> (i64, Vec<hongwang_accounts::Line>) {
    let within = actor.unit.clone().unwrap();
    let scope = Scope::of(actor, Action::ManageAccounts);
    let today = store.clock().today();
    store.read(&scope, |door| list(door, store.keys(), &within, Filter { text, from, count }, today)).unwrap()
}

on_both_engines! {
    fn the_system_administrator_makes_accounts_and_nobody_else(engine) {
        let ground = Ground::new(engine);
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY);
        let admin = ground.enter("19900000098", admin.password.expose()).unwrap();
        let admin = ground.actor(admin.secret.expose());
        let wanted = Wanted { phone: None, login_name: Some("da"), name: NAME, role: Role::GridLeader, unit: GRIDS[0], until: None };
        let key = Key::new();
        let made = create_account(&ground.store, &admin, &key, wanted).unwrap();
        let again = create_account(&ground.store, &admin, &key, wanted).unwrap();
        assert_eq!((&made.id, &made.password), (&again.id, &again.password), "the same form twice");

        let leader = ground.enter("DA", made.password.expose()).unwrap();
        let leader = ground.actor(leader.secret.expose());
        let other = Wanted { login_name: Some("er"), ..wanted };
        for actor in [&leader, &Actor { role: Role::TownOrganiser, ..leader.clone() }] {
            let refused = create_account(&ground.store, actor, &Key::new(), other);
            assert!(matches!(refused, Err(AccountError::Store(StoreError::NotAllowed(_)))), "{refused:?}");
            let refused = give_password(&ground.store, actor, &Key::new(), &made.id);
            assert!(matches!(refused, Err(AccountError::Store(StoreError::NotAllowed(_)))), "{refused:?}");
        }
    }

    fn the_list_shows_names_roles_and_masked_phones(engine) {
        let ground = Ground::new(engine);
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY);
        let admin = ground.enter("19900000098", admin.password.expose()).unwrap();
        let admin = ground.actor(admin.secret.expose());
        ground.leader();
        let wanted = Wanted { phone: None, login_name: Some("a_b"), name: "100%", role: Role::TownOrganiser, unit: TOWN, until: None };
        create_account(&ground.store, &Actor::console(), &Key::new(), wanted).unwrap();

        let (all, lines) = listed(&ground.store, &admin, None, 0, 10);
        assert_eq!((all, lines.len()), (3, 3));
        let leader = lines.iter().find(|line| line.phone.as_deref() == Some("199******99")).unwrap();
        assert_eq!((leader.name.as_str(), leader.roles[0].role, leader.roles[0].unit_code.as_str()), (NAME, Role::GridLeader, GRIDS[0]));
        assert!(!format!("{lines:?}").contains(PHONE));

        let named = |text: &str| listed(&ground.store, &admin, Some(text), 0, 10).0;
        assert_eq!([named("郝"), named("100%"), named("A_B"), named("a%b"), named("%"), named("没有")], [2, 1, 1, 0, 1, 0]);
        let (all, second) = listed(&ground.store, &admin, None, 1, 1);
        assert_eq!((all, second.len()), (3, 1));
        assert_eq!(second[0], lines[1]);
    }

    fn a_demo_has_somebody_in_every_role(engine) {
        let ground = Ground::new(engine);
        let people = demo(&ground.store, TOWN).unwrap();
        let mut roles: Vec<Role> = people.iter().map(|person| person.role).collect();
        roles.sort_unstable();
        let every: Vec<Role> = Role::ALL.iter().copied().filter(|role| *role != Role::Console).collect();
        assert_eq!(roles, every);
        for person in &people {
            let inside = ground.enter(&person.login, &person.password).unwrap();
            let known = ground.gate.session(&ground.store, inside.secret.expose()).unwrap().unwrap();
            assert_eq!(known.posts[0].0.role, person.role);
            assert_eq!(known.posts[0].1.name, person.unit);
            assert!(!known.account.must_change_password);
            assert_eq!(known.posts.len(), if person.role == Role::GridLeader { 2 } else { 1 });
        }
        assert_eq!(demo(&ground.store, TOWN).unwrap(), people, "once more makes nobody new");
        put_back(&ground.store).unwrap();
        ground.enter(&people[0].login, &people[0].password).unwrap();
        assert_ne!(people[0].password, PASSWORD);
    }
}
