use hongwang_audit::{against, anchor, heads, lines};
use hongwang_testing::on_both_engines;

use super::ground::Ground;

fn keys(ground: &Ground) -> Vec<&'static str> {
    ground.complaints().iter().map(|one| one.key).collect()
}

on_both_engines! {
    fn a_night_is_anchored_once_by_whichever_process_comes(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 3);
        assert_eq!(anchor(&ground.on("2026-11-02")).unwrap(), 0, "the first day is not over");
        // The town of the village and the county; of the other town nothing was ever told.
        let others: Vec<_> = (0..3).map(|_| ground.on("2026-11-03")).collect();
        let written: Vec<_> = others.iter().map(|store| { let store = store.clone(); std::thread::spawn(move || anchor(&store).unwrap()) }).collect();
        let written: Vec<usize> = written.into_iter().map(|one| one.join().unwrap()).collect();
        assert!(written.iter().any(|count| *count > 0), "{written:?}");
        assert_eq!(anchor(&ground.on("2026-11-03")).unwrap(), 0);
        assert_eq!((ground.chain(&ground.town).len(), ground.chain(&ground.county).len()), (1, 2));
        // A service that was off for nights anchors the morning it comes back.
        assert_eq!(anchor(&ground.on("2026-11-06")).unwrap(), 2);
        assert_eq!((ground.chain(&ground.town).len(), ground.chain(&ground.county).len()), (2, 3));
        assert_eq!(ground.complaints(), []);
        let detail = ground.chain(&ground.town)[0].detail.clone();
        let village = ground.chain(&ground.village);
        assert!(detail.contains(&ground.village.id) && detail.contains("\"number\":3"), "{detail}");
        assert!(!detail.contains("东河村") && village.len() == 3);
    }

    fn an_end_that_was_taken_away_with_its_entries_is_found(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 4);
        anchor(&ground.on("2026-11-03")).unwrap();
        let gone = ground.chain(&ground.village)[2].clone();
        ground.cut(&ground.village, 2);
        let found = ground.complaints();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].key, "doctor-audit-gone");
        assert!(found[0].about.contains(&format!("{} 3\u{2013}4", ground.village.id)), "{found:?}");
        assert!(found[0].about.starts_with("990100100200 ") && gone.number == 3);
    }

    fn a_chain_written_anew_with_hashes_that_fit_is_found(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 3);
        anchor(&ground.on("2026-11-03")).unwrap();
        ground.happen("2026-11-03", &ground.village, 1);
        anchor(&ground.on("2026-11-04")).unwrap();
        ground.happen("2026-11-04", &ground.village, 2);
        ground.rewrite(&ground.village, 4);
        let found = ground.complaints();
        assert_eq!(found.len(), 1, "the chain fits itself: {found:?}");
        // One entry came between two nights: it is named.
        let fourth = ground.chain(&ground.village)[3].id.clone();
        assert_eq!(found[0].key, "doctor-audit-anchor");
        assert_eq!(found[0].about, format!("990100100200 {} 4 ({fourth})", ground.village.id));
    }

    fn who_writes_the_towns_anchors_anew_too_is_found_by_the_county(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 2);
        ground.happen("2026-11-02", &ground.town, 1);
        anchor(&ground.on("2026-11-03")).unwrap();
        ground.rewrite(&ground.town, 1);
        let found = ground.complaints();
        assert!(found.iter().all(|one| one.about.starts_with("990100100 ")) && found.len() == 1, "{found:?}");
        ground.cut(&ground.town, 1);
        assert_eq!(keys(&ground), ["doctor-audit-gone"]);
    }

    fn what_was_printed_is_held_against_the_database(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 2);
        assert!(lines(&ground.on("2026-11-02")).unwrap().is_empty());
        anchor(&ground.on("2026-11-03")).unwrap();
        let printed = lines(&ground.on("2026-11-03")).unwrap();
        // The county's own end, the town's, the village's.
        assert_eq!(printed.len(), 3, "{printed:?}");
        let text = format!("# 2026-11-03\n\n{}\n", printed.join("\n"));
        ground.happen("2026-11-03", &ground.village, 2);
        anchor(&ground.on("2026-11-04")).unwrap();
        let answer = against(&ground.on("2026-11-04"), &text).unwrap();
        assert_eq!((answer.read, answer.gone, answer.unread), (3, vec![], vec![]));
        // Even the county's chain and all its anchors written anew: the paper knows.
        ground.rewrite(&ground.county, 1);
        let answer = against(&ground.on("2026-11-04"), &text).unwrap();
        assert_eq!(answer.gone, ["990100 2"]);
        assert!(keys(&ground).is_empty(), "nothing above the county tells it");
        ground.cut(&ground.village, 1);
        let answer = against(&ground.on("2026-11-04"), &format!("{text}what is this\n")).unwrap();
        assert_eq!((answer.gone.len(), answer.unread), (2, vec!["what is this".to_owned()]));
    }

    fn a_village_is_shown_its_own_ends_alone(engine) {
        let ground = Ground::new(engine);
        ground.happen("2026-11-02", &ground.village, 2);
        let store = ground.on("2026-11-03");
        assert!(heads(&store, &ground.town).unwrap().is_none());
        anchor(&store).unwrap();
        let codes = |unit| heads(&store, unit).unwrap().unwrap().heads.into_iter().map(|head| head.code).collect::<Vec<_>>();
        assert_eq!(codes(&ground.village), ["990100100200"]);
        assert_eq!(codes(&ground.town), ["990100100", "990100100200"]);
        assert_eq!(codes(&ground.county), ["990100", "990100100"]);
    }
}
