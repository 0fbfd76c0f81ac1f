//! Turns at the work of hashing: each takes 19 MB and tens of milliseconds, so a flood of log-ins waits in a short
//! queue and the rest of it is sent away.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::password::PasswordError;

/// So many hash at once.
const AT_ONCE: usize = 2;
/// So many may wait.
const WAITING: usize = 64;

static DESK: Desk = Desk { state: Mutex::new(State { working: 0, waiting: 0 }), free: Condvar::new() };

struct Desk {
    state: Mutex<State>,
    free: Condvar,
}

struct State {
    working: usize,
    waiting: usize,
}

/// A turn; the next one has it when this is dropped.
pub(crate) struct Turn(&'static Desk);

/// Waits for a turn.
///
/// # Errors
/// [`PasswordError::Busy`] when too many wait already.
pub(crate) fn turn() -> Result<Turn, PasswordError> {
    turn_at(&DESK)
}

fn turn_at(desk: &'static Desk) -> Result<Turn, PasswordError> {
    let mut state = desk.state.lock().unwrap_or_else(PoisonError::into_inner);
    if state.waiting >= WAITING {
        return Err(PasswordError::Busy);
    }
    state.waiting += 1;
    let mut state =
        desk.free.wait_while(state, |state| state.working >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
    state.waiting -= 1;
    state.working += 1;
    Ok(Turn(desk))
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).working -= 1;
        self.0.free.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn few_work_at_once_some_wait_and_the_rest_is_sent_away() {
        static BUSY: Desk = Desk { state: Mutex::new(State { working: 0, waiting: 0 }), free: Condvar::new() };
        let turns: Vec<Turn> = (0..AT_ONCE).map(|_| turn_at(&BUSY).unwrap()).collect();
        let waiting: Vec<_> = (0..WAITING).map(|_| thread::spawn(|| turn_at(&BUSY).map(drop).is_ok())).collect();
        while BUSY.state.lock().unwrap().waiting < WAITING {
            thread::sleep(Duration::from_millis(1));
        }
        assert!(matches!(turn_at(&BUSY), Err(PasswordError::Busy)));
        drop(turns);
        assert!(waiting.into_iter().all(|waiter| waiter.join().unwrap()));
        assert_eq!(BUSY.state.lock().unwrap().working, 0);
    }
}
