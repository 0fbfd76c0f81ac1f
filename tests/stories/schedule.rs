//! Backups are made by themselves, tried by restoring, so many kept; whoever looks after the service sees it.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use hongwang_domain::Role;
use hongwang_testing::{Engine, Place, Served, on_both_engines};
use serde_json::Value;

use crate::PROGRAM;
use crate::policy::ground::{Actor, enter};

const BACKUPS: &str = "/api/v1/system/backups";

/// A place whose service makes backups.
fn planned(engine: Engine, keep: usize) -> (Place, PathBuf) {
    let place = Place::new(PROGRAM, engine);
    let folder = place.file("backups of the night");
    let plan = format!("[backup]\nfolder = \"{}\"\nhour = 2\nkeep = {keep}\n", folder.display());
    std::fs::write(place.data().join("hongwang.toml"), plan).unwrap();
    (place, folder)
}

/// What the service says of the first backup in its list, once it has ended and was tried, or has failed.
fn last(administrator: &Actor, of: &str) -> Value {
    for _ in 0..300 {
        let all = administrator.program.get(BACKUPS).assert(200).json();
        let one = &all["backups"][0];
        let is_over = one["tried_at"].is_string() || one["fault"].is_string();
        if is_over && one["started_at"].as_str().is_some_and(|at| at.starts_with(of)) {
            return all;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("no backup of {of}: {}", administrator.program.get(BACKUPS).body);
}

fn names(folder: &PathBuf) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

on_both_engines! {
    fn a_backup_a_night_is_made_tried_and_seen(engine) {
        let (mut place, folder) = planned(engine, 2);
        let mut served = Served::new(&place);
        let administrator = enter(&place, &served, Role::SystemAdmin, "211104");
        let address = served.address().to_string();
        let first = last(&administrator, "2026-11-05");
        assert_eq!(first["backups"].as_array().unwrap().len(), 1, "{first}");
        let one = &first["backups"][0];
        assert!(one["fault"].is_null() && one["try_fault"].is_null() && one["scheduled"] == true, "{first}");
        assert!(one["bytes"].as_i64().unwrap() > 500 && one["rows"].as_i64().unwrap() > 2, "{first}");
        assert_eq!(names(&folder), ["hongwang-2026-11-05-1.backup"]);
        let page = administrator.browser.get("/system/backups");
        for said in ["最近一次备份：2026年11月5日 12:00，做成了", "能恢复", "每天 2 点以后做一次，留最近 2 份", "自动"] {
            assert!(page.body.contains(said), "{said}\n{}", page.body);
        }
        assert!(administrator.browser.get("/").body.contains("/system/backups"));
        // Nothing of the trial stays behind.
        assert!(!names(&place.data()).iter().any(|name| name.contains("trial")), "{:?}", names(&place.data()));
        // One that was made so goes into the other engine, with the key files kept apart.
        let other = if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite };
        let there = Place::bare(PROGRAM, other);
        std::fs::create_dir_all(there.data()).unwrap();
        std::fs::copy(place.data().join("hongwang.keys"), there.data().join("hongwang.keys")).unwrap();
        let file = folder.join("hongwang-2026-11-05-1.backup").display().to_string();
        let key = place.data().join("hongwang.backup-key").display().to_string();
        there.run(["restore", &file, "--key", &key]).assert(0);
        // Two nights later the first file is gone, and the list says so.
        for day in ["2026-11-06", "2026-11-07"] {
            served.kill();
            place.set_today(day);
            served = Served::on(&place, &address);
            last(&administrator, day);
        }
        let all = (0..100).find_map(|_| {
            thread::sleep(Duration::from_millis(100));
            let all = administrator.program.get(BACKUPS).assert(200).json();
            all["backups"][2]["removed_at"].is_string().then_some(all)
        });
        assert!(all.expect("the oldest was taken away")["backups"][1]["removed_at"].is_null());
        assert_eq!(names(&folder), ["hongwang-2026-11-06-1.backup", "hongwang-2026-11-07-1.backup"]);
        // One by hand stands in the list too.
        place.run(["backup", "--output", &place.file("by hand.backup").display().to_string()]).assert(0);
        let all = administrator.program.get(BACKUPS).assert(200).json();
        assert!(all["backups"].as_array().unwrap().iter().any(|one| one["scheduled"] == false), "{all}");
    }

    fn a_backup_that_could_not_be_made_is_told(engine) {
        let (place, folder) = planned(engine, 2);
        // A file where the folder should be.
        std::fs::write(&folder, "not a folder").unwrap();
        let served = Served::new(&place);
        let administrator = enter(&place, &served, Role::SystemAdmin, "211104");
        let all = last(&administrator, "2026-11-05");
        assert!(all["backups"][0]["fault"].is_string() && all["last_made"].is_null(), "{all}");
        let page = administrator.browser.get("/system/backups");
        assert!(page.body.contains("还没有做成过备份") && page.body.contains("没做成"), "{}", page.body);
    }

    fn a_plan_that_can_t_be_is_refused(engine) {
        let (place, _) = planned(engine, 0);
        let said = place.run(["doctor"]).assert(2).stderr;
        assert!(said.contains("keep"), "{said}");
    }
}
