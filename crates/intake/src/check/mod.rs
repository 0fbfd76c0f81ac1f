//! Reads the recognised tables, cell by cell, and names what is wrong.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn as Field};
use hongwang_domain::{FIRST_YEAR_OF_FACTS, Rulebook};
use hongwang_spreadsheet::Workbook;

use crate::choices::{Choices, Kind, SheetChoice};
use crate::dates::DateFault;
use crate::dictionary::Dictionary;
use crate::finding::{About, FaultCode};
use crate::intake::{GridIn, HouseholdIn, Intake, Known, Nothing, VillageIn};
use crate::places::{VillageBook, VillageEntry};
use crate::recognise::{Context, Role, Section, StatedCell, Table, View, Wanted, cell_at, is_blank, tables};
use crate::survey::{Survey, VillageWhy};
use crate::text::is_too_long;

mod alike;
mod attributes;
mod carried;
mod categories;
mod groups;
mod heads;
mod household;
mod identity;
mod line;
mod names;
mod notices;
mod person;
mod place;
mod reading;
mod report;
mod residents;
mod survey;
mod table_village;

use groups::Groups;
use heads::settle_head;
use household::{Draft, Households};
use person::People;
use place::Places;
use report::{Report, Source};
use residents::TableReader;
use table_village::{Around, village_of_table};

/// Reads and checks a workbook, as a person decided where one did.
///
/// # Errors
/// When nothing can be taken from it.
pub fn recognise_and_check(
    workbook: &Workbook,
    known: &Known,
    choices: &Choices,
    rulebook: &Rulebook,
) -> Result<Intake, Nothing> {
    survey_and_check(workbook, known, choices, rulebook).1
}

/// As [`recognise_and_check`], with what was found out, so that a person can decide otherwise.
pub fn survey_and_check(
    workbook: &Workbook,
    known: &Known,
    choices: &Choices,
    rulebook: &Rulebook,
) -> (Survey, Result<Intake, Nothing>) {
    let words = Dictionary::new(rulebook, known.today);
    let views: Vec<View> = workbook.sheets.iter().map(View::new).collect();
    let sheets: Vec<SheetChoice> = (0..).take(views.len()).map(|index| choices.sheet(index)).collect();
    let tables: Vec<Vec<Table>> = views
        .iter()
        .zip(&sheets)
        .map(|(view, choice)| tables(view, Wanted { choice, hidden_rows: choices.hidden_rows }, &words))
        .collect();
    let mut desk = Desk::new(workbook, known, &words, &views, &tables, &sheets);
    let nothing = if is_blank(&workbook.sheets) {
        Some(Nothing::Empty)
    } else if tables.iter().all(Vec::is_empty) {
        Some(Nothing::NoHeading)
    } else {
        desk.sources.iter().all(|source| source.table.entries.is_empty()).then_some(Nothing::NoRows)
    };
    if let Some(nothing) = nothing {
        return (desk.survey(), Err(nothing));
    }
    desk.notices();
    desk.read_groups();
    desk.book.settle();
    desk.read_residents();
    (desk.survey(), Ok(desk.into_intake()))
}

/// What is collected while a workbook is read.
struct Desk<'a> {
    workbook: &'a Workbook,
    known: &'a Known,
    words: &'a Dictionary,
    views: &'a [View<'a>],
    tables: &'a [Vec<Table>],
    sheets: &'a [SheetChoice],
    /// Which village a table was taken for and why, by the place of the table in the list of tables.
    villages: HashMap<usize, (usize, VillageWhy)>,
    /// Every table, in order.
    sources: Vec<Source<'a>>,
    book: VillageBook,
    households: Households,
    report: Report,
    rows: u32,
}

