//! Files → [`Article`]: decoding, markup, title, date, language.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::languages::Language;

mod archive;
mod bitext;
mod decoding;
mod docx;
mod error;
mod html;
mod html_elements;
mod identification;
mod json_lines;
mod markdown;
mod odt;
mod office;
mod paragraphs;
mod plain;
mod preamble;
mod rewriting;
mod walk;
pub(crate) mod xml;

pub use bitext::{Unit, bitext, bitext_of_bytes, is_bitext};
pub use error::{ArchiveProblem, DocumentProblem, ReadError};
pub use rewriting::RewriteError;
pub use walk::walk;
pub use xml::XmlProblem;

/// One article as it was read. All ranges are bytes of `text`.
#[derive(Clone, Debug)]
pub struct Article {
    /// The argument it came from, joined with the path below it.
    pub path: PathBuf,
    /// How the file marks its paragraphs.
    pub markup: Markup,
    /// The decoded file as it stands, markup and all, without a byte-order mark; the line of a record; of an office
    /// document what people read, one paragraph a line.
    pub text: String,
    /// What of the file stands before `text`: something only for a record.
    pub offset: Offset,
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
    /// What people call the places of a document, in the order of the text and without overlap; none in articles.
    pub places: Vec<Place>,
}

/// A place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the article's text.
    pub range: Range<usize>,
    /// What a person finds it by: `paragraph 3 «Стив Уиткофф приехал в…»`, `unit greeting`, `record 17`.
    pub name: String,
    /// Whether it is the original of a translation, which is not to be changed.
    pub is_original: bool,
}

/// A place in a file, as what stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// Bytes of UTF-8.
    pub bytes: usize,
    /// Unicode code points.
    pub characters: usize,
    /// Line feeds.
    pub lines: usize,
}

impl Article {
    /// The place that a byte of the text belongs to.
    pub fn place(&self, byte: usize) -> Option<&Place> {
        let index = self.places.partition_point(|place| place.range.end <= byte);
        self.places.get(index).filter(|place| place.range.start <= byte)
    }
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

    /// The same piece where `by` more bytes stand before it.
    fn moved(&self, by: usize) -> Piece {
        match self {
            Piece::Literal(range) => Piece::Literal(moved(range, by)),
            Piece::Reference(range, character) => Piece::Reference(moved(range, by), *character),
        }
    }
}

/// A range where `by` more bytes stand before it.
fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    by + range.start..by + range.end
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
    /// A record a line.
    JsonLines,
    /// A document of Word.
    Docx,
    /// A document of LibreOffice Writer.
    Odt,
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
            Markup::JsonLines => "JSON Lines file",
            Markup::Docx => "Word document",
            Markup::Odt => "OpenDocument text",
        }
    }

    /// `None` where the extension is not one of an article.
    fn of_extension(path: &Path) -> Option<Markup> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Markup::Plain),
            "md" | "markdown" => Some(Markup::Markdown),
            "html" | "htm" => Some(Markup::Html),
            "po" => Some(Markup::Po),
            "xliff" | "xlf" => Some(Markup::Xliff),
            "tmx" => Some(Markup::Tmx),
            "jsonl" | "ndjson" => Some(Markup::JsonLines),
            "docx" => Some(Markup::Docx),
            "odt" => Some(Markup::Odt),
            _ => None,
        }
    }

    /// Whether changed names can be written back into such a file.
    pub fn is_written_back(self) -> bool {
        !matches!(self, Markup::Tmx | Markup::JsonLines | Markup::Odt)
    }

    /// Whether a line of the article's text is a line of the file: not so for office documents.
    pub fn has_lines(self) -> bool {
        !matches!(self, Markup::Docx | Markup::Odt)
    }

    /// By the first bytes of what has no name: a record, or plain text.
    pub fn of_bytes(bytes: &[u8]) -> Markup {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let line = bytes.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_record = line.starts_with(b"{") && std::str::from_utf8(line).is_ok_and(json_lines::is_json_lines);
        if is_record { Markup::JsonLines } else { Markup::Plain }
    }
}

/// Reads an article from a file of any extension; the records of a .jsonl file make one article. Needs two to three
/// times the size of the file in memory.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    match Markup::of_path(path) {
        markup @ (Markup::Docx | Markup::Odt) => office(path, BufReader::new(File::open(path).map_err(io)?), markup),
        markup => read_bytes(path, std::fs::read(path).map_err(io)?, markup),
    }
}

/// Reads the articles of a file: one, or in a .jsonl file one a record. A record that is none is an error item, and the
/// others are read; where the first is none, the file is.
pub fn read_articles(path: &Path) -> Vec<Result<Article, ReadError>> {
    let markup = Markup::of_path(path);
    if markup != Markup::JsonLines {
        return vec![read_file(path)];
    }
    match std::fs::read(path) {
        Ok(bytes) => read_articles_of_bytes(path, bytes, markup),
        Err(source) => vec![Err(ReadError::Io { path: path.to_owned(), source })],
    }
}

