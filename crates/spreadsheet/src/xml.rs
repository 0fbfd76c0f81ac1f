//! XML of unknown origin: names without their prefixes, no document type, no entities but the five of XML itself,
//! in UTF-8 or whatever encoding it declares.

use std::io::{BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::budget::{Budget, Pieces};
use crate::error::ReadError;

type Source<'a> = Pieces<'a, Box<dyn BufRead + 'a>>;

pub(crate) struct Xml<'a> {
    reader: Reader<Source<'a>>,
    buffer: Vec<u8>,
    /// Elements that are open.
    depth: u32,
    budget: &'a Budget,
}

/// Bytes after which the text of a cell need not be gathered any more: it is longer than a cell can be, even if all
/// of it is written as escapes.
const ENOUGH: usize = 256 << 10;

impl<'a> Xml<'a> {
    pub(crate) fn new(part: impl Read + 'a, budget: &'a Budget) -> Result<Self, ReadError> {
        let mut part = BufReader::with_capacity(64 << 10, part);
        let head = part.fill_buf().map_err(|error| unpacking(budget, &error))?;
        let source: Box<dyn BufRead + 'a> = match declared_encoding(head) {
            Some(encoding) => {
                let mut decoding = DecodingReader::new(part);
                decoding.set_encoding(encoding);
                Box::new(decoding)
            }
            None => Box::new(part),
        };
        let mut reader = Reader::from_reader(Pieces::new(source, budget));
        reader.config_mut().trim_text_start = false;
        Ok(Self { reader, buffer: Vec::new(), depth: 0, budget })
    }

    /// The next piece; comments and declarations are stepped over.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().next_piece();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(damaged("a document type is not allowed")),
            Ok(Event::Eof) if self.depth > 0 => Err(ReadError::CutOff("XML that ends within an element".to_owned())),
            Ok(event) => {
                match &event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                Ok(event)
            }
            Err(quick_xml::Error::Io(error)) => Err(unpacking(self.budget, &error)),
            Err(error) => Err(damaged(&error.to_string())),
        }
    }
}

/// Adds the text of a piece to `text`, as long as a cell could hold it; other pieces add nothing.
pub(crate) fn append_text(event: &Event<'_>, text: &mut String) -> Result<(), ReadError> {
    if text.len() > ENOUGH {
        return Ok(());
    }
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => text.push(character(reference)?),
        _ => {}
    }
    Ok(())
}

/// An attribute by its name without prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let mut found = None;
    each_attribute(tag, |key, value| {
        if key == name && found.is_none() {
            found = Some(value.to_owned());
        }
        Ok(())
    })?;
    Ok(found)
}

/// Hands every attribute to `take`: its name without prefix, and its value.
pub(crate) fn each_attribute(
    tag: &BytesStart<'_>,
    mut take: impl FnMut(&str, &str) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = attribute.map_err(|error| damaged(&error.to_string()))?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| damaged(&error.to_string()))?;
        take(attribute.key.local_name().as_ref(), &value)?;
    }
    Ok(())
}

/// How XML writes yes and no.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

pub(crate) fn damaged(reason: &str) -> ReadError {
    ReadError::Damaged(reason.to_owned())
}

fn character(reference: &BytesRef<'_>) -> Result<char, ReadError> {
    if reference.is_char_ref() {
        let found = reference.resolve_char_ref().map_err(|error| damaged(&error.to_string()))?;
        return found.ok_or_else(|| damaged("an unknown character reference"));
    }
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(damaged("an entity is not allowed")),
    }
}

fn unpacking(budget: &Budget, error: &std::io::Error) -> ReadError {
    budget.reason(|| damaged(&error.to_string()))
}

/// The encoding of a part that is not in UTF-8. Office programs write UTF-8; others have been seen to write UTF-16 or
/// to declare the code page of their machine.
fn declared_encoding(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match head {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let declaration = &head[..head.len().min(200)];
    let end = declaration.iter().position(|byte| *byte == b'>')?;
    let declaration = str::from_utf8(&declaration[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let label = after.trim_start().strip_prefix('=')?.trim_start();
    let label = label.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    (encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible()).then_some(encoding)
}
