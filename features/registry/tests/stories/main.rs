//! The store's doors and the registry's counts, on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod browser;
mod changes;
mod doors;
mod endings;
mod ground;
mod homes;
mod linked;
mod listing;
mod pages;
mod secrets;
mod units;
mod year;
