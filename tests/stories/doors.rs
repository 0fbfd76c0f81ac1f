//! Who gets in, and who does not any more: a code from above, a phone that was lost, a token of a smaller scope, an
//! inspector whose days are over.

use hongwang_domain::Role;
use hongwang_store::diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl};
use hongwang_store::schema::accounts::{account_roles, reset_codes};
use hongwang_testing::{Answer, Place, Served, Talker, on_both_engines};

use crate::appointments::{GRIDS, PHONE, TOWN, somebody, town};
use crate::policy::ground::enter;

const VILLAGE: &str = "211104109201";
const NEW: &str = "Birnbaum-8-gruen";

/// The id of somebody's account, as whoever helps sees it; `None` where they are not to be helped.
fn helped(helper: &Talker, name: &str) -> Option<String> {
    let all = helper.get("/api/v1/helping").assert(200).json();
    let one = all["accounts"].as_array().unwrap().iter().find(|one| one["name"] == name)?;
    one["id"].as_str().map(str::to_owned)
}

/// The code that a page shows once.
fn code(page: &Answer) -> String {
    let digits = page.body.split("id=\"secret\"").nth(1).unwrap_or(&page.body);
    let digits: String = digits.split("</p>").next().unwrap().chars().filter(char::is_ascii_digit).collect();
    assert!(digits.len() >= 6, "{}", page.body);
    digits[..6].to_owned()
}

fn give(helper: &Talker, account: &str) -> String {
    let given = helper.post(&format!("/helping/{account}/code"), &[]);
    assert_eq!(given.status, 200, "{}", given.body);
    code(&given)
}

fn reset(served: &Served, name: &str, code: &str, new: &str) -> Answer {
    served.stranger().post("/reset", &[("name", name), ("code", code), ("new", new), ("again", new)])
}

fn leader(place: &Place, served: &Served) -> (Talker, Talker) {
    somebody(place, served, &["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", GRIDS[0]])
}

/// What a page says where something was refused.
fn said(answer: &Answer) -> String {
    let start = answer.body.find("id=\"code-fault\"").unwrap_or_default();
    answer.body[start..].split("</").next().unwrap().to_owned()
}

