//! Reads a town's workbook: which sheets are tables of residents or lists of party groups, what each cell
//! says, and what is wrong with it. No database and no files: a workbook goes in, an [`Intake`] comes out.

mod check;
mod dates;
mod dictionary;
pub mod finding;
pub mod intake;
mod numbers;
mod places;
mod recognise;
mod text;

pub use check::recognise_and_check;
pub use finding::{FaultCode, Finding, Severity};
pub use intake::{
    Basis, GridIn, GroupIn, HouseholdIn, Intake, Known, KnownGrid, KnownVillage, Nothing, Place, ResidentIn, VillageIn,
};
