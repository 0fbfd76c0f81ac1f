//! What a row says of one person.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use hongwang_domain::{CitizenId, Level, Relation};
use hongwang_spreadsheet::Workbook;

use crate::check::line::{Layout, Line};
use crate::check::reading::Reading;
use crate::check::report::{Report, Source};
use crate::dictionary::Dictionary;
use crate::intake::{Place, ResidentIn};

/// What a row says of the person's place in the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A relation that is known.
    Known(Relation),
    /// Some relation, but not the head's.
    NotHead,
    /// A relation that is not known.
    Unknown,
    /// Nothing.
    Empty,
}

impl Standing {
    /// Whether the row is the head.
    pub fn is_head(self) -> bool {
        self == Self::Known(Relation::HEAD)
    }
}

/// A row, read.
#[derive(Debug)]
pub struct Person {
    /// The resident, if the row is taken in.
    pub resident: Option<ResidentIn>,
    /// The name, if there is a usable one, whether the row is taken in or not.
    pub name: Option<CompactString>,
    /// The place in the household.
    pub standing: Standing,
    /// What is said of the household: index of the category, and whether it holds.
    pub household: Vec<(usize, bool)>,
}

/// Reads the persons of a workbook, in its order.
pub struct People<'a> {
    pub(super) workbook: &'a Workbook,
    pub(super) words: &'a Dictionary,
    /// Which accepted row has an id.
    pub(super) ids: HashMap<CitizenId, (u16, u32)>,
}

impl<'a> People<'a> {
    /// Nobody yet.
    pub fn new(workbook: &'a Workbook, words: &'a Dictionary) -> Self {
        Self { workbook, words, ids: HashMap::new() }
    }

    /// Reads a row. `acceptable`: its village is known.
    pub fn read(
        &mut self,
        source: Source<'a>,
        layout: &Layout<'a>,
        line: &Line<'a>,
        acceptable: bool,
        report: &mut Report,
    ) -> Person {
        let mut reading =
            Reading { source, layout, line, findings: Vec::new(), rejected: !acceptable, phone_in_name: None };
        let name = self.name(&mut reading);
        let citizen_id = self.citizen_id(&mut reading);
        let standing = self.standing(&mut reading);
        let sex = self.sex(&mut reading, citizen_id);
        let birth_date = self.birth_date(&mut reading, citizen_id);
        let phone = self.phone(&mut reading);
        let mut membership = self.membership(&mut reading);
        let presence = self.presence(&mut reading);
        let said = self.categories(&mut reading);
        membership = membership.or(said.membership);
        let place = Place { sheet: source.sheet, row: line.row, column: None };
        let (mut household, mut categories) = (Vec::new(), BTreeMap::new());
        for (at, holds) in said.holds {
            let (id, level) = &self.words.categories[at];
            match level {
                Level::Household => household.push((at, holds)),
                Level::Person => *categories.entry(id.clone()).or_insert(holds) |= holds,
            }
        }
        let taken = name.clone().filter(|_| !reading.rejected);
        if let (Some(_), Some(id)) = (&taken, citizen_id) {
            self.ids.insert(id, (source.sheet, line.row));
        }
        reading.findings.drain(..).for_each(|finding| report.push(finding));
        let relation = if let Standing::Known(relation) = standing { Some(relation) } else { None };
        let resident = taken.map(|name| ResidentIn {
            name,
            relation,
            sex,
            citizen_id,
            birth_date,
            phone,
            membership,
            presence,
            categories,
            place,
        });
        Person { resident, name, standing, household }
    }
}
