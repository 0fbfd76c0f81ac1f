//! A recorded death or departure is taken back in so many words, and undone by nothing else.

use hongwang_testing::on_both_engines;
use serde_json::{Value, json};

use crate::homes::PHONE;
use crate::pages::Story;

const DAY: &str = "2026-11-10";

/// Records an ending of the first head by program.
fn leave(story: &Story, ending: &str, day: &str) {
    let body = json!({"version": version(story), "ending": ending, "day": day});
    let left = story.secretary.api("POST", &format!("/api/v1{}", story.head("leave")), Some(&body));
    assert_eq!(left.status, 204, "{left:?}");
}

fn version(story: &Story) -> Value {
    let home = story.secretary.api("GET", &format!("/api/v1{}", story.home()), None);
    let home: Value = serde_json::from_str(&home.body).unwrap();
    let mut all = home["members"].as_array().unwrap().iter().chain(home["past"].as_array().unwrap());
    all.find(|one| one["id"] == story.wang.resident.as_str()).unwrap()["version"].clone()
}

/// Who recorded what, why it does not go on, the way to the household; no form to go on with.
fn is_told(story: &Story, body: &str, words: &[&str]) {
    let link = format!("href=\"{}\"", story.home());
    let known = ["张书记（村党组织书记）", "2026年11月10日", "先到这一户撤回", "看这一户", &link];
    for words in known.iter().chain(words) {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("data-guard"), "nothing to send once more: {body}");
}

on_both_engines! {
    fn nobody_who_died_or_left_is_moved_or_ends_again(engine) {
        for (ending, words) in [("death", "去世登记在 2026年11月10日"), ("departure", "迁出登记在 2026年11月10日")] {
            let story = Story::new(engine);
            let (moving, leaving) = (story.leader.page(&story.head("move")), story.leader.page(&story.head("leave")));
            leave(&story, ending, DAY);
            let counted = story.homes.counted(0, "2026-12-31");
            let late = story.leader.fill(&moving, &[("household", "new"), ("day", "2026-12-01")]);
            assert_eq!(late.status, 409);
            is_told(&story, &late.body, &[words, "新立一户"]);
            let late = story.leader.fill(&leaving, &[("ending", "departure"), ("day", "2026-12-01")]);
            assert_eq!(late.status, 409);
            is_told(&story, &late.body, &[words, "户口迁走了，2026年12月1日"]);
            for form in ["move", "leave"] {
                let fresh = story.leader.get(&story.head(form));
                assert_eq!(fresh.status, 409, "{form}");
                is_told(&story, &fresh.body, &[words]);
                // Whoever knows the version does it neither.
                for ending in ["death", "departure"] {
                    let body = match form {
                        "move" => json!({"version": version(&story), "household": "new"}),
                        _ => json!({"version": version(&story), "ending": ending, "day": "2026-12-01"}),
                    };
                    let refused = story.leader.api("POST", &format!("/api/v1{}", story.head(form)), Some(&body));
                    assert_eq!(refused.status, 409, "{form} {refused:?}");
                    assert!(refused.body.contains(words), "{form} {refused:?}");
                }
            }
            let version = version(&story).to_string();
            let sent = story.leader.post(&story.head("move"), &[("key", &hongwang_domain::Id::new().to_string()), ("version", &version), ("household", "new")]);
            assert_eq!(sent.status, 409);
            is_told(&story, &sent.body, &[words]);
            assert_eq!(story.homes.counted(0, "2026-12-31"), counted, "who is gone stays gone");
            story.homes.check();
        }
    }

    fn nobody_who_died_comes_back(engine) {
        let story = Story::new(engine);
        leave(&story, "death", DAY);
        let fresh = story.leader.get(&story.head("return"));
        assert_eq!(fresh.status, 409);
        is_told(&story, &fresh.body, &[]);
        let body = json!({"version": version(&story)});
        let refused = story.leader.api("POST", &format!("/api/v1{}", story.head("return")), Some(&body));
        assert!(refused.status == 409 && refused.body.contains("去世登记在"), "{refused:?}");
    }

    fn what_was_typed_of_somebody_who_is_gone_stays_to_be_read(engine) {
        for (ending, words) in [("death", "2026年11月10日去世"), ("departure", "2026年11月10日迁出")] {
            let story = Story::new(engine);
            let mine = story.leader.page(&story.head("edit"));
            leave(&story, ending, DAY);
            let late = story.leader.fill(&mine, &[("name", "王桂枝"), ("phone", "13900000005"), ("presence", "away")]);
            assert_eq!(late.status, 409);
            is_told(&story, &late.body, &[words, "王桂枝", "13900000005", "外出"]);
            assert!(!late.body.contains(PHONE) && !late.body.contains(">正式党员<"), "what was not touched: {}", late.body);
            let body = json!({"version": version(&story), "name": "王桂枝"});
            let refused = story.leader.api("PUT", &format!("/api/v1/residents/{}", story.wang.resident), Some(&body));
            assert_eq!(refused.status, 409, "{refused:?}");
            assert!(refused.body.contains("登记在 2026年11月10日"), "{refused:?}");
        }
    }

    fn a_late_form_names_a_departure_of_today_and_another_household(engine) {
        let story = Story::new(engine);
        let mine = story.leader.page(&story.head("edit"));
        leave(&story, "departure", "2026-12-31");
        let late = story.leader.fill(&mine, &[("name", "王桂枝")]);
        assert_eq!(late.status, 409);
        for words in ["张书记（村党组织书记）", "现在登记的", "2026年12月31日迁出", "王桂枝"] {
            assert!(late.body.contains(words), "{words}: {}", late.body);
        }
        assert_eq!(story.leader.fill(&late.body, &[]).status, 303);
        story.homes.check();

        let story = Story::new(engine);
        let mine = story.leader.page(&story.head("edit"));
        let found = story.secretary.page(&format!("{}?q=slx", story.head("move")));
        let target = found.split("name=\"household\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(story.secretary.fill(&found, &[("household", target), ("relation", "97")]).status, 303);
        let late = story.leader.fill(&mine, &[("name", "王桂枝")]);
        assert_eq!(late.status, 409);
        for words in ["张书记（村党组织书记）", "现在登记的", "在孙立新家", "王桂枝"] {
            assert!(late.body.contains(words), "{words}: {}", late.body);
        }
    }
}
