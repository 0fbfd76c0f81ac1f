use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::*;
use crate::shape::{Shape, shapes};

/// Messages by (file, key), with every fault of the files.
fn read(language: Language) -> BTreeMap<(&'static str, String), Shape> {
    let mut messages = BTreeMap::new();
    let mut keys = BTreeSet::new();
    for source in sources(language) {
        let resource = FluentResource::try_new(source.text.to_owned())
            .unwrap_or_else(|(_, faults)| panic!("{}/{}: {faults:?}", source.language, source.file));
        let (shapes, twice) = shapes(&resource);
        assert!(twice.is_empty(), "{}/{}: twice: {twice:?}", source.language, source.file);
        for (key, shape) in shapes {
            assert!(!shape.empty, "{}/{}: {key} says nothing", source.language, source.file);
            assert!(
                keys.insert(key.clone()),
                "{}: {key} stands in two files, one of them {}",
                source.language,
                source.file
            );
            messages.insert((source.file, key), shape);
        }
    }
    messages
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (zh, en) = (read(Language::ZhCn), read(Language::En));
    let only = |one: &BTreeMap<_, _>, other: &BTreeMap<_, _>| {
        one.keys().filter(|key| !other.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), [], "only in zh-CN");
    assert_eq!(only(&en, &zh), [], "only in en");
    for (key, shape) in &zh {
        assert_eq!(shape.arguments, en[key].arguments, "arguments of {key:?}, zh-CN left, en right");
    }
    assert!(!zh.is_empty());
}

#[test]
fn every_message_can_be_said_in_every_language() {
    for language in Language::ALL {
        for ((file, key), shape) in read(language) {
            let args: Vec<_> = shape.arguments.iter().map(|name| (name.as_str(), "7")).collect();
            let said = EMBEDDED.say(language, &key, &args);
            assert!(said != key || key.contains('.'), "{language}/{file}: {key} cannot be said");
            assert!(!said.contains(['{', '\u{2068}', '\u{2069}']), "{language}/{file}: {said}");
        }
    }
}

#[test]
fn languages_are_read_from_tags_and_locales() {
    for (tag, language) in [
        ("zh-CN", Language::ZhCn),
        ("zh_CN.UTF-8", Language::ZhCn),
        ("zh", Language::ZhCn),
        ("EN-gb", Language::En),
        ("en", Language::En),
    ] {
        assert_eq!(Language::parse(tag), Some(language), "{tag}");
    }
    assert_eq!(Language::parse("C"), None);
    assert_eq!(Language::parse(""), None);
    assert_eq!(Language::default(), Language::ZhCn);
}

#[test]
fn an_unknown_key_is_said_as_it_is() {
    assert_eq!(say(Language::ZhCn, "no-such-message", &[("name", "x")]), "no-such-message");
    assert!(!has("no-such-message") && has("words-syntax"));
    assert_eq!(texts("no-such-message"), [("zh-CN", None), ("en", None)]);
    assert!(texts("words-syntax").iter().all(|(_, text)| text.is_some()));
}

fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn an_operators_words_come_after_ours() {
    let folder = written(&[
        ("en/mine.ftl", "words-twice = Only once, { $message }!\nmine = Ours has no { $such }\n"),
        ("en/readme.txt", "no messages"),
        ("zh-CN/mine.ftl", "\u{FEFF}rows = { $rows ->\n    [one] one\n   *[other] { $rows } many\n}\n"),
    ]);
    let words = Words::with_overrides(folder.path()).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(words.say(Language::En, "words-twice", &[("message", "x")]), "Only once, x!");
    assert_eq!(words.say(Language::En, "mine", &[("such", "0427")]), "Ours has no 0427");
    assert_ne!(words.say(Language::ZhCn, "words-twice", &[("message", "x")]), "words-twice");
    assert!(words.has_in(Language::En, "mine") && !words.has("mine"));
}

#[test]
fn numbers_choose_the_plural_and_codes_stay_as_they_are() {
    let folder =
        written(&[("en/n.ftl", "n = { $n ->\n    [one] one row\n   *[other] { $n } rows\n}\ncode = { $code }\n")]);
    let words = Words::with_overrides(folder.path()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let said = |n| words.say(Language::En, "n", &[("n", n)]);
    assert_eq!((said("1"), said("2"), said("1000000")), ("one row".into(), "2 rows".into(), "1000000 rows".into()));
    for code in ["0427", "211104109001001", "990101195003070017", "1.10105E+17", "-0", "+5", "1.0", "", " 7", "-3"] {
        assert_eq!(words.say(Language::En, "code", &[("code", code)]), code);
    }
}

#[test]
fn every_fault_of_an_operators_file_is_named_with_its_line() {
    let folder = written(&[
        ("en/a.ftl", "words-twice = { $message } { $who }\n\nbroken { $\n\nok = fine\nok = again\n"),
        ("zh-CN/b.ftl", "empty = {\"\"}\nok = fine\n"),
    ]);
    let faults = Words::with_overrides(folder.path()).err().unwrap();
    let told: Vec<_> =
        faults.iter().map(|fault| (fault.path.file_name().unwrap().to_str().unwrap(), fault.line, fault.key)).collect();
    assert_eq!(
        told,
        [
            ("a.ftl", 1, "words-argument"),
            ("a.ftl", 3, "words-syntax"),
            ("a.ftl", 6, "words-twice"),
            ("b.ftl", 1, "words-empty")
        ]
    );
    let faults = Words::with_overrides(&folder.path().join("nowhere")).err().unwrap();
    assert_eq!(faults[0].key, "words-unreadable");
}

#[test]
fn the_macro_takes_anything_that_can_be_shown() {
    assert_eq!(say!(Language::En, "words-twice", message = 12), say(Language::En, "words-twice", &[("message", "12")]));
}
