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
    /// Whether this release serves it.
    state: State,
    /// Of what is served in part: what is there, and what is not yet.
    partly: Option<String>,
    /// The page that serves it; `None` when this release does not.
    page: Option<String>,
    /// All pages that do.
    #[serde(skip)]
    pages: Vec<&'static str>,
}

/// How far a clause is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    /// All that it asks for.
    Served,
    /// A part of it: the message `standard-partly-<clause>` says which.
    Partly,
    /// Nothing yet.
    Later,
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
    let t = ask.tongue();
    let open = open(ask);
    let mut lines = lines(ask.rulebook(), &ask.app.slices, t);
    for line in &mut lines {
        // One that the reader may open, where there is one.
        let own = line.pages.iter().find(|page| open.contains(**page)).map(|page| (*page).to_owned());
        line.page = own.or_else(|| line.page.take());
    }
    let count = |state: State| lines.iter().filter(|line| line.state == state).count();
    let (total, served, partly) = (lines.len(), count(State::Served), count(State::Partly));
    let mut sections: Vec<(String, Vec<Line>)> = Vec::new();
    for line in lines {
        match sections.last_mut() {
            Some((section, lines)) if *section == line.section => lines.push(line),
            _ => sections.push((line.section.clone(), vec![line])),
        }
    }
    let page = Page::new(t.say("web-standard"))
        .lede(t.say3("standard-lede", "total", total, "served", served, "partly", partly))
        .nav("standard")
        .body(&Standard { t, sections, open })?;
    Ok(Reply::page(page))
}

/// The clauses of the standard, and the page that serves each.
#[utoipa::path(get, path = "/api/v1/standard", responses((status = 200, body = Vec<Line>)))]
pub(crate) fn api(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&lines(ask.rulebook(), &ask.app.slices, ask.tongue())))
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

fn lines(rulebook: &Rulebook, slices: &[Slice], t: Tongue) -> Vec<Line> {
    let mut served: HashMap<&str, Vec<&'static str>> = HashMap::new();
    for (clause, page) in slices.iter().flat_map(|slice| slice.serves) {
        served.entry(*clause).or_default().push(*page);
    }
    let line = |clause: &hongwang_domain::rulebook::Clause| {
        let pages = served.remove(clause.id.as_str()).unwrap_or_default();
        let key = format!("standard-partly-{}", clause.id);
        let partly = (!pages.is_empty() && hongwang_words::has(&key)).then(|| t.say(&key));
        Line {
            clause: clause.id.clone(),
            phrase: clause.phrase.clone(),
            section: clause.section.clone(),
            state: match (pages.is_empty(), partly.is_some()) {
                (true, _) => State::Later,
                (false, true) => State::Partly,
                (false, false) => State::Served,
            },
            partly,
            page: pages.first().map(|page| (*page).to_owned()),
            pages,
        }
    };
    rulebook.clauses.iter().map(line).collect()
}
