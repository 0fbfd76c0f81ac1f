//! A resident's rights: to see everything that is stored, to have it put right, to have it erased, to agree and to withdraw;
//! and how long anything is kept.

mod again;
mod api;
mod consents;
mod decide;
pub mod erased_list;
mod error;
mod finish;
mod forget;
pub mod locate;
mod pages;
mod person;
mod record;
mod retention;
mod routes;
pub mod rows;
mod subject;

pub use again::forget_again;
pub use consents::{Given, give, withdraw};
pub use decide::{close, hold, refuse, release};
pub use error::RightsError;
pub use finish::keep_list;
pub use forget::erase;
pub use record::{Asked, record};

use hongwang_web::Slice;

/// The slice's declaration.
pub fn slice() -> Slice {
    Slice::new("privacy")
        .routes(routes::routes())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .retains(retention::RULES)
        .chore(retention::round)
}
