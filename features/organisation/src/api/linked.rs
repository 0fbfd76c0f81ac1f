//! Linked organisations for programs.

use axum::http::StatusCode;
use chrono::NaiveDate;
use hongwang_store::Key;
use hongwang_web::{Ask, Fault, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Look, Plain};
use crate::linked::reveal_contact;
use crate::pages::linked::{end as ends, form, read, read_one};
use crate::pages::reveal::reason;
use crate::queries::Linked;
use crate::reveal::Reason;

/// An organisation that is linked with a unit. The phone is masked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkedOrganisation {
    /// The id.
    id: String,
    /// Send it back with a change: whoever changed something meanwhile is not overwritten.
    version: i32,
    /// The code of the unit.
    unit: String,
    /// The unit's name.
    unit_name: String,
    /// The name.
    name: String,
    /// `social_organisation`, `cooperative`, `womens_federation`, `youth_league`, `union`, `school`, `clinic`, `enterprise`,
    /// `office` or `other`
    kind: &'static str,
    /// What it helps with.
    helps_with: Option<String>,
    /// Whom to ring there.
    contact: Option<String>,
    /// The phone, masked, for whoever works with the unit's households.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// The first day, where it is known.
    since: Option<NaiveDate>,
    /// From this day on it is linked no more.
    ended_on: Option<NaiveDate>,
}

impl LinkedOrganisation {
    fn of(linked: Linked) -> Self {
        Self {
            id: linked.row.id,
            version: linked.row.version,
            unit: linked.unit.code,
            unit_name: linked.unit.name,
            name: linked.row.name,
            kind: linked.kind.as_str(),
            helps_with: linked.row.helps_with,
            contact: linked.row.contact,
            phone: linked.phone,
            since: linked.row.since,
            ended_on: linked.row.ended_on,
        }
    }
}

/// An organisation as somebody wants it to be: all of it, as a GET tells it.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedOrganisation {
    /// What a GET said; not for a new one.
    version: Option<i32>,
    /// The name, at most 50 characters; once per unit.
    name: String,
    /// One of the kinds.
    kind: String,
    /// What it helps with, at most 100 characters, without numbers of people.
    helps_with: Option<String>,
    /// Whom to ring there.
    contact: Option<String>,
    /// The phone; without it the one that stands stays.
    phone: Option<String>,
    /// Takes the phone away.
    phone_remove: Option<bool>,
    /// The first day.
    since: Option<NaiveDate>,
}

/// From when on an organisation is linked no more.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedEnd {
    /// What a GET said.
    version: i32,
    /// The first day without it; today without it.
    day: Option<NaiveDate>,
}

/// What a GET said.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct SeenVersion {
    /// The version.
    version: i32,
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    /// The id.
    id: String,
}

/// The organisations linked with a unit and with those below it, ended ones too.
#[utoipa::path(
    get,
    path = "/api/v1/units/{unit}/organisations",
    params(("unit" = String, Path, description = "The unit's code")),
    responses((status = 200, body = Vec<LinkedOrganisation>))
)]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let (_, linked) = read(ask)?;
    Ok(Reply::json(&linked.into_iter().map(LinkedOrganisation::of).collect::<Vec<_>>()))
}

/// Links an organisation with a unit.
#[utoipa::path(
    post,
    path = "/api/v1/units/{unit}/organisations",
    params(("unit" = String, Path, description = "The code of a town, village or grid")),
    request_body = WantedOrganisation,
    responses((status = 201, body = Made), (status = 422, description = "Something can't be taken"))
)]
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json_status(StatusCode::CREATED, &Made { id: form::make_new(ask)? }))
}

/// A linked organisation.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{organisation}",
    params(("organisation" = String, Path, description = "The organisation's id")),
    responses((status = 200, body = LinkedOrganisation), (status = 404, description = "There is none"))
)]
pub(crate) fn one(ask: &Ask) -> Result<Reply, Fault> {
    let (_, linked) = read_one(ask)?;
    Ok(Reply::json(&LinkedOrganisation::of(linked)))
}

/// Changes what is recorded of an organisation.
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{organisation}",
    params(("organisation" = String, Path, description = "The organisation's id")),
    request_body = WantedOrganisation,
    responses(
        (status = 204, description = "Changed"),
        (status = 409, description = "Somebody changed it meanwhile"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn change(ask: &Ask) -> Result<Reply, Fault> {
    form::make(ask)?;
    Ok(Reply::nothing())
}

/// Records that an organisation is linked no more.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{organisation}/end",
    params(("organisation" = String, Path, description = "The organisation's id")),
    request_body = WantedEnd,
    responses((status = 204, description = "Recorded"), (status = 409, description = "Somebody was faster"))
)]
pub(crate) fn end(ask: &Ask) -> Result<Reply, Fault> {
    ends::make(ask)?;
    Ok(Reply::nothing())
}

/// Takes an end back.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{organisation}/resume",
    params(("organisation" = String, Path, description = "The organisation's id")),
    request_body = SeenVersion,
    responses((status = 204, description = "Linked again"), (status = 409, description = "Somebody was faster"))
)]
pub(crate) fn resume(ask: &Ask) -> Result<Reply, Fault> {
    ends::make_resumed(ask)?;
    Ok(Reply::nothing())
}

/// The phone of whom to ring, in plain; the look is audited.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{organisation}/phone",
    params(("organisation" = String, Path, description = "The organisation's id")),
    request_body = Look,
    responses((status = 200, body = Plain))
)]
pub(crate) fn phone(ask: &Ask) -> Result<Reply, Fault> {
    // A key of its own: a program that asks again is answered again, and each look is one.
    let seen =
        reveal_contact(ask.store(), ask.actor(), &Key::new(), ask.param("organisation"), reason(ask, Reason::PHONE)?)?;
    Ok(Reply::json(&Plain { value: seen.by_program()? }))
}
