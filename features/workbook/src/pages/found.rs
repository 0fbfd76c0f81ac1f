//! What was found in the file, in a few lines, before anybody decides: the encoding, the sheets, what is hidden, what is
//! not known.

use std::collections::BTreeSet;

use hongwang_intake::{Choices, ColumnSurvey, SheetSurvey, Survey, Taken};
use hongwang_web::Tongue;

use crate::form::label;
use crate::pages::columns::sheet_name;

/// So many headings or sheets are named in a line.
const NAMED: usize = 8;

/// What was found.
pub(crate) struct Found {
    /// Label, words, and whether a person should look.
    pub(crate) lines: Vec<(&'static str, String, bool)>,
}

impl Found {
    pub(crate) fn of(t: Tongue, survey: &Survey, choices: &Choices) -> Self {
        let sheets = || survey.sheets.iter().enumerate();
        let names = |wanted: &dyn Fn(&SheetSurvey) -> bool| {
            let chosen = sheets().filter(|(_, sheet)| wanted(sheet));
            joined(t, chosen.map(|(index, sheet)| sheet_name(t, index, sheet)).collect())
        };
        let taken = |sheet: &SheetSurvey| !sheet.skipped && !sheet.tables.is_empty();
        let mut lines = Vec::new();
        if let Some(encoding) = survey.encoding {
            let chosen = choices.encoding.is_some();
            let key = if chosen { "workbook-found-encoding-chosen" } else { "workbook-found-encoding" };
            lines.push(("workbook-found-text", t.say1(key, "encoding", encoding.as_str()), false));
        }
        let used = names(&taken);
        if !used.is_empty() && survey.sheets.iter().any(|sheet| sheet.name.is_some()) {
            lines.push(("workbook-found-sheets", used, false));
        }
        let hidden = names(&|sheet| sheet.hidden && taken(sheet));
        if !hidden.is_empty() {
            lines.push(("workbook-found-hidden-sheets", t.say1("workbook-found-read", "names", hidden), true));
        }
        let out = names(&|sheet| !taken(sheet) && sheet.rows > 0);
        if !out.is_empty() {
            let unknown = sheets().any(|(_, sheet)| !sheet.skipped && sheet.tables.is_empty() && sheet.rows > 0);
            lines.push(("workbook-found-sheets-out", out, unknown));
        }
        let rows: u32 = survey.sheets.iter().map(|sheet| sheet.hidden_rows).sum();
        let key = match (rows, choices.hidden_rows) {
            (0, _) => "workbook-found-rows-none",
            (_, true) => "workbook-found-rows-read",
            (_, false) => "workbook-found-rows-out",
        };
        lines.push(("workbook-found-hidden-rows", t.say1(key, "count", rows), rows > 0));
        let left_out = |column: &&ColumnSurvey| column.taken == Taken::LeftOut && !column.heading.is_empty();
        let tables = || survey.sheets.iter().filter(|sheet| !sheet.skipped).flat_map(|sheet| &sheet.tables);
        let known = tables().flat_map(|table| &table.columns).filter(|column| column.taken != Taken::LeftOut);
        let known = mapped(t, known);
        if !known.is_empty() {
            lines.push(("workbook-found-columns", known, false));
        }
        let all = || tables().flat_map(|table| &table.columns).filter(left_out);
        // What the product never records is no question; what it does not know may be.
        let unknown = headings(all().filter(|column| column.open && column.found == Taken::LeftOut));
        if !unknown.is_empty() {
            lines.push(("workbook-found-unknown", joined(t, unknown), true));
        }
        let dropped = headings(all().filter(|column| !column.open || column.found != Taken::LeftOut));
        if !dropped.is_empty() {
            lines.push(("workbook-found-columns-out", joined(t, dropped), false));
        }
        Self { lines }
    }

    /// Whether a person should look at the columns.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.lines.iter().any(|(.., doubt)| *doubt)
    }
}

/// 姓名、电话（当作联系电话）: every column that is read, and as what where it is headed otherwise.
fn mapped<'a>(t: Tongue, columns: impl Iterator<Item = &'a ColumnSurvey>) -> String {
    let mut all: Vec<String> = Vec::new();
    for column in columns {
        let taken = label(t, &column.taken);
        let words = match column.heading == taken {
            true => taken,
            false => t.say2("workbook-found-taken", "heading", &column.heading, "taken", taken),
        };
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all.join(&t.say("web-comma"))
}

fn headings<'a>(columns: impl Iterator<Item = &'a ColumnSurvey>) -> Vec<String> {
    let all: BTreeSet<&str> = columns.map(|column| column.heading.as_str()).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// The first ones by name, the rest counted.
fn joined(t: Tongue, names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named: Vec<String> = names.into_iter().take(NAMED).collect();
    let named = named.join(&t.say("web-comma"));
    if more == 0 { named } else { t.say2("workbook-found-more", "names", named, "more", more) }
}
