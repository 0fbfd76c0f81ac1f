//! Where a table says which village it is of.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, grids, households, merged, sheet, tangjia_known, try_check};

#[test]
fn a_village_is_named_without_what_stands_around_it() {
    let groups = "村|网格|组长\n唐家村|第一网格|马一";
    let people = "序号|网格|姓名|与户主关系\n#1|第一网格|张三|户主";
    for above in [
        "填报单位（盖章）：唐家村",
        "填报单位：唐家村（盖章）",
        "填报单位 唐家村",
        "填报单位（公章） 唐家村",
        "填报村：唐家村",
        "村（盖章）：唐家村",
        "村（社区）盖章：唐家村",
        "村别：唐家村",
        "村名：唐家村",
        "单位：新立镇唐家村",
        "2026年唐家村居民台账",
        "2026年度新立镇唐家村居民台账",
        "新立镇2026年10月唐家村居民台账",
        "二〇二六年唐家村居民台账",
        "附件1：唐家村居民台账",
        "表一：唐家村居民台账",
        "三、唐家村居民台账",
        "（一）唐家村",
        "关于报送唐家村居民信息的表",
        "中共唐家村支部委员会",
        "中共新立镇唐家村党总支",
        "中共新立镇委员会唐家村党支部",
        "新立镇人民政府　唐家村",
        "新立街道党委唐家村居民表",
        "唐家村：居民信息台账",
        "（唐家村）居民信息台账",
        "乡村振兴唐家村台账",
        "2026年第三季度唐家村居民台账",
    ] {
        for list in [true, false] {
            let mut sheets = vec![sheet("Sheet1", &format!("红网工程信息\n{above}\n{people}"))];
            if list {
                sheets.push(sheet("网格党小组", groups));
            }
            let intake = check(sheets);
            assert_eq!(households(&intake), ["唐家村 第一网格 张三*"], "{above}");
        }
    }
    for name in [
        "三、唐家村",
        "（一）唐家村",
        "1.唐家村",
        "01唐家村",
        "唐家村2026年",
        "2026年唐家村",
        "附件1唐家村",
        "①唐家村",
        "Sheet1（唐家村）",
        "一、唐家",
    ] {
        let intake = check(vec![sheet(name, people), sheet("网格党小组", groups)]);
        assert_eq!(households(&intake), ["唐家村 第一网格 张三*"], "{name}");
        if !name.ends_with('家') {
            assert_eq!(households(&check(vec![sheet(name, people)])), ["唐家村 第一网格 张三*"], "{name}");
        }
    }
}

#[test]
fn other_villages_keep_their_names() {
    let groups = "村|网格|组长\n王村|第一网格|马一\n唐家村|第一网格|马二";
    let people = "网格|姓名|与户主关系\n第一网格|张三|户主";
    for (above, village) in [
        ("大王村居民台账", "大王村"),
        ("新唐家村居民台账", "新唐家村"),
        ("三家子村居民台账", "三家子村"),
        ("八一村居民台账", "八一村"),
        ("丰年村居民台账", "丰年村"),
        ("我们这里的唐家村居民台账", "唐家村"),
        ("百年社区2026年台账", "百年社区"),
        ("表里村台账", "表里村"),
    ] {
        let intake = check(vec![sheet("Sheet1", &format!("{above}\n{people}")), sheet("名单", groups)]);
        let named: Vec<&str> = intake
            .villages
            .iter()
            .filter(|village| !village.households.is_empty())
            .map(|village| village.name.as_str())
            .collect();
        assert_eq!(named, [village], "{above}");
    }
}

#[test]
fn no_village_is_called_after_a_label() {
    let people = "网格|姓名|与户主关系\n第一网格|张三|户主";
    for above in [
        "填报单位（盖章）：",
        "填报村：",
        "填报单位：（公章）",
        "附件2：居民信息采集表",
        "村（社区）：盖章",
        "村名：12345",
    ] {
        let intake = check(vec![sheet("Sheet1", &format!("{above}\n{people}"))]);
        assert_eq!(
            intake.villages.iter().map(|village| village.name.as_str()).collect::<Vec<_>>(),
            [] as [&str; 0],
            "{above}"
        );
    }
}

#[test]
fn the_village_survives_the_name_of_the_sheet() {
    let groups = "村|村代码|网格|组长|成员\n新欣社区|211104109001|第一网格|马一|石二、石三";
    let people = |above: &str| format!("{above}网格|姓名|与户主关系\n第一网格|张三|户主");
    let unit = "填报单位：新欣社区党支部\n";
    for (name, above) in [
        ("新欣社区", ""),
        ("新欣", ""),
        ("Sheet1", unit),
        ("1.新欣社区（2026）", ""),
        ("居民信息", "新立镇新欣社区居民信息表\n"),
        ("新欣社区居委会", ""),
        ("新欣居民", ""),
    ] {
        let intake = check(vec![sheet("网格党小组", groups), sheet(name, &people(above))]);
        assert_eq!(households(&intake), ["新欣社区 第一网格 张三*"], "{name}");
        assert_eq!(grids(&intake), ["新欣社区 211104109001 第一网格 - 马一 石二、石三 -"], "{name}");
    }
    for (name, above, village) in [
        ("新欣", unit, "新欣社区"),
        ("新欣", "", "新欣"),
        ("Sheet1", unit, "新欣社区"),
        ("台账", "村名：新欣社区\n", "新欣社区"),
        ("花名册", "填报单位|新欣社区|填报日期|2026.10.31\n", "新欣社区"),
    ] {
        let intake = check(vec![sheet(name, &people(above))]);
        assert_eq!(households(&intake), [format!("{village} 第一网格 张三*")], "{name}");
    }
}

