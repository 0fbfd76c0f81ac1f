//! Somebody new in a household.

use hongwang_domain::Level;
use hongwang_organisation::Hidden;
use hongwang_web::components::Stamp;
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Shown};

use super::categories::{self, Categories, holding};
use super::edit_resident::{PersonForm, with_fault};
use super::{day, fault, household_of, person, way_home};
use crate::actions::{NewResident, Source, add_resident};

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(_) => {
            let to = format!("/households/{}", ask.param("household"));
            Ok(Reply::see_saying(to, ask.say("registry-resident-added")))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Enters somebody as the form, or a program, asks; answers the id.
pub(crate) fn make(ask: &Ask) -> Result<String, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let typed = person::read(&mut form, ask);
    let (said, source) = categories::read(&mut form, ask, Level::Person);
    let day = day(&mut form, ask);
    form.finish()?;
    let new = new_resident(typed, holding(said), source);
    let household = ask.param("household");
    ask.write(|tx| add_resident(tx, household, &new, day)).map_err(|error| fault(ask, error))
}

/// What was typed, about somebody of whom nothing stands yet.
pub(super) fn new_resident(
    typed: person::Typed,
    categories: Vec<hongwang_domain::CategoryId>,
    source: Source,
) -> NewResident {
    NewResident {
        name: typed.name,
        relation: typed.relation,
        is_head: typed.is_head,
        sex: typed.sex,
        birth_date: typed.birth_date,
        citizen_id: given(typed.citizen_id),
        phone: given(typed.phone),
        membership: typed.membership,
        is_away: typed.is_away,
        categories,
        source,
    }
}

fn given<T>(value: Hidden<T>) -> Option<T> {
    match value {
        Hidden::Set(value) => Some(value),
        Hidden::Keep | Hidden::Remove => None,
    }
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let view = household_of(ask, ask.param("household"))?;
    let home = format!("/households/{}", view.household.id);
    let body = PersonForm {
        t,
        action: &format!("{home}/residents/new"),
        back: &home,
        stamp: Stamp::new(),
        joining: None,
        fields: shown.fields(ask.fields(), person::fields(ask, None, true)),
        categories: Categories::new(ask, Level::Person, &[], shown),
        day: with_fault(person::day_field(ask, "registry-day-hint-new"), ask, shown),
    };
    let page = Page::new(t.say("registry-resident-new")).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}
