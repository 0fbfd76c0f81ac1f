//! A unit by its name: 新立村第二网格, or 第二网格 where there is one alone, or its code. Where several are called so, they
//! are listed to choose from.

use hongwang_domain::text::{half_width, without_blanks};
use hongwang_domain::{Action, Role, UnitKind, UnitPath};
use hongwang_web::components::{Choice, Field, FieldKind};
use hongwang_web::{Ask, Fault, Faults, Tongue};

use crate::create::fits;
use crate::queries::{self, Place};

/// So many are listed at most.
const LISTED: usize = 40;

/// A unit with the names above it.
struct Named {
    place: Place,
    /// From the unit itself upwards.
    names: Vec<String>,
}

/// The code of the unit that was typed into the field `unit`; what is wrong with it goes to the field.
pub(crate) fn code(ask: &Ask, role: Option<Role>, faults: &mut Faults) -> Result<Option<String>, Fault> {
    let t = ask.tongue();
    let Some(typed) = ask.fields().get("unit") else {
        faults.add("unit", t.say("web-form-lacking"));
        return Ok(None);
    };
    if is_code(typed) {
        return Ok(Some(plain(typed)));
    }
    let mut found = called(ask, typed, role)?;
    match found.len() {
        1 => return Ok(found.pop().map(|one| one.place.code)),
        0 => faults.add("unit", t.say("accounts-unit-unknown")),
        count if count > LISTED => faults.add("unit", t.say("accounts-unit-many")),
        _ => faults.add("unit", t.say("accounts-unit-several")),
    }
    Ok(None)
}

/// The field for a unit's name; where several are called so, a list of them.
pub(crate) fn field(ask: &Ask, faults: Option<&Faults>, stands: &str) -> Result<Field, Fault> {
    let t = ask.tongue();
    let typed = ask.fields().get("unit").filter(|typed| faults.is_some() && !is_code(typed));
    let found = match typed {
        Some(typed) => called(ask, typed, ask.fields().get("role").and_then(Role::from_text))?,
        None => Vec::new(),
    };
    let label = t.say("accounts-unit");
    let field = if (2..=LISTED).contains(&found.len()) {
        let choices = found.iter().map(|one| Choice::new(&one.place.code, one.full_name(t)));
        let other = Choice::new("", t.say("accounts-unit-other"));
        Field::new("unit", label, FieldKind::Select(choices.chain([other]).collect()))
    } else {
        Field::text("unit", label).value(stands).hint(t.say("accounts-unit-hint")).most(60)
    };
    Ok(match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    }
    .required())
}

fn is_code(typed: &str) -> bool {
    plain(typed).bytes().all(|one| one.is_ascii_digit())
}

fn plain(typed: &str) -> String {
    without_blanks(&typed.chars().map(half_width).collect::<String>())
}

/// The units that are called so within the asker's own: just so if there are any, else with these words in their names.
fn called(ask: &Ask, typed: &str, role: Option<Role>) -> Result<Vec<Named>, Fault> {
    let within = ask.actor().unit.clone().ok_or(Fault::NotAllowed)?;
    let typed = plain(typed);
    let all = named(ask.read(Action::ManageAccounts, |door| Ok(queries::places_within(door, &within)?))?);
    let mut exact: Vec<Named> = Vec::new();
    let mut near: Vec<Named> = Vec::new();
    for one in all.into_iter().filter(|one| role.is_none_or(|role| one.suits(role))) {
        if one.is_called(&typed) {
            exact.push(one);
        } else if one.written(one.names.len()).contains(&typed) {
            near.push(one);
        }
    }
    Ok(if exact.is_empty() { near } else { exact })
}

fn named(places: Vec<Place>) -> Vec<Named> {
    let names: std::collections::HashMap<String, String> =
        places.iter().map(|place| (place.id.clone(), place.name.clone())).collect();
    let of = |path: UnitPath| -> Vec<String> {
        let mut names: Vec<String> = path.ids().filter_map(|id| names.get(&id.to_string()).cloned()).collect();
        names.reverse();
        names
    };
    places.into_iter().map(|place| Named { names: of(place.path()), place }).collect()
}

impl Named {
    fn suits(&self, role: Role) -> bool {
        UnitKind::from_text(&self.place.kind).is_some_and(|kind| fits(role, kind))
    }

    /// The names of so many units, the highest first, as people write them in one.
    fn written(&self, count: usize) -> String {
        let upwards: Vec<&str> = self.names.iter().take(count).map(String::as_str).collect();
        without_blanks(&upwards.into_iter().rev().collect::<String>())
    }

    fn is_called(&self, typed: &str) -> bool {
        (1..=self.names.len()).any(|count| self.written(count) == typed)
    }

    fn full_name(&self, t: Tongue) -> String {
        // The county says nothing where all are of it.
        let count = if self.names.len() > 1 { self.names.len() - 1 } else { 1 };
        let names: Vec<&str> = self.names.iter().take(count).rev().map(String::as_str).collect();
        t.say2("accounts-unit-named", "unit", names.join(" "), "code", &self.place.code)
    }
}
