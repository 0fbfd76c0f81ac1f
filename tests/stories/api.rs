//! The API says of itself what it is: its description has every route, and no other.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use serde_json::Value;

fn told(command: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_hongwang")).arg(command).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_description_has_the_routes_of_the_router() {
    let described: BTreeSet<(String, String)> = told("openapi")["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let text = |route: &Value, key: &str| route[key].as_str().unwrap().to_owned();
    let routed: BTreeSet<(String, String)> = told("routes")
        .as_array()
        .unwrap()
        .iter()
        .filter(|route| route["kind"] == "api")
        .map(|route| (text(route, "method"), text(route, "path")))
        .collect();
    println!("{} routes of the API", routed.len());
    assert!(routed.len() >= 20, "{routed:?}");
    assert_eq!(described, routed);
}

#[test]
fn every_parameter_in_a_path_is_described() {
    for (path, methods) in told("openapi")["paths"].as_object().unwrap() {
        let named: BTreeSet<&str> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
            let described: BTreeSet<&str> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            assert_eq!(named, described, "{method} {path}");
        }
    }
}

/// `hongwang openapi | head -1`: nobody reads to the end.
#[test]
fn whoever_stops_reading_ends_it_quietly() {
    for command in ["openapi", "routes"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hongwang"));
        let mut child = program.arg(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Longer than a pipe holds: it is still writing when the reader goes away.
        drop(child.stdout.take().unwrap());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Whoever builds against the description learns how things fail, and that a key does a thing once.
#[test]
fn failures_and_keys_are_described() {
    let told = told("openapi");
    for (path, methods) in told["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            let open = operation["security"]
                .as_array()
                .is_some_and(|needs| needs.iter().any(|one| one == &serde_json::json!({})));
            assert!(open || responses.contains_key("401") && responses.contains_key("403"), "{method} {path}");
            let keyed = operation["parameters"].to_string().contains("Idempotency-Key");
            assert_eq!(keyed, method != "get", "{method} {path}");
            for (status, response) in responses.iter().filter(|(status, _)| status.starts_with('4')) {
                assert!(response["content"]["application/problem+json"].is_object(), "{method} {path} {status}");
            }
        }
    }
}
