//! Looking at a masked number of a resident.

use hongwang_organisation::pages::reveal::{Look, reason, reason_page, revealed_page};
use hongwang_web::{Ask, Fault, Reply};

use super::{household_with, way_home};
use crate::actions::{Field, reveal};

pub(crate) fn ask_phone(ask: &Ask) -> Result<Reply, Fault> {
    with(ask, Field::Phone, |look| reason_page(ask, look, None))
}

pub(crate) fn ask_id(ask: &Ask) -> Result<Reply, Fault> {
    with(ask, Field::CitizenId, |look| reason_page(ask, look, None))
}

pub(crate) fn show_phone(ask: &Ask) -> Result<Reply, Fault> {
    show(ask, Field::Phone)
}

pub(crate) fn show_id(ask: &Ask) -> Result<Reply, Fault> {
    show(ask, Field::CitizenId)
}

fn show(ask: &Ask, field: Field) -> Result<Reply, Fault> {
    match reason(ask, field.reasons()) {
        Ok(reason) => {
            let number = reveal(ask.store(), ask.actor(), ask.key(), ask.param("resident"), (field, reason))?;
            with(ask, field, |look| revealed_page(ask, look, &number))
        }
        Err(Fault::Invalid(faults)) => with(ask, field, |look| reason_page(ask, look, Some(&faults))),
        Err(fault) => Err(fault),
    }
}

fn with(ask: &Ask, field: Field, work: impl FnOnce(Look<'_>) -> Result<Reply, Fault>) -> Result<Reply, Fault> {
    let id = ask.param("resident");
    let view = household_with(ask, id)?;
    let known = view.members.iter().map(|member| (&member.id, &member.name));
    let known = known.chain(view.past.iter().map(|past| (&past.id, &past.name))).find(|(known, _)| *known == id);
    let name = known.map(|(_, name)| name.as_str()).unwrap_or_default();
    let (key, end) = match field {
        Field::Phone => ("registry-phone-of", "phone"),
        Field::CitizenId => ("registry-id-of", "citizen-id"),
    };
    work(Look {
        title: ask.say_with(key, &[("name", name)]),
        action: &format!("/residents/{id}/{end}"),
        back: &format!("/households/{}", view.household.id),
        crumbs: way_home(ask, &view)?,
        nav: "registry",
        is_phone: field == Field::Phone,
        reasons: field.reasons(),
    })
}
