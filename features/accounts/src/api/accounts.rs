//! Accounts, for whoever manages them. When somebody was there does not stand in any of it.

use axum::http::StatusCode;
use chrono::NaiveDate;
use hongwang_web::{Ask, Fault, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Role, prove_by_token};
use crate::demo_only;
use crate::list::Line;
use crate::pages::{account as one, accounts as many, new_account};

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    /// The id.
    id: String,
    /// The person's name.
    name: String,
    /// The name to log in with.
    login: Option<String>,
    /// The phone, masked.
    phone: Option<String>,
    /// Whether the one-time password was not changed yet.
    must_change_password: bool,
    /// The roles that hold today.
    roles: Vec<Role>,
    /// To be sent back with a change.
    version: i32,
}

/// One page of accounts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Accounts {
    /// How many there are on all pages.
    total: usize,
    /// Which page this is, from 1.
    page: usize,
    /// So many stand on a page.
    each: usize,
    /// The accounts, by name.
    accounts: Vec<Account>,
}

/// Who a new account is for.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedAccount {
    /// The person's name.
    name: String,
    /// The phone to log in with.
    phone: Option<String>,
    /// The name to log in with; this or the phone is needed.
    login: Option<String>,
    /// As what: `town_organiser`, `grid_leader` …
    role: String,
    /// The unit's code.
    unit: String,
    /// The first day on which the role holds no more; left out, an inspector's holds for 30 days, others until further notice.
    until: Option<NaiveDate>,
    /// The password of whoever asks, where that is a token: a token alone opens no door.
    password: Option<String>,
}

/// One more role.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedRole {
    /// As what.
    role: String,
    /// The unit's code.
    unit: String,
    /// The first day on which it holds no more.
    until: Option<NaiveDate>,
    /// The password of whoever asks, where that is a token.
    password: Option<String>,
}

/// What shows that whoever asks by a token is its owner.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct Proof {
    /// The password of whoever asks, where that is a token.
    password: Option<String>,
}

/// A one-time password.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OneTimePassword {
    /// The account's id.
    id: String,
    /// The password. It is told this once and must be changed at the first log-in.
    password: String,
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    /// The id.
    id: String,
}

/// Accounts by name.
#[utoipa::path(
    get,
    path = "/api/v1/accounts",
    params(
        ("q" = Option<String>, Query, description = "Part of a name or log-in name"),
        ("page" = Option<usize>, Query, description = "Which page, from 1")
    ),
    responses((status = 200, body = Accounts))
)]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let (page, total, lines) = many::read(ask)?;
    let accounts = lines.into_iter().map(account).collect();
    Ok(Reply::json(&Accounts { total, page, each: many::EACH, accounts }))
}

/// One account.
#[utoipa::path(
    get,
    path = "/api/v1/accounts/{account}",
    params(("account" = String, Path, description = "The account's id")),
    responses((status = 200, body = Account), (status = 404, description = "There is none"))
)]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&account(one::read(ask)?)))
}

/// Makes an account; the same idempotency key answers the same one.
#[utoipa::path(
    post,
    path = "/api/v1/accounts",
    request_body = WantedAccount,
    responses((status = 201, body = OneTimePassword), (status = 422, description = "Something can't be taken"))
)]
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    prove_by_token(ask)?;
    let (created, _) = new_account::make(ask)?;
    let password = created.password.expose().to_owned();
    Ok(Reply::json_status(StatusCode::CREATED, &OneTimePassword { id: created.id, password }))
}

/// What an account is to be called; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedChange {
    /// The version that was read.
    version: i32,
    /// The person's name.
    name: Option<String>,
    /// Another phone.
    phone: Option<String>,
    /// Whether the phone goes.
    phone_remove: Option<bool>,
    /// The name to log in with; `null`: it goes.
    login: Option<String>,
    /// The password of whoever asks, where that is a token.
    password: Option<String>,
}

/// Changes what an account is called.
#[utoipa::path(
    put,
    path = "/api/v1/accounts/{account}",
    params(("account" = String, Path, description = "The account's id")),
    request_body = WantedChange,
    responses(
        (status = 204, description = "Changed"),
        (status = 409, description = "Somebody was faster"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn edit(ask: &Ask) -> Result<Reply, Fault> {
    prove_by_token(ask)?;
    crate::pages::edit::make(ask)?;
    Ok(Reply::nothing())
}

/// Gives an account a new one-time password: whoever is logged in is out, tokens are taken back, a lock is lifted.
#[utoipa::path(
    post,
    path = "/api/v1/accounts/{account}/password",
    params(("account" = String, Path, description = "The account's id")),
    request_body = Proof,
    responses((status = 201, body = OneTimePassword), (status = 422, description = "A token came without the password"))
)]
pub(crate) fn give_password(ask: &Ask) -> Result<Reply, Fault> {
    prove_by_token(ask)?;
    demo_only::keep(ask, ask.param("account"))?;
    let given = crate::give_password(ask.store(), ask.actor(), ask.key(), ask.param("account"));
    let given = given.map_err(|error| error.fault(ask.tongue()))?;
    let password = given.password.expose().to_owned();
    Ok(Reply::json_status(StatusCode::CREATED, &OneTimePassword { id: given.id, password }))
}

/// Ends all sessions of an account and takes its tokens back.
#[utoipa::path(
    delete,
    path = "/api/v1/accounts/{account}/sessions",
    params(("account" = String, Path, description = "The account's id")),
    responses((status = 204, description = "Ended"))
)]
pub(crate) fn end_sessions(ask: &Ask) -> Result<Reply, Fault> {
    crate::end_sessions(ask.store(), ask.actor(), ask.key(), ask.param("account"))
        .map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::nothing())
}

/// Gives an account one more role.
#[utoipa::path(
    post,
    path = "/api/v1/accounts/{account}/roles",
    params(("account" = String, Path, description = "The account's id")),
    request_body = WantedRole,
    responses((status = 201, body = Made), (status = 422, description = "Something can't be taken"))
)]
pub(crate) fn add_role(ask: &Ask) -> Result<Reply, Fault> {
    prove_by_token(ask)?;
    Ok(Reply::json_status(StatusCode::CREATED, &Made { id: one::add(ask)? }))
}

/// Ends a role as of today.
#[utoipa::path(
    delete,
    path = "/api/v1/accounts/{account}/roles/{role}",
    params(
        ("account" = String, Path, description = "The account's id"),
        ("role" = String, Path, description = "The id of the role held")
    ),
    responses((status = 204, description = "Ended"), (status = 404, description = "There is none"))
)]
pub(crate) fn end_role(ask: &Ask) -> Result<Reply, Fault> {
    one::end(ask)?;
    Ok(Reply::nothing())
}

fn account(line: Line) -> Account {
    let role = |held: crate::HeldRole| Role {
        appointed: Some(held.appointed),
        id: (!held.appointed).then_some(held.id),
        role: held.role.as_str(),
        unit: held.unit_code,
        unit_name: held.unit_name,
        until: held.until,
    };
    Account {
        id: line.id,
        name: line.name,
        login: line.login_name,
        phone: line.phone,
        must_change_password: line.must_change_password,
        roles: line.roles.into_iter().map(role).collect(),
        version: line.version,
    }
}
