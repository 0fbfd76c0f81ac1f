//! The list of accounts: who they are and what they may do, not what they did.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Empty, Pager};
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

use crate::list::{Filter, Line, list};

/// So many on a page.
pub(crate) const EACH: usize = 50;

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage<'a> {
    t: Tongue,
    q: &'a str,
    lines: Vec<Line>,
    pager: Pager,
    empty: Option<Empty>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (page, total, lines) = read(ask)?;
    let q = ask.query("q").unwrap_or_default();
    let empty = lines.is_empty().then(|| Empty {
        title: t.say(if q.is_empty() { "accounts-empty" } else { "accounts-none-found" }),
        text: t.say(if q.is_empty() { "accounts-empty-next" } else { "accounts-none-found-next" }),
        action: Some(if q.is_empty() {
            (t.say("accounts-new"), "/accounts/new".to_owned())
        } else {
            (t.say("accounts-show-all"), "/accounts".to_owned())
        }),
    });
    let pager = Pager::new(t, "/accounts", ask.queries(), page, EACH, total);
    let body = AccountsPage { t, q, lines, pager, empty };
    let page = Page::new(t.say("web-nav-accounts")).nav("accounts").lede(t.say1("accounts-lede", "count", total));
    Ok(Reply::page(page.body(&body)?))
}

/// The page that was asked for, how many accounts there are, and those of the page.
pub(crate) fn read(ask: &Ask) -> Result<(usize, usize, Vec<Line>), Fault> {
    let page = ask.query("page").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page));
    let page: usize = page.unwrap_or(1);
    let within = ask.actor().unit.clone().ok_or(Fault::NotAllowed)?;
    let (from, count) = (i64::try_from((page - 1) * EACH).unwrap_or(0), i64::try_from(EACH).unwrap_or(0));
    let filter = Filter { text: ask.query("q"), from, count };
    let (total, lines) =
        ask.read(Action::ManageAccounts, |door| Ok(list(door, ask.store().keys(), &within, filter, ask.today())?))?;
    Ok((page, usize::try_from(total).unwrap_or(0), lines))
}