/// The same from memory; `path` names it in results and messages.
pub fn read_articles_of_bytes(path: &Path, bytes: Vec<u8>, markup: Markup) -> Vec<Result<Article, ReadError>> {
    if markup != Markup::JsonLines {
        return vec![read_bytes(path, bytes, markup)];
    }
    let mut decoded = match decoding::decode(bytes, markup) {
        Ok(decoded) => decoded,
        Err(problem) => return vec![Err(problem.at(path))],
    };
    let text = std::mem::take(&mut decoded.text);
    let mut articles: Vec<Result<Article, ReadError>> = Vec::new();
    for record in json_lines::read(&text) {
        let article = record.map_err(|problem| problem.at(path, markup)).map(|record| {
            let line = text[record.range].to_owned();
            let article = article(path, decoding::Decoded { text: line, ..decoded }, markup, record.contents);
            Article { offset: record.offset, ..article }
        });
        let is_no_file = articles.is_empty() && article.is_err();
        articles.push(article);
        if is_no_file {
            break;
        }
    }
    articles
}

/// Reads an article from memory; `path` names it in results and messages. A page that begins as HTML is read as HTML
/// even where it is said to be plain text.
pub fn read_bytes(path: &Path, bytes: Vec<u8>, markup: Markup) -> Result<Article, ReadError> {
    if matches!(markup, Markup::Docx | Markup::Odt) {
        return office(path, Cursor::new(bytes), markup);
    }
    let decoded = decoding::decode(bytes, markup).map_err(|problem| problem.at(path))?;
    let text = &decoded.text;
    let is_prose = matches!(markup, Markup::Plain | Markup::Markdown);
    let markup = if is_prose && html::is_page(text) { Markup::Html } else { markup };
    let problem = |problem: DocumentProblem| problem.at(path, markup);
    let contents = match markup {
        Markup::Po | Markup::Xliff | Markup::Tmx => bitext::read(text, markup).map_err(problem)?,
        Markup::JsonLines => {
            let mut all = Contents::default();
            for record in json_lines::read(text) {
                all.append(record.map_err(problem)?);
            }
            all
        }
        _ => {
            let preamble = preamble::read(text);
            let mut contents = match markup {
                Markup::Markdown => markdown::read(text, preamble.end),
                Markup::Html => html::read(text, preamble.end),
                _ => plain::read(text, preamble.end),
            };
            contents.blocks.splice(0..0, preamble.title);
            contents.language = preamble.language.or(contents.language);
            contents.date = preamble.date.or(contents.date);
            contents
        }
    };
    Ok(article(path, decoded, markup, contents))
}

/// Reads a document from its archive.
fn office(path: &Path, file: impl Read + Seek, markup: Markup) -> Result<Article, ReadError> {
    let extracted = if markup == Markup::Odt { odt::read(file) } else { docx::read(file) };
    let extracted = extracted.map_err(|problem| problem.at(path, markup))?;
    let decoded = decoding::Decoded {
        text: extracted.text,
        encoding: encoding_rs::UTF_8,
        byte_order_mark: false,
        damaged: false,
    };
    Ok(article(path, decoded, markup, extracted.contents))
}

fn article(path: &Path, decoded: decoding::Decoded, markup: Markup, contents: Contents) -> Article {
    let text = decoded.text;
    let blocks = paragraphs::limit_length(&text, contents.blocks);
    let (language, paragraphs) = identification::identify(&text, blocks, contents.language);
    Article {
        path: path.to_owned(),
        markup,
        offset: Offset::default(),
        encoding: decoded.encoding,
        byte_order_mark: decoded.byte_order_mark,
        damaged: decoded.damaged,
        date: contents.date,
        language,
        paragraphs,
        places: contents.places,
        text,
    }
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

/// A paragraph whose language may not be known yet.
#[derive(Debug)]
struct Block {
    role: Role,
    /// What the file states.
    language: Option<Language>,
    pieces: Vec<Piece>,
}

/// What a markup says about an article.
#[derive(Debug, Default)]
struct Contents {
    blocks: Vec<Block>,
    date: Option<Date>,
    language: Option<Language>,
    places: Vec<Place>,
}

impl Contents {
    /// Adds what a record further on says.
    fn append(&mut self, record: json_lines::Record) {
        let start = record.range.start;
        for block in record.contents.blocks {
            let pieces = block.pieces.iter().map(|piece| piece.moved(start)).collect();
            self.blocks.push(Block { pieces, ..block });
        }
        let places = record.contents.places.into_iter();
        self.places.extend(places.map(|place| Place { range: moved(&place.range, start), ..place }));
        self.date = self.date.or(record.contents.date);
        self.language = self.language.or(record.contents.language);
    }
}
