//! The ledger on screen, laid out as the annex prints it.

use askama::Template;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Month, UnitKind};
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_paper::{Detail, LineKind, Table};
use hongwang_store::StoreError;
use hongwang_web::components::{Choice, Empty, Field, FieldKind};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reply, Tongue};

use super::purpose::{Purpose, printed};
use super::wanted::{Wanted, choices};
use crate::queries::{self, FiledMonth};

#[derive(Template)]
#[template(path = "ledger.html")]
struct Screen {
    t: Tongue,
    address: String,
    /// Which ledger, with its lines, as an address has it.
    query: String,
    /// Which ledger, for the address of another unit.
    figures: String,
    table: Table,
    basis: Field,
    basis_chosen: Basis,
    /// Of what is counted now; what was filed has its day.
    day: Option<Field>,
    snapshot: Option<Month>,
    /// The day that is counted, where it is another than today.
    counted_day: Option<chrono::NaiveDate>,
    /// Which lines, where there is a choice.
    rows: Option<Field>,
    months: Vec<(Month, String, bool)>,
    corrections: Vec<CorrectionLine>,
    paper: &'static str,
    /// What it is taken away for.
    purpose: Field,
    /// Who prints it and when.
    printed: String,
    /// The paper, where it was chosen.
    chosen_paper: Option<&'static str>,
    reads_names: bool,
    reads_registry: bool,
    declares: bool,
    empty: Option<Empty>,
}

struct CorrectionLine {
    place: String,
    column: String,
    was: u32,
    is: u32,
}

pub(crate) fn page(ask: &Ask) -> Result<Reply, Fault> {
    match Wanted::of(ask) {
        Ok(wanted) => shown(ask, wanted, None),
        // A day that can't be is told beside its field, over the ledger of today.
        Err(Fault::Invalid(faults)) if faults.of("as_of").is_some() => {
            Ok(shown(ask, Wanted::of_today(ask)?, Some(&faults))?.status(422))
        }
        Err(fault) => Err(fault),
    }
}

fn shown(ask: &Ask, wanted: Wanted, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let ledger = wanted.ledger(ask, false)?;
    let (units, months) = way_and_months(ask)?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let (t, day) = (ask.tongue(), wanted.day(ask));
    let sheet = wanted.sheet(ask, &ledger, false);
    let table = sheet.table();
    let screen = Screen {
        t,
        address: format!("/units/{}/ledger", unit.code),
        query: wanted.query(),
        figures: wanted.figures(),
        basis: basis_field(t, wanted.basis),
        basis_chosen: wanted.basis,
        day: wanted.snapshot.is_none().then(|| {
            let field = Field::new("as_of", t.say("ledger-day"), FieldKind::Day);
            match faults {
                Some(faults) => field.again(ask.queries(), faults),
                None => field.value(day.to_string()),
            }
        }),
        snapshot: wanted.snapshot,
        counted_day: wanted.as_of,
        rows: rows_field(t, choices(ask), wanted.detail),
        months: months
            .into_iter()
            .map(|filed| (filed.month, month_words(t, filed.month), wanted.snapshot == Some(filed.month)))
            .collect(),
        corrections: corrections(t, &ledger),
        paper: paper(ask),
        purpose: Purpose::field(t),
        printed: printed(ask),
        chosen_paper: chosen_paper(ask),
        reads_names: ask.may(Action::ReadLedgerNames, ask.place()),
        reads_registry: ask.may(Action::ReadRegistry, ask.place()),
        declares: declares(ask, unit)?,
        empty: ledger.rows.is_empty().then(|| nothing(ask, unit)),
        table,
    };
    let lede = lede(ask, unit, &wanted, &screen);
    let page = Page::new(t.say("ledger-title"))
        .lede(lede)
        .crumbs(crumbs(ask, &units))
        .nav("ledger")
        .paper(screen.paper)
        .body(&screen)?;
    Ok(Reply::page(page))
}