impl<'a> Desk<'a> {
    fn new(
        workbook: &'a Workbook,
        known: &'a Known,
        words: &'a Dictionary,
        views: &'a [View<'a>],
        tables: &'a [Vec<Table>],
        sheets: &'a [SheetChoice],
    ) -> Self {
        let sources = (0..)
            .zip(views.iter().zip(tables))
            .flat_map(|(sheet, (view, tables))| tables.iter().map(move |table| Source { sheet, view, table }))
            .collect();
        let book = VillageBook::new(known, words);
        Self {
            workbook,
            known,
            words,
            views,
            tables,
            sheets,
            villages: HashMap::new(),
            sources,
            book,
            households: Households::default(),
            report: Report::default(),
            rows: 0,
        }
    }

    fn notices(&mut self) {
        let mut named = HashSet::new();
        for (sheet, (view, tables)) in (0..).zip(self.views.iter().zip(self.tables)) {
            notices::notices(sheet, view, tables, &mut named, &mut self.report);
        }
    }

    /// The lists of party groups come first: they say which grids there are.
    fn read_groups(&mut self) {
        for (table, source) in self.sources.clone().into_iter().enumerate() {
            if source.table.heading.kind != Kind::Groups || source.table.entries.is_empty() {
                continue;
            }
            let village = self.village_of(table, source, None);
            let stated = self.stated(source, source.table.context.date.as_ref());
            let mut groups = Groups::new(self.workbook, self.words, source, village, stated, self.known.create);
            for entry in &source.table.entries {
                groups.read(&source.view.sheet.rows[entry.index], &mut self.book, &mut self.report);
            }
        }
    }

    fn read_residents(&mut self) {
        let grids_are_listed = !self.sources_of(Kind::Groups).is_empty();
        let mut people = People::new(self.workbook, self.words);
        let mut above: Option<(Source<'a>, Option<usize>)> = None;
        for (table, source) in self.sources.clone().into_iter().enumerate() {
            if source.table.heading.kind != Kind::Residents || source.table.entries.is_empty() {
                continue;
            }
            let on_same_sheet = above.filter(|(other, _)| other.sheet == source.sheet);
            let village = self.village_of(table, source, on_same_sheet.and_then(|(_, village)| village));
            // Printed page after page, a table has its title and headings again in the middle of a household.
            if !on_same_sheet.is_some_and(|(other, _)| other.table.has_same_columns(&source.table.heading)) {
                self.households.interrupt();
            }
            above = Some((source, village));
            let grid = source.table.context.grid.clone().or_else(|| source.view.sheet.name.clone());
            let mut places = Places::new(self.words, village, grid, grids_are_listed, self.known.create);
            if self.sheets[usize::from(source.sheet)].village.is_some() {
                places = places.of_chosen_village();
            }
            let stated = self.stated(source, source.table.context.date.as_ref());
            let mut reader = TableReader::new(source, table, stated);
            let mut section = 0;
            for entry in &source.table.entries {
                while section < entry.section {
                    let Section { line, date } = &source.table.sections[section];
                    places.enter_section(line, &mut self.book);
                    reader.state(self.stated(source, date.as_ref()).or(stated));
                    self.households.interrupt();
                    section += 1;
                }
                let row = &source.view.sheet.rows[entry.index];
                reader.read(row, &mut places, &mut people, self);
            }
        }
    }

    fn sources_of(&self, kind: Kind) -> Vec<Source<'a>> {
        self.sources
            .iter()
            .copied()
            .filter(|source| source.table.heading.kind == kind && !source.table.entries.is_empty())
            .collect()
    }

    fn village_of(&mut self, table: usize, source: Source<'a>, above: Option<usize>) -> Option<usize> {
        let found = self.find_village(source, above);
        self.villages.extend(found.map(|found| (table, found)));
        found.map(|(village, _)| village)
    }

    fn find_village(&mut self, source: Source<'a>, above: Option<usize>) -> Option<(usize, VillageWhy)> {
        if let Some(name) = &self.sheets[usize::from(source.sheet)].village {
            return table_village::chosen(name, &mut self.book, self.words).map(|at| (at, VillageWhy::Chosen));
        }
        if says_village(source) {
            return None;
        }
        let context: &Context = &source.table.context;
        let around =
            Around { context, sheet: source.view.sheet.name.as_deref(), file_stem: &self.known.file_stem, above };
        village_of_table(&around, &mut self.book, self.words)
    }

    /// 填报日期; one that does not exist is named. Of other days only those that exist are taken.
    fn stated(&mut self, source: Source<'a>, cell: Option<&StatedCell>) -> Option<NaiveDate> {
        let cell = cell?;
        match self.words.dates.read_first(&cell.value, self.workbook) {
            Ok(dated) if cell.of_filling && dated.first().year() < FIRST_YEAR_OF_FACTS => {
                let mut warning = source.warning(FaultCode::DateInvalid, cell.row, Some(cell.column));
                warning.heading = Some(cell.label.as_str().into());
                self.report.push(warning.because("early"));
                None
            }
            Ok(dated) => dated.day_or_first().filter(|day| day.year() >= FIRST_YEAR_OF_FACTS),
            Err(fault) if cell.of_filling => {
                let mut warning = source.warning(FaultCode::DateInvalid, cell.row, Some(cell.column));
                warning.heading = Some(cell.label.as_str().into());
                self.report.push(if fault == DateFault::Ambiguous { warning.because("ambiguous") } else { warning });
                None
            }
            Err(_) => None,
        }
    }

    fn into_intake(mut self) -> Intake {
        let mut households: BTreeMap<usize, Vec<HouseholdIn>> = BTreeMap::new();
        let mut rows: HashMap<(u16, u32), (usize, Option<CompactString>)> = HashMap::new();
        let mut numbers = alike::Numbers::default();
        for mut draft in std::mem::take(&mut self.households).into_drafts() {
            numbers.compare(&draft, &self.sources, &mut self.report);
            let head = settle_head(&mut draft, &self.sources, &mut self.report);
            for row in &draft.rows {
                rows.insert((self.sources[row.table].sheet, row.row), (draft.village, draft.head_name.clone()));
            }
            let entry = self.book.entry(draft.village);
            let grid = draft.grid.and_then(|at| entry.grids.entries()[at].taken);
            households.entry(draft.village).or_default().push(household(draft, head, grid, self.words));
        }
        let about: HashSet<(u16, u32)> = self.report.rows().collect();
        let about = about.into_iter().filter_map(|place| {
            let (village, head) = rows.get(&place)?;
            let village = self.book.entry(*village).name.as_str().into();
            Some((place, About { village, head: head.clone().filter(|name| !is_too_long(name)) }))
        });
        self.report.tell_about(&about.collect());
        let entries =
            self.book.into_entries().into_iter().enumerate().filter(|(_, entry)| entry.accepted && entry.mentioned);
        let villages = entries.map(|(at, entry)| village(entry, households.remove(&at).unwrap_or_default()));
        Intake { rows: self.rows, villages: villages.collect(), findings: self.report.into_findings() }
    }
}

