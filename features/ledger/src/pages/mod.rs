//! The ledger on screen, on paper and as a file; who is behind its figures; what was declared.

mod all;
mod behind;
mod declare;
mod download;
mod forms;
mod names_filed;
mod places;
mod purpose;
mod show;
mod standing;
mod wanted;

use axum::http::Method;
use hongwang_domain::Action;
use hongwang_organisation::locate::UNIT;
use hongwang_web::{Ask, BigButton, Fault, HomePart, HomeRow, NavItem, Policy, Route, Visitor};

pub(crate) use declare::Declaration;
pub(crate) use download::note;
pub use purpose::PURPOSES;
pub(crate) use purpose::Purpose;
pub(crate) use wanted::Wanted;

/// The pages of the slice.
pub(crate) fn routes() -> Vec<Route> {
    let at = |action| Policy::At(action, UNIT);
    let get = |path, policy, handler| Route::page(Method::GET, path, policy, handler);
    vec![
        get("/ledger", Policy::Somewhere(Action::ReadLedger), places::choose),
        get("/ledgers", Policy::Somewhere(Action::ReadLedger), places::choose_all),
        get("/units/{unit}/ledgers", at(Action::ReadLedger), all::page),
        get("/forms", Policy::Somewhere(Action::ReadLedger), places::choose_forms),
        get("/units/{unit}/forms", at(Action::ReadLedger), forms::choose),
        get("/units/{unit}/forms/household", at(Action::ReadLedger), forms::household),
        get("/units/{unit}/forms/annex", at(Action::ReadLedger), forms::annex),
        get("/units/{unit}/ledger", at(Action::ReadLedger), show::page),
        get("/units/{unit}/ledger/file/{format}", at(Action::ReadLedger), download::counts),
        get("/units/{unit}/ledger/names/{format}", at(Action::ReadLedgerNames), download::names),
        get("/units/{unit}/ledger/households", at(Action::ReadRegistry), behind::households),
        get("/units/{unit}/ledger/residents", at(Action::ReadRegistry), behind::residents),
        get("/units/{unit}/ledger/category/{category}", at(Action::ReadLedgerNames), behind::category),
        get("/units/{unit}/ledger/declare", at(Action::DeclareFigures), declare::form),
        Route::page(Method::POST, "/units/{unit}/ledger/declare", at(Action::DeclareFigures), declare::save),
    ]
}

/// 台账, for whoever may read one.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item = NavItem { key: "ledger", icon: "table", href: "/ledger".to_owned(), order: 30, on_phone: true };
    visitor.may_somewhere(Action::ReadLedger).then_some(item).into_iter().collect()
}

/// A big button to the ledger; below it all ledgers, and what is filled in by hand.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    let may = ask.visitor().is_some_and(|visitor| visitor.may_somewhere(Action::ReadLedger));
    let button = BigButton { icon: "table", label: ask.say("web-nav-ledger"), href: "/ledger".to_owned() };
    let row = |mark: &str, title: &str, detail: &str, href: &str| HomeRow {
        mark: ask.say(mark),
        tone: "plain",
        title: ask.say(title),
        detail: ask.say(detail),
        href: href.to_owned(),
    };
    let rows = vec![
        row("ledger-all-mark", "ledger-all", "ledger-all-home", "/ledgers"),
        row("ledger-forms-mark", "ledger-forms", "ledger-forms-home", "/forms"),
    ];
    let list = HomePart::List { title: ask.say("ledger-home"), rows };
    Ok(if may { vec![HomePart::Buttons(vec![button]), list] } else { Vec::new() })
}
