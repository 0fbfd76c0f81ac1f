//! What a slice stores about one resident: how it is told to that person, and how it is forgotten.

use chrono::NaiveDate;
use hongwang_domain::text::{half_width, without_blanks};
use hongwang_domain::{Rulebook, UnitPath};
use hongwang_store::{Db, KeyRing, StoreError, Tx};
use serde::{Deserialize, Serialize};

use crate::tongue::Tongue;

/// What stands where the name of somebody else would.
pub const BLACKED: &str = "███";

/// Somebody of whom something is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The resident's id.
    pub resident: String,
    /// Other records of the same person, as two people confirmed: kind and id.
    pub links: Vec<(String, String)>,
}

impl Person {
    /// The ids of linked records of a kind.
    pub fn linked(&self, kind: &str) -> Vec<String> {
        self.links.iter().filter(|(one, _)| one == kind).map(|(_, id)| id.clone()).collect()
    }

    /// Every id under which something is stored about the person.
    pub fn ids(&self) -> Vec<String> {
        let ids = std::iter::once(&self.resident).chain(self.links.iter().map(|(_, id)| id));
        ids.filter(|id| !id.is_empty()).cloned().collect()
    }
}

/// By what another record may be known to be of the same person.
#[derive(Clone, Debug)]
pub struct Likeness<'a> {
    /// The name.
    pub name: &'a str,
    /// The blind index of the phone.
    pub phone: Option<&'a [u8]>,
    /// The town.
    pub town: &'a UnitPath,
}

/// Another record that may be of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its kind.
    pub kind: &'static str,
    /// Its id.
    pub record: String,
    /// Where it stands: the unit's name.
    pub place: String,
    /// Whether the phone is the same.
    pub same_phone: bool,
}

impl Link {
    /// As a form sends it.
    pub fn value(&self) -> String {
        format!("{}:{}", self.kind, self.record)
    }
}

/// What is needed to tell somebody what is stored.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// Who.
    pub person: &'a Person,
    /// The town.
    pub town: &'a UnitPath,
    /// The keys of the sealed fields.
    pub keys: &'a KeyRing,
    /// The standard.
    pub rulebook: &'a Rulebook,
    /// The language.
    pub t: Tongue,
}

/// One heading with what is stored below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is, for programs.
    pub key: &'static str,
    /// The heading.
    pub title: String,
    /// What is stored: label and value.
    pub facts: Vec<Fact>,
}

/// A label and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is stored.
    pub value: String,
}

impl Part {
    /// A heading, its message being `privacy-part-<key>`.
    pub fn new(t: Tongue, key: &'static str) -> Self {
        Self { key, title: t.of("privacy-part", key), facts: Vec::new() }
    }

    /// Adds a fact.
    pub fn add(&mut self, label: String, value: impl Into<String>) {
        self.facts.push(Fact { label, value: value.into() });
    }
}

/// By what somebody is searched for in texts that people wrote.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The town whose texts are searched.
    pub town: UnitPath,
    needles: Vec<String>,
}

impl Sought {
    /// Whoever has this name and these numbers. A name of one character is no name to search for.
    pub fn new(town: UnitPath, name: &str, numbers: &[String]) -> Self {
        let needles = std::iter::once(name).chain(numbers.iter().map(String::as_str)).map(plain);
        Self { town, needles: needles.filter(|needle| needle.chars().count() > 1).collect() }
    }

    /// Whether a text speaks of the person, however it is written: full-width, with blanks or hyphens in it.
    pub fn is_in(&self, text: &str) -> bool {
        let text = plain(text);
        self.needles.iter().any(|needle| text.contains(needle.as_str()))
    }
}

fn plain(text: &str) -> String {
    let text: String = text.chars().map(half_width).filter(|one| !"-·•.".contains(*one)).collect();
    without_blanks(&text).to_lowercase()
}

/// A text in which somebody seems to be spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The kind of the record.
    pub kind: &'static str,
    /// The record's id.
    pub record: String,
    /// Which of its texts.
    pub field: &'static str,
    /// The text.
    pub text: String,
    /// Whether it can be cleared here; else it is changed by hand, where it stands.
    pub clears: bool,
}

impl Hit {
    /// As a form sends it.
    pub fn value(&self) -> String {
        format!("{}:{}:{}", self.kind, self.record, self.field)
    }
}

/// What is needed to forget somebody.
#[derive(Clone, Copy)]
pub struct Forgetting<'a> {
    /// Who.
    pub person: &'a Person,
    /// By what the person is found in texts.
    pub sought: &'a Sought,
    /// The texts that are to be cleared: kind, record, field.
    pub texts: &'a [(String, String, String)],
    /// The civil day.
    pub today: NaiveDate,
}

impl Forgetting<'_> {
    /// Whether this text is to be cleared.
    pub fn clears(&self, kind: &str, record: &str, field: &str) -> bool {
        self.texts.iter().any(|(one, id, text)| one == kind && id == record && text == field)
    }
}

/// What was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How many rows.
    pub rows: usize,
    /// The records whose earlier states have to go from the journal: kind and ids.
    pub earlier: Vec<(&'static str, Vec<String>)>,
    /// Kinds of records with texts, whose earlier states may speak of the person.
    pub texts: Vec<&'static str>,
}

/// Why nobody can be forgotten now.
pub type Obstacle = &'static str;

/// How a table of a slice stands to one resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// What it holds of a resident is told and forgotten.
    Told,
    /// It holds nothing of a resident, or what can't be told; why.
    Not(&'static str),
}

/// What a slice declares that it stores about one resident.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Every table of the slice that holds something personal.
    pub tables: &'static [(&'static str, Held)],
    /// What is stored.
    pub tell: fn(&mut Db, &Telling<'_>) -> Result<Vec<Part>, StoreError>,
    /// Records that may be of the same person, beside the resident's.
    pub links: fn(&mut Db, &Likeness<'_>) -> Result<Vec<Link>, StoreError>,
    /// Texts in which the person seems to be spoken of.
    pub texts: fn(&mut Db, &Sought) -> Result<Vec<Hit>, StoreError>,
    /// Why nobody can be forgotten now: the message that says it.
    pub obstacle: fn(&mut Db, &Person, &Sought) -> Result<Option<Obstacle>, StoreError>,
    /// Forgets.
    pub forget: fn(&mut Tx<'_>, &Forgetting<'_>) -> Result<Forgotten, StoreError>,
}

impl Subject {
    /// A slice that tells of these tables, and does nothing else yet.
    pub const fn of(tables: &'static [(&'static str, Held)]) -> Self {
        Self {
            tables,
            tell: |_, _| Ok(Vec::new()),
            links: |_, _| Ok(Vec::new()),
            texts: |_, _| Ok(Vec::new()),
            obstacle: |_, _, _| Ok(None),
            forget: |_, _| Ok(Forgotten::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use hongwang_domain::Id;

    use super::*;

    #[test]
    fn somebody_is_found_however_a_text_is_written() {
        let town = UnitPath::root(Id::new());
        let sought = Sought::new(town, "王桂芝", &["19900000000".to_owned()]);
        for text in
            ["找王桂芝家", "王 桂 芝", "王　桂芝", "199-0000-0000", "１９９０００００００００", "电话199 0000 0000。"]
        {
            assert!(sought.is_in(text), "{text}");
        }
        for text in ["王桂兰", "1990000000", ""] {
            assert!(!sought.is_in(text), "{text}");
        }
    }
}
