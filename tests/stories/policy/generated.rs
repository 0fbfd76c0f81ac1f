//! Every route of the router × every role × every place, for real; compared with the policy table. A route that is
//! added tomorrow is asked tomorrow; a parameter that this test does not know fails it.

use hongwang_domain::{Action, Role};
use hongwang_testing::on_both_engines;

use super::ground::{Actor, Grid, Ground, allowed, routes};

/// A thing that a path can name, with the unit that it belongs to.
struct Target {
    unit: String,
    path: String,
}

on_both_engines! {
    fn every_route_answers_as_the_table_says(engine) {
        let ground = Ground::new(engine);
        let (mut asked, mut refused) = (0, 0);
        for route in routes(&ground.place) {
            let field = |name: &str| route[name].clone().unwrap_or_default();
            let (method, path, kind, policy) = (field("method"), field("path"), field("kind"), field("policy"));
            let action = route["action"].as_deref().and_then(Action::from_text);
            let targets = targets(&ground, &path, route["thing"].as_deref());
            for actor in &ground.actors {
                for target in &targets {
                    let lets_in = match policy.as_str() {
                        "open" | "signed_in" => true,
                        "somewhere" => allowed(actor.role, actor.unit, action.unwrap(), actor.unit),
                        _ => allowed(actor.role, actor.unit, action.unwrap(), &target.unit),
                    };
                    let said = format!("{method} {} as {} of {}", target.path, actor.role.as_str(), actor.unit);
                    let answer = ask(actor, &kind, &method, &target.path);
                    let was_let_in = !matches!(answer.status, 401 | 403);
                    assert_eq!(was_let_in, lets_in, "{said}: {}\n{}", answer.status, answer.body);
                    assert!(answer.status < 500, "{said}: {}\n{}", answer.status, answer.body);
                    ground.assert_silent(&answer, |grid| !lets_in || !sees(actor, grid), &said);
                    asked += 1;
                    refused += u32::from(!lets_in);
                }
            }
            let stranger = ground.served.stranger();
            let answer = stranger.send(&method, &targets[0].path, &unread(&method), nonsense(&method));
            if policy != "open" {
                let turned_away = answer.status == 401 || (answer.status == 303 && answer.location().starts_with("/login"));
                assert!(turned_away || answer.status == 403, "{method} {path} of a stranger: {}", answer.status);
                ground.assert_silent(&answer, |_| true, "a stranger");
            }
        }
        println!("{asked} requests, {refused} of them refused");
        assert!(asked > 5000 && refused > 2000, "{asked} {refused}");
        ground.place.assert_sound();
    }
}

/// Whose names somebody may read at all.
fn sees(actor: &Actor, grid: &Grid) -> bool {
    allowed(actor.role, actor.unit, Action::ReadRegistry, &grid.code)
}

/// A request that is refused for its form once the policy has let it in, so that nothing changes by asking.
fn ask(actor: &Actor, kind: &str, method: &str, path: &str) -> hongwang_testing::Answer {
    let talker = if kind == "api" { &actor.program } else { &actor.browser };
    talker.send(method, path, &unread(method), nonsense(method))
}

fn unread(method: &str) -> Vec<&'static str> {
    if method == "GET" { Vec::new() } else { vec!["Sec-Fetch-Site: same-origin", "Content-Type: application/x-unread"] }
}

fn nonsense(method: &str) -> &'static [u8] {
    if method == "GET" { b"" } else { b"?" }
}

/// The path with real things in it; one per unit that has such a thing.
fn targets(ground: &Ground, path: &str, thing: Option<&str>) -> Vec<Target> {
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
        Some("upload") => ground.uploads.iter().zip(towns).map(|(id, town)| fill("upload", town, id)).collect(),
        Some("import") => ground.imports.iter().zip(towns).map(|(id, town)| fill("import", town, id)).collect(),
        Some("account") => ground.actors.iter().map(|actor| fill("account", actor.unit, &actor.account)).collect(),
        Some(other) => panic!("this test does not know what {{{other}}} names"),
    }
}

/// The console is nobody who logs in; every other role is asked.
#[test]
fn every_role_is_in_the_cast() {
    assert_eq!(Role::ALL.len(), 13);
}
