//! The ledger on screen, laid out as the annex prints it.

use askama::Template;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Month, UnitKind};
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_paper::{LineKind, Sheet, Table};
use hongwang_store::StoreError;
use hongwang_web::components::{Choice, Empty, Field, FieldKind};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use super::wanted::Wanted;
use crate::queries;

/// A county's ledger shows its towns; the paper form has every grid.
struct TownLine {
    name: String,
    code: Option<String>,
    figures: Vec<u32>,
}

#[derive(Template)]
#[template(path = "ledger.html")]
struct Screen {
    t: Tongue,
    address: String,
    query: String,
    table: Table,
    towns: Option<Vec<TownLine>>,
    basis: Field,
    day: Field,
    months: Vec<(Month, String, bool)>,
    corrections: Vec<CorrectionLine>,
    filed: bool,
    paper: &'static str,
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
    let wanted = Wanted::of(ask)?;
    let ledger = wanted.ledger(ask, false)?;
    let (units, months) = ask.read(Action::ReadLedger, |door| {
        let units = organisation::ancestry(door, ask.place())?;
        let months = queries::filed_months_of(door, &units)?;
        Ok((units, months))
    })?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let (t, day) = (ask.tongue(), wanted.day(ask));
    let sheet =
        Sheet { ledger: &ledger, layout: &ask.rulebook().ledger, language: ask.language(), written_on: ask.today() };
    let table = sheet.table();
    let groups = table.lines.iter().filter(|line| line.kind == LineKind::Grid).count();
    let towns = (unit.kind()? == UnitKind::County).then(|| towns(&ledger, &table));
    let screen = Screen {
        t,
        address: format!("/units/{}/ledger", unit.code),
        query: wanted.query(),
        basis: basis_field(t, wanted.basis),
        day: Field::new("as_of", t.say("ledger-day"), FieldKind::Day).value(day.to_string()),
        months: months
            .into_iter()
            .map(|month| (month, month_words(t, month), wanted.snapshot == Some(month)))
            .collect(),
        corrections: corrections(t, &ledger),
        filed: wanted.snapshot.is_some(),
        paper: paper(ask),
        reads_names: ask.may(Action::ReadLedgerNames, ask.place()),
        reads_registry: ask.may(Action::ReadRegistry, ask.place()),
        declares: declares(ask, unit)?,
        empty: ledger.rows.is_empty().then(|| nothing(ask, unit)),
        table,
        towns,
    };
    let lede = lede(ask, unit, groups);
    let page = Page::new(t.say("ledger-title"))
        .lede(lede)
        .crumbs(crumbs(ask, &units))
        .nav("ledger")
        .paper(screen.paper)
        .body(&screen)?;
    Ok(Reply::page(page))
}

fn lede(ask: &Ask, unit: &Unit, groups: usize) -> String {
    let key = if ask.may(Action::ReadLedgerNames, ask.place()) { "ledger-lede-names" } else { "ledger-lede" };
    ask.say_with(key, &[("unit", &unit.name), ("groups", &groups.to_string())])
}

fn nothing(ask: &Ask, unit: &Unit) -> Empty {
    let imports = ask.may(Action::ImportWorkbook, ask.place());
    Empty {
        title: ask.say("ledger-empty"),
        text: ask.say(if imports { "ledger-empty-import" } else { "ledger-empty-wait" }),
        action: imports.then(|| (ask.say("ledger-to-import"), format!("/units/{}/imports", unit.code))),
    }
}

fn declares(ask: &Ask, unit: &Unit) -> Result<bool, StoreError> {
    let level = matches!(unit.kind()?, UnitKind::Village | UnitKind::Grid);
    Ok(level && ask.may(Action::DeclareFigures, ask.place()))
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

pub(crate) fn month_words(t: Tongue, month: Month) -> String {
    use chrono::Datelike;
    let first = month.first_day();
    t.say2("ledger-month", "year", first.year(), "month", first.month())
}

/// The paper of the layout, or A4 where that is asked for.
fn paper(ask: &Ask) -> &'static str {
    use hongwang_domain::rulebook::ledger::Paper;
    match (ask.query("paper"), ask.rulebook().ledger.paper) {
        (Some("A4"), _) | (None, Paper::A4) => "paper-a4",
        _ => "paper-a3",
    }
}

fn towns(ledger: &hongwang_paper::Ledger, table: &Table) -> Vec<TownLine> {
    let code = |name: &str| {
        let row = ledger.rows.iter().find(|row| row.town == name)?;
        Some(row.village_code.parent()?.as_str().to_owned())
    };
    let sums = table.lines.iter().filter(|line| line.kind == LineKind::Sum && line.code.is_none());
    sums.map(|line| TownLine {
        code: code(&line.town),
        name: line.town.clone(),
        figures: line.figures.iter().map(|figure| figure.count).collect(),
    })
    .collect()
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

    /// All of them, for paper.
    fn all(&self, names: &[String]) -> String {
        names.join(&self.t.say("ledger-list-separator"))
    }

    /// Where a figure leads: to its people, for whoever may see them. What was filed leads nowhere: it is kept as it was.
    fn behind(&self, line: &hongwang_paper::Line, figure: &hongwang_paper::Figure) -> Option<String> {
        let may = if figure.is_category { self.reads_names } else { self.reads_registry };
        if self.filed || figure.count == 0 || !may {
            return None;
        }
        let code = line.code.as_ref()?;
        let own = if line.kind == LineKind::NoGrid { "&no_grid=1" } else { "" };
        let list = if figure.is_category { format!("category/{}", figure.column) } else { figure.column.clone() };
        Some(format!("/units/{code}/ledger/{list}?{}{own}", self.query))
    }
}
