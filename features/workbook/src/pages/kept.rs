//! What was typed over a page that somebody else has just had checked anew: kept until that is done.

use askama::Template;
use hongwang_web::{Ask, Fault, Joining, Reply};

use crate::pages::page_of;
use crate::pages::shown::joining;
use crate::pages::stages::{Stage, Stages};
use crate::upload::Upload;

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptPage<'a> {
    action: String,
    stages: Stages,
    joining: Joining,
    again: String,
    fields: Vec<(&'a str, &'a str)>,
}

/// Who was faster, and one button that sends the same again to where it was sent (`step`); it is joined as soon as the check is done.
pub(crate) fn page(ask: &Ask, upload: &Upload, step: &str) -> Result<Reply, Fault> {
    let (t, is_write) = (ask.tongue(), step == "write");
    let (said, again) = match is_write {
        true => ("workbook-kept-write", "workbook-kept-look"),
        false => ("workbook-kept", "workbook-kept-again"),
    };
    let body = KeptPage {
        action: format!("/imports/{}/{step}", upload.id),
        stages: Stages::at(t, Stage::Columns),
        // What is joined already is said on the page that comes after.
        joining: joining(ask, upload, Vec::new())?.next(t.say(said)),
        again: t.say(again),
        fields: ask.fields().iter().collect(),
    };
    Ok(Reply::page(page_of(ask, upload)?.body(&body)?).status(409))
}
