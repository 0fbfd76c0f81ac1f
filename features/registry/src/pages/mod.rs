//! What people see of households and residents.

pub(crate) mod categories;
pub(crate) mod edit_household;
pub(crate) mod edit_resident;
pub(crate) mod farewell;
pub(crate) mod find;
mod gone;
pub(crate) mod household;
pub(crate) mod list;
pub(crate) mod move_resident;
pub(crate) mod new_household;
pub(crate) mod new_resident;
pub(crate) mod person;
pub(crate) mod return_home;
pub(crate) mod reveal;
mod standing;

use chrono::{Datelike, NaiveDate};
use hongwang_domain::{Action, Relation, UnitPath};
use hongwang_organisation::pages::who;
use hongwang_organisation::queries::{ancestry, who_changed};
use hongwang_organisation::{Unit, pages as organisation};
use hongwang_store::StoreError;
use hongwang_web::{
    Ask, BigButton, Change, Conflict, Crumb, Fault, Faults, HomePart, Joining, NavItem, Reading, Tongue, Visitor,
};

use crate::actions::ChangeError;
use crate::queries::HouseholdView;
use crate::rows::Ending;

/// 住户
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item = || NavItem { key: "registry", icon: "home", href: "/households".to_owned(), order: 20, on_phone: true };
    visitor.may_somewhere(Action::ReadRegistry).then(item).into_iter().collect()
}

/// The big button 住户.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    let may = ask.visitor().is_some_and(|visitor| visitor.may_somewhere(Action::ReadRegistry));
    let button = || BigButton { icon: "home", label: ask.say("web-nav-registry"), href: "/households".to_owned() };
    Ok(if may { vec![HomePart::Buttons(vec![button()])] } else { Vec::new() })
}

/// What a stale form is told: who was faster, and what is otherwise now.
fn joining(
    ask: &Ask,
    (kind, id, unit): (&str, &str, &Unit),
    version: i32,
    changes: Vec<Change>,
) -> Result<Joining, Fault> {
    let seen: i32 = ask.fields().get("version").and_then(|text| text.parse().ok()).unwrap_or_default();
    // Who asks for what is recorded as it stands is told who made it so.
    let seen = seen.min(version - 1);
    let last =
        ask.read(Action::ReadRegistry, |door| Ok(who_changed(door, kind, id, &unit.id, seen)?))?.into_iter().next();
    let conflict = Conflict {
        who: last.as_ref().map(|last| who(ask, last)).transpose()?,
        when: last.as_ref().map(|last| ask.tongue().moment(&last.at)),
        changes,
        version,
    };
    Ok(Joining::new(ask.tongue(), conflict))
}

/// A refusal of an action, as a page or a program is told.
fn fault(ask: &Ask, error: ChangeError) -> Fault {
    // A page shows its form again, joined; a program reads anew.
    if matches!(&error, ChangeError::Store(StoreError::Stale { .. })) && !ask.is_api() {
        return Fault::Stale(Box::default());
    }
    match (error.field(), error.key()) {
        (_, Some(key)) if let ChangeError::Ended { last_day, .. } = &error => {
            let day = ask.tongue().date(last_day);
            Fault::refused(axum::http::StatusCode::CONFLICT, key, &[("day", &day)])
        }
        (Some(field), Some(key)) => {
            let mut faults = Faults::default();
            faults.add(field, ask.say(key));
            Fault::Invalid(faults)
        }
        (None, Some(key)) => Fault::refused(axum::http::StatusCode::CONFLICT, key, &[]),
        _ => match error {
            ChangeError::Store(error) => Fault::Store(error),
            _ => Fault::NotFound,
        },
    }
}

/// The day from which something is so: today when nothing is said, never one to come.
fn day(form: &mut Reading<'_>, ask: &Ask) -> NaiveDate {
    let day = form.optional_day("day").unwrap_or_else(|| ask.today());
    if day > ask.today() {
        form.fault("day", ask.say("registry-fault-in-future"));
    }
    day
}

/// The units from the county to one.
fn units_to(ask: &Ask, unit: &Unit) -> Result<Vec<Unit>, Fault> {
    ask.read(Action::ReadRegistry, |door| Ok(ancestry(door, &unit.path())?))
}

/// The way from the county to a unit's households.
fn way(ask: &Ask, unit: &Unit) -> Result<Vec<Crumb>, Fault> {
    Ok(way_through(ask, &units_to(ask, unit)?, unit))
}

fn way_through(ask: &Ask, units: &[Unit], unit: &Unit) -> Vec<Crumb> {
    let mut crumbs = organisation::crumbs(ask, units);
    crumbs.push(Crumb::link(ask.say("web-nav-registry"), format!("/units/{}/households", unit.code)));
    crumbs
}

/// The way to somebody's household.
fn way_home(ask: &Ask, view: &HouseholdView) -> Result<Vec<Crumb>, Fault> {
    let mut crumbs = way(ask, &view.unit)?;
    crumbs.push(Crumb::link(home_name(ask.tongue(), view), format!("/households/{}", view.household.id)));
    Ok(crumbs)
}

/// 王桂芝家
fn home_name(t: Tongue, view: &HouseholdView) -> String {
    match (view.head(), view.past.first(), &view.household.number) {
        (Some(head), ..) => t.say1("registry-home-of", "name", &head.name),
        (None, Some(last), _) => t.say1("registry-home-once-of", "name", &last.name),
        (None, None, Some(number)) => t.say1("registry-home-numbered", "number", number),
        (None, None, None) => t.say("registry-home-nameless"),
    }
}

/// 已登记去世，11月26日起不再计入
fn recorded(t: Tongue, ending: Ending, until: NaiveDate) -> String {
    t.say1(&format!("registry-recorded-{}", ending.as_str()), "day", t.date(&until))
}

/// A relation in words.
fn relation(t: Tongue, relation: Relation) -> String {
    t.of("registry-relation", &relation.0.to_string())
}

/// Whether the visitor sees birth dates: with a masked id beside it one could put most of the id together, so they are for
/// whoever enters them or may see the id.
pub(crate) fn sees_births(ask: &Ask, path: &UnitPath) -> bool {
    ask.may(Action::ChangeRegistry, path) || ask.may(Action::RevealCitizenId, path)
}

/// Whole years of age on a day.
pub(crate) fn age(born: NaiveDate, day: NaiveDate) -> i32 {
    day.year() - born.year() - i32::from((day.month(), day.day()) < (born.month(), born.day()))
}

/// The household of the route, as it is today.
pub(crate) fn household_of(ask: &Ask, id: &str) -> Result<HouseholdView, Fault> {
    let (today, keys) = (ask.today(), ask.store().keys());
    ask.read(Action::ReadRegistry, |door| crate::queries::household(door, id, today, keys)?.ok_or(Fault::NotFound))
}

/// The household of a resident's latest stay, as it is today.
fn household_with(ask: &Ask, resident: &str) -> Result<HouseholdView, Fault> {
    let (today, keys) = (ask.today(), ask.store().keys());
    ask.read(Action::ReadRegistry, |door| crate::queries::resident(door, resident, today, keys)?.ok_or(Fault::NotFound))
}
