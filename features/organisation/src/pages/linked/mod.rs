//! 联动单位: the list of a unit, and one organisation.

pub(crate) mod end;
pub(crate) mod form;
mod one;
mod reveal;
mod rows;

pub(crate) use one::show as show_one;
pub(crate) use reveal::{ask as ask_phone, show as show_phone};
pub(crate) use rows::{OnUnit, Row, rows};

use askama::Template;
use axum::http::StatusCode;
use hongwang_domain::Action;
use hongwang_store::StoreError;
use hongwang_web::components::Empty;
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reply, Tongue};

use super::{crumbs, full_name};
use crate::linked::LinkedError;
use crate::queries::{self, Linked};
use crate::rows::Unit;

#[derive(Template)]
#[template(path = "linked_list.html")]
struct ListPage<'a> {
    t: Tongue,
    code: &'a str,
    /// Whether the rows stand in several units.
    is_wide: bool,
    now: Vec<Row>,
    past: Vec<Row>,
    may_change: bool,
    empty: Option<Empty>,
}

/// Leads on to the organisations of the one unit that somebody works in, or lets choose.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    super::units::choose(ask, Action::ReadOrganisation, "/organisations", "organisation")
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, all) = read(ask)?;
    let unit = way.last().ok_or(Fault::NotFound)?;
    let (now, past): (Vec<Linked>, Vec<Linked>) =
        all.into_iter().partition(|linked| linked.row.is_linked_on(ask.today()));
    let may_change = ask.may(Action::ChangeOrganisation, ask.place());
    let add = || (t.say("organisation-linked-add"), format!("/units/{}/organisations/new", unit.code));
    let empty = now.is_empty().then(|| Empty {
        title: t.say("organisation-linked-empty"),
        text: t.say(if may_change { "organisation-linked-empty-next" } else { "organisation-linked-empty-ask" }),
        action: may_change.then(add),
    });
    let page = Page::new(t.say("organisation-linked")).nav("organisation").crumbs(crumbs(ask, &way)).lede(t.say2(
        "organisation-linked-lede",
        "unit",
        full_name(t, &way),
        "count",
        now.len(),
    ));
    let body = ListPage {
        t,
        code: &unit.code,
        is_wide: now.iter().chain(&past).any(|linked| linked.unit.id != unit.id),
        now: rows(ask, now)?,
        past: rows(ask, past)?,
        may_change,
        empty,
    };
    Ok(Reply::page(page.body(&body)?))
}

/// The way to the route's unit, and the organisations of it, of what lies below, and of what lies above and so helps here
/// too. Phones, masked, are for whoever works with the households.
pub(crate) fn read(ask: &Ask) -> Result<(Vec<Unit>, Vec<Linked>), Fault> {
    let path = ask.place();
    let phones = ask.may(Action::ReadRegistry, path);
    ask.read(Action::ReadOrganisation, |door| {
        let way = queries::ancestry(door, path)?;
        let mut linked = queries::linked_of(door, path, ask.store().keys(), phones)?;
        linked.extend(queries::linked_above(door, path, ask.store().keys())?);
        Ok((way, linked))
    })
}

/// The organisation of the route, with the way to its unit.
pub(crate) fn read_one(ask: &Ask) -> Result<(Vec<Unit>, Linked), Fault> {
    let path = ask.place();
    let phones = ask.may(Action::ReadRegistry, path);
    ask.read(Action::ReadOrganisation, |door| {
        let linked = queries::linked(door, ask.param("organisation"), ask.store().keys(), phones)?;
        Ok((queries::ancestry(door, path)?, linked.ok_or(Fault::NotFound)?))
    })
}

/// The way to the list in which an organisation stands.
fn way_to_list(ask: &Ask, way: &[Unit]) -> Vec<Crumb> {
    let mut crumbs = crumbs(ask, way);
    if let Some(unit) = way.last() {
        let href = format!("/units/{}/organisations", unit.code);
        crumbs.push(Crumb::link(ask.say("organisation-linked"), href));
    }
    crumbs
}

/// A refusal, as a page or a program is told.
fn fault(ask: &Ask, error: LinkedError) -> Fault {
    let (field, key) = match error {
        // A page shows its form again, joined; a program reads anew.
        LinkedError::Store(StoreError::Stale { .. }) if !ask.is_api() => return Fault::Stale(Box::default()),
        LinkedError::Store(error) => return Fault::Store(error),
        LinkedError::NotThere => return Fault::NotFound,
        LinkedError::NoPlace => return Fault::refused(StatusCode::CONFLICT, "organisation-linked-no-place", &[]),
        LinkedError::NameTaken => ("name", "organisation-linked-name-taken"),
        LinkedError::EndsTooEarly => ("day", "organisation-linked-too-early"),
    };
    let mut faults = Faults::default();
    faults.add(field, ask.say(key));
    Fault::Invalid(faults)
}
