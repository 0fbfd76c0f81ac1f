//! A grid's line on paper: rows for its figures and lists, then rows for the second line.

use hongwang_domain::rulebook::ledger::SecondLine;
use rust_xlsxwriter::RowNum;

use super::frame::{Column, Frame, Holds};
use super::grid::index;
use super::measure;
use crate::Row;
use crate::wording::Wording;

/// The texts of a line and the rows they take.
pub(super) struct Line {
    /// Rows for the figures, more than one only where a list of names is too long for a single row.
    pub first: usize,
    /// Rows for what stands below the figures.
    pub second: usize,
    /// Per column of the frame.
    pub texts: Vec<Texts>,
}

/// The text of a column, in pieces that each go into one row.
#[derive(Default)]
pub(super) struct Texts {
    pub upper: Vec<String>,
    /// The names below a figure.
    pub lower: Vec<String>,
}

impl Line {
    pub fn new(row: &Row, words: Wording, frame: &Frame, second_line: SecondLine) -> Self {
        let separator = words.say("ledger-list-separator");
        let texts: Vec<Texts> = frame.columns.iter().map(|column| texts(row, words, column, &separator)).collect();
        let most = |pieces: fn(&Texts) -> usize| texts.iter().map(pieces).max().unwrap_or_default().max(1);
        let second = match second_line {
            SecondLine::None => 0,
            SecondLine::VillageTotals => 1,
            SecondLine::Names => most(|text| text.lower.len()),
        };
        Self { first: most(|text| text.upper.len()), second, texts }
    }

    pub fn rows(&self) -> usize {
        self.first + self.second
    }

    /// Which row, counted from the line's first, needs which height for one of the texts, in points. Text over several
    /// rows asks for its whole height in the first of them, so that a page break below that row cuts nothing.
    pub fn heights<'a>(&'a self, frame: &'a Frame) -> impl Iterator<Item = (RowNum, f64)> + 'a {
        frame.columns.iter().zip(&self.texts).flat_map(|(column, text)| {
            let height = |text: &str| measure::height(measure::lines(text, column.width));
            let upper = text.upper.iter().enumerate().map(move |(at, piece)| (index(at), height(piece)));
            let first = self.first;
            let lower = text.lower.iter().enumerate().map(move |(at, piece)| (index(first + at), height(piece)));
            upper.chain(lower)
        })
    }
}

fn texts(row: &Row, words: Wording, column: &Column, separator: &str) -> Texts {
    let pieces = |names: &[String]| measure::pieces(names, separator, column.width);
    match column.holds {
        Holds::Group => Texts { upper: vec![words.group(row)], ..Texts::default() },
        Holds::Leader => Texts { upper: row.leader.iter().cloned().collect(), ..Texts::default() },
        Holds::Members => Texts { upper: pieces(&row.members), ..Texts::default() },
        Holds::Volunteers => Texts { upper: pieces(&row.volunteers), ..Texts::default() },
        Holds::Figure(figure) => {
            let names = row.names.as_ref().and_then(|names| names.get(&figure.id));
            Texts { lower: names.map(|names| pieces(names)).unwrap_or_default(), ..Texts::default() }
        }
        Holds::Town
        | Holds::Village
        | Holds::Number
        | Holds::Groups
        | Holds::DeclaredHouseholds
        | Holds::DeclaredResidents => Texts::default(),
    }
}
