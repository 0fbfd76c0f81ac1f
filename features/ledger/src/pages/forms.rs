//! Empty forms for whoever writes by hand (MEM-9): of a household, of the annex. They say of which grid, and of nobody.

use askama::Template;
use hongwang_domain::rulebook::Category;
use hongwang_domain::{Action, Level, UnitKind};
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_paper::{LineKind, Sheet, Table};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use super::show::crumbs;
use super::wanted::Wanted;

/// Lines for the people of a household: more write on a second sheet.
const PEOPLE: usize = 8;

#[derive(Template)]
#[template(path = "forms.html")]
struct Forms {
    t: Tongue,
    address: String,
    is_near: bool,
    below: Vec<Unit>,
}

/// Which form, of which unit.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    let units = lineage(ask)?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let t = ask.tongue();
    let is_near = matches!(unit.kind()?, UnitKind::Village | UnitKind::Grid);
    let below = ask.read(Action::ReadLedger, |door| {
        let below = organisation::subtree(door, ask.place())?;
        let own = below.into_iter().filter(|one| one.parent_id.as_deref() == Some(unit.id.as_str()));
        Ok(own.filter(|one| one.stood_on(ask.today()) && one.kind != UnitKind::Centre.as_str()).collect())
    })?;
    let forms = Forms { t, address: format!("/units/{}/forms", unit.code), is_near, below };
    let lede = t.say1(if is_near { "ledger-forms-of" } else { "ledger-forms-choose" }, "unit", &unit.name);
    let page = Page::new(t.say("ledger-forms")).lede(lede).crumbs(way(ask, &units)).nav("ledger").body(&forms)?;
    Ok(Reply::page(page))
}

#[derive(Template)]
#[template(path = "household_form.html")]
struct HouseholdForm {
    t: Tongue,
    /// 雁泊镇 雁泊社区 第一网格, a sheet for each.
    sheets: Vec<[String; 3]>,
    people: Vec<usize>,
    of_household: Vec<String>,
    of_person: Vec<String>,
    back: String,
}

/// 网格户情登记表, a sheet for the grid, or for each of a village.
pub(crate) fn household(ask: &Ask) -> Result<Reply, Fault> {
    let units = lineage(ask)?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let name = |kind: UnitKind| units.iter().find(|unit| unit.kind == kind.as_str()).map(|unit| unit.name.clone());
    let (town, village) = (name(UnitKind::Town), name(UnitKind::Village));
    let (Some(town), Some(village)) = (town, village) else {
        return Ok(Reply::see(format!("/units/{}/forms", unit.code)));
    };
    let grids = ask.read(Action::ReadLedger, |door| Ok(organisation::subtree(door, ask.place())?))?;
    let grids = grids.into_iter().filter(|unit| unit.kind == UnitKind::Grid.as_str() && unit.stood_on(ask.today()));
    let mut sheets: Vec<[String; 3]> = grids.map(|grid| [town.clone(), village.clone(), grid.name]).collect();
    if sheets.is_empty() {
        sheets.push([town, village, String::new()]);
    }
    let t = ask.tongue();
    let names = |level: Level| {
        let of_level = ask.rulebook().categories.iter().filter(move |one: &&Category| one.level == level);
        of_level.map(|one| t.of("category", one.id.as_str())).collect()
    };
    let form = HouseholdForm {
        t,
        sheets,
        people: (1..=PEOPLE).collect(),
        of_household: names(Level::Household),
        of_person: names(Level::Person),
        back: format!("/units/{}/forms", unit.code),
    };
    let title = t.say("ledger-form-household");
    Ok(Reply::page(Page::new(title).bare().crumbs(way(ask, &units)).nav("ledger").paper("paper-a4").body(&form)?))
}

#[derive(Template)]
#[template(path = "annex_form.html")]
struct AnnexForm {
    t: Tongue,
    /// 填报单位 and the other facts; the first is filled in.
    unit: String,
    table: Table,
    back: String,
}

/// The annex with its party groups and nothing else filled in.
pub(crate) fn annex(ask: &Ask) -> Result<Reply, Fault> {
    let units = lineage(ask)?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    if !matches!(unit.kind()?, UnitKind::Village | UnitKind::Grid) {
        return Ok(Reply::see(format!("/units/{}/forms", unit.code)));
    }
    let ledger = Wanted::today(ask).ledger(ask, false)?;
    let sheet = Sheet {
        ledger: &ledger,
        layout: &ask.rulebook().ledger,
        language: ask.language(),
        written_on: ask.today(),
        detail: hongwang_paper::Detail::Grids,
        mark: None,
    };
    let mut table = sheet.table();
    table.lines.retain(|line| line.kind == LineKind::Grid);
    let t = ask.tongue();
    let form = AnnexForm {
        t,
        unit: table.facts.first().cloned().unwrap_or_default(),
        table,
        back: format!("/units/{}/forms", unit.code),
    };
    let title = t.say("ledger-form-annex");
    Ok(Reply::page(Page::new(title).bare().crumbs(way(ask, &units)).nav("ledger").paper("paper-a4").body(&form)?))
}

/// The unit of the address, with those above it.
fn lineage(ask: &Ask) -> Result<Vec<Unit>, Fault> {
    ask.read(Action::ReadLedger, |door| Ok(organisation::ancestry(door, ask.place())?))
}

fn way(ask: &Ask, units: &[Unit]) -> Vec<Crumb> {
    let mut way = crumbs(ask, units);
    way.push(Crumb::text(ask.say("ledger-forms")));
    way
}
