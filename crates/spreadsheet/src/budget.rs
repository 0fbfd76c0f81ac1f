//! What one reading may still use: bytes that come out of a compressed file, and time. Shared by everything that
//! reads a part of it.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::time::{Duration, Instant};

use crate::error::ReadError;
use crate::limits::{Limit, Limits};

/// One piece of XML (a tag, a text) that is longer than this was not written by an office program: the longest text
/// of a cell is 32,767 characters, ten bytes each if all are written as numbers.
const LONGEST_PIECE: u64 = 1 << 20;

pub(crate) struct Budget {
    limits: Limits,
    unpacked: Cell<u64>,
    over: Cell<Option<Limit>>,
    deadline: Instant,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            limits: limits.clone(),
            unpacked: Cell::new(0),
            over: Cell::new(None),
            deadline: Instant::now() + Duration::from_secs(limits.seconds.into()),
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn too_large(&self, what: Limit) -> ReadError {
        ReadError::TooLarge { what, limit: self.limits.of(what) }
    }

    /// Refuses a part that says of itself that it is too large, before any of it is read.
    pub(crate) fn expect_unpacked(&self, bytes: u64) -> Result<(), ReadError> {
        if self.unpacked.get().saturating_add(bytes) > self.limits.unpacked_bytes {
            return Err(self.too_large(Limit::Unpacked));
        }
        Ok(())
    }

    pub(crate) fn check_time(&self) -> Result<(), ReadError> {
        if Instant::now() > self.deadline {
            return Err(self.too_large(Limit::Time));
        }
        Ok(())
    }

    /// The error behind a failed read: the limit that stopped it, or else the damage that `otherwise` describes.
    pub(crate) fn reason(&self, otherwise: impl FnOnce() -> ReadError) -> ReadError {
        match self.over.take() {
            Some(what) => self.too_large(what),
            None => otherwise(),
        }
    }

    fn spend(&self, bytes: u64) -> io::Result<()> {
        self.unpacked.set(self.unpacked.get().saturating_add(bytes));
        if self.unpacked.get() > self.limits.unpacked_bytes {
            return Err(self.stop(Limit::Unpacked));
        }
        if Instant::now() > self.deadline {
            return Err(self.stop(Limit::Time));
        }
        Ok(())
    }

    fn stop(&self, what: Limit) -> io::Error {
        self.over.set(Some(what));
        io::Error::other("over a limit")
    }
}

/// A reader whose bytes are counted as they come.
pub(crate) struct Metered<'a, R> {
    inner: R,
    budget: &'a Budget,
}

impl<'a, R> Metered<'a, R> {
    pub(crate) fn new(inner: R, budget: &'a Budget) -> Self {
        Self { inner, budget }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.budget.spend(read as u64)?;
        Ok(read)
    }
}

/// Stops a parser that would gather one endless piece.
pub(crate) struct Pieces<'a, R> {
    inner: R,
    budget: &'a Budget,
    length: u64,
}

impl<'a, R> Pieces<'a, R> {
    pub(crate) fn new(inner: R, budget: &'a Budget) -> Self {
        Self { inner, budget, length: 0 }
    }

    /// The parser has handed out what it gathered.
    pub(crate) fn next_piece(&mut self) {
        self.length = 0;
    }
}

impl<R: BufRead> Read for Pieces<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.length += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Pieces<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.length > LONGEST_PIECE {
            return Err(self.budget.stop(Limit::Text));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.length += bytes as u64;
        self.inner.consume(bytes);
    }
}
