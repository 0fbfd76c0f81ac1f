//! What waits to be decided, at the own units and below. What is decided stands at its person alone: there is no list of
//! those who ask.

use askama::Template;
use diesel::prelude::*;
use hongwang_domain::Action;
use hongwang_registry::subject::known;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::privacy::subject_requests;
use hongwang_store::{Db, StoreError};
use hongwang_web::components::Empty;
use hongwang_web::{Ask, Fault, Page, Reply};

use crate::rows::{State, SubjectRequest};

/// A request that waits.
pub(crate) struct Line {
    pub title: String,
    pub detail: String,
    pub href: String,
}

#[derive(Template)]
#[template(path = "privacy_list.html")]
struct ListPage {
    lines: Vec<Line>,
    empty: Option<Empty>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let lines = waiting(ask)?;
    let empty = lines.is_empty().then(|| Empty {
        title: t.say("privacy-empty"),
        text: t.say("privacy-empty-next"),
        action: Some((t.say("privacy-to-homes"), "/households".to_owned())),
    });
    let page = Page::new(t.say("web-nav-rights")).nav("rights").lede(t.say("privacy-lede"));
    Ok(Reply::page(page.body(&ListPage { lines, empty })?))
}

/// Requests that are open or held, the oldest first.
pub(crate) fn open(ask: &Ask) -> Result<Vec<(SubjectRequest, String)>, Fault> {
    let posts = ask.visitor().map(|visitor| visitor.posts_for(Action::HandleRights).collect::<Vec<_>>());
    let paths: Vec<_> = posts.unwrap_or_default().into_iter().filter_map(|post| post.actor.unit.clone()).collect();
    let mut rows: Vec<(SubjectRequest, String)> = Vec::new();
    for path in paths {
        rows.extend(ask.read(Action::HandleRights, |door| Ok(below(door, path.as_str(), &path.subtree_end())?))?);
    }
    rows.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    rows.dedup_by(|(one, _), (other, _)| one.id == other.id);
    Ok(rows)
}

fn below(db: &mut Db, from: &str, to: &str) -> Result<Vec<(SubjectRequest, String)>, StoreError> {
    let waits = [State::Open, State::Held].map(State::as_str);
    Ok(subject_requests::table
        .inner_join(units::table.on(units::id.eq(subject_requests::unit_id)))
        .filter(units::path.ge(from))
        .filter(units::path.lt(to))
        .filter(subject_requests::state.eq_any(waits))
        .order(subject_requests::id)
        .select((SubjectRequest::as_select(), units::name))
        .load(db)?)
}

/// The same in words.
pub(crate) fn waiting(ask: &Ask) -> Result<Vec<Line>, Fault> {
    let (t, mut lines) = (ask.tongue(), Vec::new());
    for (row, unit) in open(ask)? {
        let name = ask
            .read(Action::HandleRights, |door| Ok(known(door, ask.store().keys(), &row.resident_id)?))?
            .map_or_else(|| t.say("privacy-nobody"), |known| known.name);
        lines.push(Line {
            title: t.say2("privacy-line", "name", name, "kind", t.of("privacy-kind", &row.kind)),
            detail: t.say3(
                "privacy-line-detail",
                "unit",
                unit,
                "day",
                t.date(&row.asked_on),
                "state",
                t.of("privacy-state", &row.state),
            ),
            href: format!("/rights/{}", row.id),
        });
    }
    Ok(lines)
}
