//! Uploads in process, on both engines: kept sealed, checked, mended, written once, called off, gone after a day.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up should stop at once")]

mod blank;
mod browser;
mod expiry;
mod ground;
mod honest;
mod late;
mod life;
mod pages;
mod programs;
mod reader;
mod refused;
mod work;
