//! The product's table of contents: the only place that knows every slice.

use hongwang_web::Slice;

/// Every slice, lower ones first.
pub fn all() -> Vec<Slice> {
    vec![
        Slice::new("accounts"),
        Slice::new("organisation"),
        hongwang_registry::slice(),
        hongwang_workbook::slice(),
        hongwang_ledger::slice(),
    ]
}
