//! Workbooks: a clerk's file in; units, households and residents out; a report that names every bad cell.

mod history;
pub mod jobs;
mod outcome;
mod plan;
mod report;
mod rows;
mod take_in;
mod taking;
mod undo;
pub mod upload;

pub use history::{Past, history};
pub use outcome::{Outcome, TakeInError};
pub use report::{Created, Entry, Report};
pub use rows::Import;
pub use take_in::{Request, take_in};
pub use undo::{UndoError, undo};

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("workbook")
}
