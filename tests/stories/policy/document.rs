//! docs/policy.md says what the policy is and what is tested: written from the table and the sentences.

use hongwang_domain::policy::{Relation, allows};
use hongwang_domain::{Action, Role};
use hongwang_words::{Language, say};

use super::sentences;

/// Set, the document is written anew instead of compared.
const WRITE: &str = "HONGWANG_TEST_WRITE";

#[test]
fn the_document_says_what_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/policy.md");
    let document = document();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(path, &document).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    let first = written.lines().zip(document.lines()).find(|(is, should)| is != should);
    assert!(written == document, "docs/policy.md is not as the table; run this with {WRITE}=1. First: {first:?}");
}

fn document() -> String {
    let mut text = BEGINNING.to_owned();
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| *role != Role::Console).collect();
    for role in &roles {
        let name = |language| say(language, &format!("role-{}", role.as_str()), &[]);
        text.push_str(&format!("\n### {} {}\n\n| | where |\n|---|---|\n", name(Language::En), name(Language::ZhCn)));
        for action in Action::ALL.iter().filter(|action| Relation::ALL.iter().any(|at| allows(*role, **action, *at))) {
            let words = say(Language::En, &format!("action-{}", action.as_str()), &[]);
            text.push_str(&format!("| {words} | {} |\n", places(*role, *action)));
        }
    }
    text.push_str(SENTENCES);
    for (sentence, law) in sentences::said() {
        text.push_str(&format!("| {sentence} | {law} |\n"));
    }
    text
}

fn places(role: Role, action: Action) -> String {
    let word = |relation| match relation {
        Relation::Own => "the own unit",
        Relation::Above => "units above",
        Relation::Below => "units below",
        Relation::Beside => "all other units",
    };
    let places: Vec<&str> = Relation::ALL.iter().filter(|at| allows(role, action, **at)).map(|at| word(*at)).collect();
    places.join(", ")
}

const BEGINNING: &str = "\
# Who may do what 谁能做什么

One table in `crates/domain/src/policy.rs` decides: role × action × where the thing lies, seen from the unit at which the role is held. What is
not in it is refused. Every route names its action (`hongwang routes` lists them), and the two doors of the store ask again. The page 谁能做什么
shows the same table in the product. This file is written from the table and the tests by
`HONGWANG_TEST_WRITE=1 cargo test --test stories policy::document`, and a test compares.

## How it is tested

`tests/stories/policy` talks to the running service, on both engines, in two towns of one county whose people have names and numbers that occur nowhere else:

- `generated`: every route of the router × every role × every unit, by cookie or by token, as the table says; what is refused is sent well-formed,
  and nothing is written and nothing said of anybody; what is allowed speaks of nobody outside the actor's reach, and shows no whole number.
- `sentences`: those below, and: an export holds no more than the pages show the same role.
- `lists`: a number that is in the registry is answered as one that nobody has; a hidden field as one that does not exist.
- `foreign`: ids of others in bodies and addresses; masked numbers on the pages of an import.

Whole numbers are shown one at a time, with a reason that stays in the audit. One file of an import holds what was handed in as it was typed, for
whoever may import there: the marked copy, for one day. Whoever enters a citizen id that somebody else in the town has is told so, as an id belongs to one
person; whose it is, is not told. Who may not see citizen ids may not enter them either, whatever the number: the answer would tell who has which.

## The table
";

const SENTENCES: &str = "
## What must never be

Each is a request that is refused, or an answer that does not say something.

| | Clause or law |
|---|---|
";
