//! A long workbook is written while others log in, save and read: how long they wait.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};

use crate::citizen::citizen_id;
use crate::http::{Answer, Talker};

/// At least so many of each, and more for as long as the workbook is written.
pub const LOG_INS: u32 = 20;
/// As [`LOG_INS`].
pub const SAVES: u32 = 50;
/// As [`LOG_INS`].
pub const READS: u32 = 200;
/// A check or a write that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(900);
/// Residents of a household, households of a grid, grids of a village.
const SIZES: (usize, usize, usize) = (3, 40, 5);

/// Who is there.
pub struct Beside<'a> {
    /// The program that hands in the workbook.
    pub clerk: &'a Talker,
    /// The town that it goes into.
    pub town: &'a str,
    /// Somebody who logs in.
    pub log_in: (&'a str, &'a str),
    /// Somebody who saves, and where; a household is made each time.
    pub save: (&'a Talker, String),
    /// Somebody who reads, and what.
    pub read: (&'a Talker, Vec<String>),
}

/// How it went.
#[derive(Debug)]
pub struct Waits {
    /// Log-ins while it was written, and the longest.
    pub log_ins: (u32, Duration),
    /// Saves likewise.
    pub saves: (u32, Duration),
    /// Reads likewise.
    pub reads: (u32, Duration),
    /// From handing in to what was found.
    pub checked: Duration,
    /// From saying yes to having it.
    pub written: Duration,
}

impl Beside<'_> {
    /// Hands in a workbook of so many rows, and has it written while the others get on.
    ///
    /// # Panics
    /// Where anybody is refused.
    #[must_use]
    pub fn write(&self, rows: usize) -> Waits {
        let (begun, path) = (Instant::now(), format!("/api/v1/units/{}/imports", self.town));
        let lines = ["Content-Type: text/csv", "X-File-Name: long.csv"];
        let taken = self.clerk.send("POST", &path, &lines, workbook(rows).as_bytes()).assert(201).json();
        let upload = format!("/api/v1/imports/{}", taken["id"].as_str().unwrap_or_else(|| panic!("{taken}")));
        self.until(&upload, "checked");
        let checked = begun.elapsed();
        let (begun, over) = (Instant::now(), AtomicBool::new(false));
        let seen = self.clerk.get(&upload).assert(200).json()["version"].clone();
        let body = serde_json::json!({ "version": seen }).to_string();
        let json = ["Content-Type: application/json"];
        let begun_to = self.clerk.send("POST", &format!("{upload}/write"), &json, body.as_bytes());
        assert_eq!(begun_to.status, 202, "{}", begun_to.body);
        let over = &over;
        thread::scope(|scope| {
            let log_ins = scope.spawn(|| again(over, LOG_INS, |_| self.log_in().assert(303)));
            let saves = scope.spawn(|| again(over, SAVES, |number| self.save(number).assert(303)));
            let reads = scope.spawn(|| again(over, READS, |number| self.read(number).assert(200)));
            self.until(&upload, "done");
            let written = begun.elapsed();
            over.store(true, Ordering::Relaxed);
            let [log_ins, saves, reads] = [log_ins, saves, reads].map(|thread| thread.join().unwrap());
            Waits { log_ins, saves, reads, checked, written }
        })
    }

    fn until(&self, upload: &str, wanted: &str) {
        let begun = Instant::now();
        loop {
            let now = self.clerk.get(upload).assert(200).json();
            match now["state"].as_str() {
                Some(state) if state == wanted => return,
                Some("failed" | "cancelled" | "interrupted") | None => panic!("{now}"),
                Some(_) => assert!(begun.elapsed() < PATIENCE, "{now}"),
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn log_in(&self) -> Answer {
        let (name, password) = self.log_in;
        Talker::stranger(self.clerk.address).post("/login", &[("name", name), ("password", password)])
    }

    fn save(&self, number: u32) -> Answer {
        let (talker, path) = &self.save;
        let number = format!("beside-{number}");
        talker.post(path, &[("key", &number), ("name", "新来的"), ("number", &number)])
    }

    fn read(&self, number: u32) -> Answer {
        let (talker, paths) = &self.read;
        talker.get(&paths[number as usize % paths.len()])
    }
}

/// Does something at least so often, and until it is over; how often, and the longest that it took.
fn again(over: &AtomicBool, least: u32, act: impl Fn(u32) -> Answer) -> (u32, Duration) {
    let (mut done, mut longest) = (0, Duration::ZERO);
    while done < least || !over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        act(done);
        longest = longest.max(begun.elapsed());
        done += 1;
    }
    (done, longest)
}

/// A workbook of people who do not exist, in villages of their own.
fn workbook(rows: usize) -> String {
    let (of_household, of_grid, of_village) = SIZES;
    let first = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap();
    let mut text = "村,网格,户编号,姓名,与户主关系,身份证号\n".to_owned();
    for row in 0..rows {
        let household = row / of_household;
        let (grid, village) = (household / of_grid, household / of_grid / of_village);
        let relation = ["户主", "配偶", "子女"][row % of_household];
        let born = first + Days::new(u64::try_from(row / 500).unwrap());
        let id = citizen_id(2, born, u16::try_from(row % 500).unwrap() * 2);
        let (grid, number) = (grid % of_village + 1, household % of_grid + 1);
        writeln!(text, "长{village}村,第{grid}网格,{grid}{number:03},张{},{relation},{id}", row % 10).unwrap();
    }
    text
}
