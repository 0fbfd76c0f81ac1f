//! The ledger as a table for the terminal.

use hongwang_domain::rulebook::ledger::LedgerColumn;

use crate::lines::Total;
use crate::width::{columns, cut};
use crate::wording::Wording;
use crate::{Counts, Row, Sheet};

/// Longer names are cut, so that a line stays on one line.
const WIDEST_TEXT: usize = 28;
/// Between two columns.
const GAP: &str = "  ";

pub(crate) fn write(sheet: &Sheet) -> String {
    let words = Wording(sheet.language);
    let ledger = sheet.ledger;
    let mut text = format!("{}\n", words.say("ledger-title"));
    text.push_str(&sheet.facts().join(GAP));
    text.push_str("\n\n");
    if ledger.rows.is_empty() {
        text.push_str(&words.say("ledger-empty"));
        text.push('\n');
    }
    text.push_str(&table(sheet, words).written());
    for note in sheet.notes("ledger-snapshot-corrected") {
        text.push_str(&note);
        text.push('\n');
    }
    text
}

fn table(sheet: &Sheet, words: Wording) -> Table {
    let ledger = sheet.ledger;
    let figures: Vec<&LedgerColumn> = sheet.layout.columns().collect();
    let spans_towns = ledger.spans_towns();
    let mut table = Table { texts: LABELS.len() + usize::from(spans_towns), lines: Vec::new() };
    let line = |town: &str, labels: [String; LABELS.len()], counts: &Counts| {
        let town = spans_towns.then(|| town.to_owned());
        let figures = figures.iter().map(|column| counts.get(&column.id).to_string());
        Line::Cells(town.into_iter().chain(labels).chain(figures).collect())
    };
    let town_heading = spans_towns.then(|| words.say("ledger-head-town"));
    let headings = LABELS.iter().map(|key| words.say(key)).chain(figures.iter().map(|column| words.column(column)));
    table.lines.push(Line::Cells(town_heading.into_iter().chain(headings).collect()));
    table.lines.push(Line::Rule);
    let total = |total: &Total| {
        let mut labels = [const { String::new() }; LABELS.len()];
        labels[0] = words.total(total.of);
        line(total.town.unwrap_or_default(), labels, &total.counts)
    };
    let lines = ledger.lines();
    for town in &lines.towns {
        for village in &town.villages {
            table.lines.extend(
                village.rows.iter().map(|(number, row)| line(town.name, labels(words, *number, row), &row.counts)),
            );
            table.lines.extend(village.total.as_ref().map(total));
            table.lines.push(Line::Rule);
        }
        if let Some(sum) = &town.total {
            table.lines.extend([total(sum), Line::Rule]);
        }
    }
    table.lines.extend(lines.own.as_ref().map(total));
    table
}

const LABELS: [&str; 5] =
    ["ledger-head-village", "ledger-head-group", "ledger-head-leader", "ledger-head-members", "ledger-head-volunteers"];

fn labels(words: Wording, number: Option<u32>, row: &Row) -> [String; LABELS.len()] {
    let people = |names: &[String]| match names {
        [] => String::new(),
        _ => words.say_with("ledger-people-count", &[("count", &names.len().to_string())]),
    };
    let group = match number {
        Some(number) => format!("{number} {}", words.group(row)),
        None => words.group(row),
    };
    let leader = row.leader.clone().unwrap_or_default();
    [row.village.clone(), group, leader, people(&row.members), people(&row.volunteers)]
}

/// Cells in columns that are as wide as their widest cell.
struct Table {
    /// How many columns from the left are text; the others are figures, to the right.
    texts: usize,
    lines: Vec<Line>,
}

enum Line {
    Cells(Vec<String>),
    Rule,
}

impl Table {
    fn written(&self) -> String {
        let widths = self.widths();
        let whole = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
        let mut text = String::new();
        for line in &self.lines {
            match line {
                Line::Rule => text.push_str(&"-".repeat(whole)),
                Line::Cells(cells) => text.push_str(self.line(cells, &widths).trim_end()),
            }
            text.push('\n');
        }
        text
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let cell = |(at, (cell, width)): (usize, (&String, &usize))| {
            // A control character in a name would steer the terminal.
            let cell = cut(&cell.replace(char::is_control, ""), *width);
            let padding = " ".repeat(width - columns(&cell).min(*width));
            if at < self.texts { cell + &padding } else { padding + &cell }
        };
        cells.iter().zip(widths).enumerate().map(cell).collect::<Vec<_>>().join(GAP)
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for line in &self.lines {
            let Line::Cells(cells) = line else { continue };
            widths.resize(cells.len().max(widths.len()), 0);
            for (at, (width, cell)) in widths.iter_mut().zip(cells).enumerate() {
                let widest = if at < self.texts { WIDEST_TEXT } else { usize::MAX };
                *width = columns(cell).min(widest).max(*width);
            }
        }
        widths
    }
}
