//! What an account may do by a post in a party group begins with the appointment and ends with it, at once: for whoever is
//! logged in, for a program, and whichever way the appointment was written.

use hongwang_domain::Role;
use hongwang_testing::{Place, Served, Talker, on_both_engines};

use crate::place;
use crate::policy::ground::{PASSWORD, enter, second_step};

pub const TOWN: &str = "211104109";
pub const GRIDS: [&str; 2] = ["211104109201001", "211104109201002"];
pub const PHONE: &str = "19900005001";

/// A town with two grids: 赵旗领 leads the first one, 钱同成 is in its group, nobody leads the second one.
pub fn town(engine: hongwang_testing::Engine) -> Place {
    let place = place(engine);
    let people = "村代码,村,网格,户编号,姓名,与户主关系,性别\n211104109201,东河村,第一网格,101,赵冠春,户主,男\n211104109201,东河村,第二网格,201,钱冠春,户主,男\n";
    import(&place, "people.csv", people);
    groups(&place, "赵旗领", PHONE);
    place
}

fn groups(place: &Place, leader: &str, phone: &str) {
    let text = format!(
        "村,网格,党小组名称,组长,组长电话,成员,志愿者\n东河村,第一网格,第一党小组,{leader},{phone},钱同成,孙志愿\n"
    );
    import(place, "groups.csv", &text);
}

fn import(place: &Place, name: &str, text: &str) {
    let file = place.write(name, text.as_bytes());
    place.import(&file, &["--town", TOWN, "--town-name", "新立镇", "--effective", "2026-10-01"]).assert(0);
}

/// Somebody who has just been given an account and has changed the password.
pub fn somebody(place: &Place, served: &Served, how: &[&str]) -> (Talker, Talker) {
    let made = place.run(["user", "add"].iter().chain(how)).assert(0);
    let login = how[how.iter().position(|one| matches!(*one, "--phone" | "--login")).unwrap() + 1];
    let first = served.stranger().post("/login", &[("name", login), ("password", made.stdout.trim())]).assert(303);
    let browser = served.stranger().with_cookie_of(&first);
    let fields = [("old", made.stdout.trim()), ("new", PASSWORD), ("again", PASSWORD)];
    let browser = browser.with_cookie_of(&browser.post("/password", &fields).assert(303));
    let kind = how.iter().find(|one| matches!(**one, "--phone" | "--login")).unwrap();
    let token = place.run(["user", "token", kind, login]).assert(0);
    (browser, served.stranger().with(&format!("Authorization: Bearer {}", token.stdout.trim())))
}

/// Has another lead a grid, or nobody, from today on.
fn lead(clerk: &Talker, grid: &str, leader: Option<&str>, phone: &str) {
    let path = format!("/api/v1/units/{grid}");
    let unit = clerk.get(&path).assert(200).json();
    let body = serde_json::json!({"version": unit["version"], "leader": leader, "leader_phone": leader.map(|_| phone)});
    let changed = clerk.json("PUT", &path, &body);
    assert_eq!(changed.status, 204, "{}", changed.body);
}

