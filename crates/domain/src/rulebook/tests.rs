use std::fs;

use super::*;
use crate::category::Level;

fn everything(key: &str) -> Vec<(&'static str, Option<String>)> {
    vec![("zh-CN", Some(key.to_owned())), ("en", Some(key.to_owned()))]
}

fn ours(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook").join(file);
    fs::read_to_string(path).unwrap()
}

/// The faults of the rulebook with one file of an operator: (line, key, first argument).
fn faults_of(file: &str, text: &str) -> Vec<(usize, &'static str, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), text).unwrap();
    let Err(faults) = Rulebook::load(Some(folder.path()), &everything) else { return Vec::new() };
    let told = |fault: RulebookError| {
        assert_eq!(fault.file, file, "{fault}");
        (fault.line, fault.key, fault.args.into_iter().next().map(|(_, value)| value).unwrap_or_default())
    };
    faults.into_iter().map(told).collect()
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

fn fault(line: usize, key: &'static str, value: &str) -> (usize, &'static str, String) {
    (line, key, value.to_owned())
}

#[test]
fn what_we_ship_is_sound_and_holds_what_the_standard_asks_for() {
    let book = Rulebook::embedded().unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(book.clauses.len(), 101);
    assert_eq!((book.clauses[0].id.as_str(), book.clauses[100].id.as_str()), ("SCOPE-1", "ANNEX-A7"));
    let ids: Vec<_> = book.categories.iter().map(|category| category.id.as_str()).collect();
    let annex = [
        "dibao",
        "disabled",
        "social_assistance",
        "preferential",
        "major_grower",
        "livestock_expert",
        "technology_expert",
    ];
    assert_eq!(ids[..7], annex);
    assert_eq!(
        ids[7..],
        [
            "left_behind_child",
            "limited_mobility_member",
            "hardship_member",
            "villager_group_head",
            "central_household_head"
        ]
    );
    let households = book.categories.iter().filter(|category| category.level == Level::Household);
    assert_eq!(households.map(|category| category.id.as_str()).collect::<Vec<_>>(), ["dibao", "major_grower"]);
    assert!(book.role(Role::GridLeader).is_some_and(|rule| !rule.admits(None)));
    assert!(book.role(Role::Volunteer).is_some_and(|rule| rule.admits(None)));
}

#[test]
fn categories_are_found_by_what_clerks_write() {
    let book = Rulebook::embedded().unwrap();
    let named = |text| book.category_named(text).map(|category| category.id.as_str());
    assert_eq!(
        (named("低保户"), named(" 低 保\u{3000}"), named("五保户"), named("信访户")),
        (Some("dibao"), Some("dibao"), Some("social_assistance"), None)
    );
}

#[test]
fn a_file_of_the_same_name_replaces_ours() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "\u{FEFF}{}\n[[category]]\nid = \"beekeeper\"\nclause = \"ANNEX-A6\"\nlevel = \"person\"\nsensitive = false\nservice = \"livestock_advice\"\ndecided_by = \"agriculture\"\nnames = [\"养蜂能手\"]\n",
        ours("categories.toml")
    );
    fs::write(folder.path().join("categories.toml"), text).unwrap();
    fs::write(folder.path().join("notes.txt"), "nothing").unwrap();
    let book = Rulebook::load(Some(folder.path()), &everything).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(book.category_named("养蜂能手").map(|category| category.id.as_str()), Some("beekeeper"));
    assert_eq!(book.clauses.len(), 101);
}

