//! 001010003 and 1010003: two households by their numbers, one as people mean them.

use std::collections::HashMap;

use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;

use crate::check::household::Draft;
use crate::check::report::{Report, Source};
use crate::finding::FaultCode;
use crate::recognise::Role;

/// Household numbers of each village without the noughts before them, as they were first written.
#[derive(Default)]
pub struct Numbers(HashMap<(usize, CompactString), CompactString>);

impl Numbers {
    /// Names a number that differs from an earlier one by noughts before it alone.
    pub fn compare(&mut self, draft: &Draft, sources: &[Source], report: &mut Report) {
        let Some(number) = &draft.number else { return };
        let bare = number.trim_start_matches('0');
        if bare.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let first = self.0.entry((draft.village, bare.into())).or_insert_with(|| number.clone());
        if first == number {
            return;
        }
        let source = sources[draft.table];
        let column = source.table.column(Role::Resident(Field::HouseholdNumber)).map(|column| column.index);
        let mut warning = source.warning(FaultCode::HouseholdAlike, draft.place.row, column);
        warning.args.push(("other", first.to_string()));
        report.push(warning);
    }
}
