//! Which parts a workbook has: the main part, its sheets in the order of their tabs, texts and styles.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use crate::error::ReadError;
use crate::package::Package;
use crate::xml::{Xml, damaged, each_attribute, is_true};

pub(super) struct Parts {
    pub(super) date_1904: bool,
    pub(super) tabs: Vec<Tab>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

pub(super) struct Tab {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: String,
}

/// The name of the main part if this is such a workbook, `None` if it is something else.
pub(crate) fn main_part<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<Option<String>, ReadError> {
    let relations = match package.xml("_rels/.rels")? {
        Some(xml) => relations(xml, "")?,
        None => HashMap::new(),
    };
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument");
    if let Some(main) = main {
        // A text document or a presentation has its main part elsewhere.
        let name = main.target.to_lowercase();
        if name.starts_with("word/") || name.starts_with("ppt/") {
            return Ok(None);
        }
        if name.ends_with(".bin") {
            return Err(ReadError::NotASpreadsheet("a binary workbook (.xlsb)".to_owned()));
        }
        if package.has(&main.target) {
            return Ok(Some(main.target));
        }
    }
    Ok(package.has("xl/workbook.xml").then(|| "xl/workbook.xml".to_owned()))
}

pub(super) fn workbook<R: Read + Seek>(package: &mut Package<'_, R>, main: &str) -> Result<Parts, ReadError> {
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    let related = format!("{folder}/_rels/{name}.rels");
    let relations = relations(package.needed_xml(&related)?, folder)?;
    let part_of = |kind: &str| {
        let found = relations.values().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.clone())
    };
    let mut parts =
        Parts { date_1904: false, tabs: Vec::new(), strings: part_of("sharedStrings"), styles: part_of("styles") };
    let mut xml = package.needed_xml(main)?;
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbookPr" => each_attribute(&tag, |key, value| {
                    parts.date_1904 |= key == "date1904" && is_true(value);
                    Ok(())
                })?,
                "sheet" => parts.tabs.extend(tab(&tag, &relations)?),
                _ => {}
            },
            _ => {}
        }
    }
    if parts.tabs.is_empty() {
        return Err(damaged("a workbook without sheets"));
    }
    Ok(parts)
}

/// A tab of the workbook; `None` for charts, dialogues and macros.
fn tab(tag: &BytesStart<'_>, relations: &HashMap<String, Relation>) -> Result<Option<Tab>, ReadError> {
    let (mut name, mut relation, mut hidden) = (String::new(), String::new(), false);
    each_attribute(tag, |key, value| {
        match key {
            "name" => name = value.to_owned(),
            "id" => relation = value.to_owned(),
            "state" => hidden = value != "visible",
            _ => {}
        }
        Ok(())
    })?;
    let relation = relations.get(&relation).ok_or_else(|| damaged("a sheet without its part"))?;
    let part = relation.target.clone();
    Ok((relation.kind == "worksheet").then_some(Tab { name, hidden, part }))
}

struct Relation {
    /// The last word of the type: its beginning differs between transitional and strict.
    kind: String,
    target: String,
}

fn relations(mut xml: Xml<'_>, folder: &str) -> Result<HashMap<String, Relation>, ReadError> {
    let mut relations = HashMap::new();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(relations),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (mut id, mut kind, mut target) = (String::new(), String::new(), String::new());
                each_attribute(&tag, |key, value| {
                    match key {
                        "Id" => id = value.to_owned(),
                        "Type" => kind = value.rsplit('/').next().unwrap_or_default().to_owned(),
                        "Target" => target = resolved(folder, value),
                        _ => {}
                    }
                    Ok(())
                })?;
                relations.insert(id, Relation { kind, target });
            }
            _ => {}
        }
    }
}

/// The name of a part that another one in `folder` refers to.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_however_they_are_referred_to() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "..\\xl\\.\\styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("xl", "../../../etc/passwd"), "etc/passwd");
    }
}
