//! The key under which a request is done once.

use axum::http::StatusCode;
use hongwang_store::key_file::hex;
use hongwang_store::{Key, KeyRing, SealedField};
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::fields::{Fields, Uploaded};
use crate::route::{Kind, Route};

/// The longest key, in bytes.
const LONGEST: usize = 128;
/// The field of a form that holds it.
const FIELD: &str = "key";

/// A key counts for the address that it was sent to: for another household it is another key. A program that sends it
/// with something else has made a mistake and is told so; a person has gone back to a form and typed something else,
/// which is a form of its own.
pub(crate) fn key(
    route: &Route,
    params: &[(String, String)],
    key: &str,
    fields: &Fields,
    file: Option<&Uploaded>,
    ring: &KeyRing,
) -> Result<Key, Fault> {
    if key.len() > LONGEST {
        return Err(Fault::refused(StatusCode::BAD_REQUEST, "web-fault-key", &[]));
    }
    let mut text = format!("{} {}", route.method, route.path);
    for (_, value) in params {
        text.push(' ');
        text.push_str(value);
    }
    // Under the index key: from a digest alone, what was typed could be guessed, as a phone or a password.
    let digest = hex(&ring.index(SealedField::Answer, &digest(fields, file)));
    Ok(match route.kind {
        Kind::Api => Key::from_request(&format!("{text} {key}")).with(digest),
        Kind::Page => Key::from_request(&format!("{text} {key} {digest}")),
    })
}

fn digest(fields: &Fields, file: Option<&Uploaded>) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        // Its length before it: a name and a text are not another name and another text.
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    for (name, text) in fields.iter().filter(|(name, _)| *name != FIELD) {
        add(name.as_bytes());
        add(text.as_bytes());
    }
    if let Some(file) = file {
        add(file.name.as_bytes());
        add(&file.bytes);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;
    use crate::{Policy, Reply};

    fn route(kind: Kind) -> Route {
        let made = Route::page(Method::POST, "/households/{household}", Policy::Open, |_| Ok(Reply::nothing()));
        Route { kind, ..made }
    }

    fn of(kind: Kind, household: &str, body: &str) -> Key {
        let ring = KeyRing::parse(&format!("hongwang-keys 1\nindex {0}\nseal 1 {0}\n", "07".repeat(32))).unwrap();
        let params = [("household".to_owned(), household.to_owned())];
        key(&route(kind), &params, "k1", &Fields::of_form(body.as_bytes()), None, &ring).unwrap()
    }

    #[test]
    fn a_key_counts_for_one_address_and_one_body() {
        let one = of(Kind::Page, "a", "key=k1&name=x");
        assert_eq!(one, of(Kind::Page, "a", "key=k1&name=x"));
        assert_ne!(one.as_str(), of(Kind::Page, "b", "key=k1&name=x").as_str());
        assert_ne!(one.as_str(), of(Kind::Page, "a", "key=k1&name=y").as_str());
        // A program's mistake is known by the same key with another digest.
        let (one, other) = (of(Kind::Api, "a", "name=x"), of(Kind::Api, "a", "name=y"));
        assert!(one.as_str() == other.as_str() && one != other);
        assert_ne!(one.as_str(), of(Kind::Api, "b", "name=x").as_str());
        assert_ne!(digest(&Fields::of_form(b"a=bc"), None), digest(&Fields::of_form(b"ab=c"), None));
    }

    #[test]
    fn a_key_out_of_all_proportion_is_refused() {
        let long = "k".repeat(LONGEST + 1);
        let ring = KeyRing::generate().unwrap();
        assert!(key(&route(Kind::Api), &[], &long, &Fields::default(), None, &ring).is_err());
    }
}
