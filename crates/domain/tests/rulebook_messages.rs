//! The rulebook and the messages fit together: what it names has a name, and every fault can be said.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

use std::path::Path;
use std::{collections::BTreeSet, fs};

use hongwang_domain::Rulebook;
use hongwang_domain::rulebook::RulebookError;
use hongwang_words::{Language, has, say, texts};

fn faults_of(file: &str, text: &str) -> Vec<RulebookError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), text).unwrap();
    Rulebook::load(Some(folder.path()), &texts).err().unwrap_or_default()
}

#[test]
fn all_that_we_ship_has_a_name_in_both_languages() {
    Rulebook::load(None, &texts).unwrap_or_else(|faults| panic!("{faults:#?}"));
}

#[test]
fn every_reason_has_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rulebook");
    let mut keys = BTreeSet::new();
    for path in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.ends_with("tests.rs"))
    {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        keys.extend(code.split('"').filter(|part| part.starts_with("rulebook-")).map(str::to_owned));
    }
    assert!(keys.contains("rulebook-forbidden") && keys.len() > 20, "{keys:?}");
    assert_eq!(keys.into_iter().filter(|key| !has(key)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_fault_is_said_with_what_it_is_about() {
    let category = |id: &str, rest: &str| format!("[[category]]\nid = \"{id}\"\n{rest}\n");
    let categories = category(
        "dibao",
        "clause = \"X\"\nlevel = \"x\"\nsensitive = 1\nservice = \"no_such\"\ndecided_by = \"\"\nnames = 3\ncolour = 1",
    ) + &category("dibao", "names = [\"a\"]")
        + &category("上访", "names = [\"a\"]");
    let units =
        "[numerals]\ndigits = [\"一\"]\ntens = [\"一\"]\nhundred = \"百\"\n[[village]]\nid = \"x\"\nfirst_number = 0\n";
    let faults: Vec<_> = [
        ("categories.toml", categories.as_str()),
        ("units.toml", units),
        ("roles.toml", "role = 3"),
        ("roles.toml", "= 3"),
        ("roles.toml", "[[role]]\nid = \"king\"\n"),
        ("ledger.toml", "paper = 3"),
        ("stranger.toml", ""),
    ]
    .iter()
    .flat_map(|(file, text)| faults_of(file, text))
    .collect();
    assert!(faults.iter().map(|fault| fault.key).collect::<BTreeSet<_>>().len() > 15);
    for fault in faults {
        let args: Vec<_> = fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for language in Language::ALL {
            let said = say(language, fault.key, &args);
            assert!(!said.contains('{') && said != fault.key, "{fault}: {said}");
        }
    }
}
