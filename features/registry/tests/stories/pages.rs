//! Over HTTP: what a grid leader, a secretary and those who may not see and do.

use hongwang_domain::{Actor, CitizenId, Id, Role, UnitCode};
use hongwang_organisation::{Hamlet, Unit};
use hongwang_registry::actions::NewResident;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::browser::{Answer, Service, Talker};
use crate::ground::said;
use crate::homes::{CITIZEN_ID, Homes, PHONE, WIFE, actor, category, citizen_id, person, phone};

/// Two households in the first grid, one in the next; 王桂芝 has an id, a phone and a category.
pub(crate) struct Story {
    pub homes: Homes,
    _service: Service,
    pub leader: Talker,
    pub secretary: Talker,
    member: Talker,
    organiser: Talker,
    inspector: Talker,
    volunteer: Talker,
    pub wang: hongwang_registry::actions::Created,
    next: hongwang_registry::actions::Created,
}

impl Story {
    pub fn new(engine: hongwang_testing::Engine) -> Self {
        let homes = Homes::new(engine);
        let head = NewResident {
            citizen_id: Some(citizen_id()),
            phone: Some(phone()),
            categories: vec![category("disabled")],
            ..person("王桂芝")
        };
        let hamlet = homes.hamlet.id.clone();
        let wang = homes.home_in(
            0,
            Some("1"),
            Some(&hamlet),
            head,
            &[NewResident { relation: Some(WIFE), ..person("赵小明") }],
        );
        homes.home(Some("2"), NewResident { is_away: true, ..person("孙立新") }, &[]);
        let next = homes.home_in(1, Some("3"), None, person("高凤兰"), &[]);
        let ground = &homes.ground;
        let roles = [
            actor(Role::GridLeader, &ground.grids[0]),
            actor(Role::VillageSecretary, &ground.village),
            actor(Role::GroupMember, &ground.grids[0]),
            actor(Role::TownOrganiser, &ground.town),
            actor(Role::Inspector, &ground.town),
            actor(Role::Volunteer, &ground.grids[0]),
        ];
        let (service, talkers) = Service::new(
            homes.store(),
            &[
                ("刘组长", &[(&roles[0], &ground.grids[0])]),
                ("张书记", &[(&roles[1], &ground.village)]),
                ("钱组员", &[(&roles[2], &ground.grids[0])]),
                ("孙组织员", &[(&roles[3], &ground.town)]),
                ("王检查员", &[(&roles[4], &ground.town)]),
                ("周志愿者", &[(&roles[5], &ground.grids[0])]),
            ],
        );
        let [leader, secretary, member, organiser, inspector, volunteer] =
            <[Talker; 6]>::try_from(talkers).ok().unwrap();
        Self { homes, _service: service, leader, secretary, member, organiser, inspector, volunteer, wang, next }
    }

    fn grid(&self, number: usize) -> String {
        format!("/units/{}", self.homes.ground.grids[number].code)
    }

    pub fn home(&self) -> String {
        format!("/households/{}", self.wang.household)
    }

    pub fn head(&self, behind: &str) -> String {
        format!("/residents/{}/{behind}", self.wang.resident)
    }
}

/// Valid ids of nobody.
const OTHER_ID: &str = "990101195003070025";
const FREE_ID: &str = "990101195003070033";

fn none_of(answer: &Answer) {
    for secret in [PHONE, CITIZEN_ID, "王桂芝", "高凤兰", "残疾"] {
        assert!(!answer.body.contains(secret), "{secret}: {answer:?}");
    }
}

