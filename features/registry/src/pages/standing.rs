//! How somebody stands in the registry, for the forms that record a coming or a going: what they are over, and what
//! whoever comes late with one is told.

use axum::http::StatusCode;
use chrono::NaiveDate;
use hongwang_store::Record;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Change, Fault, Joining, Shown, Tongue};

use super::{home_name, joining, person};
use crate::actions::ChangeError;
use crate::queries::HouseholdView;
use crate::rows::{Ending, Resident};

/// Somebody as recorded now.
pub(super) struct Standing<'a> {
    view: &'a HouseholdView,
    id: &'a str,
    pub name: &'a str,
    pub version: i32,
    /// Whether a death or a departure is recorded.
    pub is_leaving: bool,
    /// The death or departure that is recorded, with its last day.
    ending: Option<(Ending, NaiveDate)>,
    /// Whether somebody left and belongs to no household.
    pub is_gone: bool,
    /// What the form has no fields for.
    fields: Vec<Field>,
    words: String,
}

impl<'a> Standing<'a> {
    /// Of somebody in the household, or who left it.
    pub fn of(ask: &Ask, view: &'a HouseholdView, id: &'a str) -> Result<Self, Fault> {
        let t = ask.tongue();
        let home = || t.say1("registry-standing-in", "home", home_name(t, view));
        if let Some(member) = view.members.iter().find(|member| member.id == id) {
            let ending = member.leaving.map(|leaving| (leaving.ending, leaving.last_day));
            return Ok(Self {
                view,
                id,
                name: &member.name,
                version: member.version,
                is_leaving: ending.is_some(),
                ending,
                is_gone: false,
                fields: person::fields(ask, Some(member), true),
                words: ending.map_or_else(home, |(ending, day)| left(t, ending.as_str(), day)),
            });
        }
        let past = view.past.iter().find(|past| past.id == id).ok_or_else(not_there)?;
        let how = past.ending.map_or("move", Ending::as_str);
        Ok(Self {
            view,
            id,
            name: &past.name,
            version: past.version,
            ending: past.ending.filter(|_| past.is_gone).map(|ending| (ending, past.last_day)),
            is_leaving: past.is_gone,
            is_gone: past.is_gone,
            fields: Vec::new(),
            words: left(t, how, past.last_day),
        })
    }

    /// The hidden fields of a form over it.
    pub fn stamp(&self, ask: &Ask, shown: Shown<'_>) -> Stamp {
        Stamp::over(shown.version(ask.fields(), self.version)).seeing(&self.fields)
    }

    /// Whether a death is recorded.
    pub fn is_dead(&self) -> bool {
        self.ending.is_some_and(|(ending, _)| ending == Ending::Death)
    }

    /// Why such a person is neither moved nor changed, in words.
    pub fn refusal(&self, ask: &Ask) -> Option<String> {
        let (ending, last_day) = self.ending?;
        let t = ask.tongue();
        Some(t.say1(ChangeError::Ended { ending, last_day }.key()?, "day", t.date(&last_day)))
    }

    /// Who recorded it last, and what.
    pub fn told(&self, ask: &Ask) -> Result<Joining, Fault> {
        let label = ask.say("registry-standing");
        let change = Change { label, theirs: self.words.clone(), yours: None };
        joining(ask, (Resident::KIND, self.id, &self.view.unit), self.version, vec![change])
    }

    /// What stands, as a field that is kept hidden in a form about somebody: the household, and how the stay in it ends.
    pub fn field(&self, t: Tongue) -> Field {
        let ending = self.ending.map(|(ending, day)| format!(" {} {day}", ending.as_str())).unwrap_or_default();
        let value = format!("{}{ending}", self.view.household.id);
        let kind = FieldKind::Select(vec![Choice::new(&value, &self.words)]);
        Field::new("standing", t.say("registry-standing"), kind).stands(value)
    }

    /// What a form that came late is told; `yours`: what it would have recorded, in words.
    pub fn joining(&self, ask: &Ask, label: &str, yours: String) -> Result<Joining, Fault> {
        let t = ask.tongue();
        let first = Change { label: t.say(label), theirs: self.words.clone(), yours: Some(yours) };
        let changes = std::iter::once(first).chain(Stamp::changes(&self.fields, ask.fields(), t)).collect();
        joining(ask, (Resident::KIND, self.id, &self.view.unit), self.version, changes)
    }
}

/// 2026年11月25日去世
fn left(t: Tongue, how: &str, day: NaiveDate) -> String {
    t.say1(&format!("registry-left-{how}"), "day", t.date(&day))
}

/// Nobody who could come or go.
pub(super) fn not_there() -> Fault {
    Fault::refused(StatusCode::CONFLICT, "registry-fault-not-there", &[])
}

/// What was typed in words: what, and from which day.
pub(super) fn typed(ask: &Ask, what: Option<String>) -> String {
    let t = ask.tongue();
    let day = ask.fields().get("day").and_then(|text| text.parse::<NaiveDate>().ok()).unwrap_or_else(|| ask.today());
    match what {
        Some(what) => t.say2("registry-typed", "what", what, "day", t.date(&day)),
        None => t.date(&day),
    }
}
