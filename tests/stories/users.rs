//! Accounts from the command line: the secret alone on stdout, words on stderr, nothing of it in the log.

use hongwang_testing::{Output, Place, on_both_engines};

use crate::place;

fn add(place: &Place, more: &[&str]) -> Output {
    place.run(["user", "add", "--name", "张三", "--role", "county_organiser", "--unit", "211104"].iter().chain(more))
}

/// The one line that was printed.
fn secret(output: &Output) -> &str {
    let secret = output.stdout.strip_suffix('\n').unwrap();
    assert!(!secret.is_empty() && !secret.contains(char::is_whitespace), "{output:?}");
    assert!(!output.stderr.contains(secret) && !output.stderr.is_empty(), "{output:?}");
    secret
}

on_both_engines! {
    fn an_account_is_made_and_its_secrets_are_printed_alone(engine) {
        let place = place(engine);
        let made = add(&place, &["--phone", "139 0000 0001"]).assert(0);
        let first = secret(&made).to_owned();
        assert_eq!(first.len(), 19);
        let again = place.run(["user", "password", "--phone", "13900000001"]).assert(0);
        assert_ne!(secret(&again), first);
        let admin = place.run(["user", "password", "--login", "admin"]).assert(0);
        assert_eq!(secret(&admin).len(), 19);
        let token = place.run(["user", "token", "--phone", "13900000001", "--days", "365"]).assert(0);
        assert!(secret(&token).starts_with("hongwang_"));
        place.assert_sound();
    }

    fn what_cannot_be_is_said_in_words(engine) {
        let place = place(engine);
        add(&place, &["--login", "zhang"]).assert(0);
        for (output, code, words) in [
            (add(&place, &["--login", "Zhang"]), 1, "登录名已经有人用了"),
            (add(&place, &["--phone", "1390000"]), 1, "不像一个完整的手机号"),
            (add(&place, &[]), 2, "--phone"),
            (place.run(["user", "password", "--phone", "13900000001"]), 1, "没有用这个手机号或登录名的账号"),
            (place.run(["user", "token", "--login", "zhang", "--days", "366"]), 1, "1 到 365 天"),
            (
                place.run(["user", "add", "--name", "李四", "--login", "li", "--role", "king", "--unit", "211104"]),
                2,
                "没有“king”这个岗位",
            ),
            (
                place.run(["user", "add", "--name", "李四", "--login", "li", "--role", "grid_leader", "--unit", "211104"]),
                1,
                "这个单位没有这样的岗位",
            ),
        ] {
            let output = output.assert(code);
            assert!(output.stderr.contains(words) && output.stdout.is_empty(), "{words}: {output:?}");
        }
    }
}
