//! The ledger for programs: the same actions and the same policy as the pages.

use crate::pages::Purpose;
use axum::http::{Method, StatusCode};
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Month};
use hongwang_organisation::locate::UNIT;
use hongwang_organisation::queries as organisation;
use hongwang_web::{Ask, Fault, Policy, Reply, Route};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::pages::{Declaration, Wanted};
use crate::queries;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let at = |action| Policy::At(action, UNIT);
    vec![
        Route::api(Method::GET, "/api/v1/units/{unit}/ledger", at(Action::ReadLedger), counts),
        Route::api(Method::GET, "/api/v1/units/{unit}/ledger/names", at(Action::ReadLedgerNames), names),
        Route::api(Method::GET, "/api/v1/units/{unit}/ledger/months", at(Action::ReadLedger), months),
        Route::api(Method::PUT, "/api/v1/units/{unit}/ledger/declared", at(Action::DeclareFigures), declare),
    ]
}

/// The description.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(counts, names, months, declare), components(schemas(Months, DeclaredFigures)))]
struct Described;

/// Which ledger.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read as text by the pages' own reading; this describes it")]
struct Which {
    /// `registered` 户籍 or `resident` 常住; the layout's where none is given.
    #[param(value_type = Option<String>, example = "registered")]
    basis: Option<Basis>,
    /// The day; today where none is given.
    as_of: Option<chrono::NaiveDate>,
    /// A filed month instead of a day.
    #[param(value_type = Option<String>, example = "2026-10")]
    snapshot: Option<Month>,
    /// The lines: `towns`, `villages` or `grids`, those that the page of the unit can have; without it those that the page
    /// shows. Names stand below party groups.
    rows: Option<String>,
}

/// The months that were filed.
#[derive(Serialize, ToSchema)]
struct Months {
    /// The latest first.
    #[schema(value_type = Vec<String>)]
    months: Vec<Month>,
}

/// What is declared.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read as text by the form's own reading; this describes it")]
struct DeclaredFigures {
    /// 自报户数
    households: u32,
    /// 自报人口
    residents: u32,
    /// The day; today where none is given.
    as_of: Option<chrono::NaiveDate>,
    /// The version of the figure that was seen, 0 where there was none; without it the last one counts.
    version: Option<i32>,
}

/// The ledger of a unit: figures and rosters.
#[utoipa::path(get, path = "/api/v1/units/{unit}/ledger", params(("unit" = String, Path, description = "The unit's code"), Which),
    responses((status = 200, description = "The ledger as `hongwang export ledger --format json` writes it")))]
fn counts(ask: &Ask) -> Result<Reply, Fault> {
    let wanted = Wanted::of(ask)?;
    let ledger = wanted.ledger(ask, false)?;
    Ok(Reply::json(&wanted.sheet(ask, &ledger, false).view()))
}

/// The ledger of a unit with the names behind its category figures.
#[utoipa::path(get, path = "/api/v1/units/{unit}/ledger/names", params(("unit" = String, Path, description = "The unit's code"), Which,
    ("purpose" = String, Query, description = "What for: `submit`, `file`, `check`, `meeting` or `service`; it is kept in the audit")),
    responses((status = 200, description = "The ledger with names")))]
fn names(ask: &Ask) -> Result<Reply, Fault> {
    let (purpose, wanted) = (Purpose::of(ask)?, Wanted::of(ask)?);
    let ledger = wanted.ledger(ask, true)?;
    crate::pages::note(ask, Action::ReadLedgerNames, &wanted, ("json", Some(purpose)))?;
    Ok(Reply::json(&wanted.sheet(ask, &ledger, true).view()))
}

/// The months that were filed for the town of a unit.
#[utoipa::path(get, path = "/api/v1/units/{unit}/ledger/months", params(("unit" = String, Path, description = "The unit's code")),
    responses((status = 200, body = Months)))]
fn months(ask: &Ask) -> Result<Reply, Fault> {
    let months = ask.read(Action::ReadLedger, |door| {
        let units = organisation::ancestry(door, ask.place())?;
        Ok(queries::filed_months_of(door, &units)?)
    })?;
    let months = months.into_iter().map(|filed| filed.month).collect();
    Ok(Reply::json(&Months { months }))
}

/// Declares how many households and people a unit has on a day; a second declaration for the day replaces the first.
#[utoipa::path(put, path = "/api/v1/units/{unit}/ledger/declared", params(("unit" = String, Path, description = "The unit's code")),
    request_body = DeclaredFigures, responses((status = 204, description = "Declared"), (status = 422, description = "What is wrong, by field")))]
fn declare(ask: &Ask) -> Result<Reply, Fault> {
    Declaration::read(ask).map_err(Fault::Invalid)?.keep(ask)?;
    Ok(Reply::nothing().status(StatusCode::NO_CONTENT.as_u16()))
}
