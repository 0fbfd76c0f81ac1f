//! Whether the service can do its work, for whoever runs it.

use axum::http::StatusCode;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_store::StoreError;
use hongwang_store::diesel::{self, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::Reply;

/// How the service is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`, `stopping`, or `no-database`.
    status: &'static str,
}

/// Whether the service answers and reaches its database: 200, or 503.
#[utoipa::path(get, path = "/health", responses((status = 200, body = Health), (status = 503, body = Health)))]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let scope = Scope::of(&Actor::console(), Action::ReadSystem);
    let asked: Result<(), StoreError> = ask.store().read(&scope, |door| {
        diesel::sql_query("SELECT 1").execute(&mut **door)?;
        Ok(())
    });
    let status = match asked {
        Err(_) => "no-database",
        Ok(()) if ask.app().is_stopping() => "stopping",
        Ok(()) => "ok",
    };
    let code = if status == "ok" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok(Reply::json_status(code, &Health { status }))
}
