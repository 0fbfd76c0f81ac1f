use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::Rulebook;

static WORDS: LazyLock<UnitWords> =
    LazyLock::new(|| Rulebook::embedded().unwrap_or_else(|faults| panic!("{faults:#?}")).units);

fn words() -> &'static UnitWords {
    &WORDS
}

fn numeral(number: u32) -> String {
    words().numerals.write(number).unwrap()
}

#[test]
fn numerals_are_written_as_they_are_spoken() {
    for (number, text) in [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (23, "二十三"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (999, "九百九十九"),
    ] {
        assert_eq!(numeral(number), text);
    }
    assert_eq!((words().numerals.write(0), words().numerals.write(1000)), (None, None));
}

#[test]
fn numerals_are_read_in_many_writings() {
    let numerals = &words().numerals;
    for (text, number) in [
        ("廿三", 23),
        ("卅", 30),
        ("卌一", 41),
        ("一百廿三", 123),
        ("一百十二", 112),
        ("两百", 200),
        ("壹佰零叁", 103),
        ("贰拾", 20),
        ("一二", 12),
        ("一〇三", 103),
        ("12", 12),
        ("012", 12),
        ("3", 3),
        ("2十", 20),
    ] {
        assert_eq!(numerals.read(text), Some(number), "{text}");
    }
    for text in [
        "",
        "零",
        "0",
        "000",
        "百",
        "一百二",
        "十十",
        "二廿",
        "一百零",
        "一百零十",
        "零一百",
        "一百百",
        "1000",
        "一千",
        "第一",
        "十零",
        "廿十",
        "99999999999",
    ] {
        assert_eq!(numerals.read(text), None, "{text}");
    }
}

#[test]
fn a_grid_is_known_by_its_number_in_every_writing() {
    let words = words();
    let grid = |text| GridName::read(text, words);
    for text in [
        "第十二网格",
        "第 12 网格",
        "第１２网格",
        "12网格",
        "网格12",
        "网格十二",
        "第012网格",
        "12号网格",
        "第12号网格",
        "网格第十二",
        "十二网格",
        "第十二",
        "12",
        "一二网格",
        "第十二网格党小组",
        "第\u{3000}十二\n网格",
        "第十二个网格",
    ] {
        assert_eq!(grid(text), GridName { stem: String::new(), number: Some(12) }, "{text}");
    }
    assert_eq!(grid("第廿三网格").number, Some(23));
    assert_eq!(grid("唐家村第一网格"), GridName { stem: "唐家村".into(), number: Some(1) });
    assert_eq!(grid("唐家村网格1"), GridName { stem: "唐家村".into(), number: Some(1) });
    assert_eq!(grid("东网格"), GridName { stem: "东".into(), number: None });
    assert_eq!(grid("王家三"), GridName { stem: "王家三".into(), number: None });
    assert_eq!(grid("第零网格").number, None);
    assert_eq!(grid("网格"), GridName { stem: "网格".into(), number: None });
    assert_eq!(grid(""), GridName { stem: String::new(), number: None });
}

#[test]
fn grids_match_by_number_or_by_words() {
    let words = words();
    let same = |one, other| GridName::read(one, words).matches(&GridName::read(other, words));
    assert!(same("第一网格", "唐家村1网格") && same("东网格", "东"));
    assert!(!same("唐家村第一网格", "张家村第一网格"));
    assert!(!same("第一网格", "第十一网格") && !same("东网格", "西网格") && !same("东网格", "东1网格"));
}

#[test]
fn a_village_is_one_in_all_its_writings() {
    let words = words();
    let name = |text| VillageName::read(text, words);
    for text in [
        "唐家村",
        "唐家村委会",
        "唐家村民委员会",
        "唐家村村民委员会",
        "唐家村村委会",
        " 唐 家\u{3000}村\n",
        "唐家村党支部",
        "唐家村党总支",
    ] {
        assert_eq!(name(text), VillageName { stem: "唐家".into(), kind: Some(VillageKind::Village) }, "{text}");
    }
    for text in ["新欣社区", "新欣社区居委会", "新欣社区居民委员会", "新欣居委会", "新欣居民委员会", "新欣社区党委"]
    {
        assert_eq!(name(text), VillageName { stem: "新欣".into(), kind: Some(VillageKind::Community) }, "{text}");
    }
    assert_eq!(name("新村"), name("新村村委会"));
    assert_eq!(name("幸福村社区"), VillageName { stem: "幸福村".into(), kind: Some(VillageKind::Community) });
    assert_eq!(name("唐家"), VillageName { stem: "唐家".into(), kind: None });
    assert_eq!(name("村"), VillageName { stem: "村".into(), kind: None });
    assert!(name("唐家").matches(&name("唐家村")) && !name("唐家村").matches(&name("唐家社区")));
}

#[test]
fn a_name_without_its_end_finds_the_only_one_that_it_can_mean() {
    let words = words();
    let known: Vec<_> =
        ["唐家村", "新欣社区", "新欣村", "张家"].iter().map(|name| VillageName::read(name, words)).collect();
    let find = |text| find_village(&VillageName::read(text, words), &known);
    assert_eq!(
        (find("唐家"), find("唐家村委会"), find("新欣村"), find("新欣居委会"), find("张家村")),
        (Some(0), Some(0), Some(2), Some(1), Some(3))
    );
    assert_eq!((find("新欣"), find("李家村"), find("唐家社区")), (None, None, None));
}

#[test]
fn a_village_without_a_code_gets_a_number_that_no_official_list_has() {
    let words = words();
    let taken = BTreeSet::from([1, 2, 200, 900, 902]);
    for kind in [Some(VillageKind::Community), Some(VillageKind::Village), None] {
        assert_eq!(village_number(kind, &taken, words), Some(901));
        assert_eq!(village_number(kind, &(900..=999).collect(), words), Some(600));
        assert_eq!(village_number(kind, &(600..=999).collect(), words), None);
    }
    // A county's own rulebook from before may begin among the official ones.
    let mut older = words.clone();
    older.villages.iter_mut().for_each(|village| village.first_number = 200);
    assert_eq!(village_number(None, &taken, &older), Some(600));
    assert!(!is_own_number(599) && is_own_number(600));
}

#[test]
fn a_grid_gets_the_number_of_its_name_when_that_is_free() {
    let words = words();
    let names: Vec<_> = ["东网格", "第一网格", "第三网格", "第三网格", "第五网格", "西网格"]
        .iter()
        .map(|name| GridName::read(name, words))
        .collect();
    let numbers = grid_numbers(&names, &BTreeSet::from([5]));
    assert_eq!(numbers, [Some(2), Some(1), Some(3), Some(4), Some(6), Some(7)]);
    assert_eq!(grid_numbers(&names[..1], &(1..=999).collect()), [None]);
}

proptest! {
    #[test]
    fn numerals_come_back(number in 1_u32..1000) {
        prop_assert_eq!(words().numerals.read(&numeral(number)), Some(number));
        prop_assert_eq!(words().numerals.read(&format!("{number:03}")), Some(number));
        prop_assert_eq!(GridName::read(&format!("第{}网格", numeral(number)), words()).number, Some(number));
        prop_assert_eq!(GridName::read(&format!("网格{number}"), words()).number, Some(number));
    }

    #[test]
    fn no_numeral_is_read_as_something_else(text in "[零〇一二三四五六七八九十廿卅百0-9]{1,6}") {
        let numerals = &words().numerals;
        if let Some(number) = numerals.read(&text) {
            prop_assert!((1..=999).contains(&number));
            // Read again after writing, it is the same number.
            prop_assert_eq!(numerals.read(&numerals.write(number).unwrap()), Some(number));
        }
    }

    #[test]
    fn no_number_is_given_twice(wanted in prop::collection::vec(prop::option::of(0_u32..20), 0..15), taken in prop::collection::btree_set(1_u32..20, 0..10)) {
        let names: Vec<_> = wanted.iter().map(|number| GridName { stem: String::new(), number: *number }).collect();
        let given: Vec<_> = grid_numbers(&names, &taken).into_iter().flatten().collect();
        prop_assert_eq!(given.len(), names.len());
        let once: BTreeSet<_> = given.iter().copied().collect();
        prop_assert!(once.len() == given.len() && once.is_disjoint(&taken));
    }
}
