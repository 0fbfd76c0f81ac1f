//! Time comes from a clock, so that a test or an operator can set the day.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// Nobody who is alive was born earlier.
pub const FIRST_YEAR_OF_BIRTH: i32 = 1900;
/// Nothing that is recorded here, but births, holds from an earlier year on.
pub const FIRST_YEAR_OF_FACTS: i32 = 1949;

const SHANGHAI_SECONDS: i32 = 8 * 3600;

/// The source of "now" and "today" (Asia/Shanghai, which has had no summer time since 1991).
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    fixed_day: Option<NaiveDate>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that says it is noon of this day.
    pub fn fixed(day: NaiveDate) -> Self {
        Self { fixed_day: Some(day) }
    }

    /// The moment, in UTC, to the microsecond (what both engines keep).
    pub fn now(&self) -> NaiveDateTime {
        let moment = match self.fixed_day {
            Some(day) => day.and_time(NaiveTime::MIN) + chrono::Duration::hours(4),
            None => Utc::now().naive_utc(),
        };
        DateTime::from_timestamp_micros(moment.and_utc().timestamp_micros()).map_or(moment, |at| at.naive_utc())
    }

    /// The civil day in the deployment's time zone.
    pub fn today(&self) -> NaiveDate {
        self.fixed_day.unwrap_or_else(|| civil_day(Utc::now()))
    }
}

/// The civil day of a moment in the deployment's time zone.
pub fn civil_day(moment: DateTime<Utc>) -> NaiveDate {
    civil(moment.naive_utc()).date()
}

/// A moment of UTC as clocks on the wall show it.
pub fn civil(moment: NaiveDateTime) -> NaiveDateTime {
    FixedOffset::east_opt(SHANGHAI_SECONDS).map_or(moment, |zone| moment.and_utc().with_timezone(&zone).naive_local())
}
