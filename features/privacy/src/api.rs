//! A resident's rights for programs: recording what is asked, consents, and how long things are kept. What a second person
//! decides, and what is stored about somebody, no program does or gets.

use chrono::{DateTime, NaiveDate, Utc};
use hongwang_domain::Action;
use hongwang_domain::rulebook::retention::Span;
use hongwang_web::{Ask, Fault, Reply};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use crate::pages::{self, request_of};
use crate::rows::{Consent, SubjectRequest};
use crate::subject::consents_of;

/// The description.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(list, record, show, close, consents, give, withdraw, retention),
    components(schemas(
        RightsRequests,
        RightsRequest,
        NewRightsRequest,
        RightsMade,
        SeenRightsRequest,
        ConsentRows,
        ConsentRow,
        NewConsent,
        KeptRules,
        KeptRule,
        KeptNight
    ))
)]
struct Described;

/// What waits to be decided.
#[derive(Serialize, ToSchema)]
struct RightsRequests {
    requests: Vec<RightsRequest>,
}

/// What somebody asked about what is stored of them.
#[derive(Serialize, ToSchema)]
struct RightsRequest {
    id: String,
    /// `page`, `correction` or `erasure`.
    kind: String,
    /// The resident's id.
    resident: String,
    /// `self` or `guardian`.
    asker: String,
    /// How it was made sure who asks: `id_card`, `household_book`, `guardianship` or `at_home`.
    proof: String,
    day: NaiveDate,
    recorded_at: DateTime<Utc>,
    /// `open`, `released`, `forgotten`, `done`, `refused`, `held` or `taken_back`.
    state: String,
    version: i32,
}

/// A new request.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read as text by the page's own reading; this describes it")]
struct NewRightsRequest {
    /// `page`, `correction` or `erasure`.
    kind: String,
    /// `self` or `guardian`.
    asker: String,
    /// `id_card`, `household_book`, `guardianship` or `at_home`.
    proof: String,
    /// When it was asked; today where none is given.
    day: Option<NaiveDate>,
    /// Other records of the same person: `person:<id>` or `account:<id>`.
    same: Option<Vec<String>>,
}

/// What was made.
#[derive(Serialize, ToSchema)]
struct RightsMade {
    id: String,
}

/// The version that was seen.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read as text by the page's own reading; this describes it")]
struct SeenRightsRequest {
    version: i32,
}

/// To what somebody agreed.
#[derive(Serialize, ToSchema)]
struct ConsentRows {
    consents: Vec<ConsentRow>,
}

/// A consent.
#[derive(Serialize, ToSchema)]
struct ConsentRow {
    id: String,
    /// The rulebook's id.
    purpose: String,
    /// Which wording of the text was read.
    wording: i32,
    /// `self` or `guardian`.
    asker: String,
    /// `paper`, `phone` or `in_person`.
    way: String,
    day: NaiveDate,
    withdrawn_on: Option<NaiveDate>,
}

/// A new consent.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read as text by the page's own reading; this describes it")]
struct NewConsent {
    /// The rulebook's id.
    purpose: String,
    /// `self` or `guardian`.
    asker: String,
    /// `paper`, `phone` or `in_person`.
    way: String,
    /// When it was given; today where none is given.
    day: Option<NaiveDate>,
}

/// How long things are kept, and what each night took away.
#[derive(Serialize, ToSchema)]
struct KeptRules {
    rules: Vec<KeptRule>,
    nights: Vec<KeptNight>,
}

/// A rule.
#[derive(Serialize, ToSchema)]
struct KeptRule {
    id: String,
    number: u32,
    /// `days` or `years`.
    unit: &'static str,
    law: String,
}

/// What a night took away by a rule: a count.
#[derive(Serialize, ToSchema)]
struct KeptNight {
    rule: String,
    day: NaiveDate,
    taken: i32,
}

