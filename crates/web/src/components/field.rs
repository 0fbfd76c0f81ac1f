use askama::Template;
use askama::filters::HtmlSafe;

use crate::fault::Faults;
use crate::fields::Fields;

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
    /// Several lines.
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
}

impl Field {
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

    fn is_chosen(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }
}

impl HtmlSafe for Field {}
