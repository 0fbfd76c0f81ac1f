use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Role};
use hongwang_organisation::{Reason, Seen};
use hongwang_registry::actions::{Field, NewResident, reveal};
use hongwang_registry::queries;
use hongwang_store::schema::store::audit_entries;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::homes::{CITIZEN_ID, Homes, PHONE, actor, citizen_id, person, phone};

fn one(engine: hongwang_testing::Engine) -> (Homes, String) {
    let homes = Homes::new(engine);
    let head = NewResident { citizen_id: Some(citizen_id()), phone: Some(phone()), ..person("王桂芝") };
    let id = homes.home(None, head, &[]).resident;
    (homes, id)
}

fn looks(homes: &Homes) -> Vec<(String, String, String)> {
    let scope = Scope::of(&Actor::console(), Action::ReadRegistry);
    homes
        .store()
        .read(&scope, |door| {
            let rows = audit_entries::table
                .filter(audit_entries::action.like("reveal%"))
                .order(audit_entries::id)
                .select((audit_entries::action, audit_entries::subject_id, audit_entries::detail))
                .load(&mut **door);
            rows.map_err(StoreError::from)
        })
        .unwrap()
}

on_both_engines! {
    fn each_look_at_a_masked_value_is_audited_and_the_value_is_not(engine) {
        let (homes, id) = one(engine);
        let leader = homes.leader();
        let look = |who: &Actor, field: Field| reveal(homes.store(), who, &Key::new(), &id, (field, Reason::Call));
        let shown = |number: &str| Seen::Now(Some(number.to_owned()));
        assert_eq!(look(&leader, Field::Phone).unwrap(), shown(PHONE));
        assert_eq!(look(&leader, Field::Phone).unwrap(), shown(PHONE));
        let secretary = actor(Role::VillageSecretary, &homes.ground.village);
        assert_eq!(look(&secretary, Field::CitizenId).unwrap(), shown(CITIZEN_ID));
        let looks = looks(&homes);
        assert_eq!(looks.iter().map(|look| look.0.as_str()).collect::<Vec<_>>(), ["reveal_phone", "reveal_phone", "reveal_citizen_id"]);
        assert!(looks.iter().all(|(_, subject, detail)| *subject == id && detail.contains("\"reason\":\"call\"")));
        assert!(!format!("{looks:?}").contains(PHONE) && !format!("{looks:?}").contains(CITIZEN_ID));
    }

    fn the_same_look_again_shows_nothing_and_is_none(engine) {
        let (homes, id) = one(engine);
        let (leader, key) = (homes.leader(), Key::new());
        let look = || reveal(homes.store(), &leader, &key, &id, (Field::Phone, Reason::Call)).unwrap();
        assert_eq!((look(), look()), (Seen::Now(Some(PHONE.to_owned())), Seen::Before));
        assert_eq!(looks(&homes).len(), 1);
    }

    fn who_may_not_look_leaves_with_nothing(engine) {
        let (homes, id) = one(engine);
        let next = actor(Role::GridLeader, &homes.ground.grids[1]);
        for (who, field) in [
            (homes.leader(), Field::CitizenId),
            (actor(Role::GroupMember, &homes.ground.grids[0]), Field::Phone),
            (actor(Role::Volunteer, &homes.ground.grids[0]), Field::Phone),
            (actor(Role::CountyOrganiser, &homes.ground.town), Field::Phone),
            (next, Field::Phone),
        ] {
            let refused = reveal(homes.store(), &who, &Key::new(), &id, (field, Reason::Call));
            assert!(matches!(refused, Err(StoreError::NotAllowed(_))), "{who:?} {refused:?}");
        }
        assert_eq!(looks(&homes), []);
    }

    fn somebody_is_found_by_a_number_only_by_who_may_see_it(engine) {
        let (homes, id) = one(engine);
        let find = |who: &Actor, typed: &str| {
            let keys = homes.store().keys().clone();
            let scope = Scope::of(who, Action::ReadRegistry);
            let found = homes.store().read(&scope, |door| queries::find(door, who, &keys, typed)).unwrap();
            found.into_iter().map(|one| one.resident_id).collect::<Vec<_>>()
        };
        let secretary = actor(Role::VillageSecretary, &homes.ground.village);
        for typed in [CITIZEN_ID, "９９０１０１ 19500307 0017", PHONE, "139-0000-0001"] {
            assert_eq!(find(&secretary, typed), std::slice::from_ref(&id), "{typed}");
        }
        assert_eq!(find(&homes.leader(), PHONE), std::slice::from_ref(&id));
        for (who, typed) in [
            (homes.leader(), CITIZEN_ID),
            (actor(Role::GroupMember, &homes.ground.grids[0]), PHONE),
            (actor(Role::GridLeader, &homes.ground.grids[1]), PHONE),
            (secretary, "13900000002"),
        ] {
            assert_eq!(find(&who, typed), [""; 0], "{who:?}");
        }
    }
}
