//! Checks the ledger's layout against the rest of the rulebook and the messages.

use std::collections::BTreeSet;

use super::{HOUSEHOLDS, LedgerBlock, LedgerColumn, LedgerLayout, RESIDENTS};
use crate::category::Level;

/// What the layout is checked against.
pub struct Known<'a> {
    /// Whether a clause of the standard has this id.
    pub clause: &'a dyn Fn(&str) -> bool,
    /// Whether a category has this id.
    pub category: &'a dyn Fn(&str) -> bool,
    /// Whether a message has this key in every language.
    pub message: &'a dyn Fn(&str) -> bool,
}

/// What is wrong in the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutFault {
    /// The byte of the file at which it stands; 0 where it belongs to the whole file.
    pub offset: usize,
    /// The key of the message that says the reason.
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}

impl LedgerLayout {
    /// Checks the layout against the rest of the rulebook and the messages; an empty list is a sound layout.
    pub fn validate(&self, known: &Known) -> Vec<LayoutFault> {
        let mut faults = Vec::new();
        if !(known.clause)(&self.clause) {
            faults.push(fault(0, "rulebook-ledger-clause-unknown", &[("clause", &self.clause)]));
        }
        let mut blocks = BTreeSet::new();
        for block in &self.blocks {
            if !blocks.insert(block.id.as_str()) {
                faults.push(fault(block.offset, "rulebook-ledger-block-twice", &[("block", &block.id)]));
            }
            block.validate(known, &mut faults);
        }
        self.validate_columns(&mut faults);
        faults
    }

    /// A column twice would be summed twice; a ledger without 户数 or 人口 is not the annex (ANNEX-A4).
    fn validate_columns(&self, faults: &mut Vec<LayoutFault>) {
        let mut columns = BTreeSet::new();
        for column in self.columns() {
            if !columns.insert(column.id.as_str()) {
                faults.push(fault(column.offset, "rulebook-ledger-column-twice", &[("column", &column.id)]));
            }
        }
        for needed in [HOUSEHOLDS, RESIDENTS] {
            if !columns.contains(needed) {
                faults.push(fault(0, "rulebook-ledger-column-needed", &[("column", needed)]));
            }
        }
    }
}

impl LedgerBlock {
    fn validate(&self, known: &Known, faults: &mut Vec<LayoutFault>) {
        if !(known.clause)(&self.clause) {
            faults.push(fault(self.offset, "rulebook-ledger-clause-unknown", &[("clause", &self.clause)]));
        }
        if !(known.message)(&self.message_key()) {
            faults.push(fault(self.offset, "rulebook-ledger-message-missing", &[("message", &self.message_key())]));
        }
        if self.columns.is_empty() {
            faults.push(fault(self.offset, "rulebook-ledger-block-empty", &[("block", &self.id)]));
        }
        faults.extend(self.columns.iter().filter_map(|column| column.fault(known)));
    }
}

impl LedgerColumn {
    fn fault(&self, known: &Known) -> Option<LayoutFault> {
        let counts_itself = match self.id.as_str() {
            HOUSEHOLDS => self.count == Level::Household,
            RESIDENTS => self.count == Level::Person,
            _ => true,
        };
        if self.is_category() && !(known.category)(&self.id) {
            Some(fault(self.offset, "rulebook-ledger-column-unknown", &[("column", &self.id)]))
        } else if !counts_itself {
            Some(fault(self.offset, "rulebook-ledger-count-wrong", &[("column", &self.id)]))
        } else if !(known.message)(&self.message_key()) {
            Some(fault(self.offset, "rulebook-ledger-message-missing", &[("message", &self.message_key())]))
        } else {
            None
        }
    }
}

