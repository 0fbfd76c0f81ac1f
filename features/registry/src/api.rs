//! Households and residents for programs: the same actions under the same policy.

mod answers;

use axum::http::StatusCode;
use hongwang_organisation::pages::reveal::reason;
use hongwang_store::Key;
use hongwang_web::{Ask, Fault, Reply};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::actions::{Field, reveal};
use crate::pages::sees_births;
use crate::pages::{
    edit_household, edit_resident, farewell, find as search, list as lists, move_resident, new_household, new_resident,
    return_home,
};
use crate::queries::PAGE;
use answers::{
    Entered, Home, Homes, Look, NewHome, Number, Plain, SeenResident, WantedEnding, WantedHome, WantedMove,
    WantedPerson, WantedReturn,
};

#[derive(OpenApi)]
#[openapi(paths(
    list,
    create,
    household,
    change_home,
    add,
    change_person,
    leave,
    move_person,
    come_back,
    take_back,
    phone,
    citizen_id,
    find
))]
struct Described;

/// The description of this slice's part of the API.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

/// The households of a unit.
#[utoipa::path(
    get,
    path = "/api/v1/units/{unit}/households",
    params(
        ("unit" = String, Path, description = "The unit's code"),
        ("q" = Option<String>, Query, description = "Part of a name, its letters, or of a household's number"),
        ("hamlet" = Option<String>, Query, description = "A hamlet's id"),
        ("category" = Option<String>, Query, description = "A category's id, for whoever may see them"),
        ("at_home" = Option<String>, Query, description = "home, away or empty"),
        ("sort" = Option<String>, Query, description = "number, head, people or hamlet"),
        ("page" = Option<usize>, Query, description = "Which page, from 1")
    ),
    responses((status = 200, body = Homes), (status = 422, description = "Asked for by something that there is not"))
)]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    lists::understood(ask)?;
    let wanted = lists::wanted(ask);
    let mut list = lists::read(ask, &wanted)?;
    if wanted.page > list.page {
        // Behind the last page there is nothing: whoever reads page by page ends there.
        list.page = wanted.page;
        list.lines.clear();
    }
    Ok(Reply::json(&Homes::of(list, PAGE)))
}

/// A household with everybody in it.
#[utoipa::path(
    get,
    path = "/api/v1/households/{household}",
    params(("household" = String, Path, description = "The household's id")),
    responses((status = 200, body = Home), (status = 404, description = "There is none"))
)]
pub(crate) fn household(ask: &Ask) -> Result<Reply, Fault> {
    let view = crate::pages::household_of(ask, ask.param("household"))?;
    let sees_births = sees_births(ask, &view.path());
    Ok(Reply::json(&Home::of(view, ask.today(), sees_births)))
}

/// Enters a household with its head.
#[utoipa::path(
    post,
    path = "/api/v1/units/{unit}/households",
    params(("unit" = String, Path, description = "The grid's code, or the village's for a household in no grid")),
    request_body = NewHome,
    responses((status = 201, body = Entered), (status = 422, description = "Something can't be taken"))
)]
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    let created = new_household::make(ask)?;
    let entered = Entered { household: Some(created.household), resident: created.resident };
    Ok(Reply::json_status(StatusCode::CREATED, &entered))
}

/// Changes a household.
#[utoipa::path(
    put,
    path = "/api/v1/households/{household}",
    params(("household" = String, Path, description = "The household's id")),
    request_body = WantedHome,
    responses(
        (status = 204, description = "Changed"),
        (status = 409, description = "Somebody changed it meanwhile"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn change_home(ask: &Ask) -> Result<Reply, Fault> {
    edit_household::make(ask)?;
    Ok(Reply::nothing())
}

/// Enters somebody into a household.
#[utoipa::path(
    post,
    path = "/api/v1/households/{household}/residents",
    params(("household" = String, Path, description = "The household's id")),
    request_body = WantedPerson,
    responses((status = 201, body = Entered), (status = 422, description = "Something can't be taken"))
)]
pub(crate) fn add(ask: &Ask) -> Result<Reply, Fault> {
    let resident = new_resident::make(ask)?;
    Ok(Reply::json_status(StatusCode::CREATED, &Entered { household: None, resident }))
}

