//! One sheet: whether it is read, whose village it is, as what its columns are taken.

use hongwang_domain::Rulebook;
use hongwang_intake::{Choices, Kind, SheetSurvey, TableSurvey, Taken, VillageWhy};
use hongwang_spreadsheet::column_name;
use hongwang_web::components::Choice;
use hongwang_web::{Change, Tongue};

use super::{sheet_name, takings};
use crate::pages::shown::Sent;

/// What is shown of a sheet.
pub(super) struct SheetPart {
    pub(super) index: u16,
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) rows: u32,
    pub(super) used: Control,
    pub(super) village: Control,
    /// Value, label, chosen; the first is what was found out.
    pub(super) villages: Vec<(String, String, bool)>,
    /// The row of the headings where none was recognised, or one was pointed at.
    pub(super) heading: Option<(Control, Control)>,
    /// What somebody else decided meanwhile.
    pub(super) changes: Vec<Change>,
    pub(super) tables: Vec<TablePart>,
}

/// What a control shows, what stood there before, and what is wrong with it.
#[derive(Clone)]
pub(super) struct Control {
    pub(super) value: String,
    pub(super) was: String,
    pub(super) fault: Option<String>,
}

impl Control {
    fn new(sent: Sent<'_>, name: &str, standing: &str) -> Self {
        Self { value: sent.value(name, standing), was: standing.to_owned(), fault: sent.fault(name) }
    }
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
    pub(super) taken: Control,
}

impl SheetPart {
    pub(super) fn of(
        t: Tongue,
        index: u16,
        sheet: &SheetSurvey,
        choices: &Choices,
        villages: &[Choice],
        rulebook: &Rulebook,
        sent: Sent<'_>,
    ) -> Self {
        let chosen = choices.sheet(index);
        let heading = chosen.heading;
        let asks_heading = heading.is_some() || (sheet.tables.is_empty() && sheet.rows > 0 && !chosen.skip);
        let named = |what: &str| format!("sheet-{index}-{what}");
        let yes_or_no = |chosen: bool| if chosen { "yes" } else { "no" };
        let used = Control::new(sent, &named("use"), yes_or_no(!chosen.skip));
        let village = Control::new(sent, &named("village"), chosen.village.as_deref().unwrap_or_default());
        let mut all = vec![Choice::new("", found_village(t, sheet))];
        all.extend(villages.iter().cloned());
        let label = |value: &str| all.iter().find(|choice| choice.value == value).map(|choice| choice.label.clone());
        let word = |value: &str| label(value).unwrap_or_else(|| value.to_owned());
        let tables: Vec<TablePart> =
            sheet.tables.iter().map(|table| TablePart::of(t, index, table, rulebook, sent)).collect();
        let use_word = |value: &str| t.of("workbook-sheet-use", value);
        let of_sheet = [
            sent.change(&named("use"), &used.was, &t.say("workbook-sheet-use"), use_word),
            sent.change(&named("village"), &village.was, &t.say("workbook-sheet-village"), word),
        ];
        let of_columns = tables.iter().flat_map(|table| table.changes(sent)).collect::<Vec<_>>();
        let kind = heading.map_or("residents", |heading| match heading.kind {
            Kind::Residents => "residents",
            Kind::Groups => "groups",
        });
        Self {
            index,
            name: sheet_name(t, usize::from(index), sheet),
            hidden: sheet.hidden,
            rows: sheet.rows,
            used,
            villages: all
                .iter()
                .map(|one| (one.value.clone(), one.label.clone(), one.value == village.value))
                .collect(),
            village,
            heading: asks_heading.then(|| {
                let row = heading.map(|heading| heading.row.to_string()).unwrap_or_default();
                (Control::new(sent, &named("heading"), &row), Control::new(sent, &named("kind"), kind))
            }),
            changes: of_sheet.into_iter().flatten().chain(of_columns).collect(),
            tables,
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
    fn of(t: Tongue, sheet: u16, table: &TableSurvey, rulebook: &Rulebook, sent: Sent<'_>) -> Self {
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
        let name = |column: u32| format!("column-{sheet}-{}-{column}", table.heading_row);
        let columns = table.columns.iter().map(|column| ColumnPart {
            letters: column_name(column.column),
            heading: Some(column.heading.clone()).filter(|heading| !heading.is_empty()),
            hidden: column.hidden,
            open: column.open,
            known: column.taken != Taken::LeftOut,
            samples: column.samples.join(" · "),
            taken: Control::new(sent, &name(column.column), &column.taken.to_string()),
            name: name(column.column),
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
        self.takings.iter().map(|(value, label)| (value.as_str(), label.as_str(), *value == column.taken.value))
    }

    /// What somebody else took its columns for meanwhile.
    fn changes(&self, sent: Sent<'_>) -> Vec<Change> {
        let label = |value: &str| self.takings.iter().find(|(known, _)| known == value).map(|(_, label)| label.clone());
        let word = |value: &str| label(value).unwrap_or_else(|| value.to_owned());
        let of = |column: &ColumnPart| {
            let heading = column.heading.as_deref().unwrap_or_default();
            sent.change(&column.name, &column.taken.was, format!("{} {heading}", column.letters).trim(), word)
        };
        self.columns.iter().filter_map(of).collect()
    }
}