fn told(row: SubjectRequest) -> RightsRequest {
    RightsRequest {
        id: row.id,
        kind: row.kind,
        resident: row.resident_id,
        asker: row.asked_by,
        proof: row.checked_by,
        day: row.asked_on,
        recorded_at: row.recorded_at.and_utc(),
        state: row.state,
        version: row.version,
    }
}

/// What waits to be decided at the own units and below.
#[utoipa::path(get, path = "/api/v1/rights", responses((status = 200, body = RightsRequests)))]
pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let requests = pages::list::open(ask)?.into_iter().map(|(row, _)| told(row)).collect();
    Ok(Reply::json(&RightsRequests { requests }))
}

/// Records what a resident asks. It is decided by a second person, on a page.
#[utoipa::path(post, path = "/api/v1/residents/{resident}/rights", request_body = NewRightsRequest,
    params(("resident" = String, Path, description = "The resident's id")), responses((status = 201, body = RightsMade)))]
pub(crate) fn record(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json_status(axum::http::StatusCode::CREATED, &RightsMade { id: pages::new::make(ask)? }))
}

/// One request and how it stands.
#[utoipa::path(get, path = "/api/v1/rights/{request}",
    params(("request" = String, Path, description = "The request's id")), responses((status = 200, body = RightsRequest)))]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&told(request_of(ask)?)))
}

/// Whoever asked takes it back, or what was to be put right is right now.
#[utoipa::path(post, path = "/api/v1/rights/{request}/close", request_body = SeenRightsRequest,
    params(("request" = String, Path, description = "The request's id")), responses((status = 200, body = RightsRequest)))]
pub(crate) fn close(ask: &Ask) -> Result<Reply, Fault> {
    pages::request::make_closed(ask)?;
    show(ask)
}

/// To what somebody agreed.
#[utoipa::path(get, path = "/api/v1/residents/{resident}/consents",
    params(("resident" = String, Path, description = "The resident's id")), responses((status = 200, body = ConsentRows)))]
pub(crate) fn consents(ask: &Ask) -> Result<Reply, Fault> {
    let rows = ask.read(Action::RecordConsent, |door| Ok(consents_of(door, ask.param("resident"))?))?;
    let one = |row: Consent| ConsentRow {
        id: row.id,
        purpose: row.purpose,
        wording: row.wording,
        asker: row.given_by,
        way: row.way,
        day: row.given_on,
        withdrawn_on: row.withdrawn_on,
    };
    Ok(Reply::json(&ConsentRows { consents: rows.into_iter().map(one).collect() }))
}

/// Records a consent.
#[utoipa::path(post, path = "/api/v1/residents/{resident}/consents", request_body = NewConsent,
    params(("resident" = String, Path, description = "The resident's id")), responses((status = 201, body = RightsMade)))]
pub(crate) fn give(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json_status(axum::http::StatusCode::CREATED, &RightsMade { id: pages::consents::make(ask)? }))
}

/// Records that a consent is withdrawn.
#[utoipa::path(post, path = "/api/v1/consents/{consent}/withdraw",
    params(("consent" = String, Path, description = "The consent's id")), responses((status = 204)))]
pub(crate) fn withdraw(ask: &Ask) -> Result<Reply, Fault> {
    pages::consents::make_withdrawn(ask)?;
    Ok(Reply::nothing())
}

/// How long things are kept, and what each night took away: counts alone.
#[utoipa::path(get, path = "/api/v1/retention", responses((status = 200, body = KeptRules)))]
pub(crate) fn retention(ask: &Ask) -> Result<Reply, Fault> {
    let rules = ask.rulebook().retention.keep.iter().map(|rule| KeptRule {
        id: rule.id.clone(),
        number: rule.number,
        unit: match rule.unit {
            Span::Days => "days",
            Span::Years => "years",
        },
        law: rule.law.clone(),
    });
    let nights = pages::retention::nights(ask)?.into_iter();
    let nights = nights.map(|(rule, day, taken)| KeptNight { rule, day, taken }).collect();
    Ok(Reply::json(&KeptRules { rules: rules.collect(), nights }))
}
