//! Which rows below a heading are entries: not sums, signatures, notes, or lines that wait to be filled in.

use hongwang_domain::CitizenId;
use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};
use hongwang_domain::text::half_width;
use hongwang_spreadsheet::{Cell, Row, Value};

use crate::choices::Kind;
use crate::dictionary::{Dictionary, Label, label_of};
use crate::places::is_grid_name;
use crate::recognise::heading::{Heading, Role};
use crate::recognise::view::{View, cell_at, text_of};
use crate::text::{label, without_parentheses, without_white_space};

/// What a row below a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A resident or a party group.
    Entry,
    /// A title, a label or the name of what is below.
    Line,
    /// 填表人：
    Signature,
    /// A sum, a note, a row of column numbers, or a row with nothing that is taken in.
    Nothing,
}

/// Tells the rows of one table apart.
pub struct Rows {
    kind: Kind,
    name: Option<u32>,
    leader: Option<u32>,
    serial: Option<u32>,
    citizen_id: Option<u32>,
    relation: Option<u32>,
    sex: Option<u32>,
    /// Columns that an entry is made of.
    telling: Columns,
    /// Columns of names of persons.
    names: Columns,
    /// Columns of categories.
    ticks: Columns,
    /// Columns that name a grid or its group.
    grids: Columns,
    /// Columns that are not taken in.
    ignored: Columns,
    first_column: u32,
    last_column: u32,
    first_below: u32,
}

/// Some of a table's columns.
struct Columns(Vec<bool>);

impl Columns {
    fn those(heading: &Heading, wanted: fn(Role) -> bool) -> Self {
        let mut columns = vec![false; heading.columns.last().map_or(0, |column| column.index as usize + 1)];
        for column in heading.columns.iter().filter(|column| wanted(column.role)) {
            columns[column.index as usize] = true;
        }
        Self(columns)
    }

    fn has(&self, column: u32) -> bool {
        self.0.get(column as usize) == Some(&true)
    }
}

impl Rows {
    /// For the rows below a heading.
    pub fn new(heading: &Heading) -> Self {
        let column = |role: Role| heading.columns.iter().find(|column| column.role == role).map(|column| column.index);
        let those = |wanted: fn(Role) -> bool| Columns::those(heading, wanted);
        Self {
            kind: heading.kind,
            name: column(Role::Resident(ResidentColumn::Name)),
            leader: column(Role::Group(GroupColumn::Leader)),
            serial: column(Role::Resident(ResidentColumn::Serial)),
            citizen_id: column(Role::Resident(ResidentColumn::CitizenId)),
            relation: column(Role::Resident(ResidentColumn::Relation)),
            sex: column(Role::Resident(ResidentColumn::Sex)),
            telling: those(is_telling),
            names: those(|role| matches!(role, Role::Resident(ResidentColumn::Name | ResidentColumn::HeadName))),
            ticks: those(|role| matches!(role, Role::Category(_))),
            grids: those(|role| {
                use GroupColumn::{Grid, GridCode, GroupName};
                matches!(role, Role::Group(Grid | GridCode | GroupName))
            }),
            ignored: those(|role| role == Role::Ignored),
            first_column: heading.columns.first().map_or(0, |column| column.index),
            last_column: heading.columns.last().map_or(0, |column| column.index),
            first_below: heading.last_row + 1,
        }
    }

    /// What a row is.
    pub fn kind_of(&self, view: &View, row: &Row, words: &Dictionary) -> RowKind {
        let Some(first) = row.cells.first() else { return RowKind::Nothing };
        if self.is_somebody(row, words) {
            return RowKind::Entry;
        }
        let first_text = text_of(first).unwrap_or_default();
        if words.is_note(first_text)
            || words.is_example(first_text)
            || self.is_total(row, words)
            || self.is_below_heading(row)
        {
            return RowKind::Nothing;
        }
        let line = label(first_text);
        let is_label = words.label(&line).is_some_and(|(kind, length)| {
            let rest = words.behind_seal(&line[length..]);
            rest.starts_with(':') || (rest.is_empty() && matches!(kind, Label::Unit | Label::Date | Label::AsOf))
        });
        if is_label {
            return RowKind::Line;
        }
        if self.is_signed(row, first, first_text, words) {
            return RowKind::Signature;
        }
        if self.is_line(view, row, first, first_text, words) {
            return RowKind::Line;
        }
        if row.cells.iter().any(|cell| self.telling.has(cell.column)) { RowKind::Entry } else { RowKind::Nothing }
    }

