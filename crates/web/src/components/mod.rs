//! What pages are made of. Each renders itself: `{{ field }}` in a template.

mod field;
mod lines;
mod list;
mod stamp;

pub use field::{Choice, Field, FieldKind};
pub use lines::entries;
pub use list::{Empty, Mark, Pager, Tag};
pub use stamp::Stamp;