/// What this is, and what its figures open.
fn lede(ask: &Ask, unit: &Unit, wanted: &Wanted, screen: &Screen) -> String {
    let t = ask.tongue();
    let first = match wanted.snapshot {
        Some(month) => t.say2("ledger-lede-filed", "unit", &unit.name, "month", month_words(t, month)),
        None => t.say2("ledger-lede", "unit", &unit.name, "groups", screen.table.groups),
    };
    let opens = match (wanted.snapshot.is_some(), screen.reads_names) {
        (true, true) => Some("ledger-lede-filed-names"),
        (true, false) => Some("ledger-lede-filed-closed"),
        (false, true) => Some("ledger-lede-names"),
        (false, false) => None,
    };
    opens.map_or(first.clone(), |key| t.say2("ledger-lede-both", "first", first, "opens", t.say(key)))
}

fn nothing(ask: &Ask, unit: &Unit) -> Empty {
    let imports = ask.may(Action::ImportWorkbook, ask.place());
    Empty {
        title: ask.say("ledger-empty"),
        text: ask.say(if imports { "ledger-empty-import" } else { "ledger-empty-wait" }),
        action: imports.then(|| (ask.say("ledger-to-import"), format!("/units/{}/imports", unit.code))),
    }
}

pub(crate) fn declares(ask: &Ask, unit: &Unit) -> Result<bool, StoreError> {
    let level = matches!(unit.kind()?, UnitKind::Village | UnitKind::Grid);
    Ok(level && ask.may(Action::DeclareFigures, ask.place()))
}

/// The way to the route's unit, and the months that were filed of it.
pub(super) fn way_and_months(ask: &Ask) -> Result<(Vec<Unit>, Vec<FiledMonth>), Fault> {
    ask.read(Action::ReadLedger, |door| {
        let way = organisation::ancestry(door, ask.place())?;
        let months = queries::filed_months_of(door, &way)?;
        Ok((way, months))
    })
}

/// The way from the county, each step a link for whoever may read its ledger.
pub(crate) fn crumbs(ask: &Ask, units: &[Unit]) -> Vec<Crumb> {
    let step = |unit: &Unit| match ask.may(Action::ReadLedger, &unit.path()) {
        true => Crumb::link(&unit.name, format!("/units/{}/ledger", unit.code)),
        false => Crumb::text(&unit.name),
    };
    units.iter().map(step).collect()
}

/// 户籍 or 常住.
pub(crate) fn basis_field(t: Tongue, basis: Basis) -> Field {
    let choice = |basis: Basis| Choice::new(basis.as_str(), t.of("ledger-basis", basis.as_str()));
    let choices = [Basis::Registered, Basis::Resident].map(choice).into();
    Field::new("basis", t.say("ledger-basis-label"), FieldKind::Select(choices)).value(basis.as_str())
}

/// 各镇, 各村, 各组, where there is a choice.
fn rows_field(t: Tongue, choices: &[Detail], chosen: Detail) -> Option<Field> {
    let choice = |detail: &Detail| Choice::new(detail.as_str(), t.of("ledger-rows", detail.as_str()));
    let field = Field::new("rows", t.say("ledger-rows"), FieldKind::Select(choices.iter().map(choice).collect()));
    (choices.len() > 1).then(|| field.value(chosen.as_str()))
}

pub(crate) fn month_words(t: Tongue, month: Month) -> String {
    use chrono::Datelike;
    let first = month.first_day();
    t.say2("ledger-month", "year", first.year(), "month", first.month())
}

/// The paper that was asked for, in large letters or small.
fn chosen_paper(ask: &Ask) -> Option<&'static str> {
    let asked = ask.query("paper")?;
    ["A3", "A4"].into_iter().find(|paper| asked.eq_ignore_ascii_case(paper))
}

/// The paper of the layout, or A4 where that is asked for.
fn paper(ask: &Ask) -> &'static str {
    use hongwang_domain::rulebook::ledger::Paper;
    match (chosen_paper(ask), ask.rulebook().ledger.paper) {
        (Some("A4"), _) | (None, Paper::A4) => "paper-a4",
        _ => "paper-a3",
    }
}

