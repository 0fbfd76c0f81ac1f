//! What people see of imports.

pub(crate) mod columns;
pub(crate) mod faults;
pub(crate) mod files;
mod found;
mod going;
pub(crate) mod imports;
mod kept;
mod late;
mod made;
mod shown;
mod stages;
mod typed;
pub(crate) mod upload;

use std::sync::Arc;

use hongwang_domain::{Action, UnitPath};
use hongwang_intake::masked;
use hongwang_organisation::{Unit, queries};
use hongwang_store::{Source, StoreError};
use hongwang_web::{App, Ask, BigButton, Crumb, Fault, HomePart, HomeRow, NavItem, Page, Visitor};

use crate::jobs::{self, Office};
use crate::upload::{State, Upload, UploadError, find, is_gone, name, waiting_of};

/// 导入, for whoever may.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let post = visitor.posts_for(Action::ImportWorkbook).next();
    let item = |code: &str| NavItem {
        key: "imports",
        icon: "file-import",
        href: format!("/units/{code}/imports"),
        order: 40,
        on_phone: true,
    };
    post.map(|post| item(&post.unit_code)).into_iter().collect()
}

/// The big button 导入, and the own uploads that wait to be finished.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    let Some(visitor) = ask.visitor().filter(|one| one.may_somewhere(Action::ImportWorkbook)) else {
        return Ok(Vec::new());
    };
    let (account, now) = (visitor.account.to_string(), ask.store().clock().now());
    let waiting = ask.read(Action::ImportWorkbook, |door| Ok(waiting_of(door, &account)?))?;
    let rows: Vec<HomeRow> = waiting
        .iter()
        .filter(|upload| !is_gone(upload, now) && ask.may(Action::ImportWorkbook, &upload.path()))
        .map(|upload| row(ask, upload))
        .collect::<Result<_, Fault>>()?;
    let button = || BigButton { icon: "file-import", label: ask.say("web-nav-imports"), href: "/imports".to_owned() };
    let mut parts = vec![HomePart::Buttons(vec![button()])];
    if !rows.is_empty() {
        parts.push(HomePart::List { title: ask.say("workbook-home"), rows });
    }
    Ok(parts)
}

/// An upload as a line of a list.
fn row(ask: &Ask, upload: &Upload) -> Result<HomeRow, Fault> {
    let (mark, tone) = match upload.state() {
        State::Done => ("✓", "ok"),
        state if state.is_in_work() => ("…", "plain"),
        State::Cancelled | State::Expired => ("·", "plain"),
        _ => ("!", "todo"),
    };
    Ok(HomeRow {
        mark: mark.to_owned(),
        tone,
        title: title(ask, upload)?,
        detail: format!("{} · {}", state(ask, upload), ask.tongue().moment(&upload.received_at)),
        href: format!("/imports/{}", upload.id),
    })
}

/// The name of the file, numbers of people in it masked; the page's word where it is gone.
fn title(ask: &Ask, upload: &Upload) -> Result<String, Fault> {
    let name = name(ask.store().keys(), upload)?.filter(|name| !name.is_empty());
    Ok(name.map_or_else(|| ask.say("workbook-title"), |name| masked(&name, false)))
}

fn state(ask: &Ask, upload: &Upload) -> String {
    ask.tongue().of("workbook-state", upload.state().as_str())
}

/// The upload of the path; in words where its day is over.
pub(crate) fn upload_of(ask: &Ask) -> Result<Upload, Fault> {
    let found = ask.read(Action::ImportWorkbook, |door| Ok(find(door, ask.param("upload"))?))?;
    let upload = found.ok_or(Fault::NotFound)?;
    if is_gone(&upload, ask.store().clock().now()) {
        return Err(UploadError::Gone.into());
    }
    Ok(upload)
}

/// A page of an upload: the way to it, and the name of the file.
fn page_of(ask: &Ask, upload: &Upload) -> Result<Page, Fault> {
    let mut crumbs = crumbs(ask, &upload.path())?;
    let units = ask.read(Action::ImportWorkbook, |door| Ok(queries::ancestry(door, &upload.path())?))?;
    let code = units.last().map(|unit| unit.code.clone()).unwrap_or_default();
    crumbs.push(Crumb::link(ask.say("workbook-title"), format!("/units/{code}/imports")));
    Ok(Page::new(title(ask, upload)?).crumbs(crumbs).nav("imports"))
}

/// The units from the county down; each leads to its page where there is one and the reader may go there.
fn crumbs(ask: &Ask, path: &UnitPath) -> Result<Vec<Crumb>, Fault> {
    let units: Vec<Unit> = ask.read(Action::ImportWorkbook, |door| Ok(queries::ancestry(door, path)?))?;
    let there = leads(ask, "/units/{unit}");
    Ok(units
        .into_iter()
        .map(|unit| match there && ask.may(Action::ReadOrganisation, &unit.path()) {
            true => Crumb::link(&unit.name, format!("/units/{}", unit.code)),
            false => Crumb::text(&unit.name),
        })
        .collect())
}

/// Whether this product has such a page.
fn leads(ask: &Ask, path: &str) -> bool {
    ask.app().slices.iter().any(|slice| slice.routes.iter().any(|route| route.path == path))
}

/// What the work is done with. An import is written by the service itself, in the name of whoever asked for it.
fn office(app: &Arc<App>) -> Result<Office, StoreError> {
    let store = app.store.from_source(Source("service".to_owned()));
    Ok(Office { store, rulebook: Arc::clone(&app.rulebook), program: jobs::program()? })
}

/// Begins with what waits.
pub(crate) fn begin(ask: &Ask) -> Result<(), Fault> {
    jobs::start(&office(ask.app())?);
    Ok(())
}

/// Done about every minute.
pub(crate) fn chore(app: &Arc<App>) {
    if let Err(error) = office(app).and_then(|office| jobs::look_after(&office)) {
        tracing::warn!(%error, "uploads were not looked after");
    }
}

/// 5,463: a number of so many figures is read by threes.
pub(crate) fn number(value: impl ToString) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_parted_by_threes() {
        assert_eq!([0, 12, 999, 5463, 1_234_567].map(super::number), ["0", "12", "999", "5,463", "1,234,567"]);
    }
}
