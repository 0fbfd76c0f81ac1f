//! Every route asked with what is stale, forged or replayed: sessions, tokens, forms. Nobody is let in by it, and nothing
//! is written twice.

use hongwang_domain::{Action, Role};
use hongwang_testing::{Answer, Place, Served, Talker, on_both_engines};

use super::foreign::Strangers;
use super::generated::{Body, Route, targets};
use super::ground::{Actor, Ground, PASSWORD, enter, login, routes};
use crate::PROGRAM;

/// How another site's page, or one that hides where it is, has a browser send a form.
const FROM_ELSEWHERE: [&[&str]; 6] = [
    &["Sec-Fetch-Site: cross-site"],
    &["Sec-Fetch-Site: same-site"],
    &["Sec-Fetch-Site: none"],
    &["Origin: http://other.example"],
    &["Origin: null"],
    &[],
];

fn all(ground: &Ground) -> Vec<Route> {
    routes(&ground.place).iter().map(Route::read).collect()
}

on_both_engines! {
    fn nobody_is_let_in_by_what_is_stale_or_forged(engine) {
        let ground = Ground::new(engine);
        let elsewhere = Place::new(PROGRAM, engine);
        let there = Served::new(&elsewhere);
        let known = pretenders(&ground, &elsewhere, &there);
        // What each of them had is no more, and that it was is written by now.
        let before = ground.written();
        let mut asked = 0;
        for route in all(&ground).iter().filter(|route| route.policy != "open") {
            for target in targets(&ground, &route.path, route.thing.as_deref()).iter().take(3) {
                let body = Body::well_formed(route);
                for (who, talker) in &known {
                    let answer = talker.send(&route.method, &target.path, &body.lines, &body.bytes);
                    let said = format!("{} {} with {who}", route.method, target.path);
                    assert_kept_out(&ground, &answer, &said);
                    asked += 1;
                }
            }
        }
        println!("{asked} requests of {} pretenders", known.len());
        assert!(asked > 1_500, "{asked}");
        assert_eq!(ground.written(), before, "something was written for somebody who is not in");
    }

    fn no_form_of_another_site_is_taken(engine) {
        let ground = Ground::new(engine);
        let before = ground.written();
        let mut asked = 0;
        for route in all(&ground).iter().filter(|route| route.method != "GET") {
            for actor in &ground.actors {
                let own = targets(&ground, &route.path, route.thing.as_deref());
                let Some(target) = own.iter().find(|target| route.lets_in(actor, &target.unit)) else { continue };
                for from in FROM_ELSEWHERE {
                    let body = Body::well_formed(route);
                    let lines: Vec<&str> = body.lines.iter().copied().filter(|line| line.starts_with("Content")).collect();
                    let lines: Vec<&str> = lines.into_iter().chain(from.iter().copied()).collect();
                    // With the cookie, which a browser sends along: to the API as well.
                    let answer = actor.browser.send(&route.method, &target.path, &lines, &body.bytes);
                    let said = format!("{} {} {from:?} as {:?}", route.method, target.path, actor.role);
                    assert!(matches!(answer.status, 401 | 403), "{said}: {}\n{}", answer.status, answer.body);
                    asked += 1;
                }
            }
        }
        println!("{asked} forms of other sites");
        assert!(asked > 500, "{asked}");
        assert_eq!(ground.written(), before);
        assert!(ground.actors.iter().all(|actor| actor.browser.get("/me").status == 200), "somebody was logged out");
    }

    fn the_same_request_again_is_written_once(engine) {
        let ground = Ground::new(engine);
        let (mut asked, mut wrote) = (0, 0);
        let changing = all(&ground).into_iter().filter(|route| route.is_api && route.method != "GET");
        // What is the own account's alone is asked by the stories of accounts.
        for (number, route) in changing.filter(|route| matches!(route.policy.as_str(), "at" | "somewhere")).enumerate() {
            for actor in &ground.actors {
                let own = targets(&ground, &route.path, route.thing.as_deref());
                let Some(target) = own.iter().find(|target| route.lets_in(actor, &target.unit)) else { continue };
                let (body, key) = (Body::well_formed(&route), format!("Idempotency-Key: again-{number}"));
                let send = || {
                    let lines: Vec<&str> = body.lines.iter().copied().chain([key.as_str()]).collect();
                    actor.program.send(&route.method, &target.path, &lines, &body.bytes)
                };
                let before = ground.written();
                let first = send();
                let between = ground.written();
                let second = send();
                let said = format!("{} {} as {:?}", route.method, target.path, actor.role);
                assert_eq!(first.status, second.status, "{said}\n{}\n{}", first.body, second.body);
                // A look at a number is one each time that somebody looks.
                let is_look = matches!(route.action, Some(Action::RevealPhone | Action::RevealCitizenId));
                assert!(is_look || ground.written() == between, "{said}: written twice\n{}", second.body);
                wrote += usize::from(between != before);
                asked += 1;
            }
        }
        println!("{asked} requests sent twice, {wrote} of them wrote");
        assert!(asked > 30 && wrote > 5, "{asked} {wrote}");
        ground.place.assert_sound();
    }
}

