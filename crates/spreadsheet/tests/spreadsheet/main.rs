//! Files as others make them, from the bytes to the cells.

mod child;
mod look;
mod make;
mod marked;
mod noise;
mod ods;
mod oracle;
mod refused;
mod text;
mod xls;
mod xlsx;
