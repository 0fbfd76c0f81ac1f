//! Every route of the router × every role × every place, for real; compared with the policy table. A route that is
//! added tomorrow is asked tomorrow; a parameter that this test does not know fails it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hongwang_domain::{Action, Role};
use hongwang_testing::{Answer, on_both_engines};

use super::ground::{Actor, Grid, Ground, routes};

/// A thing that a path can name, with the unit that it belongs to.
pub(super) struct Target {
    pub(super) unit: String,
    pub(super) path: String,
}

/// A request that the table decides about.
struct Case<'a> {
    route: &'a Route,
    actor: &'a Actor,
    target: Target,
    lets_in: bool,
}

/// A route, as `hongwang routes` lists it.
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) is_api: bool,
    pub(super) policy: String,
    pub(super) action: Option<Action>,
    pub(super) thing: Option<String>,
}

on_both_engines! {
    fn every_route_answers_as_the_table_says(engine) {
        let ground = Ground::new(engine);
        let routes: Vec<Route> = routes(&ground.place).iter().map(Route::read).collect();
        let cases: Vec<Case> = routes.iter().flat_map(|route| cases(&ground, route)).collect();
        let (let_in, refused): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.lets_in);
        println!("{} requests, {} of them refused", cases.len(), refused.len());
        assert!(let_in.len() > 1000 && refused.len() > 2000);
        // Who may not, sends what would be done for who may: nothing comes of it.
        let before = ground.written();
        for case in refused {
            let answer = case.ask(&case.well_formed());
            assert!(matches!(answer.status, 401 | 403), "{}: {}\n{}", case.said(), answer.status, answer.body);
            ground.assert_silent(&answer, |_| true, &case.said());
            ground.assert_silent_of_posts(&answer, |_| true, &case.said());
        }
        for route in routes.iter().filter(|route| route.policy != "open") {
            assert_strangers_are_kept_out(&ground, route);
        }
        assert_eq!(ground.written(), before, "something was written for somebody who may not");
        // Who may, is let in even with a body that can't be read: the policy comes first.
        for case in let_in {
            let answer = case.ask(&Body::nonsense(&case.route.method));
            assert!(!matches!(answer.status, 401 | 403), "{}: {}\n{}", case.said(), answer.status, answer.body);
            assert!(answer.status < 500, "{}: {}\n{}", case.said(), answer.status, answer.body);
            let actor = case.actor;
            ground.assert_silent(&answer, |grid| !actor.may(Action::ReadRegistry, &grid.code), &case.said());
            ground.assert_silent_of_posts(&answer, |grid| !actor.may(Action::ReadOrganisation, &grid.code), &case.said());
        }
        ground.place.assert_sound();
    }
}

impl Route {
    pub(super) fn read(fields: &BTreeMap<String, Option<String>>) -> Self {
        let field = |name: &str| fields[name].clone().unwrap_or_default();
        Self {
            method: field("method"),
            path: field("path"),
            is_api: field("kind") == "api",
            policy: field("policy"),
            action: fields["action"].as_deref().and_then(Action::from_text),
            thing: fields["thing"].clone(),
        }
    }

    /// What the table says of somebody and a unit.
    pub(super) fn lets_in(&self, actor: &Actor, unit: &str) -> bool {
        match (self.policy.as_str(), self.action) {
            ("open" | "signed_in", None) => true,
            ("somewhere", Some(action)) => {
                let below = hongwang_domain::policy::Relation::Below;
                actor.may(action, actor.unit) || hongwang_domain::policy::allows(actor.role, action, below)
            }
            ("at", Some(action)) => actor.may(action, unit),
            other => panic!("{} {}: this test does not know the policy {other:?}", self.method, self.path),
        }
    }
}

fn cases<'a>(ground: &'a Ground, route: &'a Route) -> Vec<Case<'a>> {
    let of = |actor: &'a Actor| {
        targets(ground, &route.path, route.thing.as_deref()).into_iter().map(move |target| {
            let lets_in = route.lets_in(actor, &target.unit);
            Case { route, actor, target, lets_in }
        })
    };
    ground.actors.iter().flat_map(of).collect()
}

impl Case<'_> {
    fn said(&self) -> String {
        format!("{} {} as {} of {}", self.route.method, self.target.path, self.actor.role.as_str(), self.actor.unit)
    }

    fn ask(&self, body: &Body) -> Answer {
        let talker = if self.route.is_api { &self.actor.program } else { &self.actor.browser };
        talker.send(&self.route.method, &self.target.path, &body.lines, &body.bytes)
    }

    fn well_formed(&self) -> Body {
        Body::well_formed(self.route)
    }
}

/// What goes with a request.
pub(super) struct Body {
    pub(super) lines: Vec<&'static str>,
    pub(super) bytes: Vec<u8>,
}

const SAME_ORIGIN: &str = "Sec-Fetch-Site: same-origin";

impl Body {
    /// Refused for its form, so that nothing changes by asking.
    pub(super) fn nonsense(method: &str) -> Self {
        match method {
            "GET" => Self { lines: Vec::new(), bytes: Vec::new() },
            _ => Self { lines: vec![SAME_ORIGIN, "Content-Type: application/x-unread"], bytes: b"?".to_vec() },
        }
    }

