//! Every form that is filled in over a version: whoever sends it after somebody was faster is told who it was, keeps what
//! was typed, and goes on with one press. The forms are taken from the pages of the router.

use std::collections::{BTreeMap, BTreeSet};

use hongwang_domain::Role;
use hongwang_testing::form::Form;
use hongwang_testing::{Talker, on_both_engines};
use serde_json::{Value, json};

use crate::policy::ground::{Ground, routes};

const DAY: &str = "2026-11-02";
const VILLAGE: &str = "211104109201";

/// A form: where it is sent, the page that has it, what is typed into it.
struct Late {
    form: &'static str,
    page: &'static str,
    typed: &'static [(&'static str, &'static str)],
}

const LATE: [Late; 10] = [
    Late { form: "/households/{household}/edit", page: "/households/{household}/edit", typed: &[("number", "晚7")] },
    Late { form: "/residents/{resident}/edit", page: "/residents/{resident}/edit", typed: &[("name", "晚到名")] },
    Late {
        form: "/residents/{resident}/leave",
        page: "/residents/{resident}/leave",
        typed: &[("ending", "death"), ("day", DAY)],
    },
    Late {
        form: "/residents/{resident}/move",
        page: "/residents/{resident}/move",
        typed: &[("household", "new"), ("day", DAY)],
    },
    Late {
        form: "/residents/{resident}/return",
        page: "/residents/{resident}/return",
        typed: &[("relation", "20"), ("day", "2026-11-04")],
    },
    Late { form: "/residents/{resident}/take-back", page: "/households/{household}", typed: &[] },
    Late {
        form: "/organisations/{organisation}/edit",
        page: "/organisations/{organisation}/edit",
        typed: &[("name", "晚到社")],
    },
    Late {
        form: "/organisations/{organisation}/end",
        page: "/organisations/{organisation}/end",
        typed: &[("day", DAY)],
    },
    Late { form: "/organisations/{organisation}/resume", page: "/organisations/{organisation}", typed: &[] },
    Late { form: "/units/{unit}/edit", page: "/units/{unit}/edit", typed: &[("name", "晚到村")] },
];

/// Told beside the figures of their day.
const FIGURES: &str = "/units/{unit}/ledger/declare";
/// What is decided of a workbook, and an account's own forms, have stories of their own.
const ELSEWHERE: [&str; 4] = ["/imports/", "/accounts/", "/me/", "/residents/{resident}/consents"];

struct Subject {
    ids: BTreeMap<&'static str, String>,
}

impl Subject {
    fn path(&self, pattern: &str) -> String {
        self.ids.iter().fold(pattern.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id))
    }
}

/// Somebody of the first town, each once, and an organisation: by number.
fn subject(clerk: &Talker, ground: &Ground, number: usize) -> Subject {
    let grid = &ground.grids[number / 4];
    let homes = clerk.get(&format!("/api/v1/units/{}/households", grid.code)).assert(200).json();
    let people: Vec<(String, String)> = homes["list"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|home| {
            let id = home["id"].as_str().unwrap().to_owned();
            let home = clerk.get(&format!("/api/v1/households/{id}")).assert(200).json();
            let members = home["members"].as_array().unwrap().clone();
            members.into_iter().map(move |one| (id.clone(), one["id"].as_str().unwrap().to_owned()))
        })
        .collect();
    let (household, resident) = people[number % 4 % people.len()].clone();
    let ids = [
        ("household", household),
        ("resident", resident),
        ("organisation", grid.organisation.clone()),
        ("unit", VILLAGE.to_owned()),
    ];
    Subject { ids: ids.into_iter().collect() }
}

fn version(clerk: &Talker, subject: &Subject, thing: &str) -> Value {
    match thing {
        "household" => clerk.get(&subject.path("/api/v1/households/{household}")).json()["version"].clone(),
        "organisation" => clerk.get(&subject.path("/api/v1/organisations/{organisation}")).json()["version"].clone(),
        "unit" => clerk.get(&subject.path("/api/v1/units/{unit}")).json()["version"].clone(),
        _ => {
            let home = clerk.get(&subject.path("/api/v1/households/{household}")).json();
            let all = home["members"].as_array().unwrap().iter().chain(home["past"].as_array().unwrap());
            let one = all.into_iter().find(|one| one["id"] == subject.ids["resident"].as_str()).unwrap();
            one["version"].clone()
        }
    }
}

/// Brings the subject to where the form can be filled in.
fn prepare(clerk: &Talker, subject: &Subject, form: &str) {
    if form.ends_with("/return") || form.ends_with("/take-back") {
        leave(clerk, subject, "2026-11-01");
    } else if form.ends_with("/resume") {
        let body = json!({"version": version(clerk, subject, "organisation"), "day": "2026-11-01"});
        let _ = clerk.json("POST", &subject.path("/api/v1/organisations/{organisation}/end"), &body).assert(204);
    }
}

fn leave(clerk: &Talker, subject: &Subject, day: &str) {
    let body = json!({"version": version(clerk, subject, "resident"), "ending": "departure", "day": day});
    let _ = clerk.json("POST", &subject.path("/api/v1/residents/{resident}/leave"), &body).assert(204);
}

