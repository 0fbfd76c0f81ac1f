//! The nightly round: what was kept long enough goes, and how much that was is noted, as counts.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use hongwang_domain::clock::civil_day;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::queries as organisation;
use hongwang_organisation::subject::relieved_before;
use hongwang_registry::subject::{Known, gone_before, known};
use hongwang_store::schema::privacy::{consents, retention_runs, subject_requests};
use hongwang_store::{AuditEntry, Db, Key, Source, Store, StoreError, Tx};
use hongwang_web::subject::Person;
use hongwang_web::{App, Retain};
use serde_json::json;

use crate::finish::{finish, tables};
use crate::forget::forget;
use crate::rows::State;

/// What this slice takes away, by the rulebook's rules.
pub(crate) const RULES: &[(&str, Retain)] = &[
    ("answers", |app, before| app.store.forget_answers_before(before)),
    ("earlier_states", earlier_states),
    ("residents_gone", residents_gone),
    ("posts_ended", posts_ended),
    ("subject_page", subject_pages),
    ("requests", requests),
    ("consents", old_consents),
    ("nights", nights),
];

/// The day for which this process has done it.
static DONE: Mutex<Option<NaiveDate>> = Mutex::new(None);

/// Each round: whatever an erasure left to do. The first round after midnight, or after the service was started again: what
/// was kept long enough.
pub(crate) fn round(app: &Arc<App>) {
    let store = app.store.from_source(Source("service".to_owned()));
    if let Err(error) = finish(&store, &app.slices, app.options.data.as_deref()) {
        tracing::warn!(%error, "an erasure was not finished");
    }
    let today = store.clock().today();
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if *done == Some(today) {
        return;
    }
    match apply(app, &store) {
        Ok(()) => *done = Some(today),
        Err(error) => tracing::warn!(%error, "what was kept long enough was not taken away"),
    }
}

/// Applies every rule that was not applied today.
///
/// # Errors
/// When the database fails.
pub fn apply(app: &Arc<App>, store: &Store) -> Result<(), StoreError> {
    let (now, today) = (store.clock().now(), store.clock().today());
    let scope = Scope::of(&Actor::console(), Action::ApplyRetention);
    let done: Vec<String> = store.read(&scope, |door| {
        let of = retention_runs::table.filter(retention_runs::day.eq(today));
        of.select(retention_runs::rule).load(&mut **door).map_err(StoreError::from)
    })?;
    let rules: Vec<(&str, Retain)> = app.slices.iter().flat_map(|slice| slice.retains.iter().copied()).collect();
    for rule in app.rulebook.retention.keep.iter().filter(|rule| !done.contains(&rule.id)) {
        let Some((_, retain)) = rules.iter().find(|(id, _)| *id == rule.id) else { continue };
        let taken = retain(app, rule.over(now))?;
        store.keep_house(|db| note(db, &rule.id, today, now, taken))?;
    }
    Ok(())
}

