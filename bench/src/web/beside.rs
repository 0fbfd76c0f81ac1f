//! A workbook of 100,000 rows is written while others log in, save and read.

use hongwang_testing::beside::{Beside, Waits};

use super::town::{PASSWORD, TOWN, Town};
use crate::line;

const ROWS: usize = 100_000;

/// Measures how long the others wait.
pub fn others(town: &Town) {
    let beside = Beside {
        clerk: &town.program,
        town: TOWN,
        log_in: ("clerk", PASSWORD),
        save: (&town.clerk, format!("{}/new", town.list_path())),
        read: (&town.clerk, vec![town.list_path(), town.household_path(), format!("/units/{TOWN}/ledger")]),
    };
    let Waits { log_ins, saves, reads, checked, written } = beside.write(ROWS);
    let seconds = format!("{:.1} s, {:.1} s", checked.as_secs_f64(), written.as_secs_f64());
    line("100,000 rows in the browser: checked, written", &seconds, "");
    for (what, (times, longest)) in [("log-ins", log_ins), ("saves", saves), ("reads", reads)] {
        line(
            &format!("{times} {what} meanwhile, the longest"),
            &format!("{:.2} s", longest.as_secs_f64()),
            "all succeed",
        );
    }
}
