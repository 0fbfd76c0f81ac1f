//! The ledger of Annex A, computed for any day; its month-end snapshots; declared figures beside counted ones.

mod api;
mod declared;
mod doctor;
mod export;
mod live;
mod pages;
mod queries;
mod rows;
mod snapshot;
mod snapshot_store;
mod subject;

pub use declared::{DeclareError, declare};
pub use export::{LedgerError, Request, ledger, note_export};
pub use pages::PURPOSES;
pub use snapshot::install;

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("ledger")
        .doctor(doctor::complaints)
        .routes(pages::routes().into_iter().chain(api::routes()).collect())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .serves(SERVES)
}

/// The clauses that the ledger serves.
const SERVES: &[(&str, &str)] = &[
    ("REQ-8", "/ledgers"),
    ("MEM-9", "/forms"),
    ("ANNEX-A1", "/ledger"),
    ("ANNEX-A2", "/ledger"),
    ("ANNEX-A3", "/ledger"),
    ("ANNEX-A4", "/ledger"),
    ("ANNEX-A5", "/ledger"),
    ("ANNEX-A6", "/ledger"),
    ("ANNEX-A7", "/ledger"),
];
