//! From the bytes of a file to its workbook: what it is, is told by its content.

use std::io::{self, Read, Seek, SeekFrom};

use crate::budget::Budget;
use crate::error::ReadError;
use crate::gather::Gather;
use crate::limits::{Limit, Limits};
use crate::out::{Out, Sink};
use crate::package::Package;
use crate::text::{Preview, TextForm};
use crate::workbook::Workbook;
use crate::{ods, text, xls, xlsx};

/// Bytes at the begin of a text in which a page shows itself.
const HEAD: usize = 256;

/// Reads a spreadsheet in this process. Files of strangers are better read in a child: [`crate::read_in_child`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    read_as(bytes, TextForm::default(), limits)
}

/// As [`read`], for a text file of which a person said how it is to be understood.
pub fn read_as(bytes: &[u8], form: TextForm, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut gather = Gather::default();
    read_into(io::Cursor::new(bytes), form, limits, &mut gather)?;
    gather.finish()
}

/// Refuses at first sight what is no spreadsheet: an empty file, a picture, a page. What passes may still be none.
///
/// # Errors
/// Why it is refused.
pub fn sniff(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let start = start_of(&mut io::Cursor::new(bytes)).map_err(|error| ReadError::Io(error.to_string()))?;
    match start {
        Start::Other(kind) => Err(ReadError::NotASpreadsheet(kind.to_owned())),
        Start::Unknown => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
            text::refuse_markup(head.trim_start_matches('\u{FEFF}'))
        }
        Start::Zip | Start::Compound | Start::Bare => Ok(()),
    }
}

/// How a text file begins in every encoding, so that a person can see which is the right one; empty for other files.
pub fn previews(bytes: &[u8]) -> Vec<Preview> {
    match start_of(&mut io::Cursor::new(bytes)) {
        Ok(Start::Unknown) => text::previews(bytes),
        _ => Vec::new(),
    }
}

/// Reads a spreadsheet into a sink.
pub(crate) fn read_into<R: Read + Seek>(
    mut source: R,
    form: TextForm,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let budget = Budget::new(limits);
    let mut out = Out::new(sink, &budget);
    let length = source.seek(SeekFrom::End(0)).map_err(|error| ReadError::of_io(&error, limits))?;
    if length == 0 {
        return Err(ReadError::Empty);
    }
    if length > limits.file_bytes {
        return Err(budget.too_large(Limit::FileSize));
    }
    match start_of(&mut source).map_err(|error| ReadError::of_io(&error, limits))? {
        Start::Zip => package(source, &budget, &mut out),
        Start::Compound => xls::read(whole(source, limits)?, &budget, &mut out),
        Start::Bare => xls::read_stream(&whole(source, limits)?, &budget, &mut out),
        Start::Other(kind) => Err(ReadError::NotASpreadsheet(kind.to_owned())),
        Start::Unknown => text::read(whole(source, limits)?, form, &budget, &mut out),
    }
}

enum Start {
    Zip,
    /// The container of Office before 2007.
    Compound,
    /// A workbook of that time without its container.
    Bare,
    /// A kind of file that is certainly none of ours.
    Other(&'static str),
    Unknown,
}

/// How files begin that people rename to `.xlsx`.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"MZ", "program"),
    (b"\x7FELF", "program"),
    (b"SQLite format 3", "database"),
];

fn start_of<R: Read + Seek>(source: &mut R) -> io::Result<Start> {
    let mut head = Vec::new();
    source.rewind()?;
    source.by_ref().take(64).read_to_end(&mut head)?;
    source.rewind()?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return Ok(Start::Zip);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(Start::Compound);
    }
    // The first record: its kind, its length, the version.
    if let [0x09, 0x08, 6..=16, 0, 0, 5 | 6, ..] = head[..] {
        return Ok(Start::Bare);
    }
    // Two letters can begin a text as well, but then no byte below a space follows.
    let binary = head.iter().any(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    let other = OTHERS.iter().find(|(start, _)| head.starts_with(start) && (binary || start.len() > 2));
    Ok(other.map_or(Start::Unknown, |(_, kind)| Start::Other(kind)))
}

fn package<R: Read + Seek>(mut source: R, budget: &Budget, out: &mut Out<'_>) -> Result<(), ReadError> {
    if !ends_as_zip(&mut source).map_err(|error| ReadError::of_io(&error, budget.limits()))? {
        return Err(ReadError::CutOff("the list of parts at the end is missing".to_owned()));
    }
    let mut package = Package::open(source, budget)?;
    if let Some(main) = xlsx::main_part(&mut package)? {
        return xlsx::read(&mut package, &main, budget, out);
    }
    if package.has("content.xml") {
        return ods::read(&mut package, budget, out);
    }
    Err(ReadError::NotASpreadsheet("an archive of something else".to_owned()))
}

/// A zip archive ends with the list of its parts, and that with its own mark, at most a comment behind it.
fn ends_as_zip<R: Read + Seek>(source: &mut R) -> io::Result<bool> {
    const LONGEST: u64 = 22 + 65_535;
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut tail = Vec::new();
    source.read_to_end(&mut tail)?;
    source.rewind()?;
    Ok(tail.windows(4).any(|bytes| bytes == b"PK\x05\x06"))
}

fn whole<R: Read + Seek>(mut source: R, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(|error| ReadError::of_io(&error, limits))?;
    Ok(bytes)
}
