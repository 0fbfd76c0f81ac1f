//! Figures by column, in the layout's order.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A figure per column: `households`, `residents`, then the categories, in the order of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(IndexMap<String, u32>);

impl Counts {
    /// Zero in every column.
    pub fn zero<'a>(columns: impl IntoIterator<Item = &'a str>) -> Self {
        Self(columns.into_iter().map(|column| (column.to_owned(), 0)).collect())
    }

    /// The figure of a column; 0 where there is none.
    pub fn get(&self, column: &str) -> u32 {
        self.0.get(column).copied().unwrap_or_default()
    }

    /// Sets the figure of a column.
    pub fn set(&mut self, column: &str, figure: u32) {
        match self.0.get_mut(column) {
            Some(place) => *place = figure,
            None => {
                self.0.insert(column.to_owned(), figure);
            }
        }
    }

    /// Adds the figures of others, column by column.
    pub fn add(&mut self, others: &Self) {
        for (column, figure) in &others.0 {
            self.set(column, self.get(column) + figure);
        }
    }

    /// The columns with their figures, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(column, figure)| (column.as_str(), *figure))
    }

    /// Whether nothing is counted in any column.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|figure| *figure == 0)
    }

    /// The same figures under exactly these columns, in their order.
    pub(crate) fn under(&self, columns: &[String]) -> Self {
        Self(columns.iter().map(|column| (column.clone(), self.get(column))).collect())
    }
}

impl<'a> FromIterator<(&'a str, u32)> for Counts {
    fn from_iter<I: IntoIterator<Item = (&'a str, u32)>>(figures: I) -> Self {
        Self(figures.into_iter().map(|(column, figure)| (column.to_owned(), figure)).collect())
    }
}
