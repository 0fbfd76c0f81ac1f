//! Who may pass: the form comes from a page of ours, the visitor is known, the policy allows it.

use axum::http::{HeaderMap, Method, StatusCode, header};
use hongwang_domain::policy::{Reach, Scope};
use hongwang_domain::{Actor, UnitPath};
use hongwang_store::Store;

use crate::app::App;
use crate::fault::Fault;
use crate::route::{Kind, Policy, Route};
use crate::visitor::{SecondStep, Visitor};

/// The path on which a password that must be changed is changed.
pub(crate) const PASSWORD: &str = "/password";
/// What may be done before it is.
const BEFORE_PASSWORD: [&str; 5] = [PASSWORD, "/logout", "/view", "/api/v1/me", "/api/v1/me/password"];

/// The path on which the second step is passed, and what else may be done before it is.
const CODE: &str = "/login/code";
const BEFORE_CODE: [&str; 3] = [CODE, "/logout", "/view"];
/// The path on which it is set up, and how.
const SET_UP: &str = "/me/second";
const BEFORE_SET_UP: [&str; 2] = [SET_UP, "/me/second/begin"];

/// Whether a request that changes something was sent by a page of ours. Browsers say from where they send; whoever says
/// nothing is no browser, and has a token instead of a cookie.
pub(crate) fn same_origin(method: &Method, headers: &HeaderMap) -> Result<(), Fault> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    match (site, text(header::ORIGIN)) {
        (Some("same-origin"), _) => Ok(()),
        (Some(_), _) => Err(Fault::ForeignForm),
        (None, Some(origin)) => {
            let own = text(header::HOST).is_some_and(|host| is_of_host(origin, host));
            if own { Ok(()) } else { Err(Fault::ForeignForm) }
        }
        (None, None) => Err(Fault::ForeignForm),
    }
}

/// Whether an origin is that of a host; the port that its scheme has anyway need not be said.
fn is_of_host(origin: &str, host: &str) -> bool {
    let Some((scheme, name)) = origin.split_once("://") else { return false };
    let port = if scheme == "https" { ":443" } else { ":80" };
    let plain = |text: &'_ str| text.strip_suffix(port).unwrap_or(text).to_ascii_lowercase();
    plain(name) == plain(host)
}

/// Who a cookie or a token speaks for.
pub(crate) struct Credentials<'a> {
    pub session: Option<&'a str>,
    pub token: Option<&'a str>,
}

/// The visitor. A token counts for programs alone, and a wrong one is no visitor whatever the cookie says.
pub(crate) fn visitor(
    app: &App,
    store: &Store,
    kind: Kind,
    credentials: &Credentials<'_>,
) -> Result<Option<Visitor>, Fault> {
    match (kind, credentials.token, credentials.session) {
        (Kind::Api, Some(token), _) => Ok(app.gate.by_token(store, token)?),
        (_, _, Some(session)) => Ok(app.gate.by_session(store, session)?),
        _ => Ok(None),
    }
}

/// What the policy lets in: the role, and the place of the thing that was asked for.
pub(crate) struct Passed {
    pub actor: Option<Actor>,
    pub place: Option<UnitPath>,
}

/// Asks the policy of a route.
pub(crate) fn pass(
    route: &Route,
    store: &Store,
    visitor: Option<&Visitor>,
    params: &[(String, String)],
) -> Result<Passed, Fault> {
    if let Policy::Open = route.policy {
        let actor = visitor.and_then(first);
        return Ok(Passed { actor, place: None });
    }
    let visitor = visitor.ok_or(Fault::LogInFirst)?;
    if visitor.second_step == SecondStep::Wanted && !BEFORE_CODE.contains(&route.path) {
        return Err(Fault::SecondStepFirst(CODE));
    }
    // A token is a secret of its own, made at the command line for a program that changes no password: it goes on.
    if visitor.session.is_some() && visitor.must_change_password && !BEFORE_PASSWORD.contains(&route.path) {
        return Err(Fault::ChangePasswordFirst);
    }
    let sets_up = BEFORE_SET_UP.contains(&route.path) || BEFORE_PASSWORD.contains(&route.path);
    if visitor.second_step == SecondStep::SetUp && !sets_up {
        return Err(Fault::SecondStepFirst(SET_UP));
    }
    if !reaches(visitor.reach, route) {
        return Err(Fault::refused(StatusCode::FORBIDDEN, "web-fault-reach", &[]));
    }
    match route.policy {
        Policy::Open | Policy::SignedIn => Ok(Passed { actor: first(visitor), place: None }),
        Policy::Somewhere(action) => {
            let post = visitor.posts_for(action).next().ok_or(Fault::NotAllowed)?;
            Ok(Passed { actor: Some(post.actor.clone()), place: None })
        }
        Policy::At(action, locate) => {
            let id = params.iter().find(|(name, _)| name == locate.param).map_or("", |(_, value)| value);
            // Whoever may do it nowhere is told nothing of what there is.
            if !visitor.may_somewhere(action) {
                return Err(Fault::NotAllowed);
            }
            let scope = Scope::of(&Actor::console(), action);
            let place = store.read(&scope, |door| (locate.find)(door, id))?.ok_or(Fault::NotFound)?;
            let actor = visitor.actor_for(action, &place).cloned().ok_or(Fault::NotAllowed)?;
            Ok(Passed { actor: Some(actor), place: Some(place) })
        }
    }
}

/// The role in which somebody uses the own account: everybody may, in each role.
fn first(visitor: &Visitor) -> Option<Actor> {
    visitor.posts.first().map(|post| post.actor.clone())
}

/// The shortest reach of a token that is enough for a route: what is one's own is looked at by any, and changed by none but
/// the longest.
pub(crate) fn least_reach(route: &Route) -> Reach {
    match route.policy {
        Policy::Open | Policy::SignedIn if route.method.is_safe() => Reach::Counts,
        Policy::Open | Policy::SignedIn => Reach::Everything,
        Policy::Somewhere(action) | Policy::At(action, _) => Reach::least_for(action),
    }
}

/// Whether a token's reach is enough for a route.
fn reaches(reach: Reach, route: &Route) -> bool {
    let least = least_reach(route);
    reach == Reach::Everything || least == Reach::Counts || reach == least
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_form_of_another_site_is_refused() {
        let post = |pairs: &[(&'static str, &'static str)]| same_origin(&Method::POST, &headers(pairs)).is_ok();
        assert!(post(&[("sec-fetch-site", "same-origin")]));
        assert!(post(&[("origin", "http://hongwang.test"), ("host", "hongwang.test")]));
        assert!(!post(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://hongwang.test"),
            ("host", "hongwang.test")
        ]));
        assert!(!post(&[("sec-fetch-site", "same-site")]));
        assert!(!post(&[("sec-fetch-site", "none")]));
        assert!(!post(&[("origin", "http://evil.test"), ("host", "hongwang.test")]));
        assert!(post(&[("origin", "https://hongwang.test"), ("host", "hongwang.test:443")]));
        assert!(!post(&[("origin", "http://hongwang.test:8080"), ("host", "hongwang.test")]));
        assert!(!post(&[("origin", "null"), ("host", "hongwang.test")]));
        assert!(!post(&[("host", "hongwang.test")]));
        assert!(same_origin(&Method::GET, &headers(&[("sec-fetch-site", "cross-site")])).is_ok());
    }
}
