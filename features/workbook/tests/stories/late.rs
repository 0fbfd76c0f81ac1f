//! A page that was left open: what somebody else decided meanwhile is not written unseen.

use hongwang_domain::Role;
use hongwang_store::StoreError;
use hongwang_store::diesel::prelude::*;
use hongwang_store::schema::workbook::uploads;
use hongwang_testing::on_both_engines;

use crate::browser::Service;
use crate::ground::{Ground, TABLE};
use crate::pages::{TOWN, hand_in, inside, settled, stamp, with};

on_both_engines! {
    fn nobody_writes_what_somebody_else_chose_meanwhile(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        let write = format!("{upload}/write");
        let page = settled(&mut clerk, &upload);
        for word in ["导到哪个村</dt><dd>唐家村<", "从哪天起算</dt><dd>2026年11月5日（今天，表上没写填报日期）"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        let seen = stamp(&page.body, &write);

        let mut other = inside(&ground, &service, "lingyige", Role::TownOrganiser, TOWN);
        let columns = other.get(&format!("{upload}/columns"));
        let hidden = stamp(&columns.body, &format!("{upload}/choices"));
        let chosen = [("sheet-0-village", "别家村"), ("effective", "2026-10-31"), ("column-0-2-4", "left-out"), ("whole", "yes")];
        assert_eq!(other.post(&format!("{upload}/choices"), &with(&hidden, &chosen)).status, 303);
        settled(&mut other, &upload);

        let late = clerk.post(&write, &with(&seen, &[]));
        assert_eq!(late.status, 409, "{}", late.body);
        for word in [
            "所以还没有导入", "别家村", "您刚才看到的</small>唐家村", "2026年10月31日（您选的）", "您刚才看到的</small>2026年11月5日",
            "E 联系电话", "不要这一列", "一行也不导",
        ] {
            assert!(late.body.contains(word), "{word}: {}", late.body);
        }
        assert!(ground.imports().is_empty() && ground.households() == 0);

        // While what the other one decided is being checked, the form is kept and can be sent once more.
        let id = upload.trim_start_matches("/imports/");
        in_state(&ground, id, "checking");
        let kept = clerk.post(&write, &with(&seen, &[]));
        assert!(kept.status == 409 && stamp(&kept.body, &write).len() >= seen.len(), "{}", kept.body);
        in_state(&ground, id, "checked");

        let columns = other.get(&format!("{upload}/columns"));
        let hidden = stamp(&columns.body, &format!("{upload}/choices"));
        other.post(&format!("{upload}/choices"), &with(&hidden, &[("whole", "no")]));
        settled(&mut other, &upload);
        let late = clerk.post(&write, &with(&seen, &[]));
        let joined = stamp(&late.body, &write);
        assert_eq!(clerk.post(&write, &with(&joined, &[])).status, 303, "one tap writes what stands now");
        settled(&mut clerk, &upload);
        assert_eq!(ground.imports().len(), 1);
        let late = clerk.post(&write, &with(&seen, &[]));
        assert!(late.status == 409 && late.body.contains("已经把这张表导入了"), "{}", late.body);
    }

    fn a_cell_typed_after_the_import_is_told_so(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let upload = hand_in(&mut clerk, TABLE.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        let (cells, write) = (format!("{upload}/cells"), format!("{upload}/write"));
        let typed = stamp(&page.body, &cells);
        clerk.post(&write, &with(&stamp(&page.body, &write), &[]));
        settled(&mut clerk, &upload);
        let late = clerk.post(&cells, &with(&typed, &[("cell-0-4-3", "990101198001010022")]));
        assert_eq!(late.status, 409);
        for word in ["郝不存在", "已经把这张表导入了", "您刚才填的没有收", "990101***********2", &format!("href=\"{upload}\"")] {
            assert!(late.body.contains(word), "{word}: {}", late.body);
        }
        assert!(!late.body.contains("别人改过") && !late.body.contains("刚才有人改过"), "{}", late.body);
    }

    fn what_was_found_can_always_be_looked_at(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        let clean = "新立镇唐家村居民台账\n户编号,姓名,与户主关系,手机\n1,王一,户主,19900001234\n";
        let upload = hand_in(&mut clerk, clean.as_bytes(), "唐家村.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        for word in ["<details class=\"past\"><summary>表里看到的", "按 UTF-8 读的", "读的列", "手机（当作联系电话）", "隐藏的行</dt><dd>没有", &format!("{upload}/columns")] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
    }

    fn the_figures_of_a_page_add_up(engine) {
        let ground = Ground::new(engine);
        let service = Service::new(ground.store());
        let mut clerk = inside(&ground, &service, "zhengbanyuan", Role::TownOrganiser, TOWN);
        // A wrong id, a short phone, a sex put right, full-width digits, a household without a head.
        let table = "新立镇唐家村居民台账\n户编号,姓名,与户主关系,性别,身份证号,联系电话\n\
            1,王一,户主,男,990101198001010022,1990000\n1,王二,配偶,,990101198001010023,\n\
            2,李三,子,,,１９９００００１２３４\n3,赵 四,户主,,,\n";
        let upload = hand_in(&mut clerk, table.as_bytes(), "a.csv").header("location").to_owned();
        let page = settled(&mut clerk, &upload);
        let summary = ground.find(upload.trim_start_matches("/imports/")).summary();
        let tiles: Vec<u32> = page.body.split("<div class=\"tile").skip(2).map(|tile| first_number(tile, "<b>")).collect();
        let chips: Vec<u32> = page.body.split("class=\"chip\"").skip(1).map(|chip| last_number(chip.split("</a>").next().unwrap())).collect();
        assert_eq!(tiles.len(), 4, "{}", page.body);
        assert!(summary.repairs > 1 && summary.noted == 1 && summary.kept_out == 1, "{summary:?}");
        assert_eq!(tiles.iter().sum::<u32>(), chips[0], "the cards are everything that was found: {}", page.body);
        assert_eq!(chips[1..].iter().sum::<u32>(), chips[0], "and so are the kinds");
        assert_eq!(page.body.matches("<td class=\"lead short\">").count(), chips[0] as usize, "each of them is listed");
        let repaired = clerk.get(&format!("{upload}?kind=repaired"));
        assert!(repaired.body.contains("不用管") && !repaired.body.contains("name=\"cell-"), "{}", repaired.body);
        let to_mend = summary.kept_out + summary.doubts + summary.noted;
        assert!(page.body.contains(&format!("有 {to_mend} 处要改")), "{}", page.body);
        clerk.post(&format!("{upload}/write"), &with(&stamp(&page.body, &format!("{upload}/write")), &[]));
        let done = settled(&mut clerk, &upload);
        assert!(done.body.contains(&format!("还有 {} 处没导进去", summary.kept_out + summary.doubts)), "{}", done.body);
    }
}

fn in_state(ground: &Ground, id: &str, state: &str) {
    ground
        .store()
        .keep_house(|db| {
            let row = hongwang_store::diesel::update(uploads::table.find(id)).set(uploads::state.eq(state));
            row.execute(db).map_err(StoreError::from)
        })
        .unwrap();
}

fn first_number(text: &str, before: &str) -> u32 {
    let text = text.split_once(before).unwrap().1;
    text.split('<').next().unwrap().parse().unwrap()
}

fn last_number(text: &str) -> u32 {
    text.rsplit(' ').next().unwrap().parse().unwrap()
}
