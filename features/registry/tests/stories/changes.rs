use hongwang_domain::{Actor, Membership, Relation, Role};
use hongwang_organisation::Hidden;
use hongwang_organisation::queries::who_changed;
use hongwang_registry::actions::{
    HouseholdChange, NewHousehold, NewResident, Return, Source, add_resident, change_household, change_resident,
    create_household, end_stay, return_home, take_back_ending,
};
use hongwang_registry::rows::Ending;
use hongwang_registry::{ChangeError, Resident};
use hongwang_store::{Key, Record, StoreError};
use hongwang_testing::on_both_engines;

use crate::ground::day;
use crate::homes::{Homes, WIFE, actor, as_it_is, category, citizen_id, is_stale, person, phone, today};

fn unchanged(homes: &Homes, household: &str) -> (i32, HouseholdChange) {
    let view = homes.view(&Actor::console(), household).unwrap();
    let change = HouseholdChange {
        number: view.household.number.clone(),
        door_hint: view.household.door_hint.clone(),
        unit_id: view.unit.id.clone(),
        hamlet_id: view.hamlet.clone().map(|(id, _)| id),
        categories: Vec::new(),
        source: Source::Office,
        day: today(),
    };
    (view.household.version, change)
}

on_both_engines! {
    fn a_secretary_enters_a_household_and_it_counts_from_its_day(engine) {
        let homes = Homes::new(engine);
        let grid = homes.ground.grids[0].path();
        let new = NewHousehold {
            number: Some("7".to_owned()),
            door_hint: Some("红门，村口第二家".to_owned()),
            hamlet_id: Some(homes.hamlet.id.clone()),
            categories: vec![category("dibao")],
            head: NewResident { citizen_id: Some(citizen_id()), phone: Some(phone()), ..person("王桂芝") },
            day: day("2026-10-01"),
        };
        let (secretary, key) = (actor(Role::VillageSecretary, &homes.ground.village), Key::new());
        let enter = || homes.store().write(&secretary, &key, |tx| create_household(tx, &grid, &new));
        let created = enter().unwrap();
        assert_eq!(enter().unwrap(), created, "the same form again enters nothing more");
        assert_eq!((homes.counted(0, "2026-09-30"), homes.counted(0, "2026-10-01")), ((0, 0), (1, 1)));
        let view = homes.view(&homes.leader(), &created.household).unwrap();
        let head = view.head().unwrap();
        assert_eq!(view.hamlet.as_ref().map(|(_, name)| name.as_str()), Some("李家屯"));
        assert_eq!((head.is_head, head.relation, head.sex), (true, Some(Relation::HEAD), Some(1)));
        assert_eq!(head.birth_date, Some(day("1950-03-07")));
        assert_eq!(head.phone.as_deref(), Some("139******01"));
        assert_eq!(head.citizen_id.as_deref(), Some("990101***********7"));
        assert_eq!(view.categories[0].category, category("dibao"));
        assert_eq!(view.categories[0].source, "office");
        homes.check();
    }

    fn what_is_refused_is_refused_in_its_field(engine) {
        let homes = Homes::new(engine);
        homes.home(Some("1"), NewResident { citizen_id: Some(citizen_id()), ..person("王桂芝") }, &[]);
        let new = NewHousehold {
            number: None,
            door_hint: None,
            hamlet_id: None,
            categories: Vec::new(),
            head: person("孙立新"),
            day: today(),
        };
        let enter = |new: &NewHousehold, unit: &hongwang_organisation::Unit, who: &Actor| {
            homes.store().write(who, &Key::new(), |tx| create_household(tx, &unit.path(), new)).unwrap_err()
        };
        let (grid, leader) = (&homes.ground.grids[0], homes.leader());
        let fault = |new: NewHousehold| enter(&new, grid, &leader).field();
        assert_eq!(fault(NewHousehold { number: Some("1".to_owned()), ..new.clone() }), Some("number"));
        let twin = NewResident { citizen_id: Some(citizen_id()), ..person("孙立新") };
        let twin = NewHousehold { head: twin, ..new.clone() };
        let secretary = actor(Role::VillageSecretary, &homes.ground.village);
        assert!(matches!(enter(&twin, grid, &secretary), ChangeError::CitizenIdTaken));
        assert!(matches!(enter(&twin, grid, &leader), ChangeError::IdForVillage));
        assert_eq!(fault(NewHousehold { door_hint: Some("门".repeat(41)), ..new.clone() }), Some("door_hint"));
        assert_eq!(fault(NewHousehold { head: person(" "), ..new.clone() }), Some("name"));
        assert_eq!(fault(NewHousehold { day: day("2027-01-01"), ..new.clone() }), Some("day"));
        let elsewhere = NewHousehold { hamlet_id: Some(homes.hamlet.id.clone()), ..new.clone() };
        assert_eq!(enter(&elsewhere, &homes.ground.grids[1], &secretary).field(), Some("hamlet"));
        assert_eq!(enter(&new, &homes.ground.town, &Actor::console()).field(), Some("unit"));
        for stranger in [homes.leader(), actor(Role::GroupMember, &homes.ground.grids[1]), actor(Role::Inspector, &homes.ground.town)] {
            let refused = enter(&new, &homes.ground.grids[1], &stranger);
            assert!(matches!(refused, ChangeError::Store(StoreError::NotAllowed(_))), "{refused:?}");
        }
        assert_eq!(homes.counted(0, "2026-12-31"), (1, 1));
        homes.check();
    }

    fn a_stale_form_writes_nothing_and_it_can_be_told_who_was_faster(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(None, person("王桂芝"), &[]);
        let view = homes.view(&homes.leader(), &home.household).unwrap();
        let (seen, change) = as_it_is(&view, &home.resident);
        let leader = homes.leader();
        let mine = hongwang_registry::actions::ResidentChange { phone: Hidden::Set(phone()), ..change.clone() };
        let write = |who: &Actor, change: &hongwang_registry::actions::ResidentChange| {
            homes.store().write(who, &Key::new(), |tx| change_resident(tx, &home.resident, seen, change))
        };
        write(&leader, &mine).unwrap();
        let theirs = hongwang_registry::actions::ResidentChange { name: "王桂枝".to_owned(), ..change };
        assert!(is_stale(write(&homes.leader(), &theirs)));
        let view = homes.view(&leader, &home.household).unwrap();
        assert_eq!((view.members[0].name.as_str(), view.members[0].phone.as_deref()), ("王桂芝", Some("139******01")));
        let scope = hongwang_domain::policy::Scope::of(&leader, hongwang_domain::Action::ReadRegistry);
        let grid = homes.ground.grids[0].id.clone();
        let told = homes
            .store()
            .read(&scope, |door| who_changed(door, Resident::KIND, &home.resident, &grid, seen))
            .unwrap();
        let told: Vec<_> = told.into_iter().map(|one| (one.account, one.role)).collect();
        assert_eq!(told, [(leader.account.map(|id| id.to_string()), Role::GridLeader)]);
        homes.check();
    }

    fn the_day_of_an_edit_concerns_only_what_was_changed(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(None, NewResident { is_away: true, ..person("王桂芝") }, &[NewResident { relation: Some(WIFE), ..person("赵小明") }]);
        let view = homes.view(&homes.leader(), &home.household).unwrap();
        let wife = view.members[1].id.clone();
        let (seen, change) = as_it_is(&view, &wife);
        let change = hongwang_registry::actions::ResidentChange {
            is_head: true,
            membership: Some(Membership::Full),
            categories: vec![(category("disabled"), true)],
            phone: Hidden::Set(phone()),
            day: day("2026-11-01"),
            ..change
        };
        homes.store().write(&homes.leader(), &Key::new(), |tx| change_resident(tx, &wife, seen, &change)).unwrap();
        let view = homes.view(&homes.leader(), &home.household).unwrap();
        let (new, old) = (&view.members[0], &view.members[1]);
        assert_eq!((new.name.as_str(), new.is_head, new.relation, new.membership), ("赵小明", true, Some(Relation::HEAD), Some(Membership::Full)));
        assert_eq!((old.name.as_str(), old.is_head, old.relation, old.is_away), ("王桂芝", false, None, true));
        assert_eq!(new.categories.len(), 1);
        let (seen, change) = as_it_is(&view, &wife);
        let change = hongwang_registry::actions::ResidentChange {
            phone: Hidden::Remove,
            membership: None,
            categories: vec![(category("disabled"), false)],
            is_away: true,
            ..change
        };
        homes.store().write(&homes.leader(), &Key::new(), |tx| change_resident(tx, &wife, seen, &change)).unwrap();
        let view = homes.view(&homes.leader(), &home.household).unwrap();
        let now = &view.members[0];
        assert_eq!((now.phone.as_deref(), now.membership, now.categories.len(), now.is_away), (None, None, 0, true));
        homes.check();
    }

    fn an_answer_of_today_holds_whatever_was_said_for_later(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(None, person("王桂芝"), &[]);
        let edit = |is_away: bool, on: &str| {
            let view = homes.view(&homes.leader(), &home.household).unwrap();
            let (seen, change) = as_it_is(&view, &home.resident);
            let change = hongwang_registry::actions::ResidentChange { is_away, day: day(on), ..change };
            homes.store().write(&homes.leader(), &Key::new(), |tx| change_resident(tx, &home.resident, seen, &change)).unwrap();
            homes.view(&homes.leader(), &home.household).unwrap().members[0].is_away
        };
        assert!(edit(true, "2026-11-01"));
        assert!(!edit(false, "2026-12-01"));
        assert!(edit(true, "2026-07-01"), "typed late, and the page shows what was typed");
        homes.check();
    }

    fn a_household_moves_within_its_village_from_a_day(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(Some("1"), person("王桂芝"), &[]);
        let other = homes.home(Some("2"), person("孙立新"), &[]);
        let (seen, change) = unchanged(&homes, &home.household);
        let secretary = actor(Role::VillageSecretary, &homes.ground.village);
        let moved = HouseholdChange { unit_id: homes.ground.grids[1].id.clone(), day: day("2026-09-01"), ..change.clone() };
        let write = |who: &Actor, change: &HouseholdChange| {
            homes.store().write(who, &Key::new(), |tx| change_household(tx, &home.household, seen, change))
        };
        let refused = write(&homes.leader(), &moved);
        assert!(matches!(refused, Err(ChangeError::Store(StoreError::NotAllowed(_)))), "{refused:?}");
        assert!(matches!(write(&secretary, &HouseholdChange { number: Some("2".to_owned()), ..change.clone() }), Err(ChangeError::NumberTaken)));
        let dibao = vec![(category("dibao"), true)];
        write(&secretary, &HouseholdChange { number: None, door_hint: Some("红门".to_owned()), categories: dibao, ..moved }).unwrap();
        assert!(is_stale(write(&secretary, &change)));
        assert_eq!([homes.counted(0, "2026-08-31"), homes.counted(0, "2026-09-01"), homes.counted(1, "2026-09-01")], [(2, 2), (1, 1), (1, 1)]);
        assert!(homes.view(&homes.leader(), &home.household).is_none(), "it stands in the next grid now");
        let view = homes.view(&secretary, &home.household).unwrap();
        assert_eq!((view.household.number, view.household.door_hint.as_deref(), view.categories.len()), (None, Some("红门"), 1));
        assert!(homes.view(&homes.leader(), &other.household).is_some());
        homes.check();
    }

    fn somebody_dies_leaves_and_comes_back(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(None, person("王桂芝"), &[person("赵小明")]);
        let leader = homes.leader();
        let child = homes.view(&leader, &home.household).unwrap().members[1].clone();
        let end = |id: &str, seen: i32, on: &str, ending: Ending| {
            homes.store().write(&leader, &Key::new(), |tx| end_stay(tx, id, Some(seen), day(on), ending))
        };
        assert!(matches!(end(&child.id, child.version, "2027-01-01", Ending::Death), Err(ChangeError::InFuture)));
        assert!(matches!(end(&child.id, child.version, "2026-05-01", Ending::Death), Err(ChangeError::TooEarly)));
        end(&child.id, child.version, "2026-08-31", Ending::Departure).unwrap();
        assert!(is_stale(end(&child.id, child.version, "2026-08-30", Ending::Departure)));
        assert_eq!((homes.counted(0, "2026-08-31"), homes.counted(0, "2026-09-01")), ((1, 2), (1, 1)));
        let gone = homes.view(&leader, &home.household).unwrap().past.remove(0);
        assert_eq!((gone.last_day, gone.ending, gone.is_gone), (day("2026-08-31"), Some(Ending::Departure), true));
        let back = |on: &str| Return { household: home.household.clone(), relation: Some(Relation(30)), day: day(on) };
        let come = |on: &str, seen: i32| homes.store().write(&leader, &Key::new(), |tx| return_home(tx, &child.id, seen, &back(on)));
        assert!(matches!(come("2026-08-01", gone.version), Err(ChangeError::TooEarly)));
        come("2026-10-01", gone.version).unwrap();
        assert_eq!((homes.counted(0, "2026-09-15"), homes.counted(0, "2026-10-01")), ((1, 1), (1, 2)));
        let view = homes.view(&leader, &home.household).unwrap();
        assert_eq!((view.members.len(), view.past.len()), (2, 0));
        homes.check();
        // The last one goes too: the household is no more, until it turns out to be a mistake.
        for member in &view.members {
            end(&member.id, homes.view(&leader, &home.household).unwrap().members.iter().find(|one| one.id == member.id).unwrap().version, "2026-12-01", Ending::Death).unwrap();
        }
        assert_eq!(homes.counted(0, "2026-12-02"), (0, 0));
        let view = homes.view(&leader, &home.household).unwrap();
        assert!(!view.stands && view.past.len() == 2);
        let head = view.past.iter().find(|past| past.id == home.resident).unwrap();
        homes.store().write(&leader, &Key::new(), |tx| take_back_ending(tx, &head.id, head.version)).unwrap();
        assert_eq!(homes.counted(0, "2026-12-02"), (1, 1));
        assert!(homes.view(&leader, &home.household).unwrap().members[0].is_head);
        homes.check();
    }

    fn who_joins_a_household_as_its_head_takes_the_place(engine) {
        let homes = Homes::new(engine);
        let home = homes.home(None, person("王桂芝"), &[]);
        let new = NewResident { is_head: true, relation: Some(Relation::HEAD), ..person("孙立新") };
        let id = homes
            .store()
            .write(&homes.leader(), &Key::new(), |tx| add_resident(tx, &home.household, &new, day("2026-11-01")))
            .unwrap();
        let view = homes.view(&homes.leader(), &home.household).unwrap();
        assert_eq!(view.members.iter().filter(|member| member.is_head).map(|member| member.id.clone()).collect::<Vec<_>>(), [id]);
        homes.check();
    }
}
