//! Stops a child whose time is over.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

pub(super) struct Watched {
    child: Arc<Mutex<Child>>,
    done: Sender<()>,
    watcher: Option<JoinHandle<bool>>,
}

/// How a child ended.
pub(super) struct End {
    pub(super) status: ExitStatus,
    /// It was stopped, because its time was over.
    pub(super) stopped: bool,
}

impl Watched {
    /// Lets the child run for so many seconds and a little more: it watches its own time too, and says so better.
    pub(super) fn new(child: Child, seconds: u32) -> Self {
        let child = Arc::new(Mutex::new(child));
        let (done, waiting) = mpsc::channel();
        let watched = Arc::clone(&child);
        let time = Duration::from_secs(seconds.into()) + Duration::from_secs(1);
        let watcher = std::thread::Builder::new().name("workbook-watch".to_owned()).spawn(move || {
            let late = waiting.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
            if late {
                stop(&watched);
            }
            late
        });
        if watcher.is_err() {
            // Without a watch there is no reading.
            stop(&child);
        }
        Self { child, done, watcher: watcher.ok() }
    }

    /// Waits for the end of a child that has closed its outputs, and so has nothing left to do.
    pub(super) fn end(mut self) -> io::Result<End> {
        let _ = self.done.send(());
        let stopped = self.watcher.take().is_some_and(|watcher| watcher.join().unwrap_or(false));
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..500 {
            if let Some(status) = child.try_wait()? {
                return Ok(End { status, stopped });
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        Ok(End { status: child.wait()?, stopped: true })
    }
}

fn stop(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // It may have ended by itself in this moment.
    let _ = child.kill();
}
