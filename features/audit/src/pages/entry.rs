//! One record: who, when, from where, what, why; which records it changed, and whether it still fits.

use askama::Template;
use hongwang_domain::Action;
use hongwang_store::Touched;
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::words::{self, Line};

#[derive(Template)]
#[template(path = "audit_entry.html")]
struct Entry {
    t: Tongue,
    line: Line,
    number: i64,
    facts: Vec<String>,
    subject: String,
    subject_id: String,
    records: Vec<String>,
    fits: bool,
    /// The address of everything that this person did.
    all_of_person: String,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let entry = words::entry(ask)?;
    let (touched, fits) = ask.read(Action::ReadAudit, |door| Ok((entry.touched(door)?, entry.fits(door)?)))?;
    let line = words::lines(ask, std::slice::from_ref(&entry))?.pop().ok_or(Fault::NotFound)?;
    let title = line.what.clone();
    let body = Entry {
        t,
        number: entry.number,
        facts: words::facts(t, &entry),
        subject: t.of("audit-kind", &entry.subject_kind),
        subject_id: entry.subject_id.clone(),
        records: touched.iter().map(|one| record(t, one)).collect(),
        fits,
        all_of_person: format!("/audit?account={}", entry.actor),
        line,
    };
    let way = vec![Crumb::link(t.say("web-nav-audit"), "/audit")];
    Ok(Reply::page(Page::new(title).nav("audit").crumbs(way).body(&body)?))
}

/// 住户 2 条，新记的
fn record(t: Tongue, touched: &Touched) -> String {
    let kind = t.of("audit-kind", &touched.kind);
    let how = match touched.version {
        0 => t.say("audit-record-deleted"),
        1 => t.say("audit-record-new"),
        version => t.say1("audit-record-version", "version", version),
    };
    t.say3("audit-record", "kind", kind, "count", touched.count, "how", how)
}
