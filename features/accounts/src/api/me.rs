//! The own account.

use chrono::{DateTime, Utc};
use hongwang_web::{Ask, Fault, Reading, Reply, Visitor};
use hongwang_words::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Role, moment};
use crate::change_password::{Change, change_password};
use crate::demo_only;
use crate::pages::log_in::entrance;
use crate::queries::{everybody, held_sessions};
use crate::secret::Secret;
use crate::{log_out, log_out_everywhere, prefer as keep_preference};

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The account's id.
    id: String,
    /// The person's name.
    name: String,
    /// The language chosen: `zh-CN`, `en`, or none.
    language: Option<&'static str>,
    /// Whether 大字版 was chosen.
    elder: bool,
    /// Whether nothing may be done before the password is changed.
    must_change_password: bool,
    /// The roles that hold today.
    roles: Vec<Role>,
}

/// Where somebody is logged in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// The id.
    id: String,
    /// `android_phone`, `iphone`, `tablet`, `computer` or `other`.
    device: String,
    /// What its owner calls it.
    name: Option<String>,
    /// When somebody logged in.
    created_at: DateTime<Utc>,
    /// When it was used, to the minute. Nobody else sees it.
    last_used_at: DateTime<Utc>,
    /// When it ends in any case.
    expires_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    here: bool,
}

/// How somebody reads.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct View {
    /// `zh-CN` or `en`; left out: as it is chosen nowhere.
    language: Option<String>,
    /// Whether everything is to be large.
    elder: bool,
}

/// Two passwords.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct PasswordChange {
    /// The one that is.
    old: String,
    /// The one that is to be.
    new: String,
}

/// Who asks, and in which roles.
#[utoipa::path(get, path = "/api/v1/me", responses((status = 200, body = Me)))]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let visitor = ask.visitor().ok_or(Fault::LogInFirst)?;
    Ok(Reply::json(&me(visitor)))
}

fn me(visitor: &Visitor) -> Me {
    let role = |post: &hongwang_web::Post| Role {
        id: None,
        role: post.actor.role.as_str(),
        unit: post.unit_code.clone(),
        unit_name: post.unit_name.clone(),
        appointed: None,
        until: None,
    };
    Me {
        id: visitor.account.to_string(),
        name: visitor.name.clone(),
        language: visitor.language.map(Language::tag),
        elder: visitor.elder,
        must_change_password: visitor.must_change_password,
        roles: visitor.posts.iter().map(role).collect(),
    }
}

/// Chooses a language and the size of everything.
#[utoipa::path(put, path = "/api/v1/me/view", request_body = View, responses((status = 204, description = "Kept")))]
pub(crate) fn prefer(ask: &Ask) -> Result<Reply, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (language, elder) = (form.optional_one_of("language", Language::parse), form.flag("elder"));
    form.finish()?;
    keep_preference(ask.store(), ask.actor(), language, elder).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::nothing())
}

/// Changes the password: every session ends but the one that asks, if one does, and every token is taken back. It is
/// allowed where the password must be changed first.
#[utoipa::path(
    put,
    path = "/api/v1/me/password",
    request_body = PasswordChange,
    responses((status = 204, description = "Changed"), (status = 422, description = "One of the two can't be taken"))
)]
pub(crate) fn change_own_password(ask: &Ask) -> Result<Reply, Fault> {
    let typed = |name: &str| Secret::new(ask.fields().raw(name).unwrap_or_default());
    let (old, new) = (typed("old"), typed("new"));
    let goes_on = ask.visitor().is_some_and(|visitor| visitor.session.is_some());
    demo_only::keep(ask, &ask.actor().name())?;
    let change = Change { old: &old, new: &new, goes_on };
    let secret = change_password(ask.store(), ask.actor(), entrance(ask), change);
    let secret = secret.map_err(|error| error.fault(ask.tongue()))?;
    Ok(match secret {
        Some(secret) => Reply::nothing().session(secret.expose().to_owned()),
        None => Reply::nothing(),
    })
}

/// Where the account is logged in.
#[utoipa::path(get, path = "/api/v1/sessions", responses((status = 200, body = Vec<Session>)))]
pub(crate) fn sessions(ask: &Ask) -> Result<Reply, Fault> {
    let here = ask.visitor().and_then(|visitor| visitor.session.as_deref());
    let (own, now) = (ask.actor().name(), ask.store().clock().now());
    let sessions = ask.store().read(&everybody(), |door| held_sessions(door, &own, now))?;
    let shown = |session: crate::Session| Session {
        here: here == Some(session.id.as_str()),
        id: session.id,
        device: session.device,
        name: session.name,
        created_at: moment(session.created_at),
        last_used_at: moment(session.last_used_at),
        expires_at: moment(session.expires_at),
    };
    Ok(Reply::json(&sessions.into_iter().map(shown).collect::<Vec<_>>()))
}

/// Logs out everywhere and takes every token back.
#[utoipa::path(delete, path = "/api/v1/sessions", responses((status = 204, description = "Ended")))]
pub(crate) fn end_sessions(ask: &Ask) -> Result<Reply, Fault> {
    log_out_everywhere(ask.store(), ask.actor()).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::nothing())
}

/// What a device is to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "it describes what is read as text")]
pub(crate) struct DeviceName {
    /// At most 20 characters; none: it has no name.
    name: Option<String>,
}

/// Gives a device on which one is logged in a name.
#[utoipa::path(
    put,
    path = "/api/v1/sessions/{session}",
    params(("session" = String, Path, description = "The session's id")),
    request_body = DeviceName,
    responses((status = 204, description = "Named"), (status = 404, description = "There is none"))
)]
pub(crate) fn name_session(ask: &Ask) -> Result<Reply, Fault> {
    crate::pages::me::name(ask)?;
    Ok(Reply::nothing())
}

/// Logs out on one device.
#[utoipa::path(
    delete,
    path = "/api/v1/sessions/{session}",
    params(("session" = String, Path, description = "The session's id")),
    responses((status = 204, description = "Ended"), (status = 404, description = "There is none"))
)]
pub(crate) fn end_session(ask: &Ask) -> Result<Reply, Fault> {
    log_out(ask.store(), ask.actor(), ask.param("session")).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::nothing())
}