#[test]
fn rows_of_no_village_are_told() {
    let intake = check(vec![sheet("Sheet1", "网格|姓名|与户主关系\n第一网格|张三|户主\n第一网格|李四|配偶")]);
    assert_eq!(faults(&intake), ["2 village-unknown", "3 village-unknown"]);
    assert_eq!((intake.rows, intake.rejected(), intake.villages.len()), (2, 2, 0));
}

#[test]
fn villages_in_a_column_merged_or_written_once() {
    let text = "村|网格|姓名|与户主关系\n唐家村|第一网格|张三|户主\n|第一网格|李四|配偶\n唐家村委会|第一网格|赵六|户主\n张家|第一网格|王五|户主";
    let expected = ["唐家村 第一网格 张三* 李四", "唐家村 第一网格 赵六*", "张家 第一网格 王五*"];
    assert_eq!(households(&check(vec![sheet("全镇", text)])), expected);
    assert_eq!(households(&check(vec![merged(sheet("全镇", text), &["A2:A3"])])), expected);
}

fn reasons(intake: &hongwang_intake::Intake) -> Vec<&'static str> {
    intake.findings.iter().filter_map(|finding| finding.reason).collect()
}

/// 唐家村 stands under 211104109200, which an official list may give to another village.
#[test]
fn nobody_is_put_into_another_village_by_its_code() {
    let groups = "村|村代码|网格|组长\n张家村|211104109200|第一网格|马一\n李家村|211104109203|第一网格|马二";
    let people = "村|网格|姓名|与户主关系\n张家村|第一网格|张三|户主\n李家村|第一网格|李四|户主";
    let intake = try_check(vec![sheet("名单", groups), sheet("全镇", people)], &tangjia_known(true)).unwrap();
    assert_eq!(faults(&intake), ["0 2 村代码 village-unknown", "1 2 村 village-unknown"]);
    assert_eq!(reasons(&intake), ["other-name", "doubted"]);
    assert_eq!(households(&intake), ["李家村 第一网格 李四*"]);

    let people = "村|村代码|网格|姓名|与户主关系\n张家村|211104109200|第一网格|张三|户主\n唐家村|211104109200|第一网格|唐五|户主";
    let intake = try_check(vec![sheet("全镇", people)], &tangjia_known(true)).unwrap();
    assert_eq!((faults(&intake), reasons(&intake)), (vec!["2 村代码 village-unknown".to_owned()], vec!["other-name"]));
    assert_eq!(households(&intake), ["唐家村 第一网格 唐五*"]);
}

#[test]
fn a_known_village_under_another_code_is_asked_about() {
    let groups = "村|村代码|网格|组长\n唐家村|211104109205|第一网格|马一";
    let people = "村|村代码|网格|姓名|与户主关系\n唐家村|211104109205|第一网格|张三|户主";
    let intake = try_check(vec![sheet("名单", groups), sheet("全镇", people)], &tangjia_known(true)).unwrap();
    assert_eq!(reasons(&intake), ["other-code", "other-code"]);
    assert_eq!(households(&intake), [] as [&str; 0]);
    let finding = &intake.findings[0];
    let (key, args) = finding.message();
    assert_eq!(key, "finding-village-unknown-other-code");
    for said in ["唐家村", "211104109200", "211104109205"] {
        assert!(args.iter().any(|(_, value)| value == said), "{said}");
    }
}

/// A village that came without a code stands under one of ours: its official one is told, and nobody stays out.
#[test]
fn a_village_under_our_own_code_takes_its_people_by_name() {
    let mut known = tangjia_known(true);
    known.villages[0].code = hongwang_domain::UnitCode::parse("211104109900").unwrap();
    known.villages[0].grids.clear();
    let people = "村|村代码|网格|姓名|与户主关系\n唐家村|211104109205|第一网格|张三|户主\n张家村|211104109900|第一网格|李四|户主";
    let intake = try_check(vec![sheet("全镇", people)], &known).unwrap();
    assert_eq!(reasons(&intake), ["own-code", "other-name"]);
    assert_eq!(households(&intake), ["唐家村 第一网格 张三*"]);
    assert_eq!(intake.villages[0].code.as_ref().unwrap().as_str(), "211104109900");
}
