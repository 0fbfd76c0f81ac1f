//! ORG-7: who helps at a town, a village, a grid, and whom to ring there.

use hongwang_domain::Role;
use hongwang_testing::on_both_engines;

use crate::browser::{Service, Talker};
use crate::homes::{Homes, PHONE, actor};

struct Story {
    homes: Homes,
    _service: Service,
    organiser: Talker,
    secretary: Talker,
    leader: Talker,
    inspector: Talker,
    volunteer: Talker,
}

impl Story {
    fn new(engine: hongwang_testing::Engine) -> Self {
        let homes = Homes::new(engine);
        let ground = &homes.ground;
        let roles = [
            actor(Role::TownOrganiser, &ground.town),
            actor(Role::VillageSecretary, &ground.village),
            actor(Role::GridLeader, &ground.grids[0]),
            actor(Role::Inspector, &ground.town),
            actor(Role::Volunteer, &ground.grids[0]),
        ];
        let (service, talkers) = Service::new(
            homes.store(),
            &[
                ("孙组织员", &[(&roles[0], &ground.town)]),
                ("张书记", &[(&roles[1], &ground.village)]),
                ("刘组长", &[(&roles[2], &ground.grids[0])]),
                ("王检查员", &[(&roles[3], &ground.town)]),
                ("周志愿者", &[(&roles[4], &ground.grids[0])]),
            ],
        );
        let [organiser, secretary, leader, inspector, volunteer] = <[Talker; 5]>::try_from(talkers).ok().unwrap();
        Self { homes, _service: service, organiser, secretary, leader, inspector, volunteer }
    }

    fn unit(&self, behind: &str) -> String {
        format!("/units/{}{behind}", self.homes.ground.village.code)
    }

    /// A school of the village; its page.
    fn school(&self) -> String {
        let form = self.organiser.page(&self.unit("/organisations/new"));
        let typed = [
            ("name", "村小学"),
            ("kind", "school"),
            ("helps_with", "四点半课堂"),
            ("contact", "邵老师"),
            ("phone", PHONE),
            ("since", "2026-03-01"),
        ];
        let made = self.organiser.fill(&form, &typed);
        assert_eq!(made.status, 303, "{made:?}");
        assert_eq!(self.organiser.fill(&form, &typed).location(), made.location(), "the form twice links one");
        made.location().to_owned()
    }

    /// How many are counted on the page of the village.
    fn counted(&self, count: usize) -> bool {
        self.secretary.page(&self.unit("")).contains(&format!("看全部联动单位（{count} 家）"))
    }
}

