use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_domain::Id;

/// The hidden fields of a form that changes something: the key under which it is done once, and the version that it
/// was filled in over.
#[derive(Clone, Debug, Template)]
#[template(path = "components/stamp.html")]
pub struct Stamp {
    key: String,
    version: Option<i32>,
}

impl Stamp {
    /// A form for something new.
    pub fn new() -> Self {
        Self { key: Id::new().to_string(), version: None }
    }

    /// A form for a record of this version.
    pub fn over(version: i32) -> Self {
        Self { version: Some(version), ..Self::new() }
    }

    /// The key, for a test and for a link.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl Default for Stamp {
    fn default() -> Self {
        Self::new()
    }
}

impl HtmlSafe for Stamp {}
