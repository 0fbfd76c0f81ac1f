//! The description of the API, for programs that are built against it.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::out::print;
use crate::slices;

/// Prints it.
pub fn run() -> Result<ExitCode, Failure> {
    let description = hongwang_web::openapi::describe(&slices::all());
    let json = description.to_pretty_json().map_err(std::io::Error::from)?;
    print(&json)?;
    Ok(ExitCode::SUCCESS)
}
