//! Backups: one file that holds everything, the same from either engine, sealed with a key of its own.
//!
//! From outside to inside: a head in the clear, pieces of 64 KiB sealed with AES-256-GCM in the STREAM construction (so
//! that none can be changed, moved, left out or cut off), gzip, lines of JSON.

mod error;
mod key;
mod lines;
mod read;
mod sealed;
mod write;

pub use error::ArchiveError;
pub use key::BackupKey;
pub use lines::{About, Sum};
pub use read::{Archive, Restored};
pub use write::write;
