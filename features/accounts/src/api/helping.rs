//! Those below who can't log in, for programs. When somebody was there does not stand in any of it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use hongwang_web::{Ask, Fault, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::Proof;
use crate::api::{Role, moment, prove_by_token};
use crate::list::Line;
use crate::pages::helping;

/// Somebody who is helped.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Helped {
    /// The account's id.
    id: String,
    /// The person's name.
    name: String,
    /// The roles that hold today.
    roles: Vec<Role>,
    /// The phones on which the account stays logged in; left out in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    phones: Option<Vec<Phone>>,
}

/// A phone on which an account stays logged in. When it was used, its owner alone sees.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Phone {
    /// The session's id.
    id: String,
    /// What its owner calls it.
    name: Option<String>,
}

/// One page of those who are helped.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HelpedPage {
    /// How many there are on all pages.
    total: usize,
    /// Which page this is, from 1.
    page: usize,
    /// So many stand on a page.
    each: usize,
    /// The accounts, by name.
    accounts: Vec<Helped>,
}

/// A code for another password.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Code {
    /// Six digits, to be typed at `/reset`. They are told this once and are good for one use.
    code: String,
    /// When they are good no more.
    expires_at: DateTime<Utc>,
}

/// Those whom one can help, by name.
#[utoipa::path(
    get,
    path = "/api/v1/helping",
    params(
        ("q" = Option<String>, Query, description = "Part of a name"),
        ("page" = Option<usize>, Query, description = "Which page, from 1")
    ),
    responses((status = 200, body = HelpedPage))
)]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let (page, total, lines) = helping::read_all(ask)?;
    let accounts = lines.into_iter().map(|line| helped(line, None)).collect();
    Ok(Reply::json(&HelpedPage { total, page, each: helping::EACH, accounts }))
}

/// One of them, with the phones on which the account stays logged in.
#[utoipa::path(
    get,
    path = "/api/v1/helping/{account}",
    params(("account" = String, Path, description = "The account's id")),
    responses((status = 200, body = Helped), (status = 409, description = "It is for somebody else to help"))
)]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let (line, phones) = helping::read(ask)?;
    let phones = phones.into_iter().map(|phone| Phone { id: phone.id, name: phone.name }).collect();
    Ok(Reply::json(&helped(line, Some(phones))))
}

/// Gives somebody a code for another password; the one before is good no more.
#[utoipa::path(
    post,
    path = "/api/v1/helping/{account}/code",
    params(("account" = String, Path, description = "The account's id")),
    request_body = Proof,
    responses((status = 201, body = Code), (status = 409, description = "It is for somebody else to help"))
)]
pub(crate) fn give_code(ask: &Ask) -> Result<Reply, Fault> {
    prove_by_token(ask)?;
    let given = helping::make(ask)?;
    let code = Code { code: given.code.expose().to_owned(), expires_at: moment(given.expires_at) };
    Ok(Reply::json_status(StatusCode::CREATED, &code))
}

/// Logs somebody out on one phone.
#[utoipa::path(
    delete,
    path = "/api/v1/helping/{account}/sessions/{session}",
    params(
        ("account" = String, Path, description = "The account's id"),
        ("session" = String, Path, description = "The session's id")
    ),
    responses((status = 204, description = "Ended"), (status = 409, description = "It is for somebody else to help"))
)]
pub(crate) fn end_session(ask: &Ask) -> Result<Reply, Fault> {
    helping::end(ask, Some(ask.param("session")))?;
    Ok(Reply::nothing())
}

/// Logs somebody out everywhere and takes the tokens back.
#[utoipa::path(
    delete,
    path = "/api/v1/helping/{account}/sessions",
    params(("account" = String, Path, description = "The account's id")),
    responses((status = 204, description = "Ended"), (status = 409, description = "It is for somebody else to help"))
)]
pub(crate) fn end_sessions(ask: &Ask) -> Result<Reply, Fault> {
    helping::end(ask, None)?;
    Ok(Reply::nothing())
}

fn helped(line: Line, phones: Option<Vec<Phone>>) -> Helped {
    let role = |held: crate::HeldRole| Role {
        id: None,
        role: held.role.as_str(),
        unit: held.unit_code,
        unit_name: held.unit_name,
        appointed: None,
        until: held.until,
    };
    Helped { id: line.id, name: line.name, roles: line.roles.into_iter().map(role).collect(), phones }
}