fn corrections(t: Tongue, ledger: &hongwang_paper::Ledger) -> Vec<CorrectionLine> {
    let snapshot = ledger.snapshot.iter();
    let place = |village: &hongwang_domain::UnitCode, code: Option<&hongwang_domain::UnitCode>| {
        let row = ledger.rows.iter().find(|row| row.village_code == *village && row.code.as_ref() == code);
        match row {
            Some(row) => format!("{} {}", row.village, row.grid.clone().unwrap_or_else(|| t.say("ledger-no-grid"))),
            None => code.unwrap_or(village).to_string(),
        }
    };
    snapshot
        .flat_map(|snapshot| &snapshot.corrections)
        .map(|one| CorrectionLine {
            place: place(&one.village_code, one.code.as_ref()),
            column: column(t, &one.column),
            was: one.was,
            is: one.is,
        })
        .collect()
}

/// The name of a column.
pub(crate) fn column(t: Tongue, id: &str) -> String {
    let key = format!("ledger-column-{id}");
    if hongwang_words::has(&key) { t.say(&key) } else { t.of("category", id) }
}

/// So many names stand on screen before the rest is a number; on paper all do.
const NAMES_ON_SCREEN: usize = 1;

impl Screen {
    /// The address of what is counted now, with the same choices.
    fn live(&self) -> String {
        format!("basis={}&rows={}", self.basis_chosen.as_str(), self.table.detail.as_str())
    }

    /// The address of what was filed at a month's end, with the same choices.
    fn of_month(&self, month: &Month) -> String {
        format!("{}&snapshot={month}", self.live())
    }

    fn is_sum(&self, line: &hongwang_paper::Line) -> bool {
        matches!(line.kind, LineKind::Sum | LineKind::Whole)
    }

    /// 叶新伟等 5 人
    fn short(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            some if some.len() <= NAMES_ON_SCREEN + 1 => some.join(&self.t.say("ledger-list-separator")),
            [first, ..] => self.t.say2("ledger-and-others", "name", first, "count", names.len()),
        }
    }

    /// How many columns say whose the figures are.
    fn heads(&self) -> usize {
        match self.table.detail {
            Detail::Grids => 6,
            Detail::Villages if self.table.spans_towns => 3,
            Detail::Villages | Detail::Towns => 2,
        }
    }

    /// All columns there are.
    fn width(&self) -> usize {
        self.heads() + self.table.blocks.iter().map(|block| block.columns.len()).sum::<usize>()
    }

    /// The own unit's figures with their columns: what a phone shows first.
    fn own(&self) -> Vec<(&hongwang_paper::Line, &hongwang_paper::Column, &hongwang_paper::Figure)> {
        let line = match self.table.lines.as_slice() {
            [only] => Some(only),
            lines => lines.iter().find(|line| line.kind == LineKind::Whole),
        };
        let columns = self.table.blocks.iter().flat_map(|block| &block.columns);
        line.into_iter()
            .flat_map(|line| line.figures.iter().map(move |figure| (line, figure)))
            .zip(columns)
            .map(|((line, figure), column)| (line, column, figure))
            .collect()
    }

    /// All of them, for paper.
    fn all(&self, names: &[String]) -> String {
        names.join(&self.t.say("ledger-list-separator"))
    }

    /// Where a figure leads: to its people, for whoever may see them; of what was filed to the names that were filed.
    fn behind(&self, line: &hongwang_paper::Line, figure: &hongwang_paper::Figure) -> Option<String> {
        let may = if figure.is_category { self.reads_names } else { self.reads_registry };
        // Of everybody a snapshot keeps the figure alone.
        if figure.count == 0 || !may || (self.snapshot.is_some() && !figure.is_category) {
            return None;
        }
        let code = line.code.as_ref()?;
        let own = if line.kind == LineKind::NoGrid { "&no_grid=1" } else { "" };
        let list = if figure.is_category { format!("category/{}", figure.column) } else { figure.column.clone() };
        Some(format!("/units/{code}/ledger/{list}?{}{own}", self.figures))
    }
}
