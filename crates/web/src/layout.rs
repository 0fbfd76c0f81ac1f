//! The frame around every page.

use askama::Template;
use hongwang_domain::Action;

use crate::ask::Ask;
use crate::assets;
use crate::back;
use crate::fault::Fault;
use crate::reply::Page;
use crate::tongue::Tongue;
use crate::visitor::Visitor;

/// A step on the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it says.
    pub text: String,
    /// Where it leads; `None` when the reader may not go there.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that leads somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }

    /// A step that is only said.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}

/// A place in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Its key: `web-nav-<key>` is its message, and pages name it by [`Page::nav`].
    pub key: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Where it leads.
    pub href: String,
    /// Where it stands, small numbers first.
    pub order: u8,
    /// Whether it is one of the few on a phone.
    pub on_phone: bool,
}

/// So many places fit below a phone's page.
const ON_PHONE: usize = 5;

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    t: Tongue,
    page: &'a Page,
    nav: &'a [NavItem],
    phone: Vec<&'a NavItem>,
    icons: &'static str,
    css: &'static str,
    js: &'static str,
    elder: bool,
    notice: Option<&'a str>,
    here: String,
    demo: bool,
    who: Option<String>,
    watermark: Option<String>,
}

/// The whole document.
pub(crate) fn render(ask: &Ask, page: &Page) -> Result<String, Fault> {
    let nav = navigation(ask);
    let layout = Layout {
        t: ask.tongue(),
        page,
        phone: nav.iter().filter(|item| item.on_phone).take(ON_PHONE).collect(),
        nav: &nav,
        icons: assets::icons(),
        css: assets::css(),
        js: assets::js(),
        elder: ask.elder,
        notice: ask.notice.as_deref(),
        here: back::of(ask),
        demo: ask.app.options.demo.is_some(),
        watermark: ask.visitor.as_ref().and_then(|visitor| watermark(ask, visitor)),
        who: ask.visitor.as_ref().map(|visitor| visitor.account.to_string()),
    };
    let mut html = String::with_capacity(page.body.len() + 8 * 1024);
    layout.render_into(&mut html)?;
    Ok(html)
}

/// Who looks, and when: on whatever an inspector opens, on screen and on paper.
pub(crate) fn watermark(ask: &Ask, visitor: &Visitor) -> Option<String> {
    let t = ask.tongue();
    visitor
        .inspects()
        .then(|| t.say2("web-watermark", "name", &visitor.name, "when", t.moment(&ask.store.clock().now())))
}

/// The places that a phone's bar has no room for.
pub(crate) fn more(ask: &Ask) -> Vec<NavItem> {
    let nav = navigation(ask);
    let shown: Vec<&str> = nav.iter().filter(|item| item.on_phone).take(ON_PHONE).map(|item| item.key).collect();
    nav.iter().filter(|item| !shown.contains(&item.key)).cloned().collect()
}

fn navigation(ask: &Ask) -> Vec<NavItem> {
    let Some(visitor) = ask.visitor.as_ref().filter(|visitor| visitor.is_in()) else { return Vec::new() };
    let mut items = vec![
        NavItem { key: "today", icon: "sun", href: "/".to_owned(), order: 0, on_phone: true },
        NavItem { key: "standard", icon: "book-2", href: "/standard".to_owned(), order: 90, on_phone: false },
    ];
    if visitor.may_somewhere(Action::ReadSystem) {
        let system = "/system".to_owned();
        items.push(NavItem { key: "system", icon: "server", href: system, order: 70, on_phone: true });
    }
    items.extend(ask.app.slices.iter().filter_map(|slice| slice.nav).flat_map(|nav| nav(visitor)));
    items.sort_by_key(|item| item.order);
    items
}
