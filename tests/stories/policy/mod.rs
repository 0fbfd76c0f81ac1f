//! Who may do what, asked of the running service: every route, every role, every place; and sentences in words.

mod generated;
pub mod ground;
mod sentences;
