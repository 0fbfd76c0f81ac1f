//! The page 标准: every clause, and whether this release serves it.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::http::Method;
use hongwang_domain::rulebook::Rulebook;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::{Page, Reply};
use crate::route::{Kind, Policy, Route};
use crate::slice::Slice;
use crate::tongue::Tongue;

/// A clause, and where it is served.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Line {
    /// The clause's id.
    clause: String,
    /// Its words in the standard.
    phrase: String,
    /// The section that it stands in.
    section: String,
    /// The page that serves it; `None` when this release does not.
    page: Option<String>,
}

#[derive(Template)]
#[template(path = "standard.html")]
struct Standard {
    t: Tongue,
    sections: Vec<(String, Vec<Line>)>,
    /// The pages that the reader may open.
    open: HashSet<String>,
}

pub(crate) fn page(ask: &Ask) -> Result<Reply, Fault> {
    let lines = lines(ask.rulebook(), &ask.app.slices);
    let t = ask.tongue();
    let (total, served) = (lines.len(), lines.iter().filter(|line| line.page.is_some()).count());
    let mut sections: Vec<(String, Vec<Line>)> = Vec::new();
    for line in lines {
        match sections.last_mut() {
            Some((section, lines)) if *section == line.section => lines.push(line),
            _ => sections.push((line.section.clone(), vec![line])),
        }
    }
    let open = open(ask);
    let page = Page::new(t.say("web-standard"))
        .lede(t.say2("web-standard-lede", "total", total, "served", served))
        .nav("standard")
        .body(&Standard { t, sections, open })?;
    Ok(Reply::page(page))
}

/// The clauses of the standard, and the page that serves each.
#[utoipa::path(get, path = "/api/v1/standard", responses((status = 200, body = Vec<Line>)))]
pub(crate) fn api(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&lines(ask.rulebook(), &ask.app.slices)))
}

/// The pages that the visitor may open: whoever may not is told that the clause is served, without a way there.
fn open(ask: &Ask) -> HashSet<String> {
    let Some(visitor) = ask.visitor() else { return HashSet::new() };
    let may = |route: &Route| match route.policy {
        Policy::Open | Policy::SignedIn => true,
        Policy::Somewhere(action) | Policy::At(action, _) => visitor.may_somewhere(action),
    };
    let routes = crate::routes(&ask.app.slices).into_iter();
    routes
        .filter(|route| route.kind == Kind::Page && route.method == Method::GET && may(route))
        .map(|route| route.path.to_owned())
        .collect()
}

fn lines(rulebook: &Rulebook, slices: &[Slice]) -> Vec<Line> {
    let served: HashMap<&str, &str> = slices.iter().flat_map(|slice| slice.serves).copied().collect();
    let line = |clause: &hongwang_domain::rulebook::Clause| Line {
        clause: clause.id.clone(),
        phrase: clause.phrase.clone(),
        section: clause.section.clone(),
        page: served.get(clause.id.as_str()).map(|page| (*page).to_owned()),
    };
    rulebook.clauses.iter().map(line).collect()
}
