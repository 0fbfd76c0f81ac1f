//! Files as the description of the API shows them.

use serde::Deserialize;
use utoipa::ToSchema;

/// The bytes of a file.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it describes what is read as bytes")]
pub(crate) struct FileBytes(Vec<u8>);

/// A form with a file.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as a form")]
pub(crate) struct HandedIn {
    /// The workbook.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// At a county: the new town's code.
    town: Option<String>,
    /// At a county: the new town's name.
    town_name: Option<String>,
}