/// Changes what is recorded of somebody.
#[utoipa::path(
    put,
    path = "/api/v1/residents/{resident}",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = WantedPerson,
    responses(
        (status = 204, description = "Changed"),
        (status = 409, description = "Somebody changed it meanwhile"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn change_person(ask: &Ask) -> Result<Reply, Fault> {
    edit_resident::make(ask)?;
    Ok(Reply::nothing())
}

/// Records a death or a departure.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/leave",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = WantedEnding,
    responses((status = 204, description = "Recorded"), (status = 409, description = "Somebody was faster"))
)]
pub(crate) fn leave(ask: &Ask) -> Result<Reply, Fault> {
    farewell::make(ask)?;
    Ok(Reply::nothing())
}

/// Moves somebody into another household of the town, or into a new one.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/move",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = WantedMove,
    responses(
        (status = 200, body = Entered),
        (status = 409, description = "Somebody was faster"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn move_person(ask: &Ask) -> Result<Reply, Fault> {
    let (household, _) = move_resident::make(ask)?;
    Ok(Reply::json(&Entered { household: Some(household), resident: ask.param("resident").to_owned() }))
}

/// Records that somebody who had moved away is back.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/return",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = WantedReturn,
    responses((status = 204, description = "Recorded"), (status = 409, description = "Somebody was faster"))
)]
pub(crate) fn come_back(ask: &Ask) -> Result<Reply, Fault> {
    return_home::make(ask)?;
    Ok(Reply::nothing())
}

/// Takes a death or departure back that was recorded by mistake.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/take-back",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = SeenResident,
    responses((status = 204, description = "Taken back"), (status = 409, description = "Somebody was faster"))
)]
pub(crate) fn take_back(ask: &Ask) -> Result<Reply, Fault> {
    return_home::undo(ask)?;
    Ok(Reply::nothing())
}

/// A resident's phone in plain; the look is audited.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/phone",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = Look,
    responses((status = 200, body = Plain))
)]
pub(crate) fn phone(ask: &Ask) -> Result<Reply, Fault> {
    plain(ask, Field::Phone)
}

/// A resident's citizen id in plain; the look is audited.
#[utoipa::path(
    post,
    path = "/api/v1/residents/{resident}/citizen-id",
    params(("resident" = String, Path, description = "The resident's id")),
    request_body = Look,
    responses((status = 200, body = Plain))
)]
pub(crate) fn citizen_id(ask: &Ask) -> Result<Reply, Fault> {
    plain(ask, Field::CitizenId)
}

fn plain(ask: &Ask, field: Field) -> Result<Reply, Fault> {
    // A key of its own: a program that asks again is answered again, and each look is one.
    let seen =
        reveal(ask.store(), ask.actor(), &Key::new(), ask.param("resident"), (field, reason(ask, field.reasons())?))?;
    Ok(Reply::json(&Plain { value: seen.by_program()? }))
}

/// Who has a citizen id or phone, exactly; nobody for whoever may not look at such a number.
#[utoipa::path(post, path = "/api/v1/find", request_body = Number, responses((status = 200, body = Vec<Hit>)))]
pub(crate) fn find(ask: &Ask) -> Result<Reply, Fault> {
    let hits = search::find(ask)?.into_iter().map(|hit| Hit {
        resident: hit.found.resident_id,
        name: hit.found.name,
        household: hit.found.household_id,
        home: hit.home,
    });
    Ok(Reply::json(&hits.collect::<Vec<_>>()))
}

/// Somebody who has the number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hit {
    /// The resident's id.
    resident: String,
    /// The name.
    name: String,
    /// The household's id.
    household: String,
    /// The hamlet and whose household it is, in words.
    home: String,
}
