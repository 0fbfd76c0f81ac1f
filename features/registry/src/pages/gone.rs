//! A form about somebody whose death or departure is recorded: who recorded it, what was typed, and the way to the
//! household, where it is taken back if it was a mistake.

use askama::Template;
use hongwang_web::{Ask, Fault, Joining, Page, Reply, Shown, Tongue};

use super::standing::Standing;
use super::way_home;
use crate::queries::HouseholdView;

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage<'a> {
    t: Tongue,
    joining: Joining,
    /// Labels with what was typed.
    typed: Vec<(String, String)>,
    back: &'a str,
}

/// Whether a refusal is about such a person.
pub(super) fn is_told(fault: &Fault) -> bool {
    matches!(fault, Fault::Refused { key: "registry-fault-died" | "registry-fault-departed", .. })
}

/// The page; nothing of what was typed is stored, and all of it stays readable.
pub(super) fn page(
    ask: &Ask,
    view: &HouseholdView,
    standing: &Standing<'_>,
    title: String,
    typed: Vec<(String, String)>,
) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let next = standing.refusal(ask).ok_or_else(super::standing::not_there)?;
    let body = GonePage {
        t,
        joining: standing.told(ask)?.next(next),
        typed,
        back: &format!("/households/{}", view.household.id),
    };
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, view)?);
    Ok(Reply::page(page.body(&body)?).status(Shown::Stale.status()))
}
