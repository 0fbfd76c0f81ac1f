//! Spreadsheets that other people made, read without trusting them: `.xlsx`, `.xls`, `.ods`, `.et`, CSV and
//! tab-separated text in the encodings that office programs write. What comes out is sparse ([`Workbook`]): only
//! rows and cells that hold something, at the positions where a person sees them.
//!
//! The crate knows nothing of towns, people or headings. It says what stands where, what it could not read
//! ([`Value::Unreadable`]), and why a whole file was refused ([`ReadError`]).
//!
//! Reading is meant to happen in a child process ([`read_in_child`]) with limits on memory and time ([`Limits`]).

mod budget;
mod child;
mod content;
mod day;
mod error;
mod gather;
mod limits;
mod marked;
mod number;
mod number_format;
mod ods;
mod out;
mod package;
mod read;
mod reference;
mod strings;
mod text;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use child::{CHILD_ARGUMENT, child_main, own_program, read_bytes_in_child, read_in_child};
pub use day::day_of_serial;
pub use error::ReadError;
pub use limits::{Limit, Limits};
pub use marked::{Mark, Severity, write_marked};
pub use read::{previews, read, read_as, sniff};
pub use reference::column_name;
pub use text::{Preview, TextForm};
pub use workbook::{Cell, Encoding, Format, Formula, Merge, Row, Sheet, Value, Workbook};
