//! Who gets in, and who does not, on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod ground;
mod guesses;
mod managing;
mod passwords;
mod roles;
mod secrets;
mod sessions;
mod tokens;
