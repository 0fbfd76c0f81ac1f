//! What a cell of a table holds.

use compact_str::CompactString;
use quick_xml::events::{BytesStart, Event};

use super::table::repeat;
use crate::content::{Content, is_blank, iso_day};
use crate::error::ReadError;
use crate::number_format::NumberFormat;
use crate::workbook::Value;
use crate::xml::{append_text, attribute, each_attribute, is_true};

/// A cell as it stands in the XML.
#[derive(Default)]
pub(super) struct Raw {
    pub(super) repeat: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) formula: Option<String>,
    kind: String,
    value: String,
    is_error: bool,
    text: String,
    paragraphs: u32,
    in_paragraph: bool,
    /// How deep in something whose text is not the cell's: a note, a drawing, how a word is pronounced.
    aside: u32,
}

impl Raw {
    pub(super) fn of(tag: &BytesStart<'_>) -> Result<Self, ReadError> {
        let mut raw = Self { repeat: 1, ..Self::default() };
        each_attribute(tag, |key, value| {
            match key {
                "number-columns-repeated" => raw.repeat = repeat(value),
                "number-rows-spanned" => raw.rows = repeat(value),
                "number-columns-spanned" => raw.columns = repeat(value),
                "formula" => raw.formula = Some(formula(value)),
                // The kind stands twice where a newer one exists: `office:` and `calcext:`.
                "value-type" if value == "error" => raw.is_error = true,
                "value-type" if raw.kind.is_empty() => raw.kind = value.to_owned(),
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    raw.value = value.to_owned();
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(raw)
    }

    pub(super) fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = tag.local_name();
        if self.aside > 0 || is_aside(name.as_ref()) {
            self.aside += 1;
            return Ok(());
        }
        match name.as_ref() {
            "p" | "h" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph = true;
            }
            "s" => {
                let count = attribute(tag, "c")?.map_or(1, |count| repeat(&count));
                self.text.extend(std::iter::repeat_n(' ', count.min(100) as usize));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.aside > 0 {
            self.aside -= 1;
        } else if matches!(name, "p" | "h") {
            self.in_paragraph = false;
        }
    }

    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        if self.in_paragraph && self.aside == 0 {
            append_text(event, &mut self.text)?;
        }
        Ok(())
    }

    /// What the cell holds; `None` where it is blank.
    pub(super) fn value(&self, content: Content) -> Option<Value> {
        if self.is_error || (self.formula.is_some() && is_error(&self.text)) {
            return Some(Value::Error(CompactString::new(&self.text)));
        }
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => self.number(content),
            "date" => match iso_day(&self.value) {
                Some(day) => Some(Value::Day(day)),
                None => self.shown(content),
            },
            "boolean" => Some(Value::Bool(is_true(&self.value))),
            // The result of a formula can be the empty text.
            "string" if self.text.is_empty() => content.text(&self.value),
            "string" | "time" => self.shown(content),
            _ => self.shown(content).or_else(|| self.formula.as_ref().map(|_| Value::Unreadable)),
        }
    }

    fn number(&self, content: Content) -> Option<Value> {
        match self.value.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Some(content.number(value, NumberFormat::Other)),
            _ => self.shown(content),
        }
    }

    /// The text that a person sees; what has a value but no text cannot be told.
    fn shown(&self, content: Content) -> Option<Value> {
        if is_blank(&self.text) && !is_blank(&self.value) {
            return Some(Value::Unreadable);
        }
        content.text(&self.text)
    }
}

fn is_aside(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "ruby-text"
            | "note"
            | "frame"
            | "custom-shape"
            | "g"
            | "shapes"
            | "control"
            | "caption"
            | "rect"
            | "line"
    )
}

/// Formulas are written with the name of their language in front: `of:=SUM([.A1:.A9])`.
fn formula(text: &str) -> String {
    match text.find('=') {
        Some(start) => text[start..].to_owned(),
        None => text.to_owned(),
    }
}

/// Errors that programs write as plain text.
fn is_error(text: &str) -> bool {
    let known = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];
    known.contains(&text.trim()) || text.starts_with("Err:")
}
