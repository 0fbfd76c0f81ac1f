//! The ledger as CSV: a line per grid and per total, every line complete in itself, so that it can be filtered and summed.
//!
//! Figures are plain numbers and codes plain digits (at most 15 of them, which every spreadsheet program keeps exactly);
//! names come back as they were, except that text which a spreadsheet program would take for a formula gets an
//! apostrophe in front.

use hongwang_domain::rulebook::ledger::LedgerColumn;

use crate::lines::Total;
use crate::wording::Wording;
use crate::{Counts, Declared, Detail, Row, Sheet};

/// Without it Excel reads the file in the machine's own code page.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) fn write(sheet: &Sheet) -> Vec<u8> {
    let table = Table {
        sheet,
        words: Wording(sheet.language),
        columns: sheet.layout.columns().collect(),
        with_names: sheet.ledger.rows.iter().any(|row| row.names.is_some()),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    for line in table.lines() {
        // Cannot fail: a vector takes every byte, and every line has as many cells as the first.
        let written = writer.write_record(line.iter().map(|cell| neutral(cell)));
        debug_assert!(written.is_ok());
    }
    writer.into_inner().unwrap_or_default()
}

/// Text that Excel, LibreOffice or WPS would run as a formula, made plain (OWASP "CSV Injection", the full-width forms
/// included, which Chinese and Japanese editions take for their narrow ones).
fn neutral(cell: &str) -> String {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if cell.starts_with(STARTS) { format!("'{cell}") } else { cell.to_owned() }
}

struct Table<'a> {
    sheet: &'a Sheet<'a>,
    words: Wording,
    columns: Vec<&'a LedgerColumn>,
    with_names: bool,
}

impl Table<'_> {
    fn lines(&self) -> Vec<Vec<String>> {
        let ledger = self.sheet.ledger.lines();
        let mut lines = vec![self.head()];
        for town in &ledger.towns {
            for village in &town.villages {
                if self.sheet.detail == Detail::Grids {
                    lines.extend(village.rows.iter().map(|(number, row)| self.row(*number, row)));
                }
                if self.sheet.detail != Detail::Towns {
                    lines.extend(village.total.as_ref().map(|total| self.total(total)));
                }
            }
            lines.extend(town.total.as_ref().map(|total| self.total(total)));
        }
        lines.extend(ledger.own.as_ref().map(|total| self.total(total)));
        lines
    }

    fn head(&self) -> Vec<String> {
        let mut cells: Vec<String> = HEADINGS.iter().map(|key| self.words.say(key)).collect();
        cells.extend(self.columns.iter().map(|column| self.words.column(column)));
        cells.extend(DECLARED.iter().map(|key| self.words.say(key)));
        if self.with_names {
            let named = |column: &&LedgerColumn| {
                self.words.say_with("ledger-column-names", &[("column", &self.words.column(column))])
            };
            cells.extend(self.categories().map(named));
        }
        cells.extend(CONTEXT.iter().map(|key| self.words.say(key)));
        cells.extend(self.sheet.mark.map(|_| self.words.say("ledger-csv-taken")));
        cells
    }

    fn row(&self, number: Option<u32>, row: &Row) -> Vec<String> {
        let kind = if row.code.is_some() { "ledger-csv-line-grid" } else { "ledger-csv-line-no-grid" };
        let place = vec![
            self.words.say(kind),
            row.town.clone(),
            row.village.clone(),
            row.village_code.to_string(),
            written(number),
            written(row.grid.as_ref()),
            written(row.code.as_ref()),
            written(row.group.as_ref()),
            written(row.leader.as_ref()),
            self.words.list(&row.members),
            self.words.list(&row.volunteers),
        ];
        self.line(place, Some(row), &row.counts, row.declared.as_ref())
    }

    fn total(&self, total: &Total) -> Vec<String> {
        let mut place = vec![
            self.words.say(&format!("ledger-csv-line-{}", total.kind.as_str())),
            written(total.town),
            written(total.village.map(|village| &village.name)),
            written(total.village.map(|village| &village.code)),
        ];
        place.resize(HEADINGS.len(), String::new());
        self.line(place, None, &total.counts, total.declared.as_ref())
    }

    fn line(&self, place: Vec<String>, row: Option<&Row>, counts: &Counts, declared: Option<&Declared>) -> Vec<String> {
        let mut cells = place;
        cells.extend(self.columns.iter().map(|column| counts.get(&column.id).to_string()));
        cells.push(written(declared.and_then(|declared| declared.households)));
        cells.push(written(declared.and_then(|declared| declared.residents)));
        cells.push(written(declared.map(|declared| declared.as_of)));
        if self.with_names {
            let names = row.and_then(|row| row.names.as_ref());
            let of = |column: &&LedgerColumn| names.and_then(|names| names.get(&column.id));
            cells.extend(self.categories().map(|column| written(of(column).map(|names| self.words.list(names)))));
        }
        cells.push(self.sheet.ledger.as_of.to_string());
        cells.push(self.words.basis(self.sheet.ledger.basis));
        cells.extend(self.sheet.mark.map(str::to_owned));
        cells
    }

    fn categories(&self) -> impl Iterator<Item = &&LedgerColumn> {
        self.columns.iter().filter(|column| column.is_category())
    }
}

/// What there is, as text; nothing for what is not there.
fn written(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

const HEADINGS: [&str; 11] = [
    "ledger-csv-line",
    "ledger-head-town",
    "ledger-head-village",
    "ledger-correction-village-code",
    "ledger-head-number",
    "ledger-head-grid",
    "ledger-correction-grid-code",
    "ledger-head-group",
    "ledger-head-leader",
    "ledger-head-members",
    "ledger-head-volunteers",
];
const DECLARED: [&str; 3] = ["ledger-declared-households", "ledger-declared-residents", "ledger-declared-as-of"];
const CONTEXT: [&str; 2] = ["ledger-csv-as-of", "ledger-csv-basis"];