fn note(db: &mut Db, rule: &str, day: NaiveDate, now: NaiveDateTime, taken: usize) -> Result<(), StoreError> {
    let known: i64 = retention_runs::table.find((rule, day)).count().get_result(db)?;
    if known == 0 {
        let taken = i32::try_from(taken).unwrap_or(i32::MAX);
        diesel::insert_into(retention_runs::table)
            .values((
                retention_runs::rule.eq(rule),
                retention_runs::day.eq(day),
                retention_runs::ran_at.eq(now),
                retention_runs::taken.eq(taken),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// One transaction of the platform's own, with its entry in the county's chain where something was taken away.
fn duty(
    app: &Arc<App>,
    rule: &str,
    work: impl Fn(&mut Tx<'_>) -> Result<usize, StoreError>,
) -> Result<usize, StoreError> {
    let store = app.store.from_source(Source("service".to_owned()));
    store.write_duty(&Actor::console(), &Key::new(), |tx| {
        let county = organisation::county(tx)?.ok_or_else(|| StoreError::Corrupt("no county".to_owned()))?;
        tx.allow(Action::ApplyRetention, &county.path())?;
        let taken = work(tx)?;
        tx.audit(AuditEntry {
            unit_id: county.id.clone(),
            action: Action::ApplyRetention,
            subject_kind: "unit",
            subject_id: county.id,
            detail: json!({ "rule": rule, "taken": taken }),
        });
        Ok(taken)
    })
}

fn some<T>(app: &Arc<App>, read: impl FnOnce(&mut Db) -> Result<Vec<T>, StoreError>) -> Result<Vec<T>, StoreError> {
    app.store.read(&Scope::of(&Actor::console(), Action::ApplyRetention), |door| read(door))
}

fn earlier_states(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    use hongwang_store::schema::store::audit_entries as entries;
    let old = some(app, |db| {
        Ok(entries::table.filter(entries::at.lt(before)).select(entries::id).limit(1).load::<String>(db)?)
    })?;
    if old.is_empty() {
        return Ok(0);
    }
    duty(app, "earlier_states", |tx| tx.forget_earlier_than(before))
}

/// Whoever left so long ago is forgotten as if it had been asked for.
fn residents_gone(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    let gone = some(app, |db| gone_before(db, civil_day(before.and_utc())))?;
    if gone.is_empty() {
        return Ok(0);
    }
    let forgotten = duty(app, "residents_gone", |tx| {
        let keys = tx.keys().clone();
        for id in &gone {
            if let Some(found) = known(tx, &keys, id)? {
                let person = Person { resident: id.clone(), links: Vec::new() };
                forget(tx, &app.slices, &person, &found, &[])?;
            }
        }
        Ok(gone.len())
    })?;
    app.store.scrub(&tables(&app.slices))?;
    Ok(forgotten)
}

/// Whoever had the last post so long ago.
fn posts_ended(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    let gone = some(app, |db| relieved_before(db, civil_day(before.and_utc())))?;
    if gone.is_empty() {
        return Ok(0);
    }
    let forgotten = duty(app, "posts_ended", |tx| {
        let county = organisation::county(tx)?.ok_or_else(|| StoreError::Corrupt("no county".to_owned()))?;
        let nobody = Known {
            name: String::new(),
            numbers: Vec::new(),
            phone_index: None,
            unit_id: county.id.clone(),
            town: county.path(),
        };
        let links = gone.iter().map(|id| ("person".to_owned(), id.clone())).collect();
        forget(tx, &app.slices, &Person { resident: String::new(), links }, &nobody, &[])?;
        Ok(gone.len())
    })?;
    app.store.scrub(&tables(&app.slices))?;
    Ok(forgotten)
}

/// A page that was released is closed on its day by itself; this says so at the request.
fn subject_pages(app: &Arc<App>, _: NaiveDateTime) -> Result<usize, StoreError> {
    let now = app.store.clock().now();
    app.store.keep_house(|db| {
        let over = subject_requests::table
            .filter(subject_requests::state.eq(State::Released.as_str()))
            .filter(subject_requests::closes_at.le(now));
        diesel::update(over)
            .set((
                subject_requests::state.eq(State::Done.as_str()),
                subject_requests::version.eq(subject_requests::version + 1),
            ))
            .execute(db)
            .map_err(StoreError::from)
    })
}

fn requests(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    use hongwang_store::schema::privacy::subject_links as links;
    app.store.keep_house(|db| {
        let over: Vec<String> = subject_requests::table
            .filter(subject_requests::decided_at.lt(before))
            .filter(subject_requests::state.ne(State::Forgotten.as_str()))
            .select(subject_requests::id)
            .load(db)?;
        diesel::delete(links::table.filter(links::request_id.eq_any(&over))).execute(db)?;
        Ok::<_, StoreError>(
            diesel::delete(subject_requests::table.filter(subject_requests::id.eq_any(&over))).execute(db)?,
        )
    })
}

fn old_consents(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    let day = civil_day(before.and_utc());
    app.store.keep_house(|db| {
        diesel::delete(consents::table.filter(consents::withdrawn_on.lt(day))).execute(db).map_err(StoreError::from)
    })
}

fn nights(app: &Arc<App>, before: NaiveDateTime) -> Result<usize, StoreError> {
    app.store.keep_house(|db| {
        let old = retention_runs::table.filter(retention_runs::ran_at.lt(before));
        diesel::delete(old).execute(db).map_err(StoreError::from)
    })
}
