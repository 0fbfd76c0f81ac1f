//! The reader's language, as templates use it.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use hongwang_words::{Language, say};

/// The hours between UTC and the deployment's time zone (Asia/Shanghai).
const ZONE_HOURS: i64 = 8;

/// Says messages in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(pub Language);

impl Tongue {
    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        say(self.0, key, &[])
    }

    /// A message with arguments.
    pub fn say_with(&self, key: &str, args: &[(&str, &str)]) -> String {
        say(self.0, key, args)
    }

    /// The message of one of a family: `of("role", "volunteer")` says `role-volunteer`.
    pub fn of(&self, family: &str, one: &str) -> String {
        say(self.0, &format!("{family}-{one}"), &[])
    }

    /// A message with one argument.
    pub fn say1(&self, key: &str, name: &str, value: impl ToString) -> String {
        say(self.0, key, &[(name, &value.to_string())])
    }

    /// A message with two arguments.
    pub fn say2(&self, key: &str, one: &str, first: impl ToString, other: &str, second: impl ToString) -> String {
        say(self.0, key, &[(one, &first.to_string()), (other, &second.to_string())])
    }

    /// A message with three arguments.
    #[expect(clippy::too_many_arguments, reason = "a template can't build a list")]
    pub fn say3(
        &self,
        key: &str,
        one: &str,
        first: impl ToString,
        other: &str,
        second: impl ToString,
        last: &str,
        third: impl ToString,
    ) -> String {
        say(self.0, key, &[(one, &first.to_string()), (other, &second.to_string()), (last, &third.to_string())])
    }

    /// A day with its weekday: 11月24日 周二.
    pub fn day(&self, day: &NaiveDate) -> String {
        let weekday = self.say(&format!("web-weekday-{}", day.weekday().num_days_from_monday() + 1));
        let [month, date] = [day.month().to_string(), day.day().to_string()];
        let month = self.say1("web-month", "month", month);
        say(self.0, "web-day", &[("month", &month), ("day", &date), ("weekday", &weekday)])
    }

    /// A day with its year: 2026年11月24日.
    pub fn date(&self, day: &NaiveDate) -> String {
        let [year, month, date] = [day.year().to_string(), day.month().to_string(), day.day().to_string()];
        let month = self.say1("web-month", "month", month);
        say(self.0, "web-date", &[("year", &year), ("month", &month), ("day", &date)])
    }

    /// A moment (UTC) in the deployment's time zone: 11月24日 周二 10:32.
    pub fn moment(&self, moment: &NaiveDateTime) -> String {
        let local = *moment + chrono::Duration::hours(ZONE_HOURS);
        format!("{} {}", self.day(&local.date()), local.format("%H:%M"))
    }

    /// The HTML language tag.
    pub fn tag(&self) -> &'static str {
        self.0.tag()
    }
}
