//! The standard as data: `rulebook/*.toml`, embedded, each file overridable, checked before anything runs on it.

use std::path::Path;

use crate::category::CategoryId;
use crate::policy::Role;
use crate::text::without_blanks;

mod category;
mod check;
mod clause;
mod error;
mod files;
mod forbidden;
pub mod ledger;
pub mod retention;
mod role;
mod source;
mod units;
pub mod workbook;

pub use category::Category;
pub use clause::Clause;
pub use error::RulebookError;
pub use forbidden::forbidden;
pub use ledger::LedgerLayout;
pub use retention::Retention;
pub use role::RoleRule;
pub use units::{UnitWords, VillageKind, VillageWords};
pub use workbook::WorkbookWords;

use check::Check;
use source::Source;

/// What each language says under a message key: (tag, text), without a text where the language has no such message.
pub type Messages<'a> = dyn Fn(&str) -> Vec<(&'static str, Option<String>)> + 'a;

/// The rules that everything runs on.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The clauses of the standard, in its order.
    pub clauses: Vec<Clause>,
    /// What is recorded of households and persons, in the order of the file.
    pub categories: Vec<Category>,
    /// Who may hold a role.
    pub roles: Vec<RoleRule>,
    /// How units are called and numbered.
    pub units: UnitWords,
    /// How clerks write it.
    pub workbook: WorkbookWords,
    /// The printed ledger.
    pub ledger: LedgerLayout,
    /// How long things are kept.
    pub retention: Retention,
}

impl Rulebook {
    /// The rulebook as we ship it, without a look at the messages.
    ///
    /// # Errors
    /// Never, as a test holds; the faults, if it were otherwise.
    pub fn embedded() -> Result<Self, Vec<RulebookError>> {
        let mut faults = Vec::new();
        Self::read(&files::sources(None, &mut faults), None, faults)
    }

    /// The rulebook with an operator's files (`overrides/<file>.toml`) in place of ours of the same name.
    ///
    /// # Errors
    /// Every fault of every file, by file and line.
    pub fn load(overrides: Option<&Path>, messages: &Messages) -> Result<Self, Vec<RulebookError>> {
        let mut faults = Vec::new();
        Self::read(&files::sources(overrides, &mut faults), Some(messages), faults)
    }

    /// The category with this id.
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// The category that a clerk means by a name, however it is spaced.
    pub fn category_named(&self, name: &str) -> Option<&Category> {
        let name = same_writing(name);
        self.categories.iter().find(|category| category.names.iter().any(|known| same_writing(known) == name))
    }

    /// What a role asks of the person who holds it, where it asks anything.
    pub fn role(&self, role: Role) -> Option<&RoleRule> {
        self.roles.iter().find(|rule| rule.role == role)
    }

    fn read(
        sources: &[Source],
        messages: Option<&Messages>,
        mut faults: Vec<RulebookError>,
    ) -> Result<Self, Vec<RulebookError>> {
        let book = Self::parts(sources, messages, &mut faults);
        faults.sort();
        faults.dedup();
        match book {
            Some(book) if faults.is_empty() => Ok(book),
            _ => Err(faults),
        }
    }

    fn parts(sources: &[Source], messages: Option<&Messages>, faults: &mut Vec<RulebookError>) -> Option<Self> {
        for source in sources.iter().filter(|source| source.file != files::WORKBOOK) {
            let quoted: &[_] = if source.file == files::CLAUSES { &["phrase"] } else { &[] };
            if let Some(entry) = source.tables(&mut Vec::new()) {
                check::nothing_forbidden(&entry, quoted, faults);
            }
        }
        let of = |file| sources.iter().find(|source| source.file == file);
        let clauses =
            of(files::CLAUSES)?.tables(faults).map(|entry| clause::read(&entry, &Check::new(&[], messages), faults));
        let clauses = clauses.unwrap_or_default();
        let check = Check::new(&clauses, messages);
        let categories = of(files::CATEGORIES)?.tables(faults).map(|entry| category::read(&entry, &check, faults));
        let roles = of(files::ROLES)?.tables(faults).map(|entry| role::read(&entry, &check, faults));
        let units = of(files::UNITS)?.tables(faults).and_then(|entry| units::read(&entry, &check, faults));
        let workbook = workbook(of(files::WORKBOOK)?, faults);
        let ledger = ledger(of(files::LEDGER)?, categories.as_deref().unwrap_or_default(), &check, faults);
        let retention = of(files::RETENTION)?.tables(faults).map(|entry| retention::read(&entry, &check, faults));
        drop(check);
        Some(Self {
            clauses,
            categories: categories?,
            roles: roles?,
            units: units?,
            workbook: workbook?,
            ledger: ledger?,
            retention: retention?,
        })
    }
}

fn workbook(source: &Source, faults: &mut Vec<RulebookError>) -> Option<WorkbookWords> {
    let words: WorkbookWords = source.typed(faults)?;
    faults.extend(
        words
            .validate()
            .into_iter()
            .map(|fault| RulebookError { args: fault.args, ..source.fault(fault.offset, fault.key, &[]) }),
    );
    Some(words)
}

fn ledger(
    source: &Source,
    categories: &[Category],
    check: &Check,
    faults: &mut Vec<RulebookError>,
) -> Option<LedgerLayout> {
    let layout: LedgerLayout = source.typed(faults)?;
    let known = ledger::Known {
        clause: &|id| check.knows(id),
        category: &|id| categories.iter().any(|category| category.id.as_str() == id),
        message: &|key| check.says(key),
    };
    let found = layout.validate(&known).into_iter();
    faults.extend(found.map(|fault| RulebookError { args: fault.args, ..source.fault(fault.offset, fault.key, &[]) }));
    for block in layout.blocks.iter().filter(|block| check.says(&block.message_key())) {
        let at = source.text.find(&format!("\"{}\"", block.id)).unwrap_or_default();
        check.message(source, at, &block.message_key(), faults);
    }
    Some(layout)
}

/// A name in the form in which names are compared: half-width, without white space, in small letters.
fn same_writing(name: &str) -> String {
    without_blanks(name).to_lowercase()
}

#[cfg(test)]
mod tests;
