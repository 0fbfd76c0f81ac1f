//! The imports of a town.

use hongwang_web::{Ask, Fault, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::body::{FileBytes, HandedIn};
use crate::api::shown::{ShownImport, ShownUpload};
use crate::pages::{files, imports};

/// What a town took in, and what is on the way.
#[derive(Debug, Serialize, ToSchema)]
struct Imports {
    /// Workbooks that were handed in within a day, the last first.
    uploads: Vec<ShownUpload>,
    /// Imports that were, the last first.
    imports: Vec<ShownImport>,
}

/// What was undone.
#[derive(Debug, Serialize, ToSchema)]
struct Undone {
    /// Records that went back.
    changed: u32,
}

/// The imports of a town.
#[utoipa::path(
    get,
    path = "/api/v1/units/{unit}/imports",
    params(("unit" = String, Path, description = "The town's code; the county's for towns that are not there yet")),
    responses((status = 200, body = Imports))
)]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let unit = imports::unit(ask)?;
    let (past, names) = imports::past(ask, &unit)?;
    let uploads = imports::kept(ask, &unit)?;
    Ok(Reply::json(&Imports {
        uploads: uploads.iter().map(|upload| ShownUpload::of(ask, upload, None)).collect::<Result<_, Fault>>()?,
        imports: past.into_iter().map(|past| ShownImport::of(past, &names)).collect(),
    }))
}

/// Hands a workbook in: as the body itself, or in a multipart form as `file`. It is checked next; nothing is written.
#[utoipa::path(
    post,
    path = "/api/v1/units/{unit}/imports",
    params(
        ("unit" = String, Path, description = "The town's code; the county's for a town that is not there yet"),
        ("name" = Option<String>, Query, description = "The name of the file, where the body is the file itself"),
        ("town" = Option<String>, Query, description = "At a county: the new town's code"),
        ("town_name" = Option<String>, Query, description = "At a county: the new town's name")
    ),
    request_body(
        content(
            (FileBytes = "application/octet-stream"),
            (FileBytes = "text/csv"),
            (FileBytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (FileBytes = "application/vnd.ms-excel"),
            (FileBytes = "application/vnd.oasis.opendocument.spreadsheet"),
            (HandedIn = "multipart/form-data")
        ),
        description = "The file itself, or a form with it"
    ),
    responses(
        (status = 201, body = ShownUpload),
        (status = 413, description = "Larger than 20 MB"),
        (status = 422, description = "No spreadsheet")
    )
)]
pub(crate) fn take(ask: &Ask) -> Result<Reply, Fault> {
    let upload = imports::receive(ask)?;
    Ok(Reply::json_status(axum::http::StatusCode::CREATED, &ShownUpload::of(ask, &upload, None)?))
}

/// A blank workbook to be filled in, headed with the words by which an import knows its columns.
#[utoipa::path(
    get,
    path = "/api/v1/units/{unit}/imports/blank.xlsx",
    params(("unit" = String, Path, description = "The town's code, or the county's")),
    responses((
        status = 200,
        description = "The workbook",
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        body = inline(FileBytes)
    ))
)]
pub(crate) fn blank(ask: &Ask) -> Result<Reply, Fault> {
    files::blank(ask)
}

/// Takes an import back as a whole.
#[utoipa::path(
    post,
    path = "/api/v1/imports/done/{import}/undo",
    params(("import" = String, Path, description = "The import's id")),
    responses((status = 200, body = Undone), (status = 409, description = "Undone already, or built on since"))
)]
pub(crate) fn undo(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&Undone { changed: imports::take_back(ask)? }))
}
