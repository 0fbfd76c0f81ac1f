use askama::Template;
use askama::filters::HtmlSafe;

use super::lines::{self, Edit};
use crate::conflict::Change;
use crate::fault::Faults;
use crate::fields::Fields;
use crate::tongue::Tongue;

/// One of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// How something is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text; the second is `inputmode` (`text`, `numeric`, `tel`).
    Text(&'static str),
    /// A password; the text is `autocomplete`.
    Password(&'static str),
    /// A day.
    Day,
    /// A list, one entry a line.
    Lines,
    /// One of a list; an empty first choice stands for none.
    Select(Vec<Choice>),
    /// One of few, all to be seen.
    Radio(Vec<Choice>),
    /// A box to tick; value `1`.
    Tick,
}

/// A label, a control, a hint, and what is wrong with it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field.html")]
pub struct Field {
    name: &'static str,
    label: String,
    kind: FieldKind,
    value: String,
    hint: Option<String>,
    fault: Option<String>,
    required: bool,
    autocomplete: &'static str,
    most: Option<usize>,
    was: Option<String>,
    masked: bool,
}

impl Field {
    /// Its name with what stands in it.
    pub fn standing(&self) -> (&'static str, &str) {
        (self.name, &self.value)
    }

    /// Its name.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What stood there when the form was made.
    pub(super) fn stood(&self) -> Option<&str> {
        self.was.as_deref()
    }

    /// What a form that does not show it has to tell of it, if it stood otherwise then.
    pub(super) fn changed_since(&self, was: &str, t: Tongue) -> Option<Change> {
        let now = self.was.clone()?;
        let change = || Change { label: self.label.clone(), theirs: self.shown(&now, t), yours: None };
        (now != was.trim().replace("\r\n", "\n")).then(change)
    }

    /// A field.
    pub fn new(name: &'static str, label: impl Into<String>, kind: FieldKind) -> Self {
        Self {
            name,
            label: label.into(),
            kind,
            value: String::new(),
            hint: None,
            fault: None,
            required: false,
            autocomplete: "off",
            most: None,
            was: None,
            masked: false,
        }
    }

    /// A line of text.
    pub fn text(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, FieldKind::Text("text"))
    }

    /// What stands in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What stands there now: kept beside it, so that a stale form knows what was changed.
    #[must_use]
    pub fn stands(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self.was = Some(self.value.clone());
        self
    }

    /// What stands there now, masked: the field stays empty, and left empty it changes nothing.
    #[must_use]
    pub fn stands_masked(mut self, masked: impl Into<String>) -> Self {
        self.was = Some(masked.into());
        self.masked = true;
        self
    }

    /// A word of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// It can't be left empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The most characters.
    #[must_use]
    pub fn most(mut self, characters: usize) -> Self {
        self.most = Some(characters);
        self
    }

    /// What a browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = what;
        self
    }

    /// After a form that could not be taken: what was typed, and what is wrong with it. Passwords are typed anew.
    #[must_use]
    pub fn again(mut self, fields: &Fields, faults: &Faults) -> Self {
        if !matches!(self.kind, FieldKind::Password(_)) {
            self.value = fields.raw(self.name).unwrap_or_default().to_owned();
        }
        if let Some(was) = fields.raw(&format!("was-{}", self.name)) {
            self.was = Some(was.to_owned());
        }
        self.fault = faults.of(self.name).map(str::to_owned);
        self
    }

    /// Over a stale form, behind [`Self::stands`]: what was typed where something was typed, else what stands there now.
    #[must_use]
    pub fn joined(mut self, fields: &Fields) -> Self {
        let (was, typed) = self.sent(fields);
        if self.kind == FieldKind::Lines {
            self.value = lines::joined(&was, &self.value, &typed);
        } else if self.masked || typed != was {
            self.value = typed;
        }
        self
    }

    /// What a stale form has to tell of this field: somebody changed it, and not to what was typed. Behind
    /// [`Self::stands`].
    pub fn change(&self, fields: &Fields, t: Tongue) -> Option<Change> {
        let (was, typed) = self.sent(fields);
        let now = self.was.clone()?;
        if self.kind == FieldKind::Lines {
            return self.change_of_lines(t, [&was, &now, &typed]);
        }
        let untouched = if self.masked { typed.is_empty() } else { typed == was };
        let typed = if self.masked { masked(&typed) } else { typed };
        (now != was && now != typed).then(|| Change {
            label: self.label.clone(),
            theirs: self.shown(&now, t),
            yours: if untouched { None } else { Some(self.shown(&typed, t)) },
        })
    }

    /// Of a form that nothing can be made of any more: its label, and what was typed otherwise than it stood. In plain, as the
    /// form itself would show it again: to whoever typed it.
    pub fn typed(&self, fields: &Fields, t: Tongue) -> Option<(String, String)> {
        let (was, typed) = self.sent(fields);
        let untouched = if self.masked { typed.is_empty() } else { typed == was };
        (!untouched).then(|| (self.label.clone(), self.shown(&typed, t)))
    }

    /// Of a list: who was added and taken out, by either.
    fn change_of_lines(&self, t: Tongue, [was, now, typed]: [&str; 3]) -> Option<Change> {
        let (theirs, mine) = (Edit::of(was, now), Edit::of(was, typed));
        if theirs.is_nothing() || theirs == mine {
            return None;
        }
        let both = theirs.both_replaced(&mine);
        let mut yours = edited(t, typed, &mine);
        if !both.is_empty() {
            yours.push_str(&t.say1("web-conflict-both", "names", both.join(&t.say("web-comma"))));
        }
        Some(Change {
            label: self.label.clone(),
            theirs: edited(t, now, &theirs),
            yours: (!mine.is_nothing()).then_some(yours),
        })
    }

    /// What stood there when the form was made, and what was sent.
    fn sent(&self, fields: &Fields) -> (String, String) {
        let raw = |name: &str| fields.raw(name).unwrap_or_default().trim().replace("\r\n", "\n");
        (raw(&format!("was-{}", self.name)), raw(self.name))
    }

    /// A value as people read it.
    fn shown(&self, value: &str, t: Tongue) -> String {
        let chosen = match &self.kind {
            FieldKind::Select(choices) | FieldKind::Radio(choices) => {
                choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.clone())
            }
            FieldKind::Tick => Some(t.say(if value.is_empty() { "web-conflict-no" } else { "web-conflict-yes" })),
            _ => None,
        };
        match chosen.unwrap_or_else(|| value.to_owned()) {
            empty if empty.is_empty() => t.say("web-conflict-empty"),
            words => words,
        }
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }
}

/// A list with what was done to it, in words; of a long list what was done alone.
fn edited(t: Tongue, list: &str, edit: &Edit<'_>) -> String {
    const SHORT: usize = 12;
    let entries = lines::entries(list);
    let words = |key: &str, entries: &[&str]| {
        (!entries.is_empty()).then(|| t.say1(key, "names", entries.join(&t.say("web-comma"))))
    };
    let said = [words("web-conflict-added", &edit.added), words("web-conflict-removed", &edit.removed)];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(&t.say("web-comma"));
    if entries.is_empty() || entries.len() > SHORT {
        return said;
    }
    t.say2("web-conflict-list", "list", entries.join(&t.say("web-comma")), "edit", said)
}

/// What was typed of a number that nobody is shown in plain.
fn masked(typed: &str) -> String {
    const FEWEST: usize = 7;
    let count = typed.chars().count();
    if count < FEWEST { "*".repeat(count) } else { hongwang_domain::masking::masked(typed) }
}

impl HtmlSafe for Field {}
