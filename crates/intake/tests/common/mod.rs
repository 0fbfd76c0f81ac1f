//! Small workbooks drawn as text, and what came of them as text.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::sync::LazyLock;

use chrono::NaiveDate;
use hongwang_domain::{Relation, Rulebook, UnitCode};
use hongwang_intake::{Choices, Intake, Known, KnownGrid, KnownVillage, Nothing, Severity, recognise_and_check};
use hongwang_spreadsheet::{Cell, Format, Merge, Row, Sheet, Value, Workbook};

/// A sheet: a line per row, `|` between cells, `⏎` for a line break within one, `#` before a number, `!` for what
/// cannot be read, `?` for a hidden row.
pub fn sheet(name: &str, text: &str) -> Sheet {
    let rows = text.trim_matches('\n').lines().enumerate().filter_map(|(index, line)| {
        let hidden = line.starts_with('?');
        let cells: Vec<Cell> = line
            .trim_start_matches('?')
            .split('|')
            .enumerate()
            .filter_map(|(column, text)| cell(column, text))
            .collect();
        (!cells.is_empty()).then(|| Row { number: index as u32 + 1, hidden, cells })
    });
    Sheet {
        name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        hidden: false,
        rows: rows.collect(),
        merges: Vec::new(),
        hidden_columns: Vec::new(),
        formulas: Vec::new(),
    }
}

fn cell(column: usize, text: &str) -> Option<Cell> {
    let value = match text.strip_prefix('#') {
        Some(number) => Value::Number { value: number.parse().unwrap(), text: number.into() },
        None if text == "!" => Value::Unreadable,
        None => Value::Text(text.replace('⏎', "\r\n").into()),
    };
    (!text.trim().is_empty()).then_some(Cell { column: column as u32, value, formula: text == "!" })
}

/// With merged areas, such as `A1:C1`.
pub fn merged(mut sheet: Sheet, areas: &[&str]) -> Sheet {
    sheet.merges = areas
        .iter()
        .map(|area| {
            let (first, last) = area.split_once(':').unwrap();
            let ((first_column, first_row), (last_column, last_row)) = (place(first), place(last));
            Merge { first_row, last_row, first_column, last_column }
        })
        .collect();
    sheet
}

fn place(text: &str) -> (u32, u32) {
    (u32::from(text.as_bytes()[0] - b'A'), text[1..].parse().unwrap())
}

/// A workbook of sheets.
pub fn book(sheets: Vec<Sheet>) -> Workbook {
    Workbook { format: Format::Xlsx, encoding: None, date_1904: false, delimiter: None, sheets }
}

/// Nothing is there yet, and everything may be created.
pub fn nothing_known() -> Known {
    Known {
        town: UnitCode::parse("211104109").unwrap(),
        create: true,
        villages: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 11, 5).unwrap(),
        file_stem: "town".to_owned(),
    }
}

/// 唐家村 with its first two grids is there.
pub fn tangjia_known(create: bool) -> Known {
    let grid = |name: &str, code: &str| KnownGrid { name: name.to_owned(), code: UnitCode::parse(code).unwrap() };
    let grids = vec![grid("第一网格", "211104109200001"), grid("第二网格", "211104109200002")];
    let village = KnownVillage { name: "唐家村".to_owned(), code: UnitCode::parse("211104109200").unwrap(), grids };
    Known { create, villages: vec![village], ..nothing_known() }
}

/// Reads and checks with nothing known.
pub fn check(sheets: Vec<Sheet>) -> Intake {
    try_check(sheets, &nothing_known()).unwrap()
}

/// Reads and checks.
pub fn try_check(sheets: Vec<Sheet>, known: &Known) -> Result<Intake, Nothing> {
    static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().unwrap());
    recognise_and_check(&book(sheets), known, &Choices::default(), &RULEBOOK)
}

/// Errors and warnings: `row column code`, with the sheet's index where there are several.
pub fn faults(intake: &Intake) -> Vec<String> {
    said(intake, &[Severity::Error, Severity::Warning])
}

/// Repairs and notices.
pub fn remarks(intake: &Intake) -> Vec<String> {
    said(intake, &[Severity::Repair, Severity::Notice])
}

fn said(intake: &Intake, severities: &[Severity]) -> Vec<String> {
    let several = intake.findings.iter().any(|finding| finding.sheet.is_some_and(|sheet| sheet > 0));
    let findings = intake.findings.iter().filter(|finding| severities.contains(&finding.severity));
    findings
        .map(|finding| {
            let sheet = finding.sheet.filter(|_| several).map(|sheet| sheet.to_string());
            let (row, heading) =
                (finding.row.map(|row| row.to_string()), finding.heading.as_deref().map(str::to_owned));
            [sheet, row, heading, Some(finding.code.as_str().to_owned())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// A line per household: village, grid, number, hamlet, then the names, the head with a star.
pub fn households(intake: &Intake) -> Vec<String> {
    let mut lines = Vec::new();
    for village in &intake.villages {
        for household in &village.households {
            let grid = household.grid.map_or("-", |at| &village.grids[at].name);
            let names = household.residents.iter().enumerate().map(|(at, resident)| {
                let star = if household.head == Some(at) { "*" } else { "" };
                format!("{}{star}", resident.name)
            });
            let names: Vec<_> = names.collect();
            let number = household.number.as_deref().map(|number| format!("#{number} ")).unwrap_or_default();
            lines.push(format!("{} {grid} {number}{}", village.name, names.join(" ")).trim_end().to_owned());
        }
    }
    lines
}

/// A line per grid: village, code, grid, group, leader, members, volunteers.
pub fn grids(intake: &Intake) -> Vec<String> {
    let mut lines = Vec::new();
    for village in &intake.villages {
        for grid in &village.grids {
            let group = grid.group.as_ref();
            let text = |text: Option<&String>| text.cloned().unwrap_or_else(|| "-".to_owned());
            let list = |names: Option<&Vec<String>>| names.map_or_else(|| "-".to_owned(), |names| names.join("、"));
            lines.push(format!(
                "{} {} {} {} {} {} {}",
                village.name,
                village.code.as_ref().map_or("-", UnitCode::as_str),
                grid.name,
                text(group.and_then(|group| group.name.as_ref())),
                text(group.and_then(|group| group.leader.as_ref())),
                list(group.and_then(|group| group.members.as_ref())),
                list(group.and_then(|group| group.volunteers.as_ref())),
            ));
        }
    }
    lines
}

/// The relations of the first household, by their codes.
pub fn relations(intake: &Intake) -> Vec<Option<u8>> {
    intake.villages[0].households[0]
        .residents
        .iter()
        .map(|resident| resident.relation.map(|Relation(code)| code))
        .collect()
}
