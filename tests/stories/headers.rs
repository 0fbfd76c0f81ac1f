//! What every answer tells a browser, whoever asks for whatever: served alone, and behind a proxy that ends TLS.

use std::process::Stdio;

use hongwang_testing::{Answer, Place, Served, Talker, on_both_engines};

use crate::place;

/// What stands in every answer, and what it says.
const ALWAYS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-robots-tag", "noindex, nofollow"),
];

on_both_engines! {
    fn every_answer_tells_the_browser_what_it_may_do(engine) {
        let place = place(engine);
        let served = Served::new(&place);
        for (said, answer) in answers(&served.stranger()) {
            for (name, value) in ALWAYS {
                assert_eq!(answer.header(name), value, "{said}");
            }
            assert_eq!(answer.header("access-control-allow-origin"), "", "{said}: no other site reads it");
            let kind = answer.header("content-type");
            assert!(answer.body.is_empty() || !kind.is_empty(), "{said}: of no kind");
            assert!(!kind.starts_with("text/") || kind.ends_with("charset=utf-8"), "{said}: {kind}");
            let kept = if said.contains("/assets/") && answer.status == 200 { "immutable" } else { "no-store" };
            assert!(answer.header("cache-control").contains(kept), "{said}: {}", answer.header("cache-control"));
        }
    }

    fn behind_tls_the_session_is_bound_to_the_host(engine) {
        let place = place(engine);
        let password = one_time_password(&place);
        for (behind_tls, name) in [(false, "hongwang_session="), (true, "__Host-hongwang_session=")] {
            let mut command = place.command(["serve", "--listen", "127.0.0.1:0"]);
            command.args(behind_tls.then_some("--behind-tls")).stderr(Stdio::null());
            let served = Served::of(command);
            let entered = served.stranger().post("/login", &[("name", "clerk"), ("password", &password)]).assert(303);
            let cookie = entered.header("set-cookie");
            for flag in [name, "; Path=/", "; HttpOnly", "; SameSite=Lax"] {
                assert!(cookie.contains(flag), "{flag}: {cookie}");
            }
            assert_eq!(cookie.contains("; Secure"), behind_tls, "{cookie}");
            assert!(!cookie.to_lowercase().contains("domain="), "{cookie}");
            assert_eq!(entered.header("strict-transport-security").contains("max-age=31536000"), behind_tls);
            // Whatever is remembered is bound like it, and found again.
            let chosen = served.stranger().post("/view", &[("elder", "1"), ("language", "en"), ("back", "/login")]);
            let names: Vec<&str> = chosen.headers("set-cookie").filter_map(|cookie| cookie.split_once('=')).map(|(name, _)| name).collect();
            assert!(names.len() == 2 && names.iter().all(|name| name.starts_with("__Host-") == behind_tls), "{names:?}");
            let cookies: Vec<&str> = chosen.headers("set-cookie").filter_map(|cookie| cookie.split(';').next()).collect();
            let seen = served.stranger().with(&format!("Cookie: {}", cookies.join("; "))).get("/login").assert(200);
            assert!(seen.body.contains("lang=\"en\"") && seen.body.contains("class=\"elder\""), "{}", seen.body);
            // The secret goes by the cookie alone.
            let secret = cookie.split_once('=').and_then(|(_, rest)| rest.split(';').next()).unwrap();
            let page = served.stranger().with_cookie_of(&entered).get("/password").assert(200);
            assert!(secret.len() > 32 && !page.body.contains(secret) && !entered.location().contains(secret));
        }
    }

    fn what_is_typed_is_text_wherever_it_is_shown(engine) {
        let place = place(engine);
        let made = ["user", "add", "--login", "clerk", "--name", MARKED, "--role", "county_organiser", "--unit", "211104"];
        let once = place.run(made).assert(0).stdout.trim().to_owned();
        let (served, new) = (Served::new(&place), "Yanbo-2026-hong");
        let entered = served.stranger().post("/login", &[("name", "clerk"), ("password", &once)]).assert(303);
        let clerk = served.stranger().with_cookie_of(&entered);
        let changed = clerk.post("/password", &[("old", &once), ("new", new), ("again", new)]).assert(303);
        let clerk = clerk.with_cookie_of(&changed);
        let stranger = served.stranger();
        let mut shown = 0;
        let answers = [
            clerk.get("/"),
            clerk.get("/me"),
            clerk.post("/units/211104/towns/new", &[("code", MARKED), ("name", MARKED)]),
            clerk.get(&format!("/nowhere/{MARKED_IN_ADDRESSES}")),
            clerk.get(&format!("/units/211104?q={MARKED_IN_ADDRESSES}")),
            stranger.get(&format!("/login?next=/{MARKED_IN_ADDRESSES}")),
            stranger.post("/login", &[("name", MARKED), ("password", "wrong"), ("next", MARKED)]),
        ];
        for answer in answers {
            assert!(!answer.body.contains("<i>") && !answer.body.contains("\"x=\""), "{}", answer.body);
            shown += usize::from(answer.body.contains("&#60;i&#62;") || answer.body.contains("&lt;i&gt;"));
        }
        assert!(shown >= 3, "{shown}: nobody saw it");
    }

    fn methods_that_nobody_needs_are_refused(engine) {
        let place = place(engine);
        let served = Served::new(&place);
        for path in ["/", "/login", "/health", "/api/v1/me"] {
            for method in ["TRACE", "CONNECT", "PROPFIND"] {
                let answer = served.stranger().with("X-Mirror: mirrored").send(method, path, &[], b"");
                assert!(matches!(answer.status, 400 | 404 | 405), "{method} {path}: {}", answer.status);
                assert!(!answer.body.contains("mirrored"), "{method} {path}");
            }
        }
    }
}

/// What would be more than a text if it were not escaped.
const MARKED: &str = "某<i>人</i>\"x=\"'&";
const MARKED_IN_ADDRESSES: &str = "%3Ci%3E%22x=%22";

/// An answer of every kind: pages, programs, what is bundled, what is not there, what is not allowed.
fn answers(stranger: &Talker) -> Vec<(String, Answer)> {
    let log_in = stranger.get("/login").assert(200);
    let assets = log_in.body.split('"').filter(|text| text.starts_with("/assets/"));
    let mut paths: Vec<String> = assets.map(|path| path.split('#').next().unwrap_or_default().to_owned()).collect();
    assert!(paths.len() > 1, "no style and no script");
    for path in
        ["/", "/health", "/nowhere", "/assets/nothing.js", "/api/v1/nowhere", "/api/v1/me", "/api/v1/openapi.json"]
    {
        paths.push(path.to_owned());
    }
    let mut all: Vec<(String, Answer)> = paths.iter().map(|path| (format!("GET {path}"), stranger.get(path))).collect();
    all.push(("GET /login".to_owned(), log_in));
    all.push(("POST /login".to_owned(), stranger.post("/login", &[("name", "nobody"), ("password", "wrong")])));
    all.push((
        "a form of another site".to_owned(),
        stranger.send("POST", "/login", &["Sec-Fetch-Site: cross-site"], b""),
    ));
    all.push(("DELETE /login".to_owned(), stranger.send("DELETE", "/login", &[], b"")));
    all
}

/// Somebody new, who is let in by this password.
fn one_time_password(place: &Place) -> String {
    let made = ["user", "add", "--login", "clerk", "--name", "某人", "--role", "county_organiser", "--unit", "211104"];
    place.run(made).assert(0).stdout.trim().to_owned()
}
