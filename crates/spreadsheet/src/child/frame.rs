//! What the child sends: frames, each with its length in front.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use crate::error::ReadError;
use crate::out::{Sink, Start};
use crate::workbook::{Formula, Merge, Row};

/// No frame is longer; a row at the limits of a sheet is shorter by far than this.
const LONGEST: u32 = 64 << 20;
/// Cells after which a frame of rows is sent.
const CELLS: usize = 4096;

#[derive(Serialize, Deserialize)]
pub(super) enum Frame {
    Start(Start),
    Sheet {
        name: Option<String>,
        hidden: bool,
    },
    HiddenColumns(u32, u32),
    Rows(Vec<Row>),
    Merges(Vec<Merge>),
    Formula(Formula),
    Refused(ReadError),
    /// Everything was sent; without it the child ended early.
    End,
}

/// A sink that sends what comes.
pub(super) struct Send<W> {
    to: W,
    buffer: Vec<u8>,
    rows: Vec<Row>,
    cells: usize,
    merges: Vec<Merge>,
}

impl<W: Write> Send<W> {
    pub(super) fn new(to: W) -> Self {
        Self { to, buffer: Vec::new(), rows: Vec::new(), cells: 0, merges: Vec::new() }
    }

    pub(super) fn finish(mut self, result: Result<(), ReadError>) -> Result<(), ReadError> {
        let last = match result {
            Ok(()) => {
                self.flush()?;
                Frame::End
            }
            Err(error) => Frame::Refused(error),
        };
        self.send(&last)?;
        self.to.flush().map_err(|error| ReadError::Io(error.to_string()))
    }

    /// Rows and merges are sent many at a time.
    fn flush(&mut self) -> Result<(), ReadError> {
        if !self.rows.is_empty() {
            let rows = Frame::Rows(std::mem::take(&mut self.rows));
            self.cells = 0;
            self.send(&rows)?;
        }
        if !self.merges.is_empty() {
            let merges = Frame::Merges(std::mem::take(&mut self.merges));
            self.send(&merges)?;
        }
        Ok(())
    }

    fn send(&mut self, frame: &Frame) -> Result<(), ReadError> {
        self.buffer.clear();
        self.buffer.extend_from_slice(&[0; 4]);
        self.buffer = postcard::to_extend(frame, std::mem::take(&mut self.buffer))
            .map_err(|error| ReadError::Io(error.to_string()))?;
        let length = u32::try_from(self.buffer.len() - 4).unwrap_or(u32::MAX);
        self.buffer[..4].copy_from_slice(&length.to_le_bytes());
        self.to.write_all(&self.buffer).map_err(|error| ReadError::Io(error.to_string()))
    }
}

impl<W: Write> Sink for Send<W> {
    fn start(&mut self, start: Start) -> Result<(), ReadError> {
        self.send(&Frame::Start(start))
    }

    fn sheet(&mut self, name: Option<String>, hidden: bool) -> Result<(), ReadError> {
        self.flush()?;
        self.send(&Frame::Sheet { name, hidden })
    }

    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.send(&Frame::HiddenColumns(first, last))
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        self.cells += row.cells.len();
        self.rows.push(row);
        if self.cells >= CELLS { self.flush() } else { Ok(()) }
    }

    fn merge(&mut self, merge: Merge) -> Result<(), ReadError> {
        self.merges.push(merge);
        if self.merges.len() >= CELLS { self.flush() } else { Ok(()) }
    }

    fn formula(&mut self, formula: Formula) -> Result<(), ReadError> {
        self.send(&Frame::Formula(formula))
    }
}

/// The next frame; `None` where the child ended in the middle, or sent what is no frame.
pub(super) fn receive(from: &mut impl Read) -> Option<Frame> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return None;
    }
    let mut bytes = Vec::new();
    // Grows with what really comes, whatever the length says.
    from.take(length.into()).read_to_end(&mut bytes).ok()?;
    postcard::from_bytes(&bytes).ok()
}
