//! Workbooks that were handed in by the browser or a program, kept sealed for a day.

pub(crate) mod decide;
mod error;
pub(crate) mod expire;
mod fault;
pub(crate) mod parts;
mod receive;
mod row;
mod state;
mod summary;

pub(crate) mod queries;

pub use decide::{Typed, cancel, choose, mend, put_back, write};
pub use error::UploadError;
pub use expire::{expire, is_gone};
pub use fault::{CellFault, Fate};
pub use parts::Part;
pub(crate) use parts::{keep_parts, open_part};
pub use queries::{faults, find, has_marked, locate, marked, name, of_town, replaced, report, survey, waiting_of};
pub use receive::{MOST_BYTES, Received, receive};
pub use row::Upload;
pub use state::State;
pub use summary::Summary;