on_both_engines! {
    fn who_forgot_the_password_is_helped_from_above(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let (browser, program) = leader(&place, &served);
        let secretary = enter(&place, &served, Role::VillageSecretary, VILLAGE);
        let account = helped(&secretary.program, "赵旗领").unwrap();
        assert!(secretary.browser.get("/helping").body.contains("赵旗领"));
        let code = give(&secretary.browser, &account);

        // A password that can't be taken costs no code.
        assert_eq!(reset(&served, PHONE, &code, "short").status, 422);
        let done = reset(&served, PHONE, &code, NEW);
        assert_eq!((done.status, done.location()), (303, "/login"), "{}", done.body);
        assert_eq!(browser.get("/me").status, 303, "whoever was in is out");
        assert_eq!(program.get("/api/v1/me").status, 401, "and so are programs");
        let again = reset(&served, PHONE, &code, "Birnbaum-9-gelb");
        assert_eq!(again.status, 422, "a code is good once");
        let inside = served.stranger().post("/login", &[("name", PHONE), ("password", NEW)]);
        assert_eq!(inside.status, 303);
        place.assert_sound();
    }

    fn nobody_is_helped_from_beside_or_below_and_administrators_by_one_alone(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        leader(&place, &served);
        let cast = [
            (Role::TownOrganiser, TOWN),
            (Role::VillageSecretary, VILLAGE),
            (Role::CentreKeeper, VILLAGE),
            (Role::CountyOrganiser, "211104"),
            (Role::SystemAdmin, "211104"),
            (Role::SecurityAdmin, "211104"),
            (Role::AuditAdmin, "211104"),
        ];
        let actors: Vec<_> = cast.iter().map(|(role, unit)| enter(&place, &served, *role, unit)).collect();
        let [organiser, secretary, keeper, county, system, security, audit] = &actors[..] else { panic!() };
        let all = system.program.get("/api/v1/accounts").assert(200).json();
        let id = |role: &str| {
            let mut all = all["accounts"].as_array().unwrap().iter();
            let one = all.find(|one| one["roles"][0]["role"] == role).unwrap_or_else(|| panic!("{role}"));
            one["id"].as_str().unwrap().to_owned()
        };
        let ask = |helper: &Talker, role: &str| {
            let asked = helper.post(&format!("/helping/{}/code", id(role)), &[]);
            if asked.status != 200 {
                assert!(!asked.body.contains("某人") && !asked.body.contains("赵旗领"), "{}", asked.body);
            }
            asked.status
        };
        for (helper, role, status) in [
            (organiser, "village_secretary", 200),
            (organiser, "grid_leader", 200),
            (secretary, "grid_leader", 200),
            (secretary, "village_secretary", 403),
            (secretary, "centre_keeper", 403),
            (secretary, "town_organiser", 403),
            (keeper, "grid_leader", 403),
            (county, "town_organiser", 200),
            (county, "grid_leader", 409),
            (county, "county_organiser", 403),
            (system, "grid_leader", 403),
            (system, "audit_admin", 403),
            (audit, "system_admin", 403),
            (security, "system_admin", 200),
            (security, "audit_admin", 200),
            (security, "security_admin", 409),
            (security, "grid_leader", 409),
            (security, "county_organiser", 409),
        ] {
            assert_eq!(ask(&helper.browser, role), status, "{:?} for {role}", helper.role);
        }
        assert_eq!(helped(&county.program, "赵旗领"), None, "and nobody else stands in the list");
        assert_eq!(helped(&security.program, "赵旗领"), None);
    }

    fn a_code_is_not_guessed_and_does_not_tell_who_is_there(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        leader(&place, &served);
        let secretary = enter(&place, &served, Role::VillageSecretary, VILLAGE);
        let code = give(&secretary.browser, &helped(&secretary.program, "赵旗领").unwrap());
        let wrong = if code == "000000" { "111111" } else { "000000" };
        // One with a code, one without, one who is nobody: the same words each time.
        for round in 0..2 {
            let [known, bare, nobody] = [PHONE, "admin", "19900009999"].map(|name| reset(&served, name, wrong, NEW));
            assert_eq!([known.status, bare.status, nobody.status], [422; 3], "{round}: {}", nobody.body);
            assert!(said(&known) == said(&nobody) && said(&bare) == said(&nobody), "{}", said(&known));
        }
        let more: Vec<u16> = (0..3).map(|_| reset(&served, PHONE, wrong, NEW).status).collect();
        assert_eq!(more, [422, 422, 429]);
        assert_eq!(reset(&served, PHONE, &code, NEW).status, 429, "the right one comes too late");
        let tries: i32 = db(&place, |db| reset_codes::table.select(reset_codes::tries).first(db).unwrap());
        assert!(tries >= 5, "{tries}: it is dead, whenever it is tried again");
    }

    fn a_code_holds_for_half_an_hour(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        leader(&place, &served);
        let secretary = enter(&place, &served, Role::VillageSecretary, VILLAGE);
        let account = helped(&secretary.program, "赵旗领").unwrap();
        let (first, code) = (give(&secretary.browser, &account), give(&secretary.browser, &account));
        assert!(first == code || reset(&served, PHONE, &first, NEW).status == 422, "the one before is good no more");
        db(&place, |db| {
            let past = chrono::DateTime::UNIX_EPOCH.naive_utc();
            hongwang_store::diesel::update(reset_codes::table).set(reset_codes::expires_at.eq(past)).execute(db).unwrap()
        });
        assert_eq!(reset(&served, PHONE, &code, NEW).status, 422);
    }

    fn a_lost_phone_is_logged_out_from_above_and_its_use_is_seen_by_its_owner_alone(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let (_, _) = leader(&place, &served);
        let secretary = enter(&place, &served, Role::VillageSecretary, VILLAGE);
        let agent = "User-Agent: Mozilla/5.0 (Linux; Android 12) Chrome/110.0 Mobile Safari/537.36";
        let phone = served.stranger().with(agent);
        let fields = [("name", PHONE), ("password", crate::policy::ground::PASSWORD), ("stay", "1")];
        let entered = phone.post("/login", &fields).assert(303);
        assert!(entered.headers("set-cookie").any(|cookie| cookie.contains("Max-Age=2592000")), "{}", entered.head);
        let phone = phone.with_cookie_of(&entered);
        let sessions = phone.get("/api/v1/sessions").assert(200).json();
        let own = sessions.as_array().unwrap().iter().find(|one| one["here"] == true).unwrap().clone();
        let id = own["id"].as_str().unwrap();
        let named = phone.post(&format!("/me/sessions/{id}/name"), &[("name", "老伴的红米")]);
        assert_eq!(named.status, 303);
        assert!(phone.get("/me").body.contains("老伴的红米"));
        let long = phone.post(&format!("/me/sessions/{id}/name"), &[("name", &"长".repeat(21))]);
        assert_eq!(long.status, 422);

        let account = helped(&secretary.program, "赵旗领").unwrap();
        let page = secretary.browser.get(&format!("/helping/{account}")).assert(200);
        assert!(page.body.contains("老伴的红米") && !page.body.contains("上次用"), "{}", page.body);
        let seen = secretary.program.get(&format!("/api/v1/helping/{account}")).assert(200);
        assert!(!seen.body.contains("used") && !seen.body.contains("created"), "{}", seen.body);
        assert_eq!(seen.json()["phones"].as_array().unwrap().len(), 1, "the desk is not told of: {}", seen.body);
        let beside = secretary.browser.post(&format!("/me/sessions/{id}/name"), &[("name", "我的")]);
        assert_eq!(beside.status, 404);
        let ended = secretary.browser.post(&format!("/helping/{account}/sessions/{id}/end"), &[]);
        assert_eq!(ended.status, 303, "{}", ended.body);
        assert!(phone.get("/me").assert(303).location().starts_with("/login"));
        place.assert_sound();
    }

    fn a_token_of_a_smaller_scope_reaches_no_further(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let clerk = enter(&place, &served, Role::TownOrganiser, TOWN);
        let login = crate::policy::ground::login(Role::TownOrganiser, TOWN);
        let token = |reach: &str| {
            let made = place.run(["user", "token", "--login", &login, "--reach", reach]).assert(0);
            served.stranger().with(&format!("Authorization: Bearer {}", made.stdout.trim()))
        };
        let (reading, counts) = (token("reading"), token("counts"));
        let grid = GRIDS[0];
        let homes = clerk.program.get(&format!("/api/v1/units/{grid}/households")).assert(200).json();
        let home = crate::policy::ground::first_id(&homes, "list");
        let version = serde_json::json!({"number": "777", "version": 1});
        for (method, path, body, of_reading, of_counts) in [
            ("GET", "/api/v1/me".to_owned(), None, 200, 200),
            ("GET", format!("/api/v1/units/{TOWN}/ledger"), None, 200, 200),
            ("GET", format!("/api/v1/units/{TOWN}/ledger/names?purpose=submit"), None, 200, 403),
            ("GET", format!("/api/v1/units/{grid}"), None, 200, 403),
            ("GET", format!("/api/v1/units/{grid}/households"), None, 200, 403),
            ("GET", format!("/api/v1/households/{home}"), None, 200, 403),
            ("POST", "/api/v1/find".to_owned(), Some(serde_json::json!({"number": "19900005001"})), 200, 403),
            ("PUT", format!("/api/v1/households/{home}"), Some(version), 403, 403),
            ("PUT", format!("/api/v1/units/{TOWN}/ledger/declared"), Some(serde_json::json!({"households": 1})), 403, 403),
            ("GET", format!("/api/v1/units/{TOWN}/imports"), None, 403, 403),
            ("PUT", "/api/v1/me/view".to_owned(), Some(serde_json::json!({"elder": true})), 403, 403),
            ("DELETE", "/api/v1/sessions".to_owned(), None, 403, 403),
            ("POST", "/api/v1/tokens".to_owned(), Some(serde_json::json!({"name": "更大", "days": 9})), 403, 403),
        ] {
            for (who, program, wanted) in [("reading", &reading, of_reading), ("counts", &counts, of_counts)] {
                let answer = match &body {
                    Some(body) => program.json(method, &path, body),
                    None => program.send(method, &path, &[], b""),
                };
                assert_eq!(answer.status, wanted, "{who}: {method} {path}: {}", answer.body);
                assert!(wanted == 200 || !answer.body.contains("赵冠春"), "{}", answer.body);
            }
        }
        let described = served.stranger().get("/api/v1/openapi.json").assert(200).json();
        let security = |path: &str, method: &str| described["paths"][path][method]["security"][0]["token"][0].clone();
        assert_eq!(security("/api/v1/units/{unit}/ledger", "get"), "counts");
        assert_eq!(security("/api/v1/units/{unit}/households", "get"), "reading");
        assert_eq!(security("/api/v1/units/{unit}/households", "post"), "everything");
        assert!(clerk.program.get("/api/v1/tokens").body.contains("\"reach\":\"reading\""));
    }

    fn an_expired_inspector_is_out_at_once(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let add = |login: &str, until: &[&str]| {
            let how = ["user", "add", "--login", login, "--name", "王检查", "--role", "inspector", "--unit", TOWN];
            place.run(how.iter().chain(until))
        };
        // The clock of this place stands on 5 November 2026.
        for (until, words) in [("2026-11-05", "今天以后"), ("2028-01-01", "366")] {
            let refused = add("never", &["--until", until]).assert(1);
            assert!(refused.stderr.contains(words), "{}", refused.stderr);
        }
        let how = ["--login", "wang", "--name", "王检查", "--role", "inspector", "--unit", TOWN, "--until", "2026-11-20"];
        let (browser, program) = somebody(&place, &served, &how);
        let (page, answer) = (format!("/units/{TOWN}/ledger"), format!("/api/v1/units/{TOWN}/ledger"));
        let shown = browser.get(&page).assert(200);
        assert!(shown.body.contains("class=\"watermark\"") && shown.body.contains("检查账号 王检查"), "{}", shown.body);
        assert_eq!(program.get(&answer).status, 200);
        db(&place, |db| {
            let inspects = account_roles::table.filter(account_roles::role.eq("inspector"));
            let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 5);
            hongwang_store::diesel::update(inspects).set(account_roles::to_day.eq(today)).execute(db).unwrap()
        });
        assert!(browser.get(&page).assert(303).location().starts_with("/login"));
        assert_eq!(program.get(&answer).status, 401);
        // Without a day it is thirty.
        assert_eq!(add("li", &[]).code, Some(0));
        let days = db(&place, |db| {
            let open = account_roles::table.filter(account_roles::role.eq("inspector"));
            open.select(account_roles::to_day).order(account_roles::id.desc()).first::<Option<chrono::NaiveDate>>(db).unwrap()
        });
        assert_eq!(days, chrono::NaiveDate::from_ymd_opt(2026, 12, 5));
    }

    fn an_account_is_put_right_and_whoever_comes_second_is_told(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        leader(&place, &served);
        let system = enter(&place, &served, Role::SystemAdmin, "211104");
        let listed = system.program.get("/api/v1/accounts?q=赵旗领").assert(200).json()["accounts"][0].clone();
        let (id, version) = (listed["id"].as_str().unwrap(), listed["version"].clone());
        let path = format!("/accounts/{id}/edit");
        let form = system.browser.get(&path).assert(200);
        assert!(form.body.contains("199******01") && !form.body.contains(PHONE), "{}", form.body);
        let version = version.to_string();
        let typed = |name: &'static str, phone: &'static str, login: &'static str| {
            [("version", version.clone()), ("name", name.to_owned()), ("phone", phone.to_owned()), ("login", login.to_owned())]
        };
        let send = |fields: [(&'static str, String); 4]| {
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            system.browser.post(&path, &fields)
        };
        for (fields, words) in [
            (typed("赵旗领", "123", ""), "不像一个完整的手机号"),
            (typed("赵旗领", "", "admin"), "登录名已经有人用了"),
            (typed("赵旗领", "", "1a"), "登录名要 2 到 30 个字"),
        ] {
            let refused = send(fields);
            assert!(refused.status == 422 && refused.body.contains(words), "{words}: {}", refused.body);
        }
        assert_eq!(send(typed("赵旗领", "199 0000 5007", "zhao")).location(), format!("/accounts/{id}"));
        let late = send(typed("赵某", "", ""));
        assert_eq!(late.status, 409, "{}", late.body);
        assert!(late.body.contains("赵某") && late.body.contains("zhao"), "what was typed, and what stands: {}", late.body);
        for (name, status) in [(PHONE, 422), ("19900005007", 303), ("zhao", 303)] {
            let password = crate::policy::ground::PASSWORD;
            assert_eq!(served.stranger().post("/login", &[("name", name), ("password", password)]).status, status, "{name}");
        }
        // A program, which leaves out what stays.
        let json = serde_json::json!({"version": 1, "name": "赵"});
        let api = format!("/api/v1/accounts/{id}");
        let password = ("password", crate::policy::ground::PASSWORD);
        assert_eq!(system.program.json("PUT", &api, &json).status, 422, "a token alone opens no door");
        let with = |version: i32| serde_json::json!({"version": version, "login": "zhao.qi", password.0: password.1});
        assert_eq!(system.program.json("PUT", &api, &with(1)).status, 409);
        let now = i32::try_from(system.program.get(&api).json()["version"].as_i64().unwrap()).unwrap();
        assert_eq!(system.program.json("PUT", &api, &with(now)).status, 204);
        let now = system.program.get(&api).assert(200).json();
        assert_eq!((now["login"].as_str(), now["name"].as_str(), now["phone"].as_str()), (Some("zhao.qi"), Some("赵旗领"), Some("199******07")));
        place.assert_sound();
    }

    fn a_unit_is_found_by_its_name(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let system = enter(&place, &served, Role::SystemAdmin, "211104");
        let make = |login: &str, role: &str, unit: &str| {
            let fields = [("name", "钱同成"), ("login", login), ("role", role), ("unit", unit)];
            system.browser.post("/accounts/new", &fields)
        };
        assert_eq!(make("one", "group_member", "东河村 第一网格").status, 200);
        assert_eq!(make("two", "group_member", "第二网格").status, 200, "there is one alone");
        assert_eq!(make("three", "town_organiser", "新立镇").status, 200);
        assert_eq!(make("four", "village_secretary", VILLAGE).status, 200, "by code, too");
        let several = make("five", "group_member", "网格");
        assert_eq!(several.status, 422);
        assert!(several.body.contains("<select") && several.body.contains("东河村 第二网格"), "{}", several.body);
        let none = make("six", "group_member", "没有村");
        assert!(none.status == 422 && none.body.contains("没有叫这个名字的单位"), "{}", none.body);
        // After two faults in a row the switch of the view comes back to the form.
        let from = format!("Referer: http://{}/accounts/new", served.address());
        let again = system.browser.with("Sec-Fetch-Site: same-origin").with(&from);
        let again = again.send("POST", "/accounts/new", &["Content-Type: application/x-www-form-urlencoded"], b"name=a");
        assert_eq!(again.status, 422);
        assert!(again.body.contains("name=\"back\" value=\"/accounts/new\""), "{}", again.body);
    }

    fn nobody_else_has_a_watermark(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let clerk = enter(&place, &served, Role::TownOrganiser, TOWN);
        assert!(!clerk.browser.get("/").assert(200).body.contains("watermark"));
    }
}

fn db<T>(place: &Place, work: impl FnOnce(&mut hongwang_store::Db) -> T) -> T {
    work(&mut hongwang_store::Db::establish(&place.database().url()).unwrap())
}
