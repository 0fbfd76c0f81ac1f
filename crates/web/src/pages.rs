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
    let language = fields.get("language").and_then(Language::parse);
    let elder = fields.get("elder").map(|text| text == "1");
    let back = fields.get("back").unwrap_or("/");
    let back = match (ask.visitor(), language) {
        (Some(visitor), _) => {
            ask.app.gate.remember(&ask.store, visitor, language, elder)?;
            back.to_owned()
        }
        (None, Some(language)) => chosen_at_the_door(back, language),
        (None, None) => back.to_owned(),
    };
    Ok(Reply::see(back).view(language, elder))
}

/// Who chooses a language at the log-in page chooses it for what comes behind: the page says so to its form.
fn chosen_at_the_door(back: &str, language: Language) -> String {
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    if path != "/login" {
        return back.to_owned();
    }
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("language="));
    let pairs: Vec<String> = others.map(str::to_owned).chain([format!("language={}", language.tag())]).collect();
    format!("{path}?{}", pairs.join("&"))
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
