//! From the navigation to the ledger of the own unit, to all its ledgers, and to its blank forms.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Page, Post, Reply, Tongue};

#[derive(Template)]
#[template(path = "places.html")]
struct Places<'a> {
    t: Tongue,
    posts: Vec<&'a Post>,
    /// What stands behind the unit's address.
    behind: &'static str,
}

/// Goes to the one ledger there is, or lets choose.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    lead(ask, "/ledger", "ledger-title")
}

/// The same for all ledgers of a unit.
pub(crate) fn choose_all(ask: &Ask) -> Result<Reply, Fault> {
    lead(ask, "/ledgers", "ledger-all-title")
}

/// The same for the blank forms.
pub(crate) fn choose_forms(ask: &Ask) -> Result<Reply, Fault> {
    lead(ask, "/forms", "ledger-forms")
}

fn lead(ask: &Ask, behind: &'static str, title: &str) -> Result<Reply, Fault> {
    let mut posts: Vec<&Post> =
        ask.visitor().iter().flat_map(|visitor| visitor.posts_for(Action::ReadLedger)).collect();
    posts.sort_by(|one, other| one.unit_code.cmp(&other.unit_code));
    posts.dedup_by(|one, other| one.unit_code == other.unit_code);
    if let [only] = posts.as_slice() {
        return Ok(Reply::see(format!("/units/{}{behind}", only.unit_code)));
    }
    let t = ask.tongue();
    let page = Page::new(t.say(title)).lede(t.say("ledger-choose")).nav("ledger").body(&Places { t, posts, behind })?;
    Ok(Reply::page(page))
}
