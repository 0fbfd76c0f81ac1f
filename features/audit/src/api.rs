//! The audit for programs: the same reading and the same policy as the pages.

use axum::http::Method;
use chrono::{DateTime, NaiveDate, Utc};
use hongwang_domain::Action;
use hongwang_organisation::locate::UNIT;
use hongwang_organisation::queries as organisation;
use hongwang_store::EntryRow;
use hongwang_web::{Ask, Fault, Policy, Reply, Route};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::filter::Filter;
use crate::locate::ENTRY;
use crate::pages::list::read;
use crate::words;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    let action = Action::ReadAudit;
    vec![
        Route::api(Method::GET, "/api/v1/audit", Policy::Somewhere(action), list),
        Route::api(Method::GET, "/api/v1/audit/{entry}", Policy::At(action, ENTRY), entry),
        Route::api(Method::GET, "/api/v1/units/{unit}/audit/heads", Policy::At(action, UNIT), heads),
    ]
}

/// The description.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(list, entry, heads), components(schemas(Entries, Entry, WholeEntry, Records, ChainHeads, ChainHead)))]
struct Described;

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read as text by the pages' own reading; this describes it")]
struct Which {
    /// The unit's code; the own one where none is given.
    unit: Option<String>,
    /// `1`: of this unit alone, without those below.
    alone: Option<String>,
    /// The id of the account that did it, or `console`. Asking so is itself told to the audit.
    account: Option<String>,
    /// The first day.
    from: Option<NaiveDate>,
    /// The last day.
    to: Option<NaiveDate>,
    /// What was done.
    action: Option<String>,
    /// Only what is earlier than the entry with this id.
    before: Option<String>,
}

/// Entries, the latest first.
#[derive(Serialize, ToSchema)]
struct Entries {
    /// At most 50.
    entries: Vec<Entry>,
    /// For `before=`, where there are earlier ones.
    next: Option<String>,
}

/// An entry.
#[derive(Serialize, ToSchema)]
struct Entry {
    id: String,
    /// The code of the unit whose chain it is in; nothing where that unit is no more.
    unit: Option<String>,
    /// Its place in that chain.
    number: i64,
    at: DateTime<Utc>,
    /// The account's id, or `console`.
    account: String,
    /// The name of the account.
    name: Option<String>,
    role: String,
    action: String,
    /// From where: an address, `console` or `service`.
    source: String,
    subject_kind: String,
    subject_id: String,
    /// Why, where a reason is asked for.
    reason: Option<String>,
}

/// An entry with what it changed.
#[derive(Serialize, ToSchema)]
struct WholeEntry {
    #[serde(flatten)]
    entry: Entry,
    /// Kinds, versions and counts of the records that it changed.
    records: Vec<Records>,
    /// Whether its hash, the entry before it and its records still fit.
    fits: bool,
}

/// Records of one kind that have the same version since.
#[derive(Serialize, ToSchema)]
struct Records {
    kind: String,
    /// 1: new; 0: deleted.
    version: i32,
    count: i64,
}

/// The ends of the chains as of the last anchor.
#[derive(Serialize, ToSchema)]
struct ChainHeads {
    /// When they were anchored; nothing before the first night.
    at: Option<DateTime<Utc>>,
    heads: Vec<ChainHead>,
}

/// The end of a chain.
#[derive(Serialize, ToSchema)]
struct ChainHead {
    /// The unit's code; its id where it is no more.
    unit: String,
    number: i64,
    /// The first digits of the hash, in groups of four.
    hash: String,
}

/// The entries of the audit, the latest first.
#[utoipa::path(get, path = "/api/v1/audit", params(Which), responses((status = 200, body = Entries)))]
fn list(ask: &Ask) -> Result<Reply, Fault> {
    let filter = Filter::of(ask)?;
    let (entries, more) = read(ask, &filter)?;
    let next = entries.last().filter(|_| more).map(|entry| entry.id.clone());
    Ok(Reply::json(&Entries { entries: shown(ask, &entries)?, next }))
}

/// One entry: which records it changed, and whether it still fits.
#[utoipa::path(get, path = "/api/v1/audit/{entry}", params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = WholeEntry)))]
fn entry(ask: &Ask) -> Result<Reply, Fault> {
    let row = words::entry(ask)?;
    let (touched, fits) = ask.read(Action::ReadAudit, |door| Ok((row.touched(door)?, row.fits(door)?)))?;
    let entry = shown(ask, std::slice::from_ref(&row))?.pop().ok_or(Fault::NotFound)?;
    let records = touched.into_iter().map(|one| Records { kind: one.kind, version: one.version, count: one.count });
    Ok(Reply::json(&WholeEntry { entry, records: records.collect(), fits }))
}

/// The ends of a unit's chains as of the last anchor.
#[utoipa::path(get, path = "/api/v1/units/{unit}/audit/heads", params(("unit" = String, Path, description = "The unit's code")),
    responses((status = 200, body = ChainHeads)))]
fn heads(ask: &Ask) -> Result<Reply, Fault> {
    let unit = ask.read(Action::ReadAudit, |door| Ok(organisation::ancestry(door, ask.place())?.pop()))?;
    let found = crate::heads::heads(ask.store(), &unit.ok_or(Fault::NotFound)?)?;
    let at = found.as_ref().map(|found| found.at.and_utc());
    let heads = found.map(|found| found.heads).unwrap_or_default().into_iter();
    let heads = heads.map(|head| ChainHead { unit: head.code, number: head.number, hash: head.short }).collect();
    Ok(Reply::json(&ChainHeads { at, heads }))
}

fn shown(ask: &Ask, entries: &[EntryRow]) -> Result<Vec<Entry>, Fault> {
    let (names, places) = words::known(ask, entries)?;
    let one = |entry: &EntryRow| Entry {
        id: entry.id.clone(),
        unit: places.get(&entry.chain).map(|(code, _)| code.clone()),
        number: entry.number,
        at: entry.at.and_utc(),
        account: entry.actor.clone(),
        name: names.get(&entry.actor).cloned(),
        role: entry.role.clone(),
        action: entry.action.clone(),
        source: entry.source.clone(),
        subject_kind: entry.subject_kind.clone(),
        subject_id: entry.subject_id.clone(),
        reason: words::detail(entry).get("reason").and_then(|reason| reason.as_str()).map(str::to_owned),
    };
    Ok(entries.iter().map(one).collect())
}
