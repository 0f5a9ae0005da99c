//! What office documents have in common: paragraphs of runs, in areas that a person can find.

use std::fmt;
use std::ops::Range;

use super::{Block, Contents, Piece, Place, Role, first_words, moved, plain, preamble};

/// Where in a document a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    Body,
    Table,
    TextBox,
    /// With its number, from 1.
    Footnote(usize),
    Endnote(usize),
    Header,
    Footer,
}

impl Area {
    /// Whether it follows the text of the document, so that paragraphs of the text can be counted.
    fn is_apart(self) -> bool {
        !matches!(self, Area::Body | Area::Table | Area::TextBox)
    }
}

/// A stretch of text and the XML that it came from.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// Bytes of the text of the document.
    pub text: Range<usize>,
    /// Which of the document's parts it came from.
    pub part: usize,
    /// Bytes of that part.
    pub xml: Range<usize>,
    pub kind: StretchKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StretchKind {
    /// The same bytes.
    Literal,
    /// A character reference.
    Reference,
    /// An element that stands for a character.
    Element,
}

/// A paragraph with ranges of its own text.
#[derive(Debug)]
struct Paragraph {
    area: Area,
    role: Role,
    text: String,
    pieces: Vec<Piece>,
    stretches: Vec<Stretch>,
    /// Copies of the paragraph for older programs.
    twins: Vec<Vec<Stretch>>,
}

/// A document while it is read.
#[derive(Debug)]
pub(super) struct Draft {
    open: Vec<Paragraph>,
    body: Vec<Paragraph>,
    /// Notes, headers and footers.
    apart: Vec<Paragraph>,
    /// Whether it is kept where each stretch came from.
    keeps_stretches: bool,
}

/// A document as lines of text, one a paragraph: the number of a line is that of its paragraph.
#[derive(Debug)]
pub(super) struct Extracted {
    pub text: String,
    pub contents: Contents,
    /// In the order of the text; only where they were to be kept.
    pub stretches: Vec<Stretch>,
    /// Copies of paragraphs: their place in the text, and where the copy stands.
    pub twins: Vec<Vec<Stretch>>,
}

impl Draft {
    pub fn new(keeps_stretches: bool) -> Draft {
        Draft { open: Vec::new(), body: Vec::new(), apart: Vec::new(), keeps_stretches }
    }

    pub fn is_in_paragraph(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn open(&mut self, area: Area, role: Role) {
        let paragraph =
            Paragraph { area, role, text: String::new(), pieces: Vec::new(), stretches: Vec::new(), twins: Vec::new() };
        self.open.push(paragraph);
    }

    /// Makes the open paragraph a heading.
    pub fn set_headline(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.role = Role::Headline;
        }
    }

    /// Adds characters that stand for themselves in a part.
    pub fn literal(&mut self, part: usize, xml: Range<usize>, content: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let start = paragraph.text.len();
        // A line of the text is a paragraph.
        if content.contains(['\n', '\r']) {
            paragraph.text.push_str(&content.replace(['\n', '\r'], " "));
        } else {
            paragraph.text.push_str(content);
        }
        let range = start..paragraph.text.len();
        match paragraph.pieces.last_mut() {
            Some(Piece::Literal(last)) => last.end = range.end,
            _ => paragraph.pieces.push(Piece::Literal(range.clone())),
        }
        self.keep(range, part, xml, StretchKind::Literal);
    }

    /// Adds what stands for one character.
    pub fn reference(&mut self, part: usize, xml: Range<usize>, character: char, kind: StretchKind) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let start = paragraph.text.len();
        paragraph.text.push(if matches!(character, '\n' | '\r') { ' ' } else { character });
        let range = start..paragraph.text.len();
        paragraph.pieces.push(Piece::Reference(range.clone(), character));
        self.keep(range, part, xml, kind);
    }

    fn keep(&mut self, text: Range<usize>, part: usize, xml: Range<usize>, kind: StretchKind) {
        if self.keeps_stretches
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.stretches.push(Stretch { text, part, xml, kind });
        }
    }

    pub fn close(&mut self) {
        if let Some(paragraph) = self.open.pop() {
            if paragraph.area.is_apart() { self.apart.push(paragraph) } else { self.body.push(paragraph) }
        }
    }

    /// How many paragraphs are finished, notes and the like aside.
    pub fn finished(&self) -> usize {
        self.body.len()
    }

    /// Closes a paragraph that repeats one of those after the first `since`, for programs that do not read that one.
    pub fn close_twin(&mut self, since: usize) {
        let Some(twin) = self.open.pop() else { return };
        let copied = self.body.iter_mut().skip(since).filter(|paragraph| paragraph.text == twin.text);
        if let Some(paragraph) = copied.min_by_key(|paragraph| paragraph.twins.len()) {
            paragraph.twins.push(twin.stretches);
        }
    }

    pub fn finish(mut self) -> Extracted {
        while self.is_in_paragraph() {
            self.close();
        }
        let mut extracted =
            Extracted { text: String::new(), contents: Contents::default(), stretches: Vec::new(), twins: Vec::new() };
        for (index, paragraph) in self.body.into_iter().chain(self.apart).enumerate() {
            extracted.add(index + 1, paragraph);
        }
        let Extracted { text, contents, .. } = &mut extracted;
        let before = preamble::read(text);
        contents.date = before.date;
        contents.language = before.language;
        if !contents.blocks.iter().any(|block| block.role == Role::Headline)
            && let Some(first) = contents.blocks.first_mut()
        {
            first.role = plain::role_of_first(text, first);
        }
        extracted
    }
}

impl Extracted {
    fn add(&mut self, number: usize, paragraph: Paragraph) {
        let start = self.text.len();
        let moved_stretch = |stretch: Stretch| Stretch { text: moved(&stretch.text, start), ..stretch };
        let words = first_words(&paragraph.text);
        if !words.is_empty() {
            let pieces = paragraph.pieces.iter().map(|piece| piece.moved(start)).collect();
            self.contents.blocks.push(Block { role: paragraph.role, language: None, pieces });
            self.contents.places.push(Place {
                range: start..start + paragraph.text.len(),
                name: format!("{} «{words}»", Named(paragraph.area, number)),
                is_original: false,
            });
        }
        self.text.push_str(&paragraph.text);
        self.text.push('\n');
        self.stretches.extend(paragraph.stretches.into_iter().map(moved_stretch));
        let twins = paragraph.twins.into_iter().map(|twin| twin.into_iter().map(moved_stretch).collect());
        self.twins.extend(twins);
    }
}

/// An area with the number of the paragraph.
struct Named(Area, usize);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.1;
        match self.0 {
            Area::Body => write!(f, "paragraph {number}"),
            Area::Table => write!(f, "paragraph {number}, in a table,"),
            Area::TextBox => write!(f, "paragraph {number}, in a text box,"),
            Area::Footnote(note) => write!(f, "footnote {note}"),
            Area::Endnote(note) => write!(f, "endnote {note}"),
            Area::Header => f.write_str("page header"),
            Area::Footer => f.write_str("page footer"),
        }
    }
}
