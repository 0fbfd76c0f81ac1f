//! Ten thousand requests made up from the API's own description, valid, nearly valid and broken, by somebody in every role:
//! none is answered by a fault of ours, and none tells how the program is built.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use hongwang_domain::Role;
use hongwang_testing::{Talker, on_both_engines};
use serde_json::{Map, Value, json};

use crate::policy::ground::Ground;

const REQUESTS: usize = 10_000;
const WORKERS: usize = 8;

/// What an answer never says.
const INSIDES: [&str; 8] =
    ["panicked", "RUST_BACKTRACE", "stack backtrace", ".rs:", "diesel", "SQLITE", "SELECT ", "src/"];

/// What is put where something else is wanted.
const ODD: [&str; 24] = [
    "",
    "x",
    "0",
    "-1",
    "99999999999999999999",
    "王",
    "\u{0}",
    "%00",
    "../..",
    "2026-02-30",
    "2026-11-25",
    "null",
    "true",
    "🀄",
    "\"",
    "<script>alert(1)</script>",
    "990101195003070017",
    "01a21142-f8a9-77d8-ac1c-bab2a049368c",
    "1e9",
    "NaN",
    "' OR 1=1 --",
    "\u{202e}",
    "2026-13",
    "19900001000",
];

on_both_engines! {
    fn nothing_that_is_sent_is_a_fault_of_ours(engine) {
        let ground = Ground::new(engine);
        let described = ground.served.stranger().get("/api/v1/openapi.json").assert(200).json();
        let operations = operations(&described);
        assert!(operations.len() > 55, "{}", operations.len());
        let (next, statuses) = (AtomicUsize::new(0), Mutex::new(std::collections::BTreeMap::<u16, usize>::new()));
        thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= REQUESTS {
                            break;
                        }
                        let mut dice = Dice::new(u64::try_from(number).unwrap());
                        let request = Request::new(&ground, &described, dice.one_of(&operations), &mut dice);
                        let status = request.send(&ground);
                        *statuses.lock().unwrap().entry(status).or_default() += 1;
                    }
                });
            }
        });
        let statuses = statuses.into_inner().unwrap();
        println!("{statuses:?}");
        let of = |status: u16| statuses.get(&status).copied().unwrap_or_default();
        // It came far enough in to mean something.
        assert!(of(200) > 500 && of(422) > 500 && of(404) > 100 && of(403) > 100, "{statuses:?}");
        ground.place.assert_sound();
    }
}

/// A method and a path of the description.
struct Operation<'a> {
    method: String,
    path: &'a str,
    said: &'a Value,
}

fn operations(described: &Value) -> Vec<Operation<'_>> {
    let paths = described["paths"].as_object().unwrap().iter();
    let all = paths.flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(move |(method, said)| Operation {
            method: method.to_uppercase(),
            path,
            said,
        })
    });
    // Who ends the own session or password asks nothing any more.
    let own = ["/api/v1/me/password", "/api/v1/sessions", "/api/v1/sessions/{session}", "/api/v1/tokens/{token}"];
    all.filter(|one| one.method == "GET" || !own.contains(&one.path)).collect()
}

struct Request<'a> {
    method: &'a str,
    path: String,
    talker: Talker,
    lines: Vec<String>,
    body: Vec<u8>,
}

impl<'a> Request<'a> {
    fn new(ground: &Ground, described: &Value, operation: &'a Operation<'a>, dice: &mut Dice) -> Self {
        // Every other one is as it should be, as far as the description tells.
        dice.odd = if dice.is(50) { 0 } else { 8 };
        let mut path = operation.path.to_owned();
        let mut query = Vec::new();
        for parameter in operation.said["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            match parameter["in"].as_str().unwrap() {
                "path" => path = path.replace(&format!("{{{name}}}"), &encoded(&real(ground, name, dice))),
                "query" if dice.is(60) => {
                    let value = value(described, &parameter["schema"], dice);
                    query.push(format!("{name}={}", encoded(&plain(&value))));
                }
                _ => {}
            }
        }
        if !query.is_empty() {
            path = format!("{path}?{}", query.join("&"));
        }
        let content = &operation.said["requestBody"]["content"];
        let mut lines = Vec::new();
        let mut body = Vec::new();
        if operation.method != "GET" {
            let schema = &content["application/json"]["schema"];
            body = if schema.is_null() || dice.is(dice.odd) {
                dice.one_of(&["", "[", "{\"a\":", "[[[]]]", "{\"name\":{\"name\":{}}}", "\u{feff}{}", "name=x"])
                    .as_bytes()
                    .to_vec()
            } else {
                value(described, schema, dice).to_string().into_bytes()
            };
            let odd =
                ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/csv"];
            let kind = if !dice.is(dice.odd) { "application/json" } else { dice.one_of(&odd) };
            lines.push(format!("Content-Type: {kind}"));
            if dice.is(20) {
                lines.push(format!("Idempotency-Key: {}", dice.next() % 50));
            }
        }
        let role = if dice.is(70) { Role::TownOrganiser } else { *dice.one_of(Role::ALL) };
        let actor = ground.actors.iter().find(|actor| actor.role == role);
        let talker = actor.map_or_else(|| ground.served.stranger(), |actor| actor.program.clone());
        Self { method: &operation.method, path, talker, lines, body }
    }

    fn send(&self, ground: &Ground) -> u16 {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        let answer = self.talker.send(self.method, &self.path, &lines, &self.body);
        let said = format!("{} {} {:?}", self.method, self.path, String::from_utf8_lossy(&self.body));
        assert!(answer.status < 500, "{said}: {}\n{}", answer.status, answer.body);
        if answer.status >= 400 {
            assert!(answer.header("content-type").starts_with("application/problem+json"), "{said}: {}", answer.head);
            let told = INSIDES.iter().find(|inside| answer.body.contains(**inside));
            assert_eq!(told, None, "{said}\n{}", answer.body);
            let sent = String::from_utf8_lossy(&self.body);
            for number in ground.grids.iter().flat_map(|grid| &grid.numbers) {
                assert!(sent.contains(number.as_str()) || !answer.body.contains(number.as_str()), "{said}: {number}");
            }
        }
        answer.status
    }
}

