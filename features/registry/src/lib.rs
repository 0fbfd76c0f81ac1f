//! The registry: households and residents, with the days on which each fact about them holds,
//! and the counts that the ledger reads.

pub mod actions;
mod api;
mod contributions;
mod counts;
mod doctor;
mod draft;
mod load;
pub mod locate;
mod pages;
mod pinyin;
pub mod queries;
mod routes;
pub mod rows;
pub mod subject;
pub mod undo;

pub use actions::{ChangeError, record_death, record_departure};
pub use contributions::{IN_HOUSEHOLDS, IN_PERSONS};
pub use counts::{CountDeltas, add_counts};
pub use doctor::complaints;
pub use draft::{Place, RegistryDraft, ResidentFacts, Statement};
pub use rows::{Household, Resident};

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("registry")
        .doctor(doctor::complaints)
        .routes(routes::routes())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .serves(&[("MEM-1", "/households"), ("MEM-2", "/households"), ("REQ-5", "/households")])
}
