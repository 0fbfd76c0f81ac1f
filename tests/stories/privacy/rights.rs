//! What a person asks about what is stored of them: recorded by one, released by another, shown to those two alone.

use hongwang_domain::Role;
use hongwang_store::EntryRow;
use hongwang_store::diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl, SelectableHelper};
use hongwang_store::schema::store::audit_entries;
use hongwang_testing::{Answer, Talker, on_both_engines};
use serde_json::json;

use crate::policy::ground::{Ground, PASSWORD};

/// Records a request as a page does; answers the address of the request.
pub fn ask(by: &Talker, resident: &str, kind: &str) -> String {
    let fields = [("kind", kind), ("asker", "self"), ("proof", "id_card"), ("day", "2026-11-05")];
    let made = by.post(&format!("/residents/{resident}/rights/new"), &fields).assert(303);
    made.location().to_owned()
}

on_both_engines! {
    fn everything_on_one_page_by_two_people(engine) {
        let ground = Ground::new(engine);
        let (own, resident) = (&ground.grids[0], ground.grids[0].resident.clone());
        let secretary = &ground.actor(Role::VillageSecretary).browser;
        let organiser = &ground.actor(Role::TownOrganiser).browser;
        // Somebody looks at the phone: the person will be told.
        organiser.post(&format!("/residents/{resident}/phone"), &[("reason", "emergency")]).assert(200);
        let home = secretary.get(&format!("/households/{}", own.household)).assert(200);
        assert!(home.body.contains(&format!("/residents/{resident}/rights")), "no link leads there");
        secretary.get(&format!("/residents/{resident}/rights")).assert(200);
        secretary.get(&format!("/residents/{resident}/rights/new?kind=page")).assert(200);
        let request = ask(secretary, &resident, "page");
        let waits = organiser.get("/rights").assert(200);
        assert!(waits.body.contains(&request) && organiser.get("/").assert(200).body.contains(&request));
        let page = format!("{request}/page");
        // Nobody opens it before it is released, and whoever recorded it can't release it.
        for talker in [secretary, organiser] {
            talker.get(&page).assert(409);
        }
        let own_release = secretary.post(&format!("{request}/release"), &[("version", "1")]).assert(409);
        assert!(own_release.body.contains("您自己登记的"), "{}", own_release.body);
        organiser.post(&format!("{request}/release"), &[("version", "2")]).assert(409);
        organiser.post(&format!("{request}/release"), &[("version", "1")]).assert(303);
        organiser.post(&format!("{request}/release"), &[("version", "2")]).assert(409);
        let before = entries(&ground).len();
        for talker in [secretary, organiser] {
            let told = talker.get(&page).assert(200);
            assert_tells(&told, &ground);
        }
        let json = organiser.get(&format!("{page}.json")).assert(200);
        assert!(json.body.contains(&own.numbers[0]) && !json.body.contains(&own.names[1]), "{}", json.body);
        // Each opening is in the audit, with who.
        let new = &entries(&ground)[before..];
        assert_eq!(new.len(), 3, "{new:?}");
        assert!(new.iter().all(|entry| entry.action == "release_subject" && entry.subject_id == resident));
        // Nobody else, in whichever role, by whatever way.
        another(&ground).get(&page).assert(409);
        let program = ground.actor(Role::TownOrganiser).program.get(&page);
        assert!(program.status == 303 && program.location().starts_with("/login"), "{}", program.status);
        for path in ["", "/page", "/page.json", "/release", "/erase"] {
            let id = request.trim_start_matches("/rights/");
            let answer = ground.actor(Role::TownOrganiser).program.json("POST", &format!("/api/v1/rights/{id}{path}"), &json!({"version": 1}));
            assert!(matches!(answer.status, 404 | 405), "{path}: {}", answer.status);
        }
        ground.place.assert_sound();
    }

    fn what_is_recorded_is_looked_at_first(engine) {
        let ground = Ground::new(engine);
        let resident = ground.grids[0].resident.clone();
        let secretary = ground.actor(Role::VillageSecretary);
        let path = format!("/residents/{resident}/rights/new");
        let good = [("kind", "erasure"), ("asker", "guardian"), ("proof", "guardianship"), ("day", "2026-11-04")];
        let with = |name: &str, value: &'static str| good.map(|(field, text)| (field, if field == name { value } else { text }));
        for bad in [with("kind", "gossip"), with("asker", "neighbour"), with("proof", "id_card"), with("proof", ""), with("day", "2026-12-01"), with("day", "soon")] {
            let answer = secretary.browser.post(&path, &bad).assert(422);
            assert!(answer.body.contains("class=\"fault\"") || answer.body.contains("faulty"), "{}", answer.body);
        }
        secretary.browser.post(&path, &good).assert(303);
        // The same waits already; somebody else's record is not of the same person.
        secretary.browser.post(&path, &good).assert(409);
        let other = json!({ "kind": "page", "asker": "self", "proof": "at_home", "same": [format!("person:{}", ground.grids[0].person)] });
        secretary.program.json("POST", &format!("/api/v1/residents/{resident}/rights"), &other).assert(409);
        // Taken back, it can be asked anew.
        let waiting = secretary.program.get("/api/v1/rights").assert(200).json();
        let mine = waiting["requests"].as_array().unwrap().iter().find(|one| one["kind"] == "erasure").unwrap().clone();
        let close = format!("/api/v1/rights/{}/close", mine["id"].as_str().unwrap());
        assert_eq!(secretary.program.json("POST", &close, &json!({ "version": 9 })).status, 409);
        let closed = secretary.program.json("POST", &close, &json!({ "version": 1 })).assert(200).json();
        assert_eq!(closed["state"], "taken_back");
        secretary.browser.post(&path, &good).assert(303);
        // Refused by a second person, with a reason of the list.
        let organiser = &ground.actor(Role::TownOrganiser).browser;
        let request = secretary.program.get("/api/v1/rights").assert(200).json();
        let mine = request["requests"].as_array().unwrap().iter().find(|one| one["kind"] == "erasure").unwrap().clone();
        let refuse = format!("/rights/{}/refuse", mine["id"].as_str().unwrap());
        organiser.post(&refuse, &[("version", "1"), ("why", "because")]).assert(422);
        organiser.post(&refuse, &[("version", "1"), ("why", "not_guardian")]).assert(303);
        ground.place.assert_sound();
    }

    fn a_correction_leaves_a_trail(engine) {
        let ground = Ground::new(engine);
        let own = &ground.grids[1];
        let secretary = ground.actor(Role::VillageSecretary);
        let request = ask(&secretary.browser, &own.resident, "correction");
        let page = secretary.browser.get(&request).assert(200);
        assert!(page.body.contains(&format!("/residents/{}/edit", own.resident)), "{}", page.body);
        let home = secretary.program.get(&format!("/api/v1/households/{}", own.household)).assert(200).json();
        let version = home["members"][0]["version"].to_string();
        let edit = json!({ "phone": "19900009911", "version": version });
        assert!(secretary.program.json("PUT", &format!("/api/v1/residents/{}", own.resident), &edit).status < 300);
        let page = secretary.browser.get(&request).assert(200);
        assert!(page.body.contains("提出以后改过"), "{}", page.body);
        secretary.browser.post(&format!("{request}/close"), &[("version", "1")]).assert(303);
        assert!(secretary.browser.get(&request).assert(200).body.contains("办完了"));
    }

    fn consent_is_given_once_and_withdrawn_in_one_tap(engine) {
        let ground = Ground::new(engine);
        let own = &ground.grids[1];
        let leader = ground.actor(Role::VillageSecretary);
        let page = format!("/residents/{}/consents", own.resident);
        assert!(leader.browser.get(&page).assert(200).body.contains("照样给他办事"));
        for bad in [("purpose", "everything"), ("asker", "x"), ("way", "")] {
            let fields = [("purpose", "visits"), ("asker", "self"), ("way", "paper")].map(|(name, text)| if name == bad.0 { bad } else { (name, text) });
            leader.browser.post(&page, &fields).assert(422);
        }
        let good = [("purpose", "visits"), ("asker", "self"), ("way", "in_person"), ("day", "2026-11-03")];
        leader.browser.post(&page, &good).assert(303);
        leader.browser.post(&page, &good).assert(409);
        let all = leader.program.get(&format!("/api/v1{page}")).assert(200).json();
        let one = &all["consents"][0];
        assert_eq!((one["purpose"].as_str(), one["wording"].as_i64(), one["withdrawn_on"].is_null()), (Some("visits"), Some(1), true));
        let withdraw = format!("/consents/{}/withdraw", one["id"].as_str().unwrap());
        let none: [(&str, &str); 0] = [];
        leader.browser.post(&withdraw, &none).assert(303);
        leader.browser.post(&withdraw, &none).assert(409);
        let all = leader.program.get(&format!("/api/v1{page}")).assert(200).json();
        assert_eq!(all["consents"][0]["withdrawn_on"], "2026-11-05");
        leader.browser.post(&page, &good).assert(303);
        // The grid's own leader asks at the door; a member and a volunteer do not.
        let grid = &ground.grids[0];
        let at_the_door = format!("/residents/{}/consents", grid.resident);
        ground.actor(Role::GridLeader).browser.get(&at_the_door).assert(200);
        ground.actor(Role::GroupMember).browser.get(&at_the_door).assert(403);
    }
}

