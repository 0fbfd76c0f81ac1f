//! The tree of units — county, town, village, grid — and who does what in it.

pub mod locate;
pub mod queries;
pub mod rows;
pub mod setup;
mod town;
pub mod undo;

pub use rows::{Appointment, Hamlet, PartyBody, PartyGroup, Person, Team, Unit};
pub use town::{Roster, TownDraft};
