//! Where somebody begins: the own unit, or the own units to choose from.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Page, Post, Reply, Tongue};

#[derive(Template)]
#[template(path = "units.html")]
struct UnitsPage<'a> {
    t: Tongue,
    posts: Vec<&'a Post>,
    /// What stands behind a unit's address.
    behind: &'static str,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    choose(ask, Action::ReadOrganisation, "", "organisation")
}

/// Leads on to the one unit at which somebody may do something, or lets choose between several.
///
/// # Errors
/// When the page can't be made.
pub fn choose(ask: &Ask, action: Action, behind: &'static str, nav: &'static str) -> Result<Reply, Fault> {
    let mut posts: Vec<&Post> = ask.visitor().map(|visitor| visitor.posts_for(action).collect()).unwrap_or_default();
    posts.sort_by(|one, other| one.unit_code.cmp(&other.unit_code));
    posts.dedup_by(|one, other| one.unit_code == other.unit_code);
    if let [only] = posts.as_slice() {
        return Ok(Reply::see(format!("/units/{}{behind}", only.unit_code)));
    }
    let t = ask.tongue();
    let page = Page::new(t.of("web-nav", nav)).nav(nav).lede(t.say("organisation-choose"));
    Ok(Reply::page(page.body(&UnitsPage { t, posts, behind })?))
}
