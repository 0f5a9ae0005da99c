//! Documents of LibreOffice Writer (OpenDocument text): where their text stands.
//!
//! See <https://docs.oasis-open.org/office/OpenDocument/v1.3/>.

use std::io::{Read, Seek};

use super::archive::Archive;
use super::error::DocumentProblem;
use super::office::{Area, Draft, Extracted, StretchKind};
use super::xml::{Element, Visitor, walk};
use super::{Piece, Role};

/// The text of a document: body, notes, page headers and footers. What tracked changes delete is left out, and so are
/// comments.
pub(super) fn read(file: impl Read + Seek) -> Result<Extracted, DocumentProblem> {
    const CONTENT: &str = "content.xml";
    // Page headers and footers.
    const STYLES: &str = "styles.xml";
    let mut archive = Archive::open(file)?;
    let mut draft = Draft::new(false);
    for (number, name) in [CONTENT, STYLES].into_iter().enumerate() {
        let Some(xml) = archive.part(name)? else {
            if name == CONTENT {
                return Err(DocumentProblem::NoPart { part: name.to_owned() });
            }
            continue;
        };
        let mut part = Part {
            draft,
            number,
            xml: &xml,
            open: Vec::new(),
            hidden: 0,
            areas: Vec::new(),
            notes: [0; 2],
            is_text: false,
        };
        walk(&xml, &mut part).map_err(|problem| DocumentProblem::Part { part: name.to_owned(), problem })?;
        if name == CONTENT && !part.is_text {
            return Err(DocumentProblem::Root { expected: "office:text" });
        }
        draft = part.draft;
    }
    Ok(draft.finish())
}

/// An open element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    /// What is not read.
    Hidden,
    /// What says where its paragraphs stand.
    Area,
    Other,
}

struct Part<'x> {
    draft: Draft,
    number: usize,
    xml: &'x str,
    open: Vec<Kind>,
    hidden: usize,
    areas: Vec<Area>,
    /// Footnotes and endnotes so far.
    notes: [usize; 2],
    /// Whether it is a text document.
    is_text: bool,
}

impl Part<'_> {
    fn reference(&mut self, element: &Element<'_>, character: char) -> Kind {
        if self.hidden == 0 {
            self.draft.reference(self.number, element.range.clone(), character, StretchKind::Element);
        }
        Kind::Other
    }

    fn enter(&mut self, area: Area) -> Kind {
        self.areas.push(area);
        Kind::Area
    }
}

impl Visitor for Part<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let kind = match element.name() {
            // The file lists what was deleted before the text.
            "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "text:ruby-text"
            | "svg:title"
            | "svg:desc"
            | "office:binary-data"
            | "office:event-listeners"
            | "text:sequence-decls" => Kind::Hidden,
            "text:p" | "text:h" if self.hidden == 0 => {
                let role = if element.name() == "text:h" { Role::Headline } else { Role::Body };
                self.draft.open(self.areas.last().copied().unwrap_or(Area::Body), role);
                Kind::Paragraph
            }
            "text:s" => self.reference(element, ' '),
            "text:tab" => self.reference(element, '\t'),
            "text:line-break" => self.reference(element, '\n'),
            "text:note" => {
                let is_endnote = element.attribute(&["text:note-class"]).is_some_and(|class| class == "endnote");
                let number = &mut self.notes[usize::from(is_endnote)];
                *number += 1;
                let number = *number;
                self.enter(if is_endnote { Area::Endnote(number) } else { Area::Footnote(number) })
            }
            "table:table" => self.enter(Area::Table),
            "draw:text-box" => self.enter(Area::TextBox),
            "style:header" | "style:header-left" | "style:header-first" => self.enter(Area::Header),
            "style:footer" | "style:footer-left" | "style:footer-first" => self.enter(Area::Footer),
            "office:text" => {
                self.is_text = true;
                Kind::Other
            }
            _ => Kind::Other,
        };
        self.hidden += usize::from(kind == Kind::Hidden);
        self.open.push(kind);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Kind::Paragraph) => self.draft.close(),
            Some(Kind::Hidden) => self.hidden -= 1,
            Some(Kind::Area) => drop(self.areas.pop()),
            _ => {}
        }
    }

    fn text(&mut self, piece: Piece) {
        if self.hidden > 0 || !self.draft.is_in_paragraph() {
            return;
        }
        match piece {
            Piece::Literal(range) => self.draft.literal(self.number, range.clone(), &self.xml[range]),
            Piece::Reference(range, character) => {
                self.draft.reference(self.number, range, character, StretchKind::Reference);
            }
        }
    }
}
