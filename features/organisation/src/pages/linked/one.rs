//! One linked organisation.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::Stamp;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

use super::super::full_name;
use super::{read_one, way_to_list};
use crate::linked::LinkedOrganisation;

#[derive(Template)]
#[template(path = "linked.html")]
struct OnePage<'a> {
    t: Tongue,
    row: &'a LinkedOrganisation,
    kind: String,
    unit: String,
    phone: Option<String>,
    since: String,
    /// In words from when on it is linked no more.
    ended: Option<String>,
    /// For taking an end back.
    stamp: Stamp,
    is_linked: bool,
    may_change: bool,
    may_reveal: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, linked) = read_one(ask)?;
    let row = &linked.row;
    let body = OnePage {
        t,
        kind: t.of("organisation-linked-kind", linked.kind.as_str()),
        unit: full_name(t, &way),
        phone: linked.phone,
        since: row.since.map(|day| t.date(&day)).unwrap_or_default(),
        ended: row.ended_on.map(|day| t.say1("organisation-linked-ended", "day", t.date(&day))),
        stamp: Stamp::over(row.version),
        is_linked: row.ended_on.is_none(),
        may_change: ask.may(Action::ChangeOrganisation, ask.place()),
        may_reveal: ask.may(Action::RevealPhone, ask.place()),
        row,
    };
    let page = Page::new(&row.name).nav("organisation").crumbs(way_to_list(ask, &way));
    Ok(Reply::page(page.body(&body)?))
}
