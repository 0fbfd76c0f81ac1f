//! The program that reads files cannot be started: that is said, and nobody's file is blamed.

use hongwang_testing::on_both_engines;
use hongwang_words::{Language, say};
use hongwang_workbook::jobs::Office;
use hongwang_workbook::upload::State;

use crate::ground::{Ground, TABLE};

on_both_engines! {
    fn a_reader_that_cannot_be_started_is_no_fault_of_the_file(engine) {
        let whole = Ground::new(engine);
        let office = Office { program: "/no/such/program".into(), ..whole.office.clone() };
        let broken = Ground { office, ..whole };
        let upload = broken.checked(TABLE);
        let (key, _) = upload.fault().unwrap();
        assert_eq!((upload.state(), key), (State::Failed, "spreadsheet-not-started"));
        let said = say(Language::ZhCn, key, &[]);
        assert!(said.contains("不是您的文件有问题") && said.contains("重新启动"), "{said}");
    }
}
