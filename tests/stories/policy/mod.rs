//! Who may do what, asked of the running service: every route, every role, every place; and sentences in words.

mod document;
pub mod foreign;
mod forged;
mod generated;
pub mod ground;
mod lists;
pub mod sentences;
mod trail;