on_both_engines! {
    fn an_organisation_is_linked_found_changed_and_let_go(engine) {
        let story = Story::new(engine);
        let list = story.unit("/organisations");
        assert!(story.organiser.page(&list).contains("还没有联动单位") && story.organiser.page(&story.unit("")).contains("还没有登记"));
        let school = story.school();
        let page = story.secretary.page(&school);
        for words in ["村小学", "学校", "四点半课堂", "邵老师", "139******01", "2026年3月1日", "看全号"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains(PHONE) && !page.contains("/edit"));
        for page in [list.clone(), story.unit("")] {
            assert!(story.secretary.page(&page).contains("村小学"), "{page}");
        }
        let all = story.organiser.page(&format!("/units/{}/organisations", story.homes.ground.town.code));
        assert!(all.contains("村小学") && all.contains("在哪里联动") && all.contains("镇 · 1 家"), "{all}");
        let twin = story.organiser.fill(&story.organiser.page(&story.unit("/organisations/new")), &[("name", "村小学")]);
        assert!(twin.status == 422 && twin.body.contains("同名"), "{twin:?}");
        let told = story.organiser.fill(&story.organiser.page(&story.unit("/organisations/new")), &[("name", "合作社"), ("helps_with", "找韩 139-0000-0001")]);
        assert!(told.status == 422 && told.body.contains("别写电话"), "{told:?}");
        assert!(story.counted(1));
        let end = story.organiser.page(&format!("{school}/end"));
        assert_eq!(story.organiser.fill(&end, &[("day", "2026-02-01")]).status, 422);
        assert_eq!(story.organiser.fill(&end, &[]).location(), school);
        let ended = story.organiser.page(&school);
        assert!(ended.contains("2026年12月31日起不再联动") && ended.contains("又联动了"), "{ended}");
        assert!(story.counted(0) || story.secretary.page(&list).contains("以前联动过的 1 家"));
        assert_eq!(story.organiser.fill(&ended, &[]).location(), school);
        assert!(story.counted(1));
        assert_eq!(hongwang_organisation::complaints(story.homes.store(), &hongwang_domain::Rulebook::embedded().unwrap()).unwrap(), []);
        story.homes.check();
    }

    fn a_leader_sees_who_takes_part_in_the_grid_from_the_village(engine) {
        let story = Story::new(engine);
        let grid = format!("/units/{}", story.homes.ground.grids[0].code);
        assert!(!story.leader.page(&grid).contains("0 家"));
        let school = story.school();
        for page in [grid.clone(), format!("{grid}/organisations")] {
            let page = story.leader.page(&page);
            assert!(page.contains("村小学") && page.contains("1 家") && page.contains("四点半课堂"), "{page}");
            // Its page, its phone and its changes are the village's.
            assert!(!page.contains(&school) && !page.contains("139***"), "{page}");
        }
        assert!(story.organiser.page(&grid).contains(&school));
        let list = story.leader.api("GET", &format!("/api/v1{grid}/organisations"), None);
        assert!(list.body.contains("村小学") && !list.body.contains("139***"), "{list:?}");
        let village = story.leader.get(&story.unit("/organisations"));
        assert!(village.status == 403 && story.leader.get(&school).status == 403, "{village:?}");
    }

    fn two_change_an_organisation_and_both_are_kept(engine) {
        let story = Story::new(engine);
        let school = story.school();
        let edit = format!("{school}/edit");
        let (mine, theirs) = (story.organiser.page(&edit), story.organiser.page(&edit));
        assert_eq!(story.organiser.fill(&theirs, &[("helps_with", "假期看护"), ("phone", "13900000005")]).status, 303);
        let late = story.organiser.fill(&mine, &[("contact", "钱老师")]);
        for words in ["孙组织员", "假期看护", "139******05"] {
            assert!(late.status == 409 && late.body.contains(words), "{words}: {}", late.body);
        }
        assert_eq!(story.organiser.fill(&late.body, &[]).status, 303);
        let page = story.organiser.page(&school);
        assert!(page.contains("钱老师") && page.contains("假期看护") && page.contains("139******05"), "{page}");
    }

    fn two_let_an_organisation_go_on_the_same_day_and_it_is_done(engine) {
        let story = Story::new(engine);
        let school = story.school();
        let end = format!("{school}/end");
        let (mine, theirs, other) = (story.organiser.page(&end), story.organiser.page(&end), story.organiser.page(&end));
        assert_eq!(story.organiser.fill(&theirs, &[("day", "2026-12-01")]).status, 303);
        assert_eq!(story.organiser.fill(&mine, &[("day", "2026-12-01")]).location(), school, "the same wish");
        assert!(story.organiser.page(&school).contains("2026年12月1日起不再联动"));
        let late = story.organiser.fill(&other, &[("day", "2026-12-02")]);
        assert!(late.status == 409 && late.body.contains("2026年12月1日起不再联动"), "another day is a conflict: {late:?}");
    }

    fn the_phone_is_shown_once_and_only_to_whom_the_table_lets(engine) {
        let story = Story::new(engine);
        let school = story.school();
        let phone = format!("{school}/phone");
        let shown = story.secretary.fill(&story.secretary.page(&phone), &[("reason", "errand")]);
        assert!(shown.status == 200 && shown.body.contains("<span>139</span>"), "{shown:?}");
        for (who, paths) in [
            (&story.secretary, vec![format!("{school}/edit"), format!("{school}/end"), story.unit("/organisations/new")]),
            (&story.leader, vec![school.clone(), phone.clone(), story.unit("/organisations")]),
            (&story.inspector, vec![phone.clone(), format!("{school}/edit")]),
            (&story.volunteer, vec![school.clone(), story.unit("/organisations")]),
        ] {
            for path in paths {
                let refused = who.get(&path);
                assert!(refused.status == 403 && !refused.body.contains("村小学"), "{path}: {refused:?}");
            }
        }
        let seen = story.inspector.page(&school);
        assert!(seen.contains("村小学") && !seen.contains("139***"), "an inspector sees no phone, masked or not: {seen}");
    }

    fn programs_link_organisations_too(engine) {
        let story = Story::new(engine);
        let code = &story.homes.ground.grids[0].code;
        let of_unit = format!("/api/v1/units/{code}/organisations");
        let new = serde_json::json!({"name": "稻蟹合作社", "kind": "cooperative", "phone": PHONE});
        let made = story.organiser.api("POST", &of_unit, Some(&new));
        assert_eq!(made.status, 201, "{made:?}");
        let list: serde_json::Value = serde_json::from_str(&story.leader.api("GET", &of_unit, None).body).unwrap();
        let (id, one) = (list[0]["id"].as_str().unwrap(), &list[0]);
        assert_eq!((one["kind"].as_str(), one["phone"].as_str(), one["unit"].as_str()), (Some("cooperative"), Some("139******01"), Some(code.as_str())));
        let path = format!("/api/v1/organisations/{id}");
        let change = serde_json::json!({"version": 1, "name": "稻蟹联合社", "kind": "cooperative"});
        assert_eq!(story.leader.api("PUT", &path, Some(&change)).status, 403);
        assert_eq!(story.organiser.api("PUT", &path, Some(&change)).status, 204);
        assert_eq!(story.organiser.api("PUT", &path, Some(&change)).status, 409);
        let wrong = story.organiser.api("PUT", &path, Some(&serde_json::json!({"version": 2, "name": "甲", "kind": "church"})));
        assert!(wrong.status == 422 && wrong.body.contains("\"kind\""), "{wrong:?}");
        let end = story.organiser.api("POST", &format!("{path}/end"), Some(&serde_json::json!({"version": 2})));
        assert_eq!(end.status, 204, "{end:?}");
        assert_eq!(story.organiser.api("POST", &format!("{path}/resume"), Some(&serde_json::json!({"version": 3}))).status, 204);
        let look = story.leader.api("POST", &format!("{path}/phone"), Some(&serde_json::json!({"reason": "call"})));
        assert!(look.body.contains(PHONE), "{look:?}");
        let county = format!("/api/v1/units/{}/organisations", &code[..6]);
        assert!(matches!(story.organiser.api("POST", &county, Some(&new)).status, 403 | 404));
    }
}
