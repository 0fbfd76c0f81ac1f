//! The store's doors and the registry's counts, on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod doors;
mod ground;
mod year;
