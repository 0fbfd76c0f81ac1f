use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Membership, Role, Rulebook};
use hongwang_organisation::queries::{self, Group, Overview, Totals, stamp, who_changed_unit};
use hongwang_organisation::{
    GroupChange, Hidden, LeaderBasis, Reason, Unit, UnitChange, UnitChangeError, change_unit, reveal_phone,
};
use hongwang_registry::actions::NewResident;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::browser::Service;
use crate::ground::day;
use crate::homes::{Homes, PHONE, actor, person, phone, today};

fn overview(homes: &Homes, who: &Actor, unit: &Unit) -> Option<Overview> {
    let scope = Scope::of(who, Action::ReadOrganisation);
    homes.store().read(&scope, |door| queries::overview(door, &unit.path(), today())).unwrap()
}

fn group(homes: &Homes, unit: &Unit, phones: bool) -> Group {
    let keys = homes.store().keys().clone();
    let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
    homes.store().read(&scope, |door| queries::group(door, &unit.id, today(), &keys, phones)).unwrap()
}

fn seen(homes: &Homes, unit: &Unit) -> String {
    let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
    homes.store().read(&scope, |door| stamp(door, &unit.id)).unwrap()
}

fn change(homes: &Homes, who: &Actor, unit: &Unit, seen: &str, change: &UnitChange) -> Result<(), UnitChangeError> {
    let rulebook = Rulebook::embedded().unwrap();
    homes.store().write(who, &Key::new(), |tx| change_unit(tx, &rulebook, &unit.code, seen, change))
}

fn first_group() -> UnitChange {
    UnitChange {
        name: "第一网格".to_owned(),
        hamlets: vec!["李家屯".to_owned(), "东高屯".to_owned()],
        group: Some(GroupChange {
            name: "第一网格党小组".to_owned(),
            founded_on: Some(day("2026-01-10")),
            leader: Some("王桂芝".to_owned()),
            leader_phone: Hidden::Set(phone()),
            basis: Some(LeaderBasis::GridWorker),
            members: vec!["王桂芝".to_owned(), "赵铁柱".to_owned()],
            volunteers: vec!["孙立新".to_owned()],
        }),
        day: day("2026-02-01"),
    }
}

fn member(name: &str) -> NewResident {
    NewResident { membership: Some(Membership::Full), ..person(name) }
}