/// What a parameter of a path can name; now and then nothing that there is.
fn real(ground: &Ground, name: &str, dice: &mut Dice) -> String {
    if dice.is(2 * dice.odd) {
        let odd = dice.one_of(&ODD);
        return if odd.is_empty() { "x".to_owned() } else { (*odd).to_owned() };
    }
    // Mostly what the town's clerk may see.
    let known = if dice.is(90) { 4 } else { ground.grids.len() };
    let grid = dice.one_of(&ground.grids[..known]);
    match name {
        "unit" if dice.is(70) => (*dice.one_of(&["211104109", "211104109201", &grid.code])).to_owned(),
        "unit" => dice.one_of(&ground.units()).clone(),
        "household" => grid.household.clone(),
        "resident" => grid.resident.clone(),
        "person" => grid.person.clone(),
        "organisation" => grid.organisation.clone(),
        "upload" => ground.uploads[0].clone(),
        "import" => ground.imports[0].clone(),
        "account" => dice.one_of(&ground.actors).account.clone(),
        "entry" => dice.one_of(&ground.entries).1.clone(),
        "category" => (*dice.one_of(&["dibao", "disabled"])).to_owned(),
        "format" => (*dice.one_of(&["csv", "xlsx", "json"])).to_owned(),
        _ => "none".to_owned(),
    }
}

/// A value that a schema describes; now and then another one.
fn value(described: &Value, schema: &Value, dice: &mut Dice) -> Value {
    if dice.is(dice.odd) {
        return odd(dice);
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/components/schemas/")) {
        return value(described, &described["components"]["schemas"][name], dice);
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(choices) = schema[several].as_array().filter(|choices| !choices.is_empty()) {
            return value(described, dice.one_of(choices), dice);
        }
    }
    if let Some(allowed) = schema["enum"].as_array() {
        return dice.one_of(allowed).clone();
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec!["string"],
    };
    match *dice.one_of(&kinds) {
        "object" => {
            let mut object = Map::new();
            for (name, of) in schema["properties"].as_object().into_iter().flatten() {
                let named = named(name).filter(|_| dice.odd == 0 && !of.is_null()).map(|value| json!(value));
                if dice.odd == 0 || dice.is(75) {
                    object.insert(name.clone(), named.unwrap_or_else(|| value(described, of, dice)));
                }
            }
            Value::Object(object)
        }
        "array" => (0..dice.next() % 3).map(|_| value(described, &schema["items"], dice)).collect(),
        "integer" | "number" => json!(dice.next() % 400),
        "boolean" => json!(dice.is(50)),
        "null" => Value::Null,
        _ => json!(match schema["format"].as_str() {
            Some("date") => *dice.one_of(&["2026-11-01", "1960-03-01", "2026-12-31"]),
            _ => *dice.one_of(&["新人", "77", "10", "211104109201001", "call", "departure", "19900001000", "village"]),
        }),
    }
}

/// What a field of this name takes.
fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" | "contact" => "新人",
        "number" => "77",
        "relation" => "10",
        "reason" => "call",
        "ending" => "departure",
        "day" | "since" | "as_of" => "2026-11-02",
        "birth_date" => "1960-03-01",
        "phone" => "19900008888",
        "kind" => "school",
        "households" | "residents" | "version" => "1",
        "role" => "volunteer",
        _ => return None,
    })
}

fn odd(dice: &mut Dice) -> Value {
    match dice.next() % 8 {
        0 => Value::Null,
        1 => json!(-5),
        2 => json!(u64::MAX),
        3 => json!(1.5),
        4 => json!([1, "a", {}]),
        5 => json!({ "a": { "a": [] } }),
        6 => json!("长".repeat(3_000)),
        _ => json!(dice.one_of(&ODD)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Chance that comes out the same each time: a failure is met again by its number.
struct Dice {
    state: u64,
    /// Of a hundred things, so many are not as they should be.
    odd: u64,
}

impl Dice {
    fn new(number: u64) -> Self {
        Self { state: number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B, odd: 0 }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state >> 11
    }

    fn is(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let count = u64::try_from(all.len()).unwrap();
        &all[usize::try_from(self.next() % count).unwrap()]
    }
}
