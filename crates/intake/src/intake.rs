//! What a workbook says, checked, in the order of the workbook: the material of an import.
//! An absent value is no statement: it erases nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use compact_str::CompactString;
use hongwang_domain::{CategoryId, CitizenId, Membership, Phone, Presence, Relation, Sex, UnitCode};

use crate::finding::Finding;

/// What is already there, and what an import may do.
#[derive(Clone, Debug)]
pub struct Known {
    /// The town that the workbook belongs to (9 digits).
    pub town: UnitCode,
    /// Whether units that are not there yet are created.
    pub create: bool,
    /// The villages of the town that are there.
    pub villages: Vec<KnownVillage>,
    /// The civil day.
    pub today: NaiveDate,
    /// The name of the file without its ending: the last place to look for a village's name.
    pub file_stem: String,
}

/// A village of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownVillage {
    /// Its full name (新欣社区).
    pub name: String,
    /// Its code (12 digits).
    pub code: UnitCode,
    /// Its grids.
    pub grids: Vec<KnownGrid>,
}

/// A grid of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownGrid {
    /// Its name (第一网格).
    pub name: String,
    /// Its code (15 digits).
    pub code: UnitCode,
}

/// A workbook, read and checked.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Resident rows found, those kept out included.
    pub rows: u32,
    /// The villages that the workbook speaks of, in order of first appearance; none that is refused.
    pub villages: Vec<VillageIn>,
    /// What was found wrong, put right or left out: by sheet, row and column.
    pub findings: Vec<Finding>,
}

impl Intake {
    /// How many resident rows are kept out.
    pub fn rejected(&self) -> u32 {
        let taken: usize = self
            .villages
            .iter()
            .flat_map(|village| &village.households)
            .map(|household| household.residents.len())
            .sum();
        self.rows.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX))
    }
}

/// Why nothing can be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No cell has anything in it.
    Empty,
    /// No row could be recognised as a heading.
    NoHeading,
    /// Headings, but nothing below them.
    NoRows,
}

impl Nothing {
    /// The key of the message that says so.
    pub fn message_key(self) -> &'static str {
        match self {
            Self::Empty => "finding-file-unreadable-empty",
            Self::NoHeading => "finding-file-unreadable-no-heading",
            Self::NoRows => "finding-file-unreadable-no-rows",
        }
    }
}

/// A row (and column) of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The index into the workbook's sheets.
    pub sheet: u16,
    /// The row as in the sheet, from 1.
    pub row: u32,
    /// The column, from 0; `None`: the row as a whole.
    pub column: Option<u32>,
}

/// What is said of a village.
#[derive(Clone, Debug)]
pub struct VillageIn {
    /// The name: as the registry has it, if the village is there; else as written.
    pub name: String,
    /// The code: of the registry, else as stated in the workbook, else none (the next free one is due).
    pub code: Option<UnitCode>,
    /// The day on which the sheets say they were filled in (填报日期), the latest of them.
    pub stated: Option<NaiveDate>,
    /// The grids that are there or are to be created.
    pub grids: Vec<GridIn>,
    /// The households, in order of first appearance.
    pub households: Vec<HouseholdIn>,
}

/// What is said of a grid.
#[derive(Clone, Debug)]
pub struct GridIn {
    /// The name: as the registry has it, if the grid is there; else in the usual form.
    pub name: String,
    /// The code: of the registry, else as stated in the workbook, else none.
    pub code: Option<UnitCode>,
    /// N for 第N网格.
    pub number: Option<u32>,
    /// Its party group, if the workbook lists it.
    pub group: Option<GroupIn>,
}

/// What is said of a party group (网格党小组).
#[derive(Clone, Debug)]
pub struct GroupIn {
    /// The name.
    pub name: Option<String>,
    /// The day of founding (成立日期).
    pub founded: Option<NaiveDate>,
    /// The leader's name.
    pub leader: Option<String>,
    /// The leader's phone.
    pub leader_phone: Option<Phone>,
    /// Why the leader may be leader (STAFF-1).
    pub leader_basis: Option<Basis>,
    /// The members, without repetition; `None` if the cell is empty.
    pub members: Option<Vec<String>>,
    /// The volunteers, without repetition; `None` if the cell is empty.
    pub volunteers: Option<Vec<String>>,
    /// The day on which the sheet says it was filled in.
    pub stated: Option<NaiveDate>,
    /// Where it stands.
    pub place: Place,
}

/// On what the leadership of a group rests (STAFF-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// 网格员: a grid worker who is a party member
    GridWorker,
    /// 其他党员: another party member
    OtherMember,
}

impl Basis {
    /// The text kept in the database; also the end of the message key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GridWorker => "grid_worker",
            Self::OtherMember => "other_member",
        }
    }

    /// Reads what [`Self::as_str`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        [Self::GridWorker, Self::OtherMember].into_iter().find(|basis| basis.as_str() == text)
    }
}

/// What is said of a household.
#[derive(Clone, Debug)]
pub struct HouseholdIn {
    /// 户编号, unique within its village.
    pub number: Option<String>,
    /// The head's name: from the column 户主, else of the row that is the head (rejected or not).
    pub head_name: Option<String>,
    /// Which of the village's grids it stands in; `None`: no known grid is named.
    pub grid: Option<usize>,
    /// 屯
    pub hamlet: Option<String>,
    /// Household-level categories: `true` holds, `false` is stated not to hold.
    pub categories: BTreeMap<CategoryId, bool>,
    /// The residents that are taken in. Empty when every row was kept out: the household still stands.
    pub residents: Vec<ResidentIn>,
    /// Which of `residents` is the head, if the head was taken in.
    pub head: Option<usize>,
    /// Whether the table says which household a row belongs to. `false`: the table has neither a household
    /// column nor relations (a list of names); each row then stands alone, which says nothing about a
    /// resident who is already known in some household.
    pub told: bool,
    /// The day on which the sheet says it was filled in.
    pub stated: Option<NaiveDate>,
    /// Its first row.
    pub place: Place,
}

/// What is said of a resident.
#[derive(Clone, Debug)]
pub struct ResidentIn {
    /// The name, white space put right.
    pub name: CompactString,
    /// The relation to the head.
    pub relation: Option<Relation>,
    /// As stated, else as the id says.
    pub sex: Option<Sex>,
    /// The citizen id.
    pub citizen_id: Option<CitizenId>,
    /// As stated, else as the id says.
    pub birth_date: Option<NaiveDate>,
    /// The phone.
    pub phone: Option<Phone>,
    /// Party membership; nothing else of 政治面貌 is kept.
    pub membership: Option<Membership>,
    /// 在住 or 外出.
    pub presence: Option<Presence>,
    /// Person-level categories: `true` holds, `false` is stated not to hold.
    pub categories: BTreeMap<CategoryId, bool>,
    /// Where the row stands.
    pub place: Place,
}
