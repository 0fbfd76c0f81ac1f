//! The fields about somebody: of the form for a new resident and of the one for a known one.

use chrono::NaiveDate;
use hongwang_domain::citizen_id::CitizenIdError;
use hongwang_domain::{Action, CitizenId, Membership, Phone, Presence, Relation, Sex};
use hongwang_organisation::Hidden;
use hongwang_web::components::{Choice, Field, FieldKind};
use hongwang_web::{Ask, Reading, Tongue};

use crate::actions::NAME;
use crate::queries::Member;

/// The relations that are offered: what a village household has. What stands already is offered too.
const RELATIONS: [u8; 34] = [
    10, 11, 12, 20, 30, 22, 23, 32, 33, 28, 38, 27, 37, 41, 42, 43, 44, 51, 52, 53, 54, 55, 56, 61, 62, 63, 64, 71, 73,
    75, 77, 93, 94, 97,
];
/// 非亲属
const NO_KIN: u8 = 98;

/// What is typed about somebody.
pub(crate) struct Typed {
    pub name: String,
    pub sex: Option<Sex>,
    pub birth_date: Option<NaiveDate>,
    pub citizen_id: Hidden<CitizenId>,
    pub phone: Hidden<Phone>,
    pub relation: Option<Relation>,
    pub is_head: bool,
    pub is_away: bool,
    pub membership: Option<Membership>,
}

/// Reads it; what is wrong stands beside its field.
pub(crate) fn read(form: &mut Reading<'_>, ask: &Ask) -> Typed {
    let t = ask.tongue();
    let name = form.text("name", 1..=NAME);
    let sex = form.optional_one_of("sex", sex);
    let birth_date = form.optional_birth("birth_date");
    if birth_date.is_some_and(|day| day > ask.today()) {
        form.fault("birth_date", t.say("registry-fault-in-future"));
    }
    let citizen_id = citizen_id(form, ask);
    // What such a number would say of sex and birth is not said either.
    if citizen_id != Hidden::Keep && !may_enter_ids(ask) {
        form.fault("citizen_id", t.say("registry-fault-id-for-village"));
    }
    if let Hidden::Set(id) = &citizen_id {
        if sex.is_some_and(|sex| sex != id.sex()) {
            let said = t.of("registry-sex", &id.sex().code().to_string());
            form.fault("sex", t.say1("registry-fault-sex", "said", said));
        }
        if birth_date.is_some_and(|day| day != id.birth_date()) {
            form.fault("birth_date", t.say1("registry-fault-birth", "said", t.date(&id.birth_date())));
        }
    }
    Typed {
        name,
        sex,
        birth_date,
        citizen_id,
        phone: phone(form, ask),
        relation: form.optional_one_of("relation", relation),
        is_head: form.flag("head"),
        is_away: form.optional_one_of("presence", Presence::from_text) == Some(Presence::Away),
        membership: form.optional_one_of("membership", Membership::from_text),
    }
}

fn sex(text: &str) -> Option<Sex> {
    [Sex::Male, Sex::Female].into_iter().find(|sex| sex.code().to_string() == text)
}

fn relation(text: &str) -> Option<Relation> {
    text.parse().ok().filter(|code| (2..=NO_KIN).contains(code)).map(Relation)
}

fn citizen_id(form: &mut Reading<'_>, ask: &Ask) -> Hidden<CitizenId> {
    let t = ask.tongue();
    let read = match form.optional_text("citizen_id", 40).map(|text| CitizenId::read(&text)) {
        None if form.flag("citizen_id_remove") => return Hidden::Remove,
        None => return Hidden::Keep,
        Some(read) => read,
    };
    match read {
        Ok(read) if read.id.is_plausible(ask.today()) => return Hidden::Set(read.id),
        Ok(_) => form.fault("citizen_id", t.say("registry-fault-id-birth")),
        Err(error) => form.fault("citizen_id", t.of("registry-fault-id", wrong(error))),
    }
    Hidden::Keep
}

/// The end of the message key of what is wrong with an id.
fn wrong(error: CitizenIdError) -> &'static str {
    match error {
        CitizenIdError::Scientific => "scientific",
        CitizenIdError::Length => "length",
        CitizenIdError::Character => "character",
        CitizenIdError::BirthDate => "birth",
        CitizenIdError::Checksum => "checksum",
    }
}

fn phone(form: &mut Reading<'_>, ask: &Ask) -> Hidden<Phone> {
    match form.optional_text("phone", 40).map(|text| Phone::read(&text)) {
        None if form.flag("phone_remove") => Hidden::Remove,
        None => Hidden::Keep,
        Some(Ok((phone, _))) => Hidden::Set(phone),
        Some(Err(_)) => {
            form.fault("phone", ask.say("registry-fault-phone"));
            Hidden::Keep
        }
    }
}

