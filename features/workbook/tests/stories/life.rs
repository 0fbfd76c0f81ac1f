//! From a file to an import, with a mistake mended on the way.

use hongwang_intake::{Choices, SheetChoice, Taken};
use hongwang_spreadsheet::{Encoding, Limits, Value, read};
use hongwang_store::Key;
use hongwang_testing::on_both_engines;
use hongwang_testing::text;
use hongwang_words::Language;
use hongwang_workbook::upload::{self, State, UploadError};

use crate::ground::{Ground, TABLE};

on_both_engines! {
    fn a_file_is_checked_mended_and_written(engine) {
        let ground = Ground::new(engine);
        let store = ground.store();
        let upload = ground.checked(TABLE);
        assert_eq!((upload.state(), upload.fault()), (State::Checked, None));
        let summary = upload.summary();
        assert_eq!((summary.rows, summary.taken, summary.rejected, summary.doubts), (3, 2, 1, 1));
        assert_eq!(summary.codes, [("id-invalid".to_owned(), 1), ("phone-short".to_owned(), 1)].into());
        let faults = store.keep_house(|db| upload::faults(db, store.keys(), &upload.id)).unwrap();
        let [id, phone] = faults.as_slice() else { panic!("{faults:?}") };
        assert_eq!((id.row, id.letters().as_deref(), id.heading.as_deref()), (Some(4), Some("D"), Some("身份证号")));
        assert_eq!((id.village.as_deref(), id.head.as_deref()), (Some("唐家村"), Some("王一")));
        assert_eq!(id.value.as_deref(), Some("990101***********3"));
        assert_eq!((id.keeps_row_out, phone.keeps_row_out), (true, false));
        assert!(id.message(Language::ZhCn).contains("身份证号有一位不对"));
        assert_eq!(phone.value.as_deref(), Some("1****00"));
        assert!(ground.imports().is_empty(), "a check writes nothing");

        let (sheet, row, column) = (0, 4, 3);
        upload::mend(store, &ground.clerk, &upload.id, upload.version, &[((sheet, row, column), "990101198001010022".to_owned())]).unwrap();
        let upload = ground.settle(&upload.id);
        assert_eq!(upload.summary().codes, [("phone-short".to_owned(), 1)].into());
        assert_eq!(upload.summary().taken, 3);

        let upload = ground.written(&upload.id);
        assert_eq!((upload.summary().households, upload.summary().residents), (2, 3));
        let [past] = ground.imports().try_into().unwrap();
        assert_eq!((past.import.id.as_str(), past.by), (upload.id.as_str(), ground.clerk.name()));
        assert_eq!((past.import.resident_rows, past.import.residents, past.undone), (3, 3, None));
        let report = store.keep_house(|db| upload::report(db, store.keys(), &upload.id)).unwrap().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        assert_eq!(report["import"], upload.id);
        assert_eq!(report["warnings"][0]["value"], "1990000");
    }

    fn the_marked_copy_can_be_mended_and_handed_in_again(engine) {
        let ground = Ground::new(engine);
        let store = ground.store();
        let first = ground.checked(TABLE);
        ground.written(&first.id);
        let marked = store.keep_house(|db| upload::marked(db, store.keys(), &first.id)).unwrap().unwrap();
        let workbook = read(&marked, &Limits::default()).unwrap();
        let last = workbook.sheets[0].rows[3].cells.last().unwrap();
        assert!(matches!(&last.value, Value::Text(text) if text.contains("身份证号有一位不对")), "{last:?}");
        let mended = TABLE.replace("990101198001010023", "990101198001010022");
        let second = ground.checked(&mended);
        let second = ground.written(&second.id);
        assert_eq!((second.summary().residents, second.summary().households), (3, 2), "nothing is doubled");
        let undone = hongwang_workbook::undo(store, &ground.clerk, &Key::new(), &second.id).unwrap();
        assert!(undone > 0);
        let [last, _] = ground.imports().try_into().unwrap();
        assert_eq!(last.undone.map(|(_, by)| by), Some(ground.clerk.name()));
    }

    fn choices_hold_from_the_check_to_the_writing(engine) {
        let ground = Ground::new(engine);
        let store = ground.store();
        let table = "新立镇唐家村居民台账\n曾用名,号码,与户主关系\n王一,99010119470617001X,户主\n";
        let bytes = text::encoded(table, text::Encoding::Gb18030);
        let upload = ground.hand_in("a.csv", &bytes).unwrap();
        let upload = ground.settle(&upload.id);
        assert_eq!(upload.fault(), Some(("finding-file-unreadable-no-heading", "")));
        let columns = [(0, "resident.name"), (1, "resident.citizen-id")]
            .map(|(column, taken)| (column, Taken::from_text(taken).unwrap()));
        let sheet = SheetChoice {
            heading: Some(hongwang_intake::HeadingChoice { row: 2, kind: hongwang_intake::Kind::Residents }),
            columns: [(2, columns.into())].into(),
            ..SheetChoice::default()
        };
        let mut choices = Choices { sheets: [(0, sheet)].into(), ..Choices::default() };
        choices.encoding = Some(Encoding::Utf8);
        upload::choose(store, &ground.clerk, &upload.id, upload.version, &choices).unwrap();
        let upload = ground.settle(&upload.id);
        assert_eq!(upload.summary().taken, 0, "read as UTF-8 it says nothing");
        choices.encoding = Some(Encoding::Gb18030);
        upload::choose(store, &ground.clerk, &upload.id, upload.version, &choices).unwrap();
        let upload = ground.settle(&upload.id);
        assert_eq!((upload.state(), upload.summary().taken), (State::Checked, 1));
        let survey = store.keep_house(|db| upload::survey(db, store.keys(), &upload.id)).unwrap().unwrap();
        assert_eq!(survey.sheets[0].tables[0].columns[1].samples, ["990101***********X"]);
        assert_eq!(ground.written(&upload.id).summary().residents, 1);
    }

    fn who_decides_over_what_has_changed_is_told(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        let choices = Choices { create: false, ..Choices::default() };
        upload::choose(ground.store(), &ground.clerk, &upload.id, upload.version, &choices).unwrap();
        let stale = upload::choose(ground.store(), &ground.clerk, &upload.id, upload.version, &Choices::default());
        assert!(matches!(stale, Err(UploadError::Stale)), "{stale:?}");
        let now = ground.settle(&upload.id);
        assert!(!now.choices().create);
        assert_eq!(now.summary().codes.get("village-unknown"), Some(&3));
    }

    fn whole_or_not_at_all_is_kept(engine) {
        let ground = Ground::new(engine);
        let upload = ground.checked(TABLE);
        let choices = Choices { all_or_nothing: true, ..Choices::default() };
        upload::choose(ground.store(), &ground.clerk, &upload.id, upload.version, &choices).unwrap();
        let upload = ground.settle(&upload.id);
        assert_eq!(upload.summary().residents, 0);
        let refused = ground.write(&upload.id);
        assert!(matches!(refused, Err(UploadError::AllOrNothing)), "{refused:?}");
        assert!(ground.imports().is_empty());
    }
}
