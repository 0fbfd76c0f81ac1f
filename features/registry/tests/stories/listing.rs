use hongwang_domain::{Actor, Role};
use hongwang_registry::actions::NewResident;
use hongwang_registry::queries::{self, AtHome, PAGE, Sort, Wanted};
use hongwang_testing::on_both_engines;

use crate::homes::{Homes, actor, category, person, queries_of, today};

fn away(name: &str) -> NewResident {
    NewResident { is_away: true, ..person(name) }
}

/// Four households: three in the grid's hamlet or beside it, one in the next grid.
fn four(engine: hongwang_testing::Engine) -> Homes {
    let homes = Homes::new(engine);
    let hamlet = homes.hamlet.id.clone();
    homes.home_in(0, Some("10"), Some(&hamlet), person("王桂芝"), &[person("赵小明"), away("赵铁柱")]);
    homes.home_in(0, Some("2"), None, away("欧阳振国"), &[]);
    let disabled = NewResident { categories: vec![category("disabled")], ..person("孙立新") };
    homes.home_in(0, None, Some(&hamlet), disabled, &[person("王桂芝")]);
    homes.home_in(1, Some("3"), None, person("高凤兰"), &[]);
    homes
}

fn text(text: &str) -> Wanted {
    Wanted { text: Some(text.to_owned()), ..Wanted::default() }
}

