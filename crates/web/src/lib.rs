//! The shell: what a slice declares, and how the product puts it together.

mod slice;

pub use slice::{Doctor, Slice};
