//! The shell: routes that carry their policy, sessions, one layout, forms, errors in words, and what a slice declares.
//!
//! A request takes one way: route → visitor → policy → handler → page or JSON. Handlers are plain functions that run
//! on a blocking thread, because the database is read and written synchronously.

mod answer;
mod app;
mod ask;
mod assets;
mod back;
mod body;
pub mod components;
mod conflict;
mod fault;
mod fields;
mod guard;
mod health;
mod home;
mod known;
mod language;
mod layout;
mod listen;
mod once;
pub mod openapi;
mod pages;
mod policy_table;
mod problem;
mod reading;
mod reply;
mod route;
mod serve;
mod shown;
mod slice;
mod standard;
pub mod subject;
mod system;
mod tongue;
mod visitor;

pub use app::{App, Demo, DemoLogIn, Options};
pub use ask::Ask;
pub use conflict::{Change, Conflict, Joining};
pub use fault::{Fault, Faults};
pub use fields::{Fields, Uploaded};
pub use home::{BigButton, HomePart, HomeRow};
pub use layout::{Crumb, NavItem};
pub use reading::Reading;
pub use reply::{Page, Reply};
pub use route::{Handler, Kind, Locate, Policy, Route};
pub use serve::{Server, serve};
pub use shown::Shown;
pub use slice::{Doctor, Retain, Slice};
pub use tongue::Tongue;
pub use visitor::{Gate, Nobody, Post, SecondStep, Visitor};

/// Every route of the product: those of the shell, then those that slices declare.
pub fn routes(slices: &[Slice]) -> Vec<Route> {
    pages::routes().into_iter().chain(slices.iter().flat_map(|slice| slice.routes.iter().cloned())).collect()
}
