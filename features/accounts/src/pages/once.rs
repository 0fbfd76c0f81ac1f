//! A secret that is shown once.

use askama::Template;
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::secret::Secret;

#[derive(Template)]
#[template(path = "once.html")]
struct OncePage<'a> {
    t: Tongue,
    words: String,
    secret: &'a str,
    back: (String, &'a str),
}

/// What is shown once, and where to go on.
pub(crate) struct Once<'a> {
    pub title: String,
    pub words: String,
    pub secret: &'a Secret,
    pub crumb: Crumb,
    pub nav: &'static str,
    /// The word of the button, and where it leads.
    pub back: (String, &'a str),
}

pub(crate) fn show(ask: &Ask, once: Once<'_>) -> Result<Reply, Fault> {
    let page = Page::new(once.title).nav(once.nav).crumbs(vec![once.crumb]);
    let body = OncePage { t: ask.tongue(), words: once.words, secret: once.secret.expose(), back: once.back };
    Ok(Reply::page(page.body(&body)?))
}
