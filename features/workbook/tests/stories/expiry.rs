//! A day, and it is gone; while it is there, nobody reads it in the database.

use hongwang_domain::Id;
use hongwang_store::{Key, StoreError};
use hongwang_testing::{Engine, on_both_engines};
use hongwang_workbook::jobs;
use hongwang_workbook::upload::{self, State, UploadError};

use crate::ground::{Ground, TABLE};

/// What nobody may find in the database, its write-ahead log included.
const SECRETS: [&str; 6] =
    ["99010119470617001X", "990101198001010022", "19900001234", "秘密的话", "王一家的表.csv", "1990000"];

/// Everything that the database keeps, as bytes.
fn kept(ground: &Ground) -> Vec<u8> {
    match ground.database.engine() {
        Engine::Sqlite => ["hongwang.db", "hongwang.db-wal"]
            .iter()
            .filter_map(|name| std::fs::read(ground.database.folder().join(name)).ok())
            .flatten()
            .collect(),
        Engine::Postgres => {
            let tables =
                ["uploads", "upload_parts", "audit_entries", "audit_records", "idempotency_answers", "imports"];
            let all = tables.map(|table| ground.database.ask(&format!("SELECT * FROM county_211104.{table}")));
            all.concat().into_bytes()
        }
    }
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
    [needle.as_bytes(), hex.as_bytes()]
        .iter()
        .any(|needle| haystack.windows(needle.len()).any(|bytes| bytes == *needle))
}

