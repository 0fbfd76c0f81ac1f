//! The work goes on without anybody looking, can be called off, and is taken up after the process ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use hongwang_store::StoreError;
use hongwang_store::diesel::prelude::*;
use hongwang_store::schema::workbook::uploads;
use hongwang_testing::on_both_engines;
use hongwang_workbook::jobs;
use hongwang_workbook::upload::{self, State, UploadError};

use crate::ground::{Ground, TABLE};

/// A table of so many households of one.
fn many(households: usize) -> String {
    let rows: String = (1..=households).map(|number| format!("{number},王{number},户主,,,\n")).collect();
    format!("新立镇唐家村居民台账\n户编号,姓名,与户主关系,身份证号,联系电话,备注\n{rows}")
}

/// As if another process had taken it up and ended.
fn left_behind(ground: &Ground, id: &str, state: State) {
    let long_ago = ground.store().clock().now() - chrono::Duration::hours(1);
    ground
        .store()
        .keep_house(|db| {
            hongwang_store::diesel::update(uploads::table.find(id))
                .set((
                    uploads::state.eq(state.as_str()),
                    uploads::runner.eq(Some("another")),
                    uploads::lease_until.eq(Some(long_ago)),
                ))
                .execute(db)
                .map_err(StoreError::from)
        })
        .unwrap();
}

on_both_engines! {
    fn a_write_can_be_called_off_and_leaves_nothing(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(&many(20_000));
        assert_eq!(upload.state(), State::Checked, "{:?}", upload.fault());
        ground.write(&upload.id).unwrap();
        jobs::start(&ground.office);
        let begun = Instant::now();
        // Some of it is written: it is called off at once, before the machine can have written the rest.
        while jobs::progress(&upload.id).is_none_or(|progress| progress.done == 0) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", ground.find(&upload.id).state());
            std::thread::sleep(Duration::from_millis(1));
        }
        upload::cancel(ground.store(), &upload.id).unwrap();
        assert!(ground.imports_by_reading().is_empty(), "none of it can be seen");
        let upload = ground.settle(&upload.id);
        assert_eq!(upload.state(), State::Cancelled);
        assert!(ground.imports().is_empty() && ground.households() == 0, "nothing is half-written");
        // Whoever thinks better of it hands it in again.
        let upload = ground.checked(&many(20_000));
        ground.written(&upload.id);
        assert_eq!(ground.households(), 20_000);
        let over = upload::cancel(ground.store(), &upload.id);
        assert!(matches!(over, Err(UploadError::NotNow(State::Done))), "{over:?}");
    }

    fn what_a_process_left_behind_is_taken_up(engine) {
        let ground = Ground::new(engine);
        // Killed before the commit: nothing was written, and it can be started again.
        let upload = ground.checked(TABLE);
        left_behind(&ground, &upload.id, State::Writing);
        jobs::look_after(&ground.office).unwrap();
        assert_eq!(ground.find(&upload.id).state(), State::Interrupted);
        ground.written(&upload.id);
        // Killed after it: done, and not once more.
        left_behind(&ground, &upload.id, State::Writing);
        jobs::look_after(&ground.office).unwrap();
        let upload = ground.find(&upload.id);
        assert_eq!((upload.state(), upload.summary().residents), (State::Done, 2));
        assert_eq!(ground.imports().len(), 1);
        // Killed while it was checked: it is checked again by itself.
        let upload = ground.checked(TABLE);
        left_behind(&ground, &upload.id, State::Checking);
        jobs::look_after(&ground.office).unwrap();
        assert_eq!(ground.settle(&upload.id).state(), State::Checked);
    }

    fn what_another_process_has_in_work_is_left_to_it(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        left_behind(&ground, &upload.id, State::Writing);
        let soon = ground.store().clock().now() + chrono::Duration::minutes(5);
        ground
            .store()
            .keep_house(|db| {
                hongwang_store::diesel::update(uploads::table.find(&upload.id))
                    .set(uploads::lease_until.eq(Some(soon)))
                    .execute(db)
                    .map_err(StoreError::from)
            })
            .unwrap();
        jobs::look_after(&ground.office).unwrap();
        // A file has one process alone; a server has several.
        let expected = match engine {
            hongwang_testing::Engine::Sqlite => State::Interrupted,
            hongwang_testing::Engine::Postgres => State::Writing,
        };
        assert_eq!(ground.find(&upload.id).state(), expected);
    }

    fn several_are_worked_on_and_none_is_forgotten(engine) {
        let ground = Ground::new(engine);
        let handed: Vec<String> = (0..7)
            .map(|number| {
                let table = TABLE.replace("唐家村", &format!("{}家村", ["赵", "钱", "孙", "李", "周", "吴", "郑"][number]));
                ground.hand_in("x.csv", table.as_bytes()).unwrap().id
            })
            .collect();
        for id in &handed {
            assert_eq!(ground.settle(id).state(), State::Checked);
            ground.write(id).unwrap();
        }
        for id in &handed {
            let upload = ground.settle(id);
            assert_eq!(upload.state(), State::Done, "{:?}", upload.fault());
        }
        assert_eq!(ground.imports().len(), 7);
    }
}

/// Rows of the workbook that the others get on beside; more, and figures, when asked for.
fn rows_asked_for() -> usize {
    std::env::var("HONGWANG_TEST_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(5_000)
}

/// Ends what is done again and again, also when a test fails in the middle.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does something again and again until told to end; how often, and the longest that it took.
fn again_and_again(end: &AtomicBool, mut work: impl FnMut()) -> (u32, Duration) {
    let (mut times, mut longest) = (0, Duration::ZERO);
    while !end.load(Ordering::Relaxed) {
        let begun = Instant::now();
        work();
        longest = longest.max(begun.elapsed());
        times += 1;
        std::thread::sleep(Duration::from_millis(5));
    }
    (times, longest)
}

on_both_engines! {
    fn others_log_in_save_and_read_while_a_workbook_is_written(engine) {
        let ground = Ground::new(engine);
        let other = ground.another_town();
        let begun = Instant::now();
        let upload = ground.checked(&many(rows_asked_for()));
        let checked = begun.elapsed();
        assert_eq!(upload.state(), State::Checked, "{:?}", upload.fault());
        let (end, store) = (AtomicBool::new(false), ground.store());
        let begun = Instant::now();
        let figures = std::thread::scope(|threads| {
            let logs_in = threads.spawn(|| again_and_again(&end, || {
                // What a log-in notes: a row of its own, without audit.
                store
                    .keep_house(|db| {
                        hongwang_store::diesel::update(uploads::table.find("none"))
                            .set(uploads::done.eq(1))
                            .execute(db)
                            .map_err(StoreError::from)
                    })
                    .unwrap();
            }));
            let saves = threads.spawn(|| again_and_again(&end, || ground.rename(&other)));
            let reads = threads.spawn(|| again_and_again(&end, || assert!(ground.imports_by_reading().len() < 2)));
            let ended = Ended(&end);
            ground.write(&upload.id).unwrap();
            let done = ground.settle(&upload.id);
            drop(ended);
            assert_eq!((done.state(), done.fault()), (State::Done, None));
            [logs_in, saves, reads].map(|thread| thread.join().unwrap())
        });
        for (what, (times, longest)) in ["log-ins", "saves", "reads"].into_iter().zip(figures) {
            assert!(times > 0, "{what}");
            eprintln!("{what}: {times}, the longest {longest:?}");
        }
        eprintln!("{engine:?}: checked in {checked:?}, written in {:?}", begun.elapsed());
        assert_eq!(ground.households(), i64::try_from(rows_asked_for()).unwrap());
    }
}
