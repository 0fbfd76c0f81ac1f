//! What a person, or a program, decides about an upload, as it is sent: flat names with texts.
//!
//! `version`; `encoding`, `delimiter`, `hidden_rows`, `effective`, `create`, `whole`; for a sheet by its index
//! `sheet-0-use`, `sheet-0-village`, `sheet-0-heading`, `sheet-0-kind`; for a column by sheet, heading row and column
//! `column-0-3-5`; for a cell by sheet, row and column `cell-0-4-3`. What is not sent stays as it was.

use std::collections::HashSet;

use chrono::NaiveDate;
use hongwang_intake::{Choices, HeadingChoice, Kind, SheetChoice, SheetSurvey, Survey, Taken};
use hongwang_spreadsheet::Encoding;
use hongwang_web::{Fault, Fields, Reading, Tongue};

use crate::upload::Typed;

/// What separates fields, by the name that is sent.
pub(crate) const DELIMITERS: [(&str, char); 4] = [("comma", ','), ("tab", '\t'), ("semicolon", ';'), ("bar", '|')];
/// The last row of the largest sheet.
const LAST_ROW: u32 = 1 << 20;
/// A village's name has no more characters.
const LONGEST_VILLAGE: usize = 20;

/// The cells that were typed anew, with the version that they were typed over. `again`: there need not be any.
///
/// # Errors
/// [`Fault::Invalid`] when there is none.
pub(crate) fn cells(fields: &Fields, tongue: Tongue, again: bool) -> Result<(i32, Vec<Typed>), Fault> {
    let mut form = Reading::of(fields, tongue);
    let version = form.version();
    let typed = fields.iter().filter_map(|(name, text)| {
        let place = name.strip_prefix("cell-").and_then(place)?;
        Some((place, text.trim().to_owned())).filter(|(_, text)| !text.is_empty())
    });
    let typed: Vec<Typed> = typed.collect();
    if typed.is_empty() && !again {
        form.fault("cells", tongue.say("workbook-mend-nothing"));
    }
    if form.has_faults() { Err(Fault::Invalid(form.into_faults())) } else { Ok((version, typed)) }
}

/// The cell whose correction is taken back, if one is: `back` with its name.
pub(crate) fn back(fields: &Fields) -> Option<(u16, u32, u32)> {
    fields.get("back").and_then(|name| place(name.strip_prefix("cell-")?))
}

/// The version that something is decided over, where nothing else is sent.
///
/// # Errors
/// [`Fault::Invalid`] when it is not there.
pub(crate) fn version(fields: &Fields, tongue: Tongue) -> Result<i32, Fault> {
    let mut form = Reading::of(fields, tongue);
    let version = form.version();
    form.finish().map(|()| version)
}

/// The choices that were sent, over those that stood.
///
/// # Errors
/// [`Fault::Invalid`] with what cannot be chosen.
pub(crate) fn choices(
    fields: &Fields,
    tongue: Tongue,
    standing: &Choices,
    survey: Option<&Survey>,
    today: NaiveDate,
) -> Result<(i32, Choices), Fault> {
    let mut form = Reading::of(fields, tongue);
    let version = form.version();
    let mut choices = standing.clone();
    if fields.has("encoding") {
        choices.encoding = form.optional_one_of("encoding", Encoding::from_text);
    }
    if fields.has("delimiter") {
        choices.delimiter = form.optional_one_of("delimiter", delimiter);
    }
    if fields.has("effective") {
        choices.effective = form.optional_day("effective");
        if choices.effective.is_some_and(|day| day > today) {
            form.fault("effective", tongue.say1("workbook-choice-future", "today", tongue.date(&today)));
        }
    }
    choices.hidden_rows = form.optional_one_of("hidden_rows", yes).unwrap_or(choices.hidden_rows);
    choices.create = form.optional_one_of("create", yes).unwrap_or(choices.create);
    // Checked once more as it is: nobody looked at the columns for that.
    choices.looked_at |= !is_bare(fields);
    choices.all_or_nothing = form.optional_one_of("whole", yes).unwrap_or(choices.all_or_nothing);
    for (index, sheet) in (0..).zip(survey.map(|survey| survey.sheets.as_slice()).unwrap_or_default()) {
        let mut chosen = choices.sheet(index);
        of_sheet(&mut form, fields, index, sheet, &mut chosen);
        choices.sheets.insert(index, chosen);
    }
    if let Some(survey) = survey.filter(|_| form.flag("alike")) {
        same_for_alike(fields, survey, &mut choices);
    }
    choices.sheets.retain(|_, sheet| *sheet != SheetChoice::default());
    if form.has_faults() { Err(Fault::Invalid(form.into_faults())) } else { Ok((version, choices)) }
}

/// Nothing is decided: it is only to be checked once more.
pub(crate) fn is_bare(fields: &Fields) -> bool {
    fields.iter().all(|(name, _)| matches!(name, "version" | "key"))
}

