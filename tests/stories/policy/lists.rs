//! A field that may not be read can't be searched, sorted or filtered by: a number that is in the registry is answered as
//! one that nobody has, a hidden field as one that does not exist.

use std::collections::BTreeSet;

use hongwang_domain::{Action, Role};
use hongwang_testing::citizen::citizen_id;
use hongwang_testing::{Talker, on_both_engines};

use super::ground::{Actor, Ground, routes};

/// Parameters that lists take, and some that they might.
const TAKING_TEXT: [&str; 9] = ["q", "name", "number", "hamlet", "household", "kind", "page", "phone", "citizen_id"];
/// Fields that nobody sees in plain, or not everybody.
const HIDDEN: [&str; 6] = ["phone", "citizen_id", "citizen_id_index", "leader_phone", "password_hash", "last_used_at"];

/// A whole id and two phones that nobody has.
fn nobodys() -> [String; 3] {
    let born = chrono::NaiveDate::from_ymd_opt(1977, 3, 1).unwrap();
    [citizen_id(1, born, 1), "19900009998".to_owned(), "19900009997".to_owned()]
}

on_both_engines! {
    fn what_may_not_be_read_cannot_be_asked_for(engine) {
        let ground = Ground::new(engine);
        let own = &ground.grids[0];
        // An id, a resident's phone, a leader's phone.
        let real = [&own.numbers[0], &own.numbers[4], &own.numbers[8]];
        let random = nobodys();
        let (mut asked, mut pages) = (0, BTreeSet::new());
        for (talker, actor, path) in lists(&ground) {
            let same = |one: &str, other: &str| {
                assert_eq!(shown(talker, &path, one), shown(talker, &path, other), "{:?}: {path}?{one}, ?{other}", actor.role);
            };
            for name in TAKING_TEXT {
                for (real, random) in real.into_iter().zip(&random) {
                    same(&format!("{name}={real}"), &format!("{name}={random}"));
                    asked += 1;
                }
            }
            for field in HIDDEN {
                same(&format!("sort={field}"), "sort=nothing");
                same(&format!("order={field}"), "order=nothing");
                asked += 2;
            }
            if !actor.may(Action::ReadLedgerNames, actor.unit) {
                for category in ["disabled", "dibao"] {
                    same(&format!("category={category}"), &format!("nothing={category}"));
                    same(&format!("sort={category}"), "sort=nothing");
                    same(&format!("names={category}"), &format!("nothing={category}"));
                    asked += 3;
                }
            }
            pages.insert(path);
        }
        println!("{asked} pairs of questions to {} lists", pages.len());
        assert!(asked > 1000 && pages.len() > 15, "{asked} {pages:?}");
        // Two answers that should differ do.
        let clerk = &ground.actor(Role::TownOrganiser).browser;
        let list = format!("/units/{}/households", own.code);
        let (named, unnamed) = (format!("q={}", encoded(&own.names[0])), format!("q={}", encoded("无此人")));
        assert_ne!(shown(clerk, &list, &named), shown(clerk, &list, &unnamed));
        assert_ne!(shown(clerk, &list, "category=disabled"), shown(clerk, &list, "nothing=disabled"));
    }

    fn a_number_finds_nobody_for_who_may_not_see_it(engine) {
        let ground = Ground::new(engine);
        let (own, random) = (&ground.grids[0], nobodys());
        let finds = |role: Role, number: &str| {
            let program = &ground.actor(role).program;
            let answer = program.json("POST", "/api/v1/find", &serde_json::json!({ "number": number })).assert(200);
            answer.body
        };
        for (role, sees_ids, sees_phones) in [
            (Role::TownOrganiser, true, true),
            (Role::VillageSecretary, true, true),
            (Role::GridLeader, false, true),
            (Role::GroupMember, false, false),
        ] {
            for (number, random, sees) in
                [(&own.numbers[0], &random[0], sees_ids), (&own.numbers[4], &random[1], sees_phones)]
            {
                let (found, nobody) = (finds(role, number), finds(role, random));
                assert_eq!(found != nobody, sees, "{role:?} {number}: {found}");
                assert!(!found.contains(number.as_str()), "{role:?}: {found}");
                let page = |number: &String| {
                    let answer = ground.actor(role).browser.post("/find", &[("number", number)]);
                    (answer.status, plain(&answer.body.replace(number.as_str(), "")))
                };
                assert_eq!(page(number) != page(random), sees, "{role:?} {number} on the page");
            }
        }
    }
}

/// Every page and answer that lists something, for whoever is let in.
fn lists(ground: &Ground) -> Vec<(&Talker, &Actor, String)> {
    let mut lists = Vec::new();
    for route in routes(&ground.place) {
        let field = |name: &str| route[name].clone().unwrap_or_default();
        let (path, policy) = (field("path"), field("policy"));
        let Some(action) = route["action"].as_deref().and_then(Action::from_text) else { continue };
        if field("method") != "GET" || !matches!(route["thing"].as_deref(), None | Some("unit")) || policy == "open" {
            continue;
        }
        for actor in ground.actors.iter().filter(|actor| actor.may(action, actor.unit)) {
            let talker = if field("kind") == "api" { &actor.program } else { &actor.browser };
            let path = path.replace("{unit}", actor.unit).replace("{format}", "csv").replace("{category}", "dibao");
            assert!(!path.contains('{'), "this test does not know what {path} names");
            lists.push((talker, actor, path));
        }
    }
    lists
}

/// What is answered, without what was asked and what is new each time.
fn shown(talker: &Talker, path: &str, query: &str) -> (u16, String) {
    // What a file is taken away for is asked before anything else.
    let purpose = if path.contains("/ledger/") { "&purpose=check" } else { "" };
    let answer = talker.get(&format!("{path}?{query}{purpose}"));
    assert!(answer.status < 500, "{path}?{query}: {}", answer.status);
    let (name, value) = query.split_once('=').unwrap();
    let body = answer.body.replace(query, "").replace(&format!("{name}%3D{value}"), "");
    // Where text was looked for, the page says what.
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    (answer.status, plain(&if is_number { body.replace(value, "") } else { body }))
}

/// A page without the keys of its forms, a problem without its number in the log.
fn plain(body: &str) -> String {
    let parts = body.split("<input").filter(|part| !part.contains("name=\"key\""));
    parts.collect::<String>().lines().filter(|line| !line.contains("reference")).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
