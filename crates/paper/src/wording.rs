//! What a ledger says besides names and figures, in one language.

use chrono::{Datelike, NaiveDate};
use hongwang_domain::Month;
use hongwang_domain::category::Level;
use hongwang_domain::rulebook::ledger::{Basis, LedgerColumn};
use hongwang_words::{Language, say};

use crate::{Declared, Row};

/// The words of a language.
#[derive(Clone, Copy)]
pub(crate) struct Wording(pub Language);

impl Wording {
    pub fn say(self, key: &str) -> String {
        say(self.0, key, &[])
    }

    pub fn say_with(self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.0, key, args)
    }

    /// The name of a column: 低保户.
    pub fn column(self, column: &LedgerColumn) -> String {
        self.say(&column.message_key())
    }

    /// A heading with what is counted below it: 低保户, and on the next line （户）.
    pub fn heading(self, column: &str, count: Level) -> String {
        format!("{column}\n{}", self.unit(count))
    }

    /// What is counted: （户）.
    pub fn unit(self, count: Level) -> String {
        self.say(match count {
            Level::Household => "ledger-in-households",
            Level::Person => "ledger-in-persons",
        })
    }

    pub fn basis(self, basis: Basis) -> String {
        self.say(match basis {
            Basis::Registered => "ledger-basis-registered",
            Basis::Resident => "ledger-basis-resident",
        })
    }

    pub fn date(self, day: NaiveDate) -> String {
        let (year, month, day) = (day.year().to_string(), day.month().to_string(), day.day().to_string());
        self.say_with("ledger-date", &[("year", &year), ("month", &month), ("day", &day)])
    }

    pub fn month(self, month: Month) -> String {
        let first = month.first_day();
        self.say_with("ledger-month", &[("year", &first.year().to_string()), ("month", &first.month().to_string())])
    }

    /// Names in one cell, as the workbooks have them: 甲、乙.
    pub fn list(self, names: &[String]) -> String {
        names.join(&self.say("ledger-list-separator"))
    }

    /// 合计 of the unit whose ledger it is, and 某村合计 of one within it.
    pub fn total(self, name: Option<&str>) -> String {
        match name {
            Some(unit) => self.say_with("ledger-total-of", &[("unit", unit)]),
            None => self.say("ledger-total"),
        }
    }

    /// The party group of a line as the annex prints it: without the village's name, which stands beside it.
    pub fn group(self, row: &Row) -> String {
        match (&row.group, &row.grid) {
            (Some(group), _) => match group.strip_prefix(row.village.as_str()) {
                Some(short) if !short.is_empty() => short.to_owned(),
                _ => group.clone(),
            },
            (None, Some(grid)) => self.say_with("ledger-no-group", &[("grid", grid)]),
            (None, None) => self.say("ledger-no-grid"),
        }
    }

    /// 152 户、420 人, of the figures that there are.
    pub fn figures(self, households: Option<u32>, residents: Option<u32>) -> String {
        let part = |key, figure: u32| self.say_with(key, &[("count", &figure.to_string())]);
        let households = households.map(|figure| part("ledger-households", figure));
        let residents = residents.map(|figure| part("ledger-residents", figure));
        let parts: Vec<String> = households.into_iter().chain(residents).collect();
        self.list(&parts)
    }

    /// The sentence that stands below the table where a declared figure is other than the counted one.
    pub fn declared_differs(self, unit: &str, declared: &Declared, counted: (u32, u32)) -> String {
        let counted = (declared.households.map(|_| counted.0), declared.residents.map(|_| counted.1));
        self.say_with(
            "ledger-declared-differs",
            &[
                ("unit", unit),
                ("declared", &self.figures(declared.households, declared.residents)),
                ("date", &self.date(declared.as_of)),
                ("counted", &self.figures(counted.0, counted.1)),
            ],
        )
    }
}
