//! The service: routes become a router, requests become asks, faults become words.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{ConnectInfo, RawPathParams, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::routing::{MethodFilter, MethodRouter};
use hongwang_domain::Id;
use hongwang_store::{Key, Source};
use percent_encoding::percent_decode_str;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::app::App;
use crate::ask::Ask;
use crate::fault::Fault;
use crate::fields::{Fields, Uploaded};
use crate::guard::{self, Credentials};
use crate::pages;
use crate::route::{Kind, Policy, Route};
use crate::{answer, assets, back, body, language, listen, once};

/// Between two rounds of chores.
const CHORES: Duration = Duration::from_secs(60);

/// A service that is ready to run.
pub struct Server {
    listener: tokio::net::TcpListener,
    router: Router,
    app: Arc<App>,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// When the address can't be listened on.
    pub async fn bind(app: Arc<App>, address: SocketAddr) -> std::io::Result<Self> {
        let listener = tokio::net::TcpListener::bind(address).await?;
        Ok(Self { listener, router: router(&app), app })
    }

    /// The address, its port chosen.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `end` comes, then lets what is under way finish.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) {
        let chores = tokio::spawn(chores(Arc::clone(&self.app)));
        let app = self.app;
        listen::serve(self.listener, self.router, async move {
            end.await;
            app.stop();
        })
        .await;
        chores.abort();
    }
}

/// Serves an app on an address: `ready` hears the address.
///
/// # Errors
/// When the address can't be listened on.
pub async fn serve(
    app: Arc<App>,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let server = Server::bind(app, address).await?;
    ready(server.address()?);
    server.run(end).await;
    Ok(())
}

async fn chores(app: Arc<App>) {
    let mut ticks = tokio::time::interval(CHORES);
    loop {
        ticks.tick().await;
        for chore in app.slices.iter().filter_map(|slice| slice.chore) {
            let app = Arc::clone(&app);
            if let Err(error) = tokio::task::spawn_blocking(move || chore(&app)).await {
                tracing::error!(%error, "a chore failed");
            }
        }
    }
}

/// The router of every route.
fn router(app: &Arc<App>) -> Router {
    let mut paths: Vec<(&'static str, MethodRouter)> = Vec::new();
    for route in crate::routes(&app.slices) {
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
        let (app, path) = (Arc::clone(app), route.path);
        let route = Arc::new(route);
        let handler = move |params: Result<RawPathParams, RawPathParamsRejection>, request: Request| {
            // An address that is no text names nothing; nor does one with characters that no text of ours has.
            let params = params.map(|params| params.iter().map(owned).collect::<Vec<_>>());
            let (route, params) = match params {
                Ok(params) if params.iter().all(|(_, value)| !value.contains(char::is_control)) => {
                    (Arc::clone(&route), params)
                }
                _ => (Arc::new(pages::missing(&request)), Vec::new()),
            };
            answer(Arc::clone(&app), route, params, request)
        };
        match paths.iter_mut().find(|(known, _)| *known == path) {
            Some((_, methods)) => *methods = std::mem::take(methods).on(filter, handler),
            None => paths.push((path, MethodRouter::new().on(filter, handler))),
        }
    }
    let behind_tls = app.options.behind_tls;
    let assets = axum::routing::get(move |request: Request| asset(request, behind_tls));
    let mut router = Router::new().route("/assets/{file}", assets);
    for (path, methods) in paths {
        router = router.route(path, methods);
    }
    let (missing, wrong) = (Arc::clone(app), Arc::clone(app));
    router
        .fallback(move |request: Request| {
            answer(Arc::clone(&missing), Arc::new(pages::missing(&request)), Vec::new(), request)
        })
        .method_not_allowed_fallback(move |request: Request| {
            answer(Arc::clone(&wrong), Arc::new(pages::wrong_method(&request)), Vec::new(), request)
        })
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

async fn asset(request: Request, behind_tls: bool) -> Response<Body> {
    let Some(asset) = assets::find(request.uri().path()) else {
        let mut missing = answer::bare(StatusCode::NOT_FOUND);
        secure(missing.headers_mut(), behind_tls, false);
        return missing;
    };
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let zipped = accepts.is_some_and(|value| value.contains("gzip")) && !asset.gzip.is_empty();
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, asset.mime)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(header::VARY, "accept-encoding");
    if zipped {
        response = response.header(header::CONTENT_ENCODING, "gzip");
    }
    let bytes = if zipped { asset.gzip } else { asset.bytes };
    let mut response = response.body(Body::from(bytes)).unwrap_or_else(|_| answer::bare(StatusCode::NOT_FOUND));
    secure(response.headers_mut(), behind_tls, true);
    response
}

async fn answer(app: Arc<App>, route: Arc<Route>, params: Vec<(String, String)>, request: Request) -> Response<Body> {
    let begun = Instant::now();
    let reference = Id::new().to_string()[24..].to_owned();
    let (behind_tls, method) = (app.options.behind_tls, request.method().clone());
    let answering = Arc::clone(&route);
    let mut response = match arrive(app, &route, params, request).await {
        Ok((ask, arrived)) => {
            let told = reference.clone();
            let work = move || respond(ask, &answering, arrived, &told);
            tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
                tracing::error!(reference, %error, "a request ended in a panic");
                answer::bare(StatusCode::INTERNAL_SERVER_ERROR)
            })
        }
        Err(status) => answer::bare(status),
    };
    secure(response.headers_mut(), behind_tls, false);
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    // The route, never the address: ids and searches stay out of the log.
    tracing::info!(reference, %method, route = route.path, status = response.status().as_u16(), milliseconds, "request");
    response
}

