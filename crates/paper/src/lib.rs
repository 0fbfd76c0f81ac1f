//! The ledger (Annex A, 红网工程管理台账) as a document, and the forms it is written in: JSON, CSV for a spreadsheet
//! program, the printed annex as .xlsx, and a table for the terminal. No database: what is counted is handed in.
//!
//! A ledger is put together in one place, [`Ledger::assemble`], so that a total is nowhere summed twice; every form is
//! written from it by [`Sheet`].

mod assemble;
mod corrections;
mod counts;
mod csv;
mod detail;
mod facts;
mod ledger;
mod lines;
mod table;
mod terminal;
mod view;
mod width;
mod wording;
mod xlsx;

pub use assemble::{Head, Mismatch, VillageHead};
pub use corrections::{Correction, Snapshot};
pub use counts::Counts;
pub use detail::Detail;
pub use ledger::{Declared, Ledger, Names, Row, Unit, Village};
pub use table::{Block, Column, Figure, Line, LineKind, Table};
pub use view::View;
pub use xlsx::PaperError;

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::LedgerLayout;
use hongwang_words::Language;

/// A ledger on its way to paper: the document, how it is laid out, in which language, on which day.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// What is written.
    pub ledger: &'a Ledger,
    /// How the printed form is laid out.
    pub layout: &'a LedgerLayout,
    /// The language of headings and labels; names stay as they are.
    pub language: Language,
    /// The day it is written, for 填报日期.
    pub written_on: NaiveDate,
    /// How far down its lines go.
    pub detail: Detail,
    /// Who takes it away, when and for what, as a sentence: it stands on what goes out.
    pub mark: Option<&'a str>,
}

impl Sheet<'_> {
    /// The document as indented JSON with a line break at its end.
    pub fn json(&self) -> Vec<u8> {
        // Cannot fail: the keys of every map are text, and a vector takes every byte.
        let mut json = serde_json::to_vec_pretty(&self.view()).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// A line per unit and per total as CSV: UTF-8 with a byte-order mark and CRLF, which Excel opens as it is.
    pub fn csv(&self) -> Vec<u8> {
        csv::write(self)
    }

    /// The printed annex as a workbook; see `rulebook/ledger.toml` for its paper.
    ///
    /// # Errors
    /// Where the ledger does not fit into a sheet of 1,048,576 rows.
    pub fn xlsx(&self) -> Result<Vec<u8>, PaperError> {
        xlsx::write(self)
    }

    /// A table for a terminal with a fixed-width font, Chinese characters taking two places.
    pub fn terminal(&self) -> String {
        terminal::write(self)
    }
}
