//! Who gets in, and who does not, on both engines.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up should stop at once")]

mod browser;
mod ground;
mod guesses;
mod managing;
mod pages;
mod passwords;
mod programs;
mod roles;
mod secrets;
mod sessions;
mod tokens;
mod upgrade;
