//! Two people changed the same thing: what the second one is shown.

/// One field that both speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's label.
    pub label: String,
    /// What stands there now.
    pub theirs: String,
    /// What was typed.
    pub yours: String,
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