/// Somebody else is faster.
fn overtake(clerk: &Talker, subject: &Subject, form: &str) {
    let put = |thing: &str, path: &str, mut body: Value| {
        body["version"] = version(clerk, subject, thing);
        let _ = clerk.json("PUT", &subject.path(path), &body).assert(204);
    };
    let post = |thing: &str, path: &str, mut body: Value| {
        body["version"] = version(clerk, subject, thing);
        let _ = clerk.json("POST", &subject.path(path), &body).assert(204);
    };
    let organisation = json!({"name": "快手社", "kind": "school"});
    match form {
        "/households/{household}/edit" => {
            put("household", "/api/v1/households/{household}", json!({"door_hint": "快门"}))
        }
        "/residents/{resident}/edit" | "/residents/{resident}/move" | "/residents/{resident}/leave" => {
            put("resident", "/api/v1/residents/{resident}", json!({"phone": "19900007777"}));
        }
        "/residents/{resident}/return" => {
            post("resident", "/api/v1/residents/{resident}/return", json!({"day": "2026-11-03"}));
        }
        "/residents/{resident}/take-back" => {
            post("resident", "/api/v1/residents/{resident}/take-back", json!({}));
            leave(clerk, subject, "2026-11-03");
        }
        "/organisations/{organisation}/end" => {
            post("organisation", "/api/v1/organisations/{organisation}/end", json!({"day": "2026-11-03"}));
        }
        "/organisations/{organisation}/edit" | "/organisations/{organisation}/resume" => {
            put("organisation", "/api/v1/organisations/{organisation}", organisation);
        }
        "/units/{unit}/edit" => {
            let unit = clerk.get(&subject.path("/api/v1/units/{unit}")).json();
            let body = json!({"version": unit["version"], "name": "快手村"});
            let _ = clerk.json("PUT", &subject.path("/api/v1/units/{unit}"), &body).assert(204);
        }
        other => panic!("this story does not know how {other} is overtaken"),
    }
}

fn form_on(page: &str, action: &str) -> Form {
    let found = Form::all(page).into_iter().find(|form| form.action == action);
    found.unwrap_or_else(|| panic!("no form for {action}: {page}"))
}

on_both_engines! {
    fn whoever_comes_late_is_told_who_was_faster_and_goes_on(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        for (number, late) in LATE.iter().enumerate() {
            let subject = subject(&clerk.program, &ground, number);
            let (page, action) = (subject.path(late.page), subject.path(late.form));
            prepare(&clerk.program, &subject, late.form);
            let mine = form_on(&clerk.browser.get(&page).assert(200).body, &action).typed(late.typed);
            overtake(&clerk.program, &subject, late.form);
            let answer = clerk.browser.post(&action, &mine.pairs());
            assert_eq!(answer.status, 409, "{action}: {}", answer.body);
            for words in ["某人（镇党建办）", "改过这里", "现在是", "您填的"] {
                let is_shown = answer.body.contains(words);
                assert!(is_shown || (words == "您填的" && late.form.ends_with("/edit")), "{action} {words}: {}", answer.body);
            }
            let again = form_on(&answer.body, &action);
            assert!(!again.buttons.is_empty(), "{action}: no button to go on with: {again:?}");
            for (name, text) in late.typed {
                assert_eq!(again.get(name), Some(*text), "{action}: {name} is kept: {}", answer.body);
            }
            let joined = clerk.browser.post(&action, &again.pairs());
            assert_eq!(joined.status, 303, "{action}: one press does not go on: {}", joined.body);
        }
        ground.place.assert_sound();
    }

    fn the_forms_are_those_of_the_router(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let subject = subject(&clerk.program, &ground, 0);
        for form in ["/residents/{resident}/return", "/organisations/{organisation}/resume"] {
            prepare(&clerk.program, &subject, form);
        }
        let other = self::subject(&clerk.program, &ground, 4);
        let routes = routes(&ground.place);
        let field = |route: &BTreeMap<String, Option<String>>, name: &str| route[name].clone().unwrap_or_default();
        let is = |route: &&BTreeMap<String, Option<String>>, method: &str| {
            field(route, "kind") == "page" && field(route, "method") == method
        };
        let sent: Vec<String> = routes.iter().filter(|route| is(route, "POST")).map(|route| field(route, "path")).collect();
        let mut found = BTreeSet::new();
        for page in routes.iter().filter(|route| is(route, "GET")).map(|route| field(route, "path")) {
            for subject in [&subject, &other] {
                let address = subject.path(&page);
                if address.contains('{') || ELSEWHERE.iter().any(|start| page.starts_with(start)) {
                    continue;
                }
                for form in Form::all(&clerk.browser.get(&address).body).iter().filter(|form| form.get("version").is_some()) {
                    let like = |pattern: &&String| {
                        let (one, other): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), form.action.split('/').collect());
                        one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| one.starts_with('{') || one == other)
                    };
                    found.insert(sent.iter().find(like).unwrap_or_else(|| panic!("{form:?}")).clone());
                }
            }
        }
        let known: BTreeSet<String> = LATE.iter().map(|late| late.form).chain([FIGURES]).map(str::to_owned).collect();
        assert_eq!(found, known);
    }

    fn figures_that_were_declared_meanwhile_are_told_too(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let action = format!("/units/{VILLAGE}/ledger/declare");
        let mine = form_on(&clerk.browser.get(&action).assert(200).body, &action).typed(&[("households", "77"), ("residents", "88")]);
        let theirs = json!({"households": 66, "residents": 99});
        let _ = clerk.program.json("PUT", &format!("/api/v1/units/{VILLAGE}/ledger/declared"), &theirs).assert(204);
        let answer = clerk.browser.post(&action, &mine.pairs()).assert(409);
        for words in ["某人（镇党建办）", "66", "99"] {
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
        let again = form_on(&answer.body, &action);
        assert_eq!((again.get("households"), again.get("residents")), (Some("77"), Some("88")));
        let _ = clerk.browser.post(&action, &again.pairs()).assert(303);
    }
}
