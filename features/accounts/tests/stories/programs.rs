//! Over HTTP, as a program sees it.

use hongwang_accounts::create_token;
use hongwang_domain::policy::Reach;
use hongwang_domain::{Actor, Role};
use hongwang_store::Key;
use hongwang_testing::on_both_engines;

use crate::browser::Service;
use crate::ground::{COUNTY, GRIDS, Ground, NAME, PASSWORD, PHONE, TOWN};

fn token(ground: &Ground, account: &str) -> String {
    let made =
        create_token(&ground.store, &Actor::console(), &Key::new(), account, "测试", (1, Reach::Everything)).unwrap();
    made.secret.expose().to_owned()
}

on_both_engines! {
    fn a_program_knows_its_owner_and_tends_the_account(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let service = Service::new(&ground.store, None);
        let token = token(&ground, &id);
        let api = |method: &str, path: &str, body: Option<&str>| service.api(method, path, &token, body);
        let me = api("GET", "/api/v1/me", None).json();
        assert_eq!((me["name"].as_str(), me["id"].as_str()), (Some(NAME), Some(id.as_str())));
        assert_eq!((me["roles"][0]["role"].as_str(), me["roles"][0]["unit"].as_str()), (Some("grid_leader"), Some(GRIDS[0])));
        assert!(!me.to_string().contains(PHONE));

        assert_eq!(api("PUT", "/api/v1/me/view", Some(r#"{"language": "en", "elder": true}"#)).status, 204);
        assert_eq!(api("PUT", "/api/v1/me/view", Some(r#"{"language": "xx"}"#)).status, 422);
        assert_eq!(api("GET", "/api/v1/me", None).json()["language"], "en");

        // A token alone makes no token: whoever finds one could go on after it was taken back.
        for password in ["", "Falsch-2026-hong"] {
            let body = format!(r#"{{"name": "报表", "days": 7, "password": "{password}"}}"#);
            let refused = api("POST", "/api/v1/tokens", Some(&body));
            assert_eq!((refused.status, refused.json()["faults"][0]["field"].as_str()), (422, Some("password")));
        }
        let body = format!(r#"{{"name": "报表", "days": 7, "password": "{PASSWORD}"}}"#);
        let made = api("POST", "/api/v1/tokens", Some(&body));
        assert_eq!(made.status, 201);
        let second = made.json()["token"].as_str().unwrap().to_owned();
        let listed = api("GET", "/api/v1/tokens", None);
        assert_eq!(listed.json().as_array().unwrap().len(), 2);
        assert!(!listed.body.contains(&second));
        let second_id = made.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(api("DELETE", &format!("/api/v1/tokens/{second_id}"), None).status, 204);
        assert_eq!(api("DELETE", &format!("/api/v1/tokens/{second_id}"), None).status, 404);
        assert_eq!(service.api("GET", "/api/v1/me", &second, None).status, 401);

        ground.enter(PHONE, PASSWORD).unwrap();
        assert_eq!(api("GET", "/api/v1/sessions", None).json()[0]["device"], "computer");
        let change = |new: &str| api("PUT", "/api/v1/me/password", Some(&format!(r#"{{"old": "{PASSWORD}", "new": "{new}"}}"#)));
        let refused = change("short");
        assert_eq!((refused.status, refused.json()["faults"][0]["field"].as_str()), (422, Some("new")));
        assert_eq!(change("Birnbaum-8").status, 204);
        assert_eq!(api("GET", "/api/v1/sessions", None).status, 401, "every token is taken back");
        ground.enter(PHONE, PASSWORD).unwrap_err();
    }

    fn the_administrators_program_makes_accounts(engine) {
        let ground = Ground::new(engine);
        let admin = ground.create("19900000098", Role::SystemAdmin, COUNTY);
        let service = Service::new(&ground.store, None);
        let token = token(&ground, &admin.id);
        let api = |method: &str, path: &str, body: Option<&str>| service.api(method, path, &token, body);
        let proof = admin.password.expose();
        let wanted = |role: &str, unit: &str| {
            format!(r#"{{"name": "李四", "phone": "19900000097", "role": "{role}", "unit": "{unit}", "password": "{proof}"}}"#)
        };
        let in_role = |unit: &str| format!(r#"{{"role": "grid_leader", "unit": "{unit}", "password": "{proof}"}}"#);
        let proof = format!(r#"{{"password": "{proof}"}}"#);
        let refused = api("POST", "/api/v1/accounts", Some(&wanted("grid_leader", TOWN)));
        assert_eq!((refused.status, refused.header("content-type")), (422, "application/problem+json"));
        let made = api("POST", "/api/v1/accounts", Some(&wanted("grid_leader", GRIDS[0])));
        assert_eq!(made.status, 201, "{made:?}");
        let made = made.json();
        ground.enter("19900000097", made["password"].as_str().unwrap()).unwrap();
        assert_eq!(api("POST", "/api/v1/accounts", Some(&wanted("grid_leader", GRIDS[0]))).json()["faults"][0]["field"], "phone");

        let account = format!("/api/v1/accounts/{}", made["id"].as_str().unwrap());
        let listed = api("GET", "/api/v1/accounts?q=%E6%9D%8E", None);
        assert_eq!((listed.json()["total"].as_i64(), listed.json()["accounts"][0]["phone"].as_str()), (Some(1), Some("199******97")));
        assert!(!listed.body.contains("19900000097"));
        let role = api("POST", &format!("{account}/roles"), Some(&in_role(GRIDS[1]))).json();
        assert_eq!(api("GET", &account, None).json()["roles"].as_array().unwrap().len(), 2);
        assert_eq!(api("DELETE", &format!("{account}/roles/{}", role["id"].as_str().unwrap()), None).status, 204);
        assert_eq!(api("GET", &account, None).json()["roles"].as_array().unwrap().len(), 1);
        // A token alone opens no door by which somebody goes on after it was taken back.
        let (password, roles) = (format!("{account}/password"), format!("{account}/roles"));
        let all = [("/api/v1/accounts", wanted("grid_leader", GRIDS[1])), (&password, proof.clone()), (&roles, in_role(GRIDS[1]))];
        for (path, body) in all {
            for wrong in ["", "Falsch-2026-hong"] {
                let body = body.replace(admin.password.expose(), wrong);
                let refused = api("POST", path, Some(&body));
                assert_eq!((refused.status, refused.json()["faults"][0]["field"].as_str()), (422, Some("password")), "{path}");
            }
        }
        assert_eq!(api("POST", &format!("{account}/password"), Some(&proof)).status, 201);
        assert_eq!(api("DELETE", &format!("{account}/sessions"), None).status, 204);
    }

    fn nobody_elses_program_gets_at_accounts(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let other = ground.create("19900000098", Role::TownOrganiser, TOWN);
        let service = Service::new(&ground.store, None);
        let token = token(&ground, &other.id);
        let account = format!("/api/v1/accounts/{id}");
        let (password, sessions, roles) = (format!("{account}/password"), format!("{account}/sessions"), format!("{account}/roles"));
        for (method, path) in [
            ("GET", "/api/v1/accounts"),
            ("POST", "/api/v1/accounts"),
            ("GET", account.as_str()),
            ("POST", password.as_str()),
            ("DELETE", sessions.as_str()),
            ("POST", roles.as_str()),
        ] {
            let refused = service.api(method, path, &token, Some("{}"));
            assert_eq!(refused.status, 403, "{method} {path}");
            assert!(!refused.body.contains(NAME) && !refused.body.contains("1990000009"), "{}", refused.body);
            assert_eq!(service.api(method, path, "hongwang_no", Some("{}")).status, 401, "{method} {path}");
        }
    }

    fn a_one_time_password_is_changed_by_program(engine) {
        let ground = Ground::new(engine);
        let created = ground.create(PHONE, Role::GridLeader, GRIDS[0]);
        let service = Service::new(&ground.store, None);
        let mut browser = service.browser();
        browser.log_in(PHONE, created.password.expose());
        assert_eq!(browser.get("/api/v1/me").json()["must_change_password"], true);
        assert_eq!(browser.get("/api/v1/tokens").status, 403);
        let body = format!(r#"{{"old": "{}", "new": "{PASSWORD}"}}"#, created.password.expose());
        assert_eq!(browser.json("PUT", "/api/v1/me/password", &body).status, 204);
        assert_eq!(browser.get("/api/v1/me").json()["must_change_password"], false);
        assert_eq!(browser.get("/api/v1/tokens").status, 200);
    }

    fn every_route_of_the_api_is_described(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(&ground.store, None);
        let described = service.api("GET", "/api/v1/openapi.json", "", None).json();
        let mut count = 0;
        for route in hongwang_accounts::slice().routes.iter().filter(|route| route.path.starts_with("/api/")) {
            let method = route.method.as_str().to_lowercase();
            assert!(described["paths"][route.path][&method].is_object(), "{method} {}", route.path);
            count += 1;
        }
        assert!(count > 10);
    }
}
