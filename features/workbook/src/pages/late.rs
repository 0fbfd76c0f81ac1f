//! A form of an upload that comes too late: over an older page, or when the import is over.

use askama::Template;
use axum::http::StatusCode;
use hongwang_intake::masked;
use hongwang_web::{Ask, Fault, Reply, Tongue};

use crate::pages::shown::decided;
use crate::pages::stages::{Stage, Stages};
use crate::pages::{kept, page_of, upload_of};
use crate::upload::{State, Upload};

#[derive(Template)]
#[template(path = "late.html")]
struct LatePage {
    t: Tongue,
    href: String,
    stages: Stages,
    said: String,
    /// What was typed and came too late.
    typed: Vec<String>,
}

/// Over an older page it is joined with what stands now; while that is checked, it is kept; when the import is written,
/// or is being, that is said, and the way leads there. `step` is where the form was sent: `write`.
pub(crate) fn late(
    ask: &Ask,
    fault: Fault,
    step: &str,
    joined: impl Fn(&Ask, &Upload) -> Result<Reply, Fault>,
) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let seen: Option<i32> = ask.fields().get("version").and_then(|text| text.parse().ok());
    let is_late = fault.status() == StatusCode::CONFLICT;
    let is_stale = is_late && seen.is_some_and(|seen| seen < upload.version);
    match upload.state() {
        state if is_stale && state.is_open() => joined(ask, &upload),
        State::Waiting | State::Reading | State::Checking if is_stale => kept::page(ask, &upload, step),
        State::Queued | State::Writing | State::Done if is_late => written(ask, &upload),
        _ => Err(fault),
    }
}

fn written(ask: &Ask, upload: &Upload) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (who, when) = decided(ask, upload)?;
    let done = upload.state() == State::Done;
    let said = match who.zip(when) {
        Some((who, when)) if done => t.say2("workbook-late-written", "who", who, "when", when),
        Some((who, when)) => t.say2("workbook-late-writing", "who", who, "when", when),
        None if done => t.say("workbook-upload-written"),
        None => t.say("workbook-upload-in-work"),
    };
    let typed = ask.fields().iter().filter(|(name, text)| name.starts_with("cell-") && !text.trim().is_empty());
    let body = LatePage {
        t,
        href: format!("/imports/{}", upload.id),
        stages: Stages::at(t, Stage::Write),
        said,
        typed: typed.map(|(_, text)| masked(text.trim(), true)).collect(),
    };
    Ok(Reply::page(page_of(ask, upload)?.body(&body)?).status(409))
}
