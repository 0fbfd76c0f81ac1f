//! The same way for a program.

use std::time::{Duration, Instant};

use hongwang_accounts::{Wanted, create_account, create_token};
use hongwang_domain::{Actor, Role};
use hongwang_store::Key;
use hongwang_testing::on_both_engines;
use serde_json::{Value, json};

use crate::browser::Service;
use crate::ground::{Ground, TABLE};

const IMPORTS: &str = "/api/v1/units/990100100/imports";

fn token(ground: &Ground, login: &str, role: Role, unit: &str) -> String {
    let wanted = Wanted { phone: None, login_name: Some(login), name: "郝不存在", role, unit, until: None };
    let console = Actor::console();
    let account = create_account(ground.store(), &console, &Key::new(), wanted).unwrap();
    create_token(
        ground.store(),
        &console,
        &Key::new(),
        &account.id,
        "test",
        (1, hongwang_domain::policy::Reach::Everything),
    )
    .unwrap()
    .secret
    .expose()
    .to_owned()
}

fn settled(service: &Service, token: &str, path: &str) -> Value {
    let begun = Instant::now();
    loop {
        let upload = service.api("GET", path, token, None).json();
        if !["receiving", "waiting", "reading", "checking", "queued", "writing"]
            .contains(&upload["state"].as_str().unwrap())
        {
            return upload;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{upload}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

on_both_engines! {
    fn a_program_imports_as_a_clerk_does(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let clerk = token(&ground, "clerk", Role::TownOrganiser, "990100100");
        let sent = service.api_file(&format!("{IMPORTS}?name=a.csv"), &clerk, "one", TABLE.as_bytes());
        assert_eq!(sent.status, 201, "{}", sent.body);
        let again = service.api_file(&format!("{IMPORTS}?name=a.csv"), &clerk, "one", TABLE.as_bytes());
        let id = sent.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(again.json()["id"], id.as_str(), "the same key is the same upload");
        let other = TABLE.replace("王一", "王三");
        let reused = service.api_file(&format!("{IMPORTS}?name=a.csv"), &clerk, "one", other.as_bytes());
        assert!(reused.status == 422 && reused.body.contains("key-reused"), "another file: {}", reused.body);
        let path = format!("/api/v1/imports/{id}");

        let upload = settled(&service, &clerk, &path);
        assert_eq!((&upload["state"], &upload["rows"], &upload["rows_rejected"]), (&json!("checked"), &json!(3), &json!(1)));
        assert_eq!((&upload["name"], &upload["town"]), (&json!("a.csv"), &json!("990100100")));
        let column = &upload["sheets"][0]["tables"][0]["columns"][5];
        assert_eq!((&column["heading"], &column["taken"], &column["samples"]), (&json!("备注"), &json!("left-out"), &json!([])));

        let faults = service.api("GET", &format!("{path}/faults?kind=id-invalid"), &clerk, None).json();
        assert_eq!((&faults["total"], &faults["faults"][0]["cell"]), (&json!(1), &json!("cell-0-4-3")));
        assert_eq!((&faults["faults"][0]["letters"], &faults["faults"][0]["household"]), (&json!("D"), &json!("王一")));
        assert!(!faults.to_string().contains("990101198001010023"));

        let told = service.api("GET", &format!("{path}/report"), &clerk, None);
        assert_eq!(told.json()["errors"][0]["value"], "990101***********3", "{}", told.body);
        assert_eq!(told.json()["warnings"][0]["value"], "1****00", "{}", told.body);
        assert!(!told.body.contains("990101198001010023"));
        let body = json!({"version": upload["version"], "cell-0-4-3": "990101198001010022"}).to_string();
        assert_eq!(service.api("POST", &format!("{path}/cells"), &clerk, Some(&body)).status, 202);
        let upload = settled(&service, &clerk, &path);
        assert_eq!(upload["rows_rejected"], 0);
        let body = json!({"version": upload["version"], "column-0-2-4": "left-out", "effective": "2026-10-31"}).to_string();
        assert_eq!(service.api("PUT", &format!("{path}/choices"), &clerk, Some(&body)).status, 202);
        let stale = service.api("PUT", &format!("{path}/choices"), &clerk, Some(&body));
        assert_eq!(stale.status, 409);
        let upload = settled(&service, &clerk, &path);
        assert_eq!((&upload["codes"], &upload["cells_in_doubt"]), (&json!({}), &json!(0)), "a phone that is not read");
        let wrong = json!({"version": upload["version"], "column-0-2-4": "resident.mood", "hidden_rows": "maybe"}).to_string();
        let wrong = service.api("PUT", &format!("{path}/choices"), &clerk, Some(&wrong));
        assert!(wrong.status == 422 && wrong.body.contains("column-0-2-4") && wrong.body.contains("hidden_rows"), "{}", wrong.body);

        let write = |version: &Value| {
            let body = version.as_i64().map(|version| json!({ "version": version }).to_string());
            service.api("POST", &format!("{path}/write"), &clerk, body.as_deref())
        };
        assert_eq!(write(&Value::Null).status, 422, "a program says what it has seen");
        let old = write(&json!(1));
        assert!(old.status == 409 && old.body.contains("刚才有人改过"), "{}", old.body);
        assert_eq!(write(&upload["version"]).status, 202);
        assert_eq!(write(&upload["version"]).status, 202, "asked twice, written once");
        let upload = settled(&service, &clerk, &path);
        assert_eq!((&upload["state"], &upload["residents"]), (&json!("done"), &json!(3)));
        let report = service.api("GET", &format!("{path}/report"), &clerk, None).json();
        assert_eq!(report["import"], id.as_str());
        assert!(!report.to_string().contains("990101198001010023") && !report.to_string().contains("19900001234"));
        assert_eq!(service.api("GET", &format!("{path}/marked.xlsx"), &clerk, None).status, 404, "nothing to mark");
        assert_eq!(service.api("POST", &format!("{path}/cancel"), &clerk, None).status, 409);
        let list = service.api("GET", IMPORTS, &clerk, None).json();
        assert_eq!((&list["imports"][0]["id"], &list["imports"][0]["by"]), (&json!(id), &json!("郝不存在")));
        assert_eq!(list["uploads"][0]["state"], "done");
        let undone = service.api("POST", &format!("/api/v1/imports/done/{id}/undo"), &clerk, None);
        assert!(undone.status == 200 && undone.json()["changed"].as_u64().unwrap() > 0, "{}", undone.body);
    }

    fn a_program_is_refused_as_a_person_is(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let clerk = token(&ground, "clerk", Role::TownOrganiser, "990100100");
        let other = token(&ground, "other", Role::TownOrganiser, &ground.another_town());
        let sent = service.api_file(IMPORTS, &clerk, "one", TABLE.as_bytes());
        let path = format!("/api/v1/imports/{}", sent.json()["id"].as_str().unwrap());
        settled(&service, &clerk, &path);
        for (method, more) in [("GET", ""), ("GET", "/faults"), ("GET", "/report"), ("GET", "/marked.xlsx"), ("POST", "/write"), ("POST", "/cancel")] {
            let refused = service.api(method, &format!("{path}{more}"), &other, None);
            assert_eq!(refused.status, 403, "{more}");
            assert!(refused.header("content-type").starts_with("application/problem+json") && !refused.body.contains("王一"));
        }
        assert_eq!(service.api_file(IMPORTS, &other, "two", TABLE.as_bytes()).status, 403);
        assert_eq!(service.api_file(IMPORTS, &clerk, "three", b"<html></html>").status, 422);
        assert_eq!(service.api_file(IMPORTS, &clerk, "four", &vec![b'a'; 25 << 20]).status, 413);
        assert_eq!(service.api("GET", "/api/v1/imports/none", &clerk, None).status, 404);
    }
}

#[test]
fn every_route_of_the_api_is_described() {
    let slice = hongwang_workbook::slice();
    let described = serde_json::to_value(slice.openapi.unwrap()()).unwrap();
    let paths = described["paths"].as_object().unwrap();
    let routes: Vec<_> = slice.routes.iter().filter(|route| route.path.starts_with("/api/")).collect();
    assert!(routes.len() > 10);
    for route in &routes {
        assert!(!paths[route.path][route.method.as_str().to_lowercase()].is_null(), "{} {}", route.method, route.path);
    }
    let count: usize = paths.values().map(|methods| methods.as_object().unwrap().len()).sum();
    assert_eq!(count, routes.len());
}

#[test]
fn files_are_described_as_what_they_are() {
    let described = serde_json::to_value(hongwang_workbook::slice().openapi.unwrap()()).unwrap();
    let taken = &described["paths"]["/api/v1/units/{unit}/imports"]["post"]["requestBody"]["content"];
    let of = |content: &Value| -> Value {
        let name = content["schema"]["$ref"].as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        described["components"]["schemas"][name].clone()
    };
    for kind in ["application/octet-stream", "text/csv", "application/vnd.ms-excel"] {
        let schema = of(&taken[kind]);
        assert_eq!((&schema["type"], &schema["format"]), (&json!("string"), &json!("binary")), "{kind}: {taken}");
    }
    let form = of(&taken["multipart/form-data"]);
    assert_eq!(form["properties"]["file"]["format"], "binary", "{form}");
    for path in ["/api/v1/imports/{upload}/marked.xlsx", "/api/v1/units/{unit}/imports/blank.xlsx"] {
        let content = &described["paths"][path]["get"]["responses"]["200"]["content"];
        let schema = &content["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]["schema"];
        assert_eq!(schema["format"], "binary", "{path}: {content}");
    }
    let report = &described["paths"]["/api/v1/imports/{upload}/report"]["get"]["responses"]["200"]["content"];
    assert!(!report["application/json"]["schema"].is_null());
}
