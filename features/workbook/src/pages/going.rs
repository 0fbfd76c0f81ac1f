//! What the button 导入 would write: where it goes, from which day on, how many rows. It is shown beside the button, and
//! goes along with the form, so that whoever presses it on an old page is told what is otherwise now.

use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_intake::{Choices, SheetSurvey, Survey, Taken};
use hongwang_spreadsheet::column_name;
use hongwang_web::{Ask, Change, Fault, Tongue};
use serde::{Deserialize, Serialize};

use crate::form::{DELIMITERS, label};
use crate::pages::columns::sheet_name;
use crate::pages::number;
use crate::pages::shown::decided;
use crate::upload::{Summary, Upload};

/// So many villages are named.
const NAMED: usize = 8;
/// The field of the form that holds what was seen.
pub(crate) const SEEN: &str = "seen";

/// What would be written, in words.
pub(crate) struct Going {
    pub(crate) to: String,
    pub(crate) from: String,
    /// The same and more, for the form.
    pub(crate) seen: String,
}

/// Above the page, where somebody was faster.
#[derive(Template)]
#[template(path = "overtaken.html")]
pub(crate) struct Overtaken {
    t: Tongue,
    who: Option<String>,
    when: Option<String>,
    changes: Vec<Change>,
}

impl HtmlSafe for Overtaken {}

/// What somebody had before their eyes.
#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Sight {
    to: String,
    from: String,
    rows: u32,
    cells: usize,
    choices: Choices,
}

impl Going {
    pub(crate) fn of(t: Tongue, upload: &Upload, summary: &Summary, cells: usize) -> Result<Self, Fault> {
        let seen = Sight::of(t, upload, summary, cells);
        let text = serde_json::to_string(&seen).map_err(|error| Fault::Broken(format!("what was seen: {error}")))?;
        Ok(Self { to: seen.to, from: seen.from, seen: text })
    }
}

impl Sight {
    fn of(t: Tongue, upload: &Upload, summary: &Summary, cells: usize) -> Self {
        let (to, from) = (villages(t, summary), day(t, summary));
        Self { to, from, rows: summary.taken, cells, choices: upload.choices() }
    }
}

/// 唐家村、张家村
fn villages(t: Tongue, summary: &Summary) -> String {
    let all = &summary.goes.villages;
    let named = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(&t.say("web-comma"));
    match all.len().saturating_sub(NAMED) {
        _ if all.is_empty() => t.say("workbook-goes-nowhere"),
        0 => named,
        more => t.say2("workbook-found-more", "names", named, "more", more),
    }
}

/// 2026-10-31（表上的填报日期）
fn day(t: Tongue, summary: &Summary) -> String {
    let Some((first, last)) = summary.goes.days else { return t.say("workbook-goes-nowhere") };
    let days = match first == last {
        true => t.date(&first),
        false => t.say2("workbook-goes-days", "first", t.date(&first), "last", t.date(&last)),
    };
    match summary.goes.by {
        Some(by) => t.say2("workbook-goes-by", "days", days, "by", t.of("workbook-goes", by.as_str())),
        None => days,
    }
}

/// Who decided since the page was shown, and what is otherwise now.
pub(crate) fn overtaken(
    ask: &Ask,
    upload: &Upload,
    (summary, survey, cells): (&Summary, &Survey, usize),
) -> Result<Overtaken, Fault> {
    let t = ask.tongue();
    let seen: Option<Sight> = ask.fields().raw(SEEN).and_then(|text| serde_json::from_str(text).ok());
    let changes = seen.map(|seen| changes(t, &seen, &Sight::of(t, upload, summary, cells), survey));
    let (who, when) = decided(ask, upload)?;
    Ok(Overtaken { t, who, when, changes: changes.unwrap_or_default() })
}

fn changes(t: Tongue, seen: &Sight, now: &Sight, survey: &Survey) -> Vec<Change> {
    let (was, is) = (&seen.choices, &now.choices);
    let rows = |seen: &Sight| t.say1("workbook-goes-rows", "rows", number(seen.rows));
    let cells = |seen: &Sight| t.say1("workbook-goes-cells-count", "count", seen.cells);
    let either = |yes: bool, keys: [&str; 2]| t.say(keys[usize::from(!yes)]);
    let encoding = |choices: &Choices| match choices.encoding {
        Some(encoding) => encoding.as_str().to_owned(),
        None => t.say("workbook-encoding-auto"),
    };
    let delimiter = |choices: &Choices| {
        let known = DELIMITERS.iter().find(|(_, delimiter)| choices.delimiter == Some(*delimiter));
        t.of("workbook-delimiter", known.map_or("auto", |(name, _)| name))
    };
    let hidden = ["workbook-hidden-yes", "workbook-hidden-no"];
    let create = ["workbook-create-yes", "workbook-create-no"];
    let whole = ["workbook-whole-yes", "workbook-whole-no"];
    let mut lines = vec![
        ("workbook-goes-to", now.to.clone(), seen.to.clone()),
        ("workbook-goes-from", now.from.clone(), seen.from.clone()),
        ("workbook-goes-count", rows(now), rows(seen)),
        ("workbook-goes-cells", cells(now), cells(seen)),
        ("workbook-encoding", encoding(is), encoding(was)),
        ("workbook-delimiter", delimiter(is), delimiter(was)),
        ("workbook-hidden-rows", either(is.hidden_rows, hidden), either(was.hidden_rows, hidden)),
        ("workbook-create", either(is.create, create), either(was.create, create)),
        ("workbook-whole", either(is.all_or_nothing, whole), either(was.all_or_nothing, whole)),
    ];
    lines.retain(|(_, now, seen)| now != seen);
    let change = |label: String, theirs: String, yours: String| Change { label, theirs, yours: Some(yours) };
    let mut all: Vec<Change> = lines.into_iter().map(|(key, now, seen)| change(t.say(key), now, seen)).collect();
    for (index, sheet) in (0..).zip(&survey.sheets) {
        let name = sheet_name(t, usize::from(index), sheet);
        let (was, is) = (was.sheet(index), is.sheet(index));
        if was.skip != is.skip {
            let used = |skip: bool| t.of("workbook-sheet-use", if skip { "no" } else { "yes" });
            all.push(change(name, used(is.skip), used(was.skip)));
        }
        all.extend(columns(t, sheet, &was.columns, &is.columns));
    }
    all
}

type Decided = std::collections::BTreeMap<u32, std::collections::BTreeMap<u32, Taken>>;

/// Columns of a sheet that are taken for something else now.
fn columns(t: Tongue, sheet: &SheetSurvey, was: &Decided, is: &Decided) -> Vec<Change> {
    let of_table = |table: &hongwang_intake::TableSurvey| {
        let decided = |by: &Decided, column: u32| by.get(&table.heading_row).and_then(|all| all.get(&column).cloned());
        let of_column = |column: &hongwang_intake::ColumnSurvey| {
            let taken = |by| decided(by, column.column).unwrap_or_else(|| column.found.clone());
            let (was, is) = (taken(was), taken(is));
            (was != is).then(|| Change {
                label: format!("{} {}", column_name(column.column), column.heading).trim().to_owned(),
                theirs: label(t, &is),
                yours: Some(label(t, &was)),
            })
        };
        table.columns.iter().filter_map(of_column).collect::<Vec<_>>()
    };
    sheet.tables.iter().flat_map(of_table).collect()
}
