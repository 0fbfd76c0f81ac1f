//! Ids of others in a body or an address, and what a page shows of numbers that are handed in.

use std::time::{Duration, Instant};

use hongwang_domain::Role;
use hongwang_testing::citizen::wrong_check;
use hongwang_testing::{Answer, Served, Talker, on_both_engines};
use serde_json::{Value, json};

use super::ground::{Ground, PASSWORD, login};

on_both_engines! {
    fn ids_of_others_lead_nowhere(engine) {
        let ground = Ground::new(engine);
        let [own, next, beyond] = [0, 1, 2].map(|at| &ground.grids[at]);
        let (leader, secretary) = (ground.actor(Role::GridLeader), ground.actor(Role::VillageSecretary));
        let clerk = &ground.actor(Role::TownOrganiser).program;
        let home = |id: &str| clerk.get(&format!("/api/v1/households/{id}")).assert(200).json();
        let (before, written) = ((home(&own.household), home(&next.household)), ground.written());
        let version = before.0["version"].to_string();
        // A leader moves no household into the next grid, a secretary none into the next village.
        for (actor, place) in [(leader, &next.code), (secretary, &beyond.code)] {
            let path = format!("/households/{}", own.household);
            let fields = [("number", "901"), ("place", place.as_str()), ("version", &version)];
            assert_refused(&actor.browser.post(&format!("{path}/edit"), &fields), "a household moved by its form");
            let body = json!({ "number": "901", "place": place, "version": version });
            assert_refused(&actor.program.json("PUT", &format!("/api/v1{path}"), &body), "a household moved by a program");
        }
        // Nor does anybody come back into a household of the next grid.
        let left = json!({ "ending": "departure", "day": "2026-11-02", "version": resident(&before.0, &own.resident)["version"] });
        let way = format!("/api/v1/residents/{}", own.resident);
        assert!(leader.program.json("POST", &format!("{way}/leave"), &left).status < 300);
        let written = (written, ground.written()).1;
        let now = home(&own.household);
        let gone = now["past"].as_array().unwrap().iter().find(|one| one["id"] == own.resident.as_str()).unwrap();
        let back = json!({ "household": next.household, "version": gone["version"] });
        assert_refused(&leader.program.json("POST", &format!("{way}/return"), &back), "a return into the next grid");
        assert_eq!(home(&next.household), before.1);
        assert_eq!(ground.written(), written);
    }

    fn sessions_and_tokens_of_others_go_on(engine) {
        let ground = Ground::new(engine);
        let (leader, secretary) = (ground.actor(Role::GridLeader), ground.actor(Role::VillageSecretary));
        let id = |talker: &Talker, path: &str| talker.get(path).assert(200).json()[0]["id"].as_str().unwrap().to_owned();
        let (session, token) = (id(&secretary.browser, "/api/v1/sessions"), id(&secretary.program, "/api/v1/tokens"));
        let written = ground.written();
        let empty: [(&str, &str); 0] = [];
        for path in [format!("/me/sessions/{session}/end"), format!("/me/tokens/{token}/revoke")] {
            leader.browser.post(&path, &empty);
        }
        for path in [format!("/api/v1/sessions/{session}"), format!("/api/v1/tokens/{token}")] {
            assert_eq!(leader.program.send("DELETE", &path, &[], b"").status, 404);
        }
        assert_eq!(ground.written(), written);
        assert_eq!(secretary.browser.get("/me").status, 200);
        assert_eq!(secretary.program.get("/api/v1/me").status, 200);
        // The administrator ends a role under the account that has it, not under another.
        let admin = &ground.actor(Role::SystemAdmin).program;
        let account = admin.get(&format!("/api/v1/accounts/{}", secretary.account)).assert(200).json();
        let role = account["roles"][0]["id"].as_str().unwrap_or_else(|| panic!("{account}"));
        let path = format!("/api/v1/accounts/{}/roles/{role}", leader.account);
        assert_eq!(admin.send("DELETE", &path, &[], b"").status, 404);
        assert_eq!(secretary.program.get(&format!("/api/v1/units/{}/households", secretary.unit)).status, 200);
    }

    fn what_is_handed_in_is_shown_with_masked_numbers(engine) {
        let ground = Ground::new(engine);
        let own = &ground.grids[0];
        let (id, phone) = (&own.numbers[1], &own.numbers[5]);
        let wrong = wrong_check(&own.numbers[2]);
        // Nobody's name, a wrong check character, a relation that there is not.
        let text = format!(
            "村,网格,户编号,姓名,与户主关系,身份证号,联系电话\n东河村,第一网格,901,,户主,{id},{phone}\n\
             东河村,第一网格,902,无名氏,户主,{wrong},{phone}9\n东河村,第一网格,903,无名氏,没有这种关系,{id},{phone}\n"
        );
        let clerk = ground.actor(Role::TownOrganiser);
        let lines = ["Content-Type: text/csv", "X-File-Name: a.csv"];
        let path = format!("/api/v1/units/{}/imports", clerk.unit);
        let taken = clerk.program.send("POST", &path, &lines, text.as_bytes()).json();
        let upload = taken["id"].as_str().or_else(|| taken["upload"].as_str()).unwrap_or_else(|| panic!("{taken}"));
        let faults = until_checked(&clerk.program, upload);
        let mut seen = vec![faults];
        for path in ["", "/faults"] {
            seen.push(clerk.program.get(&format!("/api/v1/imports/{upload}{path}")));
        }
        for path in ["", "/columns"] {
            seen.push(clerk.browser.get(&format!("/imports/{upload}{path}")));
        }
        for answer in &seen {
            for number in [id.as_str(), phone.as_str(), &wrong[..17]] {
                assert!(!answer.body.contains(number), "{number} in\n{}", answer.body);
            }
        }
        assert!(seen.iter().any(|answer| answer.body.contains("没有这种关系")), "no fault was shown at all");
    }

    fn nobody_is_led_away_from_here(engine) {
        let ground = Ground::new(engine);
        let leader = ground.actor(Role::GridLeader);
        let name = login(leader.role, leader.unit);
        for next in ["//other.example", "https://other.example/", "/\\other.example", "/\t/other.example", "\t//other.example"] {
            let address = format!("/login?next={}", next.replace('\t', "%09").replace('\\', "%5C"));
            let stranger = ground.served.stranger();
            let entered = stranger.post("/login", &[("name", &name), ("password", PASSWORD), ("next", next)]);
            for answer in [leader.browser.get(&address), entered.assert(303)] {
                let seen: String = as_browsers_read(answer.location());
                let own = seen.starts_with('/') && !seen[1..].starts_with(['/', '\\']);
                assert!(answer.status == 303 && own, "{next:?}: {} {:?}", answer.status, answer.location());
            }
        }
    }
}

