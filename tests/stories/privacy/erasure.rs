//! After an erasure nothing of the person is left but counts, in whatever place and writing; the past still adds up; and a
//! backup that is restored afterwards forgets the person again.

use std::path::PathBuf;

use hongwang_domain::{Clock, Role};
use hongwang_store::diesel::{Connection, QueryDsl, RunQueryDsl};
use hongwang_store::schema::store::{audit_records, idempotency_answers};
use hongwang_store::{Database, KeyRing, SealedField, Source, Store};
use hongwang_testing::scan::Wanted;
use hongwang_testing::{Engine, Place, on_both_engines};
use serde_json::json;

use super::rights::ask;
use crate::PROGRAM;
use crate::policy::ground::Ground;

const TOWN: &str = "211104109";
const KEY: &str = "hongwang.backup-key";

/// What must be found nowhere.
struct Person {
    name: String,
    id: String,
    phone: String,
}

on_both_engines! {
    fn nothing_is_left_but_counts(engine) {
        let mut ground = Ground::new(engine);
        let person = Person {
            name: ground.grids[0].names[0].clone(),
            id: ground.grids[0].numbers[0].clone(),
            phone: ground.grids[0].numbers[4].clone(),
        };
        let (resident, household) = (ground.grids[0].resident.clone(), ground.grids[0].household.clone());
        let (secretary, organiser) = (ground.actor(Role::VillageSecretary), ground.actor(Role::TownOrganiser));
        // The person is spoken of where there are no fields for it: at the own door, at a neighbour's, at an organisation.
        let at_home = format!("{}家，红门", person.name);
        let spread: String = person.name.chars().map(|one| format!("{one} ")).collect();
        let beside = format!("{spread}对门");
        for (home, hint) in [(&household, at_home.as_str()), (&ground.grids[1].household, beside.as_str())] {
            let view = organiser.program.get(&format!("/api/v1/households/{home}")).assert(200).json();
            let body = json!({ "door_hint": hint, "version": view["version"].to_string() });
            let done = organiser.program.json("PUT", &format!("/api/v1/households/{home}"), &body);
            assert!(done.status < 300, "{}", done.body);
            // Once more, so that the journal has it as an earlier state.
            let view = organiser.program.get(&format!("/api/v1/households/{home}")).assert(200).json();
            let body = json!({ "number": format!("9{}", hint.chars().count()), "version": view["version"].to_string() });
            assert!(organiser.program.json("PUT", &format!("/api/v1/households/{home}"), &body).status < 300);
        }
        let new = json!({ "name": "医保窗口", "kind": "school", "contact": person.name, "phone": "19900006060" });
        organiser.program.json("POST", &format!("/api/v1/units/{TOWN}/organisations"), &new).assert(201);
        organiser.browser.post(&format!("/residents/{resident}/phone"), &[("reason", "call")]).assert(200);
        // A workbook of the day names the person too.
        let text = format!("村,网格,户编号,姓名,身份证号\n东河村,第一网格,901,{},{}\n", person.name, person.id);
        let lines = ["Content-Type: text/csv", "X-File-Name: c.csv"];
        organiser.program.send("POST", &format!("/api/v1/units/{TOWN}/imports"), &lines, text.as_bytes());
        until_checked(&ground);
        let kept = everything_kept(&ground.place);
        assert!(kept.contains(&person.name), "the journal never knew the person, and this test proves nothing");
        let file = backup(&ground.place);
        let before = [ledger(&ground.place, "2026-10-31"), ledger(&ground.place, "2026-11-04")];
        let today = residents(&ground.place, "2026-11-05");
        let filed = filed(&ground);
        assert!(filed.contains(&person.name), "{filed}");

        let request = ask(&secretary.browser, &resident, "erasure");
        // Not by whoever recorded it, nor by somebody of the village, nor unseen, nor while a law stands against it.
        let sure = [("version", "1"), ("hold", "none"), ("sure", "1")];
        secretary.browser.post(&format!("{request}/erase"), &sure).assert(403);
        organiser.browser.post(&format!("{request}/erase"), &[("version", "1"), ("hold", "none")]).assert(422);
        organiser.browser.post(&format!("{request}/erase"), &[("version", "1"), ("sure", "1")]).assert(422);
        organiser.browser.post(&format!("{request}/erase"), &[("version", "1"), ("hold", "open_case")]).assert(303);
        let held = organiser.browser.get(&request).assert(200);
        assert!(held.body.contains("按法律") || held.body.contains("法律上还不能删"), "{}", held.body);
        organiser.browser.get(&format!("{request}/certificate")).assert(409);
        // Every text that speaks of the person is shown.
        let texts: Vec<String> = values(&held.body, "name=\"text\" value=\"");
        assert_eq!(texts.len(), 3, "{texts:?}\n{}", held.body);
        assert!(held.body.contains(&at_home) && held.body.contains(beside.trim()), "{}", held.body);
        let mut fields = vec![("version", "2"), ("hold", "none"), ("sure", "1")];
        fields.extend(texts.iter().map(|text| ("text", text.as_str())));
        organiser.browser.post(&format!("{request}/erase"), &fields).assert(303);
        organiser.browser.post(&format!("{request}/erase"), &fields).assert(409);
        let certificate = until_done(&ground, &request);
        assert!(!certificate.contains(&person.name) && certificate.contains("删除"), "{certificate}");
        assert_eq!(organiser.browser.get(&format!("/residents/{resident}/rights")).status, 404);
        let left = organiser.program.get(&format!("/api/v1/households/{household}")).assert(200).json();
        assert!(!left.to_string().contains(&person.name), "{left}");
        // The wife stays.
        assert!(left.to_string().contains(&ground.grids[0].names[1]), "{left}");

        // The past adds up as it did, filed months and the figures of past days; today there is one less.
        ground.place.assert_sound();
        assert_eq!([ledger(&ground.place, "2026-10-31"), ledger(&ground.place, "2026-11-04")], before);
        assert_eq!(residents(&ground.place, "2026-11-05"), today - 1);
        let filed = self::filed(&ground);
        assert!(!filed.contains(&person.name) && filed.contains(&ground.grids[0].names[1]), "{filed}");
        // Nowhere in the files, and in nothing that is sealed.
        ground.served.kill();
        // The workbooks that the test itself wrote are no part of the place.
        for name in ["people", "groups"].iter().flat_map(|kind| [TOWN, "211104110"].map(|town| format!("{kind}-{town}.csv"))) {
            std::fs::remove_file(ground.place.file(&name)).unwrap();
        }
        assert_gone(&ground.place, &person, &ground.place);
        ground.place.assert_sound();

        // Into the other engine, by the list of the old place: the backup knows the person, the new place does not.
        let there = Place::bare(PROGRAM, if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite });
        let list = ground.place.data().join("hongwang.erased");
        let said = std::fs::read_to_string(&list).unwrap();
        assert!(said.contains(&resident) && !said.contains(&person.name), "{said}");
        let restored = there.run([
            "restore", &file.display().to_string(),
            "--key", &ground.place.data().join(KEY).display().to_string(),
            "--erased", &list.display().to_string(),
        ]).assert(0);
        assert!(restored.stdout.contains("又删了一次"), "{}", restored.stdout);
        there.assert_sound();
        assert_gone(&there, &person, &ground.place);
        assert_eq!(residents(&there, "2026-11-05"), today - 1);
        // The list is there now as well, and without one it is said what to do.
        assert!(there.data().join("hongwang.erased").is_file());
        let bare = Place::bare(PROGRAM, Engine::Sqlite);
        let key = ground.place.data().join(KEY).display().to_string();
        let unlisted = bare.run(["restore", &file.display().to_string(), "--key", &key]).assert(0);
        assert!(unlisted.stderr.contains("--erased"), "{}", unlisted.stderr);
        assert!(everything_kept(&bare).contains(&person.name), "without a list nobody could know");
    }
}

