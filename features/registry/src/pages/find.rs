//! Finding somebody by a whole number. It is sent in a form, never in an address.

use askama::Template;
use hongwang_domain::Action;
use hongwang_domain::policy::Scope;
use hongwang_organisation::Unit;
use hongwang_organisation::pages::full_name;
use hongwang_organisation::queries::ancestry;
use hongwang_web::components::{Field, FieldKind};
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Tongue};

use super::home_name;
use crate::queries::{self, Found, HouseholdView};

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    t: Tongue,
    number: Field,
    hits: Option<Vec<Hit>>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

pub(crate) fn look(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Some(find(ask)?))
}

/// Somebody found, with the household that tells people of one name apart.
pub(crate) struct Hit {
    pub found: Found,
    /// 李家屯，王桂芝家
    pub home: String,
}

/// Who has the number that the form, or a program, sends.
pub(crate) fn find(ask: &Ask) -> Result<Vec<Hit>, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let Some(typed) = form.optional_text("number", 40) else { return Ok(Vec::new()) };
    let mut hits: Vec<Hit> = Vec::new();
    let posts = ask.visitor().map(|visitor| &visitor.posts[..]).unwrap_or_default();
    for post in posts {
        let scope = Scope::of(&post.actor, Action::ReadRegistry);
        let some = ask.store().read(&scope, |door| {
            let mut some = Vec::new();
            // A number has few bearers.
            for found in queries::find(door, &post.actor, ask.store().keys(), &typed)? {
                let view = queries::household(door, &found.household_id, ask.today(), ask.store().keys())?;
                let Some(view) = view else { continue };
                let way = ancestry(door, &view.path())?;
                some.push(Hit { home: place(ask, &view, &way), found });
            }
            Ok::<_, Fault>(some)
        })?;
        hits.extend(some.into_iter().filter(|one| hits.iter().all(|hit| hit.found != one.found)).collect::<Vec<_>>());
    }
    Ok(hits)
}

fn place(ask: &Ask, view: &HouseholdView, way: &[Unit]) -> String {
    let unit = full_name(ask.tongue(), way);
    let place = match &view.hamlet {
        Some((_, hamlet)) => ask.say_with("registry-hamlet-of", &[("hamlet", hamlet), ("unit", &unit)]),
        None => unit,
    };
    ask.say_with("registry-find-home", &[("hamlet", &place), ("home", &home_name(ask.tongue(), view))])
}

fn page(ask: &Ask, hits: Option<Vec<Hit>>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    // What finds nobody for the reader is not promised.
    let finds = |action| ask.visitor().is_some_and(|visitor| visitor.may_somewhere(action));
    let (label, hint) = match (finds(Action::RevealCitizenId), finds(Action::RevealPhone)) {
        (true, _) => ("registry-find-number", "registry-find-hint"),
        (false, true) => ("registry-find-phone", "registry-find-hint"),
        (false, false) => ("registry-find-phone", "registry-find-hint-nobody"),
    };
    let number = Field::new("number", t.say(label), FieldKind::Text("text")).hint(t.say(hint)).most(40).required();
    let page = Page::new(t.say("registry-find")).nav("registry");
    Ok(Reply::page(page.body(&FindPage { t, number, hits })?))
}
