//! Whoever looks after the machine is told, in the log, of what was refused: who, from where, on which route; and of nothing
//! that was typed.

use std::fs::File;
use std::process::Stdio;

use hongwang_domain::Role;
use hongwang_testing::{Served, on_both_engines};

use crate::place;
use crate::policy::ground::enter;

on_both_engines! {
    fn the_log_tells_of_what_was_refused(engine) {
        let place = place(engine);
        let log = place.file("log");
        let mut command = place.command(["serve", "--listen", "127.0.0.1:0"]);
        // As it is where nobody set anything: warnings.
        command.stderr(Stdio::from(File::create(&log).unwrap()));
        let served = Served::of(command);
        let clerk = enter(&place, &served, Role::CountyOrganiser, "211104");
        let id = clerk.program.get("/api/v1/me").assert(200).json()["id"].as_str().unwrap().to_owned();
        let told = || std::fs::read_to_string(&log).unwrap();
        assert!(!told().contains(&id), "nothing was refused yet: {}", told());

        assert_eq!(clerk.browser.get("/accounts").status, 403);
        let line = line_with(&told(), &id);
        assert!(line.contains("refused") && line.contains("/accounts") && line.contains("127.0.0.1"), "{line}");

        assert_eq!(clerk.browser.send("POST", "/logout", &["Sec-Fetch-Site: cross-site"], b"").status, 403);
        let line = line_with(&told(), "web-fault-foreign");
        assert!(line.contains("/logout") && line.contains("127.0.0.1"), "{line}");

        let stranger = served.stranger();
        assert_eq!(stranger.with("Authorization: Bearer hongwang_forged").get("/api/v1/me").status, 401);
        line_with(&told(), "a token opens nothing");
        let _ = stranger.post("/login", &[("name", "19900009998"), ("password", "Zwetschge-9")]);
        line_with(&told(), "a wrong password");
        for typed in ["19900009998", "Zwetschge-9", "hongwang_forged"] {
            assert!(!told().contains(typed), "{typed}: {}", told());
        }
    }
}

/// The line of a log that says something.
fn line_with(log: &str, said: &str) -> String {
    log.lines().find(|line| line.contains(said)).unwrap_or_else(|| panic!("no {said} in {log}")).to_owned()
}
