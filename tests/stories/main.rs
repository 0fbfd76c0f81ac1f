//! What the command does, told as stories: each runs the built binary, on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on should stop at once")]

use std::path::PathBuf;

use hongwang_testing::draw::draw;
use hongwang_testing::layout::Layout;
use hongwang_testing::town::Town;
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place};

mod again;
mod api;
mod appointments;
mod attacks;
mod backup;
mod cells;
mod doors;
mod exports;
mod fuzz;
mod headers;
mod keys;
mod kills;
mod late;
mod ledger;
mod ledger_pages;
mod limits;
mod load;
mod marked;
mod modes;
mod planted;
mod policy;
mod privacy;
mod refusals;
mod samples;
mod schedule;
mod second_step;
mod secrets;
mod security_page;
mod settings;
mod slow;
mod smuggled;
mod snapshots;
mod trust;
mod undo;
mod unknown;
mod users;
mod variants;
mod year;

/// The built command.
const PROGRAM: &str = env!("CARGO_BIN_EXE_hongwang");

/// A new deployment for the county 大洼区, on 5 November 2026.
fn place(engine: Engine) -> Place {
    Place::new(PROGRAM, engine)
}

/// Writes a town down as an .xlsx of this place.
fn workbook(place: &Place, name: &str, town: &Town, layout: &Layout) -> PathBuf {
    place.write(name, &bytes(&draw(town, layout).book, Strings::Shared))
}
