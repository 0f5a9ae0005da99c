//! Files → [`Article`]: decoding, markup, title, date, language.

use std::ops::Range;
use std::path::PathBuf;

use crate::languages::Language;

/// One article as it was read. All ranges are bytes of `text`.
#[derive(Clone, Debug)]
pub struct Article {
    /// The argument it came from, joined with the path below it.
    pub path: PathBuf,
    /// The decoded file as it stands, markup and all, without a byte-order mark.
    pub text: String,
    /// The encoding it was stored in, to write it back.
    pub encoding: &'static encoding_rs::Encoding,
    /// Whether the file began with a byte-order mark.
    pub byte_order_mark: bool,
    /// The date that the article states, if any.
    pub date: Option<Date>,
    /// The language of most of its text.
    pub language: Language,
    /// What a person reads, in order: headline, paragraphs, list items. Menus, scripts, code and URLs are not here.
    pub paragraphs: Vec<Paragraph>,
}

/// A stretch of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Headline or body.
    pub role: Role,
    /// The language of this paragraph.
    pub language: Language,
    /// What the paragraph consists of, in the order of the text and without overlap.
    pub pieces: Vec<Piece>,
}

/// The function of a paragraph in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A title or a heading.
    Headline,
    /// Everything else.
    Body,
}

/// A part of a paragraph, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Characters that stand for themselves.
    Literal(Range<usize>),
    /// A character reference of the markup (`&laquo;`) and what it stands for.
    Reference(Range<usize>, char),
}

impl Piece {
    /// Where it stands in the file.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Piece::Literal(range) | Piece::Reference(range, _) => range,
        }
    }
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the Common Era.
    pub year: u16,
    /// Month, 1…12.
    pub month: u8,
    /// Day, 1…31.
    pub day: u8,
}
