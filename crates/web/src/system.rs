//! How the service itself is doing, for the system administrator: nothing of what it keeps.

use askama::Template;
use hongwang_domain::Action;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::{Page, Reply};
use crate::tongue::Tongue;

/// How the service is doing.
#[derive(Serialize, ToSchema)]
pub(crate) struct System {
    /// The program's version.
    version: &'static str,
    /// `sqlite` or `postgres`.
    engine: &'static str,
    /// For how many minutes it has been running.
    minutes: u64,
    /// Whether a proxy ends TLS before it.
    behind_tls: bool,
}

#[derive(Template)]
#[template(path = "system.html")]
struct Shown {
    t: Tongue,
    system: System,
    today: String,
}

pub(crate) fn page(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let shown = Shown { t, system: of(ask)?, today: t.date(&ask.today()) };
    Ok(Reply::page(Page::new(t.say("web-nav-system")).lede(t.say("web-system-lede")).nav("system").body(&shown)?))
}

/// How the service is doing.
#[utoipa::path(get, path = "/api/v1/system", responses((status = 200, body = System)))]
pub(crate) fn api(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&of(ask)?))
}

fn of(ask: &Ask) -> Result<System, Fault> {
    let engine = ask.read(Action::ReadSystem, |door| Ok(door.engine()))?;
    Ok(System {
        version: env!("CARGO_PKG_VERSION"),
        engine,
        minutes: ask.app.started.elapsed().as_secs() / 60,
        behind_tls: ask.app.options.behind_tls,
    })
}
