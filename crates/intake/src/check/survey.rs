//! What was found out, put together for a person.

use std::collections::BTreeMap;

use hongwang_domain::UnitCode;
use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};
use hongwang_spreadsheet::Row;

use crate::check::report::Source;
use crate::check::{Desk, says_village};
use crate::mask::masked;
use crate::recognise::{Column, Role};
use crate::survey::{ColumnSurvey, SheetSurvey, Survey, TableSurvey, VillageWhy};
use crate::taken::Taken;

/// Values that are shown of a column, and characters of each.
const SAMPLES: usize = 3;
const CHARACTERS: usize = 30;

impl Desk<'_> {
    /// What was found out.
    pub(super) fn survey(&self) -> Survey {
        let sheets = (0..).zip(self.views).map(|(index, view): (u16, _)| {
            let sheet = view.sheet;
            let tables = self.sources.iter().enumerate().filter(|(_, source)| source.sheet == index);
            SheetSurvey {
                name: sheet.name.clone(),
                hidden: sheet.hidden,
                skipped: self.sheets[usize::from(index)].skip,
                rows: count(sheet.rows.len()),
                hidden_rows: count(sheet.rows.iter().filter(|row| row.hidden).count()),
                tables: tables.map(|(at, source)| self.survey_table(at, *source)).collect(),
            }
        });
        let (encoding, delimiter) = (self.workbook.encoding, self.workbook.delimiter);
        Survey { encoding, delimiter, sheets: sheets.collect() }
    }

    fn survey_table(&self, at: usize, source: Source<'_>) -> TableSurvey {
        let rows: Vec<&Row> = source.table.entries.iter().map(|entry| &source.view.sheet.rows[entry.index]).collect();
        let village = self.villages.get(&at);
        let stated = source.table.context.date.as_ref();
        let stated = stated.and_then(|cell| self.words.dates.read_first(&cell.value, self.workbook).ok());
        TableSurvey {
            kind: source.table.heading.kind,
            heading_row: source.table.found.last_row,
            rows: count(rows.len()),
            hidden_rows: count(rows.iter().filter(|row| row.hidden).count()),
            left_out: source.table.left_out,
            village: village.map(|(village, _)| self.book.entry(*village).name.clone()),
            why: village.map(|(_, why)| *why).or_else(|| says_village(source).then_some(VillageWhy::Column)),
            stated: stated.and_then(|dated| dated.day_or_first()),
            columns: self.survey_columns(source, &rows),
        }
    }

    fn survey_columns(&self, source: Source<'_>, rows: &[&Row]) -> Vec<ColumnSurvey> {
        let mut seen: BTreeMap<u32, (u32, Vec<String>)> = BTreeMap::new();
        for row in rows {
            for cell in &row.cells {
                let (filled, samples) = seen.entry(cell.column).or_default();
                *filled += 1;
                if samples.len() < SAMPLES
                    && let Some(text) = source.view.typed(row.number, cell)
                {
                    let text: String = text.chars().take(CHARACTERS).collect();
                    if !samples.contains(&text) {
                        samples.push(text);
                    }
                }
            }
        }
        let heading = &source.table.heading;
        // Columns below no heading have no place in the list of headings.
        let mut columns: Vec<Column> = heading.columns.clone();
        let unnamed = seen.keys().filter(|index| heading.columns.iter().all(|column| column.index != **index));
        columns.extend(unnamed.map(|index| Column { index: *index, heading: "".into(), role: Role::Ignored }));
        columns.sort_by_key(|column| column.index);
        columns
            .into_iter()
            .map(|column| {
                let found = source.table.found.columns.iter().find(|found| found.index == column.index);
                let taken = self.taken(column.role);
                let (filled, samples) = seen.remove(&column.index).unwrap_or_default();
                let is_number = taken.is_number_of_person();
                // A village's code is nobody's number.
                let says_code = matches!(
                    taken,
                    Taken::Resident(ResidentColumn::VillageCode) | Taken::Group(GroupColumn::VillageCode)
                );
                ColumnSurvey {
                    column: column.index,
                    heading: column.heading.to_string(),
                    found: found.map_or(Taken::LeftOut, |found| self.taken(found.role)),
                    open: found.is_none_or(Column::may_be_chosen),
                    hidden: source.view.sheet.hides_column(column.index),
                    filled,
                    samples: if taken == Taken::LeftOut {
                        Vec::new()
                    } else {
                        let is_code = |text: &str| {
                            says_code && UnitCode::parse(text).is_some_and(|code| code.as_str().len() == 12)
                        };
                        let shown = |text: &String| if is_code(text) { text.clone() } else { masked(text, is_number) };
                        samples.iter().map(shown).collect()
                    },
                    taken,
                }
            })
            .collect()
    }

    fn taken(&self, role: Role) -> Taken {
        match role {
            Role::Resident(field) => Taken::Resident(field),
            Role::Group(field) => Taken::Group(field),
            Role::Category(at) => Taken::Category(self.words.categories[at].0.clone()),
            Role::Ignored => Taken::LeftOut,
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