    /// 合计 in any column, or figures in place of a name.
    fn is_total(&self, row: &Row, words: &Dictionary) -> bool {
        let says = row.cells.iter().filter(|cell| cell.column <= self.last_column).any(|cell| {
            let Some(text) = text_of(cell) else { return false };
            if self.ignored.has(cell.column) { words.is_total_word(text) } else { words.is_total(text) }
        });
        says || self.is_all_figures(row, words)
    }

    /// Sums whose label was lost: figures or a grid in place of a name, and nothing but figures beside it; without a
    /// name, ticks that count more than one.
    fn is_all_figures(&self, row: &Row, words: &Dictionary) -> bool {
        let is_figure = |cell: &Cell| match &cell.value {
            Value::Number { value, .. } => value.abs() < 1e6,
            Value::Text(text) => words.is_figure(text),
            _ => false,
        };
        let name = self.name.and_then(|name| cell_at(row, name));
        let of_name = |cell: &Cell| is_figure(cell) || text_of(cell).is_some_and(|text| is_grid_name(text, words));
        let telling = |cell: &&Cell| self.telling.has(cell.column) && Some(cell.column) != self.name;
        match name {
            Some(name) => {
                of_name(name)
                    && (is_figure(name) || row.cells.iter().any(|cell| telling(&cell)))
                    && row.cells.iter().filter(telling).all(is_figure)
            }
            None if self.kind == Kind::Groups => false,
            None => {
                let figures: Vec<bool> = row.cells.iter().map(is_figure).collect();
                let labelled = |at: usize| self.serial == Some(row.cells[at].column) && !figures[at];
                let several = |at: usize| labelled(at) || (figures[at] && self.counts_several(&row.cells[at]));
                // A title stands in the column of serial numbers too, but without a figure beside it.
                figures.contains(&true)
                    && (0..figures.len()).all(|at| figures[at] || labelled(at))
                    && (0..figures.len()).any(several)
            }
        }
    }