on_both_engines! {
    fn a_unit_shows_the_way_to_it_and_what_is_below_with_its_numbers(engine) {
        let homes = Homes::new(engine);
        homes.home(None, person("王桂芝"), &[person("赵小明")]);
        homes.home_in(1, None, None, person("高凤兰"), &[]);
        let ground = &homes.ground;
        let village = overview(&homes, &actor(Role::VillageSecretary, &ground.village), &ground.village).unwrap();
        assert_eq!(village.above.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(), ["县", "镇"]);
        assert_eq!(village.totals, Totals { households: 2, residents: 3 });
        assert_eq!(village.children.iter().map(|child| child.totals.residents).collect::<Vec<_>>(), [2, 1]);
        let town = overview(&homes, &actor(Role::TownOrganiser, &ground.town), &ground.town).unwrap();
        assert_eq!(town.children[0].totals, Totals { households: 2, residents: 3 });
        let grid = overview(&homes, &homes.leader(), &ground.grids[0]).unwrap();
        assert_eq!((grid.totals.residents, grid.children.len()), (2, 0));
        assert_eq!(overview(&homes, &homes.leader(), &ground.grids[1]), None);
    }

    fn a_group_is_described_and_only_members_of_the_party_get_its_posts(engine) {
        let homes = Homes::new(engine);
        homes.home(None, member("王桂芝"), &[person("李不是")]);
        let (grid, organiser) = (&homes.ground.grids[0], actor(Role::TownOrganiser, &homes.ground.town));
        let wanted = first_group();
        change(&homes, &organiser, grid, &seen(&homes, grid), &wanted).unwrap();
        let now = group(&homes, grid, true);
        assert_eq!(now.group.unwrap().founded_on, Some(day("2026-01-10")));
        let leader = now.leader.unwrap();
        assert_eq!((leader.name.as_str(), leader.phone.as_deref(), leader.basis), ("王桂芝", Some("139******01"), Some(LeaderBasis::GridWorker)));
        assert_eq!(now.members.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["王桂芝", "赵铁柱"]);
        assert_eq!(now.hamlets.len(), 2);
        assert_eq!(group(&homes, grid, false).leader.unwrap().phone, None);
        for (role, not) in [
            (Role::GridLeader, GroupChange { leader: Some("李不是".to_owned()), ..wanted.group.clone().unwrap() }),
            (Role::GroupMember, GroupChange { members: vec!["李不是".to_owned()], ..wanted.group.clone().unwrap() }),
        ] {
            let refused = change(&homes, &organiser, grid, &seen(&homes, grid), &UnitChange { group: Some(not), ..wanted.clone() });
            assert!(matches!(&refused, Err(UnitChangeError::NoMember { role: of, name }) if *of == role && name == "李不是"), "{refused:?}");
        }
        let helps = GroupChange { volunteers: vec!["李不是".to_owned()], leader: None, leader_phone: Hidden::Keep, ..wanted.group.clone().unwrap() };
        change(&homes, &organiser, grid, &seen(&homes, grid), &UnitChange { group: Some(helps), day: today(), ..wanted }).unwrap();
        let now = group(&homes, grid, true);
        assert_eq!((now.leader, now.volunteers.len()), (None, 1));
        assert_eq!(reveal_phone(homes.store(), &organiser, &hongwang_store::Key::new(), &leader.person_id, Reason::Call).unwrap(), hongwang_organisation::Seen::Now(Some(PHONE.to_owned())));
        homes.check();
    }

    fn a_stale_form_of_a_unit_writes_nothing(engine) {
        let homes = Homes::new(engine);
        let (grid, organiser) = (&homes.ground.grids[0], actor(Role::TownOrganiser, &homes.ground.town));
        let before = seen(&homes, grid);
        change(&homes, &organiser, grid, &before, &first_group()).unwrap();
        let late = change(&homes, &organiser, grid, &before, &UnitChange { name: "别的".to_owned(), ..first_group() });
        assert!(matches!(late, Err(UnitChangeError::Store(StoreError::Stale { .. }))), "{late:?}");
        assert_ne!(seen(&homes, grid), before);
        let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
        let told = homes.store().read(&scope, |door| who_changed_unit(door, grid)).unwrap().unwrap();
        assert_eq!((told.account, told.role), (organiser.account.map(|id| id.to_string()), Role::TownOrganiser));
        for who in [homes.leader(), actor(Role::VillageSecretary, &homes.ground.village)] {
            let refused = change(&homes, &who, grid, &seen(&homes, grid), &first_group());
            assert!(matches!(refused, Err(UnitChangeError::Store(StoreError::NotAllowed(_)))), "{refused:?}");
        }
        let village = change(&homes, &organiser, &homes.ground.village, &seen(&homes, &homes.ground.village), &first_group());
        assert!(matches!(village, Err(UnitChangeError::NoGrid)), "{village:?}");
    }

    fn a_county_makes_its_towns_and_nobody_else_does(engine) {
        let homes = Homes::new(engine);
        let county = homes.store().keep_house(queries::county).unwrap().unwrap();
        let roles = [actor(Role::CountyOrganiser, &county), actor(Role::TownOrganiser, &homes.ground.town)];
        let (_service, talkers) = Service::new(
            homes.store(),
            &[("县组织部", &[(&roles[0], &county)]), ("镇党建办", &[(&roles[1], &homes.ground.town)])],
        );
        let [county, town] = talkers.try_into().unwrap_or_else(|_| panic!("two talkers"));
        assert!(county.page("/units/990100").contains("/units/990100/towns/new"));
        let form = county.page("/units/990100/towns/new");
        assert_eq!(county.fill(&form, &[("code", "990100101"), ("name", "新立镇")]).status, 303);
        assert!(county.page("/units/990100").contains("新立镇") && county.page("/units/990100101").contains("新立镇"));
        for (code, words) in [("990100101", "已经有了"), ("990200101", "前 6 位"), ("99010010", "9 位"), ("990100101001", "")] {
            let refused = county.fill(&form.replace("name=\"key\" value=\"", "name=\"key\" value=\"x"), &[("code", code), ("name", "邻镇")]);
            assert!(refused.status == 422 && refused.body.contains(words) && refused.body.contains("邻镇"), "{code}: {refused:?}");
        }
        let made = county.api("POST", "/api/v1/units/990100/towns", Some(&serde_json::json!({"code": "990100102", "name": "东河镇"})));
        assert!(made.status == 201 && made.body.contains("990100102"), "{made:?}");
        assert_eq!(county.get("/units/990100101/towns/new").status, 403, "towns stand below the county alone");
        for path in ["/units/990100/towns/new", "/units/990100100/towns/new"] {
            assert_eq!(town.get(path).status, 403, "{path}");
        }
        assert_eq!(town.post("/units/990100/towns", &[("code", "990100103"), ("name", "邻镇")]).status, 403);
    }
}
