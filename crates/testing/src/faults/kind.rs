//! The kinds of fault.

/// Whatever can be wrong with a cell, and what is only unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// No name.
    NameMissing,
    /// A name of more than 50 characters.
    NameTooLong,
    /// An id that cannot be one.
    IdInvalid,
    /// An id that cannot be one, and a sex that would contradict it: only the id is named.
    IdInvalidAndSex,
    /// An id that lost its end.
    IdScientific,
    /// The id of an earlier row.
    IdDuplicate,
    /// An id in its old form.
    Id15,
    /// The other sex.
    SexMismatch,
    /// Another day of birth.
    BirthMismatch,
    /// A day of birth that does not exist.
    BirthInvalid,
    /// A word for a relation that nobody knows.
    RelationUnknown,
    /// Neither yes nor no.
    TickUnclear,
    /// A category that is none, or must not be one.
    CategoryUnknown,
    /// A phone with too few digits, or too many.
    PhoneShort,
    /// A grid that the list of groups does not list.
    GridUnknown,
    /// Nobody is head of the household.
    HeadMissing,
    /// Two are.
    HeadDouble,
    /// A formula without a result where it matters.
    Unreadable,
    /// No fault: an id in an unusual writing.
    IdRepaired,
    /// No fault: a tick in an unusual writing.
    TickUnusual,
    /// No fault: a landline.
    Landline,
    /// No fault: the id is not known.
    IdEmpty,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 22] = [
        Self::NameMissing,
        Self::NameTooLong,
        Self::IdInvalid,
        Self::IdInvalidAndSex,
        Self::IdScientific,
        Self::IdDuplicate,
        Self::Id15,
        Self::SexMismatch,
        Self::BirthMismatch,
        Self::BirthInvalid,
        Self::RelationUnknown,
        Self::TickUnclear,
        Self::CategoryUnknown,
        Self::PhoneShort,
        Self::GridUnknown,
        Self::HeadMissing,
        Self::HeadDouble,
        Self::Unreadable,
        Self::IdRepaired,
        Self::TickUnusual,
        Self::Landline,
        Self::IdEmpty,
    ];
}
