//! Backups on screen, for the system administrator: when, how large, whether they can be restored. No file is handed out.

use askama::Template;
use axum::http::Method;
use chrono::{Duration, NaiveDateTime};
use hongwang_domain::Action::ReadSystem;
use hongwang_domain::clock::civil;
use hongwang_web::components::Empty;
use hongwang_web::{Ask, Crumb, Fault, HomePart, HomeRow, NavItem, Page, Policy, Reply, Route, Tongue, Visitor};

use crate::plan::Plan;
use crate::records::{self, Backup};
use crate::schedule::BROKEN_OFF;

/// So many are listed.
pub(crate) const LISTED: i64 = 30;
/// A last backup that is older is told as something to do.
const OLD: Duration = Duration::hours(36);

/// The pages of the slice.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/system/backups", Policy::Somewhere(ReadSystem), show)]
}

#[derive(Template)]
#[template(path = "backups.html")]
struct Shown {
    t: Tongue,
    facts: Vec<(String, String)>,
    lines: Vec<Line>,
    empty: Option<Empty>,
    notes: Vec<String>,
}

struct Line {
    when: String,
    how: String,
    size: String,
    became: String,
    is_good: bool,
    tried: String,
}

/// 备份, for whoever looks after the service.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item =
        || NavItem { key: "backups", icon: "database", href: "/system/backups".to_owned(), order: 72, on_phone: true };
    visitor.may_somewhere(ReadSystem).then(item).into_iter().collect()
}

/// Whether there is a good one of today or last night.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    if !ask.visitor().is_some_and(|visitor| visitor.may_somewhere(ReadSystem)) {
        return Ok(Vec::new());
    }
    let t = ask.tongue();
    let (made, tried) = ask.read(ReadSystem, |door| Ok(records::last_good(door)?))?;
    let is_fresh = made.as_ref().is_some_and(|made| made.started_at + OLD > ask.store().clock().now());
    let is_good = is_fresh && tried.is_some();
    let row = HomeRow {
        mark: t.say(if is_good { "backups-mark-good" } else { "backups-mark-bad" }),
        tone: if is_good { "ok" } else { "todo" },
        title: t.say("backups"),
        detail: last(t, "backups-last", made.map(|made| made.started_at)),
        href: "/system/backups".to_owned(),
    };
    Ok(vec![HomePart::List { title: t.say("backups-home"), rows: vec![row] }])
}

fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let now = ask.store().clock().now();
    let (all, (made, tried)) =
        ask.read(ReadSystem, |door| Ok((records::latest(door, LISTED)?, records::last_good(door)?)))?;
    let lede = last(t, "backups-last", made.map(|made| made.started_at));
    let mut facts = vec![(t.say("backups-tried"), last(t, "backups-tried-last", tried.and_then(|one| one.tried_at)))];
    match Plan::installed() {
        Some(plan) => {
            facts.push((t.say("backups-plan"), t.say2("backups-plan-is", "hour", plan.hour, "keep", plan.keep)));
            facts.push((t.say("backups-folder"), plan.folder.display().to_string()));
        }
        None => facts.push((t.say("backups-plan"), t.say("backups-plan-none"))),
    }
    let empty = all.is_empty().then(|| Empty {
        title: t.say("backups-empty"),
        text: t.say(if Plan::installed().is_some() { "backups-empty-soon" } else { "backups-empty-next" }),
        action: None,
    });
    let lines = all.iter().map(|one| line(t, one, now)).collect();
    let notes = vec![t.say("backups-note-keys"), t.say("backups-note-elsewhere")];
    let way = vec![Crumb::link(t.say("web-nav-system"), "/system")];
    let page = Page::new(t.say("backups")).lede(lede).nav("backups").crumbs(way);
    Ok(Reply::page(page.body(&Shown { t, facts, lines, empty, notes })?))
}

fn last(t: Tongue, key: &'static str, at: Option<NaiveDateTime>) -> String {
    match at {
        Some(at) => t.say1(key, "when", moment(t, at)),
        None => t.say(if key == "backups-last" { "backups-last-none" } else { "backups-tried-none" }),
    }
}

fn line(t: Tongue, one: &Backup, now: NaiveDateTime) -> Line {
    let became = match (&one.ended_at, &one.fault) {
        (None, _) if one.started_at + BROKEN_OFF > now => t.say("backups-running"),
        (None, _) => t.say("backups-broken-off"),
        (Some(_), Some(fault)) => t.of("backup-fault", fault),
        (Some(_), None) if one.removed_at.is_some() => t.say("backups-removed"),
        (Some(_), None) => t.say("backups-good"),
    };
    let tried = match (&one.tried_at, &one.try_fault) {
        (None, _) => t.say("backups-not-tried"),
        (Some(_), Some(fault)) => t.of("backup-fault", fault),
        (Some(at), None) => t.say1("backups-tried-good", "when", moment(t, *at)),
    };
    let size = one.bytes.map_or_else(
        || t.say("backups-no-size"),
        |bytes| {
            t.say2("backups-size", "megabytes", format!("{:.1}", megabytes(bytes)), "rows", one.row_count.unwrap_or(0))
        },
    );
    let how = t.say(if one.is_scheduled { "backups-by-plan" } else { "backups-by-hand" });
    Line { when: moment(t, one.started_at), how, size, became, is_good: one.succeeded(), tried }
}

#[expect(clippy::cast_precision_loss, reason = "a size to be read")]
fn megabytes(bytes: i64) -> f64 {
    (bytes as f64 / 1_000_000.0).max(0.1)
}

fn moment(t: Tongue, at: NaiveDateTime) -> String {
    let local = civil(at);
    format!("{} {}", t.date(&local.date()), local.format("%H:%M"))
}
