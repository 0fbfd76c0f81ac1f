//! A route is data: what is asked for, who may ask, who answers. A route without a policy can't be written.

use axum::http::Method;
use hongwang_domain::{Action, UnitPath};
use hongwang_store::{Db, StoreError};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::Reply;

/// What answers a request; runs on a blocking thread.
pub type Handler = fn(&Ask) -> Result<Reply, Fault>;

/// Who may use a route.
#[derive(Clone, Copy, Debug)]
pub enum Policy {
    /// Anybody, without logging in.
    Open,
    /// Whoever is logged in, in whichever role.
    SignedIn,
    /// Whoever has a role that may do it at its own unit or below it: pages that lead on to that unit.
    Somewhere(Action),
    /// Whoever has a role that may do it at the unit that the thing in the path belongs to.
    At(Action, Locate),
}

/// How the thing in a path is found: unknown answers 404, not allowed 403, before the handler runs.
#[derive(Clone, Copy, Debug)]
pub struct Locate {
    /// The parameter's name in the path.
    pub param: &'static str,
    /// The path of the unit that the thing belongs to; `None` when there is no such thing.
    pub find: fn(&mut Db, &str) -> Result<Option<UnitPath>, StoreError>,
}

/// For whom an answer is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person with a browser.
    Page,
    /// A program: JSON, problem+json, tokens.
    Api,
}

/// The most that a form or a JSON body may hold.
const FORM_BYTES: usize = 256 * 1024;
/// The most that a handed-in file may hold, its form included.
const UPLOAD_BYTES: usize = 20 * 1024 * 1024 + 64 * 1024;

/// One method of one path.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, parameters in braces.
    pub path: &'static str,
    /// Who may.
    pub policy: Policy,
    /// For whom it answers.
    pub kind: Kind,
    /// The most bytes that its body may have.
    pub most_bytes: usize,
    /// The message for a body that has more; `limit`: whole megabytes.
    pub too_large: &'static str,
    /// How the names of further fields begin that a program may send, where they are numbered.
    pub numbered: &'static [&'static str],
    /// Who answers.
    pub handler: Handler,
}

impl Route {
    /// A page, or what a form on a page is sent to.
    pub fn page(method: Method, path: &'static str, policy: Policy, handler: Handler) -> Self {
        let (kind, most_bytes, too_large) = (Kind::Page, FORM_BYTES, "web-fault-large");
        Self { method, path, policy, kind, most_bytes, too_large, numbered: &[], handler }
    }

    /// A route of the API.
    pub fn api(method: Method, path: &'static str, policy: Policy, handler: Handler) -> Self {
        Self { kind: Kind::Api, ..Self::page(method, path, policy, handler) }
    }

    /// Takes a file: a multipart form, or (API) the body itself.
    #[must_use]
    pub fn upload(mut self) -> Self {
        self.most_bytes = UPLOAD_BYTES;
        self
    }

    /// Takes fields whose names are numbered: `cell-0-4-3`.
    #[must_use]
    pub fn numbered(mut self, starts: &'static [&'static str]) -> Self {
        self.numbered = starts;
        self
    }

    /// Says with a message of its slice that a body is too large.
    #[must_use]
    pub fn too_large(mut self, key: &'static str) -> Self {
        self.too_large = key;
        self
    }
}
