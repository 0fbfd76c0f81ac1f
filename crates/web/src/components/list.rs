use askama::Template;
use askama::filters::HtmlSafe;

use crate::tongue::Tongue;

/// Nothing is there: says so, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/empty.html")]
pub struct Empty {
    /// What is not there.
    pub title: String,
    /// What to do next.
    pub text: String,
    /// A button: its word and where it leads.
    pub action: Option<(String, String)>,
}

/// A word with a colour and a shape.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = "<span class=\"tag {{ tone }}\">{{ text }}</span>", ext = "html")]
pub struct Tag {
    /// `ok`, `warn`, `bad` or `plain`.
    pub tone: &'static str,
    /// The word.
    pub text: String,
}

/// A sign before a row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = "<span class=\"mark {{ tone }}\" aria-hidden=\"true\">{{ text }}</span>", ext = "html")]
pub struct Mark {
    /// `ok`, `todo` or `plain`.
    pub tone: &'static str,
    /// One or two characters.
    pub text: String,
}

/// The way through the pages of a list.
#[derive(Clone, Debug, Template)]
#[template(path = "components/pager.html")]
pub struct Pager {
    t: Tongue,
    page: usize,
    pages: usize,
    /// How many there are, in words.
    total: String,
    /// The list's address with its filters, ready for `page=`.
    address: String,
}

impl Pager {
    /// A pager of a list with so many entries, so many on a page, on page `page` (from 1). `address` is the list's path
    /// and `query` its parameters; `page` among them is replaced.
    pub fn new(t: Tongue, address: &str, query: &crate::Fields, page: usize, each: usize, total: usize) -> Self {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(query.iter().filter(|(name, _)| *name != "page"));
        let query = pairs.finish();
        let address = if query.is_empty() { format!("{address}?") } else { format!("{address}?{query}&") };
        let pages = total.div_ceil(each.max(1)).max(1);
        Self { t, page, pages, total: t.say1("web-pager-total", "count", total), address }
    }

    /// Says how many there are in words of its own: 124 户.
    #[must_use]
    pub fn total(mut self, words: String) -> Self {
        self.total = words;
        self
    }

    fn before(&self) -> Option<usize> {
        (self.page > 1).then(|| (self.page - 1).min(self.pages))
    }

    fn after(&self) -> Option<usize> {
        (self.page < self.pages).then_some(self.page + 1)
    }
}

impl HtmlSafe for Empty {}
impl HtmlSafe for Tag {}
impl HtmlSafe for Mark {}
impl HtmlSafe for Pager {}
