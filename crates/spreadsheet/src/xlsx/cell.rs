//! What a cell of a sheet's XML holds.

use compact_str::CompactString;

use super::strings::{RichText, unescaped};
use crate::content::{Content, is_blank, iso_day};
use crate::number_format::NumberFormat;
use crate::strings::Strings;
use crate::workbook::Value;

/// What is needed to understand the cells of a workbook.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) content: Content,
    pub(super) styles: &'a [NumberFormat],
    pub(super) strings: &'a Strings,
}

/// A cell as it stands in the XML.
#[derive(Default)]
pub(super) struct Raw {
    pub(super) column: u32,
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) has_formula: bool,
    pub(super) has_value: bool,
    pub(super) formula: String,
    pub(super) value: String,
    pub(super) inline: RichText,
}

/// The attribute `t`.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    Shared,
    /// The text of a formula.
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

impl Kind {
    pub(super) fn of(text: &str) -> Self {
        match text {
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Number,
        }
    }
}

impl Raw {
    pub(super) fn clear(&mut self) {
        self.style = 0;
        self.kind = Kind::Number;
        self.has_formula = false;
        self.has_value = false;
        self.formula.clear();
        self.value.clear();
        self.inline.clear();
    }
}

impl Cells<'_> {
    /// What the cell holds; `None` where it is blank. Anything that is there but cannot be understood is
    /// [`Value::Unreadable`], never blank.
    pub(super) fn value(&self, raw: &Raw) -> Option<Value> {
        if !is_blank(raw.inline.text()) {
            return self.content.text(&unescaped(raw.inline.text()));
        }
        if !is_blank(raw.inline.elsewhere()) {
            return Some(Value::Unreadable);
        }
        if is_blank(&raw.value) {
            // A formula whose result is the empty text is stored as an empty value of the kind text.
            let empty_text = raw.kind == Kind::Text && raw.has_value;
            return (raw.has_formula && !empty_text).then_some(Value::Unreadable);
        }
        let value = raw.value.trim();
        match raw.kind {
            Kind::Number => Some(self.number(raw, value)),
            Kind::Shared => match value.parse().ok().and_then(|index| self.strings.get(index)) {
                Some(text) => self.content.text(text),
                None => Some(Value::Unreadable),
            },
            Kind::Text | Kind::Inline => self.content.text(&unescaped(&raw.value)),
            Kind::Bool => Some(match value {
                "1" | "true" | "TRUE" => Value::Bool(true),
                "0" | "false" | "FALSE" => Value::Bool(false),
                _ => Value::Unreadable,
            }),
            Kind::Error => Some(Value::Error(CompactString::new(value))),
            Kind::Date => match iso_day(value) {
                Some(day) => Some(Value::Day(day)),
                None => self.content.text(value),
            },
        }
    }

    fn number(&self, raw: &Raw, text: &str) -> Value {
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && text.contains(|char: char| char.is_ascii_digit()) => {
                let format = self.styles.get(raw.style).copied().unwrap_or(NumberFormat::Other);
                self.content.number(value, format)
            }
            // Not what the kind promises, but it is there.
            _ => self.content.text(&raw.value).unwrap_or(Value::Unreadable),
        }
    }
}