/// The fields as they stand; of nobody yet for a new resident. `with_kin`: whether relation and headship are asked for.
/// Citizen ids are asked for only of those who may see them.
pub(crate) fn fields(ask: &Ask, member: Option<&Member>, with_kin: bool) -> Vec<Field> {
    let (t, with_id) = (ask.tongue(), may_enter_ids(ask));
    let mut fields = vec![
        Field::text("name", t.say("registry-name"))
            .stands(member.map(|one| one.name.clone()).unwrap_or_default())
            .hint(t.say("registry-name-hint"))
            .required()
            .most(NAME),
    ];
    if with_kin {
        let standing = member.and_then(|one| one.relation).filter(|one| !one.is_head());
        fields.push(relation_field(t, standing));
        let head = member.is_some_and(|one| one.is_head);
        fields.push(Field::new("head", t.say("registry-is-head"), FieldKind::Tick).stands(if head { "1" } else { "" }));
    }
    let away = if member.is_some_and(|one| one.is_away) { Presence::Away } else { Presence::Present };
    let chosen = |family: &str, one: &str| Choice::new(one, t.of(family, one));
    fields.push(
        Field::new(
            "presence",
            t.say("registry-presence"),
            FieldKind::Radio(Presence::ALL.iter().map(|one| chosen("registry-presence", one.as_str())).collect()),
        )
        .stands(away.as_str()),
    );
    fields.extend(secret(t, "phone", member.map(|one| one.phone.as_deref())));
    let sexes = ["", "1", "2"].map(|code| {
        if code.is_empty() { Choice::new("", t.say("registry-unknown")) } else { chosen("registry-sex", code) }
    });
    fields.push(
        Field::new("sex", t.say("registry-sex"), FieldKind::Radio(sexes.into()))
            .stands(member.and_then(|one| one.sex).map(|code| code.to_string()).unwrap_or_default()),
    );
    fields.push(
        Field::new("birth_date", t.say("registry-birth"), FieldKind::Day)
            .stands(member.and_then(|one| one.birth_date).map(|day| day.to_string()).unwrap_or_default())
            .hint(t.say(if with_id { "registry-birth-hint" } else { "registry-birth-hint-no-id" })),
    );
    if with_id {
        fields.extend(secret(t, "citizen_id", member.map(|one| one.citizen_id.as_deref())));
    }
    let memberships = std::iter::once(Choice::new("", t.say("registry-membership-none")))
        .chain(Membership::ALL.iter().map(|one| chosen("registry-membership", one.as_str())));
    fields.push(
        Field::new("membership", t.say("registry-membership"), FieldKind::Radio(memberships.collect()))
            .stands(member.and_then(|one| one.membership).map(Membership::as_str).unwrap_or_default()),
    );
    fields
}

/// Whether the visitor may enter citizen ids where the route's thing lies.
fn may_enter_ids(ask: &Ask) -> bool {
    ask.may(Action::RevealCitizenId, ask.place())
}

/// The relation to the head, to choose from.
pub(crate) fn relation_field(t: Tongue, standing: Option<Relation>) -> Field {
    let offered = RELATIONS.into_iter().chain([NO_KIN]);
    let more = standing.map(|one| one.0).filter(|code| !RELATIONS.contains(code) && *code != NO_KIN);
    let choices = offered.chain(more).map(|code| Choice::new(code.to_string(), super::relation(t, Relation(code))));
    let choices = std::iter::once(Choice::new("", t.say("registry-unknown"))).chain(choices);
    Field::new("relation", t.say("registry-relation"), FieldKind::Select(choices.collect()))
        .stands(standing.map(|one| one.0.to_string()).unwrap_or_default())
        .hint(t.say("registry-relation-hint"))
}

/// A number that is never shown in plain in a form, and for one that stands a box to take it away.
fn secret(t: Tongue, name: &'static str, standing: Option<Option<&str>>) -> Vec<Field> {
    let (mode, remove) = if name == "phone" { ("tel", "phone_remove") } else { ("text", "citizen_id_remove") };
    let label = t.say(if name == "phone" { "registry-phone" } else { "registry-citizen-id" });
    let field = Field::new(name, label, FieldKind::Text(mode));
    match standing.flatten() {
        Some(masked) => vec![
            field.stands_masked(masked).hint(t.say1("registry-secret-hint", "masked", masked)),
            Field::new(remove, t.of("registry-remove", name), FieldKind::Tick),
        ],
        None => vec![field.stands_masked("").hint(t.say("registry-secret-none"))],
    }
}

/// The day from which what was changed is so.
pub(crate) fn day_field(ask: &Ask, hint: &str) -> Field {
    let t = ask.tongue();
    let typed = ask.fields().get("day").map(str::to_owned);
    Field::new("day", t.say("registry-day"), FieldKind::Day)
        .value(typed.unwrap_or_else(|| ask.today().to_string()))
        .hint(t.say(hint))
}
