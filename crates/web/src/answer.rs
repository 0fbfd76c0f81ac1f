//! From a reply or a fault to an HTTP response.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::app::Options;
use crate::ask::Ask;
use crate::back;
use crate::conflict::Conflict;
use crate::fault::{Fault, Faults};
use crate::layout;
use crate::problem::{self, Problem};
use crate::reply::{Content, Page, Reply};
use crate::route::Kind;
use crate::tongue::Tongue;
use crate::visitor::Visitor;

/// What may stand in a cookie and in a file's name as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
/// A choice of language and view stays so long in a browser.
const YEAR_SECONDS: u32 = 365 * 24 * 3600;
/// A notice is read at once or never.
const NOTICE_SECONDS: u32 = 60;

/// The names of the cookies, without what stands before them behind TLS.
pub(crate) const SESSION: &str = "hongwang_session";
pub(crate) const LANGUAGE: &str = "hongwang_language";
pub(crate) const VIEW: &str = "hongwang_view";
pub(crate) const NOTICE: &str = "hongwang_notice";

/// The name of a cookie as it travels: behind TLS a prefix binds it to the host.
pub(crate) fn cookie_name(options: &Options, name: &str) -> String {
    if options.behind_tls { format!("__Host-{name}") } else { name.to_owned() }
}

/// A response to a reply.
pub(crate) fn of_reply(ask: &Ask, reply: Reply) -> Result<Response<Body>, Fault> {
    let mut response = Response::builder().status(reply.status);
    let options = &ask.app.options;
    match reply.session {
        Some(Some(secret)) => {
            response = set(response, options, SESSION, &secret, reply.session_lasts, true);
        }
        Some(None) => response = set(response, options, SESSION, "", Some(0), true),
        None => {}
    }
    if let Some(language) = reply.view.0 {
        response = set(response, options, LANGUAGE, language.tag(), Some(YEAR_SECONDS), true);
    }
    if let Some(elder) = reply.view.1 {
        response = set(response, options, VIEW, if elder { "elder" } else { "" }, Some(YEAR_SECONDS), true);
    }
    if let Some(notice) = &reply.notice {
        let text = utf8_percent_encode(notice, PLAIN).to_string();
        response = set(response, options, NOTICE, &text, Some(NOTICE_SECONDS), true);
    }
    let is_page = matches!(reply.content, Content::Page(_));
    if ask.notice.is_some() && is_page {
        response = set(response, options, NOTICE, "", Some(0), true);
    }
    let built = match reply.content {
        Content::Page(page) => {
            let html = layout::render(ask, &page)?;
            response.header(header::CONTENT_TYPE, "text/html; charset=utf-8").body(Body::from(html))
        }
        Content::See(to) => response.header(header::LOCATION, location(&to)).body(Body::empty()),
        Content::Bytes { mime, bytes, name, cached } => {
            response = response.header(header::CONTENT_TYPE, mime);
            if cached {
                response = response.header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
            }
            if let Some(name) = name {
                let name = utf8_percent_encode(&name, PLAIN).to_string();
                response = response.header(header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}"));
            }
            response.body(Body::from(bytes))
        }
        Content::Nothing => response.body(Body::empty()),
    };
    built.map_err(|error| Fault::Broken(format!("response: {error}")))
}

/// Our own addresses only: never what another site could make of a form.
fn location(to: &str) -> String {
    // Browsers read a backslash as a slash, and pass over tabs and line ends: behind one, `/` is another site's name.
    let is_plain = !to.contains(|one: char| one == '\\' || one.is_control());
    if to.starts_with('/') && !to.starts_with("//") && is_plain { to.to_owned() } else { "/".to_owned() }
}

fn set(
    response: axum::http::response::Builder,
    options: &Options,
    name: &str,
    value: &str,
    seconds: Option<u32>,
    http_only: bool,
) -> axum::http::response::Builder {
    let name = cookie_name(options, name);
    let mut cookie = format!("{name}={value}; Path=/; SameSite=Lax");
    if http_only {
        cookie.push_str("; HttpOnly");
    }
    if options.behind_tls {
        cookie.push_str("; Secure");
    }
    if let Some(seconds) = seconds {
        cookie.push_str(&format!("; Max-Age={seconds}"));
    }
    match HeaderValue::from_str(&cookie) {
        Ok(cookie) => response.header(header::SET_COOKIE, cookie),
        Err(_) => response,
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage<'a> {
    t: Tongue,
    words: String,
    next: String,
    reference: &'a str,
    conflict: Option<&'a Conflict>,
    faults: Option<&'a Faults>,
    back: bool,
}

/// A response to a fault.
pub(crate) fn of_fault(ask: &Ask, fault: &Fault, reference: &str) -> Response<Body> {
    let mut response = response_to(ask, fault, reference);
    if let Some(seconds) = fault.seconds_to_wait() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn response_to(ask: &Ask, fault: &Fault, reference: &str) -> Response<Body> {
    if ask.kind == Kind::Api {
        return of_problem(&Problem::of(fault, ask.tongue(), reference));
    }
    let to = match fault {
        Fault::LogInFirst => Some(log_in(ask)),
        Fault::ChangePasswordFirst => Some(Reply::see(crate::guard::PASSWORD)),
        Fault::SecondStepFirst(page) => {
            Some(Reply::see(format!("{page}?next={}", utf8_percent_encode(&back::of(ask), PLAIN))))
        }
        _ => None,
    };
    let made = match to {
        Some(reply) => of_reply(ask, reply),
        None => page(ask, fault, reference).and_then(|reply| of_reply(ask, reply)),
    };
    made.unwrap_or_else(|_| bare(fault.status()))
}

/// To the log-in page, and from there back to where somebody wanted to go, or was. Who had a session is told that it ended.
fn log_in(ask: &Ask) -> Reply {
    let back = back::of(ask);
    let next = (back != "/").then(|| format!("next={}", utf8_percent_encode(&back, PLAIN)));
    let had = ask.session.is_some();
    let gone = had.then(|| format!("gone={}", if ask.sent_to.is_some() { "form" } else { "page" }));
    let query: Vec<String> = next.into_iter().chain(gone).collect();
    let to = if query.is_empty() { "/login".to_owned() } else { format!("/login?{}", query.join("&")) };
    let reply = Reply::see(to);
    if had { reply.end_session() } else { reply }
}

fn page(ask: &Ask, fault: &Fault, reference: &str) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let next = match fault {
        Fault::NotAllowed | Fault::Store(hongwang_store::StoreError::NotAllowed(_)) => {
            if ask.visitor.as_ref().is_some_and(Visitor::only_administers) {
                "web-next-not-allowed-administrator"
            } else {
                "web-next-not-allowed"
            }
        }
        Fault::NotFound => "web-next-not-found",
        Fault::ForeignForm => "web-next-foreign",
        Fault::Stale(_) => "web-next-stale",
        _ if fault.status().is_server_error() => "web-next-broken",
        _ => "web-next-back",
    };
    let body = FaultPage {
        t,
        words: problem::words(fault, t),
        next: t.say1(next, "reference", reference),
        reference,
        conflict: if let Fault::Stale(conflict) = fault { Some(conflict) } else { None },
        faults: if let Fault::Invalid(faults) = fault { Some(faults) } else { None },
        back: ask.visitor.is_some(),
    };
    Ok(Reply::page(Page::new(t.say("web-fault-title")).body(&body)?).status(fault.status().as_u16()))
}

fn of_problem(problem: &Problem) -> Response<Body> {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// When not even a page can be made.
pub(crate) fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