on_both_engines! {
    fn neither_the_file_nor_its_name_can_be_read_in_the_database(engine) {
        let ground = Ground::new(engine);
        let upload = ground.hand_in("C:\\表\\王一家的表.csv", TABLE.as_bytes()).unwrap();
        let upload = ground.settle(&upload.id);
        let mended = ((0, 4, 3), "990101198001010022".to_owned());
        upload::mend(ground.store(), &ground.clerk, &upload.id, upload.version, &[mended]).unwrap();
        let upload = ground.settle(&upload.id);
        let name = upload::name(ground.store().keys(), &upload).unwrap();
        assert_eq!(name.as_deref(), Some("王一家的表.csv"));
        ground.written(&upload.id);
        let kept = kept(&ground);
        assert!(holds(&kept, &upload.id), "the database was not looked at");
        for secret in SECRETS {
            assert!(!holds(&kept, secret), "{secret}");
        }
    }

    fn after_a_day_everything_is_gone_and_the_import_stays(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        let upload = ground.written(&upload.id);
        let waiting = ground.checked(TABLE);
        jobs::look_after(&ground.office).unwrap();
        assert_eq!(ground.find(&upload.id).state(), State::Done, "the day is not over");

        let next = ground.on("2026-11-06");
        assert!(upload::is_gone(&ground.find(&upload.id), next.store.clock().now()), "before anybody has cleaned up");
        let late = upload::write(&next.store, &ground.clerk, &waiting.id, waiting.version);
        assert!(matches!(late, Err(UploadError::Gone)), "{late:?}");
        jobs::look_after(&next).unwrap();
        for id in [&upload.id, &waiting.id] {
            let gone = ground.find(id);
            assert_eq!((gone.state(), gone.file_name, gone.corrections), (State::Expired, None, None));
            let left = next.store.keep_house(|db| upload::report(db, next.store.keys(), id)).unwrap();
            assert_eq!(left, None);
        }
        assert_eq!(parts(&ground), 0);
        assert_eq!(ground.imports().len(), 1);
        jobs::look_after(&ground.on("2026-11-20")).unwrap();
        assert_eq!(ground.store().keep_house(|db| upload::find(db, &upload.id)).unwrap(), None, "forgotten in the end");
    }

    fn what_is_called_off_leaves_nothing_behind(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        assert!(parts(&ground) > 0);
        upload::cancel(ground.store(), &upload.id).unwrap();
        // Whoever had it in work takes it away right after.
        let begun = std::time::Instant::now();
        while parts(&ground) > 0 || ground.find(&upload.id).state() != State::Cancelled {
            assert!(begun.elapsed().as_secs() < 30, "{:?}", ground.find(&upload.id).state());
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let gone = ground.find(&upload.id);
        assert_eq!((gone.state(), gone.corrections), (State::Cancelled, None));
        assert!(gone.file_name.is_some(), "it is found in the list by its name, until its day is over");
        assert_eq!((gone.choices.as_str(), gone.summary.as_str()), ("{}", "{}"));
        let again = upload::choose(ground.store(), &ground.clerk, &upload.id, gone.version, &Default::default());
        assert!(matches!(again, Err(UploadError::NotNow(State::Cancelled))), "{again:?}");
        upload::cancel(ground.store(), &upload.id).unwrap();
        jobs::look_after(&ground.on("2026-11-07")).unwrap();
        let gone = ground.find(&upload.id);
        assert_eq!((gone.state(), gone.file_name), (State::Expired, None));
    }

    fn a_clock_that_jumps_keeps_nothing_longer(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        // Back by a week: nobody knows how old the file is.
        jobs::look_after(&ground.on("2026-10-29")).unwrap();
        assert_eq!(parts(&ground), 0);
        let gone = ground.store().keep_house(|db| upload::find(db, &upload.id)).unwrap();
        assert!(gone.is_none_or(|upload| upload.state() == State::Expired));
        // And years ahead.
        ground.checked(TABLE);
        jobs::look_after(&ground.on("2031-01-01")).unwrap();
        assert_eq!(parts(&ground), 0);
    }

    fn a_part_stands_in_for_no_other(engine) {
        let ground = Ground::new(engine);
        let store = ground.store();
        let one = ground.checked(TABLE);
        let other = ground.checked(&TABLE.replace("王一", "赵一"));
        let swap = |kind: &str, id: &str| {
            use hongwang_store::diesel::prelude::*;
            use hongwang_store::schema::workbook::upload_parts::dsl as parts;
            store
                .keep_house(|db| {
                    let bytes: Vec<u8> = parts::upload_parts
                        .filter(parts::upload_id.eq(&other.id))
                        .filter(parts::kind.eq(kind))
                        .select(parts::content)
                        .first(db)
                        .map_err(StoreError::from)?;
                    let row = parts::upload_parts.filter(parts::upload_id.eq(id)).filter(parts::kind.eq("faults"));
                    hongwang_store::diesel::update(row)
                        .set(parts::content.eq(bytes))
                        .execute(db)
                        .map_err(StoreError::from)
                })
                .unwrap()
        };
        for (kind, id) in [("faults", &one.id), ("survey", &other.id)] {
            assert_eq!(swap(kind, id), 1);
            let opened = store.keep_house(|db| upload::faults(db, store.keys(), id));
            assert!(matches!(opened, Err(StoreError::Corrupt(_))), "{opened:?}");
        }
    }

    fn large_files_lie_in_several_parts(engine) {
        let ground = Ground::new(engine);
        let rows: String = (0..60_000).map(|row| format!(",,,,,填充填充填充填充填充{row}\n")).collect();
        let upload = ground.checked(&format!("{TABLE}{rows}"));
        assert_eq!((upload.state(), upload.summary().rows), (State::Checked, 3), "{:?}", upload.fault());
        assert!(parts(&ground) > 3);
    }
}

fn parts(ground: &Ground) -> i64 {
    use hongwang_store::diesel::prelude::*;
    use hongwang_store::schema::workbook::upload_parts;
    ground.store().keep_house(|db| upload_parts::table.count().get_result(db).map_err(StoreError::from)).unwrap()
}

#[test]
fn a_name_of_an_upload_is_none_of_another() {
    let ground = Ground::new(Engine::Sqlite);
    let one = ground.hand_in_as(&ground.clerk, &Key::new(), "a.csv", b"a,b\n").unwrap();
    let foreign = upload::Upload { id: Id::new().to_string(), ..one };
    assert!(upload::name(ground.store().keys(), &foreign).is_err());
}
