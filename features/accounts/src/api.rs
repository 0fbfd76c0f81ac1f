//! Accounts for programs: the same actions under the same policy.

pub(crate) mod accounts;
pub(crate) mod helping;
pub(crate) mod me;
pub(crate) mod rights;
pub(crate) mod tokens;

use chrono::{DateTime, NaiveDateTime, Utc};
use hongwang_web::{Ask, Fault, Faults};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::error::AccountError;
use crate::proof::prove;
use crate::secret::Secret;

#[derive(OpenApi)]
#[openapi(paths(
    me::show,
    me::prefer,
    me::change_own_password,
    me::sessions,
    me::end_sessions,
    me::end_session,
    me::name_session,
    tokens::list,
    tokens::create,
    tokens::revoke,
    helping::list,
    helping::show,
    helping::give_code,
    helping::end_session,
    helping::end_sessions,
    accounts::list,
    accounts::create,
    accounts::show,
    accounts::edit,
    rights::show_own,
    rights::show,
    accounts::give_password,
    accounts::end_sessions,
    accounts::add_role,
    accounts::end_role
))]
struct Described;

/// The description of this slice's part of the API.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

/// A role at a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Role {
    /// The id, where it can be ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// As what: `town_organiser`, `grid_leader` …
    pub role: &'static str,
    /// The unit's code.
    pub unit: String,
    /// The unit's name.
    pub unit_name: String,
    /// Whether it follows from a post in a party group, and ends with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointed: Option<bool>,
    /// The first day on which it holds no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<chrono::NaiveDate>,
}

/// A moment of the database as the API tells it.
fn moment(moment: NaiveDateTime) -> DateTime<Utc> {
    moment.and_utc()
}

/// A token alone opens no door by which somebody could go on after it was taken back: no other token, no account, no role,
/// no password. Whoever asks by one sends the account's password along, as `password`; tries are counted as at the log-in.
fn prove_by_token(ask: &Ask) -> Result<(), Fault> {
    if ask.visitor().is_some_and(|visitor| visitor.session.is_some()) {
        return Ok(());
    }
    let password = Secret::new(ask.fields().raw("password").unwrap_or_default());
    let said = match password.expose().is_empty() {
        true => "accounts-token-by-token",
        false => match prove(ask.store(), ask.actor(), ask.address(), &password) {
            Ok(_) => return Ok(()),
            Err(error @ AccountError::WrongPassword) => error.key(),
            Err(error) => return Err(error.fault(ask.tongue())),
        },
    };
    let mut faults = Faults::default();
    faults.add("password", ask.say(said));
    Err(Fault::Invalid(faults))
}
