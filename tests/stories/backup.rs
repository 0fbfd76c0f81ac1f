//! A backup is everything, sealed, the same from either engine; it goes into an empty place alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use hongwang_archive::{Archive, BackupKey};
use hongwang_domain::{Clock, Role};
use hongwang_store::transfer::Piece;
use hongwang_store::{Database, KeyRing, Source, Store, StoreError};
use hongwang_testing::{Engine, Place, on_both_engines};

use crate::PROGRAM;
use crate::policy::ground::Ground;

/// Every row of every table, sorted.
type Everything = BTreeMap<String, Vec<String>>;

const KEYS: &str = "hongwang.keys";
const KEY: &str = "hongwang.backup-key";

fn store(place: &Place) -> Store {
    let keys = KeyRing::read(&place.data().join(KEYS)).unwrap();
    let database = Database::parse(&place.database().url());
    Store::open(&database, keys, Clock::system(), Source("test".to_owned())).unwrap()
}

fn everything(place: &Place) -> Everything {
    let mut all = Everything::new();
    let mut last = String::new();
    store(place)
        // The list of backups belongs to the place.
        .send(&["backups"], |piece| {
            match piece {
                Piece::Begin { .. } | Piece::End(_) => {}
                Piece::Table(table) => {
                    last.clone_from(&table.name);
                    all.entry(last.clone()).or_default();
                }
                Piece::Row(row) => all.entry(last.clone()).or_default().push(row.to_owned()),
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    all.values_mut().for_each(|rows| rows.sort());
    all
}

fn backup(place: &Place, name: &str, more: &[&str]) -> PathBuf {
    let file = place.file(name);
    let text = file.display().to_string();
    let arguments = ["backup", "--output", &text].into_iter().chain(more.iter().copied());
    place.run(arguments.collect::<Vec<_>>()).assert(0);
    file
}

fn restore(place: &Place, file: &Path, key: &Path) -> hongwang_testing::Output {
    place.run(["restore", &file.display().to_string(), "--key", &key.display().to_string()])
}

fn other(engine: Engine) -> Engine {
    if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite }
}

on_both_engines! {
    fn there_and_back_again_everything_is_as_it_was(engine) {
        let mut ground = Ground::new(engine);
        // What its jobs note would be other rows a moment later.
        ground.served.kill();
        let key = ground.place.data().join(KEY);
        let file = backup(&ground.place, "one.backup", &["--with-keys"]);
        // A backup is told to the audit before it is made: it holds that entry too.
        let before = everything(&ground.place);
        assert!(before.values().map(Vec::len).sum::<usize>() > 300 && before.len() > 25, "{}", before.len());
        let there = Place::bare(PROGRAM, other(engine));
        restore(&there, &file, &key).assert(0);
        assert_same(&everything(&there), &before);
        there.assert_sound();
        let again = backup(&there, "two.backup", &["--with-keys", "--key", &key.display().to_string()]);
        let back = Place::bare(PROGRAM, engine);
        restore(&back, &again, &key).assert(0);
        assert_same(&everything(&back), &everything(&there));
        let ledger = |place: &Place| place.export("211104109", &["--as-of", "2026-11-05"]).assert(0).stdout;
        assert_eq!(ledger(&back), ledger(&ground.place));
    }

    fn a_backup_is_of_one_moment_while_others_write(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let path = format!("/units/{}/households/new", ground.grids[0].code);
        let over = AtomicBool::new(false);
        let files: Vec<PathBuf> = thread::scope(|scope| {
            let (path, over) = (&path, &over);
            for writer in 0..3 {
                scope.spawn(move || {
                    for number in 0.. {
                        if over.load(Ordering::Relaxed) {
                            break;
                        }
                        let name = format!("w{writer}-{number}");
                        let form = [("key", name.as_str()), ("name", "新来的"), ("number", name.as_str())];
                        assert_eq!(clerk.browser.post(path, &form).status, 303);
                    }
                });
            }
            let files = (0..3).map(|number| backup(&ground.place, &format!("{number}.backup"), &["--with-keys"]));
            let files = files.collect();
            over.store(true, Ordering::Relaxed);
            files
        });
        let key = ground.place.data().join(KEY);
        let mut households = Vec::new();
        for file in files {
            // Restoring asks the doctor: chains, sequences and figures agree, which half of a write would not.
            let place = Place::bare(PROGRAM, other(engine));
            restore(&place, &file, &key).assert(0);
            households.push(everything(&place)["households"].len());
        }
        println!("{households:?} households");
        assert!(households.windows(2).all(|two| two[0] <= two[1]) && households[0] < households[2], "{households:?}");
    }

    fn what_can_t_be_restored_is_refused_in_words(engine) {
        let full = Place::new(PROGRAM, engine);
        let key = full.data().join(KEY);
        let file = backup(&full, "one.backup", &["--with-keys"]);
        let bytes = std::fs::read(&file).unwrap();
        let empty = Place::bare(PROGRAM, engine);
        let refused = |place: &Place, file: &Path, key: &Path, said: &str| {
            let output = restore(place, file, key).assert(1);
            assert!(output.stderr.contains(said), "{said}: {}", output.stderr);
        };
        // Where there is something.
        refused(&full, &file, &key, "已经有数据");
        // Cut anywhere, changed anywhere, something behind its end.
        for length in [0, 5, 26, 27, 100, bytes.len() / 2, bytes.len() - 1] {
            let cut = empty.write("cut.backup", &bytes[..length]);
            let said = if length < 27 { "不是红网的备份" } else { "不完整" };
            refused(&empty, &cut, &key, said);
        }
        for at in [27, 60, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            refused(&empty, &empty.write("changed.backup", &changed), &key, "不完整");
        }
        let place = &empty;
        refused(place, &place.write("longer.backup", &[&bytes[..], b"more"].concat()), &key, "不完整");
        // Another key, a file of another form, a file that is none.
        let other_key = place.file("other.key");
        BackupKey::generate().unwrap().create(&other_key).unwrap();
        refused(place, &file, &other_key, "另一把钥匙");
        let mut newer = bytes.clone();
        newer[11] = 2;
        refused(place, &place.write("newer.backup", &newer), &key, "更新的版本");
        refused(place, &place.write("none.backup", b"PK\x03\x04 a spreadsheet, to be sure"), &key, "不是红网的备份");
        // Without the keys of the fields, or with those of another place.
        let without = backup(&full, "without.backup", &[]);
        refused(place, &without, &key, "没有数据钥匙");
        KeyRing::generate().unwrap().create(&place.data().join(KEYS)).unwrap();
        refused(place, &file, &key, "钥匙文件不能用");
        // Of all that nothing stayed behind: the whole one goes in.
        std::fs::remove_file(place.data().join(KEYS)).unwrap();
        restore(place, &file, &key).assert(0);
    }

    fn a_backup_tells_nothing_to_who_has_no_key(engine) {
        let ground = Ground::new(engine);
        let file = backup(&ground.place, "one.backup", &[]);
        let bytes = std::fs::read(&file).unwrap();
        for secret in ground.grids.iter().flat_map(|grid| grid.names.iter().chain(&grid.numbers)) {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for path in [&file, &ground.place.data().join(KEY)] {
                assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
            }
        }
        let key = BackupKey::read(&ground.place.data().join(KEY)).unwrap();
        assert_eq!(Archive::open(&file, &key).unwrap().about().keys, None);
        // Over a file that is there nothing is written.
        let again = ground.place.run(["backup", "--output", &file.display().to_string()]);
        assert_eq!(again.code, Some(1), "{}", again.stderr);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        // Uploads of the last day stay out where that is asked for.
        let bare = backup(&ground.place, "bare.backup", &["--with-keys", "--without-attachments"]);
        let place = Place::bare(PROGRAM, engine);
        restore(&place, &bare, &ground.place.data().join(KEY)).assert(0);
        let (all, left) = (everything(&ground.place), everything(&place));
        assert!(!all["uploads"].is_empty() && left["uploads"].is_empty() && left["upload_parts"].is_empty());
        assert_eq!(all["residents"], left["residents"]);
    }
}

fn assert_same(found: &Everything, wanted: &Everything) {
    for (table, rows) in wanted {
        let other = rows.iter().zip(&found[table]).find(|(one, other)| one != other);
        assert_eq!((rows.len(), other), (found[table].len(), None), "{table}");
    }
}
