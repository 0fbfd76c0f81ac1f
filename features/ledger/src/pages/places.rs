//! From the navigation to the ledger of the own unit.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Page, Post, Reply, Tongue};

#[derive(Template)]
#[template(path = "places.html")]
struct Places<'a> {
    t: Tongue,
    posts: Vec<&'a Post>,
}

/// Goes to the one ledger there is, or lets choose.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    let mut posts: Vec<&Post> =
        ask.visitor().iter().flat_map(|visitor| visitor.posts_for(Action::ReadLedger)).collect();
    posts.sort_by(|one, other| one.unit_code.cmp(&other.unit_code));
    posts.dedup_by(|one, other| one.unit_code == other.unit_code);
    if let [only] = posts.as_slice() {
        return Ok(Reply::see(format!("/units/{}/ledger", only.unit_code)));
    }
    let t = ask.tongue();
    let page = Page::new(t.say("ledger-title")).nav("ledger").body(&Places { t, posts })?;
    Ok(Reply::page(page))
}
