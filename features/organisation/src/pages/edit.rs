//! Changing a unit and its party group.

use askama::Template;
use hongwang_domain::{Action, Phone, UnitKind};
use hongwang_store::StoreError;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp, entries};
use hongwang_web::{Ask, Conflict, Fault, Faults, Joining, Page, Reading, Reply, Shown, Tongue};

use super::unit;
use crate::change::{GroupChange, Hidden, UnitChange, UnitChangeError, change_unit};
use crate::queries::{self, Group, Holder, Overview};
use crate::rows::LeaderBasis;

/// The most characters of a unit's, a group's and a hamlet's name, and of a person's.
const NAME: usize = 50;
/// The most people in one list.
const LIST: usize = 200;

#[derive(Template)]
#[template(path = "edit_unit.html")]
struct EditPage {
    t: Tongue,
    code: String,
    stamp: Stamp,
    seen: String,
    joining: Option<Joining>,
    name: Field,
    hamlets: Field,
    group: Vec<Field>,
    day: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    match make(ask) {
        Ok(()) => Ok(Reply::see_saying(format!("/units/{}", ask.param("unit")), t.say("organisation-saved"))),
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(Fault::Stale(_)) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Beside the name of the group: without any of these it is left as it is.
const OF_GROUP: [&str; 5] = ["founded_on", "leader", "leader_phone", "members", "volunteers"];

/// Changes the unit as the form, or a program, asks.
pub(crate) fn make(ask: &Ask) -> Result<(), Fault> {
    let t = ask.tongue();
    let sent = ask.fields_over(|| {
        let (overview, group) = unit::read(ask)?;
        let is_grid = overview.unit.kind()? == UnitKind::Grid;
        Ok(fields(t, &overview, &group, is_grid))
    })?;
    let mut form = Reading::of(&sent, t);
    let name = form.text("name", 1..=NAME);
    let hamlets = names(&mut form, "hamlets");
    let day = form.optional_day("day").unwrap_or_else(|| ask.today());
    if day > ask.today() {
        form.fault("day", t.say("organisation-fault-future"));
    }
    let has_group = ask.fields().raw("group").is_some() || OF_GROUP.iter().any(|name| ask.fields().has(name));
    let group = has_group.then(|| group(&mut form, ask));
    let seen = ask.fields().get("version").unwrap_or_default().to_owned();
    form.finish()?;
    let change = UnitChange { name, hamlets, group, day };
    let code = ask.param("unit");
    let done = ask.write(|tx| change_unit(tx, ask.rulebook(), code, &seen, &change));
    done.map_err(|error| match error {
        UnitChangeError::Store(StoreError::Stale { .. }) if !ask.is_api() => Fault::Stale(Box::default()),
        UnitChangeError::Store(error) => Fault::Store(error),
        UnitChangeError::NotThere => Fault::NotFound,
        UnitChangeError::NoGrid => refused("group", t.say("organisation-fault-no-grid")),
        UnitChangeError::NoMember { role, name } => {
            let field = if role == hongwang_domain::Role::GridLeader { "leader" } else { "members" };
            refused(field, t.say1("organisation-fault-no-member", "name", name))
        }
    })
}

fn refused(field: &str, words: String) -> Fault {
    let mut faults = Faults::default();
    faults.add(field, words);
    Fault::Invalid(faults)
}

fn group(form: &mut Reading<'_>, ask: &Ask) -> GroupChange {
    let t = ask.tongue();
    let phone = match form.optional_text("leader_phone", 30).map(|text| Phone::read(&text)) {
        None if form.flag("leader_phone_remove") => Hidden::Remove,
        None => Hidden::Keep,
        Some(Ok((phone, _))) => Hidden::Set(phone),
        Some(Err(_)) => {
            form.fault("leader_phone", t.say("organisation-fault-phone"));
            Hidden::Keep
        }
    };
    let founded_on = form.optional_day("founded_on");
    if founded_on.is_some_and(|day| day > ask.today()) {
        form.fault("founded_on", t.say("organisation-fault-future"));
    }
    GroupChange {
        name: form.text("group", 1..=NAME),
        founded_on,
        leader: form.optional_text("leader", NAME),
        leader_phone: phone,
        basis: form.optional_one_of("basis", LeaderBasis::from_text),
        members: names(form, "members"),
        volunteers: names(form, "volunteers"),
    }
}

/// Names, one a line or with commas between them; a program sends a list.
fn names(form: &mut Reading<'_>, field: &'static str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in form.all(field).flat_map(entries) {
        if name.chars().count() > NAME || name.chars().any(char::is_control) {
            form.fault(
                field,
                form.tongue().say1("organisation-fault-name", "name", name.chars().take(NAME).collect::<String>()),
            );
        } else if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    if names.len() > LIST {
        form.fault(field, form.tongue().say("organisation-fault-many"));
    }
    names
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (overview, group) = unit::read(ask)?;
    let (seen, last) = ask.read(Action::ReadOrganisation, |door| {
        Ok((queries::stamp(door, &overview.unit.id)?, queries::who_changed_unit(door, &overview.unit)?))
    })?;
    let is_grid = overview.unit.kind()? == UnitKind::Grid;
    let fields = fields(t, &overview, &group, is_grid);
    let day = Field::new("day", t.say("organisation-day"), FieldKind::Day)
        .value(ask.today().to_string())
        .hint(t.say("organisation-day-hint"));
    let mut joining = None;
    let (mut version, mut day) = (seen, day);
    match shown {
        Shown::Fresh => {}
        Shown::Faulty(faults) => {
            day = day.again(ask.fields(), faults);
            version = ask.fields().get("version").unwrap_or_default().to_owned();
        }
        Shown::Stale => {
            let conflict = Conflict {
                who: last.as_ref().map(|last| super::who(ask, last)).transpose()?,
                when: last.as_ref().map(|last| t.moment(&last.at)),
                changes: fields.iter().filter_map(|field| field.change(ask.fields(), t)).collect(),
                version: 0,
            };
            joining = Some(Joining::new(t, conflict));
            day = day.again(ask.fields(), &Faults::default());
        }
    }
    let mut fields = shown.fields(ask.fields(), fields).into_iter();
    let (Some(name), Some(hamlets)) = (fields.next(), fields.next()) else { return Err(Fault::NotFound) };
    let mut way = overview.above.clone();
    way.push(overview.unit.clone());
    let heading = Page::new(t.say1("organisation-edit-title", "name", super::full_name(t, &way)))
        .nav("organisation")
        .crumbs(super::crumbs(ask, &way));
    let body = EditPage {
        t,
        code: overview.unit.code.clone(),
        stamp: Stamp::new(),
        seen: version,
        joining,
        name,
        hamlets,
        group: fields.collect(),
        day,
    };
    Ok(Reply::page(heading.body(&body)?).status(shown.status()))
}

/// The fields as they stand: the unit's own two, then those of its party group.
fn fields(t: Tongue, overview: &Overview, group: &Group, is_grid: bool) -> Vec<Field> {
    let lines = |holders: &[Holder]| holders.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join("\n");
    let text = |name: &'static str, key: &str, value: String| Field::text(name, t.say(key)).stands(value).most(NAME);
    let list = |name: &'static str, key: &str, value: String| {
        Field::new(name, t.say(key), FieldKind::Lines).stands(value).hint(t.say("organisation-list-hint"))
    };
    let hamlets = group.hamlets.iter().map(|hamlet| hamlet.name.clone()).collect::<Vec<_>>().join("\n");
    let mut fields = vec![
        text("name", "organisation-name", overview.unit.name.clone()).required(),
        Field::new("hamlets", t.say("organisation-hamlets"), FieldKind::Lines)
            .stands(hamlets)
            .hint(t.say("organisation-hamlets-hint")),
    ];
    if is_grid {
        let standing = group.group.as_ref();
        let leader = group.leader.as_ref();
        let bases = std::iter::once(Choice::new("", t.say("organisation-basis-unknown"))).chain(
            LeaderBasis::ALL
                .iter()
                .map(|basis| Choice::new(basis.as_str(), t.of("organisation-basis", basis.as_str()))),
        );
        let group_name = standing
            .map_or_else(|| overview.unit.name.clone() + &t.say("organisation-group-suffix"), |one| one.name.clone());
        let phone = leader.and_then(|leader| leader.phone.clone());
        let phone_hint = match &phone {
            Some(phone) => t.say1("organisation-phone-hint", "phone", phone),
            None => t.say("organisation-phone-hint-none"),
        };
        fields.extend([
            text("group", "organisation-group-name", group_name).required(),
            Field::new("founded_on", t.say("organisation-founded"), FieldKind::Day)
                .stands(standing.and_then(|one| one.founded_on).map(|day| day.to_string()).unwrap_or_default()),
            text("leader", "organisation-leader", leader.map(|one| one.name.clone()).unwrap_or_default())
                .hint(t.say("organisation-leader-hint")),
            Field::new("leader_phone", t.say("organisation-leader-phone"), FieldKind::Text("tel"))
                .stands_masked(phone.clone().unwrap_or_default())
                .hint(phone_hint),
            Field::new("leader_phone_remove", t.say("organisation-phone-remove"), FieldKind::Tick),
            Field::new("basis", t.say("organisation-basis"), FieldKind::Radio(bases.collect()))
                .stands(leader.and_then(|one| one.basis).map(LeaderBasis::as_str).unwrap_or_default()),
            list("members", "organisation-members", lines(&group.members)),
            list("volunteers", "organisation-volunteers", lines(&group.volunteers)),
        ]);
    }
    fields
}
