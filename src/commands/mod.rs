//! One file per command.

pub mod audit;
pub mod backup;
pub mod declare;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod import;
pub mod init;
pub mod keys;
pub mod migrate;
pub mod noted;
pub mod openapi;
pub mod routes;
pub mod rulebook;
pub mod serve;
pub mod user;
