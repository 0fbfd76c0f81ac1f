//! Many at once: nobody is shown what is another's, and what is sent twice is done once.

use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use hongwang_domain::Role;
use hongwang_testing::beside::Beside;
use hongwang_testing::{Answer, Served, Talker, on_both_engines};

use crate::policy::ground::{Ground, PASSWORD, enter, login};

const CONNECTIONS: u32 = 64;
const REQUESTS: u32 = 10_000;
/// A service that was killed is back within this.
const PATIENCE: Duration = Duration::from_secs(60);

/// A leader, where their grid is, and by its place in the ground which grid it is.
struct Leader {
    talker: Talker,
    grid: usize,
    household: String,
    code: String,
}

on_both_engines! {
    fn two_villages_never_see_each_other_whatever_happens(engine) {
        let mut ground = Ground::new(engine);
        let other = enter(&ground.place, &ground.served, Role::GridLeader, "211104109202001");
        let leader = |talker: &Talker, grid: usize| Leader {
            talker: talker.clone(),
            grid,
            household: ground.grids[grid].household.clone(),
            code: ground.grids[grid].code.clone(),
        };
        let leaders = [leader(&ground.actor(Role::GridLeader).browser, 0), leader(&other.browser, 2)];
        let (done, foreign, shown) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
        let restarted = AtomicBool::new(false);
        let address = ground.served.address().to_string();
        let (grids, place, served) = (&ground.grids, &ground.place, &mut ground.served);
        thread::scope(|scope| {
            for connection in 0..CONNECTIONS {
                let (leaders, done, foreign, shown) = (&leaders, &done, &foreign, &shown);
                scope.spawn(move || {
                    let leader = &leaders[connection as usize % 2];
                    while done.fetch_add(1, Ordering::Relaxed) < REQUESTS {
                        let answer = patiently(&leader.talker, &path(leader, done.load(Ordering::Relaxed)));
                        assert_eq!(answer.status, 200, "{}", answer.body);
                        let others = grids.iter().enumerate().filter(|(at, _)| *at != leader.grid);
                        let found = others.flat_map(|(_, grid)| &grid.names).any(|name| answer.body.contains(name.as_str()));
                        foreign.fetch_add(u32::from(found), Ordering::Relaxed);
                        let own = grids[leader.grid].names.iter().any(|name| answer.body.contains(name.as_str()));
                        shown.fetch_add(u32::from(own), Ordering::Relaxed);
                    }
                });
            }
            while done.load(Ordering::Relaxed) < REQUESTS / 2 {
                thread::sleep(Duration::from_millis(20));
            }
            served.kill();
            *served = Served::on(place, &address);
            restarted.store(true, Ordering::Relaxed);
        });
        assert!(restarted.load(Ordering::Relaxed));
        println!("{} requests by {CONNECTIONS}, a kill in the middle: {} foreign", REQUESTS, foreign.load(Ordering::Relaxed));
        assert_eq!(foreign.load(Ordering::Relaxed), 0);
        assert!(shown.load(Ordering::Relaxed) > REQUESTS / 4, "pages show their own people");
        ground.place.assert_sound();
    }

    fn others_get_on_while_a_long_workbook_is_written(engine) {
        let ground = Ground::new(engine);
        let (clerk, leader) = (ground.actor(Role::TownOrganiser), ground.actor(Role::GridLeader));
        let grid = &ground.grids[0];
        let name = login(Role::VillageSecretary, ground.actor(Role::VillageSecretary).unit);
        let beside = Beside {
            clerk: &clerk.program,
            town: clerk.unit,
            log_in: (&name, PASSWORD),
            save: (&leader.browser, format!("/units/{}/households/new", grid.code)),
            read: (&leader.browser, (0..6).map(|number| read_by(&grid.code, &grid.household, number)).collect()),
        };
        let rows = rows_asked_for();
        println!("{engine:?}, {rows} rows: {:?}", beside.write(rows));
        ground.place.assert_sound();
    }

    fn the_same_form_twice_writes_once(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let grid = &ground.grids[0];
        let list = format!("/api/v1/units/{}/households", grid.code);
        let households = || clerk.program.get(&list).assert(200).json()["total"].as_u64().unwrap();
        let before = households();
        let form = |key: &str| vec![("key", key.to_owned()), ("name", "新来的".to_owned()), ("number", key.to_owned())];
        let path = format!("/units/{}/households/new", grid.code);
        let send = |talker: &Talker, key: &str| {
            let form = form(key);
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            talker.post(&path, &form)
        };
        // Twice at once: both are answered the same.
        let answers: Vec<Answer> = thread::scope(|scope| {
            let twins: Vec<_> = (0..2).map(|_| scope.spawn(|| send(&clerk.browser, "a1"))).collect();
            twins.into_iter().map(|twin| twin.join().unwrap()).collect()
        });
        assert_eq!(answers[0].status, 303, "{}", answers[0].body);
        assert_eq!(answers[0].location(), answers[1].location());
        assert_eq!(households(), before + 1);
        // The answer never arrives, and the form is sent again.
        drop_the_answer(&clerk.browser, &path, "key=a2&name=%E6%96%B0%E6%9D%A5%E7%9A%84&number=a2");
        thread::sleep(Duration::from_millis(300));
        assert_eq!(send(&clerk.browser, "a2").status, 303);
        assert_eq!(households(), before + 2);
        // A program with the key in a header.
        let body = serde_json::json!({"name": "又来一户", "number": "a3"});
        let keyed = clerk.program.with("Idempotency-Key: a3");
        let first = keyed.json("POST", &list, &body);
        let second = keyed.json("POST", &list, &body);
        assert_eq!((first.status, first.body.clone()), (second.status, second.body.clone()), "{}", first.body);
        assert!(first.status < 300, "{}", first.body);
        assert_eq!(households(), before + 3);
        // A declared figure: the first form, sent again after a second one, does not take the second one's place.
        let declare = format!("/units/{}/ledger/declare", grid.code);
        for (key, households, residents) in [("d1", "9", "30"), ("d2", "10", "31"), ("d1", "9", "30")] {
            let form = [("key", key), ("households", households), ("residents", residents)];
            let sent = clerk.browser.post(&declare, &form);
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let ledger = clerk.program.get(&format!("/api/v1/units/{}/ledger", grid.code)).assert(200).json();
        let declared = &ledger["rows"][0]["declared"];
        assert_eq!((&declared["households"], &declared["residents"]), (&10.into(), &31.into()), "{ledger}");
        // An edit, twice: the second is answered as the first one was, and is no conflict with it.
        let home = format!("/api/v1/households/{}", grid.household);
        let version = clerk.program.get(&home).assert(200).json()["version"].clone();
        let edit = serde_json::json!({"version": version, "number": "e1", "place": grid.code, "door_hint": "村口"});
        let keyed = clerk.program.with("Idempotency-Key: e1");
        let (first, second) = (keyed.json("PUT", &home, &edit), keyed.json("PUT", &home, &edit));
        assert!(first.status < 300, "{}", first.body);
        assert_eq!((first.status, first.body), (second.status, second.body));
        // For another household the same key is another one; with another body a program is told of its mistake.
        let next = format!("/api/v1/households/{}", ground.grids[1].household);
        let version = clerk.program.get(&next).assert(200).json()["version"].clone();
        let other = serde_json::json!({"version": version, "number": "e3", "place": ground.grids[1].code, "door_hint": "桥头"});
        assert!(keyed.json("PUT", &next, &other).status < 300);
        assert_eq!(clerk.program.get(&next).json()["door_hint"], "桥头");
        let changed = serde_json::json!({"version": 9, "number": "e9", "place": grid.code});
        let refused = keyed.json("PUT", &home, &changed);
        assert_eq!((refused.status, refused.json()["type"].as_str()), (422, Some("urn:hongwang:web-fault-key-reused")));
        // Somebody who goes back to a form and types something else has sent another form.
        for name in ["回头甲", "回头乙"] {
            let sent = clerk.browser.post(&path, &[("key", "a4"), ("name", name), ("number", name)]);
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        assert_eq!(households(), before + 5);
        let conflict = clerk.program.with("Idempotency-Key: e2").json("PUT", &home, &edit);
        assert_eq!(conflict.status, 409, "{}", conflict.body);
        ground.place.assert_sound();
    }
}

/// Rows of the long workbook: 100,000 are measured by `make bench`, and here when they are asked for.
fn rows_asked_for() -> usize {
    std::env::var("HONGWANG_TEST_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(3_000)
}

fn path(leader: &Leader, number: u32) -> String {
    read_by(&leader.code, &leader.household, number)
}

fn read_by(code: &str, household: &str, number: u32) -> String {
    match number % 6 {
        0 => format!("/units/{code}/households"),
        1 => format!("/households/{household}"),
        2 => format!("/units/{code}/ledger"),
        3 => format!("/units/{code}/ledger/category/disabled"),
        4 => format!("/units/{code}/ledger/residents"),
        _ if number % 12 == 5 => format!("/units/{code}/ledger/names/csv?purpose=file"),
        _ => "/".to_owned(),
    }
}

/// Asks again until the service is back.
fn patiently(talker: &Talker, path: &str) -> Answer {
    let begun = std::time::Instant::now();
    loop {
        match talker.try_send("GET", path, &[], b"") {
            Ok(answer) => return answer,
            Err(error) => assert!(begun.elapsed() < PATIENCE, "{path}: {error}"),
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Sends a form and goes away before it is answered.
fn drop_the_answer(talker: &Talker, path: &str, body: &str) {
    let mut stream = TcpStream::connect(talker.address).unwrap();
    let lines = talker.lines.join("\r\n");
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\n{lines}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        talker.address,
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
}
