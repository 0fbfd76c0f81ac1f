//! The page on which somebody was when a form was sent: what is sent has no page of its own to come back to.

use axum::http::{HeaderMap, Method, Uri, header};

use crate::ask::Ask;
use crate::route::{Kind, Route};

/// The address of our own page that a request was sent from, if the browser says it.
pub(crate) fn sent_from(headers: &HeaderMap) -> Option<String> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let from: Uri = text(header::REFERER)?.parse().ok()?;
    if from.authority().map(|one| one.as_str()) != text(header::HOST) {
        return None;
    }
    from.path_and_query().map(|path| path.as_str().to_owned())
}

/// The page to come back to: the one that was asked for; for a form the one that it was sent from, or, where that cannot
/// be opened again, the nearest one above it.
pub(crate) fn of(ask: &Ask) -> String {
    if ask.sent_to.is_none() {
        return ask.path.clone();
    }
    let from = ask.sent_from.as_deref().unwrap_or("/");
    let routes = crate::routes(&ask.app.slices);
    let mut path = from.split('?').next().unwrap_or("/");
    if is_page(&routes, path) {
        return from.to_owned();
    }
    while let Some((above, _)) = path.rsplit_once('/') {
        if above.is_empty() {
            break;
        }
        if is_page(&routes, above) {
            return above.to_owned();
        }
        path = above;
    }
    "/".to_owned()
}

/// Whether a path can be opened.
fn is_page(routes: &[Route], path: &str) -> bool {
    routes.iter().any(|route| route.kind == Kind::Page && route.method == Method::GET && is_like(route.path, path))
}

fn is_like(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(word)) if part == word || (part.starts_with('{') && !word.is_empty()) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_page_of_our_own_is_where_a_form_came_from() {
        let from = |referer: &'static str| {
            let pairs = [(header::REFERER, referer), (header::HOST, "hongwang.test")];
            sent_from(&pairs.into_iter().map(|(name, text)| (name, HeaderValue::from_static(text))).collect())
        };
        assert_eq!(from("http://hongwang.test/units/9/edit?a=1").as_deref(), Some("/units/9/edit?a=1"));
        assert_eq!(from("http://evil.test/units/9"), None);
        assert_eq!(from("about:blank"), None);
        assert_eq!(from(""), None);
    }

    #[test]
    fn a_path_is_like_its_route() {
        assert!(is_like("/accounts/{account}", "/accounts/7") && is_like("/", "/"));
        for path in ["/accounts", "/accounts/", "/accounts/7/roles", "/units/7"] {
            assert!(!is_like("/accounts/{account}", path), "{path}");
        }
    }
}