    /// Fields that every form takes something from.
    pub(super) fn well_formed(route: &Route) -> Self {
        const FIELDS: [(&str, &str); 15] = [
            ("name", "新人"),
            ("number", "77"),
            ("version", "1"),
            ("reason", "call"),
            ("ending", "departure"),
            ("kind", "school"),
            ("households", "1"),
            ("residents", "1"),
            ("relation", "10"),
            ("role", "volunteer"),
            ("unit", "211104109201001"),
            ("place", "211104109201001"),
            ("login_name", "somebody.new"),
            ("days", "30"),
            ("elder", "1"),
        ];
        match (route.method.as_str(), route.is_api) {
            ("GET", _) => Self::nonsense("GET"),
            (_, true) => {
                let fields = FIELDS.into_iter().filter(|(name, _)| takes(route, name));
                let fields = fields.map(|(name, value)| (name.to_owned(), serde_json::Value::from(value)));
                let json = serde_json::Value::Object(fields.into_iter().collect());
                Self { lines: vec!["Content-Type: application/json"], bytes: json.to_string().into_bytes() }
            }
            (_, false) => {
                let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
                let pairs: Vec<String> =
                    FIELDS.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
                let lines = vec![SAME_ORIGIN, "Content-Type: application/x-www-form-urlencoded"];
                Self { lines, bytes: pairs.join("&").into_bytes() }
            }
        }
    }
}

/// Whether a route of the API is described as taking a field: what it does not take is refused.
fn takes(route: &Route, field: &str) -> bool {
    static TOLD: LazyLock<serde_json::Value> = LazyLock::new(|| {
        let told = std::process::Command::new(env!("CARGO_BIN_EXE_hongwang")).arg("openapi").output().unwrap();
        serde_json::from_slice(&told.stdout).unwrap()
    });
    let body = &TOLD["paths"][&route.path][route.method.to_lowercase()]["requestBody"];
    let schema = &body["content"]["application/json"]["schema"];
    let schema = schema["$ref"].as_str().and_then(|to| TOLD.pointer(&to[1..])).unwrap_or(schema);
    schema["properties"].get(field).is_some()
}

/// Nobody who is not known is let in, at whatever place, by whatever they send.
fn assert_strangers_are_kept_out(ground: &Ground, route: &Route) {
    for target in targets(ground, &route.path, route.thing.as_deref()) {
        let body = Body::well_formed(route);
        let answer = ground.served.stranger().send(&route.method, &target.path, &body.lines, &body.bytes);
        let said = format!("{} {} of a stranger", route.method, target.path);
        let to_log_in = !route.is_api && answer.status == 303 && answer.location().starts_with("/login");
        assert!(to_log_in || matches!(answer.status, 401 | 403), "{said}: {}", answer.status);
        ground.assert_silent(&answer, |_| true, &said);
        ground.assert_silent_of_posts(&answer, |_| true, &said);
    }
}

/// The path with real things in it; one per unit that has such a thing.
pub(super) fn targets(ground: &Ground, path: &str, thing: Option<&str>) -> Vec<Target> {
    let constant = [
        ("{format}", "csv"),
        ("{category}", "disabled"),
        ("{session}", "none"),
        ("{token}", "none"),
        ("{role}", "none"),
    ];
    let fill = |name: &str, unit: &str, id: &str| {
        let mut path = path.replace(&format!("{{{name}}}"), id);
        for (name, value) in constant.iter().filter(|(parameter, _)| parameter.trim_matches(['{', '}']) != name) {
            path = path.replace(name, value);
        }
        assert!(!path.contains('{'), "this test does not know what {path} names");
        Target { unit: unit.to_owned(), path }
    };
    let of_grids = |name: &str, id: fn(&Grid) -> &str| {
        ground.grids.iter().map(|grid| fill(name, &grid.code, id(grid))).collect::<Vec<_>>()
    };
    let towns = ["211104109", "211104110"];
    match thing {
        None => vec![fill("none", "", "")],
        Some("unit") => ground.units().iter().map(|unit| fill("unit", unit, unit)).collect(),
        Some("household") => of_grids("household", |grid| &grid.household),
        Some("resident") => of_grids("resident", |grid| &grid.resident),
        Some("person") => of_grids("person", |grid| &grid.person),
        Some("organisation") => of_grids("organisation", |grid| &grid.organisation),
        Some("upload") => ground.uploads.iter().zip(towns).map(|(id, town)| fill("upload", town, id)).collect(),
        Some("import") => ground.imports.iter().zip(towns).map(|(id, town)| fill("import", town, id)).collect(),
        Some("account") => ground.actors.iter().map(|actor| fill("account", actor.unit, &actor.account)).collect(),
        Some("request") => ground.requests.iter().map(|(unit, id)| fill("request", unit, id)).collect(),
        Some("consent") => ground.consents.iter().map(|(unit, id)| fill("consent", unit, id)).collect(),
        Some("entry") => ground.entries.iter().map(|(unit, id)| fill("entry", unit, id)).collect(),
        Some(other) => panic!("this test does not know what {{{other}}} names"),
    }
}

/// The console is nobody who logs in; every other role is asked.
#[test]
fn every_role_is_in_the_cast() {
    let cast: Vec<Role> = super::ground::CAST.iter().map(|(role, _)| *role).collect();
    let missing: Vec<_> = Role::ALL.iter().filter(|role| !cast.contains(role)).collect();
    assert_eq!(missing, [&Role::Console]);
}
