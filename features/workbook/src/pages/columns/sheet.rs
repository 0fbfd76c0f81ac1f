//! One sheet: whether it is read, whose village it is, as what its columns are taken.

use hongwang_domain::Rulebook;
use hongwang_intake::{Choices, Kind, SheetSurvey, TableSurvey, Taken, VillageWhy};
use hongwang_spreadsheet::column_name;
use hongwang_web::Tongue;
use hongwang_web::components::Choice;

use super::{sheet_name, takings};

/// What is shown of a sheet.
pub(super) struct SheetPart {
    pub(super) index: u16,
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) rows: u32,
    pub(super) used: bool,
    /// Value, label, chosen; the first is what was found out.
    pub(super) villages: Vec<(String, String, bool)>,
    /// The row of the headings where none was recognised, or one was pointed at.
    pub(super) heading: Option<(String, bool)>,
    pub(super) tables: Vec<TablePart>,
}

/// What is shown of a table.
pub(super) struct TablePart {
    pub(super) title: String,
    pub(super) notes: Vec<String>,
    pub(super) columns: Vec<ColumnPart>,
    takings: Vec<(String, String)>,
}

/// What is shown of a column.
pub(super) struct ColumnPart {
    pub(super) letters: String,
    pub(super) heading: Option<String>,
    pub(super) hidden: bool,
    pub(super) open: bool,
    pub(super) known: bool,
    pub(super) samples: String,
    pub(super) name: String,
    taken: String,
}

impl SheetPart {
    pub(super) fn of(
        t: Tongue,
        index: u16,
        sheet: &SheetSurvey,
        choices: &Choices,
        villages: &[Choice],
        rulebook: &Rulebook,
    ) -> Self {
        let chosen = choices.sheet(index);
        let heading = chosen.heading;
        let asks_heading = heading.is_some() || (sheet.tables.is_empty() && sheet.rows > 0 && !chosen.skip);
        let is_chosen = |choice: &Choice| chosen.village.as_deref() == Some(choice.value.as_str());
        let auto = (String::new(), found_village(t, sheet), chosen.village.is_none());
        let named = villages.iter().map(|choice| (choice.value.clone(), choice.label.clone(), is_chosen(choice)));
        Self {
            index,
            name: sheet_name(t, usize::from(index), sheet),
            hidden: sheet.hidden,
            rows: sheet.rows,
            used: !chosen.skip,
            villages: std::iter::once(auto).chain(named).collect(),
            heading: asks_heading.then(|| {
                let row = heading.map(|heading| heading.row.to_string()).unwrap_or_default();
                (row, heading.is_some_and(|heading| heading.kind == Kind::Groups))
            }),
            tables: sheet.tables.iter().map(|table| TablePart::of(t, index, table, rulebook)).collect(),
        }
    }

    pub(super) fn has_tables(&self) -> bool {
        !self.tables.is_empty()
    }
}

/// 自动认（新欣社区，看工作表名）
fn found_village(t: Tongue, sheet: &SheetSurvey) -> String {
    let table = sheet.tables.iter().find(|table| table.rows > 0 && table.why != Some(VillageWhy::Chosen));
    match table.map(|table| (&table.village, table.why)) {
        Some((Some(village), Some(why))) => {
            t.say2("workbook-sheet-village-found", "village", village, "why", t.of("workbook-why", why.as_str()))
        }
        Some((None, Some(_))) => t.say("workbook-sheet-village-column"),
        _ => t.say("workbook-sheet-village-auto"),
    }
}

impl TablePart {
    fn of(t: Tongue, sheet: u16, table: &TableSurvey, rulebook: &Rulebook) -> Self {
        let title = match table.kind {
            Kind::Residents => "workbook-table-residents",
            Kind::Groups => "workbook-table-groups",
        };
        let counted = |key: &str, count: u32| (count > 0).then(|| t.say1(key, "count", count));
        let notes = [
            table.stated.map(|day| t.say1("workbook-table-stated", "day", t.date(&day))),
            counted("workbook-table-hidden", table.hidden_rows),
            counted("workbook-table-left-out", table.left_out),
        ];
        let columns = table.columns.iter().map(|column| ColumnPart {
            letters: column_name(column.column),
            heading: Some(column.heading.clone()).filter(|heading| !heading.is_empty()),
            hidden: column.hidden,
            open: column.open,
            known: column.taken != Taken::LeftOut,
            samples: column.samples.join(" · "),
            name: format!("column-{sheet}-{}-{}", table.heading_row, column.column),
            taken: column.taken.to_string(),
        });
        Self {
            title: t.say2(title, "row", table.heading_row, "rows", table.rows),
            notes: notes.into_iter().flatten().collect(),
            columns: columns.collect(),
            takings: takings(t, table.kind, rulebook),
        }
    }

    /// The ways to take a column: value, words, chosen.
    pub(super) fn ways(&self, column: &ColumnPart) -> impl Iterator<Item = (&str, &str, bool)> {
        self.takings.iter().map(|(value, label)| (value.as_str(), label.as_str(), *value == column.taken))
    }
}
