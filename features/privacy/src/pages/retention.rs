//! How long anything is kept, and how much each night took away: counts alone, for administrators.

use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::Action;
use hongwang_domain::rulebook::retention::{Keep, Span};
use hongwang_store::schema::privacy::retention_runs;
use hongwang_web::{Ask, Fault, Page, Reply, Tongue};

/// So many nights are shown.
const NIGHTS: i64 = 240;

#[derive(Template)]
#[template(path = "privacy_retention.html")]
struct RetentionPage {
    t: Tongue,
    rules: Vec<Rule>,
    nights: Vec<(String, String, i32)>,
}

struct Rule {
    what: String,
    how_long: String,
    law: String,
    last: String,
}

/// A night's count of a rule.
pub(crate) type Night = (String, NaiveDate, i32);

/// The last nights, the latest first.
pub(crate) fn nights(ask: &Ask) -> Result<Vec<Night>, Fault> {
    ask.read(Action::ReadRetention, |door| {
        let all = retention_runs::table.order((retention_runs::day.desc(), retention_runs::rule)).limit(NIGHTS);
        Ok(all.select((retention_runs::rule, retention_runs::day, retention_runs::taken)).load(&mut **door)?)
    })
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let nights = nights(ask)?;
    let rule = |rule: &Keep| {
        let last = nights.iter().find(|(id, ..)| *id == rule.id);
        let key = match rule.unit {
            Span::Days => "privacy-days",
            Span::Years => "privacy-years",
        };
        Rule {
            what: t.of("keep", &rule.id),
            how_long: t.say1(key, "number", rule.number),
            law: rule.law.clone(),
            last: last.map_or_else(
                || t.say("privacy-never"),
                |(_, day, taken)| t.say2("privacy-last-night", "day", t.date(day), "count", taken),
            ),
        }
    };
    let body = RetentionPage {
        t,
        rules: ask.rulebook().retention.keep.iter().map(rule).collect(),
        nights: nights
            .iter()
            .filter(|(.., taken)| *taken > 0)
            .map(|(id, day, taken)| (t.date(day), t.of("keep", id), *taken))
            .collect(),
    };
    let page = Page::new(t.say("web-nav-retention")).nav("retention").lede(t.say("privacy-retention-lede"));
    Ok(Reply::page(page.body(&body)?))
}
