//! Reads a town's workbook: which sheets are tables of residents or lists of party groups, what each cell
//! says, and what is wrong with it. No database and no files: a workbook goes in, an [`Intake`] comes out.

mod check;
pub mod choices;
mod dates;
mod dictionary;
pub mod finding;
pub mod intake;
mod mask;
mod numbers;
mod places;
mod recognise;
pub mod survey;
mod taken;
mod text;

pub use check::{recognise_and_check, survey_and_check};
pub use choices::{Choices, HeadingChoice, Kind, SheetChoice};
pub use finding::{About, FaultCode, Finding, Severity};
pub use intake::{
    Basis, GridIn, GroupIn, HouseholdIn, Intake, Known, KnownGrid, KnownVillage, Nothing, Place, ResidentIn, VillageIn,
};
pub use mask::masked;
pub use survey::{ColumnSurvey, SheetSurvey, Survey, TableSurvey, VillageWhy};
pub use taken::Taken;