/// What the body brought: its fields and file, or why it was not read.
type Arrived = Result<(Fields, Option<Uploaded>), Fault>;

async fn arrive(
    app: Arc<App>,
    route: &Route,
    params: Vec<(String, String)>,
    request: Request,
) -> Result<(Ask, (Arrived, HeaderMap)), StatusCode> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    let (parts, sent) = request.into_parts();
    let headers = parts.headers;
    let arrived = body::read(route, &headers, sent).await;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let address = client(&headers, peer, app.options.behind_tls);
    let cookies = cookies(&headers);
    let cookie = |name: &str| {
        let name = answer::cookie_name(&app.options, name);
        cookies.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    };
    let notice = cookie(answer::NOTICE).filter(|text| !text.is_empty());
    let path = parts.uri.path_and_query().filter(|_| parts.method == Method::GET);
    let path = path.map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned());
    let sent_to = (parts.method != Method::GET).then(|| parts.uri.path().to_owned());
    let ask = Ask {
        store: app.store.from_source(Source(address.clone())),
        kind: route.kind,
        path,
        sent_to,
        sent_from: back::sent_from(&headers),
        params,
        query: Fields::of_form(parts.uri.query().unwrap_or_default().as_bytes()),
        fields: Fields::default(),
        file: None,
        visitor: None,
        actor: None,
        place: None,
        language: language::of(
            None,
            cookie(answer::LANGUAGE),
            text("accept-language").as_deref(),
            &app.options,
            route.kind == Kind::Api,
        ),
        elder: cookie(answer::VIEW) == Some("elder"),
        key: Key::new(),
        notice: notice.map(|text| percent_decode_str(text).decode_utf8_lossy().into_owned()),
        session: cookie(answer::SESSION).filter(|text| !text.is_empty()).map(str::to_owned),
        address,
        agent: text("user-agent").unwrap_or_default(),
        app,
    };
    Ok((ask, (arrived, headers)))
}

fn respond(mut ask: Ask, route: &Route, (arrived, headers): (Arrived, HeaderMap), reference: &str) -> Response<Body> {
    let done = handle(&mut ask, route, arrived, &headers);
    match done.and_then(|reply| answer::of_reply(&ask, reply)) {
        Ok(response) => response,
        Err(fault) => {
            if fault.status().is_server_error() {
                tracing::error!(reference, route = route.path, cause = ?fault, "a request failed");
            } else if matches!(fault.status(), StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS) {
                let account = ask.visitor.as_ref().map(|visitor| visitor.account.to_string());
                let (why, address) = (fault.key(), ask.address.as_str());
                tracing::warn!(reference, route = route.path, account, address, why, "a request was refused");
            }
            answer::of_fault(&ask, &fault, reference)
        }
    }
}