on_both_engines! {
    fn a_leader_whose_appointment_ended_a_second_ago_is_out(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let clerk = enter(&place, &served, Role::TownOrganiser, TOWN);
        let leader = ["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]];
        let (browser, program) = somebody(&place, &served, &leader);
        let homes = |grid: &str| format!("/units/{grid}/households");
        assert_eq!(browser.get(&homes(GRIDS[0])).status, 200);
        assert_eq!(program.get(&format!("/api/v1{}", homes(GRIDS[0]))).status, 200);
        assert_eq!(browser.get(&homes(GRIDS[1])).status, 403);

        // A second grid, which nobody gave the account by hand.
        lead(&clerk.program, GRIDS[1], Some("赵旗领"), PHONE);
        assert_eq!(browser.get(&homes(GRIDS[1])).status, 200);
        lead(&clerk.program, GRIDS[1], None, "");
        assert_eq!(browser.get(&homes(GRIDS[1])).status, 403);
        assert_eq!(browser.get(&homes(GRIDS[0])).status, 200);

        // The old cookie and the old token open nothing more, and neither does the password.
        lead(&clerk.program, GRIDS[0], Some("李新来"), "19900005002");
        assert!(browser.get(&homes(GRIDS[0])).assert(303).location().starts_with("/login"));
        assert_eq!(program.get(&format!("/api/v1{}", homes(GRIDS[0]))).status, 401);
        let again = served.stranger().post("/login", &[("name", PHONE), ("password", PASSWORD)]);
        assert_eq!(again.status, 403, "{}", again.body);
        assert!(again.body.contains("没有岗位"), "{}", again.body);
        place.assert_sound();
    }

    fn a_workbook_gives_and_takes_like_a_page(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let leader = ["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]];
        let (browser, _) = somebody(&place, &served, &leader);
        let member = ["--login", "qian", "--name", "钱同成", "--role", "group_member", "--unit", GRIDS[0]];
        let (other, _) = somebody(&place, &served, &member);
        let homes = format!("/units/{}/households", GRIDS[0]);
        assert_eq!(browser.get(&homes).status, 200);
        assert_eq!(other.get(&homes).status, 200);
        groups(&place, "李新来", "19900005002");
        assert_eq!(browser.get(&homes).status, 303);
        assert_eq!(other.get(&homes).status, 200);
        place.assert_sound();
    }

    fn a_second_account_of_the_same_leader_ends_with_the_post_too(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let clerk = enter(&place, &served, Role::TownOrganiser, TOWN);
        let by_phone = ["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]];
        let by_name = ["--login", "zhao", "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]];
        let both = [somebody(&place, &served, &by_phone).0, somebody(&place, &served, &by_name).0];
        let homes = format!("/units/{}/households", GRIDS[0]);
        assert_eq!(both.each_ref().map(|browser| browser.get(&homes).status), [200, 200]);
        lead(&clerk.program, GRIDS[0], Some("李新来"), "19900005002");
        assert_eq!(both.each_ref().map(|browser| browser.get(&homes).status), [303, 303]);
        place.assert_sound();
    }

    fn an_administrator_is_given_nothing_by_a_post(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let clerk = enter(&place, &served, Role::TownOrganiser, TOWN);
        let audit = ["--phone", "19900005009", "--name", "褚审计", "--role", "audit_admin", "--unit", "211104"];
        let (browser, _) = somebody(&place, &served, &audit);
        let (browser, ..) = second_step(&browser);
        lead(&clerk.program, GRIDS[1], Some("褚审计"), "19900005009");
        assert_eq!(browser.get("/audit").status, 200);
        assert_eq!(browser.get(&format!("/units/{}/households", GRIDS[1])).status, 403);
        place.assert_sound();
    }

    fn the_page_of_an_account_says_what_follows_from_a_post(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let system = enter(&place, &served, Role::SystemAdmin, "211104");
        let leader = ["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]];
        somebody(&place, &served, &leader);
        let accounts = system.program.get("/api/v1/accounts?q=赵旗领").assert(200).json();
        let role = &accounts["accounts"][0]["roles"][0];
        assert_eq!((role["appointed"].as_bool(), role["role"].as_str()), (Some(true), Some("grid_leader")), "{accounts}");
        let page = system.browser.get(&format!("/accounts/{}", accounts["accounts"][0]["id"].as_str().unwrap()));
        assert!(page.assert(200).body.contains("职务没了，这里也就没了"));
        // Why can somebody see this? For whoever manages accounts, and for everybody about themselves.
        let id = accounts["accounts"][0]["id"].as_str().unwrap();
        let why = system.browser.get(&format!("/accounts/{id}/rights")).assert(200).body;
        for words in ["赵旗领能做什么", "2026年10月1日", "职务没了，岗位马上就没了", "看住户", "什么也不能做"] {
            assert!(why.contains(words), "{words}: {why}");
        }
        let (own, program) = somebody(&place, &served, &["--login", "qian", "--name", "钱同成", "--role", "group_member", "--unit", GRIDS[0]]);
        let why = own.get("/me/rights").assert(200).body;
        assert!(why.contains("看住户") && !why.contains("改住户"), "{why}");
        let rights = program.get("/api/v1/me/rights").assert(200).json();
        assert_eq!((rights[0]["role"].as_str(), rights[0]["appointed"].as_bool()), (Some("group_member"), Some(true)), "{rights}");
        assert_eq!(own.get(&format!("/accounts/{id}/rights")).status, 403);
    }
}
