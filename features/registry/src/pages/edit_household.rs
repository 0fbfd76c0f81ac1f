//! Changing what is recorded of a household.

use askama::Template;
use hongwang_domain::{Action, Level, UnitPath};
use hongwang_store::Record;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Joining, Page, Reading, Reply, Shown, Tongue};

use super::categories::{self, Categories};
use super::edit_resident::with_fault;
use super::{day, fault, household_of, joining, person, way_home};
use crate::actions::{DOOR_HINT, HouseholdChange, NUMBER, change_household};
use crate::queries::{HouseholdView, ListedPlace, places};
use crate::rows::Household;

#[derive(Template)]
#[template(path = "person_form.html")]
struct EditPage<'a> {
    t: Tongue,
    action: &'a str,
    back: &'a str,
    stamp: Stamp,
    joining: Option<Joining>,
    fields: Vec<Field>,
    categories: Option<Categories>,
    day: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(()) => {
            let to = format!("/households/{}", ask.param("household"));
            Ok(Reply::see_saying(to, ask.say("registry-saved")))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(Fault::Stale(_)) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Changes the household as the form, or a program, asks. `place` is a unit's code, with a hamlet's id behind a slash
/// where it has one.
pub(crate) fn make(ask: &Ask) -> Result<(), Fault> {
    let t = ask.tongue();
    let view = household_of(ask, ask.param("household"))?;
    let choices = village_places(ask, &view)?;
    let fields = ask.fields_over(|| Ok(standing(t, &view, &choices)))?;
    let mut form = Reading::of(&fields, t);
    let (number, door_hint) = (form.optional_text("number", NUMBER), form.optional_text("door_hint", DOOR_HINT));
    let place = form.one_of("place", |text| {
        let (code, hamlet) = text.split_once('/').map_or((text, None), |(code, hamlet)| (code, Some(hamlet)));
        let fits =
            |place: &&ListedPlace| place.code == code && (hamlet.is_none() || place.hamlet_id.as_deref() == hamlet);
        choices.iter().find(fits).map(|place| (place.unit_id.clone(), hamlet.map(str::to_owned)))
    });
    let (said, source) = categories::read(&mut form, ask, Level::Household);
    let (day, seen) = (day(&mut form, ask), form.version());
    let Some((unit_id, hamlet_id)) = place.filter(|_| !form.has_faults()) else {
        return Err(Fault::Invalid(form.into_faults()));
    };
    let change = HouseholdChange { number, door_hint, unit_id, hamlet_id, categories: said, source, day };
    let id = &view.household.id;
    ask.write(|tx| change_household(tx, id, seen, &change)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let view = household_of(ask, ask.param("household"))?;
    let choices = village_places(ask, &view)?;
    let row = &view.household;
    let standing = standing(t, &view, &choices);
    let categories = Categories::new(ask, Level::Household, &view.categories, shown);
    let joining = match shown {
        Shown::Stale => {
            let mut changes: Vec<_> = standing.iter().filter_map(|field| field.change(ask.fields(), t)).collect();
            changes.extend(categories.as_ref().map(|some| some.changes(ask)).unwrap_or_default());
            Some(joining(ask, (Household::KIND, &row.id, &view.unit), row.version, changes)?)
        }
        _ => None,
    };
    let version = shown.version(ask.fields(), row.version);
    let body = EditPage {
        t,
        action: &format!("/households/{}/edit", row.id),
        back: &format!("/households/{}", row.id),
        stamp: Stamp::over(version),
        joining,
        fields: shown.fields(ask.fields(), standing),
        categories,
        day: with_fault(person::day_field(ask, "registry-day-hint"), ask, shown),
    };
    let page = Page::new(t.say("registry-home-edit")).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

/// The fields as they stand.
fn standing(t: Tongue, view: &HouseholdView, choices: &[ListedPlace]) -> Vec<Field> {
    vec![
        number_field(t, view.household.number.as_deref().unwrap_or_default()),
        place_field(t, choices, view),
        door_field(t, view.household.door_hint.as_deref().unwrap_or_default()),
    ]
}

/// Where the household can stand: the units of its village at which the visitor may change households.
fn village_places(ask: &Ask, view: &HouseholdView) -> Result<Vec<ListedPlace>, Fault> {
    let from = reach(ask, &view.path());
    ask.read(Action::ReadRegistry, |door| Ok(places(door, &from)?))
}

/// How far the visitor's changes reach from a unit: its village, or the unit alone.
pub(super) fn reach(ask: &Ask, own: &UnitPath) -> UnitPath {
    let mut village = own.clone();
    if own.ids().count() > VILLAGE_DEPTH {
        let parts: Vec<_> = own.ids().take(VILLAGE_DEPTH).collect();
        let mut way = parts.into_iter();
        village = way.next().map_or(village, |root| way.fold(UnitPath::root(root), |path, id| path.child(id)));
    }
    if ask.may(Action::ChangeRegistry, &village) { village } else { own.clone() }
}

/// county, town, village
const VILLAGE_DEPTH: usize = 3;

/// 户编号
pub(super) fn number_field(t: Tongue, standing: &str) -> Field {
    Field::text("number", t.say("registry-number")).stands(standing).hint(t.say("registry-number-hint")).most(NUMBER)
}

/// How the door is found.
pub(super) fn door_field(t: Tongue, standing: &str) -> Field {
    Field::text("door_hint", t.say("registry-door")).stands(standing).hint(t.say("registry-door-hint")).most(DOOR_HINT)
}

/// One of a unit's hamlets.
pub(super) fn hamlet_field(t: Tongue, places: &[ListedPlace], standing: &str) -> Field {
    let hamlets =
        places.iter().filter_map(|place| Some(Choice::new(place.hamlet_id.as_deref()?, place.hamlet.as_deref()?)));
    let choices = std::iter::once(Choice::new("", t.say("registry-unknown"))).chain(hamlets).collect();
    Field::new("hamlet", t.say("registry-hamlet"), FieldKind::Select(choices)).stands(standing)
}

/// A unit, or one of its hamlets.
fn place_field(t: Tongue, places: &[ListedPlace], view: &HouseholdView) -> Field {
    let mut choices: Vec<Choice> = Vec::new();
    for place in places {
        let unit = Choice::new(&place.code, &place.unit);
        if !choices.contains(&unit) {
            choices.push(unit);
        }
        if let (Some(id), Some(name)) = (&place.hamlet_id, &place.hamlet) {
            let label = t.say2("registry-hamlet-of", "hamlet", name, "unit", &place.unit);
            choices.push(Choice::new(format!("{}/{id}", place.code), label));
        }
    }
    let standing = match &view.hamlet {
        Some((id, _)) => format!("{}/{id}", view.unit.code),
        None => view.unit.code.clone(),
    };
    Field::new("place", t.say("registry-place"), FieldKind::Select(choices)).stands(standing)
}
