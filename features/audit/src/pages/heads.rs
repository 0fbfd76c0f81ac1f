//! The ends of the chains, to be printed and signed (A4).

use askama::Template;
use hongwang_domain::Action;
use hongwang_organisation::pages::units;
use hongwang_organisation::queries as organisation;
use hongwang_web::components::Empty;
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::heads::{Head, heads};
use crate::words::moment;

#[derive(Template)]
#[template(path = "audit_heads.html")]
struct HeadsPage {
    t: Tongue,
    heads: Vec<Head>,
    /// The towns' own pages: address and name.
    towns: Vec<(String, String)>,
    empty: Option<Empty>,
}

pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    units::choose(ask, Action::ReadAudit, "/audit/heads", "audit")
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (unit, below) = ask.read(Action::ReadAudit, |door| {
        let unit = organisation::ancestry(door, ask.place())?.pop().ok_or(Fault::NotFound)?;
        let below = if unit.parent_id.is_none() { organisation::subtree(door, &unit.path())? } else { Vec::new() };
        Ok((unit, below))
    })?;
    let towns = below.iter().filter(|one| one.parent_id.as_deref() == Some(unit.id.as_str()));
    let towns = towns.map(|town| (format!("/units/{}/audit/heads", town.code), town.name.clone())).collect();
    let found = heads(ask.store(), &unit)?;
    let lede = match &found {
        Some(found) => t.say2("audit-heads-lede", "unit", &unit.name, "when", moment(t, &found.at)),
        None => t.say1("audit-heads-lede-none", "unit", &unit.name),
    };
    let empty = found.is_none().then(|| Empty {
        title: t.say("audit-heads-empty"),
        text: t.say("audit-heads-empty-next"),
        action: None,
    });
    let heads = found.map(|found| found.heads).unwrap_or_default();
    let way = vec![Crumb::link(t.say("web-nav-audit"), "/audit")];
    let page = Page::new(t.say("audit-heads")).lede(lede).nav("audit").crumbs(way);
    Ok(Reply::page(page.body(&HeadsPage { t, heads, towns, empty })?))
}
