//! What is answered.

use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::fault::Fault;
use crate::layout::Crumb;

/// A page's own part; head, navigation and notices are put around it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) lede: Option<String>,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) nav: &'static str,
    pub(crate) body: String,
    pub(crate) refresh: Option<u32>,
    pub(crate) paper: Option<&'static str>,
    pub(crate) plain: bool,
    pub(crate) bare: bool,
    pub(crate) once: bool,
}

impl Page {
    /// A page with a heading.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A sentence below the heading.
    #[must_use]
    pub fn lede(mut self, text: impl Into<String>) -> Self {
        self.lede = Some(text.into());
        self
    }

    /// The way from the county to here.
    #[must_use]
    pub fn crumbs(mut self, crumbs: Vec<Crumb>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// To which place of the navigation the page belongs: the key of its [`crate::NavItem`].
    #[must_use]
    pub fn nav(mut self, key: &'static str) -> Self {
        self.nav = key;
        self
    }

    /// What stands in it.
    ///
    /// # Errors
    /// When the template fails.
    pub fn body(mut self, template: &impl Template) -> Result<Self, Fault> {
        self.body = template.render()?;
        Ok(self)
    }

    /// Shown again every so many seconds, until a page comes that does not ask for it.
    #[must_use]
    pub fn refresh(mut self, seconds: u32) -> Self {
        self.refresh = Some(seconds);
        self
    }

    /// The paper that it is printed on: `paper-a3`, `paper-a4` (both landscape); without one A4 upright.
    #[must_use]
    pub fn paper(mut self, class: &'static str) -> Self {
        self.paper = Some(class);
        self
    }

    /// Without navigation: before somebody has logged in.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// What it shows is shown once: nothing on it leads away but its own button.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// The heading stands in the body.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }
}

/// What a request is answered with.
#[derive(Debug)]
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) content: Content,
    pub(crate) session: Option<Option<String>>,
    pub(crate) session_lasts: Option<u32>,
    pub(crate) view: (Option<hongwang_words::Language>, Option<bool>),
    pub(crate) notice: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Content {
    Page(Box<Page>),
    See(String),
    Bytes { mime: &'static str, bytes: Vec<u8>, name: Option<String>, cached: bool },
    Nothing,
}

impl Reply {
    fn new(status: StatusCode, content: Content) -> Self {
        Self { status, content, session: None, session_lasts: None, view: (None, None), notice: None }
    }

    /// A page.
    pub fn page(page: Page) -> Self {
        Self::new(StatusCode::OK, Content::Page(Box::new(page)))
    }

    /// Go and look there (303).
    pub fn see(to: impl Into<String>) -> Self {
        Self::new(StatusCode::SEE_OTHER, Content::See(to.into()))
    }

    /// Go and look there, where this is said once.
    pub fn see_saying(to: impl Into<String>, notice: impl Into<String>) -> Self {
        Self { notice: Some(notice.into()), ..Self::see(to) }
    }

    /// A JSON document.
    pub fn json(value: &impl Serialize) -> Self {
        Self::json_status(StatusCode::OK, value)
    }

    /// A JSON document with a status.
    pub fn json_status(status: StatusCode, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => {
                let content = Content::Bytes { mime: "application/json", bytes, name: None, cached: false };
                Self::new(status, content)
            }
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, Content::Nothing)
            }
        }
    }

    /// A file to be kept under a name.
    pub fn file(name: impl Into<String>, mime: &'static str, bytes: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, Content::Bytes { mime, bytes, name: Some(name.into()), cached: false })
    }

    /// A text without a page around it.
    pub fn text(mime: &'static str, text: impl Into<Vec<u8>>) -> Self {
        Self::new(StatusCode::OK, Content::Bytes { mime, bytes: text.into(), name: None, cached: false })
    }

    /// Done, nothing to say (204).
    pub fn nothing() -> Self {
        Self::new(StatusCode::NO_CONTENT, Content::Nothing)
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self
    }

    /// From now on the browser has this session.
    #[must_use]
    pub fn session(mut self, secret: String) -> Self {
        self.session = Some(Some(secret));
        self
    }

    /// As [`Self::session`], and the browser keeps it for so many seconds when it is closed.
    #[must_use]
    pub fn session_for(mut self, secret: String, seconds: u32) -> Self {
        self.session_lasts = Some(seconds);
        self.session(secret)
    }

    /// From now on the browser has no session.
    #[must_use]
    pub fn end_session(mut self) -> Self {
        self.session = Some(None);
        self
    }

    /// From now on the browser shows this language, or this view, before anybody logs in.
    #[must_use]
    pub fn view(mut self, language: Option<hongwang_words::Language>, elder: Option<bool>) -> Self {
        self.view = (language, elder);
        self
    }
}
