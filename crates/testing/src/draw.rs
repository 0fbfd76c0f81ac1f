//! A town written into a workbook, and where each of its residents then stands.

use std::collections::BTreeMap;

use crate::book::{Book, Cell, Sheet};
use crate::layout::{Column, Groups, Households, Layout, Sheets, Stated, Sums};
use crate::town::{Category, Grid, Household, Resident, Town, Village};

/// The tab of the list of party groups.
pub const GROUPS: &str = "网格党小组";

/// A workbook with the places of its residents.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The cells.
    pub book: Book,
    /// Where each row of the town stands, in the town's order.
    pub places: Vec<Place>,
    /// Where each column stands, on every sheet of residents alike, and its heading without white space.
    pub columns: BTreeMap<Column, (usize, String)>,
    /// The sheet with the list of groups.
    pub groups: Option<usize>,
}

/// Where a resident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the sheet.
    pub sheet: usize,
    /// Row, from 0.
    pub row: usize,
    /// Index of the village.
    pub village: usize,
    /// Index of the household in the village.
    pub household: usize,
    /// Index of the resident in the household.
    pub resident: usize,
}

/// Writes `town` down as `layout` says.
pub fn draw(town: &Town, layout: &Layout) -> Drawn {
    let mut drawing = Drawing { layout, town, sheets: Vec::new(), places: Vec::new(), groups: None };
    if layout.groups == Groups::First {
        drawing.list_of_groups();
    }
    match layout.sheets {
        Sheets::PerVillage => (0..town.villages.len()).for_each(|village| drawing.villages(&[village])),
        Sheets::One => drawing.villages(&(0..town.villages.len()).collect::<Vec<_>>()),
    }
    if layout.groups == Groups::Last {
        drawing.list_of_groups();
    }
    let columns = layout.columns.iter().enumerate().map(|(index, column)| {
        let heading = (layout.heading)(*column).chars().filter(|c| !c.is_whitespace()).collect();
        (*column, (index + layout.origin.1, heading))
    });
    Drawn {
        columns: columns.collect(),
        book: Book { sheets: drawing.sheets, from_1904: layout.from_1904 },
        places: drawing.places,
        groups: drawing.groups,
    }
}

struct Drawing<'a> {
    layout: &'a Layout,
    town: &'a Town,
    sheets: Vec<Sheet>,
    places: Vec<Place>,
    groups: Option<usize>,
}

