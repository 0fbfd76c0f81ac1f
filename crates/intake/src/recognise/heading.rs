//! Where the headings of a table stand, in one row or several, merged across and down, and what each column means.

use std::collections::{BTreeMap, HashSet};

use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};
use hongwang_spreadsheet::{Merge, Row};

use crate::choices::{HeadingChoice, Kind};
use crate::dictionary::{Dictionary, Label, ResidentHeading};
use crate::recognise::view::{View, cell_at, text_of};
use crate::text::{key, without_white_space};

/// No table has more columns.
const WIDEST: usize = 1_000;
/// No table has more heading rows.
const DEEPEST: u32 = 3;

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A field of a table of residents.
    Resident(ResidentColumn),
    /// A field of a list of party groups.
    Group(GroupColumn),
    /// A category, by its index in the dictionary.
    Category(usize),
    /// It is not taken in.
    Ignored,
}

/// A column with a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub index: u32,
    /// Its own, lowest heading without white space.
    pub heading: CompactString,
    /// What it is.
    pub role: Role,
}

/// The headings of a table.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What kind of table stands below.
    pub kind: Kind,
    /// The lowest row.
    pub last_row: u32,
    /// The columns from left to right.
    pub columns: Vec<Column>,
}

/// A heading and the one above it.
#[derive(Clone, Debug, Default)]
struct Stack<'a> {
    upper: Option<&'a str>,
    lowest: &'a str,
}

/// The headings that begin with a row, if they do.
pub fn heading_at(view: &View, row: &Row, words: &Dictionary) -> Option<Heading> {
    if row.cells.len() > WIDEST || !looks_like_heading(row, words) {
        return None;
    }
    let first = first_row(view, row, words);
    let mut last = row.number;
    let mut stacks = stacks(view, first, last);
    while last < row.number + DEEPEST - 1 {
        let Some(lower) = view.row(last + 1) else { break };
        let deeper = self::stacks(view, first, last + 1);
        let (before, after) = (score(&stacks, words), score(&deeper, words));
        if after > before
            || (after == before && (is_held_by_merge(view, first, last, lower) || is_all_headings(lower, words)))
        {
            stacks = deeper;
            last += 1;
        } else {
            break;
        }
    }
    let (kind, columns) = columns(&stacks, words)?;
    Some(Heading { kind, last_row: last, columns })
}

/// The headings that a person says stand in a row, whatever they are.
pub fn heading_chosen(view: &View, chosen: HeadingChoice, words: &Dictionary) -> Heading {
    let first = view.row(chosen.row).map_or(chosen.row, |row| first_row(view, row, words));
    let stacks = stacks(view, first, chosen.row);
    let columns = match chosen.kind {
        Kind::Residents => resident_roles(&stacks, words),
        Kind::Groups => group_roles(&stacks, words),
    };
    Heading { kind: chosen.kind, last_row: chosen.row, columns }
}

/// Two words of headings in one row, one of them a word that no cell below a heading holds (外出, 户主 and the
/// categories are both).
fn looks_like_heading(row: &Row, words: &Dictionary) -> bool {
    let known = |text: &&str| {
        words.may_be_heading(text)
            && (words.resident_heading(None, text).is_some() || words.group_heading(None, text).is_some())
    };
    let known = row.cells.iter().filter_map(text_of).filter(known);
    known.clone().take(2).count() == 2 && known.clone().any(|text| !may_be_value(text, words))
}

fn may_be_value(text: &str, words: &Dictionary) -> bool {
    use ResidentColumn::{AtHome, Away, Member};
    match words.resident_heading(None, text) {
        Some(ResidentHeading::Category(_)) => true,
        Some(ResidentHeading::Field(field)) => {
            matches!(field, AtHome | Away | Member) || words.relation(text).is_some()
        }
        None => false,
    }
}

/// The row above belongs to the headings if something in it reaches down into them, or stands over several of them.
fn first_row(view: &View, row: &Row, words: &Dictionary) -> u32 {
    let Some(above) = row.number.checked_sub(1).and_then(|number| view.row(number)) else { return row.number };
    let mut texts = above.cells.iter().filter_map(text_of);
    let is_label = |text: &str| {
        text.contains([':', '\u{FF1A}'])
            || matches!(words.label(&key(text)), Some((Label::Unit | Label::Date | Label::AsOf, _)))
    };
    if texts.clone().count() < 2 || texts.any(is_label) {
        return row.number;
    }
    let reaches_down = |merge: &Merge| merge.last_row >= row.number && merge.last_row < row.number + DEEPEST;
    let stands_over = |merge: &Merge| merge.last_column > merge.first_column && merge.last_row < row.number;
    let joined = view
        .merges_at(above.number)
        .iter()
        .any(|merge| (reaches_down(merge) || stands_over(merge)) && cell_at(above, merge.first_column).is_some());
    if joined { above.number } else { row.number }
}

/// No resident and no group is told in words of headings alone.
fn is_all_headings(row: &Row, words: &Dictionary) -> bool {
    row.cells.iter().all(|cell| {
        text_of(cell).is_some_and(|text| {
            words.resident_heading(None, text).is_some() || words.group_heading(None, text).is_some()
        })
    })
}

