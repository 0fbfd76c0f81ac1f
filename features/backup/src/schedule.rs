//! Once a civil day, from the planned hour on: a backup, a trial, and away with those that are too many.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use chrono::{Duration, NaiveDateTime, Timelike};
use hongwang_archive::{ArchiveError, BackupKey};
use hongwang_domain::clock::civil;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_store::{Source, Store, StoreError};
use hongwang_web::App;

use crate::make::{ATTACHMENTS, finish};
use crate::plan::Plan;
use crate::records::{self, Backup};
use crate::{fault, trial};

/// One that failed is tried again so often on its day …
const ATTEMPTS: usize = 5;
/// … after so long.
const AGAIN_AFTER: Duration = Duration::hours(1);
/// One that has not ended by then was broken off.
pub(crate) const BROKEN_OFF: Duration = Duration::hours(6);
/// Attempts that are looked at.
const RECENT: i64 = 20;

/// One at a time in a process: it takes longer than the round in which it begins.
static RUNNING: AtomicBool = AtomicBool::new(false);

/// Begins a backup when one is due; it goes on beside everything else.
pub(crate) fn tick(app: &Arc<App>) {
    let Some(plan) = Plan::installed() else { return };
    if RUNNING.swap(true, Ordering::SeqCst) {
        return;
    }
    let store = app.store.from_source(Source("service".to_owned()));
    let begun = thread::Builder::new().name("backup".to_owned()).spawn(move || {
        if let Err(error) = round(&store, plan) {
            tracing::error!(%error, "the backup by schedule failed");
        }
        RUNNING.store(false, Ordering::SeqCst);
    });
    if begun.is_err() {
        RUNNING.store(false, Ordering::SeqCst);
    }
}

fn round(store: &Store, plan: &Plan) -> Result<(), StoreError> {
    let scope = Scope::of(&Actor::console(), Action::MakeBackup);
    let recent = store.read(&scope, |door| records::latest(door, RECENT))?;
    let now = store.clock().now();
    let Some(id) = due(&recent, now, plan.hour) else { return Ok(()) };
    let mut backup = Backup::begun(id, true, now);
    if !records::begin(store, &backup)? {
        return Ok(());
    }
    if let Err(error) = make(store, plan, &mut backup) {
        backup.ended_at = Some(store.clock().now());
        backup.fault = Some(fault::short(&error).to_owned());
        tracing::error!(%error, "no backup was made");
    }
    records::keep(store, &backup)?;
    if backup.succeeded() {
        prune(store, plan)?;
    }
    Ok(())
}

/// The name of the attempt that is due: none before its hour, when there is one, or when one was tried a moment ago.
fn due(recent: &[Backup], now: NaiveDateTime, hour: u32) -> Option<String> {
    let local = civil(now);
    let today = local.date();
    let of_today = || recent.iter().filter(|one| one.is_scheduled && civil(one.started_at).date() == today);
    let attempts = of_today().count();
    let stands = of_today().any(|one| match one.ended_at {
        Some(ended) => one.fault.is_none() || ended + AGAIN_AFTER > now,
        None => one.started_at + BROKEN_OFF > now,
    });
    (local.hour() >= hour && !stands && attempts < ATTEMPTS).then(|| format!("{today}-{}", attempts + 1))
}

fn make(store: &Store, plan: &Plan, backup: &mut Backup) -> Result<(), ArchiveError> {
    fs::create_dir_all(&plan.folder)?;
    if !plan.key_file.exists() {
        BackupKey::generate()?.create(&plan.key_file)?;
    }
    let key = BackupKey::read(&plan.key_file)?;
    let file = plan.folder.join(format!("hongwang-{}.backup", backup.id));
    // Left by an attempt of the same name that nothing is remembered of.
    let _ = fs::remove_file(&file);
    let sum = hongwang_archive::write(store, None, ATTACHMENTS, &key, &file)?;
    finish(store, backup, &file, &sum)?;
    records::keep(store, backup)?;
    let tried = trial::restore(store, &file, &key, &plan.data);
    backup.tried_at = Some(store.clock().now());
    if let Err(error) = tried {
        tracing::error!(%error, "the backup could not be restored");
        backup.try_fault = Some(fault::short(&error).to_owned());
    }
    Ok(())
}

/// Takes the oldest away, of those made by schedule; never the last one that could be restored.
fn prune(store: &Store, plan: &Plan) -> Result<(), StoreError> {
    let scope = Scope::of(&Actor::console(), Action::MakeBackup);
    let kept = store.read(&scope, |door| records::kept(door))?;
    let last_tried = kept.iter().find(|one| one.is_tried()).map(|one| one.id.clone());
    for mut old in kept.into_iter().skip(plan.keep) {
        if Some(&old.id) == last_tried.as_ref() {
            continue;
        }
        if let Some(name) = old.file.as_deref().filter(|name| Path::new(name).file_name().is_some()) {
            match fs::remove_file(plan.folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    tracing::warn!(%error, "an old backup was not taken away");
                    continue;
                }
                _ => {}
            }
        }
        old.removed_at = Some(store.clock().now());
        records::keep(store, &old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        // UTC; eight hours earlier than the civil time.
        NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).unwrap() - Duration::hours(8)
    }

    fn attempt(number: usize, started: NaiveDateTime, fault: Option<&str>) -> Backup {
        let mut one = Backup::begun(format!("2026-11-05-{number}"), true, started);
        one.ended_at = Some(started);
        one.fault = fault.map(str::to_owned);
        one
    }

    #[test]
    fn one_a_day_from_its_hour_on() {
        assert_eq!(due(&[], at(5, 1), 2), None);
        assert_eq!(due(&[], at(5, 2), 2).as_deref(), Some("2026-11-05-1"));
        let made = [attempt(1, at(5, 2), None)];
        assert_eq!(due(&made, at(5, 23), 2), None);
        assert_eq!(due(&made, at(6, 2), 2).as_deref(), Some("2026-11-06-1"));
        // Just after midnight of the civil day it is still yesterday in UTC.
        assert_eq!(due(&made, at(6, 0), 0).as_deref(), Some("2026-11-06-1"));
    }

    #[test]
    fn what_failed_is_tried_again_after_an_hour_and_not_for_ever() {
        let failed = |number| attempt(number, at(5, 1 + u32::try_from(number).unwrap()), Some("short-full"));
        let mut all = vec![failed(1)];
        assert_eq!(due(&all, at(5, 2) + Duration::minutes(59), 2), None);
        assert_eq!(due(&all, at(5, 3), 2).as_deref(), Some("2026-11-05-2"));
        all.extend((2..=5).map(failed));
        assert_eq!(due(&all, at(5, 23), 2), None);
        let running = [Backup::begun("2026-11-05-1".to_owned(), true, at(5, 2))];
        assert_eq!(due(&running, at(5, 7), 2), None);
        assert_eq!(due(&running, at(5, 8), 2).as_deref(), Some("2026-11-05-2"));
    }

    #[test]
    fn one_by_hand_is_none_by_schedule() {
        let mut by_hand = attempt(1, at(5, 3), None);
        by_hand.is_scheduled = false;
        assert_eq!(due(&[by_hand], at(5, 4), 2).as_deref(), Some("2026-11-05-1"));
    }
}
