//! The certificate of an erasure. It names nobody: whoever gets it writes the name in by hand.

use askama::Template;
use axum::http::StatusCode;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};
use serde_json::Value;

use super::{request_of, way};
use crate::rows::{Kind, State};

#[derive(Template)]
#[template(path = "privacy_certificate.html")]
struct CertificatePage {
    t: Tongue,
    id: String,
    facts: Vec<(String, String)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let row = request_of(ask)?;
    if row.kind() != Kind::Erasure || row.state() != State::Done {
        return Err(Fault::refused(StatusCode::CONFLICT, "privacy-fault-not-done", &[]));
    }
    let outcome: Value = row.outcome.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let count = |name: &str| outcome.get(name).and_then(Value::as_u64).unwrap_or_default().to_string();
    let mut facts = super::request::facts(ask, &row)?;
    facts.push((t.say("privacy-hold-ask"), t.say("privacy-hold-none")));
    facts.push((t.say("privacy-rows"), count("rows")));
    facts.push((t.say("privacy-texts-cleared"), count("texts")));
    facts.push((t.say("privacy-number"), row.id.clone()));
    let page = Page::new(t.say("privacy-certificate")).nav("rights").crumbs(way(ask, None)?);
    let page = page.lede(t.say("privacy-certificate-lede"));
    Ok(Reply::page(page.body(&CertificatePage { t, id: row.id, facts })?))
}
