//! 我的: who I am here, how I read, where I am logged in.

use askama::Template;
use hongwang_web::{Ask, Fault, NavItem, Page, Post, Reply, Tongue};

use crate::queries::{everybody, held_sessions};
use crate::rows::Session;
use crate::{AccountError, Device, log_out, log_out_everywhere};

#[derive(Template)]
#[template(path = "me.html")]
struct MePage<'a> {
    t: Tongue,
    posts: &'a [Post],
    elder: bool,
    sessions: Vec<ShownSession>,
    more: Vec<NavItem>,
}

struct ShownSession {
    id: String,
    device: String,
    called: Option<String>,
    begun: String,
    used: String,
    stays: bool,
    here: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let visitor = ask.visitor().ok_or(Fault::LogInFirst)?;
    let now = ask.store().clock().now();
    let sessions = ask.store().read(&everybody(), |door| held_sessions(door, &visitor.account.to_string(), now))?;
    let shown = |session: Session| ShownSession {
        device: Device::from_text(&session.device).map_or_else(String::new, |device| t.say(&device.key())),
        begun: t.moment(&session.created_at),
        used: t.moment(&session.last_used_at),
        stays: session.stays,
        called: session.name,
        here: visitor.session.as_deref() == Some(session.id.as_str()),
        id: session.id,
    };
    let sessions = sessions.into_iter().map(shown).collect();
    let body = MePage { t, posts: &visitor.posts, elder: ask.is_elder(), sessions, more: ask.more_places() };
    Ok(Reply::page(Page::new(&visitor.name).nav("me").body(&body)?))
}

/// Ends the session on one device.
pub(crate) fn end_session(ask: &Ask) -> Result<Reply, Fault> {
    let session = ask.param("session");
    let here = ask.visitor().is_some_and(|visitor| visitor.session.as_deref() == Some(session));
    match log_out(ask.store(), ask.actor(), session) {
        Err(AccountError::UnknownAccount) if !here => {
            return Ok(Reply::see_saying("/me", ask.say("accounts-session-gone")));
        }
        done => done.map_err(|error| error.fault(ask.tongue()))?,
    }
    Ok(if here {
        Reply::see_saying("/login", ask.say("accounts-logged-out")).end_session()
    } else {
        Reply::see_saying("/me", ask.say("accounts-session-ended"))
    })
}

/// Gives a device a name, or takes it away.
pub(crate) fn name_session(ask: &Ask) -> Result<Reply, Fault> {
    name(ask)?;
    Ok(Reply::see_saying("/me", ask.say("accounts-session-named")))
}

/// As [`name_session`], for a program, too.
pub(crate) fn name(ask: &Ask) -> Result<(), Fault> {
    let name = ask.fields().get("name").unwrap_or_default();
    let named = crate::name_session(ask.store(), ask.actor(), ask.param("session"), name);
    named.map_err(|error| error.fault(ask.tongue()))
}

/// Ends all of them, this one included.
pub(crate) fn end_all(ask: &Ask) -> Result<Reply, Fault> {
    let ended = log_out_everywhere(ask.store(), ask.actor()).map_err(|error| error.fault(ask.tongue()))?;
    let said = ask.say_with("accounts-logged-out-everywhere", &[("count", &ended.to_string())]);
    Ok(Reply::see_saying("/login", said).end_session())
}
