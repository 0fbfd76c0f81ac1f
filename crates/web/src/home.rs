//! The first page: what the slices say to whoever has logged in.

use askama::Template;

use crate::ask::Ask;
use crate::assets;
use crate::fault::Fault;
use crate::reply::{Page, Reply};
use crate::tongue::Tongue;

/// A big button: something that is done often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BigButton {
    /// The icon.
    pub icon: &'static str,
    /// The word.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// A line of a list on the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeRow {
    /// A sign of one or two characters.
    pub mark: String,
    /// `ok`, `todo` or `plain`.
    pub tone: &'static str,
    /// What it is.
    pub title: String,
    /// How it stands.
    pub detail: String,
    /// Where it leads.
    pub href: String,
}

/// A part of the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomePart {
    /// Big buttons; those of all slices stand together.
    Buttons(Vec<BigButton>),
    /// A list under a heading.
    List {
        /// The heading.
        title: String,
        /// Its lines.
        rows: Vec<HomeRow>,
    },
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    t: Tongue,
    icons: &'static str,
    buttons: Vec<BigButton>,
    lists: Vec<(String, Vec<HomeRow>)>,
    today: String,
    name: &'a str,
    posts: &'a [crate::visitor::Post],
    idle: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let (mut buttons, mut lists) = (Vec::new(), Vec::new());
    for part in ask.app.slices.iter().filter_map(|slice| slice.home) {
        for part in part(ask)? {
            match part {
                HomePart::Buttons(some) => buttons.extend(some),
                HomePart::List { title, rows } => lists.push((title, rows)),
            }
        }
    }
    let posts = ask.visitor().map_or(&[][..], |visitor| &visitor.posts);
    let name = ask.visitor().map_or("", |visitor| &visitor.name);
    let t = ask.tongue();
    let nothing = buttons.is_empty() && lists.is_empty();
    let title = posts.first().map_or_else(|| t.say("web-nav-today"), |post| post.unit_name.clone());
    let body =
        Home { t, icons: assets::icons(), buttons, lists, today: t.day(&ask.today()), name, posts, idle: nothing };
    let page = Page::new(title).nav("today").body(&body)?;
    Ok(Reply::page(page))
}