/// A heading that is merged down holds the row below, unless it runs down the whole table.
fn is_held_by_merge(view: &View, first: u32, last: u32, lower: &Row) -> bool {
    let held =
        |merge: &Merge| merge.last_row > last && merge.last_row < first + DEEPEST && merge.last_row >= lower.number;
    (first..=last)
        .any(|row| view.merges_at(row).iter().any(|merge| held(merge) && view.cell(row, merge.first_column).is_some()))
}

/// What stands over each column in the rows `first..=last`.
fn stacks<'a>(view: &View<'a>, first: u32, last: u32) -> BTreeMap<u32, Stack<'a>> {
    let mut stacks: BTreeMap<u32, Stack<'a>> = BTreeMap::new();
    for number in first..=last {
        let Some(row) = view.row(number) else { continue };
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(text) = text_of(cell) else { continue };
            let next = row.cells.get(at + 1).map_or(u32::MAX, |next| next.column - 1);
            let across = view.last_column(number, cell.column).min(next);
            let below = number < last;
            let until =
                if across == cell.column && below { left_over(view, row, cell.column, number + 1) } else { across };
            stack_on(&mut stacks, cell.column, text);
            if below {
                (cell.column + 1..=until).for_each(|column| stack_on(&mut stacks, column, text));
            }
        }
    }
    // A heading over several columns is none of theirs where they have no own one below it.
    stacks.retain(|column, stack| {
        (first..=last).any(|row| view.cell(row, *column).and_then(text_of) == Some(stack.lowest))
    });
    stacks
}

fn stack_on<'a>(stacks: &mut BTreeMap<u32, Stack<'a>>, column: u32, text: &'a str) {
    let stack = stacks.entry(column).or_default();
    stack.upper = Some(stack.lowest).filter(|upper| !upper.is_empty());
    stack.lowest = text;
}

/// Without merges, a heading stands over the empty cells to its right that have something below them.
fn left_over(view: &View, row: &Row, column: u32, lower: u32) -> u32 {
    let mut until = column;
    while view.cell(lower, until).is_some()
        && cell_at(row, until + 1).is_none()
        && view.cell(lower, until + 1).is_some()
    {
        until += 1;
    }
    until
}

fn score(stacks: &BTreeMap<u32, Stack>, words: &Dictionary) -> usize {
    let residents = stacks.values().filter(|stack| words.resident_heading(stack.upper, stack.lowest).is_some()).count();
    let groups = stacks.values().filter(|stack| words.group_heading(stack.upper, stack.lowest).is_some()).count();
    residents.max(groups)
}

fn columns(stacks: &BTreeMap<u32, Stack>, words: &Dictionary) -> Option<(Kind, Vec<Column>)> {
    let residents = resident_roles(stacks, words);
    if is_of_residents(&residents) {
        return Some((Kind::Residents, residents));
    }
    let groups = group_roles(stacks, words);
    is_of_groups(&groups).then_some((Kind::Groups, groups))
}

fn resident_roles(stacks: &BTreeMap<u32, Stack>, words: &Dictionary) -> Vec<Column> {
    roles(stacks, |stack| {
        words.resident_heading(stack.upper, stack.lowest).map(|heading| match heading {
            ResidentHeading::Field(field) => Role::Resident(field),
            ResidentHeading::Category(at) => Role::Category(at),
        })
    })
}

fn group_roles(stacks: &BTreeMap<u32, Stack>, words: &Dictionary) -> Vec<Column> {
    roles(stacks, |stack| words.group_heading(stack.upper, stack.lowest).map(Role::Group))
}

/// Each column's role; a field stands for its first column; of categories there may be several.
fn roles(stacks: &BTreeMap<u32, Stack>, role_of: impl Fn(&Stack) -> Option<Role>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(stacks.len());
    let mut met = HashSet::new();
    for (index, stack) in stacks {
        let role = role_of(stack).filter(|role| met.insert(*role) || may_repeat(*role));
        columns.push(Column {
            index: *index,
            heading: without_white_space(stack.lowest),
            role: role.unwrap_or(Role::Ignored),
        });
    }
    columns
}

/// Of categories there may be several columns; any other field stands for one.
pub fn may_repeat(role: Role) -> bool {
    matches!(role, Role::Category(_) | Role::Ignored | Role::Resident(ResidentColumn::Categories))
}

/// A name, and something that a list of telephones does not have.
fn is_of_residents(columns: &[Column]) -> bool {
    use ResidentColumn::{
        BirthDate, Categories, CitizenId, HeadName, HouseholdNumber, IsHead, Member, Membership, Name, Presence,
        Relation, Sex,
    };
    const TELLING: &[ResidentColumn] = &[
        BirthDate,
        Categories,
        CitizenId,
        HeadName,
        HouseholdNumber,
        IsHead,
        Member,
        Membership,
        Presence,
        Relation,
        Sex,
    ];
    let has = |field| columns.iter().any(|column| column.role == Role::Resident(field));
    has(Name)
        && (TELLING.iter().any(|field| has(*field))
            || columns.iter().any(|column| matches!(column.role, Role::Category(_))))
}

/// Which group, and who is in it.
fn is_of_groups(columns: &[Column]) -> bool {
    use GroupColumn::{Grid, GridCode, GroupName, Leader, Members, Volunteers};
    let has = |field| columns.iter().any(|column| column.role == Role::Group(field));
    [Grid, GridCode, GroupName].into_iter().any(has) && [Leader, Members, Volunteers].into_iter().any(has)
}
