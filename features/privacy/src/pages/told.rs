//! Everything that is stored about somebody: one page to be printed, and the same as JSON. Each opening is in the audit.

use askama::Template;
use hongwang_domain::Action;
use hongwang_store::Key;
use hongwang_web::subject::{BLACKED, Part};
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};
use serde::Serialize;

use super::way;
use crate::decide::open;
use crate::error::RightsError;
use crate::person;

#[derive(Template)]
#[template(path = "privacy_told.html")]
struct ToldPage<'a> {
    t: Tongue,
    id: &'a str,
    parts: &'a [Part],
    blacked: &'static str,
}

/// The same for a program of the person's own choice.
#[derive(Serialize)]
struct Told<'a> {
    /// The request on which it was made.
    request: &'a str,
    made_at: chrono::DateTime<chrono::Utc>,
    parts: &'a [Part],
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("request"));
    let (name, resident, parts) = everything(ask, "page")?;
    let title = t.say1("privacy-told", "name", &name);
    let page = Page::new(title).nav("rights").crumbs(way(ask, Some((&resident, &name)))?);
    let page = page.lede(t.say1("privacy-told-lede", "day", t.date(&ask.today())));
    Ok(Reply::page(page.body(&ToldPage { t, id, parts: &parts, blacked: BLACKED })?))
}

pub(crate) fn json(ask: &Ask) -> Result<Reply, Fault> {
    let id = ask.param("request");
    let (_, _, parts) = everything(ask, "json")?;
    let told = Told { request: id, made_at: ask.store().clock().now().and_utc(), parts: &parts };
    let bytes = serde_json::to_vec_pretty(&told).map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(Reply::file(format!("{id}.json"), "application/json", bytes))
}

fn everything(ask: &Ask, as_what: &str) -> Result<(String, String, Vec<Part>), Fault> {
    let id = ask.param("request");
    // Each opening is one of its own, whatever key a form had.
    let resident =
        ask.store().write(ask.actor(), &Key::new(), |tx| Ok::<_, RightsError>(open(tx, id, as_what)?.resident_id))?;
    let (keys, slices, t) = (ask.store().keys(), &ask.app().slices, ask.tongue());
    let row = super::request_of(ask)?;
    ask.read(Action::ReleaseSubject, |door| {
        let known = person::resident(door, keys, &resident)?.ok_or(Fault::NotFound)?;
        let who = person::of_request(door, &row)?;
        let parts = person::told(door, slices, keys, ask.rulebook(), (t, &who, &known))?;
        Ok((known.name, resident.clone(), parts))
    })
}
