//! The lines around a table: its title, 填报单位, 填报日期.

use hongwang_spreadsheet::{Cell, Row, Value};

use crate::dictionary::{Dictionary, Label};
use crate::places::is_grid_name;
use crate::recognise::view::text_of;
use crate::text::label;

/// Longer texts are explanations, not titles or labels.
const LONGEST: usize = 1_000;

/// Longer lines are no titles.
const LONGEST_TITLE: usize = 60;

/// What the lines around a table say of it.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Lines without a label, in order: titles, mostly.
    pub titles: Vec<String>,
    /// 填报单位
    pub unit: Option<String>,
    /// 村名
    pub village: Option<String>,
    /// 网格
    pub grid: Option<String>,
    /// 填报日期, and where it stands.
    pub date: Option<StatedCell>,
}

/// Where a date was stated for a whole table.
#[derive(Clone, Debug)]
pub struct StatedCell {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
    /// The label before it.
    pub label: String,
    /// What stands there.
    pub value: Value,
    /// 填报日期, and not only 截至: one that does not exist is a fault.
    pub of_filling: bool,
}

/// The first day that was stated; 填报日期 before any other.
pub fn prefer(known: &mut Option<StatedCell>, other: Option<StatedCell>) {
    let better =
        other.as_ref().is_some_and(|other| known.as_ref().is_none_or(|known| other.of_filling && !known.of_filling));
    if better {
        *known = other;
    }
}

impl Context {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
            && self.unit.is_none()
            && self.village.is_none()
            && self.grid.is_none()
            && self.date.is_none()
    }

    /// Takes in a line that is no entry of a table. Says whether it had a label.
    pub fn take(&mut self, row: &Row, words: &Dictionary) -> bool {
        // 第二网格： names what is below it, and no label of a value.
        if let [cell] = row.cells.as_slice()
            && let Some(text) = text_of(cell).filter(|text| text.len() <= LONGEST)
            && let Some(name) = label(text).strip_suffix(':').filter(|name| is_grid_name(name, words))
        {
            self.titles.push(name.to_owned());
            return false;
        }
        let mut labelled = false;
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(text) = text_of(cell).filter(|text| text.len() <= LONGEST) else { continue };
            let line = label(text);
            let found = labels(&line, words);
            labelled |= !found.is_empty();
            // 唐家村居民台账（截至2026年9月30日）
            let title = found.first().map_or(text.trim(), |first| &line[..first.begin]);
            if at == 0 && !title.is_empty() && title.chars().count() <= LONGEST_TITLE && !words.is_note(text) {
                self.titles.push(title.to_owned());
            }
            for (index, hit) in found.iter().enumerate() {
                let end = found.get(index + 1).map_or(line.len(), |next| next.begin);
                let said = line[hit.value..end].trim_matches(|character: char| ":;,".contains(character));
                let beside = row
                    .cells
                    .get(at + 1)
                    .filter(|next| said.is_empty() && index + 1 == found.len() && !has_label(next, words));
                self.keep(hit, &line, said, row.number, beside.unwrap_or(cell), beside.is_some());
            }
        }
        labelled
    }

    fn keep(&mut self, found: &Found, line: &str, said: &str, row: u32, cell: &Cell, beside: bool) {
        let text = if beside {
            text_of(cell).map(str::to_owned)
        } else {
            Some(said.to_owned()).filter(|said| !said.is_empty())
        };
        let text = text.filter(|text| text.chars().any(char::is_alphanumeric));
        match found.label {
            Label::Unit => self.unit = self.unit.take().or(text),
            Label::Village => self.village = self.village.take().or(text),
            Label::Grid => self.grid = self.grid.take().or(text),
            Label::Date | Label::AsOf => {
                let of_filling = found.label == Label::Date;
                let value = if beside { Some(cell.value.clone()) } else { text.map(|text| Value::Text(text.into())) };
                let label = line[found.begin..found.value].trim_end_matches(':').to_owned();
                let said = value.filter(has_number).map(|value| StatedCell {
                    row,
                    column: cell.column,
                    label,
                    value,
                    of_filling,
                });
                prefer(&mut self.date, said);
            }
        }
    }
}

/// "____年__月__日" waits to be filled in.
fn has_number(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.chars().any(char::is_numeric) || text.chars().count() >= 6,
        Value::Number { .. } | Value::Day(_) => true,
        Value::Bool(_) | Value::Error(_) | Value::Unreadable => false,
    }
}

fn has_label(cell: &Cell, words: &Dictionary) -> bool {
    text_of(cell).is_some_and(|text| !labels(&label(text), words).is_empty())
}

/// A label in a line, and where its value begins.
struct Found {
    label: Label,
    begin: usize,
    value: usize,
}

/// The labels of a line: each with a colon behind it, or at the begin of the line with a number behind it or nothing.
fn labels(line: &str, words: &Dictionary) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let hit = words.label(&line[at..]).and_then(|(label, length)| {
            let rest = words.behind_seal(&line[at + length..]);
            let length = line.len() - at - rest.len();
            let colon = rest.starts_with(':');
            let short = line[at..at + length].chars().count() < 2;
            let at_begin = at == 0
                && (colon
                    || rest.is_empty()
                    || (label == Label::Date && rest.starts_with(|character: char| character.is_ascii_digit())));
            let before_day = label == Label::AsOf && rest.starts_with(|character: char| character.is_ascii_digit());
            (at_begin || before_day || (colon && !short)).then_some(Found {
                label,
                begin: at,
                value: at + length + usize::from(colon),
            })
        });
        match hit {
            Some(hit) => {
                at = hit.value;
                found.push(hit);
            }
            None => at += line[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}
