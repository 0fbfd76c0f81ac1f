//! One workbook on its way.

use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::body::FileBytes;
use crate::api::shown::{ShownFault, ShownUpload};
use crate::pages::faults::{EACH, asked, mend_cells};
use crate::pages::{columns, files, upload_of};
use crate::upload;

/// A page of faults.
#[derive(Debug, Serialize, ToSchema)]
struct FaultsPage {
    /// The page, from 1.
    page: usize,
    /// Faults of the kind asked for.
    total: usize,
    /// So many on a page.
    each: usize,
    faults: Vec<ShownFault>,
}

/// How an upload is to be read. What is not sent stays as it was. Beside these, for a sheet by its index:
/// `sheet-0-use` (`yes`, `no`), `sheet-0-village` (a code or a name), `sheet-0-heading` (a row), `sheet-0-kind`
/// (`residents`, `groups`); for a column by sheet, heading row and column: `column-0-3-5`, with what it is taken for.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedChoices {
    /// The version that it is decided over.
    version: i32,
    /// `UTF-8`, `GB18030`, `UTF-16LE`, `UTF-16BE`; empty: found out.
    encoding: Option<String>,
    /// `comma`, `tab`, `semicolon`, `bar`; empty: found out.
    delimiter: Option<String>,
    /// Whether hidden rows are taken in.
    hidden_rows: Option<bool>,
    /// The day from which the facts hold; empty: as the sheets say.
    effective: Option<chrono::NaiveDate>,
    /// Whether villages and grids that are not there yet are made.
    create: Option<bool>,
    /// Whether nothing is written when a row has to stay out.
    whole: Option<bool>,
}

/// Cells typed anew, by the names that faults give: `cell-0-4-3`.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedCells {
    /// The version that they are typed over.
    version: i32,
    /// Instead of cells: the name of one (`cell-0-4-3`) whose correction is taken back.
    back: Option<String>,
}

/// What is written.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedWrite {
    /// The version that was looked at: what somebody decided since is written by nobody who has not seen it.
    version: i32,
}

/// The report of an import, numbers of people masked; its form is described in `docs/workbook.md`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportShown {
    import: Option<String>,
    rows: u32,
    households: u32,
    residents: u32,
    changed: u32,
    errors: Vec<ReportEntry>,
    warnings: Vec<ReportEntry>,
    repairs: Vec<ReportEntry>,
    notices: Vec<ReportEntry>,
    created: Vec<ReportUnit>,
}

/// A finding, placed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportEntry {
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<String>,
    code: String,
    value: Option<String>,
    message: String,
}

/// A unit or group that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportUnit {
    kind: String,
    code: Option<String>,
    name: String,
    parent: Option<String>,
}

/// How far it has come, and what was found in it.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{upload}",
    params(("upload" = String, Path, description = "The upload's id")),
    responses((status = 200, body = ShownUpload), (status = 410, description = "Gone after a day"))
)]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let survey = columns::survey(ask, &upload)?;
    Ok(Reply::json(&ShownUpload::of(ask, &upload, survey)?))
}

/// Decides how it is read; it is checked anew.
#[utoipa::path(
    put,
    path = "/api/v1/imports/{upload}/choices",
    params(("upload" = String, Path, description = "The upload's id")),
    request_body = WantedChoices,
    responses((status = 202, body = ShownUpload), (status = 409, description = "In work, over, or decided meanwhile"))
)]
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    columns::decide(ask, &upload_of(ask)?)?;
    accepted(ask)
}

/// Its faults, in order of place; what the program put right by itself (`repaired`) comes last.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{upload}/faults",
    params(
        ("upload" = String, Path, description = "The upload's id"),
        ("kind" = Option<String>, Query, description = "One code alone"),
        ("page" = Option<usize>, Query, description = "The page, from 1")
    ),
    responses((status = 200, body = FaultsPage))
)]
pub(crate) fn faults(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let (kind, page) = asked(ask.queries());
    let keys = ask.store().keys();
    let found = ask.read(Action::ImportWorkbook, |door| Ok(upload::faults(door, keys, &upload.id)?))?;
    let chosen: Vec<_> = found.iter().filter(|fault| kind.is_none_or(|kind| fault.code == kind)).collect();
    let shown = chosen.iter().skip((page - 1) * EACH).take(EACH).map(|fault| ShownFault::of(ask, fault));
    Ok(Reply::json(&FaultsPage { page, total: chosen.len(), each: EACH, faults: shown.collect() }))
}

/// Types cells anew; it is checked again.
#[utoipa::path(
    post,
    path = "/api/v1/imports/{upload}/cells",
    params(("upload" = String, Path, description = "The upload's id")),
    request_body = WantedCells,
    responses((status = 202, body = ShownUpload), (status = 409, description = "In work, over, or decided meanwhile"))
)]
pub(crate) fn mend(ask: &Ask) -> Result<Reply, Fault> {
    mend_cells(ask, &upload_of(ask)?)?;
    accepted(ask)
}

/// Has it written as it stands at a version; asked twice, it is written once.
#[utoipa::path(
    post,
    path = "/api/v1/imports/{upload}/write",
    params(("upload" = String, Path, description = "The upload's id")),
    request_body = WantedWrite,
    responses(
        (status = 202, body = ShownUpload),
        (status = 409, description = "Not checked yet, over, or decided upon meanwhile"),
        (status = 422, description = "Without a version")
    )
)]
pub(crate) fn write(ask: &Ask) -> Result<Reply, Fault> {
    crate::pages::upload::have_written(ask, &upload_of(ask)?)?;
    accepted(ask)
}

/// Calls it off; nothing half-written stays.
#[utoipa::path(
    post,
    path = "/api/v1/imports/{upload}/cancel",
    params(("upload" = String, Path, description = "The upload's id")),
    responses((status = 202, body = ShownUpload), (status = 409, description = "Over"))
)]
pub(crate) fn cancel(ask: &Ask) -> Result<Reply, Fault> {
    upload::cancel(ask.store(), &upload_of(ask)?.id)?;
    accepted(ask)
}

/// The report; citizen ids and phones are masked.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{upload}/report",
    params(("upload" = String, Path, description = "The upload's id")),
    responses((status = 200, body = ReportShown), (status = 404, description = "Not checked yet"))
)]
pub(crate) fn report(ask: &Ask) -> Result<Reply, Fault> {
    files::report_for_program(ask)
}

/// A copy in which every cell with a fault is coloured.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{upload}/marked.xlsx",
    params(("upload" = String, Path, description = "The upload's id")),
    responses((
            status = 200,
            description = "The marked copy",
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            body = inline(FileBytes)
        ), (status = 404, description = "There is nothing to mark"))
)]
pub(crate) fn marked(ask: &Ask) -> Result<Reply, Fault> {
    files::marked(ask)
}

fn accepted(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json_status(axum::http::StatusCode::ACCEPTED, &ShownUpload::of(ask, &upload_of(ask)?, None)?))
}
