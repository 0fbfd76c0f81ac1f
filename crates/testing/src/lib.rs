//! What tests are built from: a database per test on either engine, a place where the built command runs, towns made
//! of people who do not exist, and their workbooks in every shape that clerks send.
//!
//! Nothing here knows the product's code: what a test expects is worked out apart from it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up should stop at once")]

pub mod answers;
pub mod beside;
pub mod book;
pub mod citizen;
pub mod draw;
pub mod engine;
pub mod faults;
pub mod form;
pub mod http;
pub mod invent;
pub mod layout;
pub mod ods;
pub mod place;
pub mod sample;
pub mod scan;
pub mod seeded;
pub mod served;
pub mod text;
pub mod town;
pub mod xls;
pub mod xlsx;

pub use engine::{Database, Engine};
pub use http::{Answer, Browser, Talker};
pub use place::{Output, Place};
pub use seeded::Seeded;
pub use served::Served;