on_both_engines! {
    fn a_leader_finds_the_households_and_a_family(engine) {
        let story = Story::new(engine);
        let first = story.leader.get("/households");
        assert_eq!((first.status, first.location()), (303, format!("{}/households", story.grid(0)).as_str()));
        let list = story.leader.page(first.location());
        for words in ["2 户 3 人", "王桂芝", "孙立新", "李家屯", "空着", "加一户", "aria-current=\"page\""] {
            assert!(list.contains(words), "{words}: {list}");
        }
        assert!(!list.contains("高凤兰"));
        let found = story.leader.page(&format!("{}/households?q=zxm", story.grid(0)));
        assert!(found.contains("家里有 赵小明") && found.contains("找到 1 户") && !found.contains("孙立新"), "{found}");
        let none = story.leader.page(&format!("{}/households?q=xyz", story.grid(0)));
        assert!(none.contains("没有找到这样的住户") && none.contains("看全部住户"));
        let family = story.leader.page(&story.home());
        for words in ["王桂芝家", "李家屯 · 2 人", "户主", "妻子", "139******01", "990101***********7", "残疾人", "男", "76岁（1950年生）"] {
            assert!(family.contains(words), "{words}: {family}");
        }
        assert!(!family.contains(PHONE) && !family.contains(CITIZEN_ID));
        assert!(family.contains("/phone") && !family.contains("/citizen-id"), "a leader sees no whole id");
        let today = story.leader.page("/");
        assert!(today.contains("住户") && today.contains("2 户，3 人"), "{today}");
    }

    fn who_may_not_gets_nothing(engine) {
        let story = Story::new(engine);
        let next = format!("/households/{}", story.next.household);
        for (who, path) in [
            (&story.leader, format!("{}/households", story.grid(1))),
            (&story.leader, story.grid(1)),
            (&story.leader, next.clone()),
            (&story.leader, format!("{next}/edit")),
            (&story.leader, format!("/residents/{}/phone", story.next.resident)),
            (&story.leader, story.head("citizen-id")),
            (&story.leader, format!("{}/edit", story.grid(0))),
            (&story.member, story.head("phone")),
            (&story.member, story.head("edit")),
            (&story.member, format!("{}/edit", story.home())),
            (&story.inspector, story.home()),
            (&story.inspector, format!("{}/households", story.grid(0))),
            (&story.inspector, "/households".to_owned()),
            (&story.volunteer, story.home()),
            (&story.volunteer, "/households".to_owned()),
            (&story.volunteer, "/units".to_owned()),
            (&story.volunteer, "/find".to_owned()),
        ] {
            let answer = who.get(&path);
            assert_eq!(answer.status, 403, "{path}: {answer:?}");
            none_of(&answer);
        }
        for (who, path) in [(&story.leader, next), (&story.member, story.head("edit")), (&story.member, story.head("leave"))] {
            let answer = who.post(&path, &[("version", "1")]);
            assert!([403, 405].contains(&answer.status), "{path}: {answer:?}");
        }
        assert_eq!(story.leader.get("/households/nothing").status, 404);
        assert_eq!(story.leader.get("/units/999").status, 404);
    }

    fn a_category_is_no_way_to_search_for_who_may_not_see_it(engine) {
        let story = Story::new(engine);
        let list = format!("{}/households", story.grid(0));
        let by = story.leader.page(&format!("{list}?category=disabled"));
        assert!(by.contains("王桂芝") && !by.contains("孙立新"), "{by}");
        let unknown = story.leader.page(&format!("{list}?category=nothing"));
        assert!(unknown.contains("王桂芝") && unknown.contains("孙立新"), "{unknown}");
    }

    fn a_household_is_entered_and_the_form_twice_enters_one(engine) {
        let story = Story::new(engine);
        let path = format!("{}/households/new", story.grid(0));
        let form = story.leader.page(&path);
        let faulty = story.secretary.fill(&form, &[("name", ""), ("phone", "1990000"), ("citizen_id", "1.10105E+17"), ("door_hint", "红门")]);
        assert_eq!(faulty.status, 422);
        for words in ["这一项要填", "这不像一个完整的电话号码", "后几位已经丢了", "value=\"1990000\"", "value=\"红门\""] {
            assert!(faulty.body.contains(words), "{words}: {}", faulty.body);
        }
        let typed: &[(&str, &str)] = &[("name", "欧阳振国"), ("phone", "139 0000 0002"), ("number", "9"), ("category", "dibao")];
        let entered = story.leader.fill(&form, typed);
        assert_eq!(entered.status, 303, "{entered:?}");
        assert_eq!(story.leader.fill(&form, typed).location(), entered.location());
        let page = story.leader.page(entered.location());
        for words in ["欧阳振国家", "139******02", "低保户", "主管部门的通知或名单"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let again = story.leader.page(&path);
        let taken = story.leader.fill(&again, &[("name", "高凤兰"), ("number", "9")]);
        assert!(taken.status == 422 && taken.body.contains("另一户已经用了这个编号"), "{taken:?}");
        assert!(story.leader.page(&format!("{}/households", story.grid(0))).contains("3 户 4 人"));
        story.homes.check();
    }

    fn two_change_the_same_and_both_are_kept(engine) {
        let story = Story::new(engine);
        let (mine, theirs) = (story.leader.page(&story.head("edit")), story.secretary.page(&story.head("edit")));
        assert!(!mine.contains(PHONE) && !mine.contains(CITIZEN_ID));
        let first = story.secretary.fill(&theirs, &[("name", "王桂枝"), ("phone", "13900000005"), ("presence", "away")]);
        assert_eq!((first.status, first.location()), (303, story.home().as_str()));
        let late = story.leader.fill(&mine, &[("name", "王桂之"), ("membership", "full")]);
        assert_eq!(late.status, 409);
        for words in ["张书记（村党组织书记）", "改过这里", "王桂枝", "王桂之", "外出", "139******05"] {
            assert!(late.body.contains(words), "{words}: {}", late.body);
        }
        assert!(!late.body.contains("13900000005"));
        // One tap: what the leader typed, and what the secretary changed and the leader did not touch.
        let joined = story.leader.fill(&late.body, &[]);
        assert_eq!(joined.status, 303, "{joined:?}");
        let page = story.leader.page(&story.home());
        for words in ["王桂之", "正式党员", "外出", "139******05"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        story.homes.check();
    }

    fn a_household_form_that_came_late_is_joined_too(engine) {
        let story = Story::new(engine);
        let path = format!("{}/edit", story.home());
        let (mine, theirs) = (story.leader.page(&path), story.secretary.page(&path));
        let second = story.homes.ground.grids[1].code.clone();
        assert!(theirs.contains(&format!("value=\"{second}\"")) && !mine.contains(&format!("value=\"{second}\"")));
        assert_eq!(story.secretary.fill(&theirs, &[("door_hint", "红门"), ("category", "dibao")]).status, 303);
        let late = story.leader.fill(&mine, &[("number", "11")]);
        assert!(late.status == 409 && late.body.contains("低保户") && late.body.contains("红门"), "{late:?}");
        assert_eq!(story.leader.fill(&late.body, &[]).status, 303);
        let page = story.leader.page(&story.home());
        for words in ["红门", "低保户", ">11<"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    fn somebody_joins_dies_and_it_was_a_mistake(engine) {
        let story = Story::new(engine);
        let form = story.leader.page(&format!("{}/residents/new", story.home()));
        assert_eq!(story.leader.fill(&form, &[("name", "赵铁柱"), ("relation", "20"), ("sex", "1")]).location(), story.home());
        assert!(story.leader.page(&story.home()).contains("儿子 · 男"));
        let leave = story.leader.page(&story.head("leave"));
        assert_eq!(story.leader.fill(&leave, &[]).status, 422);
        assert_eq!(story.leader.fill(&leave, &[("ending", "death"), ("day", "2027-01-01")]).status, 422);
        assert_eq!(story.leader.fill(&leave, &[("ending", "death"), ("day", "2026-12-01")]).status, 303);
        let page = story.leader.page(&story.home());
        for words in ["以前在这一户的 1 人", "2026年12月1日去世", "记错了，撤回", "还没有户主"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(story.leader.fill(&page, &[]).status, 303);
        let page = story.leader.page(&story.home());
        assert!(!page.contains("去世，") && !page.contains("以前在这一户的"), "{page}");
        let leave = story.leader.page(&story.head("leave"));
        assert_eq!(story.leader.fill(&leave, &[("ending", "departure"), ("day", "2026-12-01")]).status, 303);
        let back = story.leader.page(&story.head("return"));
        assert_eq!(story.leader.fill(&back, &[("day", "2026-11-01")]).status, 422);
        assert_eq!(story.leader.fill(&back, &[("relation", "10")]).status, 303);
        story.homes.check();
    }

    fn where_several_villages_are_in_view_each_grid_has_its_village(engine) {
        let story = Story::new(engine);
        let ground = &story.homes.ground;
        let code = |text: &str| UnitCode::parse(text).unwrap();
        let east = Unit::new(Some(&ground.town), &code("990100100201"), "东村");
        let grid = Unit::new(Some(&east), &code("990100100201001"), "网格");
        let hamlet = Hamlet { id: Id::new().to_string(), unit_id: grid.id.clone(), name: "东高屯".to_owned(), version: 1 };
        let add = story.homes.store().write(&Actor::console(), &Key::new(), |tx| {
            tx.insert(&[(east.id.clone(), east.clone()), (grid.id.clone(), grid.clone())])?;
            tx.insert(&[(grid.id.clone(), hamlet.clone())])?;
            said(tx, &ground.town);
            Ok::<_, StoreError>(())
        });
        add.unwrap();
        let town = format!("/units/{}/households", ground.town.code);
        let list = story.organiser.page(&town);
        for words in ["<td class=\"short\">村 网格</td>", "李家屯（村 网格）", "东高屯（东村 网格）"] {
            assert!(list.contains(words), "{words}: {list}");
        }
        let which = story.organiser.page(&format!("{town}/new"));
        assert!(which.contains("<b>村 网格</b>") && which.contains("<b>东村 网格</b>"), "{which}");
        let own = story.secretary.page(&format!("/units/{}/households", ground.village.code));
        assert!(own.contains("<td class=\"short\">网格</td>") && own.contains("李家屯（网格）"), "{own}");
        assert!(story.organiser.page(&format!("/units/{}", grid.code)).contains("<h1>东村 网格</h1>"));
        assert!(story.organiser.page(&story.home()).contains("<dd>村 网格</dd>"));
        let found = story.organiser.post("/find", &[("number", PHONE)]);
        assert!(found.body.contains("李家屯（村 网格） · 王桂芝家"), "{found:?}");
    }

    fn what_is_recorded_today_is_said_today_and_can_be_taken_back(engine) {
        let story = Story::new(engine);
        let leave = story.leader.page(&story.head("leave"));
        let gone = story.leader.fill(&leave, &[("ending", "death")]);
        assert_eq!(gone.status, 303, "{gone:?}");
        let page = story.leader.page(&story.home());
        for words in ["已登记去世，2027年1月1日起不再计入。", "记错了，撤回", "王桂芝家", "2 人"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains(&story.head("leave")), "what is recorded is not recorded twice");
        assert_eq!(story.leader.get(&story.head("leave")).status, 409);
        let list = story.leader.page(&format!("{}/households", story.grid(0)));
        assert!(list.contains("王桂芝已登记去世") && list.contains("2 户 3 人"), "counted on the day itself: {list}");
        let home = story.leader.api("GET", &format!("/api/v1{}", story.home()), None);
        assert!(home.body.contains("\"ending\":\"death\",\"last_day\":\"2026-12-31\""), "{home:?}");
        // The name can still be put right, and what was recorded stays.
        let edit = story.leader.page(&story.head("edit"));
        assert_eq!(story.leader.fill(&edit, &[("name", "王桂枝"), ("head", ""), ("relation", "97")]).status, 303);
        let page = story.leader.page(&story.home());
        assert!(page.contains("已登记去世") && page.contains("王桂枝"), "{page}");
        story.homes.check();
        assert_eq!(story.member.page(&story.home()).matches("/take-back").count(), 0);
        assert_eq!(story.leader.fill(&page, &[]).status, 303);
        let page = story.leader.page(&story.home());
        assert!(!page.contains("已登记") && page.contains(&story.head("leave")), "{page}");
        story.homes.check();
    }

    fn a_leader_learns_of_no_number_by_entering_it(engine) {
        let story = Story::new(engine);
        let taken = story.homes.home_in(1, Some("9"), None, NewResident { citizen_id: Some(CitizenId::read(OTHER_ID).unwrap().id), ..person("孟远") }, &[]);
        let (free, code) = (FREE_ID, &story.homes.ground.grids[0].code);
        let new = format!("{}/residents/new", story.home());
        for path in [new.clone(), story.head("edit"), format!("{}/households/new", story.grid(0))] {
            let form = story.leader.page(&path);
            assert!(!form.contains("name=\"citizen_id\"") && form.contains("身份证号由村里登记"), "{path}: {form}");
            assert!(story.secretary.page(&path).contains("name=\"citizen_id\""));
            for id in [OTHER_ID, free] {
                let sent = story.leader.fill(&form, &[("name", "赵铁柱"), ("citizen_id", id)]);
                assert!(sent.status == 422 && !sent.body.contains("已经登记"), "{path}: {sent:?}");
            }
        }
        let resident = |id: &str| serde_json::json!({"name": "赵铁柱", "citizen_id": id, "day": "2026-12-01"});
        let said = |id: &str| {
            let path = format!("/api/v1{}/residents", story.home());
            let home = format!("/api/v1/units/{code}/households");
            [path, home].map(|path| {
                let sent = story.leader.api("POST", &path, Some(&resident(id)));
                let mut said: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
                said.as_object_mut().unwrap().retain(|name, _| matches!(name.as_str(), "status" | "errors" | "title" | "detail"));
                (sent.status, said)
            })
        };
        assert_eq!(said(OTHER_ID), said(free));
        assert_eq!(said(OTHER_ID)[0].0, 422);
        // Whoever may see ids is told.
        let form = story.secretary.page(&new);
        let told = story.secretary.fill(&form, &[("name", "赵铁柱"), ("citizen_id", OTHER_ID)]);
        assert!(told.status == 422 && told.body.contains("已经登记在别人那里了"), "{told:?}");
        assert!(!taken.household.is_empty());
    }

    fn somebody_changes_over_to_another_household_or_begins_one(engine) {
        let story = Story::new(engine);
        let home = story.leader.api("GET", &format!("/api/v1{}", story.home()), None);
        let home: serde_json::Value = serde_json::from_str(&home.body).unwrap();
        let ming = home["members"][1]["id"].as_str().unwrap().to_owned();
        let path = format!("/residents/{ming}/move");
        let found = story.leader.page(&format!("{path}?q=slx"));
        assert!(found.contains("孙立新家 · 网格 · 1 人") && !found.contains("高凤兰") && found.contains("新立一户"), "{found}");
        assert_eq!(story.leader.fill(&found, &[]).status, 422, "a household has to be chosen");
        // The next grid's is none of the leader's.
        let next = story.leader.fill(&found, &[("household", &story.next.household)]);
        assert_eq!(next.status, 403, "{next:?}");
        assert_eq!(story.leader.fill(&found, &[("household", &story.wang.household)]).status, 422);
        let target = found.split("name=\"household\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let moved = story.leader.fill(&found, &[("household", target), ("relation", "97"), ("day", "2026-12-01")]);
        assert_eq!((moved.status, moved.location()), (303, format!("/households/{target}").as_str()), "{moved:?}");
        let there = story.leader.page(moved.location());
        assert!(there.contains("孙立新家") && there.contains("赵小明") && there.contains("其他亲属"), "{there}");
        let old = story.leader.page(&story.home());
        assert!(old.contains("以后在别的户") && old.contains("李家屯 · 1 人"), "{old}");
        assert_eq!((story.homes.counted(0, "2026-11-30"), story.homes.counted(0, "2026-12-31")), ((2, 3), (2, 3)));
        story.homes.check();
        // The secretary reaches the next grid, and lets him begin a household of his own.
        let wide = story.secretary.page(&format!("{path}?q=gfl"));
        assert!(wide.contains("高凤兰家"), "{wide}");
        let own = story.secretary.fill(&wide, &[("household", "new")]);
        assert_eq!(own.status, 303, "{own:?}");
        let own = story.leader.page(own.location());
        assert!(own.contains("赵小明家") && own.contains("户主"), "{own}");
        assert_eq!(story.homes.counted(0, "2026-12-31"), (3, 3));
        // Back by program; the household that everybody has left is none any more.
        let version = story.leader.api("GET", &format!("/api/v1{}", story.home()), None);
        assert_eq!(version.status, 200);
        let back = serde_json::json!({"version": 99, "household": story.wang.household, "relation": 20});
        assert_eq!(story.leader.api("POST", &format!("/api/v1{path}"), Some(&back)).status, 409);
        assert_eq!(story.member.api("POST", &format!("/api/v1{path}"), Some(&back)).status, 403);
        story.homes.check();
    }

    fn a_number_is_shown_once_for_a_reason(engine) {
        let story = Story::new(engine);
        let form = story.leader.page(&story.head("phone"));
        assert!(!form.contains(PHONE));
        let nothing = story.leader.fill(&form, &[]);
        assert!(nothing.status == 422 && !nothing.body.contains(PHONE), "{nothing:?}");
        let shown = story.leader.fill(&form, &[("reason", "call")]);
        assert!(shown.status == 200 && shown.body.contains("<span>139</span> <span>0000</span> <span>0001</span>"), "{shown:?}");
        assert!(shown.head.to_lowercase().contains("cache-control: no-store"));
        assert!(!story.leader.page(&story.head("phone")).contains("0001</span>"));
        // Loaded again: the browser sends the same form once more.
        let again = story.leader.fill(&form, &[("reason", "call")]);
        assert_eq!((again.status, again.location()), (303, story.home().as_str()));
        assert!(!again.body.contains("0001") && story.leader.page(&story.home()).contains("139******01"));
        // Nobody is rung by a citizen id: it has reasons of its own.
        let id = story.secretary.page(&story.head("citizen-id"));
        for words in ["填表、报名单要写", "看是不是同一个人", "替他办事"] {
            assert!(id.contains(words) && (words == "替他办事" || !form.contains(words)), "{words}: {id}");
        }
        assert!(form.contains("打电话找他") && !id.contains("打电话找他") && !id.contains("上门以前约时间"), "{id}");
        assert_eq!(story.secretary.fill(&id, &[("reason", "call")]).status, 422);
        let shown = story.secretary.fill(&id, &[("reason", "verify")]);
        assert!(shown.body.contains("<span>19500307</span>") && !shown.body.contains("tel:"), "{shown:?}");
    }

    fn somebody_is_found_by_a_number_that_is_in_no_address(engine) {
        let story = Story::new(engine);
        let found = |who: &Talker, number: &str| who.post("/find", &[("number", number)]);
        for (who, words, other) in [
            (&story.secretary, "完整的电话或身份证号", "完整的电话号码"),
            (&story.leader, "完整的电话号码", "或身份证号"),
            (&story.member, "请组长或者村里来找", "或身份证号"),
        ] {
            let page = who.page("/find");
            assert!(page.contains(words) && !page.contains(other), "{words}: {page}");
        }
        let hit = found(&story.secretary, CITIZEN_ID);
        assert!(hit.status == 200 && hit.body.contains("李家屯（村 网格） · 王桂芝家") && !hit.body.contains(CITIZEN_ID), "{hit:?}");
        let (random, refused) = (found(&story.member, "13900000009"), found(&story.member, PHONE));
        assert_eq!((refused.status, &refused.body), (random.status, &random.body));
        assert!(!found(&story.leader, CITIZEN_ID).body.contains("王桂芝家"));
        assert!(found(&story.leader, PHONE).body.contains("王桂芝家"));
    }

    fn a_unit_page_shows_the_tree_and_its_form_joins(engine) {
        let story = Story::new(engine);
        let town = story.organiser.get("/units");
        let town = story.organiser.page(town.location());
        assert!(town.contains("3 户，4 人") && town.contains("合计"), "{town}");
        let path = format!("{}/edit", story.grid(0));
        let (mine, theirs) = (story.organiser.page(&path), story.organiser.page(&path));
        let first = story.organiser.fill(&theirs, &[("group", "第一网格党小组"), ("leader", "王桂芝"), ("leader_phone", PHONE)]);
        assert_eq!(first.status, 422, "she is no member of the party: {first:?}");
        assert!(first.body.contains("不能担任"));
        let first = story.organiser.fill(&theirs, &[("group", "第一网格党小组"), ("leader", "吴外人"), ("leader_phone", PHONE), ("hamlets", "李家屯\n东高屯")]);
        assert_eq!(first.status, 303, "{first:?}");
        let late = story.organiser.fill(&mine, &[("members", "李甲、李乙")]);
        assert!(late.status == 409 && late.body.contains("孙组织员") && late.body.contains("吴外人"), "{late:?}");
        assert_eq!(story.organiser.fill(&late.body, &[]).status, 303);
        let grid = story.leader.page(&story.grid(0));
        for words in ["第一网格党小组", "吴外人", "李甲、李乙", "东高屯", "139******01", "/persons/"] {
            assert!(grid.contains(words), "{words}: {grid}");
        }
        let seen = story.inspector.page(&story.grid(0));
        assert!(seen.contains("吴外人") && !seen.contains("139******01") && !seen.contains("看住户"), "{seen}");
    }

    fn two_lists_of_members_are_joined_name_by_name(engine) {
        let story = Story::new(engine);
        let path = format!("{}/edit", story.grid(0));
        let form = story.organiser.page(&path);
        let begun = [("group", "第一网格党小组"), ("members", "李甲、吴乙、周丙"), ("volunteers", "郑丁")];
        assert_eq!(story.organiser.fill(&form, &begun).status, 303);
        let (mine, theirs) = (story.organiser.page(&path), story.organiser.page(&path));
        let first = story.organiser.fill(&theirs, &[("members", "李甲\r\n周丙\r\n冯戊"), ("volunteers", "郑丁\r\n陈己")]);
        assert_eq!(first.status, 303, "{first:?}");
        let late = story.organiser.fill(&mine, &[("members", "李甲\n吴乙\n褚庚")]);
        assert_eq!(late.status, 409);
        for words in ["加上 冯戊", "去掉 吴乙", "加上 褚庚", "去掉 周丙", "加上 陈己", ">李甲\n冯戊\n褚庚</textarea>"] {
            assert!(late.body.contains(words), "{words}: {}", late.body);
        }
        assert!(!late.body.contains("您和他都换掉了"));
        assert_eq!(story.organiser.fill(&late.body, &[]).status, 303);
        let grid = story.leader.page(&story.grid(0));
        for words in ["李甲、冯戊、褚庚", "郑丁、陈己"] {
            assert!(grid.contains(words), "{words}: {grid}");
        }
        // Both fill the same place: both are shown, and it is said.
        let (mine, theirs) = (story.organiser.page(&path), story.organiser.page(&path));
        assert_eq!(story.organiser.fill(&theirs, &[("members", "李甲\n冯戊\n卫辛")]).status, 303);
        let late = story.organiser.fill(&mine, &[("members", "李甲\n冯戊\n蒋壬")]);
        assert!(late.body.contains("都换掉了 褚庚") && late.body.contains(">李甲\n冯戊\n卫辛\n蒋壬</textarea>"), "{late:?}");
    }

    fn days_that_nobody_can_mean_are_refused_beside_their_field(engine) {
        let story = Story::new(engine);
        let edit = story.leader.page(&story.head("edit"));
        for (field, day, words) in [
            ("birth_date", "1800-05-01", "不会早于 1900 年"),
            ("birth_date", "1899-12-31", "不会早于 1900 年"),
            ("day", "1000-01-01", "不会早于 1949 年"),
            ("day", "1948-12-31", "不会早于 1949 年"),
        ] {
            let refused = story.leader.fill(&edit, &[(field, day)]);
            assert!(refused.status == 422 && refused.body.contains(words) && refused.body.contains(day), "{field} {day}: {refused:?}");
        }
        for form in [format!("{}/residents/new", story.home()), format!("{}/households/new", story.grid(0)), story.head("leave"), story.head("move"), format!("{}/edit", story.home())] {
            let page = story.leader.page(&form);
            let refused = story.leader.fill(&page, &[("name", "赵铁柱"), ("ending", "death"), ("household", "new"), ("day", "1000-01-01")]);
            assert!(refused.status == 422 && refused.body.contains("不会早于 1949 年"), "{form}: {refused:?}");
        }
        let path = format!("/api/v1/residents/{}", story.wang.resident);
        let born = story.leader.api("PUT", &path, Some(&serde_json::json!({"version": 1, "birth_date": "1800-05-01"})));
        assert!(born.status == 422 && born.body.contains("\"birth_date\""), "{born:?}");
        let left = story.leader.api("POST", &format!("{path}/leave"), Some(&serde_json::json!({"version": 1, "ending": "death", "day": "1000-01-01"})));
        assert!(left.status == 422 && left.body.contains("\"day\""), "{left:?}");
        let unit = story.organiser.page(&format!("{}/edit", story.grid(0)));
        for field in ["day", "founded_on"] {
            assert_eq!(story.organiser.fill(&unit, &[(field, "1000-01-01")]).status, 422, "{field}");
        }
        assert_eq!(story.leader.fill(&edit, &[("birth_date", "1950-03-07"), ("day", "1949-10-01")]).status, 303);
    }

    fn whoever_sees_ids_masked_alone_sees_ages_and_no_birth_dates(engine) {
        let story = Story::new(engine);
        let page = story.member.page(&story.home());
        assert!(page.contains("76岁") && page.contains("990101***********7"), "{page}");
        assert!(!page.contains("1950"), "{page}");
        let api = format!("/api/v1{}", story.home());
        let told = |who: &Talker| serde_json::from_str::<serde_json::Value>(&who.api("GET", &api, None).body).unwrap()["members"][0].clone();
        let (member, leader, secretary) = (told(&story.member), told(&story.leader), told(&story.secretary));
        assert_eq!((&member["birth_date"], member["age"].as_i64()), (&serde_json::Value::Null, Some(76)));
        for one in [leader, secretary] {
            assert_eq!((one["birth_date"].as_str(), one["age"].as_i64()), (Some("1950-03-07"), Some(76)));
        }
    }

    fn programs_do_the_same_under_the_same_policy(engine) {
        let story = Story::new(engine);
        let code = &story.homes.ground.grids[0].code;
        let list = story.leader.api("GET", &format!("/api/v1/units/{code}/households?q=wgz"), None);
        let list: serde_json::Value = serde_json::from_str(&list.body).unwrap();
        assert_eq!((list["total"].as_i64(), list["list"][0]["head"].as_str()), (Some(1), Some("王桂芝")));
        let home = story.leader.api("GET", &format!("/api/v1{}", story.home()), None);
        assert!(!home.body.contains(PHONE) && home.body.contains("139******01"), "{home:?}");
        let new = serde_json::json!({"name": "欧阳振国", "phone": "13900000002", "day": "2026-12-01"});
        let entered = story.leader.api("POST", &format!("/api/v1/units/{code}/households"), Some(&new));
        assert_eq!(entered.status, 201, "{entered:?}");
        let entered: serde_json::Value = serde_json::from_str(&entered.body).unwrap();
        let resident = entered["resident"].as_str().unwrap();
        let change = serde_json::json!({"version": 1, "name": "欧阳振邦", "head": true, "relation": 2});
        let path = format!("/api/v1/residents/{resident}");
        assert_eq!(story.leader.api("PUT", &path, Some(&change)).status, 204);
        let late = story.leader.api("PUT", &path, Some(&change));
        assert!(late.status == 409 && late.body.contains("\"version\":2"), "{late:?}");
        let wrong = story.leader.api("PUT", &path, Some(&serde_json::json!({"version": 2, "name": ""})));
        assert!(wrong.status == 422 && wrong.head.contains("application/problem+json") && wrong.body.contains("\"name\""), "{wrong:?}");
        // What is left out stays as it is; what is sent with nothing in it is taken away.
        let standing = |field: &str| {
            let home = story.leader.api("GET", &format!("/api/v1/households/{}", entered["household"].as_str().unwrap()), None);
            let home: serde_json::Value = serde_json::from_str(&home.body).unwrap();
            home["members"][0][field].clone()
        };
        let born = serde_json::json!({"version": 2, "birth_date": "1961-02-03", "sex": 1});
        assert_eq!(story.leader.api("PUT", &path, Some(&born)).status, 204);
        assert_eq!((standing("name"), standing("head"), standing("birth_date")), ("欧阳振邦".into(), true.into(), "1961-02-03".into()));
        let unborn = serde_json::json!({"version": 3, "birth_date": null});
        assert_eq!(story.leader.api("PUT", &path, Some(&unborn)).status, 204);
        assert_eq!((standing("birth_date"), standing("sex")), (serde_json::Value::Null, 1.into()));
        // Asked for by what there is not, a list says so; behind its last page there is nothing.
        let list = |query: &str| story.leader.api("GET", &format!("/api/v1/units/{code}/households?{query}"), None);
        for query in ["category=nope", "sort=evil", "at_home=maybe", "page=0", "page=2000000000"] {
            assert_eq!(list(query).status, 422, "{query}");
        }
        let behind: serde_json::Value = serde_json::from_str(&list("page=90000").body).unwrap();
        assert_eq!((behind["page"].as_i64(), behind["list"].as_array().map(Vec::len)), (Some(90_000), Some(0)));
        let look = serde_json::json!({"reason": "call"});
        let shown = story.leader.api("POST", &format!("{path}/phone"), Some(&look));
        assert!(shown.body.contains("13900000002"));
        let refused = story.leader.api("POST", &format!("{path}/citizen-id"), Some(&look));
        assert_eq!(refused.status, 403);
        assert_eq!(story.member.api("POST", &format!("{path}/phone"), Some(&look)).status, 403);
        assert_eq!(story.leader.api("POST", &format!("{path}/leave"), Some(&serde_json::json!({"version": 4, "ending": "departure"}))).status, 204);
        let unit = story.organiser.api("GET", &format!("/api/v1/units/{code}"), None);
        let mut unit: serde_json::Value = serde_json::from_str(&unit.body).unwrap();
        unit["name"] = "第一网格".into();
        assert_eq!(story.organiser.api("PUT", &format!("/api/v1/units/{code}"), Some(&unit)).status, 204);
        let late = story.organiser.api("PUT", &format!("/api/v1/units/{code}"), Some(&unit));
        let now = story.organiser.api("GET", &format!("/api/v1/units/{code}"), None);
        let now: serde_json::Value = serde_json::from_str(&now.body).unwrap();
        assert!(late.status == 409 && late.body.contains(&now["version"].to_string()), "{late:?} {}", now["version"]);
        let renamed = serde_json::json!({"version": now["version"], "name": "一网格"});
        let done = story.organiser.api("PUT", &format!("/api/v1/units/{code}"), Some(&renamed));
        assert_eq!(done.status, 204, "{done:?}");
        let after = story.organiser.api("GET", &format!("/api/v1/units/{code}"), None);
        let after: serde_json::Value = serde_json::from_str(&after.body).unwrap();
        assert_eq!((&after["members"], &after["leader"]), (&now["members"], &now["leader"]));
        story.homes.check();
    }
}
