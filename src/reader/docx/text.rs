//! The text of one part after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::TEXT;
use crate::reader::office::{Area, Draft, Extracted, StretchKind};
use crate::reader::xml::{Element, Visitor, XmlProblem, walk};
use crate::reader::{OBJECT, Piece, Role};

/// A document while its parts are read.
pub(super) struct Reading {
    draft: Draft,
    headings: BTreeSet<String>,
    /// The numbers of notes by their ids, in the order of the references to them.
    footnotes: BTreeMap<String, usize>,
    endnotes: BTreeMap<String, usize>,
    has_root: bool,
}

impl Reading {
    pub fn new(draft: Draft, headings: BTreeSet<String>) -> Reading {
        Reading { draft, headings, footnotes: BTreeMap::new(), endnotes: BTreeMap::new(), has_root: false }
    }

    pub fn has_root(&self) -> bool {
        self.has_root
    }

    /// Reads a part. The body comes first, as the numbers of the notes are those of the references in it.
    pub fn read(&mut self, number: usize, xml: &str, area: Area) -> Result<(), XmlProblem> {
        let mut part = Part {
            document: self,
            number,
            xml,
            area,
            prefix: None,
            open: Vec::new(),
            hidden: 0,
            tables: 0,
            boxes: 0,
            alternatives: Vec::new(),
            fallbacks: 0,
        };
        walk(xml, &mut part)
    }

    pub fn finish(self) -> Extracted {
        self.draft.finish()
    }
}

/// An open element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    /// Its properties.
    Properties,
    Run,
    Text,
    /// What is not read.
    Hidden,
    Table,
    TextBox,
    Alternatives,
    Fallback,
    Other,
}

struct Part<'r, 'x> {
    document: &'r mut Reading,
    number: usize,
    xml: &'x str,
    area: Area,
    /// Of the elements of the text.
    prefix: Option<String>,
    open: Vec<Kind>,
    hidden: usize,
    tables: usize,
    boxes: usize,
    /// For each open set of alternatives the number of paragraphs that were finished before.
    alternatives: Vec<usize>,
    fallbacks: usize,
}

impl Part<'_, '_> {
    /// The name of an element of the text.
    fn name<'e>(&self, element: &'e Element<'_>) -> Option<&'e str> {
        let (prefix, name) = element.name().split_once(':').unwrap_or(("", element.name()));
        (self.prefix.as_deref() == Some(prefix)).then_some(name)
    }

    fn attribute(&self, element: &Element<'_>, name: &str) -> Option<String> {
        element.attribute(&[&format!("{}:{name}", self.prefix.as_deref().unwrap_or_default()), name])
    }

    fn area(&self) -> Area {
        match self.area {
            Area::Body if self.boxes > 0 => Area::TextBox,
            Area::Body if self.tables > 0 => Area::Table,
            area => area,
        }
    }

    fn note(&mut self, element: &Element<'_>) -> Kind {
        // Separators have a type.
        if self.attribute(element, "type").is_some_and(|kind| kind != "normal") {
            return Kind::Hidden;
        }
        let id = self.attribute(element, "id").unwrap_or_default();
        let number = |numbers: &mut BTreeMap<String, usize>| {
            let next = numbers.len() + 1;
            *numbers.entry(id).or_insert(next)
        };
        match self.area {
            Area::Footnote(_) => self.area = Area::Footnote(number(&mut self.document.footnotes)),
            Area::Endnote(_) => self.area = Area::Endnote(number(&mut self.document.endnotes)),
            _ => {}
        }
        Kind::Other
    }

    fn refer(&mut self, element: &Element<'_>, is_footnote: bool) {
        let id = self.attribute(element, "id").unwrap_or_default();
        let numbers = if is_footnote { &mut self.document.footnotes } else { &mut self.document.endnotes };
        let next = numbers.len() + 1;
        numbers.entry(id).or_insert(next);
    }

    /// An element that stands for a character.
    fn character(&mut self, element: &Element<'_>, character: char) {
        if self.hidden == 0 {
            self.document.draft.reference(self.number, element.range.clone(), character, StretchKind::Element);
        }
    }
}