impl Drawing<'_> {
    fn list_of_groups(&mut self) {
        let mut sheet = Sheet::named(GROUPS);
        let founded = self.town.villages.iter().flat_map(|village| &village.grids).any(|grid| grid.founded.is_some());
        let mut headings =
            vec!["村", "村代码", "网格", "党小组名称", "组长", "组长电话", "组长任职依据", "成员", "志愿者"];
        headings.extend(founded.then_some("成立日期"));
        let mut lines = vec![headings.into_iter().map(Cell::text).collect()];
        for village in &self.town.villages {
            lines.extend(village.grids.iter().map(|grid| group_line(village, grid, founded)));
        }
        sheet.rows = lines;
        self.groups = Some(self.sheets.len());
        self.sheets.push(sheet);
    }

    fn villages(&mut self, villages: &[usize]) {
        let name = match villages {
            [village] => &self.town.villages[*village].name,
            _ => &self.town.name,
        };
        let mut sheet = Sheet::named(if villages.len() == 1 { name } else { "基本信息" });
        let mut row = self.layout.origin.0;
        if self.layout.title {
            self.title(&mut sheet, &mut row, name);
        }
        self.headings(&mut sheet, &mut row);
        for village in villages {
            self.households(&mut sheet, &mut row, *village);
        }
        if self.layout.signature {
            sheet.set(row + 4, self.layout.origin.1, Cell::text("填表人：            审核人："));
        }
        if let Some(every) = self.layout.hidden_row {
            let index = self.sheets.len();
            let places = self.places.iter().filter(|place| place.sheet == index);
            sheet.hidden_rows = places.step_by(every).map(|place| place.row).collect();
        }
        sheet.hidden = self.layout.hidden_sheet.is_some_and(|every| self.sheets.len() % every == every - 1);
        self.sheets.push(sheet);
    }

    fn title(&self, sheet: &mut Sheet, row: &mut usize, name: &str) {
        let first = self.layout.origin.1;
        let last = first + self.layout.columns.len() - 1;
        sheet.set(*row, first, Cell::text(&format!("{name}“红网工程”基本信息台账")));
        sheet.merge((*row, first), (*row, last));
        sheet.set(*row + 1, first, Cell::text(&format!("填报单位：{name}党支部")));
        if let Some(day) = self.town.stated {
            match (self.layout.stated)(day) {
                Stated::Label(text) => sheet.set(*row + 1, first + 7, Cell::Text(text)),
                Stated::Beside(cell) => {
                    sheet.set(*row + 1, first + 7, Cell::text("填报日期："));
                    sheet.set(*row + 1, first + 8, cell);
                }
            }
        }
        *row += 2;
    }

    fn headings(&self, sheet: &mut Sheet, row: &mut usize) {
        let (layout, top) = (self.layout, *row);
        let lowest = top + usize::from(layout.two_heading_rows);
        let mut block: Option<(&str, usize)> = None;
        for (index, column) in layout.columns.iter().enumerate() {
            let place = index + layout.origin.1;
            let heading = Cell::Text((layout.heading)(*column));
            let Column::Tick(category) = column else {
                sheet.set(top, place, heading);
                sheet.merge((top, place), (lowest, place));
                block = None;
                continue;
            };
            sheet.set(lowest, place, heading);
            if layout.two_heading_rows {
                match &mut block {
                    Some((name, first)) if *name == category.block() => {
                        sheet.merges.retain(|merge| merge.from != (top, *first));
                        sheet.merge((top, *first), (top, place));
                    }
                    _ => {
                        sheet.set(top, place, Cell::text(category.block()));
                        block = Some((category.block(), place));
                    }
                }
            }
        }
        *row = lowest + 1;
    }

    fn households(&mut self, sheet: &mut Sheet, row: &mut usize, village: usize) {
        let town = self.town;
        let households = &town.villages[village].households;
        let mut serial = 0;
        for (index, household) in households.iter().enumerate() {
            self.household(sheet, *row, (village, index), &mut serial);
            *row += household.residents.len();
            let grid_ends = households.get(index + 1).is_none_or(|next| grid_of(next) != grid_of(household));
            if self.layout.sums == Sums::Grid && grid_ends {
                let of_grid: Vec<_> = households.iter().filter(|other| grid_of(other) == grid_of(household)).collect();
                self.sum(sheet, *row, "小计", &of_grid);
                *row += 1;
            }
            let due = |every: Option<usize>| every.is_some_and(|every| (index + 1) % every == 0);
            if due(self.layout.blank_row) {
                *row += 1;
            }
            if due(self.layout.heading_again) && index + 1 < households.len() {
                self.headings(sheet, row);
            }
        }
        if self.layout.sums != Sums::Absent {
            self.sum(sheet, *row, "合计", &households.iter().collect::<Vec<_>>());
            *row += 1;
        }
    }

    fn household(&mut self, sheet: &mut Sheet, row: usize, (village, index): (usize, usize), serial: &mut usize) {
        let household = &self.town.villages[village].households[index];
        for (offset, resident) in household.residents.iter().enumerate() {
            *serial += 1;
            for (place, column) in self.layout.columns.iter().enumerate() {
                let cell = match column {
                    Column::Serial => Cell::Number(*serial as f64),
                    Column::Village => Cell::text(&self.town.villages[village].name),
                    Column::VillageCode => Cell::text(self.town.villages[village].code.as_deref().unwrap_or_default()),
                    Column::Number | Column::Head if offset > 0 && self.layout.households != Households::Repeated => {
                        Cell::Blank
                    }
                    Column::Number => Cell::text(&household.number),
                    Column::Head => Cell::text(&household.head),
                    Column::Hamlet => Cell::text(&household.hamlet),
                    column => self.cell(*column, resident),
                };
                sheet.set(row + offset, place + self.layout.origin.1, cell);
            }
            self.places.push(Place {
                sheet: self.sheets.len(),
                row: row + offset,
                village,
                household: index,
                resident: offset,
            });
        }
        if self.layout.households == Households::Merged {
            for (place, column) in self.layout.columns.iter().enumerate() {
                if matches!(column, Column::Number | Column::Head) {
                    let place = place + self.layout.origin.1;
                    sheet.merge((row, place), (row + household.residents.len() - 1, place));
                }
            }
        }
    }

    fn cell(&self, column: Column, resident: &Resident) -> Cell {
        match column {
            Column::Grid => Cell::text(&resident.grid),
            Column::Name => Cell::text(&resident.name),
            Column::Relation => Cell::text(&resident.relation),
            Column::Sex => Cell::text(&resident.sex),
            Column::Id if resident.id.is_empty() => Cell::Blank,
            Column::Id => (self.layout.id)(&resident.id),
            Column::Birth => resident.birth.map_or(Cell::Blank, Cell::Day),
            Column::Phone => Cell::text(&resident.phone),
            Column::Party => Cell::text(&resident.party),
            Column::Presence => Cell::text(&resident.presence),
            Column::Tick(category) if resident.ticks.contains(&category) => self.layout.tick.0.clone(),
            Column::Tick(_) => self.layout.tick.1.clone(),
            Column::Categories => Cell::text(&names_of(resident.ticks.iter().copied())),
            _ => Cell::Blank,
        }
    }

    fn sum(&self, sheet: &mut Sheet, row: usize, label: &str, households: &[&Household]) {
        let people: usize = households.iter().map(|household| household.residents.len()).sum();
        sheet.set(row, self.layout.origin.1, Cell::text(label));
        for (column, number) in [(Column::Number, households.len()), (Column::Name, people)] {
            if let Some(place) = self.layout.columns.iter().position(|other| *other == column) {
                sheet.set(row, place + self.layout.origin.1, Cell::Number(number as f64));
            }
        }
    }
}

/// The names of categories as they stand in one cell.
pub fn names_of(categories: impl Iterator<Item = Category>) -> String {
    categories.map(Category::heading).collect::<Vec<_>>().join("、")
}

fn grid_of(household: &Household) -> &str {
    &household.residents[0].grid
}

fn group_line(village: &Village, grid: &Grid, founded: bool) -> Vec<Cell> {
    let code = village.code.as_deref().unwrap_or_default();
    let (members, volunteers) = (grid.members.join("、"), grid.volunteers.join("、"));
    let texts = [&village.name, code, &grid.name, &grid.group, &grid.leader, &grid.leader_phone, &grid.basis];
    let mut line: Vec<Cell> = texts.into_iter().map(Cell::text).collect();
    line.extend([Cell::text(&members), Cell::text(&volunteers)]);
    line.extend(founded.then(|| grid.founded.map_or(Cell::Blank, Cell::Day)));
    line
}
