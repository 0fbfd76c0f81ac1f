//! The list of backups for programs that watch over the service.

use axum::http::Method;
use chrono::{DateTime, Utc};
use hongwang_domain::Action::ReadSystem;
use hongwang_web::{Ask, Fault, Policy, Reply, Route};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::page::LISTED;
use crate::plan::Plan;
use crate::records::{self, Backup};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::api(Method::GET, "/api/v1/system/backups", Policy::Somewhere(ReadSystem), list)]
}

/// The description.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(list), components(schemas(Backups, OneBackup, BackupPlan)))]
struct Described;

/// How backups stand.
#[derive(Serialize, ToSchema)]
struct Backups {
    /// When the last whole one was begun.
    last_made: Option<DateTime<Utc>>,
    /// When one was last restored for a trial, and could be.
    last_tried: Option<DateTime<Utc>>,
    /// What is planned; nothing where backups are not made by themselves.
    plan: Option<BackupPlan>,
    /// The last 30, newest first.
    backups: Vec<OneBackup>,
}

/// When backups are made by themselves.
#[derive(Serialize, ToSchema)]
struct BackupPlan {
    /// From this hour of the civil day on.
    hour: u32,
    /// So many files are kept.
    keep: usize,
}

/// A backup, or an attempt at one.
#[derive(Serialize, ToSchema)]
struct OneBackup {
    /// Whether it was made by plan; else by hand on the command line.
    scheduled: bool,
    started_at: DateTime<Utc>,
    /// Nothing while it goes on, or where it was broken off.
    ended_at: Option<DateTime<Utc>>,
    bytes: Option<i64>,
    rows: Option<i64>,
    /// Why there is none.
    fault: Option<String>,
    /// When it was restored for a trial.
    tried_at: Option<DateTime<Utc>>,
    /// Why it could not be restored.
    try_fault: Option<String>,
    /// When its file was taken away, because enough newer ones were there.
    removed_at: Option<DateTime<Utc>>,
}

/// When backups were made, and whether they can be restored.
#[utoipa::path(get, path = "/api/v1/system/backups", responses((status = 200, body = Backups)))]
fn list(ask: &Ask) -> Result<Reply, Fault> {
    let (all, (made, tried)) =
        ask.read(ReadSystem, |door| Ok((records::latest(door, LISTED)?, records::last_good(door)?)))?;
    Ok(Reply::json(&Backups {
        last_made: made.map(|one| one.started_at.and_utc()),
        last_tried: tried.and_then(|one| one.tried_at).map(|at| at.and_utc()),
        plan: Plan::installed().map(|plan| BackupPlan { hour: plan.hour, keep: plan.keep }),
        backups: all.into_iter().map(shown).collect(),
    }))
}

fn shown(one: Backup) -> OneBackup {
    OneBackup {
        scheduled: one.is_scheduled,
        started_at: one.started_at.and_utc(),
        ended_at: one.ended_at.map(|at| at.and_utc()),
        bytes: one.bytes,
        rows: one.row_count,
        fault: one.fault,
        tried_at: one.tried_at.map(|at| at.and_utc()),
        try_fault: one.try_fault,
        removed_at: one.removed_at.map(|at| at.and_utc()),
    }
}
