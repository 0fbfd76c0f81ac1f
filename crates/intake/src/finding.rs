//! Findings: what was wrong with a workbook, what was put right, what was left out.

use compact_str::CompactString;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The row is kept out.
    Error,
    /// The value is kept out, the row goes in.
    Warning,
    /// The value was put right and goes in.
    Repair,
    /// For information.
    Notice,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident => $text:literal),+ $(,)?) => {
        /// The codes of the report (a stable interface).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FaultCode { $($(#[$doc])* $variant),+ }

        impl FaultCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as the report spells it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

codes! {
    /// A resident row without a name.
    NameMissing => "name-missing",
    /// A name of more than 50 characters.
    NameTooLong => "name-too-long",
    /// A citizen id that cannot be one.
    IdInvalid => "id-invalid",
    /// A citizen id kept as a number, its end lost.
    IdScientific => "id-scientific",
    /// The citizen id of an earlier accepted row.
    IdDuplicate => "id-duplicate",
    /// An old id of 15 digits: taken in.
    IdOld => "id-15",
    /// Sex against the id.
    SexMismatch => "sex-mismatch",
    /// Birth date against the id.
    BirthMismatch => "birth-mismatch",
    /// A relation that is not known.
    RelationUnknown => "relation-unknown",
    /// A tick that is neither yes nor no.
    TickUnclear => "tick-unclear",
    /// A category that is not known, or not kept.
    CategoryUnknown => "category-unknown",
    /// A phone that is too short.
    PhoneShort => "phone-short",
    /// A date that does not exist.
    DateInvalid => "date-invalid",
    /// A household without a head.
    HeadMissing => "head-missing",
    /// A household with two heads.
    HeadDouble => "head-double",
    /// A household number that is that of another household but for noughts before it.
    HouseholdAlike => "household-alike",
    /// A grid that is not known.
    GridUnknown => "grid-unknown",
    /// A village that is not known, or lies outside the town.
    VillageUnknown => "village-unknown",
    /// A cell whose content the file does not give.
    CellUnreadable => "cell-unreadable",
    /// A file that nothing can be taken from.
    FileUnreadable => "file-unreadable",
    /// A file over a limit.
    FileTooLarge => "file-too-large",
    /// A value that was put right.
    Repaired => "repaired",
    /// A column that is not taken in.
    ColumnIgnored => "column-ignored",
    /// Rows that are hidden in the sheet and were taken in.
    HiddenRows => "hidden-rows",
    /// A sheet that is hidden and was taken in.
    HiddenSheet => "hidden-sheet",
    /// A formula that was dropped.
    FormulaDropped => "formula-dropped",
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// What it is.
    pub code: FaultCode,
    /// The index into the workbook's sheets; `None`: the file as a whole.
    pub sheet: Option<u16>,
    /// The row as in the sheet, from 1; `None`: the sheet as a whole.
    pub row: Option<u32>,
    /// The column, from 0; `None`: the row as a whole.
    pub column: Option<u32>,
    /// The column's own, lowest heading without white space.
    pub heading: Option<CompactString>,
    /// The value as typed. Stands in the report and the marked copy, nowhere else.
    pub value: Option<CompactString>,
    /// A closer reason: chooses among the messages of a code.
    pub reason: Option<&'static str>,
    /// What the message names beside place and value.
    pub args: Vec<(&'static str, String)>,
    /// Of whom the row speaks, as far as it was understood.
    pub about: Option<About>,
}

/// Of whom a row speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The village.
    pub village: CompactString,
    /// The head of the household.
    pub head: Option<CompactString>,
}

impl Finding {
    /// The message's key and arguments; `value` and `column` are always among these.
    pub fn message(&self) -> (String, Vec<(&'static str, String)>) {
        let row_stays_out = self.code == FaultCode::CellUnreadable && self.severity == Severity::Error;
        let reason = self.reason.or(row_stays_out.then_some("row"));
        let key = match reason {
            Some(reason) => format!("finding-{}-{reason}", self.code.as_str()),
            None => format!("finding-{}", self.code.as_str()),
        };
        let mut args = self.args.clone();
        args.push(("value", self.value.as_deref().unwrap_or_default().to_owned()));
        args.push(("column", self.heading.as_deref().unwrap_or_default().to_owned()));
        (key, args)
    }
}
