//! Why somebody may do something, for programs.

use chrono::NaiveDate;
use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use crate::pages::{account, rights};

/// A role and what follows from it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Right {
    /// As what.
    role: &'static str,
    /// The unit's code.
    unit: String,
    /// The unit's name.
    unit_name: String,
    /// Since when.
    since: NaiveDate,
    /// The first day on which it holds no more.
    until: Option<NaiveDate>,
    /// Whether it follows from a post in a party group, and ends with it.
    appointed: bool,
    /// What it permits at its own unit.
    own: Vec<&'static str>,
    /// What it permits below it.
    below: Vec<&'static str>,
}

/// One's own roles, whence they are and what they permit.
#[utoipa::path(get, path = "/api/v1/me/rights", responses((status = 200, body = Vec<Right>)))]
pub(crate) fn show_own(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&rights::rights(rights::own(ask)?).into_iter().map(right).collect::<Vec<_>>()))
}

/// Somebody's roles, whence they are and what they permit.
#[utoipa::path(
    get,
    path = "/api/v1/accounts/{account}/rights",
    params(("account" = String, Path, description = "The account's id")),
    responses((status = 200, body = Vec<Right>), (status = 404, description = "There is none"))
)]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&rights::rights(account::read(ask)?).into_iter().map(right).collect::<Vec<_>>()))
}

fn right(right: rights::Right) -> Right {
    let words = |actions: Vec<Action>| actions.into_iter().map(Action::as_str).collect();
    Right {
        role: right.held.role.as_str(),
        unit: right.held.unit_code,
        unit_name: right.held.unit_name,
        since: right.held.since,
        until: right.held.until,
        appointed: right.held.appointed,
        own: words(right.own),
        below: words(right.below),
    }
}
