//! Linking an organisation, and changing what is recorded of it.

use askama::Template;
use hongwang_domain::{Action, Phone};
use hongwang_store::Record;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Change, Conflict, Crumb, Fault, Joining, Page, Reading, Reply, Shown, Tongue};

use super::super::{crumbs, full_name, who};
use super::{fault, read_one, way_to_list};
use crate::change::Hidden;
use crate::linked::{HELPS_WITH, LinkedChange, LinkedKind, LinkedOrganisation, NAME, change_linked, link};
use crate::queries::{self, Linked};

#[derive(Template)]
#[template(path = "linked_form.html")]
pub(super) struct FormPage<'a> {
    pub t: Tongue,
    pub action: &'a str,
    pub back: &'a str,
    pub stamp: Stamp,
    pub joining: Option<Joining>,
    pub fields: Vec<Field>,
}

pub(crate) fn show_new(ask: &Ask) -> Result<Reply, Fault> {
    new_page(ask, Shown::Fresh)
}

pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    match make_new(ask) {
        Ok(id) => Ok(Reply::see_saying(format!("/organisations/{id}"), ask.say("organisation-linked-added"))),
        Err(Fault::Invalid(faults)) => new_page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Links the organisation that the form, or a program, says; answers its id.
pub(crate) fn make_new(ask: &Ask) -> Result<String, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let change = read(&mut form, ask);
    let Some(change) = change.filter(|_| !form.has_faults()) else { return Err(Fault::Invalid(form.into_faults())) };
    ask.write(|tx| link(tx, ask.place(), &change)).map_err(|error| fault(ask, error))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(()) => {
            let to = format!("/organisations/{}", ask.param("organisation"));
            Ok(Reply::see_saying(to, ask.say("organisation-saved")))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(Fault::Stale(_)) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Changes the organisation as the form, or a program, asks.
pub(crate) fn make(ask: &Ask) -> Result<(), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (change, seen) = (read(&mut form, ask), form.version());
    let Some(change) = change.filter(|_| !form.has_faults()) else { return Err(Fault::Invalid(form.into_faults())) };
    let id = ask.param("organisation");
    ask.write(|tx| change_linked(tx, id, seen, &change)).map_err(|error| fault(ask, error))
}

fn read(form: &mut Reading<'_>, ask: &Ask) -> Option<LinkedChange> {
    let t = ask.tongue();
    let name = form.text("name", 1..=NAME);
    let kind = form.one_of("kind", LinkedKind::from_text);
    let helps_with = form.optional_text("helps_with", HELPS_WITH);
    // Phones are sealed, and this text is not.
    if helps_with.as_deref().is_some_and(holds_number) {
        form.fault("helps_with", t.say("organisation-linked-no-numbers"));
    }
    let phone = match form.optional_text("phone", 40).map(|text| Phone::read(&text)) {
        None if form.flag("phone_remove") => Hidden::Remove,
        None => Hidden::Keep,
        Some(Ok((phone, _))) => Hidden::Set(phone),
        Some(Err(_)) => {
            form.fault("phone", t.say("organisation-fault-phone"));
            Hidden::Keep
        }
    };
    let since = form.optional_day("since");
    if since.is_some_and(|day| day > ask.today()) {
        form.fault("since", t.say("organisation-fault-future"));
    }
    let contact = form.optional_text("contact", NAME);
    Some(LinkedChange { name, kind: kind?, helps_with, contact, phone, since })
}

/// Whether a text holds what may be a phone or a citizen id.
fn holds_number(text: &str) -> bool {
    const FEWEST: usize = 7;
    let plain: String =
        text.chars().map(hongwang_domain::text::half_width).filter(|one| !" -".contains(*one)).collect();
    plain.split(|one: char| !one.is_ascii_digit()).any(|run| run.len() >= FEWEST)
}

fn new_page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let way = ask.read(Action::ReadOrganisation, |door| Ok(queries::ancestry(door, ask.place())?))?;
    let unit = way.last().ok_or(Fault::NotFound)?;
    let list = format!("/units/{}/organisations", unit.code);
    let mut crumbs = crumbs(ask, &way);
    crumbs.push(Crumb::link(t.say("organisation-linked"), &list));
    let fields = shown.fields(ask.fields(), fields(t, None));
    let body = FormPage { t, action: &format!("{list}/new"), back: &list, stamp: Stamp::new(), joining: None, fields };
    let page = Page::new(t.say("organisation-linked-add")).nav("organisation").crumbs(crumbs).lede(t.say1(
        "organisation-linked-add-lede",
        "unit",
        full_name(t, &way),
    ));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, linked) = read_one(ask)?;
    let row = &linked.row;
    let home = format!("/organisations/{}", row.id);
    let standing = fields(t, Some(&linked));
    let joining = match shown {
        Shown::Stale => {
            let changes = standing.iter().filter_map(|field| field.change(ask.fields(), t)).collect();
            Some(joining(ask, row, changes)?)
        }
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let version = shown.version(ask.fields(), row.version);
    let fields = shown.fields(ask.fields(), standing);
    let body =
        FormPage { t, action: &format!("{home}/edit"), back: &home, stamp: Stamp::over(version), joining, fields };
    let page = Page::new(t.say1("organisation-edit-title", "name", &row.name)).nav("organisation");
    let page = page.crumbs(way_to_list(ask, &way));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

/// What a form that came late is told: who was faster, and what is otherwise now.
pub(super) fn joining(ask: &Ask, row: &LinkedOrganisation, changes: Vec<Change>) -> Result<Joining, Fault> {
    let seen = ask.fields().get("version").and_then(|text| text.parse().ok()).unwrap_or_default();
    let changed = ask.read(Action::ReadOrganisation, |door| {
        Ok(queries::who_changed(door, LinkedOrganisation::KIND, &row.id, &row.unit_id, seen)?)
    })?;
    let last = changed.first();
    let conflict = Conflict {
        who: last.map(|last| who(ask, last)).transpose()?,
        when: last.map(|last| ask.tongue().moment(&last.at)),
        changes,
        version: row.version,
    };
    Ok(Joining::new(ask.tongue(), conflict))
}

/// The fields as they stand; of nothing yet for a new organisation.
pub(super) fn fields(t: Tongue, linked: Option<&Linked>) -> Vec<Field> {
    let row = linked.map(|one| &one.row);
    let stands = |text: Option<&String>| text.cloned().unwrap_or_default();
    let kinds =
        LinkedKind::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("organisation-linked-kind", one.as_str())));
    let masked = linked.and_then(|one| one.phone.clone());
    let phone = Field::new("phone", t.say("organisation-linked-phone"), FieldKind::Text("tel"))
        .stands_masked(masked.clone().unwrap_or_default())
        .hint(match &masked {
            Some(phone) => t.say1("organisation-phone-hint", "phone", phone),
            None => t.say("organisation-phone-hint-none"),
        });
    let mut fields = vec![
        Field::text("name", t.say("organisation-linked-name"))
            .stands(stands(row.map(|row| &row.name)))
            .required()
            .most(NAME),
        Field::new("kind", t.say("organisation-linked-kind"), FieldKind::Select(kinds.collect()))
            .stands(linked.map(|one| one.kind).unwrap_or(LinkedKind::SocialOrganisation).as_str()),
        Field::text("helps_with", t.say("organisation-linked-helps-with"))
            .stands(stands(row.and_then(|row| row.helps_with.as_ref())))
            .hint(t.say("organisation-linked-helps-hint"))
            .most(HELPS_WITH),
        Field::text("contact", t.say("organisation-linked-contact"))
            .stands(stands(row.and_then(|row| row.contact.as_ref())))
            .most(NAME),
        phone,
    ];
    if masked.is_some() {
        fields.push(Field::new("phone_remove", t.say("organisation-phone-remove"), FieldKind::Tick));
    }
    fields.push(
        Field::new("since", t.say("organisation-linked-since"), FieldKind::Day)
            .stands(row.and_then(|row| row.since).map(|day| day.to_string()).unwrap_or_default())
            .hint(t.say("organisation-linked-since-hint")),
    );
    fields
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_of_people_are_no_text() {
        for text in ["找王老师 139 0000 0001", "电话０４２７-1234567", "990101195003070017"] {
            assert!(super::holds_number(text), "{text}");
        }
        assert!(!super::holds_number("2026年起每月义诊，帮过 120 户"));
    }
}
