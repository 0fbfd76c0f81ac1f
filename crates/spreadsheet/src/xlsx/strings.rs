//! Shared strings: the texts of all cells, kept once.

use quick_xml::events::Event;

use crate::budget::Budget;
use crate::error::ReadError;
use crate::strings::Strings;
use crate::xml::{Xml, append_text};

pub(super) fn read(xml: Option<Xml<'_>>, budget: &Budget) -> Result<Strings, ReadError> {
    let Some(mut xml) = xml else { return Ok(Strings::default()) };
    let mut strings = Strings::default();
    let mut rich = RichText::default();
    loop {
        let event = xml.next()?;
        match &event {
            Event::Eof => return Ok(strings),
            Event::Start(tag) => rich.open(tag.local_name().as_ref()),
            Event::End(tag) => {
                let name = tag.local_name();
                rich.close(name.as_ref());
                if name.as_ref() == "si" {
                    strings.push(&unescaped(rich.text()), budget)?;
                    rich.clear();
                }
            }
            // A string without content keeps its number.
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push("", budget)?,
            event => rich.take(event)?,
        }
    }
}

/// Text in one or more runs (`<t>`, `<r><t>`); how it is pronounced (`<rPh>`) is no part of it.
#[derive(Default)]
pub(super) struct RichText {
    text: String,
    /// Text that stands in an element which is not known here.
    elsewhere: String,
    in_text: bool,
    in_phonetic: bool,
}

impl RichText {
    pub(super) fn open(&mut self, name: &str) {
        match name {
            "t" => self.in_text = true,
            "rPh" => self.in_phonetic = true,
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.in_phonetic = false,
            _ => {}
        }
    }

    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match (self.in_phonetic, self.in_text) {
            (true, _) => Ok(()),
            (false, true) => append_text(event, &mut self.text),
            (false, false) => append_text(event, &mut self.elsewhere),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn elsewhere(&self) -> &str {
        &self.elsewhere
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.elsewhere.clear();
        self.in_text = false;
        self.in_phonetic = false;
    }
}

/// Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19), and a text that only looks
/// like that has its line written so: `_x005F_x000D_`.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find("_x") {
        plain.push_str(&rest[..place]);
        rest = &rest[place..];
        match escape(rest) {
            Some(char) => {
                plain.push(char);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

fn escape(text: &str) -> Option<char> {
    let digits = text.get(2..7)?.strip_suffix('_')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_come_back() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_x12_xyz_x00"), "_x12_xyz_x00");
        assert_eq!(unescaped("名_x4E00_"), "名一");
    }
}
