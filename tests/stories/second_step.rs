//! The second step at the log-in: administrators can't do without, a code is good once, paper and machine help out.

use hongwang_testing::{Served, on_both_engines};

use crate::appointments::{PHONE, somebody, town};
use crate::policy::ground::{PASSWORD, second_step};

on_both_engines! {
    fn an_administrator_passes_a_second_step(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let made = place.run(["user", "add", "--login", "shen", "--name", "褚审计", "--role", "audit_admin", "--unit", "211104"]);
        let once = made.assert(0).stdout.trim().to_owned();
        let password = PASSWORD;
        let first = served.stranger().post("/login", &[("name", "shen"), ("password", &once)]).assert(303);
        let browser = served.stranger().with_cookie_of(&first);
        let changed = browser.post("/password", &[("old", &once), ("new", password), ("again", password)]).assert(303);
        let browser = browser.with_cookie_of(&changed);
        for path in ["/", "/audit", "/me", "/me/tokens"] {
            let sent = browser.get(path).assert(303);
            assert!(sent.location().starts_with("/me/second"), "{path}: {}", sent.location());
        }
        assert_eq!(browser.get("/api/v1/audit").status, 403);
        assert_eq!(browser.post("/me/second/begin", &[]).status, 303);
        let picture = browser.get("/me/second").assert(200);
        assert!(picture.body.contains("<svg") && !picture.body.contains("style="), "{}", picture.body);
        assert_eq!(browser.post("/me/second", &[("code", "123456")]).status, 422);
        let (browser, secret, paper) = second_step(&browser);
        assert_eq!(paper.len(), 10);
        assert_eq!(browser.get("/audit").status, 200);
        assert!(!browser.get("/me/second").body.contains(&secret[..4]), "the secret is shown no more");

        // The password alone opens nothing.
        let half = served.stranger().post("/login", &[("name", "shen"), ("password", password)]).assert(303);
        assert!(half.location().starts_with("/login/code"), "{}", half.location());
        let half = served.stranger().with_cookie_of(&half);
        for path in ["/", "/audit", "/me", "/password", "/me/second"] {
            assert!(half.get(path).assert(303).location().starts_with("/login/code"), "{path}");
        }
        assert_eq!((half.get("/api/v1/me").status, half.get("/api/v1/audit").status), (403, 403));
        assert!(half.post("/me/second/begin", &[]).location().starts_with("/login/code"));
        // A wrong code is none, and one from paper is good once; that one from the phone is, too, its own test says.
        assert_eq!(half.post("/login/code", &[("code", "000000")]).status, 422);
        let passed = half.post("/login/code", &[("code", &paper[0].to_uppercase()), ("next", "/audit")]).assert(303);
        assert_eq!(passed.location(), "/audit");
        let inside = served.stranger().with_cookie_of(&passed);
        assert_eq!(inside.get("/audit").status, 200);
        assert_eq!(half.get("/audit").status, 303, "the half session is none any more");
        let again = served.stranger().post("/login", &[("name", "shen"), ("password", password)]).assert(303);
        let again = served.stranger().with_cookie_of(&again);
        assert_eq!(again.post("/login/code", &[("code", &paper[0])]).status, 422, "a code on paper is good once");
        // Guessing stops.
        let tries: Vec<u16> = (0..5).map(|one| again.post("/login/code", &[("code", &format!("00000{one}"))]).status).collect();
        assert!(tries.contains(&429), "{tries:?}");
        assert_eq!(again.post("/login/code", &[("code", &paper[1])]).status, 429);

        // Neither phone nor paper: whoever stands at the machine helps.
        let reset = place.run(["user", "password", "--login", "shen", "--forget-second-step"]).assert(0);
        let first = served.stranger().post("/login", &[("name", "shen"), ("password", reset.stdout.trim())]);
        assert_eq!(first.assert(303).location(), "/password");
        place.assert_sound();
    }

    fn others_may_have_one_and_end_it(engine) {
        let place = town(engine);
        let served = Served::new(&place);
        let how = ["--phone", PHONE, "--name", "赵旗领", "--role", "grid_leader", "--unit", crate::appointments::GRIDS[0]];
        let (browser, program) = somebody(&place, &served, &how);
        let (browser, _, paper) = second_step(&browser);
        assert_eq!(program.get("/api/v1/me").status, 200, "a key was made by whoever had passed");
        let half = served.stranger().post("/login", &[("name", PHONE), ("password", PASSWORD)]).assert(303);
        assert_eq!(half.location(), "/login/code?next=%2F");
        // A password by a code of the level above passes no second step by: see `doors`.
        for (password, code) in [("falsch", &paper[0]), (PASSWORD, &"no".to_owned())] {
            assert_eq!(browser.post("/me/second/end", &[("password", password), ("code", code)]).status, 422);
        }
        let ended = browser.post("/me/second/end", &[("password", PASSWORD), ("code", &paper[0])]).assert(303);
        assert_eq!(served.stranger().with_cookie_of(&ended).get("/me").status, 200);
        let whole = served.stranger().post("/login", &[("name", PHONE), ("password", PASSWORD)]).assert(303);
        assert_eq!(whole.location(), "/");
        place.assert_sound();
    }
}
