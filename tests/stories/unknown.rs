//! What a program sends by a wrong name is refused by that name, on every route of the API that changes something.

use hongwang_domain::Role;
use hongwang_testing::on_both_engines;
use serde_json::{Value, json};

use crate::policy::ground::{Ground, allowed, routes};

on_both_engines! {
    fn a_field_that_a_route_does_not_take_is_refused_by_name(engine) {
        let ground = Ground::new(engine);
        let grid = &ground.grids[0];
        let told: Value = ground.place.run(["openapi"]).assert(0).json();
        let things = [
            ("{unit}", grid.code.as_str()),
            ("{household}", &grid.household),
            ("{resident}", &grid.resident),
            ("{person}", &grid.person),
            ("{organisation}", &grid.organisation),
            ("{upload}", &ground.uploads[0]),
            ("{import}", &ground.imports[0]),
            ("{account}", &ground.actors[0].account),
            ("{request}", &ground.requests[0].1),
            ("{consent}", &ground.consents[0].1),
            ("{session}", "none"),
            ("{token}", "none"),
            ("{role}", "none"),
        ];
        let before = ground.written();
        let mut asked = 0;
        for route in routes(&ground.place) {
            let field = |name: &str| route[name].clone().unwrap_or_default();
            let (method, path) = (field("method"), field("path"));
            if field("kind") != "api" || method == "GET" {
                continue;
            }
            let action = route["action"].as_deref().and_then(hongwang_domain::Action::from_text);
            let county = matches!(action, Some(hongwang_domain::Action::FoundTown));
            let actor = ground.actors.iter().find(|actor| {
                let unit = if county || field("thing") == "account" { "211104" } else { grid.code.as_str() };
                action.is_none_or(|action| allowed(actor.role, actor.unit, action, unit))
            });
            let actor = actor.unwrap_or_else(|| ground.actor(Role::TownOrganiser));
            let address = things.iter().fold(path.clone(), |path, (name, id)| {
                path.replace(name, if county && *name == "{unit}" { "211104" } else { id })
            });
            // All that is described, and one more.
            let schema = &told["paths"][&path][method.to_lowercase()]["requestBody"]["content"]["application/json"]["schema"];
            let known = schema["$ref"].as_str().and_then(|to| told.pointer(&to[1..])).map_or(&Value::Null, |one| &one["properties"]);
            let mut body: serde_json::Map<String, Value> =
                known.as_object().into_iter().flatten().map(|(name, _)| (name.clone(), json!(""))).collect();
            for (extra, value) in [("birthdate", json!("1960-01-01")), ("deep", json!({"a": 1})), ("none", Value::Null)] {
                body.insert(extra.to_owned(), value);
            }
            let answer = actor.program.json(&method, &address, &Value::Object(body.clone()));
            let said = format!("{method} {address} as {}: {}", actor.role.as_str(), answer.body);
            assert_eq!(answer.status, 422, "{said}");
            assert!(answer.header("content-type").starts_with("application/problem+json"), "{said}");
            let faults = answer.json()["faults"].as_array().unwrap_or_else(|| panic!("{said}")).clone();
            let unknown = |fault: &&Value| fault["words"] == "没有这一项，请核对名称。" || fault["words"].as_str().unwrap().contains("no such field");
            let mut named: Vec<&str> = faults.iter().filter(unknown).map(|fault| fault["field"].as_str().unwrap()).collect();
            named.sort_unstable();
            assert_eq!(named, ["birthdate", "deep", "none"], "{said}");
            asked += 1;
        }
        println!("{asked} routes");
        assert!(asked > 25, "{asked}");
        assert_eq!(ground.written(), before);
    }

    fn a_value_of_another_type_is_refused_by_name(engine) {
        let ground = Ground::new(engine);
        let grid = &ground.grids[0];
        let clerk = &ground.actor(Role::TownOrganiser).program;
        let path = format!("/api/v1/residents/{}", grid.resident);
        let home = clerk.get(&format!("/api/v1/households/{}", grid.household)).assert(200).json();
        let version = home["members"].as_array().unwrap().iter().find(|one| one["id"] == grid.resident.as_str()).unwrap()["version"].clone();
        let before = ground.written();
        for (name, value) in [
            ("name", json!(["甲", "乙"])),
            ("name", json!(7)),
            ("name", json!(true)),
            ("name", json!({"a": 1})),
            ("phone", json!(19_900_001_234_i64)),
            ("version", json!([1])),
        ] {
            let mut body = json!({ "version": version });
            body[name] = value.clone();
            let answer = clerk.json("PUT", &path, &body).assert(422).json();
            assert_eq!(answer["faults"][0]["field"], name, "{value}: {answer}");
        }
        let form = ["Content-Type: application/x-www-form-urlencoded"];
        assert_eq!(clerk.send("POST", "/api/v1/find", &form, b"number=19900001000").status, 415);
        assert_eq!(ground.written(), before);
    }
}
