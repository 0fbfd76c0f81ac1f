//! What a page says is so: of a day to come, of records that changed, of what cannot be taken back, of cells typed anew.

use hongwang_domain::Role;
use hongwang_store::diesel::prelude::*;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Key, StoreError};
use hongwang_testing::on_both_engines;

use crate::browser::Service;
use crate::ground::{Ground, TABLE};
use crate::pages::{TOWN, hand_in, inside, settled, stamp, with};

on_both_engines! {
    fn nothing_holds_from_a_day_to_come(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        settled(&mut clerk, &upload);
        let columns = clerk.get(&format!("{upload}/columns"));
        assert!(columns.body.contains("max=\"2026-11-05\""), "{}", columns.body);
        let choices = format!("{upload}/choices");
        let hidden = stamp(&columns.body, &choices);
        let future = clerk.post(&choices, &with(&hidden, &[("effective", "2027-05-01")]));
        assert_eq!(future.status, 422, "{}", future.body);
        for word in ["id=\"effective-fault\"", "最晚只能选今天（2026年11月5日）", "value=\"2027-05-01\""] {
            assert!(future.body.contains(word), "{word}: {}", future.body);
        }
        let today = clerk.post(&choices, &with(&hidden, &[("effective", "2026-11-05")]));
        assert_eq!(today.status, 303, "{}", today.body);
        assert!(settled(&mut clerk, &upload).body.contains("2026年11月5日（您选的）"));
    }

    fn a_kind_lands_at_its_rows(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("<details class=\"past\" open"), "{}", page.body);
        assert!(page.body.contains(&format!("href=\"{upload}?kind=phone-short#faults\"")), "{}", page.body);
        let one = clerk.get(&format!("{upload}?kind=phone-short")).body;
        assert!(one.contains("<details class=\"past\">"), "folded: {one}");
        let (_, after) = one.split_once("id=\"faults\"").unwrap();
        let between = after.split_once("<table").unwrap().0;
        assert!(between.contains("class=\"chip\"") && !between.contains("class=\"btn"), "nothing between: {between}");
    }

    fn what_stands_in_the_way_of_taking_back_is_said(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let first = ground.written(&ground.checked(TABLE).id);
        // Another household in the village, and somebody more in a household that is there: no record of the first one changes.
        let more = "新立镇唐家村居民台账\n户编号,姓名,与户主关系,身份证号\n3,赵四,户主,\n";
        let second = ground.written(&ground.checked(more).id);
        let undo = |id: &str| format!("/imports/done/{id}/undo");
        let page = clerk.get(&format!("/units/{TOWN}/imports")).body;
        assert!(page.contains(&undo(&second.id)) && !page.contains(&undo(&first.id)), "{page}");
        assert!(page.contains("撤不回了"), "{page}");
        let done = clerk.get(&format!("/imports/{}", first.id)).body;
        assert!(!done.contains(&undo(&first.id)), "{done}");
        let hidden = stamp(&page, &undo(&second.id));
        let refused = clerk.post(&undo(&first.id), &with(&hidden, &[]));
        assert_eq!(refused.status, 409, "{}", refused.body);
        for word in ["命令行 11月5日", "又导了一次", &format!("href=\"/units/{TOWN}/imports#history\"")] {
            assert!(refused.body.contains(word), "{word}: {}", refused.body);
        }
        hongwang_workbook::undo(ground.store(), &ground.clerk, &Key::new(), &second.id).unwrap();
        let page = clerk.get(&format!("/units/{TOWN}/imports")).body;
        assert!(page.contains(&undo(&first.id)), "{page}");
        hongwang_workbook::undo(ground.store(), &ground.clerk, &Key::new(), &first.id).unwrap();
    }

    fn somebody_more_in_a_household_stands_in_the_way(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let village = "新立镇唐家村居民台账\n户编号,姓名,与户主关系\n9,钱九,户主\n";
        ground.written(&ground.checked(village).id);
        let first = ground.written(&ground.checked(TABLE).id);
        let more = "新立镇唐家村居民台账\n户编号,姓名,与户主关系\n2,李小三,子\n";
        ground.written(&ground.checked(more).id);
        let undo = format!("/imports/done/{}/undo", first.id);
        let page = clerk.get(&format!("/units/{TOWN}/imports")).body;
        let taken = hongwang_workbook::undo(ground.store(), &ground.clerk, &Key::new(), &first.id);
        assert_eq!(taken.is_ok(), page.contains(&undo), "offered is what can be done: {taken:?} {page}");
    }

    fn records_that_changed_since_the_check_are_told(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let clean = "新立镇唐家村居民台账\n户编号,姓名,与户主关系\n1,王一,户主\n";
        let first = ground.written(&ground.checked(clean).id);
        let upload = hand_in(&mut clerk, clean.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("没有要写的") && !page.body.contains("又变了"), "{}", page.body);
        let old = stamp(&page.body, &format!("{upload}/cancel"));
        assert!(old.is_empty());
        hongwang_workbook::undo(ground.store(), &ground.clerk, &Key::new(), &first.id).unwrap();
        let page = clerk.get(&upload);
        assert!(page.body.contains("查过以后，系统里的记录又变了") && page.body.contains("再查一遍"), "{}", page.body);
        assert!(!page.body.contains("没有要写的") && !page.body.contains("系统里都有了"), "{}", page.body);
        let choices = format!("{upload}/choices");
        let hidden = stamp(&page.body, &choices);
        assert_eq!(clerk.post(&choices, &with(&hidden, &[])).status, 303, "nothing has to be typed");
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("导入 1 行") && !page.body.contains("又变了"), "{}", page.body);
        let twice = clerk.post(&choices, &with(&[("version".to_owned(), hidden.iter().find(|(name, _)| name == "version").unwrap().1.clone())], &[("key", "again")]));
        assert_eq!((twice.status, twice.header("location")), (303, upload.as_str()), "it was checked once more already: {}", twice.body);
    }

    fn what_was_typed_anew_is_listed_and_taken_back(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        assert!(!page.body.contains("您改过的"));
        let cells = format!("{upload}/cells");
        let typed = [("cell-0-4-3", "990101198001010022"), ("cell-0-5-4", "19900005678")];
        clerk.post(&cells, &with(&stamp(&page.body, &cells), &typed));
        let page = settled(&mut clerk, &upload);
        assert!(page.body.contains("您改过的 2 处") && page.body.contains(&format!("href=\"{upload}?kind=typed#faults\"")), "{}", page.body);
        let list = clerk.get(&format!("{upload}?kind=typed")).body;
        for word in ["身份证号", "990101***********3", "990101***********2", "联系电话", "1****00", "199******78", "撤回", "value=\"cell-0-4-3\""] {
            assert!(list.contains(word), "{word}: {list}");
        }
        assert!(!list.contains("990101198001010022") && !list.contains("19900005678"), "{list}");
        let back = clerk.post(&cells, &with(&stamp(&list, &cells), &[("back", "cell-0-4-3")]));
        assert_eq!(back.status, 303, "{}", back.body);
        let page = settled(&mut clerk, &upload);
        for word in ["您改过的 1 处", "身份证号不对 1", "990101***********3"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        let list = clerk.get(&format!("{upload}?kind=typed")).body;
        clerk.post(&cells, &with(&stamp(&list, &cells), &[("back", "cell-0-5-4")]));
        let page = settled(&mut clerk, &upload);
        assert!(!page.body.contains("您改过的") && page.body.contains("全部 2"), "{}", page.body);
    }

    fn what_is_in_work_says_one_thing(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        let (write, cells) = (stamp(&page.body, &format!("{upload}/write")), stamp(&page.body, &format!("{upload}/cells")));
        let columns = clerk.get(&format!("{upload}/columns"));
        let choices = format!("{upload}/choices");
        clerk.post(&choices, &with(&stamp(&columns.body, &choices), &[("whole", "no")]));
        settled(&mut clerk, &upload);
        let id = upload.trim_start_matches("/imports/");
        set(&ground, id, "checking", false);
        let late = clerk.post(&format!("{upload}/cells"), &with(&cells, &[("cell-0-4-3", "990101198001010022")]));
        assert!(late.status == 409 && late.body.contains("正在重新检查") && late.body.contains("您填的都还在"), "{}", late.body);
        assert!(!late.body.contains("替您合在一起") && !late.body.contains("再点一次保存"), "{}", late.body);
        let late = clerk.post(&format!("{upload}/write"), &with(&write, &[]));
        assert!(late.status == 409 && late.body.contains("还没有导入") && !late.body.contains("替您合在一起"), "{}", late.body);
        set(&ground, id, "writing", false);
        assert_eq!(clerk.post(&format!("{upload}/cancel"), &[]).status, 303);
        let page = clerk.get(&upload).body;
        assert!(page.contains("正在取消") && !page.contains("正在写入") && !page.contains("/cancel\""), "{page}");
        set(&ground, id, "checked", false);
    }
}

fn set(ground: &Ground, id: &str, state: &str, cancelled: bool) {
    let set = (uploads::state.eq(state), uploads::cancelled.eq(cancelled));
    ground
        .store()
        .keep_house(|db| {
            hongwang_store::diesel::update(uploads::table.find(id)).set(set).execute(db).map_err(StoreError::from)
        })
        .unwrap();
}
