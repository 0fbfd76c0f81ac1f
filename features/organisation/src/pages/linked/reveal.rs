//! Looking at the phone of whom to ring at an organisation.

use hongwang_web::{Ask, Fault, Reply};

use super::super::reveal::{Look, reason, reason_page, revealed_page};
use super::{read_one, way_to_list};
use crate::linked::reveal_contact;
use crate::reveal::Reason;

pub(crate) fn ask(ask: &Ask) -> Result<Reply, Fault> {
    with(ask, |look| reason_page(ask, look, None))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    match reason(ask, Reason::PHONE) {
        Ok(reason) => {
            let seen = reveal_contact(ask.store(), ask.actor(), ask.key(), ask.param("organisation"), reason)?;
            with(ask, |look| revealed_page(ask, look, &seen))
        }
        Err(Fault::Invalid(faults)) => with(ask, |look| reason_page(ask, look, Some(&faults))),
        Err(fault) => Err(fault),
    }
}

fn with(ask: &Ask, work: impl FnOnce(Look<'_>) -> Result<Reply, Fault>) -> Result<Reply, Fault> {
    let (way, linked) = read_one(ask)?;
    let back = format!("/organisations/{}", linked.row.id);
    let name = linked.row.contact.as_deref().unwrap_or(&linked.row.name);
    work(Look {
        title: ask.say_with("organisation-phone-of", &[("name", name)]),
        action: &format!("{back}/phone"),
        back: &back,
        crumbs: way_to_list(ask, &way),
        nav: "organisation",
        is_phone: true,
        reasons: Reason::PHONE,
    })
}
