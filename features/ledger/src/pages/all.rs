//! All ledgers of a unit: the annex as it stands now, each month that was filed, the forms to fill in by hand (REQ-8).

use askama::Template;
use chrono::NaiveDateTime;
use hongwang_domain::clock::civil_day;
use hongwang_domain::{Action, Month};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use super::show::{crumbs, declares, month_words, way_and_months};
use crate::snapshot::take_due;

#[derive(Template)]
#[template(path = "all.html")]
struct All {
    t: Tongue,
    address: String,
    /// The address of its blank forms.
    forms: String,
    today: String,
    months: Vec<Filed>,
    declares: bool,
    reads_names: bool,
}

/// A month that was filed.
struct Filed {
    month: Month,
    words: String,
    day: String,
    taken: String,
}

pub(crate) fn page(ask: &Ask) -> Result<Reply, Fault> {
    take_due(ask.store(), ask.rulebook())?;
    let (units, months) = way_and_months(ask)?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let t = ask.tongue();
    let taken = |at: Option<NaiveDateTime>| {
        at.map_or_else(|| t.say("ledger-all-on-asking"), |at| t.date(&civil_day(at.and_utc())))
    };
    let all = All {
        t,
        address: format!("/units/{}/ledger", unit.code),
        forms: format!("/units/{}/forms", unit.code),
        today: t.date(&ask.today()),
        months: months
            .into_iter()
            .map(|filed| Filed {
                month: filed.month,
                words: month_words(t, filed.month),
                day: t.date(&filed.month.last_day()),
                taken: taken(filed.taken_at),
            })
            .collect(),
        declares: declares(ask, unit)?,
        reads_names: ask.may(Action::ReadLedgerNames, ask.place()),
    };
    let mut way = crumbs(ask, &units);
    way.push(Crumb::text(t.say("ledger-all")));
    let lede = t.say1("ledger-all-lede", "unit", &unit.name);
    Ok(Reply::page(Page::new(t.say("ledger-all-title")).lede(lede).crumbs(way).nav("ledger").body(&all)?))
}
