//! A unit: what is below it, or its party group.

use askama::Template;
use hongwang_domain::{Action, UnitKind};
use hongwang_web::components::Empty;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

use super::linked::{self, OnUnit};
use super::{crumbs, full_name, has_page, numbers};
use crate::queries::{self, Group, Overview};
use crate::rows::Unit;

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    t: Tongue,
    overview: Overview,
    is_grid: bool,
    group: Group,
    may_edit: bool,
    may_found: bool,
    may_read_registry: bool,
    may_reveal: bool,
    /// Nothing for a county: it has none.
    linked: Option<OnUnit>,
    import: Option<String>,
    ledger: Option<String>,
    empty: Option<Empty>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (overview, group) = read(ask)?;
    let (path, code) = (overview.unit.path(), overview.unit.code.clone());
    let is_grid = overview.unit.kind()? == UnitKind::Grid;
    let page_at = |route: &str, behind: &str, action: Action| {
        (ask.may(action, &path) && has_page(ask, route)).then(|| format!("/units/{code}{behind}"))
    };
    let import = page_at("/units/{unit}/imports", "/imports", Action::ImportWorkbook);
    let empty = (!is_grid && overview.children.is_empty()).then(|| Empty {
        title: t.say("organisation-empty"),
        text: t.say(if import.is_some() { "organisation-empty-import" } else { "organisation-empty-ask" }),
        action: import.clone().map(|href| (t.say("organisation-import"), href)),
    });
    let mut way = overview.above.clone();
    way.push(overview.unit.clone());
    let page = Page::new(full_name(t, &way))
        .nav("organisation")
        .crumbs(crumbs(ask, &overview.above))
        .lede(numbers(ask, overview.totals));
    let body = UnitPage {
        t,
        linked: on_unit(ask, &overview.unit)?,
        is_grid,
        group,
        may_found: overview.unit.kind()? == UnitKind::County && ask.may(Action::FoundTown, &path),
        may_edit: ask.may(Action::ChangeOrganisation, &path),
        may_read_registry: ask.may(Action::ReadRegistry, &path) && has_page(ask, "/units/{unit}/households"),
        may_reveal: ask.may(Action::RevealPhone, &path),
        import,
        ledger: page_at("/units/{unit}/ledger", "/ledger", Action::ReadLedger),
        empty,
        overview,
    };
    Ok(Reply::page(page.body(&body)?))
}

/// The organisations that are linked with the unit, and how many there are with those below.
fn on_unit(ask: &Ask, unit: &Unit) -> Result<Option<OnUnit>, Fault> {
    if unit.parent_id.is_none() {
        return Ok(None);
    }
    let (_, mut linked) = linked::read(ask)?;
    linked.retain(|one| one.row.is_linked_on(ask.today()));
    let all = linked.len();
    linked.retain(|one| one.unit.id == unit.id || one.unit.path().contains(ask.place()));
    Ok(Some(OnUnit { own: linked::rows(ask, linked)?, all }))
}

/// The unit of the route and, for a grid, its party group. Phones, masked, are for whoever works with the households.
pub(crate) fn read(ask: &Ask) -> Result<(Overview, Group), Fault> {
    let path = ask.place().clone();
    let phones = ask.may(Action::ReadRegistry, &path);
    ask.read(Action::ReadOrganisation, |door| {
        let overview = queries::overview(door, &path, ask.today())?.ok_or(Fault::NotFound)?;
        let group = if overview.unit.kind()? == UnitKind::Grid {
            queries::group(door, &overview.unit.id, ask.today(), ask.store().keys(), phones)?
        } else {
            Group::default()
        };
        Ok((overview, group))
    })
}
