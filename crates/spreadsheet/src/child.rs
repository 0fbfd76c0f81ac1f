//! Reading in a process of its own: a file that would take all memory, never end or break the reader takes nobody
//! else with it. The file is the child's standard input, the workbook comes in frames from its standard output.

mod confine;
mod frame;
mod reading;
mod verdict;
mod watch;

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub use reading::child_main;

use crate::error::ReadError;
use crate::gather::Gather;
use crate::limits::{Limit, Limits};
use crate::out::Out;
use crate::text::TextForm;
use crate::workbook::Workbook;
use frame::Frame;

/// The argument that makes a program read a workbook: it has to call [`child_main`] and nothing else.
pub const CHILD_ARGUMENT: &str = "read-workbook";
/// Where the child finds its limits.
const LIMITS_VARIABLE: &str = "HONGWANG_READ_LIMITS";
/// Where the child finds how a text file is to be understood.
const TEXT_VARIABLE: &str = "HONGWANG_READ_TEXT";

/// This program, as long as it runs: on Linux by the kernel's own link, which leads to the file that was started even
/// when another one has taken its place since.
///
/// # Errors
/// When the system does not say which program this is.
pub fn own_program() -> std::io::Result<PathBuf> {
    let link = Path::new("/proc/self/exe");
    if link.exists() { Ok(link.to_path_buf()) } else { std::env::current_exe() }
}

/// Reads the spreadsheet at `path` by starting `program read-workbook`, usually the program that calls this.
///
/// The child gets the opened file, its limits and an empty environment; it is stopped after
/// [`Limits::seconds`], and when its parent ends. Blocks until the child has ended.
pub fn read_in_child(program: &Path, path: &Path, limits: &Limits) -> Result<Workbook, ReadError> {
    let file = File::open(path).map_err(not_opened)?;
    refuse_large(file.metadata().map_err(not_opened)?.len(), limits)?;
    let child = start(program, Stdio::from(file), TextForm::default(), limits)?;
    hear(child, limits)
}

/// As [`read_in_child`], for bytes that lie in no file: the child gets them by a pipe. `form` says how a text file is
/// to be understood.
pub fn read_bytes_in_child(
    program: &Path,
    bytes: &[u8],
    form: TextForm,
    limits: &Limits,
) -> Result<Workbook, ReadError> {
    refuse_large(bytes.len() as u64, limits)?;
    let mut child = start(program, Stdio::piped(), form, limits)?;
    let input = child.stdin.take();
    std::thread::scope(|threads| {
        threads.spawn(move || {
            // A child that has read enough ends before all is written; why it did, it says itself.
            let _ = input.map(|mut input| input.write_all(bytes));
        });
        hear(child, limits)
    })
}

fn refuse_large(length: u64, limits: &Limits) -> Result<(), ReadError> {
    if length > limits.file_bytes {
        return Err(ReadError::TooLarge { what: Limit::FileSize, limit: limits.of(Limit::FileSize) });
    }
    Ok(())
}

fn start(program: &Path, input: Stdio, form: TextForm, limits: &Limits) -> Result<Child, ReadError> {
    Command::new(program)
        .arg(CHILD_ARGUMENT)
        .env_clear()
        .env(LIMITS_VARIABLE, limits.to_words())
        .env(TEXT_VARIABLE, form.to_words())
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| ReadError::NotStarted(error.to_string()))
}

/// What the child answers.
fn hear(mut child: Child, limits: &Limits) -> Result<Workbook, ReadError> {
    let (answer, last_words) = (child.stdout.take(), child.stderr.take());
    let watched = watch::Watched::new(child, limits.seconds);
    let answered = answer.map_or(Err(Broken::Ended), |answer| receive(answer, limits));
    let mut words = Vec::new();
    if let Some(last_words) = last_words {
        // Only looked at for the reason of the end; a child says nothing while it reads.
        let _ = last_words.take(4096).read_to_end(&mut words);
    }
    let end = watched.end();
    match answered {
        Ok(workbook) => Ok(workbook),
        Err(Broken::Refused(error)) => Err(error),
        Err(Broken::Ended) => Err(verdict::of(&end.map_err(not_opened)?, &words, limits)),
    }
}

enum Broken {
    /// The child said why, or sent more than it may.
    Refused(ReadError),
    /// The child ended in the middle.
    Ended,
}

impl From<ReadError> for Broken {
    fn from(error: ReadError) -> Self {
        Self::Refused(error)
    }
}

/// Puts the frames together. They are counted anew: a child that a file has taken over must not fill the parent.
fn receive(answer: impl Read, limits: &Limits) -> Result<Workbook, Broken> {
    let mut answer = BufReader::with_capacity(64 << 10, answer);
    let budget = crate::budget::Budget::new(limits);
    let mut gather = Gather::default();
    let mut out = Out::new(&mut gather, &budget);
    loop {
        match frame::receive(&mut answer).ok_or(Broken::Ended)? {
            Frame::Start(start) => out.start(start)?,
            Frame::Sheet { name, hidden } => out.sheet(name, hidden)?,
            Frame::HiddenColumns(first, last) => out.hidden_columns(first, last)?,
            Frame::Rows(rows) => {
                for row in rows {
                    out.row(row.number, row.hidden, row.cells)?;
                }
            }
            Frame::Merges(merges) => merges.into_iter().try_for_each(|merge| out.merge(merge))?,
            Frame::Formula(formula) => out.formula(formula)?,
            Frame::Refused(error) => return Err(Broken::Refused(error)),
            Frame::End => return Ok(gather.finish()?),
        }
    }
}

fn not_opened(error: std::io::Error) -> ReadError {
    ReadError::Io(error.to_string())
}
