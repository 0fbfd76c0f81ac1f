//! Which rows are one household.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use compact_str::CompactString;

use crate::check::line::Held;
use crate::check::person::{Person, Standing};
use crate::intake::{Place, ResidentIn};

/// A household that is being put together.
#[derive(Debug)]
pub struct Draft {
    /// The village, by its place in the book.
    pub village: usize,
    /// 户编号
    pub number: Option<CompactString>,
    /// 户主, from its column.
    pub head_name: Option<CompactString>,
    /// The first known grid that any of its rows names, by its place in the village's book.
    pub grid: Option<usize>,
    /// 屯
    pub hamlet: Option<CompactString>,
    /// By index in the dictionary.
    pub categories: BTreeMap<usize, bool>,
    /// Its rows.
    pub rows: Vec<RowNote>,
    /// Those of its rows that are taken in.
    pub residents: Vec<ResidentIn>,
    /// Whether the table tells which rows are one household.
    pub told: bool,
    /// 填报日期
    pub stated: Option<NaiveDate>,
    /// Its first row.
    pub place: Place,
    /// The table of its first row, by its place in the list of tables.
    pub table: usize,
}

/// What is remembered of a row, for the questions that only the whole household answers.
#[derive(Debug)]
pub struct RowNote {
    /// The table, by its place in the list of tables.
    pub table: usize,
    /// The row.
    pub row: u32,
    /// The place in the household.
    pub standing: Standing,
    /// The name.
    pub name: Option<CompactString>,
    /// Its place among the household's residents; `None`: kept out.
    pub resident: Option<usize>,
}

/// What a row says of its household.
pub struct Said<'a> {
    /// The village.
    pub village: usize,
    /// What stands in 户编号.
    pub key: Option<CompactString>,
    /// 户编号, if it may be kept.
    pub number: Option<CompactString>,
    /// 户主
    pub head: Option<CompactString>,
    /// The cell of 户主.
    pub head_cell: Held<'a>,
    /// 屯
    pub hamlet: Option<CompactString>,
    /// The grid.
    pub grid: Option<usize>,
    /// Whether the table has a column 户编号 or 户主.
    pub has_household_column: bool,
    /// Whether the table tells who is the head.
    pub has_relation: bool,
    /// 填报日期
    pub stated: Option<NaiveDate>,
    /// Where the row stands.
    pub place: Place,
    /// The table.
    pub table: usize,
}

/// The households of a workbook.
#[derive(Debug, Default)]
pub struct Households {
    drafts: Vec<Draft>,
    by_number: HashMap<(usize, CompactString), usize>,
    by_head: HashMap<HeadKey, usize>,
    current: Option<usize>,
    /// Where the merged 户主 of the current household begins, and where it ends.
    merge: Option<(u32, u32)>,
}

/// One name is no household: three 王桂芝 live in a village. With hamlet and grid it is, unless heads say otherwise.
type HeadKey = (usize, CompactString, Option<CompactString>, Option<usize>);

impl Households {
    /// The next row continues no household above it.
    pub fn interrupt(&mut self) {
        self.current = None;
        self.merge = None;
    }

    /// Puts a row into its household.
    pub fn add(&mut self, said: Said, person: Person) {
        let at = self.household_of(&said, &person);
        self.merge = said
            .head_cell
            .until
            .filter(|_| said.head.is_some())
            .map(|until| (said.head_cell.row, until))
            .or(self.merge.filter(|_| self.current == Some(at)));
        self.current = Some(at);
        self.drafts[at].take(said, person);
    }

    /// The households, in order of first appearance.
    pub fn into_drafts(self) -> Vec<Draft> {
        self.drafts
    }

    fn household_of(&mut self, said: &Said, person: &Person) -> usize {
        let above = self.current.filter(|at| self.drafts[*at].village == said.village);
        if let Some(number) = &said.key {
            let known = self.by_number.get(&(said.village, number.clone())).copied();
            return known.unwrap_or_else(|| self.begin(said));
        }
        if let Some(head) = &said.head {
            let continues = above.is_some_and(|at| self.continues(at, head, said, person));
            return above
                .filter(|_| continues)
                .or_else(|| self.joined(head, said, person))
                .unwrap_or_else(|| self.begin(said));
        }
        let alone = !said.has_household_column && !said.has_relation;
        above.filter(|_| !alone && !person.standing.is_head()).unwrap_or_else(|| self.begin(said))
    }

    /// Whether a row with a name in 户主 belongs to the household above it.
    fn continues(&self, at: usize, head: &str, said: &Said, person: &Person) -> bool {
        let draft = &self.drafts[at];
        let same_cell =
            said.head_cell.until.is_some() && self.merge.is_some_and(|(begin, _)| begin == said.head_cell.row);
        if same_cell {
            return true;
        }
        match &draft.head_name {
            Some(name) if name != head => false,
            None if draft.number.is_none() => false,
            _ if self.merge.is_some() || said.head_cell.until.is_some() => false,
            _ => !begins_anew(draft, head, said, person),
        }
    }

    /// A household without a number whose rows do not stand together: the same 户主, hamlet and grid, and one head.
    fn joined(&self, head: &CompactString, said: &Said, person: &Person) -> Option<usize> {
        let key = (said.village, head.clone(), said.hamlet.clone(), said.grid);
        let at = *self.by_head.get(&key).filter(|_| said.head_cell.until.is_none())?;
        let is_head = person.standing.is_head() || person.name.as_ref() == Some(head);
        (!is_head || !has_head(&self.drafts[at], head)).then_some(at)
    }

    fn begin(&mut self, said: &Said) -> usize {
        let at = self.drafts.len();
        if let Some(number) = &said.key {
            self.by_number.insert((said.village, number.clone()), at);
        } else if let Some(head) = &said.head
            && said.head_cell.until.is_none()
        {
            self.by_head.insert((said.village, head.clone(), said.hamlet.clone(), said.grid), at);
        }
        self.drafts.push(Draft {
            village: said.village,
            number: said.number.clone(),
            head_name: None,
            grid: None,
            hamlet: None,
            categories: BTreeMap::new(),
            rows: Vec::new(),
            residents: Vec::new(),
            told: said.has_household_column || said.has_relation,
            stated: said.stated,
            place: said.place,
            table: said.table,
        });
        at
    }
}

impl Draft {
    fn take(&mut self, said: Said, person: Person) {
        self.head_name = self.head_name.take().or(said.head);
        self.hamlet = self.hamlet.take().or(said.hamlet);
        self.grid = self.grid.or(said.grid);
        for (category, holds) in person.household {
            *self.categories.entry(category).or_insert(holds) |= holds;
        }
        let resident = person.resident.map(|resident| {
            self.residents.push(resident);
            self.residents.len() - 1
        });
        self.rows.push(RowNote {
            table: said.table,
            row: said.place.row,
            standing: person.standing,
            name: person.name,
            resident,
        });
    }
}

/// A second row that is itself the 户主 of this name: two neighbours with one name.
fn begins_anew(draft: &Draft, head: &str, said: &Said, person: &Person) -> bool {
    let silent = !said.has_relation || person.standing == Standing::Empty;
    let named = person.name.as_deref() == Some(head);
    let is_head = person.standing.is_head() && (named || person.name.is_none());
    (is_head || (silent && named)) && has_head(draft, head)
}

fn has_head(draft: &Draft, head: &str) -> bool {
    draft.rows.iter().any(|row| row.standing.is_head() || row.name.as_deref() == Some(head))
}
