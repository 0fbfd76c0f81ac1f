//! The clerk's way in the browser, every page without a script.

use std::time::{Duration, Instant};

use hongwang_accounts::{Wanted, create_account};
use hongwang_domain::{Actor, Role};
use hongwang_store::diesel::prelude::*;
use hongwang_store::schema::store::audit_entries;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::browser::{Answer, Browser, Service};
use crate::ground::{Ground, TABLE};

pub const TOWN: &str = "990100100";
const PASSWORD: &str = "Apfelbaum-7";
/// What no page shows in full, and what it keeps of no column that is not taken in.
const SECRETS: [&str; 4] = ["99010119470617001X", "990101198001010023", "19900001234", "秘密的话"];

/// Somebody with a role at a unit, logged in.
pub fn inside(ground: &Ground, service: &Service, login: &str, role: Role, unit: &str) -> Browser {
    let wanted = Wanted { phone: None, login_name: Some(login), name: "郝不存在", role, unit, until: None };
    let created = create_account(ground.store(), &Actor::console(), &Key::new(), wanted).unwrap();
    let mut browser = service.browser();
    assert_eq!(browser.log_in(login, created.password.expose()).status, 303);
    let changed =
        browser.post("/password", &[("old", created.password.expose()), ("new", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(changed.status, 303, "{}", changed.body);
    browser
}

/// The hidden fields of a page's form that is sent to an address.
pub fn stamp(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split("<form").find(|form| form.contains(&format!("action=\"{action}\""))).expect(action);
    let form = form.split("</form>").next().unwrap();
    let hidden = form.split("<input type=\"hidden\"").skip(1).filter_map(|input| {
        let value =
            |name: &str| Some(input.split_once(&format!("{name}=\""))?.1.split('"').next()?.replace("&#34;", "\""));
        Some((value(" name")?, value(" value")?))
    });
    hidden.collect()
}

pub fn with<'a>(hidden: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect()
}

/// Every text of a spreadsheet's only sheet.
fn words_of(bytes: &[u8]) -> String {
    let book = hongwang_spreadsheet::read(bytes, &hongwang_spreadsheet::Limits::default()).unwrap();
    format!("{:?}", book.sheets)
}

/// Looks again, as the page asks for, until it does no more.
pub fn settled(browser: &mut Browser, path: &str) -> Answer {
    let begun = Instant::now();
    loop {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200, "{}", answer.body);
        if !answer.body.contains("http-equiv=\"refresh\"") {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", answer.body);
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn hand_in(browser: &mut Browser, table: &[u8], name: &str) -> Answer {
    let path = format!("/units/{TOWN}/imports");
    let page = browser.get(&path);
    assert_eq!(page.status, 200, "{}", page.body);
    let hidden = stamp(&page.body, &path);
    browser.hand_in(&path, &with(&hidden, &[]), Some((name, table)))
}

on_both_engines! {
    fn a_clerk_imports_mends_writes_and_takes_back(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        assert!(clerk.get("/").body.contains("/units/990100100/imports"), "导入 stands in the navigation");
        assert_eq!(clerk.get("/imports").header("location"), "/units/990100100/imports");

        let taken = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv");
        assert_eq!(taken.status, 303, "{}", taken.body);
        let upload = taken.header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        for word in ["表里看到的", "不认识的列", "备注", "按 UTF-8 读的", "会新建", "唐家村（990100100900，系统自编的代码）", "唐家村.csv", "看问题", "全部 2", "身份证号不对 1", "电话位数不对 1", "王一家", "990101***********3", "1****00", "导入 2 行", "bad-cell", "warn-cell"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        SECRETS.iter().for_each(|secret| assert!(!page.body.contains(secret), "{secret}"));
        let one = clerk.get(&format!("{upload}?kind=phone-short"));
        assert!(one.body.contains("1990000") || one.body.contains("1****00"));
        assert!(!one.body.contains("990101***********3"), "a chip shows one kind alone");
        assert!(clerk.get("/").body.contains("唐家村.csv"), "and it waits on the first page");

        let hidden = stamp(&page.body, &format!("{upload}/cells"));
        let nothing = clerk.post(&format!("{upload}/cells"), &with(&hidden, &[]));
        assert_eq!(nothing.status, 422);
        let mended = clerk.post(&format!("{upload}/cells"), &with(&hidden, &[("cell-0-4-3", "990101198001010022")]));
        assert_eq!((mended.status, mended.header("location")), (303, upload.as_str()), "{}", mended.body);
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("导入 3 行") && page.body.contains("全部 1"), "{}", page.body);
        let stale = clerk.post(&format!("{upload}/cells"), &with(&hidden, &[("cell-0-4-3", "990101198001010099")]));
        assert_eq!(stale.status, 409, "typed over a page that is old");
        for word in ["郝不存在", "改过这里", "现在是", "990101***********2", "您填的", "990101***********9", "value=\"990101198001010099\""] {
            assert!(stale.body.contains(word), "{word}: {}", stale.body);
        }
        let joined = stamp(&stale.body, &format!("{upload}/cells"));
        assert_ne!(joined, hidden, "one tap joins it: the form is over what stands now");

        let hidden = stamp(&page.body, &format!("{upload}/write"));
        assert_eq!(clerk.post(&format!("{upload}/write"), &with(&hidden, &[])).status, 303);
        assert_eq!(clerk.post(&format!("{upload}/write"), &with(&hidden, &[])).status, 303, "the same form twice");
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("写好了：2 户、3 人"), "{}", page.body);
        assert!(page.body.contains("新建了：") && !page.body.contains("会新建"), "{}", page.body);
        let imports = audit_entries::table.filter(audit_entries::action.eq("import_workbook"));
        let from: Vec<String> = ground
            .store()
            .keep_house(|db| imports.select(audit_entries::source).load(db).map_err(StoreError::from))
            .unwrap();
        assert_eq!(from, ["127.0.0.1"], "whoever pressed, not the service");
        assert_eq!(ground.imports().len(), 1);
        let report = clerk.get(&format!("{upload}/report"));
        assert!(report.header("content-disposition").contains("attachment"));
        assert!(report.bytes.starts_with(b"PK") && report.header("content-disposition").contains(".xlsx"));
        let told = words_of(&report.bytes);
        for word in ["电话位数不对", "填的是", "1****00", "这一格没收", "手机要 11 位", "备注", "新建了：", "唐家村"] {
            assert!(told.contains(word), "{word}: {told}");
        }
        SECRETS.iter().for_each(|secret| assert!(!told.contains(secret), "{secret}"));
        let marked = clerk.get(&format!("{upload}/marked.xlsx"));
        assert!(marked.status == 200 && marked.bytes.starts_with(b"PK"));

        let history = clerk.get("/units/990100100/imports");
        assert!(history.body.contains("撤回这一次") && history.body.contains("郝不存在"), "{}", history.body);
        let action = format!("/imports/done/{}/undo", upload.trim_start_matches("/imports/"));
        let hidden = stamp(&history.body, &action);
        let undone = clerk.post(&action, &with(&hidden, &[]));
        assert_eq!((undone.status, undone.header("location")), (303, "/units/990100100/imports"), "{}", undone.body);
        assert!(clerk.get("/units/990100100/imports").body.contains("已撤回"));
        assert_eq!(ground.households(), 0);
        let over = clerk.get(&upload);
        assert!(over.body.contains("把这一次导入撤回了") && over.body.contains("郝不存在") && !over.body.contains("写好了："), "{}", over.body);
        assert!(!over.body.contains("新建了：") && !over.body.contains("没导进去"), "{}", over.body);
        assert_eq!(clerk.post(&action, &[("key", "another")]).status, 409, "once is enough");
    }

    fn a_clerk_matches_columns_by_hand(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let table = "新立镇唐家村居民台账\n姓名,与户主关系,号码,民族\n王一,户主,99010119470617001X,汉族\n";
        let bytes = hongwang_testing::text::encoded(table, hongwang_testing::text::Encoding::Gb18030);
        let upload = hand_in(&mut clerk, &bytes, "a.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        let columns = clerk.get(&format!("{upload}/columns"));
        for word in ["对列", "号码", "不要这一列", "自动认（GB18030）", "平台不登记这类内容", "表头在第 2 行", "看标题"] {
            assert!(columns.body.contains(word), "{word}: {}", columns.body);
        }
        assert!(!columns.body.contains("name=\"column-0-2-3\""), "民族 cannot be chosen");
        assert!(!columns.body.contains("99010119470617001X"));
        let hidden = stamp(&columns.body, &format!("{upload}/choices"));
        let twice = clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("column-0-2-0", "resident.name"), ("column-0-2-2", "resident.name")]));
        assert!(twice.status == 422 && twice.body.contains("选了两列"), "{}", twice.body);
        let half = clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("column-0-2-2", "resident.name"), ("whole", "yes")]));
        assert!(half.status == 422 && half.body.contains("id=\"column-0-2-2-fault\""), "one that is not sent counts too: {}", half.body);
        assert!(half.body.contains("value=\"resident.name\" selected") && half.body.contains("value=\"yes\" checked"), "typed is kept");
        let impossible = clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("effective", "2026-02-30"), ("column-0-2-2", "resident.citizen-id")]));
        assert!(impossible.status == 422 && impossible.body.contains("id=\"effective-fault\""), "{}", impossible.body);
        assert!(impossible.body.contains("value=\"2026-02-30\"") && impossible.body.contains("value=\"resident.citizen-id\" selected"));
        let chosen = clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("column-0-2-2", "resident.citizen-id"), ("column-0-2-3", "resident.presence"), ("effective", "2026-10-31"), ("whole", "yes")]));
        assert_eq!(chosen.status, 303, "{}", chosen.body);
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("没有发现问题"), "{}", page.body);
        let columns = clerk.get(&format!("{upload}/columns"));
        assert!(columns.body.contains("990101***********X") && columns.body.contains("value=\"2026-10-31\""), "{}", columns.body);
        let id = upload.trim_start_matches("/imports/");
        let late = clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("was-effective", ""), ("effective", "2026-10-30"), ("was-whole", "no"), ("whole", "no")]));
        assert_eq!(late.status, 409, "{}", late.body);
        for word in ["郝不存在", "改过这里", "现在是", "2026-10-31", "您填的", "value=\"2026-10-30\"", "value=\"yes\" checked", "一行也不导"] {
            assert!(late.body.contains(word), "{word}: {}", late.body);
        }
        let joined = stamp(&late.body, &format!("{upload}/choices"));
        let saved = clerk.post(&format!("{upload}/choices"), &with(&joined, &[("effective", "2026-10-30")]));
        assert_eq!(saved.status, 303, "one tap: {}", saved.body);
        settled(&mut clerk, &upload);
        let upload = ground.find(id);
        assert!(upload.choices().all_or_nothing && upload.choices().sheets[&0].columns[&2].len() == 2);
    }

    fn what_cannot_be_taken_is_said_in_words(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let files: [(&str, &[u8], &str); 4] = [
            ("page.xlsx", b"<!DOCTYPE html><html></html>", "这个文件不是表格"),
            ("photo.xls", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "这个文件不是表格"),
            ("empty.csv", b"", "这个文件是空的"),
            ("", b"", "还没有选文件"),
        ];
        for (name, bytes, words) in files {
            let refused = hand_in(&mut clerk, bytes, name);
            assert!(refused.status == 422 && refused.body.contains(words), "{name}: {} {}", refused.status, refused.body);
        }
        let large = vec![b'a'; 25 << 20];
        let refused = hand_in(&mut clerk, &large, "large.csv");
        assert!(refused.status == 413 && refused.body.contains("超过了 20 MB") && refused.body.contains("按村分成几个文件"), "{}", refused.body);
        let upload = hand_in(&mut clerk, "说明,只是一封信\n".as_bytes(), "信.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("找不到表头") && page.body.contains("对列"), "{}", page.body);
        assert_eq!(clerk.get(&format!("{upload}/columns")).status, 200);
    }

    fn nobody_else_sees_it_and_after_a_day_nobody(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        let other = ground.another_town();
        let others = [
            inside(&ground, &service, "lingzhen", Role::TownOrganiser, &other),
            inside(&ground, &service, "xianzuzhi", Role::CountyOrganiser, "990100"),
            inside(&ground, &service, "xitong", Role::SystemAdmin, "990100"),
        ];
        let id = upload.trim_start_matches("/imports/");
        for mut other in others {
            for path in ["", "/columns", "/report", "/marked.xlsx"] {
                let refused = other.get(&format!("{upload}{path}"));
                assert_eq!(refused.status, 403, "{path}");
                let said = ["唐家村", "王一", "990101**"].iter().find(|secret| refused.body.contains(**secret));
                assert_eq!(said, None);
            }
            for path in ["choices", "cells", "write", "cancel"] {
                assert_eq!(other.post(&format!("{upload}/{path}"), &[("version", "2")]).status, 403, "{path}");
            }
            let none_yet = other.post(&format!("/imports/done/{id}/undo"), &[]).status;
            assert!([403, 404].contains(&none_yet), "{none_yet}");
            assert_eq!(other.get(&format!("/units/{TOWN}/imports")).status, 403);
            assert_eq!(other.hand_in(&format!("/units/{TOWN}/imports"), &[], Some(("x.csv", b"a,b"))).status, 403);
        }
        assert_eq!(clerk.get("/imports/0190aaaa-0000-7000-8000-000000000000").status, 404);

        ground
            .store()
            .keep_house(|db| {
                let past = ground.store().clock().now() - chrono::Duration::minutes(1);
                hongwang_store::diesel::update(uploads::table.find(id))
                    .set(uploads::expires_at.eq(past))
                    .execute(db)
                    .map_err(StoreError::from)
            })
            .unwrap();
        for path in ["", "/columns", "/report", "/marked.xlsx"] {
            let gone = clerk.get(&format!("{upload}{path}"));
            assert!(gone.status == 410 && gone.body.contains("放了一天，已经删掉了"), "{path}: {}", gone.body);
        }
        assert_eq!(clerk.post(&format!("{upload}/write"), &[]).status, 410);
        assert!(!clerk.get(&format!("/units/{TOWN}/imports")).body.contains("唐家村.csv"));
    }

    fn what_is_called_off_says_so(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        assert_eq!(clerk.post(&format!("{upload}/cancel"), &[]).status, 303);
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("已取消，什么也没写进去"), "{}", page.body);
        for (method, path) in [("GET", "report"), ("GET", "marked.xlsx"), ("POST", "choices"), ("POST", "cells"), ("POST", "write")] {
            let answer = match method {
                "GET" => clerk.get(&format!("{upload}/{path}")),
                _ => clerk.post(&format!("{upload}/{path}"), &[("version", "9"), ("cell-0-4-3", "1")]),
            };
            assert!([404, 409].contains(&answer.status), "{path}: {}", answer.status);
        }
        let list = clerk.get(&format!("/units/{TOWN}/imports"));
        assert!(!list.body.contains("还没办完的") && list.body.contains("今天办完的"), "{}", list.body);
        assert!(list.body.contains("唐家村.csv"), "by its name, as long as it is listed");
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        let mut english = clerk;
        english.post("/view", &[("language", "en"), ("back", "/")]);
        let page = english.get(&upload);
        assert!(page.body.contains("Import 2 rows") && page.body.contains("citizen id wrong 1"), "{}", page.body);
    }

    fn nothing_is_promised_that_will_not_be_written(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let bad = "新立镇唐家村居民台账\n户编号,姓名,与户主关系,身份证号\n1,王一,户主,990101198001010023\n";
        let upload = hand_in(&mut clerk, bad.as_bytes(), "a.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("没有一行能导入") && !page.body.contains("导入 0 行"), "{}", page.body);
        assert_eq!(clerk.post(&format!("{upload}/write"), &[("key", "one"), ("version", &ground.find(upload.trim_start_matches("/imports/")).version.to_string())]).status, 409);
        assert_eq!(ground.households(), 0);

        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "b.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        let columns = clerk.get(&format!("{upload}/columns"));
        let hidden = stamp(&columns.body, &format!("{upload}/choices"));
        clerk.post(&format!("{upload}/choices"), &with(&hidden, &[("whole", "yes")]));
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("什么也不会写") && !page.body.contains("导入 2 行"), "{}", page.body);
        assert_eq!(clerk.post(&format!("{upload}/write"), &[("key", "two"), ("version", &ground.find(upload.trim_start_matches("/imports/")).version.to_string())]).status, 409);
    }

    fn what_was_put_right_is_called_so(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let table = "新立镇唐家村居民台账\n户编号,姓名,与户主关系,性别,身份证号,联系电话\n1,王一,户主,男,990101198001010022,1990000\n1,王二,配偶,,990101470617001,\n";
        let upload = hand_in(&mut clerk, table.as_bytes(), "a.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert_eq!(page.body.matches(">已改好<").count(), 2, "{}", page.body);
        assert_eq!(page.body.matches(">这一格没收<").count(), 1, "{}", page.body);
        assert!(page.body.contains("<b>2</b><span>格已改好") && page.body.contains("<b>1</b><span>格存疑"), "{}", page.body);
    }

    fn what_was_built_on_is_not_offered_to_be_taken_back(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let first = ground.checked(TABLE);
        ground.written(&first.id);
        let second = ground.checked(&TABLE.replace("19900001234", "19900005678"));
        ground.written(&second.id);
        let undo = |id: &str| format!("/imports/done/{id}/undo");
        let page = clerk.get(&format!("/units/{TOWN}/imports"));
        assert!(page.body.contains(&undo(&second.id)) && !page.body.contains(&undo(&first.id)), "{}", page.body);
        assert!(page.body.contains("撤不回了"), "and why not is said");
        hongwang_workbook::undo(ground.store(), &ground.clerk, &Key::new(), &second.id).unwrap();
        let page = clerk.get(&format!("/units/{TOWN}/imports"));
        assert!(page.body.contains(&undo(&first.id)), "what was taken back stands for nothing: {}", page.body);
    }

    fn nobody_goes_into_another_village_unasked(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let first = "村,村代码,姓名,与户主关系\n唐家村,990100100200,王一,户主\n";
        ground.written(&ground.checked(first).id);
        let second = "村,村代码,姓名,与户主关系\n张家村,990100100200,李三,户主\n";
        let upload = hand_in(&mut clerk, second.as_bytes(), "b.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        for word in ["990100100200 是“唐家村”的代码，这里写的却是“张家村”", "这一行不导", "没有一行能导入"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        assert_eq!(ground.households(), 1);
        let columns = clerk.get(&format!("{upload}/columns"));
        assert!(columns.body.contains(">990100100200<"), "a code is nobody's number: {}", columns.body);
    }
}
