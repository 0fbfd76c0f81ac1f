//! The ledger as a table for a page: what the printed annex has, cell by cell, in words and figures.

use hongwang_domain::UnitCode;
use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};

use crate::lines::{Total, TownPart, VillagePart};
use crate::wording::Wording;
use crate::{Counts, Declared, Detail, Names, Row, Sheet};

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
    /// How far down the lines go.
    pub detail: Detail,
    /// How many party groups are in it.
    pub groups: u32,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// A grid's.
    Grid,
    /// Of those in no grid of a village.
    NoGrid,
    /// A sum within the ledger: of a village, of a town.
    Sum,
    /// A town or a village that stands for all below it.
    Unit,
    /// The sum of the unit whose ledger it is.
    #[default]
    Whole,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The town's name.
    pub town: String,
    /// The village's name (of a village's own line its town's), and beside how many lines it stands; only on the first.
    pub village: Option<(String, usize)>,
    /// 序号 within the village.
    pub number: Option<u32>,
    /// The party group, the unit, or 合计.
    pub label: String,
    /// The unit whose figures they are; for those in no grid the village.
    pub code: Option<UnitCode>,
    /// How many party groups are within it; of a grid none.
    pub groups: Option<u32>,
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
            match self.detail {
                Detail::Towns => made.push(maker.town(town)),
                Detail::Villages => maker.villages(town, &mut made),
                Detail::Grids => town.villages.iter().for_each(|part| maker.village(town.name, part, &mut made)),
            }
            let sum = town.total.iter().filter(|_| self.detail != Detail::Towns);
            made.extend(sum.map(|total| maker.total(total, LineKind::Sum)));
        }
        made.extend(lines.own.iter().map(|total| maker.total(total, LineKind::Whole)));
        Table {
            title: words.say("ledger-title"),
            facts: self.facts(),
            blocks: self.layout.blocks.iter().map(|block| maker.block(block)).collect(),
            spans_towns: self.ledger.spans_towns(),
            detail: self.detail,
            groups: lines
                .own
                .as_ref()
                .map_or(u32::from(self.ledger.rows.iter().any(|row| row.group.is_some())), |own| own.groups),
            lines: made,
            notes: self.notes("ledger-snapshot-corrected-below"),
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

    /// A town for all that is in it.
    fn town(&self, town: &TownPart) -> Line {
        let mut line = town.total.as_ref().map(|total| self.total(total, LineKind::Unit)).unwrap_or_default();
        town.name.clone_into(&mut line.label);
        line.code = Some(town.code.clone());
        line
    }

    /// A town's villages, each for all that is in it; the town's name beside the first.
    fn villages(&self, town: &TownPart, made: &mut Vec<Line>) {
        for (at, (part, total)) in
            town.villages.iter().filter_map(|part| Some((part, part.total.as_ref()?))).enumerate()
        {
            let mut line = self.total(total, LineKind::Unit);
            line.label.clone_from(&part.village.name);
            line.village = (at == 0).then(|| (town.name.to_owned(), town.villages.len()));
            made.push(line);
        }
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
            groups: None,
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
            groups: Some(total.groups),
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
