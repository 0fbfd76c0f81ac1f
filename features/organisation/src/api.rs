//! Units for programs: the same actions under the same policy.

pub(crate) mod linked;

use chrono::NaiveDate;
use hongwang_domain::Action;
use hongwang_store::Key;
use hongwang_web::{Ask, Fault, Reply};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use crate::pages::{edit, new_town, reveal, unit as page};
use crate::queries::{self, Holder, Totals};
use crate::reveal::{Reason, reveal_phone};
use crate::rows;

#[derive(OpenApi)]
#[openapi(paths(
    units,
    unit,
    change,
    found_town,
    reveal,
    linked::list,
    linked::create,
    linked::one,
    linked::change,
    linked::end,
    linked::resume,
    linked::phone
))]
struct Described;

/// The description of this slice's part of the API.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}

/// A unit in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitLine {
    /// 6, 9, 12 or 15 digits.
    code: String,
    /// The name.
    name: String,
    /// `county`, `town`, `village` or `grid`.
    kind: String,
    /// 户数
    households: i64,
    /// 人口
    residents: i64,
    /// Who leads the grid's party group.
    #[serde(skip_serializing_if = "Option::is_none")]
    leader: Option<String>,
}

/// A unit at which the token's owner has a role.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnUnit {
    /// 6, 9, 12 or 15 digits.
    code: String,
    /// The name.
    name: String,
    /// In which role.
    role: &'static str,
}

/// Somebody with a post in a party group.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PostHolder {
    /// The person's id.
    id: String,
    /// The name.
    name: String,
    /// The phone, masked, for whoever works with the unit's households.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// On what a leader's leading rests: `grid_worker` or `other_member`.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    /// The first day.
    since: NaiveDate,
}

/// The party group of a grid.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartyGroup {
    /// The name.
    name: String,
    /// 成立日期
    founded_on: Option<NaiveDate>,
    /// 组长
    leader: Option<PostHolder>,
    /// 成员
    members: Vec<PostHolder>,
    /// 志愿者
    volunteers: Vec<PostHolder>,
}

/// A unit with what is below it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitDetail {
    #[serde(flatten)]
    unit: UnitLine,
    /// Send it back with a change: whoever changed something meanwhile is not overwritten.
    version: String,
    /// The units above, the county first: their codes.
    above: Vec<String>,
    /// The units below.
    children: Vec<UnitLine>,
    /// The party group, of a grid.
    group: Option<PartyGroup>,
    /// 屯
    hamlets: Vec<String>,
}

/// A unit as somebody wants it to be. What is left out stays as it is; a list that is sent is complete.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedUnit {
    /// What the answer to a GET said.
    version: String,
    /// The name.
    name: String,
    /// Names of hamlets to add.
    hamlets: Vec<String>,
    /// The group's name.
    group: Option<String>,
    /// 成立日期
    founded_on: Option<NaiveDate>,
    /// 组长
    leader: Option<String>,
    /// 组长电话; without it the phone stays.
    leader_phone: Option<String>,
    /// Takes the phone away.
    leader_phone_remove: Option<bool>,
    /// `grid_worker` or `other_member`
    basis: Option<String>,
    /// 成员
    members: Vec<String>,
    /// 志愿者
    volunteers: Vec<String>,
    /// The day from which the posts are so; today without it.
    day: Option<NaiveDate>,
}

/// Why a masked number is looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct Look {
    /// `call`, `visit`, `errand`, `verify` or `emergency`; it stays in the audit.
    reason: String,
}

/// A number in plain.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Plain {
    /// The number; nothing when there is none.
    pub value: Option<String>,
}

/// The units at which the token's owner has a role.
#[utoipa::path(get, path = "/api/v1/units", responses((status = 200, body = Vec<OwnUnit>)))]
pub(crate) fn units(ask: &Ask) -> Result<Reply, Fault> {
    let posts = ask.visitor().into_iter().flat_map(|visitor| visitor.posts_for(Action::ReadOrganisation));
    let own = posts.map(|post| OwnUnit {
        code: post.unit_code.clone(),
        name: post.unit_name.clone(),
        role: post.actor.role.as_str(),
    });
    Ok(Reply::json(&own.collect::<Vec<_>>()))
}

