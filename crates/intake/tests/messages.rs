//! Every finding can be said, in both languages, with nothing left open.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

use hongwang_intake::{FaultCode, Finding, Nothing, Severity};
use hongwang_words::{Language, has, say};

/// The closer reasons of each code; an empty one: the message of the code itself.
const REASONS: &[(FaultCode, &[&str])] = &[
    (FaultCode::NameMissing, &["", "number"]),
    (FaultCode::NameTooLong, &["", "cell"]),
    (FaultCode::IdInvalid, &["length", "character", "birth-date", "birth-range", "checksum"]),
    (FaultCode::IdScientific, &[""]),
    (FaultCode::IdDuplicate, &["", "elsewhere"]),
    (FaultCode::IdOld, &[""]),
    (FaultCode::SexMismatch, &[""]),
    (FaultCode::BirthMismatch, &[""]),
    (FaultCode::RelationUnknown, &[""]),
    (FaultCode::TickUnclear, &[""]),
    (FaultCode::CategoryUnknown, &[""]),
    (FaultCode::PhoneShort, &[""]),
    (FaultCode::DateInvalid, &["", "ambiguous", "future", "past", "early"]),
    (FaultCode::HeadMissing, &[""]),
    (FaultCode::HeadDouble, &[""]),
    (FaultCode::HouseholdAlike, &[""]),
    (FaultCode::GridUnknown, &["", "code", "nameless", "twice"]),
    (
        FaultCode::VillageUnknown,
        &["nameless", "not-there", "doubted", "outside", "code", "other-name", "other-code", "own-code"],
    ),
    (FaultCode::CellUnreadable, &["", "row", "long", "number", "personal"]),
    (FaultCode::Repaired, &[""]),
    (FaultCode::ColumnIgnored, &[""]),
    (FaultCode::HiddenRows, &["", "left-out"]),
    (FaultCode::HiddenSheet, &[""]),
    (FaultCode::FormulaDropped, &[""]),
];

#[test]
fn every_reason_is_said_in_both_languages() {
    for (code, reasons) in REASONS {
        for reason in *reasons {
            let args = ["sheet", "row", "names", "village", "grid", "count", "other", "code"]
                .map(|name| (name, "7".to_owned()))
                .to_vec();
            let reason = Some(*reason).filter(|reason| !reason.is_empty());
            let finding = Finding {
                severity: Severity::Warning,
                code: *code,
                sheet: None,
                row: None,
                column: None,
                heading: Some("某列".into()),
                value: Some("某值".into()),
                reason,
                args,
                about: None,
            };
            let (key, args) = finding.message();
            assert!(has(&key), "{key}");
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            for language in Language::ALL {
                let said = say(language, &key, &args);
                assert!(!said.contains(['{', '}', '$']), "{key}: {said}");
            }
        }
    }
    for nothing in [Nothing::Empty, Nothing::NoHeading, Nothing::NoRows] {
        assert!(has(nothing.message_key()));
    }
}

#[test]
fn a_row_that_stays_out_is_told_so() {
    let finding = |severity| Finding {
        severity,
        code: FaultCode::CellUnreadable,
        sheet: None,
        row: None,
        column: None,
        heading: None,
        value: None,
        reason: None,
        args: Vec::new(),
        about: None,
    };
    assert_eq!(finding(Severity::Error).message().0, "finding-cell-unreadable-row");
    assert_eq!(finding(Severity::Warning).message().0, "finding-cell-unreadable");
}
