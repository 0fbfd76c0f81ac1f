//! The villages and grids that an import makes, by name: a name that is spelt otherwise makes a village of its own, and
//! whoever writes should have seen it.

use std::collections::BTreeMap;

use hongwang_domain::UnitCode;
use hongwang_domain::naming::is_own_number;
use hongwang_web::Tongue;

use crate::report::Created;
use crate::upload::Summary;

/// What is made, in lines.
pub(crate) struct Made {
    /// How many of each kind: the kind and the count.
    pub(crate) counts: Vec<(String, u32)>,
    /// A line a village.
    pub(crate) lines: Vec<String>,
}

impl Made {
    /// Nothing.
    pub(crate) fn none() -> Self {
        Self { counts: Vec::new(), lines: Vec::new() }
    }

    pub(crate) fn of(t: Tongue, summary: &Summary) -> Self {
        let of_kind = |kind: &'static str| summary.made.iter().filter(move |made| made.kind == kind);
        let mut lines: Vec<String> = of_kind("town").map(|town| named(t, town)).collect();
        let mut grids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for grid in of_kind("grid") {
            grids.entry(grid.parent.as_deref().unwrap_or_default()).or_default().push(&grid.name);
        }
        let comma = t.say("web-comma");
        for village in of_kind("village") {
            let below = grids.remove(village.code.as_deref().unwrap_or_default()).unwrap_or_default();
            lines.push(match below.is_empty() {
                true => named(t, village),
                false => t.say2("workbook-made-with", "village", named(t, village), "grids", below.join(&comma)),
            });
        }
        lines.extend(
            grids
                .iter()
                .map(|(village, grids)| t.say2("workbook-made-in", "village", village, "grids", grids.join(&comma))),
        );
        Self { counts: summary.created.iter().map(|(kind, count)| (kind.clone(), *count)).collect(), lines }
    }
}

/// 唐家村（211104109900，系统自编的代码）
fn named(t: Tongue, made: &Created) -> String {
    let code = made.code.as_deref().unwrap_or_default();
    let own = made.kind == "village" && UnitCode::parse(code).is_some_and(|code| is_own_number(code.number()));
    let key = if own { "workbook-made-own" } else { "workbook-made-unit" };
    t.say2(key, "name", &made.name, "code", code)
}
