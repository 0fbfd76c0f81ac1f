//! The ledger as a table for a page: what the printed annex has, cell by cell, in words and figures.

use hongwang_domain::UnitCode;
use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};

use crate::lines::{Total, VillagePart};
use crate::wording::Wording;
use crate::{Counts, Declared, Names, Row, Sheet};

/// The table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The title of the annex.
    pub title: String,
    /// What stands above it: 填报单位, 统计截止, 口径, 填报日期, and when it was filed.
    pub facts: Vec<String>,
    /// The blocks of figures with their columns.
    pub blocks: Vec<Block>,
    /// Whether lines come from several towns.
    pub spans_towns: bool,
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// What stands below it: declared figures that differ, corrections since it was filed.
    pub notes: Vec<String>,
}

/// A block of figures: 服务对象.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its heading.
    pub heading: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its id in the layout.
    pub id: String,
    /// Its heading: 低保户.
    pub heading: String,
    /// What it counts: （户）.
    pub unit: String,
    /// Whether it counts a category, not everybody.
    pub is_category: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A grid's.
    Grid,
    /// Of those in no grid of a village.
    NoGrid,
    /// A sum within the ledger: of a village, of a town.
    Sum,
    /// The sum of the unit whose ledger it is.
    Whole,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The town's name.
    pub town: String,
    /// The village's name, and beside how many lines it stands; only on the first of them.
    pub village: Option<(String, usize)>,
    /// 序号 within the village.
    pub number: Option<u32>,
    /// The party group, or 合计.
    pub label: String,
    /// The unit whose figures they are; for those in no grid the village.
    pub code: Option<UnitCode>,
    /// 组长
    pub leader: String,
    /// 成员
    pub members: Vec<String>,
    /// 志愿者
    pub volunteers: Vec<String>,
    /// A figure per column, in order.
    pub figures: Vec<Figure>,
    /// The names below the figures, per column, where they were asked for with permission.
    pub names: Option<Vec<String>>,
}

/// A figure in its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The column's id.
    pub column: String,
    /// What was counted.
    pub count: u32,
    /// What was declared beside it.
    pub declared: Option<u32>,
    /// Whether the column counts a category.
    pub is_category: bool,
}

impl Figure {
    /// Whether a declared figure is another one.
    pub fn differs(&self) -> bool {
        self.declared.is_some_and(|declared| declared != self.count)
    }
}

impl Sheet<'_> {
    /// The ledger as a table for a page.
    pub fn table(&self) -> Table {
        let words = Wording(self.language);
        let maker = Maker { sheet: self, words };
        let lines = self.ledger.lines();
        let mut made = Vec::new();
        for town in &lines.towns {
            for part in &town.villages {
                maker.village(town.name, part, &mut made);
            }
            made.extend(town.total.iter().map(|total| maker.total(total, LineKind::Sum)));
        }
        made.extend(lines.own.iter().map(|total| maker.total(total, LineKind::Whole)));
        Table {
            title: words.say("ledger-title"),
            facts: self.facts(),
            blocks: self.layout.blocks.iter().map(|block| maker.block(block)).collect(),
            spans_towns: self.ledger.spans_towns(),
            lines: made,
            notes: self.notes(),
        }
    }
}

struct Maker<'a> {
    sheet: &'a Sheet<'a>,
    words: Wording,
}

impl Maker<'_> {
    fn block(&self, block: &hongwang_domain::rulebook::ledger::LedgerBlock) -> Block {
        let columns = block.columns.iter().map(|column| Column {
            id: column.id.clone(),
            heading: self.words.column(column),
            unit: self.words.unit(column.count),
            is_category: column.is_category(),
        });
        Block { heading: self.words.say(&block.message_key()), columns: columns.collect() }
    }

    fn village(&self, town: &str, part: &VillagePart, made: &mut Vec<Line>) {
        let beside = part.rows.len();
        for (at, (number, row)) in part.rows.iter().enumerate() {
            let village = (at == 0).then(|| (part.village.name.clone(), beside));
            made.push(self.row(town, village, *number, row));
        }
        made.extend(part.total.iter().map(|total| self.total(total, LineKind::Sum)));
    }

    fn row(&self, town: &str, village: Option<(String, usize)>, number: Option<u32>, row: &Row) -> Line {
        let kind = if row.code.is_some() { LineKind::Grid } else { LineKind::NoGrid };
        Line {
            kind,
            town: town.to_owned(),
            village,
            number,
            label: self.words.group(row),
            code: Some(row.code.clone().unwrap_or_else(|| row.village_code.clone())),
            leader: row.leader.clone().unwrap_or_default(),
            members: row.members.clone(),
            volunteers: row.volunteers.clone(),
            figures: self.figures(&row.counts, row.declared.as_ref()),
            names: row.names.as_ref().map(|names| self.names(names)),
        }
    }

    fn total(&self, total: &Total, kind: LineKind) -> Line {
        let code = total.village.map(|village| village.code.clone());
        let code = code.or_else(|| (kind == LineKind::Whole).then(|| self.sheet.ledger.unit.code.clone()));
        Line {
            kind,
            town: total.town.unwrap_or_default().to_owned(),
            village: None,
            number: None,
            label: self.words.total(total.of),
            code,
            leader: String::new(),
            members: Vec::new(),
            volunteers: Vec::new(),
            figures: self.figures(&total.counts, total.declared.as_ref()),
            names: None,
        }
    }

    fn figures(&self, counts: &Counts, declared: Option<&Declared>) -> Vec<Figure> {
        let beside = |column: &str| match column {
            HOUSEHOLDS => declared.and_then(|declared| declared.households),
            RESIDENTS => declared.and_then(|declared| declared.residents),
            _ => None,
        };
        let figure = |column: &hongwang_domain::rulebook::ledger::LedgerColumn| Figure {
            column: column.id.clone(),
            count: counts.get(&column.id),
            declared: beside(&column.id),
            is_category: column.is_category(),
        };
        self.sheet.layout.columns().map(figure).collect()
    }

    fn names(&self, names: &Names) -> Vec<String> {
        let of = |column: &str| names.get(column).map(|list| self.words.list(list)).unwrap_or_default();
        self.sheet.layout.columns().map(|column| of(&column.id)).collect()
    }
}
