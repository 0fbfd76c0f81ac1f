//! The ledger of Annex A, computed for any day; its month-end snapshots; declared figures beside counted ones.

mod declared;
mod doctor;
mod export;
mod live;
mod rows;
mod snapshot;
mod snapshot_store;

pub use declared::{DeclareError, declare};
pub use export::{LedgerError, Request, ledger};
pub use snapshot::install;

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("ledger").doctor(doctor::complaints)
}
