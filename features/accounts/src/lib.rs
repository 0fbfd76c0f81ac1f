//! Accounts: who can log in, with which password, in which role.

mod password;
mod rows;
mod setup;

pub use password::{OneTimePassword, PasswordError, verify};
pub use rows::Account;
pub use setup::create_system_administrator;
