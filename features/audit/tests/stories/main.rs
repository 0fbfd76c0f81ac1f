//! Anchors of the audit, and what is found when somebody tampers with the database, on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod anchors;
mod ground;
