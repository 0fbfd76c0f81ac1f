//! Personal access tokens.

use chrono::{DateTime, Utc};
use hongwang_domain::policy::Reach;
use hongwang_web::{Ask, Fault, Reading, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{moment, prove_by_token};
use crate::queries::{everybody, tokens_of};
use crate::tokens::{MOST_DAYS, NAME, create_token, revoke_token};

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Token {
    /// The id.
    id: String,
    /// What it is for.
    name: String,
    /// How far it reaches: `everything`, `reading` or `counts`.
    reach: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it ends.
    expires_at: DateTime<Utc>,
}

/// A token that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewToken {
    /// The id.
    id: String,
    /// What to send as `Authorization: Bearer …`. It is told this once.
    token: String,
    /// When it ends.
    expires_at: DateTime<Utc>,
}

/// What a new token is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedToken {
    /// What it is for, at most 40 characters.
    name: String,
    /// How many days it works, 1 to 365.
    days: i64,
    /// How far it reaches: `everything` that the account may do (so if left out), `reading` alone, or the ledger's `counts` alone.
    reach: Option<String>,
    /// The account's password, wanted from whoever asks by a token: a token alone makes no token.
    password: Option<String>,
}

/// The own tokens.
#[utoipa::path(get, path = "/api/v1/tokens", responses((status = 200, body = Vec<Token>)))]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let own = ask.actor().name();
    let tokens = ask.store().read(&everybody(), |door| tokens_of(door, &own))?;
    let shown = |token: crate::Token| Token {
        id: token.id,
        name: token.name,
        reach: token.reach,
        created_at: moment(token.created_at),
        expires_at: moment(token.expires_at),
    };
    Ok(Reply::json(&tokens.into_iter().map(shown).collect::<Vec<_>>()))
}

/// Makes a token; the same idempotency key answers the same one.
#[utoipa::path(
    post,
    path = "/api/v1/tokens",
    request_body = WantedToken,
    responses((status = 201, body = NewToken), (status = 422, description = "A field is wrong, or the password is"))
)]
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (name, days) = (form.text("name", 1..=NAME), form.number("days", 1..=MOST_DAYS));
    let reach = form.optional_one_of("reach", Reach::from_text).unwrap_or_default();
    form.finish()?;
    prove_by_token(ask)?;
    let days = days.unwrap_or_default();
    let made = create_token(ask.store(), ask.actor(), ask.key(), &ask.actor().name(), &name, (days, reach))
        .map_err(|error| error.fault(ask.tongue()))?;
    let token = made.secret.expose().to_owned();
    Ok(Reply::json_status(
        axum::http::StatusCode::CREATED,
        &NewToken { id: made.id, token, expires_at: moment(made.expires_at) },
    ))
}

/// Takes a token back.
#[utoipa::path(
    delete,
    path = "/api/v1/tokens/{token}",
    params(("token" = String, Path, description = "The token's id")),
    responses((status = 204, description = "Taken back"), (status = 404, description = "There is none"))
)]
pub(crate) fn revoke(ask: &Ask) -> Result<Reply, Fault> {
    revoke_token(ask.store(), ask.actor(), ask.key(), ask.param("token")).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::nothing())
}
