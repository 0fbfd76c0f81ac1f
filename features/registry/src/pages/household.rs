//! A household with everybody who belongs to it.

use askama::Template;
use hongwang_domain::Action;
use hongwang_organisation::pages::full_name;
use hongwang_web::components::Stamp;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

use super::{age, home_name, household_of, relation, sees_births, units_to, way_through};
use crate::queries::{Held, HouseholdView, Member};
use crate::rows::Ending;

#[derive(Template)]
#[template(path = "household.html")]
struct HouseholdPage<'a> {
    t: Tongue,
    view: &'a HouseholdView,
    unit: String,
    people: Vec<Person<'a>>,
    past: Vec<Gone<'a>>,
    categories: Vec<(String, String)>,
    may_change: bool,
    may_reveal_phone: bool,
    may_reveal_id: bool,
    may_handle_rights: bool,
    may_consent: bool,
}

/// Somebody of the household, in words.
struct Person<'a> {
    member: &'a Member,
    /// 妻 · 女 · 76岁（1950年生）
    facts: String,
    categories: Vec<(String, String)>,
    leaving: Option<Leaves>,
}

/// A death or departure that was recorded for today, in words, and how it is taken back.
struct Leaves {
    what: String,
    stamp: Option<Stamp>,
}

/// Somebody who left, in words.
struct Gone<'a> {
    id: &'a str,
    name: &'a str,
    how: String,
    stamp: Option<Stamp>,
    may_return: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let view = household_of(ask, ask.param("household"))?;
    let path = view.path();
    let may_change = ask.may(Action::ChangeRegistry, &path);
    let sees_births = sees_births(ask, &path);
    let people = view.members.iter().map(|member| person(ask, member, may_change, sees_births)).collect();
    let units = units_to(ask, &view.unit)?;
    let past = view.past.iter().map(|past| {
        let how = past.ending.map_or("move", Ending::as_str);
        Gone {
            id: &past.id,
            name: &past.name,
            how: t.say1(&format!("registry-left-{how}"), "day", t.date(&past.last_day)),
            stamp: (may_change && past.is_gone && past.ending.is_some()).then(|| Stamp::over(past.version)),
            may_return: past.ending == Some(Ending::Departure),
        }
    });
    let body = HouseholdPage {
        t,
        unit: full_name(t, &units),
        people,
        past: past.collect(),
        categories: held(t, &view.categories),
        may_change,
        may_reveal_phone: ask.may(Action::RevealPhone, &path),
        may_reveal_id: ask.may(Action::RevealCitizenId, &path),
        may_handle_rights: ask.may(Action::HandleRights, &path),
        may_consent: ask.may(Action::RecordConsent, &path),
        view: &view,
    };
    let lede = match (&view.hamlet, view.stands) {
        (_, false) => t.say("registry-home-gone"),
        (Some((_, hamlet)), true) => t.say2("registry-home-lede", "hamlet", hamlet, "people", view.members.len()),
        (None, true) => t.say1("registry-home-lede-plain", "people", view.members.len()),
    };
    let page = Page::new(home_name(t, &view)).nav("registry").crumbs(way_through(ask, &units, &view.unit)).lede(lede);
    Ok(Reply::page(page.body(&body)?))
}

fn person<'a>(ask: &Ask, member: &'a Member, may_change: bool, sees_births: bool) -> Person<'a> {
    let t = ask.tongue();
    let sex = member.sex.map(|code| t.of("registry-sex", &code.to_string()));
    let born = member.birth_date.map(|born| {
        use chrono::Datelike;
        let age = age(born, ask.today());
        match sees_births {
            true => t.say2("registry-age", "age", age, "year", born.year().to_string()),
            false => t.say1("registry-age-alone", "age", age),
        }
    });
    let kin = member.relation.filter(|_| !member.is_head).map(|one| relation(t, one));
    let facts: Vec<String> = kin.into_iter().chain(sex).chain(born).collect();
    let leaving = member.leaving.map(|leaving| Leaves {
        what: super::recorded(t, leaving.ending, leaving.until),
        stamp: may_change.then(|| Stamp::over(member.version)),
    });
    Person { member, facts: facts.join(" · "), categories: held(t, &member.categories), leaving }
}

/// Categories in words: the name, and since when and by whom it is known.
fn held(t: Tongue, held: &[Held]) -> Vec<(String, String)> {
    let words = |one: &Held| {
        let source = one.source.split(':').next().unwrap_or_default();
        let known = t.say2("registry-known", "source", t.of("registry-source", source), "day", t.date(&one.as_of));
        (t.of("category", one.category.as_str()), known)
    };
    held.iter().map(words).collect()
}