fn fault(offset: usize, key: &'static str, args: &[(&'static str, &str)]) -> LayoutFault {
    LayoutFault { offset, key, args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::ledger::{Basis, SecondLine};

    const FILE: &str = include_str!("../../../../../rulebook/ledger.toml");

    fn faults(text: &str) -> Vec<(usize, &'static str, String)> {
        let layout: LedgerLayout = toml::from_str(text).unwrap();
        let known = Known {
            clause: &|id| id.starts_with("ANNEX-A"),
            category: &|id| id != "people_on_a_list",
            message: &|key| key != "ledger-block-nameless",
        };
        let line = |offset: usize| text[..offset].matches('\n').count() + 1;
        let found = layout.validate(&known).into_iter();
        found.map(|fault| (line(fault.offset), fault.key, fault.args[0].1.clone())).collect()
    }

    fn line_of(text: &str, words: &str) -> usize {
        text.lines().position(|line| line.contains(words)).unwrap() + 1
    }

    #[test]
    fn the_annex_has_its_nine_columns_in_order() {
        let layout: LedgerLayout = toml::from_str(FILE).unwrap();
        let columns: Vec<(&str, Level)> = layout.columns().map(|column| (column.id.as_str(), column.count)).collect();
        let (households, persons) = (Level::Household, Level::Person);
        assert_eq!(
            columns,
            [
                (HOUSEHOLDS, households),
                (RESIDENTS, persons),
                ("dibao", households),
                ("disabled", persons),
                ("social_assistance", persons),
                ("preferential", persons),
                ("major_grower", households),
                ("livestock_expert", persons),
                ("technology_expert", persons),
            ]
        );
        assert_eq!((layout.basis, layout.second_line), (Basis::Registered, SecondLine::None));
        assert_eq!(faults(FILE), []);
    }

    #[test]
    fn a_fault_names_its_line() {
        let unknown = FILE.replace("\"preferential\"", "\"people_on_a_list\"");
        let place = line_of(&unknown, "people_on_a_list");
        assert_eq!(faults(&unknown), [(place, "rulebook-ledger-column-unknown", "people_on_a_list".to_owned())]);

        let twice = FILE.replace("\"disabled\"", "\"dibao\"");
        let place = line_of(&twice, "\"dibao\", count = \"person\"");
        assert_eq!(faults(&twice), [(place, "rulebook-ledger-column-twice", "dibao".to_owned())]);

        let clause = FILE.replace("\"ANNEX-A6\"", "\"MADE-UP\"");
        let place = line_of(&clause, "id = \"capable\"");
        assert_eq!(faults(&clause), [(place, "rulebook-ledger-clause-unknown", "MADE-UP".to_owned())]);

        let nameless = FILE.replace("\"capable\"", "\"nameless\"");
        let place = line_of(&nameless, "nameless");
        assert_eq!(faults(&nameless), [(place, "rulebook-ledger-message-missing", "ledger-block-nameless".to_owned())]);
    }

    #[test]
    fn everybody_is_counted_once_and_in_the_right_unit() {
        let persons = FILE.replace("\"households\", count = \"household\"", "\"households\", count = \"person\"");
        assert_eq!(faults(&persons)[0].1, "rulebook-ledger-count-wrong");
        let without = FILE.replace("{ id = \"residents\", count = \"person\" },", "");
        assert_eq!(faults(&without), [(1, "rulebook-ledger-column-needed", RESIDENTS.to_owned())]);
        let empty = FILE.replace("\"service\"\nclause = \"ANNEX-A5\"\ncolumns = [", "\"none\"\nclause = \"ANNEX-A5\"\ncolumns = []\n[[block]]\nid = \"service\"\nclause = \"ANNEX-A5\"\ncolumns = [");
        assert_eq!(faults(&empty)[0].1, "rulebook-ledger-block-empty");
        let same = FILE.replace("\"capable\"", "\"service\"");
        assert_eq!(faults(&same)[0].1, "rulebook-ledger-block-twice");
    }

    #[test]
    fn a_word_that_is_not_known_is_refused() {
        assert!(toml::from_str::<LedgerLayout>(&FILE.replace("\"none\"", "\"ranking\"")).is_err());
        assert!(
            toml::from_str::<LedgerLayout>(&FILE.replace("clause = \"ANNEX-A1\"", "clause = \"ANNEX-A1\"\nscore = 1"))
                .is_err()
        );
    }
}
