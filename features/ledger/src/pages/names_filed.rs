//! The names behind a figure as they were filed at a month's end: the snapshot keeps them sealed.

use hongwang_domain::{Action, Month, UnitKind};
use hongwang_organisation::queries as organisation;
use hongwang_paper::Row;
use hongwang_web::{Ask, Fault, Reply};

use super::behind::{self, EACH, Person};
use super::standing;
use super::wanted::Wanted;

/// The list of a category, for whoever may read names.
pub(super) fn show(ask: &Ask, month: Month) -> Result<Reply, Fault> {
    let wanted = Wanted { snapshot: Some(month), ..Wanted::of(ask)? };
    let ledger = wanted.ledger(ask, true)?;
    // These names are sealed where they are filed: opening them is told to the audit as a download of them is.
    super::note(ask, Action::ReadLedgerNames, &wanted, ("page", None))?;
    let units = ask.read(Action::ReadLedgerNames, |door| Ok(organisation::ancestry(door, ask.place())?))?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let alone = ask.query("no_grid").is_some();
    let rows: Vec<&Row> = ledger.rows.iter().filter(|row| !alone || row.code.is_none()).collect();
    let category = ask.param("category");
    let total: u32 = rows.iter().map(|row| row.counts.get(category)).sum();
    let several = matches!(unit.kind()?, UnitKind::County | UnitKind::Town);
    let t = ask.tongue();
    let place = |row: &Row| match (several, &row.grid) {
        (false, Some(grid)) => grid.clone(),
        _ => standing::place(t, &row.village, row.grid.as_deref()),
    };
    let named = |row: &Row| row.names.as_ref().and_then(|names| names.get(category)).cloned().unwrap_or_default();
    let listed: Vec<(String, String)> =
        rows.iter().flat_map(|row| named(row).into_iter().map(|name| (name, place(row)))).collect();
    let (page, total) = (behind::page(ask), total as usize);
    let gone = total.saturating_sub(listed.len());
    let note = match gone {
        0 => t.say1("ledger-filed-list", "month", super::show::month_words(t, month)),
        gone => t.say2("ledger-filed-list-gone", "month", super::show::month_words(t, month), "count", gone),
    };
    let people = listed.into_iter().skip((page - 1) * EACH).take(EACH);
    let people = people.map(|(name, detail)| Person { name, detail, href: None }).collect();
    let list = behind::behind(ask, &wanted, category, (page, total), people, Some(note));
    behind::answer(ask, &wanted, &units, category, total, &list)
}