on_both_engines! {
    fn a_grid_lists_its_households_in_the_order_people_count(engine) {
        let homes = four(engine);
        let (leader, grid) = (homes.leader(), &homes.ground.grids[0]);
        let list = homes.list(&leader, grid, &Wanted::default()).unwrap();
        assert_eq!((list.households, list.residents, list.matching), (3, 6, 3));
        let shown: Vec<_> = list
            .lines
            .iter()
            .map(|line| (line.number.as_deref(), line.hamlet.as_deref(), line.head.as_deref(), line.people, line.at_home))
            .collect();
        assert_eq!(
            shown,
            [
                (Some("2"), None, Some("欧阳振国"), 1, 0),
                (Some("10"), Some("李家屯"), Some("王桂芝"), 3, 2),
                (None, Some("李家屯"), Some("孙立新"), 2, 2),
            ]
        );
        let village = homes.list(&actor(Role::VillageSecretary, &homes.ground.village), &homes.ground.village, &Wanted::default());
        assert_eq!(village.unwrap().lines.iter().map(|line| line.number.clone().unwrap_or_default()).collect::<Vec<_>>(), ["2", "3", "10", ""]);
    }

    fn a_leader_has_no_list_of_the_next_grid(engine) {
        let homes = four(engine);
        for unit in [&homes.ground.grids[1], &homes.ground.village, &homes.ground.town] {
            assert_eq!(homes.list(&homes.leader(), unit, &Wanted::default()), None);
        }
        assert_eq!(homes.list(&actor(Role::Volunteer, &homes.ground.grids[0]), &homes.ground.grids[0], &Wanted::default()), None);
    }

    fn households_are_found_by_name_letters_and_number(engine) {
        let homes = four(engine);
        let (leader, grid) = (homes.leader(), &homes.ground.grids[0]);
        let found = |typed: &str| homes.heads(&leader, grid, &text(typed));
        assert_eq!(found("王桂芝"), ["王桂芝", "孙立新"]);
        assert_eq!(found("wgz"), ["王桂芝", "孙立新"]);
        assert_eq!(found(" ＷＧＺ "), ["王桂芝", "孙立新"]);
        assert_eq!(found("ouyang"), ["欧阳振国"]);
        assert_eq!(found("tz"), ["王桂芝"]);
        assert_eq!(found("10"), ["王桂芝"]);
        assert_eq!(found("高凤兰"), [""; 0]);
        let by_member = homes.list(&leader, grid, &text("zxm")).unwrap();
        assert_eq!(by_member.lines[0].found_by, ["赵小明"]);
    }

    fn a_list_is_narrowed_and_sorted(engine) {
        let homes = four(engine);
        let (leader, grid) = (homes.leader(), &homes.ground.grids[0]);
        let heads = |wanted: Wanted| homes.heads(&leader, grid, &wanted);
        let all = Wanted::default();
        assert_eq!(heads(Wanted { hamlet: Some(homes.hamlet.id.clone()), ..all.clone() }), ["王桂芝", "孙立新"]);
        assert_eq!(heads(Wanted { at_home: Some(AtHome::Nobody), ..all.clone() }), ["欧阳振国"]);
        assert_eq!(heads(Wanted { at_home: Some(AtHome::SomeAway), ..all.clone() }), ["欧阳振国", "王桂芝"]);
        assert_eq!(heads(Wanted { at_home: Some(AtHome::Somebody), ..all.clone() }), ["王桂芝", "孙立新"]);
        assert_eq!(heads(Wanted { sort: Sort::Head, ..all.clone() }), ["欧阳振国", "孙立新", "王桂芝"]);
        assert_eq!(heads(Wanted { sort: Sort::People, ..all.clone() }), ["王桂芝", "孙立新", "欧阳振国"]);
        assert_eq!(heads(Wanted { sort: Sort::Hamlet, ..all.clone() }), ["王桂芝", "孙立新", "欧阳振国"]);
        assert_eq!(heads(Wanted { category: Some(category("disabled")), ..all }), ["孙立新"]);
    }

    fn who_may_not_see_categories_cannot_search_by_them(engine) {
        let homes = four(engine);
        let grid = &homes.ground.grids[0];
        let wanted = Wanted { category: Some(category("disabled")), ..Wanted::default() };
        let blind = |door: &mut hongwang_store::ReadDoor<'_>, wanted: &Wanted| queries::list(door, &grid.path(), wanted, today());
        let mut scope = hongwang_domain::policy::Scope::of(&homes.leader(), hongwang_domain::Action::ReadRegistry);
        scope.names_in_need = false;
        let read = |wanted: &Wanted| homes.store().read(&scope, |door| blind(door, wanted)).unwrap().unwrap();
        assert_eq!(read(&wanted), read(&Wanted::default()));
        assert_eq!(read(&wanted).matching, 3);
    }

    fn pages_are_cut_at_fifty_and_a_plain_list_asks_four_queries(engine) {
        let homes = Homes::new(engine);
        for number in 1..=PAGE + 3 {
            homes.home(Some(&number.to_string()), person("王桂芝"), &[]);
        }
        let (leader, grid) = (homes.leader(), &homes.ground.grids[0]);
        let on = |page: usize, sort: Sort| {
            let list = homes.list(&leader, grid, &Wanted { page, sort, ..Wanted::default() }).unwrap();
            (list.page, list.lines.iter().map(|line| line.number.clone().unwrap()).collect::<Vec<_>>())
        };
        let numbers = |range: std::ops::RangeInclusive<usize>| range.map(|number| number.to_string()).collect::<Vec<_>>();
        for sort in [Sort::Number, Sort::Head] {
            assert_eq!(on(0, sort), (0, numbers(1..=PAGE)));
            assert_eq!(on(1, sort), (1, numbers(PAGE + 1..=PAGE + 3)));
            assert_eq!(on(9, sort), on(1, sort));
        }
        let asked = |wanted: Wanted| {
            queries_of(homes.store(), &leader, |door| {
                queries::list(door, &grid.path(), &wanted, today()).unwrap();
            })
        };
        assert_eq!(asked(Wanted::default()), 4);
        assert_eq!(asked(text("wgz")), 4);
        assert_eq!(asked(Wanted { category: Some(category("dibao")), ..text("wgz") }), 6);
    }

    fn a_list_is_of_the_day_and_of_what_stands(engine) {
        let homes = Homes::new(engine);
        homes.home(Some("1"), person("王桂芝"), &[]);
        let console = Actor::console();
        let scope = hongwang_domain::policy::Scope::of(&console, hongwang_domain::Action::ReadRegistry);
        let before = homes.store().read(&scope, |door| {
            queries::list(door, &homes.ground.grids[0].path(), &Wanted::default(), crate::ground::day("2026-05-31"))
        });
        assert_eq!(before.unwrap().unwrap().matching, 0);
    }
}
