//! What was kept long enough goes in the first round after midnight, by the rulebook's rules, and is told as counts.

use chrono::NaiveDate;
use hongwang_domain::Role;
use hongwang_store::diesel::{Connection, OptionalExtension, QueryDsl, RunQueryDsl};
use hongwang_store::schema::privacy::retention_runs;
use hongwang_testing::{Place, Served, Talker, on_both_engines};
use serde_json::json;

use super::rights::ask;
use crate::policy::ground::{Ground, PASSWORD, login};

/// Somebody who logs in again, years later.
fn back(served: &Served, role: Role, unit: &str) -> Talker {
    let stranger = served.stranger();
    let name = login(role, unit);
    let entered = stranger.post("/login", &[("name", &name), ("password", PASSWORD)]).assert(303);
    stranger.with_cookie_of(&entered)
}

/// How much a rule took away in a night, once it has run.
fn taken(place: &Place, rule: &str, day: &str) -> i32 {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
    let mut db = hongwang_store::Db::establish(&place.database().url()).unwrap();
    for _ in 0..300 {
        let night = retention_runs::table.find((rule, day)).select(retention_runs::taken);
        if let Some(taken) = night.first::<i32>(&mut db).optional().unwrap() {
            return taken;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{rule} did not run on {day}");
}

on_both_engines! {
    fn what_is_over_goes_at_night(engine) {
        let mut ground = Ground::new(engine);
        let own = (ground.grids[0].resident.clone(), ground.grids[0].household.clone());
        let secretary = ground.actor(Role::VillageSecretary);
        let organiser = ground.actor(Role::TownOrganiser);
        // A page that is released, a consent that is withdrawn, and somebody who moved away for good.
        let request = ask(&secretary.browser, &own.0, "page");
        organiser.browser.post(&format!("{request}/release"), &[("version", "1")]).assert(303);
        let none: [(&str, &str); 0] = [];
        let agreed = json!({ "purpose": "visits", "asker": "self", "way": "paper" });
        let of_next = format!("/api/v1/residents/{}/consents", ground.grids[1].resident);
        let made = secretary.program.json("POST", &of_next, &agreed).assert(201).json();
        secretary.browser.post(&format!("/consents/{}/withdraw", made["id"].as_str().unwrap()), &none).assert(303);
        let home = organiser.program.get(&format!("/api/v1/households/{}", own.1)).assert(200).json();
        let version = home["members"][0]["version"].to_string();
        let leave = json!({ "ending": "departure", "day": "2026-11-04", "version": version });
        assert!(organiser.program.json("POST", &format!("/api/v1/residents/{}/leave", own.0), &leave).status < 300);
        organiser.browser.get(&format!("{request}/page")).assert(200);
        let before = ground.place.export("211104109", &["--as-of", "2026-10-31"]).assert(0).stdout;

        // A week later the page is closed; nothing else is over.
        ground.served.kill();
        ground.place.set_today("2026-11-13");
        let served = Served::new(&ground.place);
        assert_eq!(taken(&ground.place, "subject_page", "2026-11-13"), 1);
        assert_eq!(taken(&ground.place, "residents_gone", "2026-11-13"), 0);
        assert!(taken(&ground.place, "answers", "2026-11-13") > 0, "answers are kept for a week");
        back(&served, Role::TownOrganiser, "211104109").get(&format!("{request}/page")).assert(409);
        drop(served);

        // Years later whoever moved away is forgotten, and what was asked and agreed to; the past adds up as it did.
        ground.place.set_today("2031-12-01");
        let served = Served::new(&ground.place);
        for (rule, count) in [("residents_gone", 1), ("requests", 1), ("consents", 1)] {
            assert_eq!(taken(&ground.place, rule, "2031-12-01"), count, "{rule}");
        }
        assert!(taken(&ground.place, "earlier_states", "2031-12-01") > 0);
        let clerk = back(&served, Role::TownOrganiser, "211104109");
        assert_eq!(clerk.get(&format!("/residents/{}/rights", own.0)).status, 404);
        clerk.get(&format!("/households/{}", own.1)).assert(200);
        drop(served);
        ground.place.assert_sound();
        let now = ground.place.export("211104109", &["--as-of", "2026-10-31"]).assert(0).stdout;
        let figures = |text: &str| {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            json.get("totals").or_else(|| json.get("total")).cloned().unwrap_or(json)
        };
        assert_eq!(figures(&now), figures(&before));
        // The same day again does nothing more.
        let _served = Served::new(&ground.place);
        assert_eq!(taken(&ground.place, "residents_gone", "2031-12-01"), 1);
    }
}
