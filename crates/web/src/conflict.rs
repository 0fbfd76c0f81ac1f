//! Two people changed the same thing: what the second one is shown.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::tongue::Tongue;

/// One field that somebody else changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's label.
    pub label: String,
    /// What stands there now.
    pub theirs: String,
    /// What was typed; `None` when nothing was.
    pub yours: Option<String>,
}

/// What changed in the meantime, in words; ids and phones masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// Who changed it, if that can be said.
    pub who: Option<String>,
    /// When, in words.
    pub when: Option<String>,
    /// The fields that differ.
    pub changes: Vec<Change>,
    /// The version that stands now.
    pub version: i32,
}

/// Above a form that came too late: who changed what, and what was typed. The form below it is joined already (see
/// [`crate::components::Field::joined`]), so that sending it once more is all there is to do.
#[derive(Clone, Debug, Template)]
#[template(path = "components/conflict.html")]
pub struct Joining {
    t: Tongue,
    conflict: Conflict,
    next: String,
}

impl Joining {
    /// Of what changed.
    pub fn new(t: Tongue, conflict: Conflict) -> Self {
        Self { t, conflict, next: t.say("web-conflict-join") }
    }

    /// Says what is to be done in words of its own, where no field is below it.
    #[must_use]
    pub fn next(mut self, words: String) -> Self {
        self.next = words;
        self
    }
}

impl HtmlSafe for Joining {}
