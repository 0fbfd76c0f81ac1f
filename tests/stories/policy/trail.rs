//! Whatever hands out a file or shows a sealed number leaves one entry each time, with who, from where, what and why. The
//! routes are taken from the router: one that is added tomorrow is asked tomorrow.

use std::time::{Duration, Instant};

use hongwang_domain::Role;
use hongwang_store::EntryRow;
use hongwang_store::diesel::{Connection, ExpressionMethods, QueryDsl, RunQueryDsl, SelectableHelper};
use hongwang_store::schema::store::audit_entries;
use hongwang_testing::{Answer, Talker, on_both_engines};
use serde_json::json;

use super::ground::{Ground, routes};

on_both_engines! {
    fn every_file_and_every_look_leaves_an_entry(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let upload = handed_in(&clerk.program);
        let mut asked = 0;
        for route in routes(&ground.place) {
            let field = |name: &str| route[name].clone().unwrap_or_default();
            let (method, path, action) = (field("method"), field("path"), field("action"));
            if !hands_out(&method, &path, &action) {
                continue;
            }
            let grid = &ground.grids[0];
            let filled = path
                .replace("{unit}", "211104109")
                .replace("{format}", "csv")
                .replace("{resident}", &grid.resident)
                .replace("{person}", &grid.person)
                .replace("{organisation}", &grid.organisation)
                .replace("{upload}", &upload);
            let filled = if path.contains("/ledger/") { format!("{filled}?purpose=meeting") } else { filled };
            assert!(!filled.contains('{'), "this test does not know what {path} names");
            let is_api = field("kind") == "api";
            for _ in 0..2 {
                let before = entries(&ground);
                let answer = ask(&ground, &method, &filled, is_api);
                assert_eq!(answer.status, 200, "{method} {filled}\n{}", answer.body);
                let [new] = &entries(&ground)[before.len()..] else { panic!("{method} {filled}: not one new entry") };
                let said = format!("{method} {filled}: {new:?}");
                assert_eq!((new.actor.as_str(), new.role.as_str()), (clerk.account.as_str(), "town_organiser"), "{said}");
                assert!(new.source.starts_with("127.0.0.1") && new.action == action, "{said}");
                assert!(!path.contains("/ledger/") || new.detail.contains("\"purpose\":\"meeting\""), "{said}");
                assert!(!action.starts_with("reveal") || new.detail.contains("\"reason\":\"verify\""), "{said}");
                asked += 1;
            }
        }
        assert!(asked >= 24, "{asked}");
    }

    fn what_the_command_line_hands_out_is_told_too(engine) {
        let ground = Ground::new(engine);
        let file = |name: &str| ground.place.file(name).display().to_string();
        let (csv, backup) = (file("l.csv"), file("b.hwb"));
        let commands = [
            (vec!["export", "ledger", "--unit", "211104109", "--format", "csv", "--output", &csv], "read_ledger"),
            (vec!["export", "ledger", "--unit", "211104109", "--format", "csv", "--names", "--output", &csv], "read_ledger_names"),
            (vec!["backup", "--output", &backup], "make_backup"),
        ];
        for (command, action) in commands {
            let before = entries(&ground).len();
            ground.place.run(&command).assert(0);
            let [new] = &entries(&ground)[before..] else { panic!("{command:?}: not one new entry") };
            assert_eq!((new.actor.as_str(), new.source.as_str(), new.action.as_str()), ("console", "console", action));
        }
    }

    fn a_key_hides_no_second_look(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser).program.with("Idempotency-Key: once");
        let before = entries(&ground).len();
        for day in ["2026-11-01", "2026-11-02"] {
            clerk.get(&format!("/api/v1/units/211104109/ledger/names?purpose=file&as_of={day}")).assert(200).json();
        }
        assert_eq!(entries(&ground).len(), before + 2);
    }

    fn names_that_were_filed_are_not_opened_unseen(engine) {
        let ground = Ground::new(engine);
        let clerk = &ground.actor(Role::TownOrganiser).browser;
        let path = "/units/211104109/ledger/category/disabled?snapshot=2026-10";
        assert_eq!(clerk.get(path).status, 200);
        let before = entries(&ground).len();
        let page = clerk.get(path).assert(200);
        let [new] = &entries(&ground)[before..] else { panic!("not one new entry") };
        assert!(page.body.contains(&ground.grids[0].in_need) && new.action == "read_ledger_names", "{new:?}");
    }

    fn who_follows_the_audit_by_account_is_in_it(engine) {
        let ground = Ground::new(engine);
        let auditor = ground.actor(Role::AuditAdmin);
        let clerk = ground.actor(Role::TownOrganiser);
        for (talker, root) in [(&auditor.browser, "/audit"), (&auditor.program, "/api/v1/audit")] {
            let before = entries(&ground).len();
            assert_eq!(talker.get(root).status, 200);
            assert_eq!(entries(&ground).len(), before, "looking at everybody is no look at one");
            let answer = talker.get(&format!("{root}?account={}", clerk.account)).assert(200);
            let [new] = &entries(&ground)[before..] else { panic!("not one new entry") };
            assert_eq!((new.actor.as_str(), new.subject_id.as_str()), (auditor.account.as_str(), clerk.account.as_str()));
            assert_eq!((new.action.as_str(), new.subject_kind.as_str()), ("read_audit", "account"));
            assert!(answer.body.contains("211104109") || root == "/audit");
        }
        // An entry says kinds, versions and counts, and that it fits; nothing of anybody.
        let (_, id) = ground.entries.iter().find(|(unit, _)| unit == "211104109").unwrap();
        let entry = auditor.program.get(&format!("/api/v1/audit/{id}")).assert(200).json();
        assert_eq!(entry["fits"], true, "{entry}");
        assert!(auditor.browser.get(&format!("/audit/{id}")).assert(200).body.contains("这条记录没有被改过"));
        // A filter by unit, day and action holds for programs and pages alike.
        let some = auditor.program.get("/api/v1/audit?unit=211104109&alone=1&from=2026-11-05&to=2026-11-05&action=import_workbook");
        let some = some.assert(200).json();
        let list = some["entries"].as_array().unwrap();
        assert!(!list.is_empty() && list.iter().all(|one| one["unit"] == "211104109" && one["action"] == "import_workbook"), "{some}");
        let none = auditor.program.get("/api/v1/audit?to=2026-11-04").assert(200).json();
        assert_eq!(none["entries"], json!([]));
        // By the name: several are called so, and the page lets choose; nothing is looked into yet.
        let before = entries(&ground).len();
        let several = auditor.browser.get("/audit?who=%E6%9F%90%E4%BA%BA").assert(200);
        assert!(several.body.contains(&format!("account={}", clerk.account)), "{}", several.body);
        assert_eq!(entries(&ground).len(), before);
    }
}

