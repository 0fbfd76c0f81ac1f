//! Over HTTP, as a browser sees it.

use chrono::Duration;
use hongwang_domain::{Actor, Role};
use hongwang_store::Key;
use hongwang_testing::on_both_engines;
use hongwang_web::{Demo, DemoLogIn};

use crate::browser::{Answer, Service};
use crate::ground::{COUNTY, GRIDS, Ground, NAME, PASSWORD, PHONE, TOWN};

/// The one secret that a page shows.
fn shown(answer: &Answer) -> String {
    let (_, behind) = answer.body.split_once("id=\"secret\">").unwrap_or_else(|| panic!("{answer:?}"));
    behind.split("</p>").next().unwrap().replace("<span>", "").replace("</span>", "")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before)
        .and_then(|(_, behind)| behind.split_once(after))
        .unwrap_or_else(|| panic!("{before}: {text}"))
        .0
}

on_both_engines! {
    fn somebody_logs_in_looks_around_and_logs_out(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        let sent = browser.get("/me");
        assert_eq!((sent.status, sent.header("location")), (303, "/login?next=%2Fme"));
        let page = browser.get("/login?next=%2Fme");
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&format!("单位{COUNTY}")) && page.body.contains("name=\"next\" value=\"/me\""), "{}", page.body);
        assert!(!page.body.contains("name=\"stay\"") && !page.body.contains("Hongwang-2026"));

        let wrong = browser.log_in(PHONE, "Apfelbaum-8");
        assert_eq!(wrong.status, 422);
        assert!(!wrong.body.contains("还可以试") && wrong.body.contains("role=\"alert\""), "{}", wrong.body);
        assert!(wrong.body.contains(PHONE) && !wrong.body.contains("Apfelbaum"), "what was typed stays, but no password");

        let inside = browser.post("/login", &[("name", "199 0000 0099"), ("password", PASSWORD), ("next", "/me")]);
        assert_eq!((inside.status, inside.header("location")), (303, "/me"));
        let cookie = inside.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Max-Age"), "{cookie}");
        let me = browser.get("/me");
        for words in [NAME, "网格党小组组长", GRIDS[0], "这一台", "电脑", "改密码"] {
            assert!(me.body.contains(words), "{words}: {}", me.body);
        }
        assert_eq!(browser.get("/login").header("location"), "/", "whoever is in needs no door");
        assert_eq!(browser.get("/accounts").status, 403);

        let old = browser.clone();
        assert_eq!(browser.post("/logout", &[]).header("location"), "/login");
        assert!(browser.get("/login").body.contains("已经退出来了"));
        for mut browser in [browser, old] {
            assert_eq!(browser.get("/me").status, 303);
        }
    }

    fn a_form_of_another_site_logs_nobody_in_or_out(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        let fields = [("name", PHONE), ("password", PASSWORD)];
        assert_eq!(browser.post_from("/login", &fields, "Sec-Fetch-Site: cross-site\r\n").status, 403);
        assert_eq!(browser.post_from("/login", &fields, "").status, 403);
        browser.log_in(PHONE, PASSWORD);
        assert_eq!(browser.post_from("/logout", &[], "Sec-Fetch-Site: cross-site\r\n").status, 403);
        assert_eq!(browser.get("/me").status, 200);
        let away = browser.get("/login?next=https%3A%2F%2Fevil.test%2F");
        assert_eq!(away.header("location"), "/");
    }

    fn a_one_time_password_leads_to_one_page_alone(engine) {
        let ground = Ground::new(engine);
        let created = ground.create(PHONE, Role::GridLeader, GRIDS[0]);
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        assert_eq!(browser.log_in(PHONE, created.password.expose()).header("location"), "/password");
        for path in ["/", "/me", "/me/tokens"] {
            assert_eq!(browser.get(path).header("location"), "/password", "{path}");
        }
        let page = browser.get("/password");
        assert!(page.body.contains("先换成您自己的") && page.body.contains("四样里要有三样"), "{}", page.body);
        let old = created.password.expose();
        for (new, again, words) in [
            ("kurz", "kurz", "太短了"),
            (PASSWORD, "Apfelbaum-8", "两遍写得不一样"),
            ("Tel-19900000099", "Tel-19900000099", "不要带登录名、手机号或姓名"),
            ("", "", "这一项要填"),
        ] {
            let refused = browser.post("/password", &[("old", old), ("new", new), ("again", again)]);
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains(words), "{words}: {}", refused.body);
            assert!(!refused.body.contains(old) && (new.is_empty() || !refused.body.contains(new)), "no password comes back");
        }
        let changed = browser.post("/password", &[("old", old), ("new", PASSWORD), ("again", PASSWORD)]);
        assert_eq!((changed.status, changed.header("location")), (303, "/"));
        assert_eq!(browser.get("/me").status, 200, "the session goes on under another secret");
    }

    fn five_wrong_passwords_are_answered_in_words(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        for name in [PHONE, "nobody"] {
            let answers: Vec<Answer> = (0..6).map(|_| browser.log_in(name, "no")).collect();
            let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
            assert_eq!(statuses, [422, 422, 422, 422, 429, 429]);
            assert!(answers[3].body.contains("再错一次"), "{}", answers[3].body);
            assert!(!answers[2].body.contains("再错一次"), "what is left is said at the last one alone");
            assert!(answers[4].body.contains("15 分钟以后再试"), "{}", answers[4].body);
        }
    }

    fn one_device_sees_the_others_and_ends_them(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let (mut desk, mut phone) = (service.browser(), service.browser());
        phone.agent = "Mozilla/5.0 (Linux; Android 12) Mobile";
        let door = phone.get("/login").body;
        assert!(door.contains("name=\"stay\"") && !door.contains("checked"), "{door}");
        let stays = phone.post("/login", &[("name", PHONE), ("password", PASSWORD), ("stay", "1")]);
        assert!(stays.header("set-cookie").contains("Max-Age=2592000"), "{stays:?}");
        desk.log_in(PHONE, PASSWORD);
        let me = desk.get("/me").body;
        assert!(me.contains("安卓手机") && me.contains("保持登录"), "{me}");
        let phones = me.split("<li>").find(|row| row.contains("安卓手机")).unwrap();
        let end = between(phones, "action=\"", "\"").to_owned();
        assert_eq!(desk.post(&end, &[]).header("location"), "/me");
        assert_eq!(phone.get("/me").status, 303);
        assert_eq!(desk.post(&end, &[]).status, 303, "twice is no fault");
        phone.log_in(PHONE, PASSWORD);
        assert_eq!(desk.post("/me/sessions/end", &[]).header("location"), "/login");
        assert_eq!((desk.get("/me").status, phone.get("/me").status), (303, 303));
    }

    fn the_administrator_makes_an_account_and_hands_its_password_over(engine) {
        let ground = Ground::new(engine);
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY);
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in("19900000098", admin.password.expose());
        browser.post("/password", &[("old", admin.password.expose()), ("new", PASSWORD), ("again", PASSWORD)]);
        assert!(browser.get("/").body.contains("href=\"/accounts\""), "a way there");

        let form = browser.get("/accounts/new").body;
        let key = between(&form, "name=\"key\" value=\"", "\"").to_owned();
        let mut make = |role, unit| {
            let who = [("key", key.as_str()), ("name", "李四"), ("phone", "199 0000 0097")];
            browser.post("/accounts/new", &[&who[..], &[("role", role), ("unit", unit)]].concat())
        };
        let refused = make("grid_leader", TOWN);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("这个单位没有这样的岗位") && refused.body.contains("李四"), "{}", refused.body);
        let (made, again) = (make("grid_leader", GRIDS[0]), make("grid_leader", GRIDS[0]));
        assert_eq!((made.status, shown(&made)), (200, shown(&again)), "the same form twice makes one account");
        service.browser().log_in("19900000097", &shown(&made));

        let list = browser.get("/accounts?q=%E6%9D%8E").body;
        assert!(list.contains("李四") && list.contains("199******97") && list.contains("一次性密码还没换"), "{list}");
        assert!(!list.contains("19900000097") && !list.contains(NAME));
        let row = list.split("<tr>").find(|row| row.contains("李四")).unwrap();
        let path = format!("/accounts/{}", between(row, "href=\"/accounts/", "\""));
        let added = browser.post(&format!("{path}/roles"), &[("role", "grid_leader"), ("unit", GRIDS[1])]);
        assert_eq!(added.header("location"), path);
        let page = browser.get(&path).body;
        assert!(page.contains(GRIDS[0]) && page.contains(GRIDS[1]) && page.contains("岗位加好了"), "{page}");
        let end = between(page.split("<li>").find(|row| row.contains(GRIDS[1])).unwrap(), "action=\"", "\"").to_owned();
        assert_eq!(browser.post(&end, &[]).status, 303);
        assert!(!browser.get(&path).body.contains(GRIDS[1]));

        let given = browser.post(&format!("{path}/password"), &[]);
        let mut leader = service.browser();
        assert_eq!(leader.log_in("19900000097", &shown(&made)).status, 422);
        assert_eq!(leader.log_in("19900000097", &shown(&given)).header("location"), "/password");
        assert_eq!(browser.post(&format!("{path}/sessions/end"), &[]).status, 303);
        assert_eq!(leader.get("/password").header("location"), "/login?next=%2Fpassword&gone=page");
        for nowhere in ["0190b0a0-0000-7000-8000-000000000000", "x", "%00"] {
            assert_eq!(browser.get(&format!("/accounts/{nowhere}")).status, 404, "{nowhere}");
        }
        assert_eq!(browser.get("/accounts?q=%00%25&page=0").status, 200);
    }

    fn a_key_for_a_program_is_shown_once_and_taken_back(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in(PHONE, PASSWORD);
        assert!(browser.get("/me/tokens").body.contains("还没有钥匙"));
        assert_eq!(browser.post("/me/tokens", &[("name", "报表"), ("days", "366")]).status, 422);
        let token = shown(&browser.post("/me/tokens", &[("name", "报表"), ("days", "7")]));
        assert_eq!(service.api("GET", "/api/v1/me", &token, None).json()["name"], NAME);
        let list = browser.get("/me/tokens").body;
        assert!(list.contains("报表") && !list.contains(&token));
        let revoke = between(list.split("<li>").find(|row| row.contains("报表")).unwrap(), "action=\"", "\"").to_owned();
        assert_eq!(browser.post(&revoke, &[]).status, 303);
        assert_eq!(service.api("GET", "/api/v1/me", &token, None).status, 401);
    }

    fn a_demo_tells_how_to_get_in(engine) {
        let ground = Ground::new(engine);
        let people = hongwang_accounts::demo(&ground.store, TOWN).unwrap();
        let log_ins = people.iter().map(|person| DemoLogIn {
            role: person.role.as_str().to_owned(),
            unit: person.unit.clone(),
            login: person.login.clone(),
            password: person.password.clone(),
        });
        let service = Service::new(&ground.store, Some(Demo { log_ins: log_ins.collect() }));
        let page = service.browser().get("/login").body;
        assert!(page.contains("这是演示"));
        for person in &people {
            assert!(page.contains(&format!("value=\"{}\"", person.login)), "{}", person.login);
            let mut browser = service.browser();
            assert_eq!(browser.log_in(&person.login, &person.password).header("location"), "/");
            for path in ["/", "/me", "/me/tokens", "/password"] {
                assert_eq!(browser.get(path).status, 200, "{path} as {}", person.login);
            }
            let manages = person.role == Role::SystemAdmin;
            assert_eq!(browser.get("/accounts").status, if manages { 200 } else { 403 }, "{}", person.login);
        }
    }

    fn who_was_away_too_long_is_told_and_finds_back(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        assert_eq!(browser.get("/me").header("location"), "/login?next=%2Fme", "nobody was here before");
        browser.log_in(PHONE, PASSWORD);
        ground.wait(Duration::minutes(31));
        let (mut later, form) = (browser.clone(), service.sent_from("/me/tokens?a=1"));
        let sent = browser.post_from("/me/tokens", &[("name", "报表"), ("days", "7")], &form);
        assert_eq!((sent.status, sent.header("location")), (303, "/login?next=%2Fme%2Ftokens%3Fa%3D1&gone=form"));
        assert!(sent.header("set-cookie").contains("Max-Age=0"), "said once: {sent:?}");
        let door = browser.get(sent.header("location")).body;
        assert!(door.contains("请重新登录") && door.contains("刚才填的还没有存") && door.contains("data-gone=\"form\""), "{door}");
        let wrong = browser.post("/login", &[("name", PHONE), ("password", "no"), ("next", "/me/tokens"), ("gone", "form")]);
        assert!(wrong.body.contains("刚才填的还没有存") && wrong.body.contains("value=\"/me/tokens\""), "{}", wrong.body);

        let away = later.get("/me");
        assert_eq!(away.header("location"), "/login?next=%2Fme&gone=page");
        let door = later.get("/login?next=%2Fme&gone=page").body;
        assert!(door.contains("请重新登录") && !door.contains("刚才填的"), "{door}");
        let elsewhere = later.post_from("/me/tokens/x/revoke", &[], "Sec-Fetch-Site: same-origin\r\nReferer: http://evil.test/x");
        assert_eq!(elsewhere.header("location"), "/login");
    }

    fn logging_in_again_ends_what_was_before(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in(PHONE, PASSWORD);
        let mut old = browser.clone();
        browser.log_in(PHONE, PASSWORD);
        assert_eq!((old.get("/me").status, browser.get("/me").status), (303, 200));
    }

    fn who_keeps_the_system_running_is_not_sent_for_more_rights(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let people = hongwang_accounts::demo(&ground.store, TOWN).unwrap();
        let audit = people.iter().find(|person| person.role == Role::AuditAdmin).unwrap();
        let service = Service::new(&ground.store, None);
        let (mut admin, mut leader) = (service.browser(), service.browser());
        admin.log_in(&audit.login, &audit.password);
        leader.log_in(PHONE, PASSWORD);
        assert!(admin.get("/accounts").body.contains("管理员只管账号和系统"));
        assert!(leader.get("/accounts").body.contains("请让上一级给您开通"));
    }

    fn the_last_system_administrator_stays(engine) {
        let ground = Ground::new(engine);
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY);
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in("19900000098", admin.password.expose());
        browser.post("/password", &[("old", admin.password.expose()), ("new", PASSWORD), ("again", PASSWORD)]);
        let page = browser.get(&format!("/accounts/{}", admin.id)).body;
        let end = format!("/accounts/{}/roles/{}", admin.id, between(&page, &format!("/accounts/{}/roles/", admin.id), "\""));
        let refused = browser.post(&end, &[]);
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("最后一位系统管理员"), "{}", refused.body);
        ground.create("19900000097", Role::SystemAdmin, COUNTY);
        assert_eq!(browser.post(&end, &[]).status, 303);
    }

    fn a_demo_keeps_its_passwords(engine) {
        let ground = Ground::new(engine);
        let people = hongwang_accounts::demo(&ground.store, TOWN).unwrap();
        let by_role = |role| people.iter().find(|person| person.role == role).unwrap();
        let (town, system) = (by_role(Role::TownOrganiser), by_role(Role::SystemAdmin));
        let told = DemoLogIn { role: String::new(), unit: String::new(), login: town.login.clone(), password: town.password.clone() };
        let service = Service::new(&ground.store, Some(Demo { log_ins: vec![told] }));
        let mut browser = service.browser();
        browser.log_in(&town.login, &town.password);
        let refused = browser.post("/password", &[("old", &town.password), ("new", PASSWORD), ("again", PASSWORD)]);
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("这是演示账号，密码不变"), "{}", refused.body);
        let mut admin = service.browser();
        admin.log_in(&system.login, &system.password);
        let list = admin.get("/accounts").body;
        let row = list.split("<tr>").find(|row| row.contains(&format!(">{}<", town.login))).unwrap();
        let path = format!("/accounts/{}/password", between(row, "href=\"/accounts/", "\""));
        assert_eq!(admin.post(&path, &[]).status, 409);
        for _ in 0..6 {
            assert_eq!(service.browser().log_in(&town.login, "no").status, 422, "nothing is locked");
        }
        assert_eq!(service.browser().log_in(&town.login, &town.password).status, 303);

        let account = hongwang_accounts::account_called(&ground.store, &town.login).unwrap().unwrap();
        hongwang_accounts::give_password(&ground.store, &Actor::console(), &Key::new(), &account.id).unwrap();
        ground.enter(&town.login, &town.password).unwrap_err();
        hongwang_accounts::put_back(&ground.store).unwrap();
        ground.enter(&town.login, &town.password).unwrap();
    }

    fn large_letters_choose_no_language(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        let large = browser.post("/view", &[("elder", "1"), ("back", "/login?next=%2Fme")]);
        assert!(!large.header("set-cookie").contains("language"), "{large:?}");
        browser.log_in(PHONE, PASSWORD);
        browser.post("/view", &[("elder", "1"), ("back", "/me")]);
        assert_eq!(browser.get("/api/v1/me").json()["language"], serde_json::Value::Null);
        browser.post("/view", &[("language", "zh-CN"), ("back", "/me")]);
        assert_eq!(browser.get("/api/v1/me").json()["elder"], true);
        browser.post("/logout", &[]);

        let door = browser.post("/view", &[("language", "en"), ("back", "/login?next=%2Fme")]).header("location").to_owned();
        assert_eq!(door, "/login?next=%2Fme&language=en");
        assert!(browser.get(&door).body.contains("name=\"language\" value=\"en\""));
        browser.post("/login", &[("name", PHONE), ("password", PASSWORD), ("next", "/me"), ("language", "en")]);
        assert!(browser.get("/me").body.contains("Where I am logged in"), "what was chosen at the door stays behind it");
    }

    fn what_is_shown_once_is_not_left_by_a_switch(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in(PHONE, PASSWORD);
        let switch = "data-view=\"language\"";
        assert!(browser.get("/me/tokens").body.contains(switch));
        let once = browser.post("/me/tokens", &[("name", "报表"), ("days", "7")]).body;
        assert!(!once.contains(switch) && once.contains("data-view=\"elder\" hidden"), "{once}");
        let refused = browser.post_from("/me/tokens", &[("name", ""), ("days", "7")], &service.sent_from("/me/tokens"));
        assert!(refused.status == 422 && refused.body.contains("name=\"back\" value=\"/me/tokens\""), "{refused:?}");
    }

    fn the_first_page_says_who_is_here_and_what_can_be_done(engine) {
        let ground = Ground::new(engine);
        let people = hongwang_accounts::demo(&ground.store, TOWN).unwrap();
        let service = Service::new(&ground.store, None);
        for role in [Role::Volunteer, Role::CentreKeeper, Role::ChildrenOfficer, Role::SecurityAdmin, Role::AuditAdmin] {
            let person = people.iter().find(|person| person.role == role).unwrap();
            let mut browser = service.browser();
            browser.log_in(&person.login, &person.password);
            let home = browser.get("/").body;
            for words in ["您是", "action=\"/logout\"", "眼下不用您做什么", "href=\"/password\"", "href=\"/policy\""] {
                assert!(home.contains(words), "{words} for {role:?}: {home}");
            }
            let me = browser.get("/me").body;
            let more = between(&me, "更多", "</ul>");
            assert!(more.contains("href=\"/standard\""), "{more}");
        }
    }

    fn a_page_speaks_the_language_and_the_size_that_was_chosen(engine) {
        let ground = Ground::new(engine);
        ground.leader();
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.post("/view", &[("language", "en"), ("back", "/login")]);
        assert!(browser.get("/login").body.contains("Phone or log-in name"));
        browser.log_in(PHONE, PASSWORD);
        browser.post("/view", &[("language", "en"), ("elder", "1"), ("back", "/me")]);
        let mut elsewhere = service.browser();
        elsewhere.log_in(PHONE, PASSWORD);
        let me = elsewhere.get("/me").body;
        assert!(me.contains("Where I am logged in") && me.contains("class=\"elder\""), "{me}");
    }
}