fn until_checked(ground: &Ground) {
    let clerk = &ground.actor(Role::TownOrganiser).program;
    for _ in 0..300 {
        let all = clerk.get(&format!("/api/v1/units/{TOWN}/imports")).body;
        if !["waiting", "receiving", "reading", "checking"].iter().any(|state| all.contains(&format!("\"{state}\""))) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the workbook was never checked");
}

fn until_done(ground: &Ground, request: &str) -> String {
    let organiser = &ground.actor(Role::TownOrganiser).browser;
    for _ in 0..300 {
        let certificate = organiser.get(&format!("{request}/certificate"));
        if certificate.status == 200 {
            return certificate.body;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("never done: {}", organiser.get(request).body);
}

/// The values of inputs that begin so.
fn values(page: &str, begins: &str) -> Vec<String> {
    page.split(begins).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

fn backup(place: &Place) -> PathBuf {
    let file = place.file("before.backup");
    place.run(["backup", "--with-keys", "--output", &file.display().to_string()]).assert(0);
    file
}

/// The figures of a day; the moment at which they were counted is another.
fn ledger(place: &Place, day: &str) -> serde_json::Value {
    let mut ledger: serde_json::Value =
        serde_json::from_str(&place.export(TOWN, &["--as-of", day]).assert(0).stdout).unwrap();
    if let Some(fields) = ledger.as_object_mut() {
        fields.retain(|name, _| !["generated_at", "made_at", "at", "head", "mark", "taken"].contains(&name.as_str()));
    }
    ledger
}

fn residents(place: &Place, day: &str) -> i64 {
    let ledger: serde_json::Value =
        serde_json::from_str(&place.export(TOWN, &["--as-of", day]).assert(0).stdout).unwrap();
    fn first(json: &serde_json::Value) -> Option<i64> {
        match json {
            serde_json::Value::Object(fields) => {
                fields.get("residents").and_then(serde_json::Value::as_i64).or_else(|| fields.values().find_map(first))
            }
            serde_json::Value::Array(list) => list.iter().find_map(first),
            _ => None,
        }
    }
    first(ledger.get("total").unwrap_or(&ledger)).unwrap_or_else(|| panic!("{ledger}"))
}

/// The names behind the figures of a filed month.
fn filed(ground: &Ground) -> String {
    let clerk = &ground.actor(Role::TownOrganiser).program;
    clerk.get(&format!("/api/v1/units/{TOWN}/ledger/names?snapshot=2026-10&purpose=check")).assert(200).body
}

fn keys(place: &Place) -> KeyRing {
    KeyRing::read(&place.data().join("hongwang.keys")).unwrap()
}

/// Everything that is kept sealed and opens: earlier states of records, answers.
fn everything_kept(place: &Place) -> String {
    let ring = keys(place);
    let database = Database::parse(&place.database().url());
    // Opened once as the program does, so that its tables are there.
    drop(Store::open(&database, ring.clone(), Clock::system(), Source("test".to_owned())).unwrap());
    let mut db = hongwang_store::Db::establish(&place.database().url()).unwrap();
    let mut all = String::new();
    let records: Vec<(String, Option<Vec<u8>>)> =
        audit_records::table.select((audit_records::record_id, audit_records::before)).load(&mut db).unwrap();
    for (record, sealed) in records {
        if let Some(sealed) = sealed {
            all.push_str(&ring.open_text(SealedField::Before, &record, &sealed).unwrap());
        }
    }
    let answers: Vec<(String, Vec<u8>)> = idempotency_answers::table
        .select((idempotency_answers::request_key, idempotency_answers::answer))
        .load(&mut db)
        .unwrap();
    for (key, sealed) in answers {
        all.push_str(&ring.open_text(SealedField::Answer, &key, &sealed).unwrap());
    }
    all
}

/// In the files of the place, byte by byte, in any writing; and in whatever is sealed there and opens.
fn assert_gone(place: &Place, person: &Person, keys_of: &Place) {
    let ring = keys(keys_of);
    let texts = [&person.name, &person.id, &person.phone];
    let mut wanted: Vec<String> = texts.iter().map(|text| (*text).clone()).collect();
    for text in texts {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        wanted.extend([hex.to_uppercase(), hex, base64(text.as_bytes())]);
        wanted.push(text.chars().map(|one| format!("\\u{:04x}", u32::from(one))).collect());
    }
    wanted.push("zhaoguanchun".to_owned());
    let wanted = Wanted::new(wanted.iter().map(String::as_str));
    let mut found = wanted.found_under(&place.data());
    let blind = [ring.index(SealedField::CitizenId, &person.id), ring.index(SealedField::Phone, &person.phone)];
    let mut files = hongwang_testing::scan::files(&place.data());
    if place.database().engine() == Engine::Postgres {
        place.database().ask("CHECKPOINT");
        let folder = PathBuf::from(place.database().ask("SHOW data_directory"));
        let number = place.database().ask("SELECT oid FROM pg_database WHERE datname = current_database()");
        let base = folder.join("base").join(&number);
        assert!(base.is_dir(), "the test must be able to read {}", folder.display());
        found.extend(wanted.found_under(&base));
        files.extend(hongwang_testing::scan::files(&base));
    }
    assert!(found.is_empty(), "{found:?}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap_or_default();
        for index in &blind {
            assert!(
                !bytes.windows(index.len()).any(|part| part == index.as_slice()),
                "blind index in {}",
                file.display()
            );
        }
    }
    let kept = everything_kept(place);
    for text in texts {
        assert!(!kept.contains(text.as_str()), "{text} in what is sealed");
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let six = bits.as_bytes().chunks(6).filter(|six| six.len() == 6);
    six.map(|six| DIGITS[usize::from_str_radix(std::str::from_utf8(six).unwrap(), 2).unwrap()] as char).collect()
}
