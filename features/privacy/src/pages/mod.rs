//! What people see of a resident's rights.

pub(crate) mod certificate;
pub(crate) mod consents;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod person;
pub(crate) mod request;
pub(crate) mod retention;
pub(crate) mod told;

use hongwang_domain::Action;
use hongwang_organisation::pages::crumbs;
use hongwang_organisation::queries::ancestry;
use hongwang_registry::subject::Known;
use hongwang_store::{Record, StoreError};
use hongwang_web::{Ask, Crumb, Fault, HomePart, HomeRow, NavItem, Visitor};

use crate::rows::SubjectRequest;

/// 本人权利, and for administrators how long things are kept.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item = |key, icon, href: &str, order| NavItem { key, icon, href: href.to_owned(), order, on_phone: false };
    let rights = visitor.may_somewhere(Action::HandleRights).then(|| item("rights", "lock", "/rights", 45));
    let kept = visitor.may_somewhere(Action::ReadRetention).then(|| item("retention", "book-2", "/retention", 60));
    rights.into_iter().chain(kept).collect()
}

/// What waits for a second person.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    if !ask.visitor().is_some_and(|visitor| visitor.may_somewhere(Action::HandleRights)) {
        return Ok(Vec::new());
    }
    let waiting = list::waiting(ask)?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let row = |line: list::Line| HomeRow {
        mark: ask.say("privacy-mark"),
        tone: "todo",
        title: line.title,
        detail: line.detail,
        href: line.href,
    };
    Ok(vec![HomePart::List { title: ask.say("privacy-home"), rows: waiting.into_iter().map(row).collect() }])
}

/// The request of the address.
pub(crate) fn request_of(ask: &Ask) -> Result<SubjectRequest, Fault> {
    let id = ask.param("request").to_owned();
    let found = ask.read(Action::HandleRights, |door| {
        SubjectRequest::find(door, &[id]).map_err(|error| Fault::Store(StoreError::from(error)))
    })?;
    found.into_iter().next().ok_or(Fault::NotFound)
}

/// The resident of an id; `None` once there is nobody any more.
pub(crate) fn known(ask: &Ask, id: &str) -> Result<Option<Known>, Fault> {
    ask.read(Action::HandleRights, |door| Ok(crate::person::resident(door, ask.store().keys(), id)?))
}

/// The way from the county to somebody's rights.
pub(crate) fn way(ask: &Ask, person: Option<(&str, &str)>) -> Result<Vec<Crumb>, Fault> {
    let units = ask.read(Action::HandleRights, |door| Ok(ancestry(door, ask.place())?))?;
    let mut crumbs = crumbs(ask, &units);
    let may = ask.visitor().is_some_and(|visitor| visitor.may_somewhere(Action::HandleRights));
    if may {
        crumbs.push(Crumb::link(ask.say("web-nav-rights"), "/rights"));
    }
    if let Some((id, name)) = person {
        let text = ask.say_with("privacy-person", &[("name", name)]);
        crumbs.push(if may { Crumb::link(text, format!("/residents/{id}/rights")) } else { Crumb::text(text) });
    }
    Ok(crumbs)
}

/// The names of accounts, by id.
pub(crate) fn accounts(ask: &Ask, ids: &[String]) -> Result<std::collections::HashMap<String, String>, Fault> {
    ask.read(Action::HandleRights, |door| Ok(ask.app().gate.names(door, ids)?))
}
