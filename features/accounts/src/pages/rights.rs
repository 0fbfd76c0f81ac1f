//! Why somebody may do something: each role with its unit, since when and whence, and what it permits there. For everybody
//! about themselves, and for whoever manages accounts about each.

use askama::Template;
use hongwang_domain::Action;
use hongwang_domain::policy::{Relation, allows};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::list::{HeldRole, Line, line};
use crate::pages::account;
use crate::queries::everybody;

#[derive(Template)]
#[template(path = "rights.html")]
struct RightsPage {
    t: Tongue,
    rights: Vec<Right>,
}

/// A role and what follows from it.
pub(crate) struct Right {
    /// The role, where and whence.
    pub held: HeldRole,
    /// What it permits at its own unit.
    pub own: Vec<Action>,
    /// What it permits below it.
    pub below: Vec<Action>,
}

/// One's own.
pub(crate) fn show_own(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let line = own(ask)?;
    let page = Page::new(t.say("accounts-rights-own"))
        .nav("me")
        .crumbs(vec![Crumb::link(t.say("web-nav-me"), "/me")])
        .lede(t.say("accounts-rights-own-lede"));
    Ok(Reply::page(page.body(&RightsPage { t, rights: rights(line) })?))
}

/// Somebody's, for whoever manages accounts.
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let line = account::read(ask)?;
    let home = format!("/accounts/{}", line.id);
    let crumbs = vec![Crumb::link(t.say("web-nav-accounts"), "/accounts"), Crumb::link(&line.name, home)];
    let page = Page::new(t.say1("accounts-rights-of", "name", &line.name)).nav("accounts").crumbs(crumbs).lede(t.say1(
        "accounts-rights-lede",
        "name",
        &line.name,
    ));
    Ok(Reply::page(page.body(&RightsPage { t, rights: rights(line) })?))
}

/// Who asks.
pub(crate) fn own(ask: &Ask) -> Result<Line, Fault> {
    let (own, today) = (ask.actor().name(), ask.today());
    let found = ask.store().read(&everybody(), |door| line(door, ask.store().keys(), &own, today))?;
    found.ok_or(Fault::NotFound)
}

/// What follows from the roles that hold today.
pub(crate) fn rights(line: Line) -> Vec<Right> {
    let may = |held: &HeldRole, relation| {
        Action::ALL.iter().copied().filter(|action| allows(held.role, *action, relation)).collect::<Vec<_>>()
    };
    let right = |held: HeldRole| Right { own: may(&held, Relation::Own), below: may(&held, Relation::Below), held };
    line.roles.into_iter().map(right).collect()
}

impl Right {
    /// Since when and whence, in words.
    fn whence(&self, t: Tongue) -> String {
        let day = t.date(&self.held.since);
        t.say1(if self.held.appointed { "accounts-right-appointed" } else { "accounts-right-given" }, "day", day)
    }

    fn words(t: Tongue, actions: &[Action]) -> String {
        let words: Vec<String> = actions.iter().map(|action| t.of("action", action.as_str())).collect();
        words.join(&t.say("web-comma"))
    }
}
