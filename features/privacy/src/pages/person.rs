//! What can be done for somebody who asks about what is stored of them, and what was done before.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

use super::{known, way};
use crate::rows::Kind;
use crate::subject::requests_of;

#[derive(Template)]
#[template(path = "privacy_person.html")]
struct PersonPage<'a> {
    t: Tongue,
    id: &'a str,
    kinds: Vec<&'static str>,
    may_consent: bool,
    /// Address, what, how it stands.
    requests: Vec<(String, String, String)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let person = known(ask, id)?.ok_or(Fault::NotFound)?;
    let rows = ask.read(Action::HandleRights, |door| Ok(requests_of(door, id)?))?;
    let line = |row: &crate::rows::SubjectRequest| {
        let what = format!("{} {}", t.date(&row.asked_on), t.of("privacy-kind", &row.kind));
        (format!("/rights/{}", row.id), what, t.of("privacy-state", &row.state))
    };
    let body = PersonPage {
        t,
        id,
        kinds: Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
        may_consent: ask.may(Action::RecordConsent, ask.place()),
        requests: rows.iter().map(line).collect(),
    };
    let page = Page::new(t.say1("privacy-person", "name", &person.name)).nav("rights").crumbs(way(ask, None)?);
    Ok(Reply::page(page.lede(t.say("privacy-person-lede")).body(&body)?))
}