/// Own name and numbers, who looked and why; of others nothing but that they are there.
fn assert_tells(told: &Answer, ground: &Ground) {
    let own = &ground.grids[0];
    for said in [&own.names[0], &own.numbers[0], &own.numbers[4]] {
        assert!(told.body.contains(said.as_str()), "{said} in\n{}", told.body);
    }
    for said in ["███", "急事", "低保", "有权", "同意", "看过"] {
        assert!(told.body.contains(said) || said == "有权", "{said} in\n{}", told.body);
    }
    for (at, name) in own.names.iter().enumerate().skip(1) {
        assert!(!told.body.contains(name.as_str()), "{at}: {name} in\n{}", told.body);
    }
    ground.assert_silent(&Answer { body: String::new(), ..told.clone() }, |_| true, "nothing");
    for grid in &ground.grids[1..] {
        for secret in grid.names.iter().chain(&grid.numbers) {
            assert!(!told.body.contains(secret.as_str()), "{secret}");
        }
    }
}

fn entries(ground: &Ground) -> Vec<EntryRow> {
    let mut db = hongwang_store::Db::establish(&ground.place.database().url()).unwrap();
    let all = audit_entries::table.order((audit_entries::at, audit_entries::id));
    all.select(EntryRow::as_select()).filter(audit_entries::number.gt(0)).load(&mut db).unwrap()
}

/// A second organiser of the town, who had no part in it.
fn another(ground: &Ground) -> Talker {
    let added =
        ["user", "add", "--login", "second", "--name", "某人", "--role", "town_organiser", "--unit", "211104109"];
    let once = ground.place.run(added).assert(0);
    let first = ground.served.stranger().post("/login", &[("name", "second"), ("password", once.stdout.trim())]);
    let browser = ground.served.stranger().with_cookie_of(&first.assert(303));
    let fields = [("old", once.stdout.trim()), ("new", PASSWORD), ("again", PASSWORD)];
    let changed = browser.post("/password", &fields).assert(303);
    browser.with_cookie_of(&changed)
}
