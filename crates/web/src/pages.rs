//! The shell's own routes.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use hongwang_domain::Action;
use hongwang_words::Language;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::Reply;
use crate::route::{Kind, Policy, Route};
use crate::{health, home, policy_table, standard, system};

/// The first page, the view, the standard, the policy, health, the API's description.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/", Policy::SignedIn, home::show),
        Route::page(Method::POST, "/view", Policy::Open, view),
        Route::page(Method::GET, "/standard", Policy::SignedIn, standard::page),
        Route::page(Method::GET, "/policy", Policy::SignedIn, policy_table::page),
        Route::page(Method::GET, "/system", Policy::Somewhere(Action::ReadSystem), system::page),
        Route::api(Method::GET, "/api/v1/system", Policy::Somewhere(Action::ReadSystem), system::api),
        Route::page(Method::GET, "/robots.txt", Policy::Open, robots),
        Route::api(Method::GET, "/health", Policy::Open, health::show),
        Route::api(Method::GET, "/api/v1/standard", Policy::SignedIn, standard::api),
        Route::api(Method::GET, "/api/v1/openapi.json", Policy::Open, crate::openapi::show),
    ]
}

/// Changes the language or the size of everything, and goes back to the page.
fn view(ask: &Ask) -> Result<Reply, Fault> {
    let fields = ask.fields();
    let language = fields.get("language").and_then(Language::parse).unwrap_or(ask.language);
    let elder = fields.get("elder").map_or(ask.elder, |text| text == "1");
    if let Some(visitor) = ask.visitor() {
        ask.app.gate.remember(&ask.store, visitor, language, elder)?;
    }
    Ok(Reply::see(fields.get("back").unwrap_or("/")).view(language, elder))
}

fn robots(_: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::text("text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n"))
}

fn kind_of(request: &Request) -> Kind {
    if request.uri().path().starts_with("/api/") { Kind::Api } else { Kind::Page }
}

/// What answers a path that is nowhere.
pub(crate) fn missing(request: &Request) -> Route {
    Route::nowhere(kind_of(request), |_| Err(Fault::NotFound))
}

/// What answers a method that a path does not have.
pub(crate) fn wrong_method(request: &Request) -> Route {
    Route::nowhere(kind_of(request), |_| Err(Fault::refused(StatusCode::METHOD_NOT_ALLOWED, "web-fault-method", &[])))
}
