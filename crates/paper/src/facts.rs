//! What stands above and below the table.

use hongwang_domain::UnitKind;
use hongwang_domain::clock::civil_day;
use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};

use crate::wording::Wording;
use crate::{Counts, Declared, Sheet, Snapshot};

impl Sheet<'_> {
    /// 填报单位, 统计截止, 口径, 填报日期 and, for a snapshot, when it was filed.
    pub(crate) fn facts(&self) -> Vec<String> {
        let words = Wording(self.language);
        let ledger = self.ledger;
        let mut facts = vec![
            words.say_with("ledger-reporting-unit", &[("unit", &self.reporting_unit())]),
            words.say_with("ledger-as-of", &[("date", &words.date(ledger.as_of))]),
            words.say_with("ledger-basis", &[("basis", &words.basis(ledger.basis))]),
            words.say_with("ledger-printed-on", &[("date", &words.date(self.written_on))]),
        ];
        facts.extend(ledger.snapshot.as_ref().map(|snapshot| filed(words, snapshot)));
        facts
    }

    /// The unit; a grid with its village, for there is a 第一网格 in each.
    fn reporting_unit(&self) -> String {
        let unit = &self.ledger.unit;
        let village = self.ledger.villages.first().filter(|_| unit.kind == UnitKind::Grid);
        village.map_or_else(|| unit.name.clone(), |village| format!("{}{}", village.name, unit.name))
    }

    /// A sentence per unit whose declared figure differs (ANNEX-A4), and what became of a snapshot since:
    /// `corrected` says where its corrections stand.
    pub(crate) fn notes(&self, corrected: &str) -> Vec<String> {
        let words = Wording(self.language);
        let note = |unit: &str, declared: Option<Declared>, counts: &Counts| {
            let declared = declared.filter(|declared| declared.differs(counts))?;
            Some(words.declared_differs(unit, &declared, (counts.get(HOUSEHOLDS), counts.get(RESIDENTS))))
        };
        let mut notes = Vec::new();
        for town in &self.ledger.lines().towns {
            let town_name = if self.ledger.spans_towns() { town.name } else { "" };
            for part in &town.villages {
                let village = format!("{town_name}{}", part.village.name);
                for (_, row) in &part.rows {
                    let unit = format!("{village}{}", row.grid.as_deref().unwrap_or_default());
                    notes.extend(note(&unit, row.declared, &row.counts));
                }
                notes.extend(note(&village, part.village.declared, &part.village.counts));
            }
        }
        notes.extend(self.ledger.snapshot.as_ref().map(|snapshot| since(words, snapshot, corrected)));
        notes.extend(self.mark.map(str::to_owned));
        notes
    }
}

fn filed(words: Wording, snapshot: &Snapshot) -> String {
    let date = words.date(civil_day(snapshot.taken_at));
    words.say_with("ledger-snapshot", &[("month", &words.month(snapshot.month)), ("date", &date)])
}

fn since(words: Wording, snapshot: &Snapshot, corrected: &str) -> String {
    match snapshot.corrections.len() {
        0 => words.say("ledger-snapshot-unchanged"),
        count => {
            let sheet = words.say("ledger-corrections-sheet");
            words.say_with(corrected, &[("count", &count.to_string()), ("sheet", &sheet)])
        }
    }
}