    /// More than one at a tick, or a unit behind a figure: 2人.
    fn counts_several(&self, cell: &Cell) -> bool {
        if text_of(cell).is_some_and(|text| text.contains(char::is_alphabetic)) {
            return true;
        }
        let number = match &cell.value {
            Value::Number { value, .. } => Some(*value),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        self.ticks.has(cell.column) && number.is_some_and(|number| number > 1.0)
    }

    /// Who has an id, or a relation or a sex and a name, is an entry, whatever else stands in the row (备注 may come
    /// first: 注：…) and however the name reads: 年月 and 会计 are names too.
    fn is_somebody(&self, row: &Row, words: &Dictionary) -> bool {
        let text = |column: Option<u32>| column.and_then(|column| cell_at(row, column)).and_then(text_of);
        let is_label = || text(self.name).is_some_and(|name| label_of(name).is_some() && words.is_signature(name));
        let is_named = || text(self.name).is_some_and(looks_like_name);
        let has_relation = text(self.relation).is_some_and(|relation| words.relation(relation).is_some());
        let has_sex = || text(self.sex).is_some_and(|sex| words.sex(sex).flatten().is_some());
        self.citizen_id.and_then(|column| cell_at(row, column)).is_some_and(is_meant_for_id)
            || (has_relation && !is_label())
            || (has_sex() && is_named())
    }

    /// A row of those who filled the table in: a label or a day in place of a name, a label or an office in front,
    /// or a label anywhere where nobody is named.
    fn is_signed(&self, row: &Row, first: &Cell, first_text: &str, words: &Dictionary) -> bool {
        const FEW: usize = 4;
        if is_grid_name(&without_parentheses(first_text), words) {
            return false;
        }
        let name = self.name.or(self.leader).and_then(|name| cell_at(row, name));
        if name.is_some_and(|cell| matches!(cell.value, Value::Day(_))) {
            return true;
        }
        let name = name.and_then(text_of);
        if self.kind == Kind::Groups && row.cells.iter().any(|cell| self.grids.has(cell.column)) {
            return words.is_signature(first_text);
        }
        let in_place_of_name = |text: &str| {
            label_of(text).is_some() || words.is_signature(text) || words.is_written_date(text) || words.is_body(text)
        };
        if name.is_some_and(in_place_of_name) {
            return true;
        }
        // A list of groups says 网格员 and 村书记 of leaders.
        let somebody = self.kind == Kind::Groups || name.is_some_and(looks_like_name);
        let signed = |text: &str| words.is_signature(text) || (!somebody && words.is_written_date(text));
        if signed(first_text) && !(somebody && self.ignored.has(first.column)) {
            return true;
        }
        let office = words.is_office(first_text) && !self.ignored.has(first.column) && !self.names.has(first.column);
        (office && row.cells.len() <= FEW)
            || (!somebody
                && row.cells.iter().any(|cell| {
                    !self.ignored.has(cell.column)
                        && text_of(cell).is_some_and(|text| {
                            words.is_signature(text) || (words.is_written_date(text) && !has_digit(text))
                        })
                }))
    }

    /// A last row of the headings: the columns' numbers, or how to tick them.
    fn is_below_heading(&self, row: &Row) -> bool {
        row.number == self.first_below
            && (is_numbering(row) || row.cells.iter().all(|cell| self.ticks.has(cell.column)))
    }

    /// One text alone in its row, or merged over several columns, is no entry, unless it is the name of one.
    fn is_line(&self, view: &View, row: &Row, first: &Cell, text: &str, words: &Dictionary) -> bool {
        const WIDE: u32 = 3;
        if view.last_column(row.number, first.column) >= first.column + WIDE - 1 {
            return true;
        }
        if text.is_empty() {
            return false;
        }
        let names = text.chars().any(|character| matches!(character, ':' | '\u{FF1A}'));
        if names
            && row.cells.iter().all(|cell| text_of(cell).is_some())
            && !row.cells.iter().skip(1).any(|cell| self.telling.has(cell.column))
        {
            return true;
        }
        row.cells.len() == 1 && !self.is_entry_of_one_cell(first.column, text, words)
    }

    /// A name alone, or something of a person in a column where no title would stand.
    fn is_entry_of_one_cell(&self, column: u32, text: &str, words: &Dictionary) -> bool {
        if self.names.has(column) {
            return looks_like_name(text) && !is_grid_name(text, words);
        }
        let of_person = text.chars().any(|character| character.is_ascii_digit()) || words.relation(text).is_some();
        self.kind == Kind::Residents && self.telling.has(column) && (column != self.first_column || of_person)
    }
}

/// A citizen id, right or wrong.
fn is_meant_for_id(cell: &Cell) -> bool {
    const FEWEST: usize = 15;
    const LEAST: f64 = 1e14;
    match &cell.value {
        Value::Text(text) => {
            text.chars().filter(|character| half_width(*character).is_ascii_digit()).count() >= FEWEST
                || CitizenId::read(text).is_ok()
        }
        Value::Number { value, .. } => *value >= LEAST,
        _ => false,
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|character: char| half_width(character).is_ascii_digit())
}

/// 1, 2, 3 …
fn is_numbering(row: &Row) -> bool {
    const FEWEST: usize = 4;
    let numbers = row.cells.iter().map(|cell| match &cell.value {
        Value::Number { value, .. } => Some(*value as i64),
        Value::Text(text) => text.trim_matches(|character: char| !character.is_ascii_digit()).parse().ok(),
        _ => None,
    });
    let numbers: Option<Vec<i64>> = numbers.collect();
    numbers.is_some_and(|numbers| numbers.len() >= FEWEST && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1))
}

/// Two to six Chinese characters, or a name with dots.
fn looks_like_name(text: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
    let bare = without_white_space(text);
    let letters = bare.chars().filter(|character| character.is_alphabetic()).count();
    bare.contains('\u{B7}') || (LENGTHS.contains(&letters) && letters == bare.chars().count())
}

fn is_telling(role: Role) -> bool {
    use GroupColumn as G;
    use ResidentColumn as R;
    match role {
        Role::Resident(field) => matches!(
            field,
            R::Name
                | R::HeadName
                | R::Relation
                | R::IsHead
                | R::Sex
                | R::CitizenId
                | R::BirthDate
                | R::Phone
                | R::Categories
        ),
        Role::Group(field) => matches!(
            field,
            G::GroupName | G::Leader | G::LeaderPhone | G::Members | G::Volunteers | G::Founded | G::Grid | G::GridCode
        ),
        Role::Category(_) => true,
        Role::Ignored => false,
    }
}
