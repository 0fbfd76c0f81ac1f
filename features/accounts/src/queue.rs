//! One guess at a time for each account: what is tried at once waits for its turn, so that a right password is never
//! counted among wrong ones beside it, and a hundred guesses at once are still five.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};

use hongwang_store::BlindIndex;

use crate::password::PasswordError;

/// So many may wait for one account.
const WAITING: usize = 32;

static DOORS: Mutex<BTreeMap<BlindIndex, Door>> = Mutex::new(BTreeMap::new());
static FREE: Condvar = Condvar::new();

#[derive(Default)]
struct Door {
    taken: bool,
    waiting: usize,
}

/// The only try at an account; the next one comes when this is dropped.
pub(crate) struct Alone(BlindIndex);

/// Waits until nobody else tries at this account.
///
/// # Errors
/// [`PasswordError::Busy`] when too many wait already.
pub(crate) fn alone(account: &BlindIndex) -> Result<Alone, PasswordError> {
    let mut doors = DOORS.lock().unwrap_or_else(PoisonError::into_inner);
    let door = doors.entry(account.clone()).or_default();
    if door.waiting >= WAITING {
        return Err(PasswordError::Busy);
    }
    door.waiting += 1;
    let is_taken = |doors: &mut BTreeMap<BlindIndex, Door>| doors.get(account).is_some_and(|door| door.taken);
    let mut doors = FREE.wait_while(doors, is_taken).unwrap_or_else(PoisonError::into_inner);
    let door = doors.entry(account.clone()).or_default();
    (door.taken, door.waiting) = (true, door.waiting.saturating_sub(1));
    Ok(Alone(account.clone()))
}

impl Drop for Alone {
    fn drop(&mut self) {
        let mut doors = DOORS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(door) = doors.get_mut(&self.0) {
            door.taken = false;
            if door.waiting == 0 {
                doors.remove(&self.0);
            }
        }
        FREE.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn one_tries_some_wait_and_the_rest_is_sent_away() {
        let account = b"one of the queue's test".to_vec();
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let first = alone(&account).unwrap();
        thread::scope(|scope| {
            for _ in 0..WAITING {
                scope.spawn(|| {
                    let _alone = alone(&account).unwrap();
                    most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    inside.fetch_sub(1, Ordering::SeqCst);
                });
            }
            while DOORS.lock().unwrap()[&account].waiting < WAITING {
                thread::yield_now();
            }
            assert!(matches!(alone(&account), Err(PasswordError::Busy)));
            drop(alone(&b"another of the queue's test".to_vec()).unwrap());
            drop(first);
        });
        assert_eq!(most.load(Ordering::SeqCst), 1);
        assert!(!DOORS.lock().unwrap().contains_key(&account));
    }
}
