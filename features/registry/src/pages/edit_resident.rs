//! Changing what is recorded of somebody.

use askama::Template;
use hongwang_domain::Level;
use hongwang_store::Record;
use hongwang_web::components::{Field, Stamp};
use hongwang_web::{Ask, Fault, Faults, Joining, Page, Reading, Reply, Shown, Tongue};

use super::categories::{self, Categories};
use super::standing::Standing;
use super::{day, fault, gone, household_with, joining, person, way_home};
use crate::actions::{ResidentChange, change_resident};
use crate::rows::Resident;

#[derive(Template)]
#[template(path = "person_form.html")]
pub(super) struct PersonForm<'a> {
    pub t: Tongue,
    pub action: &'a str,
    pub back: &'a str,
    pub stamp: Stamp,
    pub joining: Option<Joining>,
    pub fields: Vec<Field>,
    pub categories: Option<Categories>,
    pub day: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(()) => {
            let home = household_with(ask, ask.param("resident"))?.household.id;
            Ok(Reply::see_saying(format!("/households/{home}"), ask.say("registry-saved")))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) if matches!(fault, Fault::Stale(_)) || gone::is_told(&fault) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Changes the resident as the form, or a program, asks.
pub(crate) fn make(ask: &Ask) -> Result<(), Fault> {
    let id = ask.param("resident");
    let fields = ask.fields_over(|| {
        let view = household_with(ask, id)?;
        Ok(person::fields(ask, view.members.iter().find(|member| member.id == id), true))
    })?;
    let mut form = Reading::of(&fields, ask.tongue());
    let typed = person::read(&mut form, ask);
    let (said, source) = categories::read(&mut form, ask, Level::Person);
    let (day, seen) = (day(&mut form, ask), form.version());
    form.finish()?;
    let change = ResidentChange {
        name: typed.name,
        sex: typed.sex,
        birth_date: typed.birth_date,
        citizen_id: typed.citizen_id,
        phone: typed.phone,
        relation: typed.relation,
        is_head: typed.is_head,
        is_away: typed.is_away,
        membership: typed.membership,
        categories: said,
        source,
        day,
    };
    ask.write(|tx| change_resident(tx, id, seen, &change)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let view = household_with(ask, id)?;
    let Some(member) = view.members.iter().find(|member| member.id == id) else {
        let gone = Standing::of(ask, &view, id)?;
        let title = t.say1("registry-edit-resident", "name", gone.name);
        return gone::page(ask, &view, &gone, title, typed(ask));
    };
    let place = Standing::of(ask, &view, id)?.field(t);
    let standing = person::fields(ask, Some(member), true);
    let categories = Categories::new(ask, Level::Person, &member.categories, shown);
    let joining = match shown {
        Shown::Stale => {
            let mut changes = Stamp::changes(std::slice::from_ref(&place), ask.fields(), t);
            changes.extend(standing.iter().filter_map(|field| field.change(ask.fields(), t)));
            changes.extend(categories.as_ref().map(|some| some.changes(ask)).unwrap_or_default());
            Some(joining(ask, (Resident::KIND, id, &view.unit), member.version, changes)?)
        }
        _ => None,
    };
    let version = shown.version(ask.fields(), member.version);
    let body = PersonForm {
        t,
        action: &format!("/residents/{id}/edit"),
        back: &format!("/households/{}", view.household.id),
        stamp: Stamp::over(version).seeing([&place]),
        joining,
        fields: shown.fields(ask.fields(), standing),
        categories,
        day: with_fault(person::day_field(ask, "registry-day-hint"), ask, shown),
    };
    let title = t.say1("registry-edit-resident", "name", &member.name);
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

/// What was typed otherwise than it stood, in words: with nobody left to change it stays to be read.
fn typed(ask: &Ask) -> Vec<(String, String)> {
    let t = ask.tongue();
    let fields = person::fields(ask, None, true);
    let mut typed: Vec<_> = fields.iter().filter_map(|field| field.typed(ask.fields(), t)).collect();
    if let Some(some) = Categories::new(ask, Level::Person, &[], Shown::Fresh) {
        typed.extend(some.typed(ask));
    }
    typed
}

/// The field with what is wrong with it.
pub(super) fn with_fault(field: Field, ask: &Ask, shown: Shown<'_>) -> Field {
    match shown {
        Shown::Fresh => field,
        Shown::Faulty(faults) => field.again(ask.fields(), faults),
        Shown::Stale => field.again(ask.fields(), &Faults::default()),
    }
}