#[test]
fn every_fault_of_an_entry_is_named_with_its_line() {
    let text = "\
[[category]]
id = \"Bad Id\"
clause = \"ANNEX-A99\"
level = \"village\"
sensitive = \"yes\"
decided_by = \" \"
names = []
colour = \"red\"

[[category]]
id = \"dibao\"
clause = \"ANNEX-A5\"
level = \"household\"
sensitive = true
service = \"help\"
decided_by = \"civil_affairs\"
names = [
  \"低保\",
  3,
]

[[category]]
id = \"dibao\"
clause = \"ANNEX-A5\"
level = \"household\"
sensitive = true
service = \"help\"
decided_by = \"civil_affairs\"
names = [\"低保\"]

[[category]]
id = \"other\"
clause = \"ANNEX-A5\"
level = \"household\"
sensitive = true
service = \"help\"
decided_by = \"civil_affairs\"
names = [\"低 保\"]
";
    let here: Vec<_> = faults_of_categories(text);
    assert_eq!(
        here,
        [
            fault(1, "rulebook-key-missing", "service"),
            fault(2, "rulebook-id-form", "Bad Id"),
            fault(3, "rulebook-clause-unknown", "ANNEX-A99"),
            fault(4, "rulebook-level-unknown", "village"),
            fault(5, "rulebook-flag-wanted", "sensitive"),
            fault(6, "rulebook-text-wanted", "decided_by"),
            fault(7, "rulebook-list-wanted", "names"),
            fault(8, "rulebook-key-unknown", "colour"),
            fault(17, "rulebook-list-wanted", "names"),
            fault(23, "rulebook-id-twice", "dibao"),
            fault(38, "rulebook-name-twice", "低 保"),
        ]
    );
}

/// As [`faults_of`] for categories, without what then follows for the ledger.
fn faults_of_categories(text: &str) -> Vec<(usize, &'static str, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("categories.toml"), text).unwrap();
    let faults = Rulebook::load(Some(folder.path()), &everything).err().unwrap_or_default().into_iter();
    let ours = faults.filter(|fault| fault.file == "categories.toml");
    ours.map(|fault| (fault.line, fault.key, fault.args.into_iter().next().map(|(_, value)| value).unwrap_or_default()))
        .collect()
}

#[test]
fn no_file_moves_the_fixed_list() {
    let text = ours("categories.toml");
    for (from, to, said) in [
        ("\"低保户\"", "\"信访户\"", "信访户"),
        ("\"低保户\"", "\"重 點 人 員\"", "重 點 人 員"),
        ("\"dibao\"", "\"key_person\"", "key_person"),
        ("\"civil_affairs\"", "\"weiwen_office\"", "weiwen_office"),
        ("\"minimum_living_help\"", "\"petition_control\"", "petition_control"),
    ] {
        let changed = text.replacen(from, to, 1);
        let expected = fault(line_of(&changed, to), "rulebook-forbidden", said);
        assert!(faults_of_categories(&changed).contains(&expected), "{to}: {:?}", faults_of_categories(&changed));
    }
    let units = ours("units.toml").replace("\"村委会\"", "\"维稳办\"");
    assert_eq!(faults_of("units.toml", &units), [fault(line_of(&units, "维稳办"), "rulebook-forbidden", "维稳办")]);
    let clauses = ours("clauses.toml");
    assert!(clauses.contains("上访"), "the standard is quoted as it is");
    let renamed = clauses.replace("id = \"SCOPE-1\"", "id = \"XINFANG-1\"");
    assert_eq!(
        faults_of("clauses.toml", &renamed),
        [fault(line_of(&renamed, "XINFANG-1"), "rulebook-forbidden", "XINFANG-1")]
    );
}

#[test]
fn neither_do_the_words_that_name_a_category() {
    let messages = |key: &str| match key {
        "category-dibao" => vec![("zh-CN", Some("涉稳重点人员".to_owned())), ("en", Some("Key persons".to_owned()))],
        "ledger-block-capable" => vec![("zh-CN", Some("社会稳定".to_owned())), ("en", Some("Capable".to_owned()))],
        "office-agriculture" => vec![("zh-CN", None), ("en", Some("Agriculture".to_owned()))],
        _ => everything(key),
    };
    let faults = Rulebook::load(None, &messages).err().unwrap();
    let told: Vec<_> = faults
        .iter()
        .map(|fault| (fault.file.as_str(), fault.key, fault.args[0].1.as_str(), fault.args[1].1.as_str()))
        .collect();
    assert_eq!(
        told[..2],
        [
            ("categories.toml", "rulebook-message-forbidden", "category-dibao", "en"),
            ("categories.toml", "rulebook-message-forbidden", "category-dibao", "zh-CN"),
        ]
    );
    assert_eq!(told[2..5], [("categories.toml", "rulebook-message-missing", "office-agriculture", "zh-CN"); 3]);
    assert_eq!(told[5..], [("ledger.toml", "rulebook-message-forbidden", "ledger-block-capable", "zh-CN")]);
    assert_eq!(faults[5].line, line_of(&ours("ledger.toml"), "id = \"capable\""));
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let faults = faults_of("roles.toml", "[[role]]\nid = \"volunteer\nunit = \"grid\"\nclause\n");
    assert!(faults.iter().all(|(_, key, _)| *key == "rulebook-syntax"), "{faults:?}");
    assert_eq!(faults[0].0, 2);
    assert_eq!(faults_of("ledger.toml", "[layout]\npaper = \"A5\"\n")[0].1, "rulebook-shape");
    assert_eq!(faults_of("roles.toml", ""), [fault(1, "rulebook-key-missing", "role")]);
    assert_eq!(faults_of("roles.toml", "role = 3"), [fault(1, "rulebook-tables-wanted", "role")]);
}

#[test]
fn roles_and_units_are_checked_too() {
    let roles = "[[role]]\nid = \"grid_leader\"\nclause = \"STAFF-1\"\nunit = \"street\"\nmembership = [\"friend\"]\n[[role]]\nid = \"king\"\nclause = \"STAFF-1\"\nunit = \"grid\"\n";
    assert_eq!(
        faults_of("roles.toml", roles),
        [
            fault(4, "rulebook-word-unknown", "street"),
            fault(5, "rulebook-word-unknown", "friend"),
            fault(7, "rulebook-word-unknown", "king")
        ]
    );
    let units = ours("units.toml")
        .replacen("first_number = 900", "first_number = 0x3e8", 1)
        .replace("\"一壹\"", "\"一壹二\"")
        .replace("id = \"community\"", "id = \"street\"");
    assert_eq!(
        faults_of("units.toml", &units),
        [
            fault(1, "rulebook-village-kind-missing", "community"),
            fault(line_of(&units, "\"street\""), "rulebook-village-kind-unknown", "street"),
            fault(line_of(&units, "0x3e8"), "rulebook-number-wanted", "first_number"),
            fault(line_of(&units, "一壹二"), "rulebook-numeral-twice", "二贰两"),
        ]
    );
}

#[test]
fn the_ledger_and_the_workbook_words_hang_on_the_rest() {
    let ledger = ours("ledger.toml").replace("id = \"dibao\"", "id = \"no_such\"");
    assert_eq!(
        faults_of("ledger.toml", &ledger),
        [fault(line_of(&ledger, "no_such"), "rulebook-ledger-column-unknown", "no_such")]
    );
    let words = ours("workbook.toml").replace("\"人员类别\"", "\"信访类别\"");
    assert_eq!(
        faults_of("workbook.toml", &words),
        [fault(line_of(&words, "信访类别"), "rulebook-workbook-word-forbidden", "信访类别")]
    );
}

#[test]
fn a_file_that_nothing_reads_is_a_misspelt_name() {
    assert_eq!(faults_of("catagories.toml", ""), [fault(0, "rulebook-file-unknown", "")]);
    let faults = Rulebook::load(Some(Path::new("/no/such/folder")), &everything).err().unwrap();
    assert_eq!(faults[0].key, "rulebook-file-unreadable");
}

#[test]
fn a_fault_shows_its_place_first() {
    let fault = RulebookError::at("categories.toml", 14, "rulebook-key-missing", &[("key", "service")]);
    assert_eq!(fault.to_string(), "categories.toml:14: rulebook-key-missing key=\"service\"");
    assert_eq!(RulebookError::at("x.toml", 0, "rulebook-file-unknown", &[]).place(), "x.toml");
}
