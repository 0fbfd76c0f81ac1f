//! What the pages for a security officer claim can be looked up: every test that they name is there, every line of the
//! standard has one of three answers, and what is said to be met says by what.

use std::collections::BTreeMap;
use std::path::Path;

/// The answers.
const STATUSES: [&str; 3] = ["met", "not applicable", "open"];
/// How heavy an open line is, or who closes it.
const WEIGHTS: [&str; 4] = ["**heavy", "**middling", "**light", "**operator"];
/// The pages that name tests.
const PAGES: [&str; 3] = ["docs/security.md", "docs/privacy.md", "docs/data-dictionary.md"];
/// How many requirements of levels 1 and 2 the chapters of ASVS 5.0.0 have.
const CHAPTERS: [usize; 17] = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

#[test]
fn every_test_that_a_page_names_is_there() {
    let mut named = 0;
    for page in PAGES {
        let Some(text) = read(page) else {
            assert_ne!(page, "docs/security.md");
            continue;
        };
        for quoted in quoted(&text) {
            if let Some((file, test)) = quoted.split_once("::").filter(|(file, _)| file.ends_with(".rs")) {
                let code = read(file).unwrap_or_else(|| panic!("{page}: there is no {file}"));
                let is_there = ["(", "<"].iter().any(|next| code.contains(&format!("fn {test}{next}")));
                assert!(is_there, "{page}: {file} has no {test}");
                named += 1;
            } else if is_file_of_ours(quoted) {
                assert!(root().join(quoted).exists(), "{page}: there is no {quoted}");
            }
        }
    }
    println!("{named} tests are named");
    assert!(named > 100, "{named}");
}

#[test]
fn a_test_that_is_named_without_its_file_is_somewhere() {
    let mut code = String::new();
    for folder in ["tests", "crates", "features"] {
        gather(&root().join(folder), &mut code);
    }
    for page in PAGES {
        let text = read(page).unwrap_or_default();
        // No table and no column has a name of so many words.
        let words = |quoted: &str| quoted.chars().all(|one| one.is_ascii_lowercase() || "_0123456789".contains(one));
        for test in quoted(&text).filter(|quoted| words(quoted) && quoted.matches('_').count() >= 3) {
            assert!(code.contains(&format!("fn {test}(")), "{page}: {test} is nowhere");
        }
    }
}

#[test]
fn every_line_of_the_standard_has_an_answer() {
    let text = read("docs/security.md").unwrap();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut chapters = [0; CHAPTERS.len()];
    let mut before = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| V")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, asks, status, how] = cells[..] else { panic!("not four cells: {line}") };
        let numbers: Vec<usize> = id[1..].split('.').map(|number| number.parse().unwrap()).collect();
        assert!(numbers.len() == 3 && before < numbers, "{id} stands in the wrong place");
        chapters[numbers[0] - 1] += 1;
        assert!(!asks.is_empty() && !how.is_empty(), "{id} says nothing");
        assert!(STATUSES.contains(&status), "{id}: {status}");
        match status {
            "met" => {
                let kept = quoted(how).any(|quoted| quoted.contains(".rs::") || is_file_of_ours(quoted));
                assert!(kept || how.contains(" above"), "{id} is said to be met, by nothing");
            }
            "open" => assert!(WEIGHTS.iter().any(|weight| how.starts_with(weight)), "{id}: how heavy is it?"),
            _ => {}
        }
        *counted.entry(status).or_default() += 1;
        before = numbers;
    }
    println!("{counted:?}");
    assert_eq!(chapters, CHAPTERS);
    for status in STATUSES {
        let number = counted[status];
        assert!(
            text.contains(&format!("| {status} | {number} |")),
            "{status}: {number}, and the page says another number"
        );
    }
}

#[test]
fn the_page_is_found() {
    for page in ["README.md", "docs/operating.md", "docs/ARCHITECTURE.md", "SECURITY.md"] {
        assert!(read(page).unwrap().contains("security.md"), "{page} does not lead to docs/security.md");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(root().join(path)).ok()
}

/// Every file of code in a folder.
fn gather(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|end| end == "rs") {
            code.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// What stands between backquotes, line by line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Whether this is meant as a file of the repository.
fn is_file_of_ours(quoted: &str) -> bool {
    let in_root = ["Cargo.lock", "Makefile", "SECURITY.md"].contains(&quoted);
    let folders = ["src/", "crates/", "features/", "tests/", "docs/", "front/", "e2e/", "scripts/", "rulebook/"];
    in_root || (folders.iter().any(|folder| quoted.starts_with(folder)) && !quoted.contains(['{', '*', ' ', ':']))
}
