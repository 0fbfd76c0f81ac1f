//! Which villages and grids a workbook speaks of, under their many names.

mod grids;
mod names;
mod villages;

pub use names::{is_grid_name, may_be_village, title_key, village_in, whole_village_name, without_front};
pub use villages::{CodeFault, VillageBook, VillageEntry};
