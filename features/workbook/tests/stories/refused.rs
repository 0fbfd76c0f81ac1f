//! What is refused, in words.

use hongwang_domain::{Actor, Id, Role};
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;
use hongwang_words::{Language, has, say};
use hongwang_workbook::upload::{self, State, UploadError};

use crate::ground::{Ground, TABLE};

on_both_engines! {
    fn what_is_no_spreadsheet_is_refused_at_once(engine) {
        let ground = Ground::new(engine);
        let files: [(&str, &[u8], &str); 5] = [
            ("page.xlsx", b"<!DOCTYPE html><html><body>x</body></html>", "spreadsheet-not-one"),
            ("page.csv", b"  <html><table><tr><td>1</td></tr></table></html>", "spreadsheet-not-one"),
            ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "spreadsheet-not-one"),
            ("photo.xls", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "spreadsheet-not-one"),
            ("empty.csv", b"", "spreadsheet-empty"),
        ];
        for (name, bytes, key) in files {
            let refused = ground.hand_in(name, bytes).unwrap_err();
            assert_eq!(refused.key(), key, "{name}: {refused:?}");
        }
        let large = vec![b'a'; upload::MOST_BYTES + 1];
        let refused = ground.hand_in("large.csv", &large).unwrap_err();
        assert_eq!((refused.key(), refused.args()), ("workbook-upload-too-large", vec![("limit", "20".to_owned())]));
        let path = ground.town.path();
        assert_eq!(ground.store().keep_house(|db| upload::of_town(db, &path)).unwrap(), []);
    }

    fn what_turns_out_to_be_none_fails_in_words(engine) {
        let ground = Ground::new(engine);
        for (bytes, key) in [
            (&b"PK\x03\x04 and nothing"[..], "spreadsheet-cut-off"),
            (b"a,b\nc,d\n", "finding-file-unreadable-no-heading"),
        ] {
            let upload = ground.hand_in("x.xlsx", bytes).unwrap();
            let upload = ground.settle(&upload.id);
            assert_eq!((upload.state(), upload.fault().map(|(key, _)| key)), (State::Failed, Some(key)));
            let written = ground.write(&upload.id);
            assert!(matches!(written, Err(UploadError::NotNow(State::Failed))), "{written:?}");
        }
    }

    fn who_may_not_import_hands_nothing_in(engine) {
        let ground = Ground::new(engine);
        let village = ground.town.path().child(Id::new());
        for (role, unit) in [
            (Role::VillageSecretary, village.clone()),
            (Role::CountyOrganiser, ground.town.path()),
            (Role::TownOrganiser, village),
            (Role::SystemAdmin, ground.town.path()),
        ] {
            let actor = Actor { account: Some(Id::new()), role, unit: Some(unit) };
            let refused = ground.hand_in_as(&actor, &Key::new(), "x.csv", TABLE.as_bytes());
            assert!(matches!(refused, Err(UploadError::Store(StoreError::NotAllowed(_)))), "{role:?}: {refused:?}");
        }
    }

    fn the_same_form_twice_is_one_upload_and_one_import(engine) {
        let ground = Ground::new(engine);
        let key = Key::new();
        let first = ground.hand_in_as(&ground.clerk, &key, "x.csv", TABLE.as_bytes()).unwrap();
        let again = ground.hand_in_as(&ground.clerk, &key, "x.csv", TABLE.as_bytes()).unwrap();
        assert_eq!(first.id, again.id);
        let seen = ground.settle(&first.id).version;
        let write = || upload::write(ground.store(), &ground.clerk, &first.id, seen);
        write().unwrap();
        write().unwrap();
        ground.settle(&first.id);
        write().unwrap();
        assert_eq!(ground.settle(&first.id).state(), State::Done);
        assert_eq!(ground.imports().len(), 1);
    }
}

#[test]
fn every_refusal_has_words() {
    let errors = [
        UploadError::Unknown,
        UploadError::Gone,
        UploadError::NoFile,
        UploadError::TooLarge,
        UploadError::NotNow(State::Writing),
        UploadError::NotNow(State::Done),
        UploadError::Stale,
    ];
    let keys: Vec<&str> = errors.iter().map(UploadError::key).collect();
    for key in keys.into_iter().chain(["workbook-upload-file-lost", "workbook-upload-all-or-nothing"]) {
        assert!(has(key), "{key}");
        for language in Language::ALL {
            assert!(!say(language, key, &[("limit", "20")]).contains('{'), "{key}");
        }
    }
    for state in State::ALL {
        assert!(has(&format!("workbook-state-{}", state.as_str())), "{state:?}");
        assert_eq!(State::from_text(state.as_str()), Some(*state));
    }
    for code in hongwang_intake::FaultCode::ALL {
        let own =
            ["repaired", "file-", "column-", "hidden-", "formula-"].iter().any(|own| code.as_str().starts_with(own));
        assert!(own || has(&format!("workbook-code-{}", code.as_str())), "{code:?}");
    }
}
