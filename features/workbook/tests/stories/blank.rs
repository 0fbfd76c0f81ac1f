//! The blank workbook is taken away, filled in by a program, and imported as it is.

use hongwang_domain::Role;
use hongwang_spreadsheet::{Limits, Value, read};
use hongwang_testing::on_both_engines;
use hongwang_workbook::upload::State;
use rust_xlsxwriter::Workbook;

use crate::browser::Service;
use crate::ground::Ground;
use crate::pages::{TOWN, inside};

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    fn a_blank_workbook_is_filled_in_and_imported(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let page = clerk.get(&format!("/units/{TOWN}/imports"));
        let path = format!("/units/{TOWN}/imports/blank.xlsx");
        assert!(page.body.contains(&format!("href=\"{path}\"")) && page.body.contains("下载空白表"), "{}", page.body);
        let blank = clerk.get(&path);
        assert!(blank.status == 200 && blank.header("content-disposition").contains("attachment"), "{}", blank.body);

        // As it is, it holds nobody.
        let empty = ground.hand_in("空白表.xlsx", &blank.bytes).unwrap();
        let empty = ground.settle(&empty.id);
        assert_eq!((empty.state(), empty.fault().map(|(key, _)| key)), (State::Failed, Some("finding-file-unreadable-no-rows")));

        let book = read(&blank.bytes, &Limits::default()).unwrap();
        let rows = &book.sheets[0].rows;
        let headings: Vec<(u32, String)> = rows[1].cells.iter().map(|cell| (cell.column, text(&cell.value))).collect();
        for word in ["村", "户编号", "姓名", "与户主关系", "身份证号", "联系电话", "低保户"] {
            assert!(headings.iter().any(|(_, heading)| heading == word), "{word}: {headings:?}");
        }
        let mut filled = Workbook::new();
        let sheet = filled.add_worksheet();
        for row in rows {
            for cell in &row.cells {
                sheet.write_string(row.number - 1, u16::try_from(cell.column).unwrap(), text(&cell.value)).unwrap();
            }
        }
        let people = [
            [("序号", "1"), ("村", "唐家村"), ("网格", "第一网格"), ("户编号", "001"), ("姓名", "王一"), ("与户主关系", "户主"), ("身份证号", "99010119470617001X"), ("联系电话", "19900001234"), ("低保户", "√")],
            [("序号", "2"), ("村", "唐家村"), ("网格", "第一网格"), ("户编号", "001"), ("姓名", "王二"), ("与户主关系", "配偶"), ("性别", "女"), ("政治面貌", "群众"), ("居住情况", "在住")],
        ];
        for (at, person) in (2..).zip(people) {
            for (heading, value) in person {
                let column = headings.iter().find(|(_, known)| known == heading).unwrap().0;
                sheet.write_string(at, u16::try_from(column).unwrap(), value).unwrap();
            }
        }
        let upload = ground.hand_in("填好的表.xlsx", &filled.save_to_buffer().unwrap()).unwrap();
        let upload = ground.settle(&upload.id);
        let summary = upload.summary();
        assert_eq!((upload.state(), summary.rows, summary.taken, summary.found()), (State::Checked, 2, 2, 0), "{:?} {summary:?}", upload.fault());
        let done = ground.written(&upload.id);
        assert_eq!((done.summary().households, done.summary().residents), (1, 2));
    }
}
