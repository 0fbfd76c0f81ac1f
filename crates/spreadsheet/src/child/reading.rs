//! The child's side.

use std::fs::File;
use std::io::{BufWriter, Cursor, Read};
use std::os::fd::AsFd;
use std::process::ExitCode;

use super::confine::confine;
use super::frame::Send;
use super::{LIMITS_VARIABLE, TEXT_VARIABLE};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::read::read_into;
use crate::text::TextForm;

/// Reads the spreadsheet on standard input and answers on standard output: all that `program read-workbook` does.
///
/// Limits its own process first. To be called at the start of `main`, before anything else runs.
pub fn child_main() -> ExitCode {
    // A message could quote the file, and the parent needs none.
    std::panic::set_hook(Box::new(|_| {}));
    let limits = std::env::var(LIMITS_VARIABLE).ok().and_then(|words| Limits::from_words(&words));
    let form = std::env::var(TEXT_VARIABLE).ok().and_then(|words| TextForm::from_words(&words));
    match answer(form.unwrap_or_default(), &limits.unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(form: TextForm, limits: &Limits) -> Result<(), ReadError> {
    let (output, input) = (own_file(std::io::stdout().as_fd())?, own_file(std::io::stdin().as_fd())?);
    confine(limits).map_err(|error| ReadError::Io(error.to_string()))?;
    let mut send = Send::new(BufWriter::with_capacity(64 << 10, output));
    let result = if input.metadata().is_ok_and(|about| about.is_file()) {
        read_into(input, form, limits, &mut send)
    } else {
        let mut bytes = Vec::new();
        let enough = limits.file_bytes.saturating_add(1);
        let read = input.take(enough).read_to_end(&mut bytes);
        read.map_err(not_read).and_then(|_| read_into(Cursor::new(bytes), form, limits, &mut send))
    };
    send.finish(result)
}

/// Standard input and output without the locks and line buffers of the library.
fn own_file(standard: std::os::fd::BorrowedFd<'_>) -> Result<File, ReadError> {
    standard.try_clone_to_owned().map(File::from).map_err(not_read)
}

fn not_read(error: std::io::Error) -> ReadError {
    ReadError::Io(error.to_string())
}
