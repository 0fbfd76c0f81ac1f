//! Who may do what, asked of the running service: every route, every role, every place; and sentences in words.

mod generated;
mod ground;
mod sentences;