fn of_sheet(form: &mut Reading<'_>, fields: &Fields, index: u16, sheet: &SheetSurvey, chosen: &mut SheetChoice) {
    let named = |what: &str| format!("sheet-{index}-{what}");
    if let Some(used) = form.optional_one_of(&named("use"), yes) {
        chosen.skip = !used;
    }
    if fields.has(&named("village")) {
        let village = fields.get(&named("village"));
        let village = village.filter(|name| name.chars().count() <= LONGEST_VILLAGE).map(str::to_owned);
        chosen.village = village.filter(|name| is_village(name));
        if fields.get(&named("village")).is_some() && chosen.village.is_none() {
            form.fault(&named("village"), form.tongue().say("workbook-choice-village"));
        }
    }
    if fields.has(&named("heading")) {
        let row: Option<u32> = fields.get(&named("heading")).and_then(|text| text.parse().ok());
        let kind = form.optional_one_of(&named("kind"), kind).unwrap_or(Kind::Residents);
        chosen.heading = row.filter(|row| (1..=LAST_ROW).contains(row)).map(|row| HeadingChoice { row, kind });
        if fields.get(&named("heading")).is_some() && chosen.heading.is_none() {
            form.fault(&named("heading"), form.tongue().say("workbook-choice-row"));
        }
    }
    for table in &sheet.tables {
        let name_of = |column: u32| format!("column-{index}-{}-{column}", table.heading_row);
        // A column that is not sent stays what it is, and takes its place among those that are.
        let unsent = table.columns.iter().filter(|column| !fields.has(&name_of(column.column)));
        let mut met: HashSet<Taken> = unsent.map(|column| column.taken.clone()).collect();
        for column in &table.columns {
            let name = name_of(column.column);
            let Some(taken) = form.optional_one_of(&name, Taken::from_text) else { continue };
            if taken != Taken::LeftOut && !may_repeat(&taken) && !met.insert(taken.clone()) {
                let field = label(form.tongue(), &taken);
                form.fault(&name, form.tongue().say1("workbook-choice-twice", "field", field));
            }
            let columns = chosen.columns.entry(table.heading_row).or_default();
            if taken == column.found {
                columns.remove(&column.column)
            } else {
                columns.insert(column.column, taken)
            };
        }
        chosen.columns.retain(|_, columns| !columns.is_empty());
    }
}

/// What was sent for the columns of one table holds for tables with the same headings on other sheets.
fn same_for_alike(fields: &Fields, survey: &Survey, choices: &mut Choices) {
    let sent = |index: u16| fields.iter().any(|(name, _)| name.starts_with(&format!("column-{index}-")));
    let headings = |at: u16, table: usize| {
        let table = survey.sheets.get(usize::from(at))?.tables.get(table)?;
        Some(table.columns.iter().map(|column| (column.column, column.heading.as_str())).collect::<Vec<_>>())
    };
    for (from, sheet) in (0..).zip(&survey.sheets).filter(|(index, _)| sent(*index)) {
        for (at, table) in sheet.tables.iter().enumerate() {
            let decided = choices.sheet(from).columns.get(&table.heading_row).cloned();
            for (to, other) in (0..).zip(&survey.sheets).filter(|(index, _)| !sent(*index)) {
                for (beside, like) in other.tables.iter().enumerate() {
                    if like.kind != table.kind || headings(from, at) != headings(to, beside) {
                        continue;
                    }
                    let columns = &mut choices.sheets.entry(to).or_default().columns;
                    match &decided {
                        Some(decided) => columns.insert(like.heading_row, decided.clone()),
                        None => columns.remove(&like.heading_row),
                    };
                }
            }
        }
    }
}

/// Of categories there may be several columns.
fn may_repeat(taken: &Taken) -> bool {
    matches!(taken, Taken::Category(_)) || taken.to_string() == "resident.categories"
}

/// As what a column is taken, in words.
pub(crate) fn label(t: Tongue, taken: &Taken) -> String {
    match taken {
        Taken::Category(id) => t.of("category", id.as_str()),
        other => t.of("workbook-field", &other.to_string().replace('.', "-")),
    }
}

/// A village's code, or letters alone.
fn is_village(name: &str) -> bool {
    let code = name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit());
    code || name.chars().all(char::is_alphabetic)
}

/// Sheet, row and column of a cell's name.
pub(crate) fn place(text: &str) -> Option<(u16, u32, u32)> {
    let mut numbers = text.split('-');
    let place = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    (numbers.next().is_none() && (1..=LAST_ROW).contains(&place.1)).then_some(place)
}

fn delimiter(text: &str) -> Option<char> {
    DELIMITERS.iter().find(|(name, _)| *name == text).map(|(_, delimiter)| *delimiter)
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

fn kind(text: &str) -> Option<Kind> {
    match text {
        "residents" => Some(Kind::Residents),
        "groups" => Some(Kind::Groups),
        _ => None,
    }
}