/// A unit, what is below it with its numbers, and the party group of a grid.
#[utoipa::path(
    get,
    path = "/api/v1/units/{unit}",
    params(("unit" = String, Path, description = "The unit's code")),
    responses((status = 200, body = UnitDetail), (status = 404, description = "There is none"))
)]
pub(crate) fn unit(ask: &Ask) -> Result<Reply, Fault> {
    let (overview, group) = page::read(ask)?;
    let version = ask.read(Action::ReadOrganisation, |door| Ok(queries::stamp(door, &overview.unit.id)?))?;
    let holders = |holders: Vec<Holder>| holders.into_iter().map(holder).collect();
    let party = group.group.map(|one| PartyGroup {
        name: one.name,
        founded_on: one.founded_on,
        leader: group.leader.map(holder),
        members: holders(group.members),
        volunteers: holders(group.volunteers),
    });
    Ok(Reply::json(&UnitDetail {
        version,
        above: overview.above.into_iter().map(|unit| unit.code).collect(),
        children: overview.children.into_iter().map(|child| line(child.unit, child.totals, child.leader)).collect(),
        unit: line(overview.unit, overview.totals, None),
        group: party,
        hamlets: group.hamlets.into_iter().map(|hamlet| hamlet.name).collect(),
    }))
}

/// Changes a unit and its party group.
#[utoipa::path(
    put,
    path = "/api/v1/units/{unit}",
    params(("unit" = String, Path, description = "The unit's code")),
    request_body = WantedUnit,
    responses(
        (status = 204, description = "Changed"),
        (status = 409, description = "Somebody changed it meanwhile"),
        (status = 422, description = "Something can't be taken")
    )
)]
pub(crate) fn change(ask: &Ask) -> Result<Reply, Fault> {
    edit::make(ask)?;
    Ok(Reply::nothing())
}

/// A town to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct WantedTown {
    /// Its code: 9 digits, the first 6 the county's.
    code: String,
    /// Its name.
    name: String,
}

/// A town that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeTown {
    /// Its code.
    code: String,
}

/// Makes a town of a county.
#[utoipa::path(
    post,
    path = "/api/v1/units/{unit}/towns",
    params(("unit" = String, Path, description = "The county's code")),
    request_body = WantedTown,
    responses((status = 201, body = MadeTown), (status = 422, description = "No code of this county, or there already"))
)]
pub(crate) fn found_town(ask: &Ask) -> Result<Reply, Fault> {
    let code = new_town::make(ask)?;
    Ok(Reply::json_status(axum::http::StatusCode::CREATED, &MadeTown { code }))
}

/// The phone of somebody with a post, in plain; the look is audited.
#[utoipa::path(
    post,
    path = "/api/v1/persons/{person}/phone",
    params(("person" = String, Path, description = "The person's id")),
    request_body = Look,
    responses((status = 200, body = Plain))
)]
pub(crate) fn reveal(ask: &Ask) -> Result<Reply, Fault> {
    let reason = reveal::reason(ask, Reason::PHONE)?;
    // A key of its own: a program that asks again is answered again, and each look is one.
    let seen = reveal_phone(ask.store(), ask.actor(), &Key::new(), ask.param("person"), reason)?;
    Ok(Reply::json(&Plain { value: seen.by_program()? }))
}

fn line(unit: rows::Unit, totals: Totals, leader: Option<String>) -> UnitLine {
    UnitLine {
        code: unit.code,
        name: unit.name,
        kind: unit.kind,
        households: totals.households,
        residents: totals.residents,
        leader,
    }
}

fn holder(holder: Holder) -> PostHolder {
    PostHolder {
        id: holder.person_id,
        name: holder.name,
        phone: holder.phone,
        basis: holder.basis.map(rows::LeaderBasis::as_str),
        since: holder.since,
    }
}
