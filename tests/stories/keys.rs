//! The keys of sealed fields are changed while the service runs; broken off half-way, nothing is unreadable.

use std::io::Read;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use hongwang_domain::{Clock, Role};
use hongwang_store::transfer::Piece;
use hongwang_store::{Database, KeyRing, Source, Store, StoreError, sealed_columns};
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::{Place, Served, on_both_engines};

use crate::policy::ground::Ground;
use crate::workbook;

fn store(place: &Place) -> Store {
    let keys = KeyRing::read(&place.data().join("hongwang.keys")).unwrap();
    let database = Database::parse(&place.database().url());
    Store::open(&database, keys, Clock::system(), Source("test".to_owned())).unwrap()
}

/// How many sealed values stand under each key, read from the tables themselves.
fn under(place: &Place) -> std::collections::BTreeMap<String, usize> {
    let (mut counts, mut sealed_at) = (std::collections::BTreeMap::new(), Vec::new());
    store(place)
        .send(&["uploads", "upload_parts"], |piece| {
            match piece {
                Piece::Table(table) => {
                    let names = table.columns.iter().map(|column| format!("{}.{}", table.name, column.name));
                    sealed_at = names.map(|name| sealed_columns().contains(&name)).collect();
                }
                Piece::Row(row) => {
                    let values: Vec<serde_json::Value> = serde_json::from_str(row).unwrap();
                    for (value, sealed) in values.iter().zip(&sealed_at) {
                        if let (true, Some(text)) = (*sealed, value.as_str()) {
                            *counts.entry(text[2..10].to_owned()).or_insert(0) += 1;
                        }
                    }
                }
                _ => {}
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    counts
}

/// What the data dictionary calls sealed.
#[test]
fn a_change_of_keys_knows_every_sealed_column() {
    let dictionary = include_str!("../../docs/data-dictionary.md");
    let mut sealed = Vec::new();
    let mut table = "";
    for line in dictionary.lines() {
        if let Some(name) = line.strip_prefix("### `") {
            table = name.trim_end_matches('`');
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells.get(4) == Some(&"sealed") {
            sealed.push(format!("{table}.{}", cells[1].trim_matches('`')));
        }
    }
    let mut known = sealed_columns();
    sealed.sort();
    known.sort();
    assert!(sealed.len() >= 12, "{sealed:?}");
    assert_eq!(sealed, known);
}

on_both_engines! {
    fn a_change_of_keys_is_killed_half_way_and_goes_on(engine) {
        let mut ground = Ground::new(engine);
        let more = workbook(&ground.place, "more.xlsx", &town(31, Size::with_rows(1_500)), &Layout::default());
        ground.place.import(&more, &[]);
        let before = under(&ground.place);
        assert!(before.len() == 1 && before["00000001"] > 2_000, "{before:?}");
        let clerk = ground.actor(Role::TownOrganiser);
        let new = format!("/units/{}/households/new", ground.grids[0].code);
        let over = AtomicBool::new(false);
        let saved = thread::scope(|scope| {
            let saving = scope.spawn(|| {
                let mut saved = 0;
                while !over.load(Ordering::Relaxed) && saved < 10_000 {
                    let name = format!("s{saved}");
                    let phone = format!("1990000{saved:04}");
                    let form = [("key", &*name), ("name", "换钥匙时来的"), ("number", &*name), ("phone", &*phone)];
                    let answer = clerk.browser.post(&new, &form);
                    assert_eq!(answer.status, 303, "{}", answer.body);
                    saved += 1;
                }
                saved
            });
            let mut rotating = ground.place.command(["keys", "rotate"]).stderr(Stdio::piped()).spawn().unwrap();
            let mut said = rotating.stderr.take().unwrap();
            // The first figure comes behind a carriage return.
            let mut byte = [0];
            while byte != *b"\r" {
                assert_eq!(said.read(&mut byte).unwrap(), 1, "it ended before it was killed");
            }
            rotating.kill().unwrap();
            rotating.wait().unwrap();
            let half = under(&ground.place);
            println!("killed at {half:?}");
            assert!(half.len() == 2 && half.values().all(|count| *count > 0), "{half:?}");
            // Nothing is unreadable in between: the doctor opens every sealed field.
            ground.place.assert_sound();
            let again = ground.place.run(["keys", "rotate", "--lang", "en"]).assert(0);
            assert!(again.stderr.contains("going on with key 2"), "{}", again.stderr);
            over.store(true, Ordering::Relaxed);
            saving.join().unwrap()
        });
        assert!(saved > 3, "{saved}");
        let after = under(&ground.place);
        assert_eq!(after.keys().collect::<Vec<_>>(), ["00000002"], "{after:?}");
        ground.place.assert_sound();
        // The service that ran all the time seals with the new key, and opens.
        let page = clerk.browser.get(&format!("/units/{}/households?q=换钥匙时来的", ground.grids[0].code));
        assert_eq!(page.status, 200);
        // Not a day old yet, and then still needed by files that were handed in: it stays.
        let retire = |place: &Place| place.run(["keys", "retire", "--lang", "en"]).assert(0).stdout;
        assert!(retire(&ground.place).contains("0 earlier keys are gone, 1 stay"));
        ground.served.kill();
        ground.place.set_today("2026-11-07");
        assert!(retire(&ground.place).contains("0 earlier keys are gone, 1 stay"));
        // A service takes away what was handed in two days ago.
        let _served = Served::new(&ground.place);
        let gone = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(200));
            retire(&ground.place).contains("1 earlier keys are gone; only the one")
        });
        assert!(gone, "{}", retire(&ground.place));
        ground.place.assert_sound();
    }

    fn a_key_file_that_others_can_read_is_refused(engine) {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new(crate::PROGRAM, engine);
        let file = place.data().join("hongwang.keys");
        place.run(["keys", "rotate"]).assert(0);
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{mode:o}");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        for command in [vec!["keys", "rotate"], vec!["doctor"], vec!["keys", "retire"]] {
            let said = place.run(&command).assert(1).stderr;
            assert!(said.contains("chmod 600"), "{said}");
        }
    }
}