/// Whether a route hands out a file, names for a program, or a whole number.
fn hands_out(method: &str, path: &str, action: &str) -> bool {
    let look = action.starts_with("reveal_") && method == "POST";
    let file =
        ["/file/", "/ledger/names", "/report", "/marked.xlsx", "/blank.xlsx"].iter().any(|part| path.contains(part));
    look || (method == "GET" && file)
}

fn ask(ground: &Ground, method: &str, path: &str, is_api: bool) -> Answer {
    let clerk = ground.actor(Role::TownOrganiser);
    match (method, is_api) {
        ("GET", true) => clerk.program.get(path),
        ("GET", false) => clerk.browser.get(path),
        (_, true) => clerk.program.json(method, path, &json!({ "reason": "verify" })),
        (_, false) => clerk.browser.post(path, &[("reason", "verify")]),
    }
}

fn entries(ground: &Ground) -> Vec<EntryRow> {
    let mut db = hongwang_store::Db::establish(&ground.place.database().url()).unwrap();
    let all = audit_entries::table.order((audit_entries::at, audit_entries::id));
    all.select(EntryRow::as_select()).filter(audit_entries::number.gt(0)).load(&mut db).unwrap()
}

/// An upload with a fault in it, checked, so that there is a report and a marked copy.
fn handed_in(clerk: &Talker) -> String {
    let text = "村,网格,户编号,姓名,与户主关系\n东河村,第一网格,901,无名氏,没有这种关系\n";
    let lines = ["Content-Type: text/csv", "X-File-Name: b.csv"];
    let taken = clerk.send("POST", "/api/v1/units/211104109/imports", &lines, text.as_bytes()).json();
    let id = taken["id"].as_str().unwrap_or_else(|| panic!("{taken}")).to_owned();
    let begun = Instant::now();
    while clerk.get(&format!("/api/v1/imports/{id}/faults")).status != 200
        || !clerk.get(&format!("/api/v1/imports/{id}/faults")).body.contains("没有这种关系")
    {
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(100));
    }
    id
}
