//! Every route with its policy: what a county's reviewer, and a test, can hold against the policy table.

use std::process::ExitCode;

use hongwang_web::{Kind, Policy, Route};
use serde::Serialize;

use crate::failure::Failure;
use crate::out::print;
use crate::slices;

#[derive(Serialize)]
struct Line {
    method: String,
    path: &'static str,
    kind: &'static str,
    /// `open`, `signed_in`, `somewhere` or `at`.
    policy: &'static str,
    action: Option<&'static str>,
    /// The parameter that names the thing.
    thing: Option<&'static str>,
}

/// Prints them as JSON.
pub fn run() -> Result<ExitCode, Failure> {
    let lines: Vec<Line> = hongwang_web::routes(&slices::all()).iter().map(line).collect();
    print(&serde_json::to_string_pretty(&lines).map_err(std::io::Error::from)?)?;
    Ok(ExitCode::SUCCESS)
}

fn line(route: &Route) -> Line {
    let (policy, action, thing) = match route.policy {
        Policy::Open => ("open", None, None),
        Policy::SignedIn => ("signed_in", None, None),
        Policy::Somewhere(action) => ("somewhere", Some(action.as_str()), None),
        Policy::At(action, locate) => ("at", Some(action.as_str()), Some(locate.param)),
    };
    let kind = if route.kind == Kind::Api { "api" } else { "page" };
    Line { method: route.method.to_string(), path: route.path, kind, policy, action, thing }
}
