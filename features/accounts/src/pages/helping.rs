//! Those below who can't log in: a code for another password, a phone that stays logged in, and out everywhere. When
//! somebody was there does not stand here.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Empty, Pager, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::helping::{self, stands_above};
use crate::list::{Line, line};
use crate::pages::once::{self, Once};
use crate::reset::{Given, give_code as give};
use crate::rows::Session;
use crate::{AccountError, Device, queries};

/// So many on a page.
pub(crate) const EACH: usize = 50;

#[derive(Template)]
#[template(path = "helping.html")]
struct HelpingPage<'a> {
    t: Tongue,
    q: &'a str,
    lines: Vec<Line>,
    pager: Pager,
    empty: Option<Empty>,
}

#[derive(Template)]
#[template(path = "helped.html")]
struct HelpedPage {
    t: Tongue,
    line: Line,
    path: String,
    stamp: Stamp,
    phones: Vec<Phone>,
}

/// A phone on which somebody stays logged in.
pub(crate) struct Phone {
    /// The session.
    pub id: String,
    /// What it is.
    pub device: String,
    /// What its owner calls it.
    pub name: Option<String>,
    stamp: Stamp,
}

pub(crate) fn list(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (page, total, lines) = read_all(ask)?;
    let q = ask.query("q").unwrap_or_default();
    let empty = lines.is_empty().then(|| Empty {
        title: t.say(if q.is_empty() { "accounts-helping-empty" } else { "accounts-none-found" }),
        text: t.say(if q.is_empty() { "accounts-helping-empty-next" } else { "accounts-none-found-next" }),
        action: (!q.is_empty()).then(|| (t.say("accounts-show-all"), "/helping".to_owned())),
    });
    let pager = Pager::new(t, "/helping", ask.queries(), page, EACH, total);
    let body = HelpingPage { t, q, lines, pager, empty };
    let page = Page::new(t.say("web-nav-helping")).nav("helping").lede(t.say("accounts-helping-lede"));
    Ok(Reply::page(page.body(&body)?))
}

/// The page that was asked for, how many accounts there may be, and those of the page.
pub(crate) fn read_all(ask: &Ask) -> Result<(usize, usize, Vec<Line>), Fault> {
    let page = ask.query("page").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page));
    let page: usize = page.unwrap_or(1);
    let (from, count) = (i64::try_from((page - 1) * EACH).unwrap_or(0), i64::try_from(EACH).unwrap_or(0));
    let wanted = (ask.query("q"), from, count);
    let (total, lines) = ask.read(Action::HelpAccounts, |door| {
        Ok(helping::list(door, ask.store().keys(), ask.actor(), wanted, ask.today())?)
    })?;
    Ok((page, usize::try_from(total).unwrap_or(0), lines))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (line, phones) = read(ask)?;
    let title = line.name.clone();
    let body = HelpedPage { t, line, path: path(ask), stamp: Stamp::new(), phones };
    let page = Page::new(title).nav("helping").crumbs(vec![Crumb::link(t.say("web-nav-helping"), "/helping")]);
    Ok(Reply::page(page.body(&body)?))
}

/// The account that the path names, if whoever asks stands above it, and the phones on which it stays.
pub(crate) fn read(ask: &Ask) -> Result<(Line, Vec<Phone>), Fault> {
    let (t, id, now) = (ask.tongue(), ask.param("account").to_owned(), ask.store().clock().now());
    let found = ask.read(Action::HelpAccounts, |door| {
        let roles = queries::roles_on(door, std::slice::from_ref(&id), ask.today())?;
        if !stands_above(ask.actor(), &id, &roles) {
            return Ok(None);
        }
        let line = line(door, ask.store().keys(), &id, ask.today())?;
        line.map(|line| Ok::<_, Fault>((line, queries::held_sessions(door, &id, now)?))).transpose()
    })?;
    let (line, sessions) = found.ok_or_else(|| AccountError::NotFromAbove.fault(t))?;
    let phone = |session: Session| Phone {
        device: Device::from_text(&session.device).map_or_else(String::new, |device| t.say(&device.key())),
        id: session.id,
        name: session.name,
        stamp: Stamp::new(),
    };
    Ok((line, sessions.into_iter().filter(|session| session.stays).map(phone).collect()))
}

/// Gives a code and shows it.
pub(crate) fn give_code(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (line, _) = read(ask)?;
    let given = make(ask)?;
    once::show(
        ask,
        Once {
            title: t.say1("accounts-code-given", "name", &line.name),
            words: t.say1("accounts-code-once", "until", t.moment(&given.expires_at)),
            secret: &given.code,
            crumb: Crumb::link(t.say("web-nav-helping"), "/helping"),
            nav: "helping",
            back: (t.say("accounts-code-told"), &path(ask)),
        },
    )
}

/// Gives a code, to a program, too.
pub(crate) fn make(ask: &Ask) -> Result<Given, Fault> {
    let given = give(ask.store(), ask.actor(), ask.key(), ask.param("account"));
    given.map_err(|error| error.fault(ask.tongue()))
}

/// Ends it on one phone.
pub(crate) fn end_session(ask: &Ask) -> Result<Reply, Fault> {
    end(ask, Some(ask.param("session")))?;
    Ok(Reply::see_saying(path(ask), ask.say("accounts-session-ended")))
}

/// Ends it everywhere.
pub(crate) fn end_sessions(ask: &Ask) -> Result<Reply, Fault> {
    end(ask, None)?;
    Ok(Reply::see_saying(path(ask), ask.say("accounts-sessions-ended")))
}

/// As those two, for a program, too.
pub(crate) fn end(ask: &Ask, session: Option<&str>) -> Result<(), Fault> {
    let which = (ask.param("account"), session);
    let ended = helping::end_sessions_of_helped(ask.store(), ask.actor(), ask.key(), which);
    ended.map(|_| ()).map_err(|error| error.fault(ask.tongue()))
}

fn path(ask: &Ask) -> String {
    format!("/helping/{}", ask.param("account"))
}