fn handle(ask: &mut Ask, route: &Route, arrived: Arrived, headers: &HeaderMap) -> Result<crate::Reply, Fault> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(bearer);
    let by_token = route.kind == Kind::Api && token.is_some();
    if !by_token {
        guard::same_origin(&route.method, headers)?;
    }
    let credentials = Credentials { session: ask.session.as_deref(), token };
    ask.visitor = guard::visitor(&ask.app, &ask.store, route.kind, &credentials)?;
    if by_token && ask.visitor.is_none() {
        tracing::warn!(route = route.path, address = ask.address.as_str(), "a token opens nothing");
    }
    if let Some(visitor) = &ask.visitor {
        ask.language = visitor.language.unwrap_or(ask.language);
        ask.elder = visitor.elder || ask.elder;
    }
    let passed = guard::pass(route, &ask.store, ask.visitor.as_ref(), &ask.params)?;
    (ask.actor, ask.place) = (passed.actor, passed.place);
    let (fields, file) = arrived?;
    if route.kind == Kind::Api {
        ask.app.known().check(route, &fields, ask.tongue())?;
    }
    let header = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let sent = if route.kind == Kind::Api { header } else { fields.get("key") };
    // Reading has no key: each look that leaves an entry in the audit leaves one of its own.
    if let Some(key) = sent.filter(|_| !route.method.is_safe()) {
        ask.key = once::key(route, &ask.params, key, &fields, file.as_ref(), ask.store.keys())?;
    }
    (ask.fields, ask.file) = (fields, file);
    (route.handler)(ask)
}

/// The token of `Bearer …`; the word counts in either case (RFC 9110).
fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Where a request comes from: behind a proxy, what the proxy says last, in the last of the lines.
fn client(headers: &HeaderMap, peer: Option<String>, behind_proxy: bool) -> String {
    let said = headers.get_all("x-forwarded-for").iter().next_back().filter(|_| behind_proxy);
    let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    said.map(|address| address.trim().to_owned()).or(peer).unwrap_or_else(|| "unknown".to_owned())
}

/// What every response says to the browser.
fn secure(headers: &mut HeaderMap, behind_tls: bool, cached: bool) {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let mut put = |name: &'static str, value: &'static str| {
        headers.insert(header::HeaderName::from_static(name), header::HeaderValue::from_static(value));
    };
    put("content-security-policy", POLICY);
    put("x-content-type-options", "nosniff");
    put("referrer-policy", "same-origin");
    put("cross-origin-opener-policy", "same-origin");
    put("cross-origin-resource-policy", "same-origin");
    put("permissions-policy", "camera=(), geolocation=(), microphone=()");
    put("x-robots-tag", "noindex, nofollow");
    if behind_tls {
        put("strict-transport-security", "max-age=31536000");
    }
    if !cached && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    }
}

impl Route {
    /// The route under which what is nowhere is answered.
    pub(crate) fn nowhere(kind: Kind, handler: crate::Handler) -> Self {
        Self { kind, ..Self::page(Method::GET, "(none)", Policy::Open, handler) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        headers
    }

    #[test]
    fn an_address_is_the_one_that_the_proxy_adds_last() {
        let peer = || Some("10.0.0.1".to_owned());
        for (lines, wanted) in [
            (&["7.7.7.7, 8.8.8.8"][..], "8.8.8.8"),
            (&["7.7.7.7", "8.8.8.8"], "8.8.8.8"),
            (&["7.7.7.7, 6.6.6.6", "5.5.5.5, 8.8.8.8"], "8.8.8.8"),
            (&[], "10.0.0.1"),
        ] {
            assert_eq!(client(&headers(lines), peer(), true), wanted, "{lines:?}");
        }
        assert_eq!(client(&headers(&["7.7.7.7"]), peer(), false), "10.0.0.1");
    }

    #[test]
    fn the_word_before_a_token_counts_in_either_case() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc "), Some("abc"));
        assert_eq!(bearer("Basic abc"), None);
        assert_eq!(bearer("Bearer"), None);
    }
}
