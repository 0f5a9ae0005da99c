//! Files → [`Article`]: decoding, markup, title, date, language.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::languages::Language;

mod bitext;
mod decoding;
mod error;
mod html;
mod html_elements;
mod identification;
mod markdown;
mod paragraphs;
mod plain;
mod preamble;
mod walk;
mod xml;

pub use bitext::{Unit, bitext, bitext_of_bytes, is_bitext};
pub use error::{DocumentProblem, ReadError};
pub use walk::walk;
pub use xml::XmlProblem;

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
    /// Whether bytes that are no text in this encoding were replaced by U+FFFD: writing `text` back would lose them.
    pub damaged: bool,
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
    /// A stretch of markup and the character it stands for: `&laquo;`, or a space for a line break. Code and pictures
    /// inside a paragraph stand for [`OBJECT`].
    Reference(Range<usize>, char),
}

/// Stands for what is in a paragraph but is not prose (U+FFFC, object replacement character).
pub const OBJECT: char = '\u{fffc}';

impl Piece {
    /// Where it stands in the file.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Piece::Literal(range) | Piece::Reference(range, _) => range,
        }
    }
}

/// A calendar day; as a text `2016-05-19`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    /// Year of the Common Era.
    pub year: u16,
    /// Month, 1…12.
    pub month: u8,
    /// Day, 1…31.
    pub day: u8,
}

/// How a file marks its headings and paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Lines of text.
    Plain,
    /// CommonMark with tables.
    Markdown,
    /// HTML.
    Html,
    /// A catalogue of GNU gettext.
    Po,
    /// XLIFF 1.2 or 2.
    Xliff,
    /// A translation memory.
    Tmx,
}

impl Markup {
    /// By the extension of the file; plain text where it has none or another.
    pub fn of_path(path: &Path) -> Markup {
        Self::of_extension(path).unwrap_or(Markup::Plain)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Markup::Plain => "text",
            Markup::Markdown => "Markdown",
            Markup::Html => "HTML page",
            Markup::Po => "gettext catalogue",
            Markup::Xliff => "XLIFF file",
            Markup::Tmx => "translation memory",
        }
    }

    /// `None` where the extension is not one of an article.
    fn of_extension(path: &Path) -> Option<Markup> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Markup::Plain),
            "md" | "markdown" => Some(Markup::Markdown),
            "html" | "htm" => Some(Markup::Html),
            _ => None,
        }
    }
}

/// Reads an article from a file of any extension. Needs two to three times the size of the file in memory.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    let bytes = std::fs::read(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    read_bytes(path, bytes, Markup::of_path(path))
}

/// Reads an article from memory; `path` names it in results and messages. A page that begins as HTML is read as HTML
/// even where it is said to be plain text.
pub fn read_bytes(path: &Path, bytes: Vec<u8>, markup: Markup) -> Result<Article, ReadError> {
    let decoded = decoding::decode(bytes, markup).map_err(|problem| problem.at(path))?;
    let text = decoded.text;
    let markup = if html::is_page(&text) { Markup::Html } else { markup };
    let preamble = preamble::read(&text);
    let mut contents = match markup {
        Markup::Plain => plain::read(&text, preamble.end),
        Markup::Markdown => markdown::read(&text, preamble.end),
        Markup::Html => html::read(&text, preamble.end),
        Markup::Po | Markup::Xliff | Markup::Tmx => Contents::default(),
    };
    contents.blocks.splice(0..0, preamble.title);
    let blocks = paragraphs::limit_length(&text, contents.blocks);
    let stated_language = preamble.language.or(contents.language);
    let (language, paragraphs) = identification::identify(&text, blocks, stated_language);
    Ok(Article {
        path: path.to_owned(),
        encoding: decoded.encoding,
        byte_order_mark: decoded.byte_order_mark,
        damaged: decoded.damaged,
        date: preamble.date.or(contents.date),
        language,
        paragraphs,
        text,
    })
}

/// The text of any file, in whatever encoding, without its byte-order mark; `path` names it in messages.
pub(crate) fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, ReadError> {
    Ok(decoding::decode(bytes, Markup::Plain).map_err(|problem| problem.at(path))?.text)
}

/// The first words of a text, to know it by.
fn first_words(text: &str) -> String {
    const WORDS: usize = 5;
    const LONGEST: usize = 60;
    let mut words = text.split_whitespace();
    let mut first = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    let is_cut = words.next().is_some();
    let end = first.char_indices().nth(LONGEST).map(|(at, _)| at);
    first.truncate(end.unwrap_or(first.len()));
    if is_cut || end.is_some() {
        first.push('…');
    }
    first
}

/// A paragraph whose language is not known yet.
#[derive(Debug)]
struct Block {
    role: Role,
    pieces: Vec<Piece>,
}

/// What a markup says about an article.
#[derive(Debug, Default)]
struct Contents {
    blocks: Vec<Block>,
    date: Option<Date>,
    language: Option<Language>,
}
