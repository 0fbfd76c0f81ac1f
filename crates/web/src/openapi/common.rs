//! What holds for every route of the API, said once: how it fails, the key under which it is done once, who needs no
//! token.

use axum::http::Method;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, OpenApi, PathItem, Ref, RefOr, Required, Response, ResponseBuilder};

use crate::guard::least_reach;
use crate::openapi::TOKEN;
use crate::route::{Kind, Policy, Route};

/// The media type of what goes wrong.
const PROBLEM: &str = "application/problem+json";

/// Statuses that any route answers, and those of routes that take something.
const ALWAYS: [(&str, &str); 2] =
    [("401", "No token, or one that holds no more"), ("403", "The policy does not let you")];
const WITH_PATH: [(&str, &str); 1] = [("404", "There is no such thing")];
const WITH_QUERY: [(&str, &str); 1] = [("422", "Something asked for can't be; `faults` says what")];
const WITH_BODY: [(&str, &str); 5] = [
    ("400", "The body can't be read"),
    ("413", "The body is too large"),
    ("415", "A body of this kind is not taken"),
    ("422", "Something sent can't be taken; `faults` says what"),
    ("429", "Too often; `Retry-After` says for how long"),
];

/// Adds it to every operation.
pub(super) fn add(whole: &mut OpenApi, routes: &[Route]) {
    for route in routes.iter().filter(|route| route.kind == Kind::Api) {
        let Some(item) = whole.paths.paths.get_mut(route.path) else { continue };
        let Some(operation) = operation(item, &route.method) else { continue };
        let changes = !route.method.is_safe();
        if let Policy::Open = route.policy {
            operation.security = Some(vec![SecurityRequirement::default()]);
        } else {
            fails(operation, &ALWAYS);
            let reach = least_reach(route).as_str();
            operation.security = Some(vec![SecurityRequirement::new(TOKEN, [reach])]);
        }
        if route.path.contains('{') {
            fails(operation, &WITH_PATH);
        }
        if operation.parameters.iter().flatten().any(is_asked_for) {
            fails(operation, &WITH_QUERY);
        }
        if changes {
            fails(operation, &WITH_BODY);
            operation.parameters.get_or_insert_default().push(RefOr::T(key()));
        }
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response
                && status.starts_with(['4', '5'])
                && response.content.is_empty()
            {
                response.content.insert(PROBLEM.to_owned(), RefOr::T(problem()));
            }
        }
    }
}

/// Whether it stands behind the question mark.
fn is_asked_for(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if matches!(parameter.parameter_in, ParameterIn::Query))
}

fn operation<'a>(item: &'a mut PathItem, method: &Method) -> Option<&'a mut Operation> {
    match *method {
        Method::GET => item.get.as_mut(),
        Method::POST => item.post.as_mut(),
        Method::PUT => item.put.as_mut(),
        Method::DELETE => item.delete.as_mut(),
        _ => None,
    }
}

fn fails(operation: &mut Operation, statuses: &[(&str, &str)]) {
    for (status, words) in statuses {
        // What a route says of itself says more.
        operation.responses.responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(failure(words)));
    }
}

fn failure(words: &str) -> Response {
    ResponseBuilder::new().description(words).build()
}

fn problem() -> Content {
    Content::new(Some(Ref::from_schema_name("Problem")))
}

fn key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("Made by you for each thing that you want done; sent again, the first answer comes again"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(128))))
        .build()
}
