//! Backups by schedule: made each night, tried by restoring, so many kept; and the page that says so.

mod api;
mod fault;
mod make;
mod page;
mod plan;
mod records;
mod schedule;
mod trial;

use hongwang_web::Slice;

pub use fault::words;
pub use make::{ATTACHMENTS, by_hand};
pub use plan::Plan;

/// The slice's declaration.
pub fn slice() -> Slice {
    Slice::new("backup")
        .routes(page::routes().into_iter().chain(api::routes()).collect())
        .nav(page::nav)
        .home(page::home)
        .openapi(api::describe)
        .chore(schedule::tick)
}
