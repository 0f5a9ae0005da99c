//! XML → elements and text, each with its bytes. What could cost more than the file is worth is refused.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Piece;

/// The deepest nesting that is read. Office documents with tables in tables have about fifty.
const DEEPEST: usize = 256;

/// What is wrong with an XML text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlProblem {
    /// It breaks the rules of XML.
    #[error("line {line}: {reason}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// It ends within an element.
    #[error("it ends too early: an element is not closed")]
    Truncated,
    /// It declares entities or a grammar of its own, with which a small file can stand for a huge one.
    #[error("line {line}: it has a DOCTYPE with declarations of its own, which are not read")]
    Declarations {
        /// Line, from 1.
        line: usize,
    },
    /// Its elements stand in one another too deeply.
    #[error("line {line}: more than {DEEPEST} elements stand in one another")]
    Depth {
        /// Line, from 1.
        line: usize,
    },
}

/// A start tag.
pub(super) struct Element<'e> {
    tag: &'e BytesStart<'e>,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Element<'_> {
    /// The name with its prefix.
    pub fn name(&self) -> &str {
        self.tag.name().into_inner()
    }

    /// The name without its prefix.
    pub fn local_name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of the first attribute of these names; references in it are resolved.
    pub fn attribute(&self, names: &[&str]) -> Option<String> {
        let value = |name: &&str| {
            let attribute = self.tag.try_get_attribute(name).ok()??;
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        };
        names.iter().find_map(value)
    }

    /// The prefix that this element declares for one of these namespaces; empty for the default one.
    pub fn prefix_of(&self, namespaces: &[&str]) -> Option<String> {
        let mut attributes = self.tag.attributes().flatten();
        attributes.find_map(|attribute| {
            let key = attribute.key.into_inner();
            let prefix = if key == "xmlns" { "" } else { key.strip_prefix("xmlns:")? };
            namespaces.contains(&&*attribute.value).then(|| prefix.to_owned())
        })
    }
}

/// What takes the parts of an XML text in their order.
pub(super) trait Visitor {
    /// A start tag; an element without content is closed at once.
    fn start(&mut self, element: &Element<'_>);
    /// The end of the innermost open element.
    fn end(&mut self);
    /// A stretch of text, or a character reference.
    fn text(&mut self, piece: Piece);
}

/// The character that a reference stands for, if XML itself defines it.
pub(crate) fn character(reference: &BytesRef<'_>) -> Option<char> {
    let named = || resolve_xml_entity(reference)?.chars().next();
    reference.resolve_char_ref().ok().flatten().or_else(named)
}

/// Reads an XML text from its first to its last byte. Linear; memory is what the visitor keeps.
pub(super) fn walk(text: &str, visitor: &mut impl Visitor) -> Result<(), XmlProblem> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&text[mark..]);
    let mut depth = 0usize;
    let mut start = mark;
    let line = |at: usize| text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    loop {
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).map_or(text.len(), |end| (mark + end).min(text.len()));
        let range = start..end;
        let broken = |reason: String| XmlProblem::Syntax { line: line(end), reason };
        let event = match event {
            Ok(event) => event,
            Err(quick_xml::Error::Syntax(_)) => return Err(XmlProblem::Truncated),
            Err(error) => return Err(broken(error.to_string())),
        };
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(XmlProblem::Depth { line: line(start) });
                }
                visitor.start(&Element { tag: &tag, range });
            }
            Event::Empty(tag) => {
                visitor.start(&Element { tag: &tag, range });
                visitor.end();
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visitor.end();
            }
            Event::Text(_) => visitor.text(Piece::Literal(range)),
            Event::CData(_) => visitor.text(Piece::Literal(start + "<![CDATA[".len()..end - "]]>".len())),
            Event::GeneralRef(reference) => {
                let character =
                    character(&reference).ok_or_else(|| broken(format!("unknown entity &{};", &*reference)))?;
                visitor.text(Piece::Reference(range, character));
            }
            Event::DocType(declaration) if declaration.contains('[') => {
                return Err(XmlProblem::Declarations { line: line(start) });
            }
            Event::Eof if depth > 0 => return Err(XmlProblem::Truncated),
            Event::Eof => return Ok(()),
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        start = end;
    }
}
