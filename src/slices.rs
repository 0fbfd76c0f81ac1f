//! The product's table of contents: the only place that knows every slice.

use hongwang_web::{Gate, Slice};

/// Every slice, lower ones first.
pub fn all() -> Vec<Slice> {
    vec![
        hongwang_accounts::slice(),
        hongwang_organisation::slice(),
        hongwang_registry::slice(),
        hongwang_workbook::slice(),
        hongwang_ledger::slice(),
        hongwang_audit::slice(),
        hongwang_backup::slice(),
        hongwang_privacy::slice(),
    ]
}

/// Who tells whom a cookie or a token speaks for; a session that lies unused for so many minutes ends.
/// Administrators are asked for a second step, but in a demo, whose passwords everybody knows.
pub fn gate(idle_minutes: i64, is_demo: bool) -> Box<dyn Gate> {
    let gate = hongwang_accounts::Doorkeeper::new(idle_minutes);
    Box::new(if is_demo { gate } else { gate.asking_administrators_twice() })
}
