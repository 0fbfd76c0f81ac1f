//! The ledger and its written forms, told on a small made-up town.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

mod csv;
mod document;
mod printed;
mod sample;
mod table;
mod terminal;