/// Whether the rows of a table name their villages.
fn says_village(source: Source) -> bool {
    let role = match source.table.heading.kind {
        Kind::Residents => Role::Resident(Field::Village),
        Kind::Groups => Role::Group(GroupColumn::Village),
    };
    let filled = |column: u32| {
        source.table.entries.iter().any(|entry| cell_at(&source.view.sheet.rows[entry.index], column).is_some())
    };
    source.table.column(role).is_some_and(|column| filled(column.index))
}

fn household(draft: Draft, head: Option<usize>, grid: Option<usize>, words: &Dictionary) -> HouseholdIn {
    HouseholdIn {
        number: draft.number.map(Into::into),
        // The row of so long a name is kept out, and says why.
        head_name: draft.head_name.filter(|name| !is_too_long(name)).map(Into::into),
        grid,
        hamlet: draft.hamlet.map(Into::into),
        categories: draft.categories.into_iter().map(|(at, holds)| (words.categories[at].0.clone(), holds)).collect(),
        residents: draft.residents,
        head,
        told: draft.told,
        stated: draft.stated,
        place: draft.place,
    }
}

fn village(entry: VillageEntry, households: Vec<HouseholdIn>) -> VillageIn {
    let grids = entry.grids.into_taken().into_iter();
    let grids: Vec<GridIn> =
        grids.map(|grid| GridIn { name: grid.name, code: grid.code, number: grid.number, group: grid.group }).collect();
    let stated = households
        .iter()
        .filter_map(|household| household.stated)
        .chain(grids.iter().filter_map(|grid| grid.group.as_ref()?.stated))
        .max();
    VillageIn { name: entry.name, code: entry.code, stated, grids, households }
}
