//! Dated records held in memory: spans that belong to an owner, changed by statements.

use std::collections::HashMap;

use chrono::NaiveDate;
use hongwang_domain::timeline::{Span, Timeline};
use indexmap::IndexMap;

use crate::error::StoreError;
use crate::record::Record;
use crate::write::Tx;

/// A record that holds from one day until another.
pub trait DatedRecord: Record {
    /// What holds.
    type Value: Clone + PartialEq;

    /// The id of the record that it belongs to.
    fn owner(&self) -> &str;

    /// The first day.
    fn from(&self) -> NaiveDate;

    /// The first day on which it holds no more.
    fn to(&self) -> Option<NaiveDate>;

    /// Sets both days.
    fn set_days(&mut self, from: NaiveDate, to: Option<NaiveDate>);

    /// What holds.
    fn value(&self) -> Self::Value;

    /// Sets what holds.
    fn set_value(&mut self, value: Self::Value);
}

/// Dated records by owner, with the state in which each touched owner's were read.
#[derive(Clone, Debug)]
pub struct Dated<R> {
    rows: HashMap<String, Vec<R>>,
    /// Of touched owners, in the order of their first change.
    earlier: IndexMap<String, Vec<R>>,
}

impl<R> Default for Dated<R> {
    fn default() -> Self {
        Self { rows: HashMap::new(), earlier: IndexMap::new() }
    }
}

impl<R: DatedRecord> Dated<R> {
    /// Holds what was read.
    pub fn new(rows: Vec<R>) -> Self {
        let mut by_owner: HashMap<String, Vec<R>> = HashMap::new();
        for row in rows {
            by_owner.entry(row.owner().to_owned()).or_default().push(row);
        }
        Self { rows: by_owner, ..Self::default() }
    }

    /// An owner's records as they are now.
    pub fn of(&self, owner: &str) -> &[R] {
        self.rows.get(owner).map_or(&[], Vec::as_slice)
    }

    /// An owner's records as they were read.
    pub fn earlier(&self, owner: &str) -> &[R] {
        self.earlier.get(owner).map_or_else(|| self.of(owner), Vec::as_slice)
    }

    /// All records, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.rows.values().flatten()
    }

    /// Owners whose records changed.
    pub fn touched(&self) -> impl Iterator<Item = &String> {
        self.earlier.keys()
    }

    /// The record that covers a day, among those that `line` chooses.
    pub fn at(&self, owner: &str, line: impl Fn(&R) -> bool, day: NaiveDate) -> Option<&R> {
        self.of(owner).iter().find(|row| line(row) && row.from() <= day && row.to().is_none_or(|to| day < to))
    }

    /// States that `value` holds from `day` on the timeline of those records that `line` chooses
    /// (see [`Timeline::state`]); `make` makes a new record. Returns whether anything changed.
    pub fn state(
        &mut self,
        owner: &str,
        line: impl Fn(&R) -> bool,
        day: NaiveDate,
        value: Option<R::Value>,
        make: impl Fn(Span<R::Value>) -> R,
    ) -> bool {
        let mut timeline = self.timeline(owner, &line);
        timeline.state(day, value) && self.settle(owner, line, &timeline, make)
    }

    /// Ends what holds on that timeline: nothing from `day` on. Returns whether anything changed.
    pub fn end(&mut self, owner: &str, line: impl Fn(&R) -> bool, day: NaiveDate) -> bool {
        let mut timeline = self.timeline(owner, &line);
        let never = |_: Span<R::Value>| -> R { unreachable!("an end makes no span") };
        timeline.end(day) && self.settle(owner, line, &timeline, never)
    }

    /// Changes the records of an owner outright.
    pub fn change(&mut self, owner: &str, change: impl FnOnce(&mut Vec<R>)) {
        self.touch(owner);
        change(self.rows.entry(owner.to_owned()).or_default());
    }

    fn timeline(&self, owner: &str, line: &impl Fn(&R) -> bool) -> Timeline<R::Value> {
        let chosen = self.of(owner).iter().filter(|row| line(row));
        Timeline::new(chosen.map(|row| Span { from: row.from(), to: row.to(), value: row.value() }).collect())
    }

    /// Makes the records say what the timeline says, keeping as many of them as can be kept.
    fn settle(
        &mut self,
        owner: &str,
        line: impl Fn(&R) -> bool,
        timeline: &Timeline<R::Value>,
        make: impl Fn(Span<R::Value>) -> R,
    ) -> bool {
        self.touch(owner);
        let rows = self.rows.entry(owner.to_owned()).or_default();
        let (mut chosen, mut settled): (Vec<R>, Vec<R>) = std::mem::take(rows).into_iter().partition(|row| line(row));
        for span in timeline.spans() {
            let kept = chosen
                .iter()
                .position(|row| row.from() == span.from)
                .or_else(|| chosen.iter().position(|row| row.value() == span.value && row.to() == span.to));
            match kept {
                Some(at) => {
                    let mut row = chosen.swap_remove(at);
                    row.set_days(span.from, span.to);
                    row.set_value(span.value.clone());
                    settled.push(row);
                }
                None => settled.push(make(span.clone())),
            }
        }
        // Most owners have one record on a line; a grown vector keeps room for four.
        settled.shrink_to_fit();
        *rows = settled;
        true
    }

    fn touch(&mut self, owner: &str) {
        if !self.earlier.contains_key(owner) {
            self.earlier.insert(owner.to_owned(), self.of(owner).to_vec());
        }
    }

    /// How many records a write would change.
    pub fn changed(&self) -> usize {
        self.earlier.keys().map(|owner| self.difference(owner).count()).sum()
    }

    /// Writes what is new or changed; `unit_of` names the unit that a record belongs to.
    ///
    /// # Errors
    /// When the database refuses one, or it was changed meanwhile.
    pub fn write(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        let mut fresh = Vec::new();
        for owner in self.earlier.keys() {
            for difference in self.difference(owner) {
                match difference {
                    (None, Some(row)) => fresh.push((unit_of(row), row)),
                    (Some(before), Some(row)) => tx.update(&unit_of(row), before, row)?,
                    _ => {}
                }
            }
        }
        tx.insert_all(&fresh)
    }

    /// Deletes what was taken out.
    ///
    /// # Errors
    /// When it was changed meanwhile.
    pub fn write_removed(&self, tx: &mut Tx<'_>, unit_of: impl Fn(&R) -> String) -> Result<(), StoreError> {
        for owner in self.earlier.keys() {
            for (before, after) in self.difference(owner) {
                if let (Some(before), None) = (before, after) {
                    tx.delete(&unit_of(before), before)?;
                }
            }
        }
        Ok(())
    }

    /// Pairs of what was read and what is now, where they differ.
    fn difference<'a>(&'a self, owner: &'a str) -> impl Iterator<Item = (Option<&'a R>, Option<&'a R>)> {
        let (before, after) = (self.earlier(owner), self.of(owner));
        let gone =
            before.iter().filter(|row| after.iter().all(|now| now.id() != row.id())).map(|row| (Some(row), None));
        let here = after.iter().map(|now| (before.iter().find(|row| row.id() == now.id()), Some(now)));
        gone.chain(here.filter(|(before, now)| before != now))
    }
}

impl<R: DatedRecord> Dated<R> {
    /// Owners whose records differ from what was read.
    pub fn really_touched(&self) -> impl Iterator<Item = &String> {
        self.earlier.keys().filter(|owner| self.difference(owner).next().is_some())
    }
}