/// A request is answered as to a stranger, and nothing of anybody stands in the answer.
fn assert_kept_out(ground: &Ground, answer: &Answer, said: &str) {
    let to_log_in = answer.status == 303 && answer.location().starts_with("/login");
    assert!(to_log_in || matches!(answer.status, 401 | 403), "{said}: {}\n{}", answer.status, answer.body);
    ground.assert_silent(answer, |_| true, said);
    ground.assert_silent_of_posts(answer, |_| true, said);
}

/// Whoever holds something that counts no more, or never did.
fn pretenders(ground: &Ground, elsewhere: &Place, there: &Served) -> Vec<(&'static str, Talker)> {
    let strangers = Strangers::new(ground, &ground.served);
    let clerk = ground.actor(Role::TownOrganiser);
    let line = |talker: &Talker, name: &str| {
        talker.lines.iter().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name}")).to_owned()
    };
    let (cookie, token) = (line(&clerk.browser, "Cookie: "), line(&clerk.program, "Authorization: Bearer "));
    let (cookie_name, session) = cookie.split_once('=').unwrap();
    let stranger = ground.served.stranger();
    // The key of another installation, by somebody who has the same role and name there.
    let other = enter(elsewhere, there, Role::CountyOrganiser, "211104");
    let moved = |talker: &Talker| Talker { address: ground.served.address(), ..talker.clone() };
    vec![
        ("a session that was logged out", strangers.left),
        ("a changed cookie", strangers.forged),
        ("a changed token", strangers.forged_token),
        ("a token as a cookie", stranger.with(&format!("Cookie: {cookie_name}={token}"))),
        ("a cookie as a token", stranger.with(&format!("Authorization: Bearer {session}"))),
        ("an empty token", stranger.with("Authorization: Bearer ")),
        ("a password as a token", stranger.with(&format!("Authorization: Bearer {PASSWORD}"))),
        ("a name and a password", stranger.with("Authorization: Basic dG93bi5vcmdhbmlzZXI6WWFuYm8=")),
        ("a session of another installation", moved(&other.browser)),
        ("a token of another installation", moved(&other.program)),
        ("a token that was taken back", revoked(ground)),
        ("a session from before another password", before_another_password(ground)),
        (
            "a head that says who it is",
            stranger.with("X-Forwarded-User: console").with("X-Remote-User: town.organiser"),
        ),
    ]
}

/// Takes a token and gives it back.
fn revoked(ground: &Ground) -> Talker {
    let member = ground.actor(Role::GroupMember);
    let name = login(member.role, member.unit);
    let token = ground.place.run(["user", "token", "--login", &name]).assert(0);
    let program = ground.served.stranger().with(&format!("Authorization: Bearer {}", token.stdout.trim()));
    let tokens = member.browser.get("/api/v1/tokens").assert(200).json();
    let before = tokens.as_array().unwrap().len();
    assert_eq!(program.get("/api/v1/me").status, 200);
    for token in tokens.as_array().unwrap() {
        let path = format!("/api/v1/tokens/{}", token["id"].as_str().unwrap());
        let gone = member.browser.send("DELETE", &path, &["Sec-Fetch-Site: same-origin"], b"");
        assert!(gone.status < 300, "{}", gone.body);
    }
    assert!(before >= 2 && program.get("/api/v1/me").status == 401);
    program
}

/// Logs in on a second device, and changes the password on the first.
fn before_another_password(ground: &Ground) -> Talker {
    let Actor { role, unit, browser, .. } = ground.actor(Role::Inspector);
    let name = login(*role, unit);
    let entered = ground.served.stranger().post("/login", &[("name", &name), ("password", PASSWORD)]).assert(303);
    let second = ground.served.stranger().with_cookie_of(&entered);
    assert_eq!(second.get("/me").status, 200);
    let other = "Liuhe-2027-lan";
    let _ = browser.post("/password", &[("old", PASSWORD), ("new", other), ("again", other)]).assert(303);
    second
}
