//! Dated intervals: what holds from which day until which, and how a statement changes it.

use chrono::NaiveDate;

/// A value that holds on `from` and every day before `to`; without `to` it holds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it holds no more.
    pub to: Option<NaiveDate>,
    /// What holds.
    pub value: T,
}

impl<T> Span<T> {
    /// Whether the span covers a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// Spans in order of time that do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<T>(Vec<Span<T>>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + PartialEq> Timeline<T> {
    /// Takes spans as the database keeps them, in any order; they must not overlap.
    pub fn new(mut spans: Vec<Span<T>>) -> Self {
        spans.sort_by_key(|span| span.from);
        Self(spans)
    }

    /// The spans, earliest first.
    pub fn spans(&self) -> &[Span<T>] {
        &self.0
    }

    /// What holds on a day.
    pub fn at(&self, day: NaiveDate) -> Option<&T> {
        self.0.iter().find(|span| span.covers(day)).map(|span| &span.value)
    }

    /// States that `value` holds from `day`: until the next statement that was made for a later day.
    /// Without a value it states that nothing holds. Returns whether anything changed.
    pub fn state(&mut self, day: NaiveDate, value: Option<T>) -> bool {
        if self.at(day) == value.as_ref() {
            return false;
        }
        let next = self.0.iter().map(|span| span.from).find(|from| *from > day);
        let until = match self.0.iter().find(|span| span.covers(day)) {
            Some(span) => span.to,
            None => next,
        };
        let mut spans = Vec::with_capacity(self.0.len() + 2);
        for span in &self.0 {
            if span.from < day && span.covers(day) {
                spans.push(Span { from: span.from, to: Some(day), value: span.value.clone() });
            } else if !span.covers(day) {
                spans.push(span.clone());
            }
        }
        if let Some(value) = value {
            spans.push(Span { from: day, to: until, value });
        }
        spans.sort_by_key(|span| span.from);
        self.0 = joined(spans);
        true
    }

    /// Ends what holds: nothing from `day` on, later statements included. Returns whether anything changed.
    pub fn end(&mut self, day: NaiveDate) -> bool {
        let before = self.0.len();
        self.0.retain(|span| span.from < day);
        let mut changed = self.0.len() != before;
        if let Some(last) = self.0.last_mut()
            && last.to.is_none_or(|to| to > day)
        {
            last.to = Some(day);
            changed = true;
        }
        changed
    }
}

/// Neighbours that say the same become one.
fn joined<T: PartialEq>(spans: Vec<Span<T>>) -> Vec<Span<T>> {
    let mut out: Vec<Span<T>> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.to == Some(span.from) && last.value == span.value => last.to = span.to,
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, number).unwrap()
    }

    fn told(statements: &[(u32, Option<char>)]) -> Vec<(u32, Option<u32>, char)> {
        use chrono::Datelike;
        let mut line = Timeline::default();
        for (at, value) in statements {
            line.state(day(*at), *value);
        }
        line.spans().iter().map(|span| (span.from.day(), span.to.map(|to| to.day()), span.value)).collect()
    }

    #[test]
    fn a_later_day_ends_and_begins_and_the_same_day_corrects() {
        assert_eq!(told(&[(5, Some('a')), (9, Some('b'))]), [(5, Some(9), 'a'), (9, None, 'b')]);
        assert_eq!(told(&[(5, Some('a')), (5, Some('b'))]), [(5, None, 'b')]);
        assert_eq!(told(&[(5, Some('a')), (9, None)]), [(5, Some(9), 'a')]);
        assert_eq!(told(&[(5, Some('a')), (5, None)]), []);
        assert_eq!(told(&[(5, Some('a')), (9, Some('a'))]), [(5, None, 'a')]);
    }

    #[test]
    fn an_earlier_day_holds_until_the_next_statement() {
        assert_eq!(told(&[(9, Some('b')), (5, Some('a'))]), [(5, Some(9), 'a'), (9, None, 'b')]);
        assert_eq!(told(&[(9, Some('b')), (5, Some('b'))]), [(5, None, 'b')]);
        assert_eq!(told(&[(5, Some('a')), (9, Some('b')), (7, Some('b'))]), [(5, Some(7), 'a'), (7, None, 'b')]);
    }

    #[test]
    fn an_end_takes_what_was_stated_for_later_with_it() {
        let mut line = Timeline::default();
        line.state(day(5), Some('a'));
        line.state(day(9), Some('b'));
        assert!(line.end(day(7)));
        assert_eq!(line.spans(), [Span { from: day(5), to: Some(day(7)), value: 'a' }]);
        assert!(!line.end(day(8)));
    }
}
