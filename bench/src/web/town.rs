//! Our own service, with a town's clerk logged in.

use std::net::SocketAddr;
use std::path::PathBuf;

use hongwang_testing::{Engine, Place, Served, Talker};

use super::drive::{self, Request};
use crate::{county, measure};

const RESIDENTS: usize = 100_000;
/// The town that is measured.
pub const TOWN: &str = "211104100";
/// Of its clerk.
pub const PASSWORD: &str = "Yanbo-2026-hong";

/// A served county of two towns.
pub struct Town {
    pub residents: usize,
    /// The clerk at a browser, and by token.
    pub clerk: Talker,
    pub program: Talker,
    pub grid: String,
    household: String,
    place: Place,
    served: Served,
}

impl Town {
    pub fn fill(program: &str, engine: Engine) -> Self {
        let place = county::fill(program, engine, RESIDENTS);
        let served = Served::new(&place);
        let made = place
            .run(["user", "add", "--login", "clerk", "--name", "某人", "--role", "town_organiser", "--unit", TOWN])
            .assert(0);
        let once = made.stdout.trim();
        let first = served.stranger().post("/login", &[("name", "clerk"), ("password", once)]).assert(303);
        let changed = served
            .stranger()
            .with_cookie_of(&first)
            .post("/password", &[("old", once), ("new", PASSWORD), ("again", PASSWORD)])
            .assert(303);
        let clerk = served.stranger().with_cookie_of(&changed);
        let token = place.run(["user", "token", "--login", "clerk"]).assert(0);
        let program = served.stranger().with(&format!("Authorization: Bearer {}", token.stdout.trim()));
        let grid = grid_with_most(&clerk);
        let list = clerk.get(&format!("/units/{grid}/households")).assert(200).body;
        let household = between(between(&list, "<tbody>", "</tbody>"), "/households/", "\"").to_owned();
        Self { residents: RESIDENTS, clerk, program, grid, household, place, served }
    }

    pub fn address(&self) -> SocketAddr {
        self.served.address()
    }

    pub fn database(&self) -> PathBuf {
        self.place.data().join("hongwang.db")
    }

    pub fn cookie(&self) -> &str {
        &self.clerk.lines[0]
    }

    pub fn memory(&self) -> u64 {
        measure::resident(self.served.process())
    }

    pub fn list_path(&self) -> String {
        format!("/units/{}/households", self.grid)
    }

    pub fn household_path(&self) -> String {
        format!("/households/{}", self.household)
    }

    pub fn household_id(&self) -> &str {
        &self.household
    }

    pub fn list(&self) -> Request {
        drive::get(self.address(), &self.list_path(), self.cookie())
    }

    pub fn household(&self) -> Request {
        drive::get(self.address(), &self.household_path(), self.cookie())
    }

    pub fn ledger(&self) -> Request {
        drive::get(self.address(), &format!("/units/{TOWN}/ledger"), self.cookie())
    }

    pub fn create(&self, number: u64) -> Request {
        let key = uuid(number);
        let body = format!("key={key}&name=%E6%96%B0%E6%9D%A5&number={key}");
        drive::post(self.address(), &format!("/units/{}/households/new", self.grid), self.cookie(), &body)
    }
}

/// A number that no other form has, in this run and those before.
pub fn uuid(number: u64) -> String {
    let moment = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    format!("{moment:x}{number:x}")
}

pub fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, behind) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {text}"));
    behind.split(end).next().unwrap()
}

/// The grid of the town with at least a page of households.
fn grid_with_most(clerk: &Talker) -> String {
    let ledger = clerk.get(&format!("/units/{TOWN}/ledger/file/json")).assert(200).json();
    let rows = ledger["rows"].as_array().unwrap();
    let grids = rows.iter().filter(|row| row["code"].is_string());
    let most = grids.max_by_key(|row| row["counts"]["households"].as_u64()).unwrap();
    assert!(most["counts"]["households"].as_u64().unwrap() >= 50, "a page of 50 is asked for");
    most["code"].as_str().unwrap().to_owned()
}
