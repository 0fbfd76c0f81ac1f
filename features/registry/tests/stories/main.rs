//! The store's doors and the registry's counts, on both engines.

mod doors;
mod ground;
mod year;
