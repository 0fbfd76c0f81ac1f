//! Workbooks: a clerk's file in; units, households and residents out; a report that names every bad cell.

mod api;
mod blank;
mod form;
mod goes;
mod history;
pub mod jobs;
mod locate;
mod outcome;
mod pages;
mod plan;
mod report;
mod report_sheet;
mod routes;
mod rows;
mod subject;
mod take_in;
mod taking;
mod undo;
pub mod upload;

pub use goes::{By, Goes};
pub use history::{Past, history};
pub use outcome::{Outcome, TakeInError};
pub use report::{Created, Entry, Report};
pub use rows::Import;
pub use take_in::{Request, take_in};
pub use undo::{UndoError, undo};

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("workbook")
        .routes(routes::routes())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .serves(&[("MEM-9", "/imports")])
        .chore(pages::chore)
}
