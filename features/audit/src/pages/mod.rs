//! The audit on screen: the list, one entry, the ends of the chains.

mod entry;
mod heads;
pub(crate) mod list;

use axum::http::Method;
use hongwang_domain::Action::ReadAudit;
use hongwang_organisation::locate::UNIT;
use hongwang_web::{Ask, BigButton, Fault, HomePart, HomeRow, NavItem, Policy, Route, Visitor};

use crate::locate::ENTRY;

/// The pages of the slice.
pub(crate) fn routes() -> Vec<Route> {
    let get = |path, policy, handler| Route::page(Method::GET, path, policy, handler);
    vec![
        get("/audit", Policy::Somewhere(ReadAudit), list::show),
        get("/audit/heads", Policy::Somewhere(ReadAudit), heads::choose),
        get("/audit/{entry}", Policy::At(ReadAudit, ENTRY), entry::show),
        get("/units/{unit}/audit/heads", Policy::At(ReadAudit, UNIT), heads::show),
    ]
}

/// 操作记录, for the two who may follow it.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item = || NavItem { key: "audit", icon: "list-check", href: "/audit".to_owned(), order: 50, on_phone: true };
    visitor.may_somewhere(ReadAudit).then(item).into_iter().collect()
}

/// A button to the records, and the page that is printed and signed.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    if !ask.visitor().is_some_and(|visitor| visitor.may_somewhere(ReadAudit)) {
        return Ok(Vec::new());
    }
    let button = BigButton { icon: "list-check", label: ask.say("web-nav-audit"), href: "/audit".to_owned() };
    let row = HomeRow {
        mark: ask.say("audit-heads-mark"),
        tone: "plain",
        title: ask.say("audit-heads"),
        detail: ask.say("audit-heads-home"),
        href: "/audit/heads".to_owned(),
    };
    let list = HomePart::List { title: ask.say("audit-home"), rows: vec![row] };
    Ok(vec![HomePart::Buttons(vec![button]), list])
}
