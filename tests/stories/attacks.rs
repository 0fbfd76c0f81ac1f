//! What somebody tries who should not get at anything. Others stand beside what they are about: guessed passwords, expired
//! inspectors, ended appointments and smaller tokens in `features/accounts/tests/stories`, uploads that are pages in
//! `features/workbook/tests/stories/refused.rs`, forms of other sites in `policy/forged.rs`, numbers as search words in
//! `policy/lists.rs`, formulas in `cells.rs` and `exports.rs`.

use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

use hongwang_domain::Role;
use hongwang_testing::scan::Wanted;
use hongwang_testing::{Answer, Place, Served, Talker, on_both_engines, sample};
use serde_json::json;

use crate::place;
use crate::policy::foreign::Strangers;
use crate::policy::ground::{Ground, PASSWORD, enter, login};
use crate::secrets::{digits, found};

on_both_engines! {
    fn nothing_is_handed_out_beside_the_pages(engine) {
        let ground = Ground::new(engine);
        let (own, other) = (&ground.grids[0], &ground.grids[2]);
        let neighbour = enter(&ground.place, &ground.served, Role::VillageSecretary, "211104109202");
        let strangers = Strangers::new(&ground, &ground.served);
        let nobody = ground.served.stranger();
        let upload = &ground.uploads[0];
        let inside = [
            format!("/api/v1/units/{}", own.code),
            format!("/api/v1/units/{}/households", own.code),
            format!("/api/v1/households/{}", own.household),
            format!("/units/{}/households?page=1", own.code),
            format!("/households/{}", own.household),
            format!("/residents/{}/edit", own.resident),
            format!("/units/{}/ledger/file/csv?purpose=file", own.code),
            format!("/units/{}/ledger/names/xlsx?purpose=file", own.code),
            format!("/api/v1/units/{}/ledger/names?purpose=file", own.code),
            format!("/imports/{upload}"),
            format!("/imports/{upload}/report"),
            format!("/imports/{upload}/marked.xlsx"),
            format!("/api/v1/imports/{upload}/faults"),
            format!("/api/v1/imports/{upload}/marked.xlsx"),
        ];
        // What a fragment, a script or a proxy would send along, and what only the platform itself could know.
        let faked = [
            &["HX-Request: true"][..],
            &["X-Requested-With: XMLHttpRequest", "Sec-Fetch-Dest: empty", "Sec-Fetch-Site: same-origin"],
            &["X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1", "Forwarded: for=127.0.0.1"],
            &["X-Forwarded-User: system.admin.211104", "X-Original-URL: /login", "X-HTTP-Method-Override: GET"],
            &["Range: bytes=0-10000", "If-None-Match: *"],
        ];
        for path in &inside {
            for lines in faked {
                let said = format!("{path} {lines:?}");
                assert_kept(&ground, &nobody.send("GET", path, lines, b""), &format!("nobody: {said}"));
                assert_kept(&ground, &strangers.left.send("GET", path, lines, b""), &format!("after log-out: {said}"));
                // As another village; the unit's own page is for whoever sees the tree.
                let answer = neighbour.browser.send("GET", path, lines, b"");
                assert!(answer.status == 403 || answer.status == 404, "{said}: {}", answer.status);
                ground.assert_silent(&answer, |_| true, &said);
            }
        }
        // The neighbour is let in where it is at home.
        let home = neighbour.browser.get(&format!("/units/{}/households", other.code)).assert(200);
        assert!(home.body.contains(&other.names[0]));
    }

    fn what_is_kept_and_logged_tells_nobodys_number(engine) {
        let (place, town) = (place(engine), sample::xinli());
        let wanted = Wanted::new(digits(&town));
        // By the command line first, so that there is a town to hand the same file in for.
        place.import(&sample::file("xinli/town.xlsx"), &[]).assert(0);
        let log = place.file("log").with_extension("of the service");
        let served = logged(&place, &log);
        let clerk = enter(&place, &served, Role::TownOrganiser, "211104109");
        take_in(&clerk.program);
        let person = town.households().flat_map(|household| &household.residents).find(|one| !one.phone.is_empty());
        let (id, phone) = person.map(|one| (one.id.clone(), one.phone.clone())).unwrap();
        // Numbers are typed where they belong, and where they do not.
        for number in [&id, &phone] {
            let found = clerk.program.json("POST", "/api/v1/find", &json!({ "number": number })).assert(200);
            assert!(!found.body.contains(number.as_str()));
            let _ = clerk.browser.get(&format!("/units/211104109/households?q={number}"));
            let _ = clerk.browser.get(&format!("/households/{number}"));
            let _ = clerk.browser.post("/find", &[("number", number), ("key", "k")]);
            let _ = served.stranger().post("/login", &[("name", number), ("password", "wrong")]);
            let _ = clerk.program.json("PUT", &format!("/api/v1/households/{number}"), &json!({ "phone": number }));
        }
        let backup = place.file("all.backup");
        place.run(["backup", "--with-keys", "--output", &backup.display().to_string()]).assert(0);
        drop(served);
        let said = std::fs::read(&log).unwrap();
        assert!(said.len() > 1_000, "a log that says nothing proves nothing");
        assert_eq!(wanted.found_in(&said), None, "in the log");
        assert_eq!(wanted.found_in(&std::fs::read(&backup).unwrap()), None, "in the backup");
        std::fs::remove_dir_all(backup.parent().unwrap()).unwrap();
        assert_eq!(found(&place, &wanted), [], "in the database");
    }

    fn a_change_of_rights_changes_who_somebody_is(engine) {
        let ground = Ground::new(engine);
        let leader = ground.actor(Role::GridLeader);
        let name = login(leader.role, leader.unit);
        let enter = || ground.served.stranger().post("/login", &[("name", &name), ("password", PASSWORD)]).assert(303);
        let (first, second) = (enter(), enter());
        let cookie = |answer: &Answer| answer.header("set-cookie").to_owned();
        // Nobody is given the session that somebody else, or the same one, had before.
        assert_ne!(cookie(&first), cookie(&second));
        for flag in ["HttpOnly", "SameSite="] {
            assert!(cookie(&first).contains(flag), "{}", cookie(&first));
        }
        let planted = ground.served.stranger().with("Cookie: hongwang_session=planted");
        let entered = planted.post("/login", &[("name", &name), ("password", PASSWORD)]).assert(303);
        assert!(!cookie(&entered).contains("planted"));
        // A role that ends is gone with the next request, by cookie and by token.
        let own = format!("/api/v1/units/{}/households", leader.unit);
        assert_eq!((leader.browser.get(&own).status, leader.program.get(&own).status), (200, 200));
        let admin = &ground.actor(Role::SystemAdmin).program;
        let account = admin.get(&format!("/api/v1/accounts/{}", leader.account)).assert(200).json();
        let role = account["roles"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/accounts/{}/roles/{role}", leader.account);
        assert!(admin.send("DELETE", &path, &[], b"").status < 300);
        for talker in [&leader.browser, &leader.program] {
            let answer = talker.get(&own);
            assert!(matches!(answer.status, 401 | 403), "{}", answer.status);
        }
    }
}

fn assert_kept(ground: &Ground, answer: &Answer, said: &str) {
    let to_log_in = answer.status == 303 && answer.location().starts_with("/login");
    assert!(to_log_in || answer.status == 401, "{said}: {}", answer.status);
    ground.assert_silent(answer, |_| true, said);
    ground.assert_silent_of_posts(answer, |_| true, said);
}

/// A service that writes all it has to say into a file.
fn logged(place: &Place, log: &std::path::Path) -> Served {
    let mut command = place.command(["serve", "--listen", "127.0.0.1:0"]);
    command.env("HONGWANG_LOG", "trace").stderr(Stdio::from(File::create(log).unwrap()));
    Served::of(command)
}

/// The sample town's workbook by the API, until it is written.
fn take_in(clerk: &Talker) {
    let bytes = std::fs::read(sample::file("xinli/town.xlsx")).unwrap();
    let lines = ["Content-Type: application/octet-stream", "X-File-Name: town.xlsx"];
    let taken = clerk.send("POST", "/api/v1/units/211104109/imports", &lines, &bytes);
    assert!(taken.status < 300, "{}", taken.body);
    let id = taken.json()["id"].as_str().unwrap().to_owned();
    let until = |state: &str| {
        for _ in 0..600 {
            let upload = clerk.get(&format!("/api/v1/imports/{id}")).assert(200).json();
            if upload["state"] == state {
                return upload;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("not {state}: {}", clerk.get(&format!("/api/v1/imports/{id}")).body);
    };
    let checked = until("checked");
    let body = json!({ "version": checked["version"] });
    let begun = clerk.json("POST", &format!("/api/v1/imports/{id}/write"), &body);
    assert!(begun.status < 300, "{}", begun.body);
    until("done");
}
