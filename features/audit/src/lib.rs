//! Following the audit: who did what, when, from where and why; and the ends of its chains, held fast each night.

mod anchor;
mod api;
mod doctor;
mod filter;
mod heads;
mod locate;
mod pages;
mod queries;
mod subject;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use hongwang_store::Source;
use hongwang_web::{App, Slice};

pub use anchor::anchor;
pub use heads::{Against, Heads, against, heads, lines};

/// The day for which this process has seen to the anchors.
static DONE: Mutex<Option<NaiveDate>> = Mutex::new(None);

/// The slice's declaration.
pub fn slice() -> Slice {
    Slice::new("audit")
        .routes(pages::routes().into_iter().chain(api::routes()).collect())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .doctor(doctor::complaints)
        .chore(nightly)
}

/// The first round after midnight, or after the service was started again.
fn nightly(app: &Arc<App>) {
    let store = app.store.from_source(Source("service".to_owned()));
    let today = store.clock().today();
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if *done == Some(today) {
        return;
    }
    match anchor(&store) {
        Ok(_) => *done = Some(today),
        Err(error) => tracing::warn!(%error, "the chains of the audit were not anchored"),
    }
}
