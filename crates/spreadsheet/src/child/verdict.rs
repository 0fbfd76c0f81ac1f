//! Why a child ended without an answer, as far as it can be told.

use std::os::unix::process::ExitStatusExt;

use nix::sys::signal::Signal;

use super::watch::End;
use crate::error::ReadError;
use crate::limits::{Limit, Limits};

pub(super) fn of(end: &End, last_words: &[u8], limits: &Limits) -> ReadError {
    let too_large = |what| ReadError::TooLarge { what, limit: limits.of(what) };
    if end.stopped {
        return too_large(Limit::Time);
    }
    let signal = end.status.signal().and_then(|signal| Signal::try_from(signal).ok());
    // What the library writes before it aborts; a stack that ran over aborts as well, with other words.
    let out_of_memory = last_words.windows(17).any(|words| words == b"memory allocation");
    match signal {
        Some(Signal::SIGXCPU) => too_large(Limit::Time),
        Some(Signal::SIGABRT) if out_of_memory => too_large(Limit::Memory),
        // Nobody but the system kills it here: the machine ran out of memory.
        Some(Signal::SIGKILL) => too_large(Limit::Memory),
        Some(signal) => ReadError::ChildEnded(signal.as_str().to_owned()),
        None => ReadError::ChildEnded(end.status.to_string()),
    }
}
