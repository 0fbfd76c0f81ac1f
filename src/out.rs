//! What a command answers with on standard output.

use std::io::{ErrorKind, Write};

/// Prints a text and ends the line. A reader that has gone away, as `head` does, has what it wanted.
///
/// # Errors
/// When it can't be written.
pub fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
