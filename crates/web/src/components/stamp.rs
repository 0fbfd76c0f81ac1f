use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_domain::Id;

use super::Field;
use crate::conflict::Change;
use crate::fields::Fields;
use crate::tongue::Tongue;

/// The hidden fields of a form that changes something: the key under which it is done once, the version that it was
/// filled in over, and what stood then of which it has no fields of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "components/stamp.html")]
pub struct Stamp {
    key: String,
    version: Option<i32>,
    seen: Vec<(&'static str, String)>,
}

impl Stamp {
    /// A form for something new.
    pub fn new() -> Self {
        Self { key: Id::new().to_string(), version: None, seen: Vec::new() }
    }

    /// A form for a record of this version.
    pub fn over(version: i32) -> Self {
        Self { version: Some(version), ..Self::new() }
    }

    /// Keeps what stands in fields that the form does not show, so that it can be said what somebody changed of them.
    #[must_use]
    pub fn seeing<'a>(mut self, fields: impl IntoIterator<Item = &'a Field>) -> Self {
        self.seen = fields.into_iter().filter_map(|field| Some((field.name(), field.stood()?.to_owned()))).collect();
        self
    }

    /// What of such fields is otherwise now than when the form was made.
    pub fn changes(fields: &[Field], sent: &Fields, t: Tongue) -> Vec<Change> {
        let since = |field: &Field| field.changed_since(sent.raw(&format!("seen-{}", field.name()))?, t);
        fields.iter().filter_map(since).collect()
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