impl Visitor for Part<'_, '_> {
    fn start(&mut self, element: &Element<'_>) {
        if self.prefix.is_none() {
            self.prefix = element.prefix_of(TEXT);
            self.document.has_root |= self.name(element) == Some("document");
        }
        let inside = self.open.last().copied();
        let kind = match (self.name(element), inside) {
            (Some("p"), _) if self.hidden == 0 => {
                let area = self.area();
                self.document.draft.open(area, Role::Body);
                Kind::Paragraph
            }
            (Some("pPr"), Some(Kind::Paragraph)) => Kind::Properties,
            (Some("pStyle"), Some(Kind::Properties)) => {
                let style = self.attribute(element, "val").unwrap_or_default();
                if self.document.headings.contains(&style) {
                    self.document.draft.set_headline();
                }
                Kind::Other
            }
            (Some("outlineLvl"), Some(Kind::Properties)) => {
                if self.attribute(element, "val").is_some_and(|level| level != "9") {
                    self.document.draft.set_headline();
                }
                Kind::Other
            }
            (Some("r"), _) => Kind::Run,
            (Some("t"), Some(Kind::Run)) => Kind::Text,
            (Some("tab" | "ptab"), Some(Kind::Run)) => {
                self.character(element, '\t');
                Kind::Other
            }
            (Some("br" | "cr"), Some(Kind::Run)) => {
                self.character(element, '\n');
                Kind::Other
            }
            (Some("noBreakHyphen"), Some(Kind::Run)) => {
                self.character(element, '\u{2011}');
                Kind::Other
            }
            (Some("softHyphen"), Some(Kind::Run)) => {
                self.character(element, '\u{ad}');
                Kind::Other
            }
            (Some("sym"), Some(Kind::Run)) => {
                self.character(element, OBJECT);
                Kind::Other
            }
            (Some(name @ ("footnoteReference" | "endnoteReference")), Some(Kind::Run)) => {
                self.refer(element, name == "footnoteReference");
                Kind::Other
            }
            // In the properties of a paragraph or a run they say something about its mark only, and hold nothing.
            (Some("del" | "moveFrom"), _) => Kind::Hidden,
            (Some("tbl"), _) => Kind::Table,
            (Some("txbxContent"), _) => Kind::TextBox,
            (Some("footnote" | "endnote"), _) => self.note(element),
            (None, _) if element.local_name() == "AlternateContent" => Kind::Alternatives,
            (None, Some(Kind::Alternatives)) if element.local_name() == "Fallback" => Kind::Fallback,
            _ => Kind::Other,
        };
        match kind {
            Kind::Hidden => self.hidden += 1,
            Kind::Table => self.tables += 1,
            Kind::TextBox => self.boxes += 1,
            Kind::Alternatives => self.alternatives.push(self.document.draft.finished()),
            Kind::Fallback => self.fallbacks += 1,
            _ => {}
        }
        self.open.push(kind);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Kind::Paragraph) => match self.alternatives.last() {
                Some(since) if self.fallbacks > 0 => self.document.draft.close_twin(*since),
                _ => self.document.draft.close(),
            },
            Some(Kind::Hidden) => self.hidden -= 1,
            Some(Kind::Table) => self.tables -= 1,
            Some(Kind::TextBox) => self.boxes -= 1,
            Some(Kind::Alternatives) => drop(self.alternatives.pop()),
            Some(Kind::Fallback) => self.fallbacks -= 1,
            _ => {}
        }
    }

    fn text(&mut self, piece: Piece) {
        if self.open.last() != Some(&Kind::Text) || self.hidden > 0 {
            return;
        }
        let draft = &mut self.document.draft;
        match piece {
            Piece::Literal(range) => draft.literal(self.number, range.clone(), &self.xml[range]),
            Piece::Reference(range, character) => {
                draft.reference(self.number, range, character, StretchKind::Reference);
            }
        }
    }
}
