//! What is in work in this process: how far it is, and whether somebody called it off.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use hongwang_domain::Id;

/// This process among those that share a database.
pub(super) static RUNNER: LazyLock<String> = LazyLock::new(|| Id::new().to_string());

static RUNNING: LazyLock<Mutex<HashMap<String, Arc<Running>>>> = LazyLock::new(Mutex::default);

/// An upload in work.
#[derive(Debug, Default)]
pub(crate) struct Running {
    done: AtomicUsize,
    total: AtomicUsize,
    called_off: AtomicBool,
    /// Nothing can be called off any more: it is in the database.
    committed: AtomicBool,
}

/// How far a piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps of it; 0: nobody knows.
    pub total: usize,
}

impl Running {
    pub(super) fn expect(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn reach(&self, done: usize) {
        self.done.store(done, Ordering::Relaxed);
    }

    pub(super) fn is_called_off(&self) -> bool {
        self.called_off.load(Ordering::Relaxed)
    }
}

fn all() -> MutexGuard<'static, HashMap<String, Arc<Running>>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn begin(upload: &str) -> Arc<Running> {
    let running = Arc::new(Running::default());
    all().insert(upload.to_owned(), Arc::clone(&running));
    running
}

pub(super) fn forget(upload: &str) {
    all().remove(upload);
}

pub(super) fn is_here(upload: &str) -> bool {
    all().contains_key(upload)
}

/// How far this process is with an upload; none where it has not got it in work.
pub fn progress(upload: &str) -> Option<Progress> {
    let running = all().get(upload).cloned()?;
    let read = |number: &AtomicUsize| number.load(Ordering::Relaxed);
    Some(Progress { done: read(&running.done), total: read(&running.total) })
}

/// What is in work has been written: whoever calls it off from now on is told by its state that it is done.
pub(super) fn committed(upload: &str) {
    // Under the same lock as calling off, so that nobody is answered yes after this.
    if let Some(running) = all().get(upload) {
        running.committed.store(true, Ordering::Relaxed);
    }
}

/// Whether somebody called off what is in work in this process, in time; none where it has not got it in work.
pub(crate) fn is_called_off(upload: &str) -> Option<bool> {
    let running = all().get(upload).cloned()?;
    Some(running.is_called_off() && !running.committed.load(Ordering::Relaxed))
}

/// Calls off what is in work in this process; says whether it can be.
pub(crate) fn call_off(upload: &str) -> bool {
    let all = all();
    // While it stands in the list: whoever takes it out of there looks at this afterwards.
    let running = all.get(upload).filter(|running| !running.committed.load(Ordering::Relaxed));
    running.inspect(|running| running.called_off.store(true, Ordering::Relaxed)).is_some()
}