/// What a browser makes of an address: tabs and line ends are as if they were not there.
fn as_browsers_read(address: &str) -> String {
    address.trim().chars().filter(|one| !matches!(one, '\t' | '\r' | '\n')).collect()
}

fn assert_refused(answer: &Answer, said: &str) {
    assert!(matches!(answer.status, 403 | 404 | 409 | 422), "{said}: {}\n{}", answer.status, answer.body);
}

fn resident<'a>(home: &'a Value, id: &str) -> &'a Value {
    home["members"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{home}"))
}

/// Waits until an upload has been checked; its faults.
fn until_checked(clerk: &Talker, upload: &str) -> Answer {
    let begun = Instant::now();
    loop {
        let faults = clerk.get(&format!("/api/v1/imports/{upload}/faults"));
        if faults.status == 200 && faults.body.contains("没有这种关系") {
            return faults;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{}", clerk.get(&format!("/api/v1/imports/{upload}")).body);
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Whoever is in half-way, or not at all.
pub struct Strangers {
    /// Has a one-time password that was not changed.
    pub newcomer: Talker,
    /// Has logged out.
    pub left: Talker,
    /// Has a cookie that nobody gave out.
    pub forged: Talker,
    /// Has a token that nobody gave out.
    pub forged_token: Talker,
}

impl Strangers {
    pub fn new(ground: &Ground, served: &Served) -> Self {
        let stranger = served.stranger();
        let made =
            ["user", "add", "--login", "newcomer", "--name", "某人", "--role", "town_organiser", "--unit", "211104109"];
        let once = ground.place.run(made).assert(0);
        let entered = stranger.post("/login", &[("name", "newcomer"), ("password", once.stdout.trim())]).assert(303);
        let leader = ground.actor(Role::GridLeader);
        let name = login(leader.role, leader.unit);
        let again = stranger.post("/login", &[("name", &name), ("password", PASSWORD)]).assert(303);
        let left = stranger.with_cookie_of(&again);
        let empty: [(&str, &str); 0] = [];
        assert_eq!(left.get("/me").status, 200);
        assert_eq!(left.post("/logout", &empty).status, 303);
        let changed = |line: &String| format!("{}x", &line[..line.len() - 1]);
        let with = |talker: &Talker| Talker { lines: talker.lines.iter().map(changed).collect(), ..talker.clone() };
        Self {
            newcomer: stranger.with_cookie_of(&entered),
            left,
            forged: with(&leader.browser),
            forged_token: with(&leader.program),
        }
    }
}
