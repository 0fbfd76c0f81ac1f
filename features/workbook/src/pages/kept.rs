//! What was typed over a page that somebody else has just had checked anew: kept until that is done.

use askama::Template;
use hongwang_web::{Ask, Fault, Joining, Reply, Tongue};

use crate::pages::page_of;
use crate::pages::shown::joining;
use crate::pages::stages::{Stage, Stages};
use crate::upload::Upload;

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptPage<'a> {
    t: Tongue,
    action: String,
    stages: Stages,
    joining: Joining,
    fields: Vec<(&'a str, &'a str)>,
}

/// Who was faster, and one button that sends the same again to where it was sent (`step`); it is joined as soon as the check is done.
pub(crate) fn page(ask: &Ask, upload: &Upload, step: &str) -> Result<Reply, Fault> {
    let body = KeptPage {
        t: ask.tongue(),
        action: format!("/imports/{}/{step}", upload.id),
        stages: Stages::at(ask.tongue(), Stage::Columns),
        joining: joining(ask, upload, Vec::new())?,
        fields: ask.fields().iter().collect(),
    };
    Ok(Reply::page(page_of(ask, upload)?.body(&body)?).status(409))
}
