//! A changed name → the bytes to change, so that the markup in and around it stays.

use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::ops::Range;
use std::path::PathBuf;

use quick_xml::escape::partial_escape;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::error::{DocumentProblem, ReadError};
use super::{Article, Markup, Piece, docx};

/// Why an article could not be written back.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    /// Files of its kind are reported on only.
    #[error(
        "{}: its findings are reported, but not fixed, as this kind of file ({kind}) is not written; change them in the program \
         that made it",
        path.display()
    )]
    ReportedOnly {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// Bytes that are no text would be lost.
    #[error("{}: has bytes that are no text in its encoding; repair it before --fix", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The encoding of the file lacks a letter.
    #[error("{}: a suggestion has a letter that {encoding} cannot hold; convert it to UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Its encoding.
        encoding: &'static str,
    },
    /// A document could not be read again.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl RewriteError {
    /// What is said of an article whose kind of file is not written.
    pub fn reported_only(article: &Article) -> RewriteError {
        RewriteError::ReportedOnly { path: article.path.clone(), kind: article.markup.name() }
    }
}

impl Article {
    /// Whether what stands at `range` may be changed: originals in files for translators may not, as the programs that
    /// made the file know its units by them.
    pub fn is_writable(&self, range: &Range<usize>) -> bool {
        self.place(range.start).is_none_or(|place| !place.is_original)
    }

    /// What to write in place of `range`, bytes of the text, so that a reader sees `suggestion` there: markup inside
    /// the range is kept and what the file format wants escaped is. A suggestion has the markup between its words as
    /// the text has it.
    pub fn replacement(&self, range: &Range<usize>, suggestion: &str) -> String {
        if !matches!(self.markup, Markup::Html | Markup::Po | Markup::Xliff | Markup::Tmx) {
            return suggestion.to_owned();
        }
        let old = self.atoms(range);
        let new = spelled(&self.text, &old, suggestion);
        let escaped = |text: &str| self.escaped(text, range.start);
        let is_kept = |atom: &Atom| !atom.is_fixed || new.contains(&New::Kept(atom));
        if old.iter().all(is_kept) {
            return new
                .iter()
                .map(|new| match new {
                    New::Characters(text) => escaped(text),
                    New::Kept(atom) => self.text[atom.range.clone()].to_owned(),
                })
                .collect();
        }
        // Markup inside a word is no part of the suggestion, but stays too.
        let new = read_as(&new);
        let mut replacement = String::new();
        let mut end = range.start;
        for (edit, text) in distribute(&old, &new) {
            replacement.push_str(&self.text[end..edit.start]);
            replacement.push_str(&escaped(&text));
            end = edit.end;
        }
        replacement.push_str(&self.text[end..range.end]);
        replacement
    }

    /// What a person reads at `range`, bytes of the text.
    pub fn reading(&self, range: &Range<usize>) -> String {
        let reading: String = self.atoms(range).iter().filter_map(|atom| atom.character).collect();
        if reading.is_empty() { self.text[range.clone()].to_owned() } else { reading }
    }

    /// What a person reads of a suggestion for `range`, without the markup that it has between its words.
    pub fn suggestion_reading(&self, range: &Range<usize>, suggestion: &str) -> String {
        read_as(&spelled(&self.text, &self.atoms(range), suggestion))
    }

    /// What a person reads in the paragraph around `range`, in one line, and where in that the range stands.
    pub fn passage(&self, range: &Range<usize>) -> Option<(String, Range<usize>)> {
        let pieces = &self.paragraphs.get(self.paragraph(range))?.pieces;
        let whole = pieces.first()?.range().start..pieces.last()?.range().end;
        let mut passage = String::new();
        let mut found: Option<Range<usize>> = None;
        for atom in self.atoms(&whole) {
            let Some(character) = atom.character else { continue };
            let start = passage.len();
            passage.push(if character.is_control() { ' ' } else { character });
            if atom.range.start < range.end && range.start < atom.range.end {
                let start = found.map_or(start, |found| found.start);
                found = Some(start..passage.len());
            }
        }
        Some((passage, found?))
    }

    /// The index of the paragraph that a stretch of the text stands in.
    fn paragraph(&self, range: &Range<usize>) -> usize {
        self.paragraphs
            .partition_point(|paragraph| paragraph.pieces.last().is_some_and(|piece| piece.range().end <= range.start))
    }

    /// What a stretch of the text consists of: characters, and markup between them.
    fn atoms(&self, range: &Range<usize>) -> Vec<Atom> {
        let mut atoms = Vec::new();
        let mut end = range.start;
        let pieces = self.paragraphs.get(self.paragraph(range)).map_or(&[][..], |paragraph| &paragraph.pieces);
        for piece in pieces {
            let inside = piece.range().start.max(range.start)..piece.range().end.min(range.end);
            if inside.is_empty() {
                continue;
            }
            if end < inside.start {
                atoms.push(Atom { character: None, range: end..inside.start, is_fixed: true });
            }
            end = inside.end;
            match piece {
                Piece::Literal(_) => {
                    atoms.extend(self.text[inside.clone()].char_indices().map(|(offset, character)| {
                        let start = inside.start + offset;
                        Atom { character: Some(character), range: start..start + character.len_utf8(), is_fixed: false }
                    }));
                }
                Piece::Reference(reference, character) => atoms.push(Atom {
                    character: Some(*character),
                    range: reference.clone(),
                    is_fixed: is_markup(&self.text, reference),
                }),
            }
        }
        atoms
    }

    /// Text as the markup at this place has it.
    fn escaped(&self, text: &str, at: usize) -> String {
        match self.markup {
            Markup::Po => text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"),
            Markup::Html | Markup::Xliff | Markup::Tmx if text.contains(['&', '<', '>']) => {
                let is_in_cdata = || {
                    let before = &self.text[..at];
                    before.rfind("<![CDATA[").is_some_and(|start| !before[start..].contains("]]>"))
                };
                if self.markup != Markup::Html && is_in_cdata() {
                    text.to_owned()
                } else {
                    partial_escape(text).into_owned()
                }
            }
            _ => text.to_owned(),
        }
    }

    /// The bytes of the file with changes: stretches of the text and what to put there, in order and without overlap.
    /// Everything else stays byte for byte. A document is read from its file again.
    pub fn rewritten(&self, changes: &[(Range<usize>, String)]) -> Result<Vec<u8>, RewriteError> {
        let path = || self.path.clone();
        if !self.markup.is_written_back() {
            return Err(RewriteError::reported_only(self));
        }
        if self.markup == Markup::Docx {
            let document = |problem: DocumentProblem| problem.at(&self.path, self.markup);
            let file = File::open(&self.path).map_err(|source| ReadError::Io { path: path(), source })?;
            return Ok(docx::write(BufReader::new(file), &self.text, changes).map_err(document)?);
        }
        if self.damaged {
            return Err(RewriteError::Damaged { path: path() });
        }
        self.encoded(&self.with_changes(changes))
    }

    /// The text with changes: stretches of it and what to put there, in order and without overlap.
    pub fn with_changes(&self, changes: &[(Range<usize>, String)]) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut end = 0;
        for (range, suggestion) in changes {
            let Some(between) = self.text.get(end..range.start) else { continue };
            text.push_str(between);
            text.push_str(&self.replacement(range, suggestion));
            end = range.end;
        }
        text.push_str(&self.text[end..]);
        text
    }

    fn encoded(&self, text: &str) -> Result<Vec<u8>, RewriteError> {
        let text = if self.byte_order_mark { Cow::Owned(format!("\u{feff}{text}")) } else { Cow::Borrowed(text) };
        let encoding = self.encoding;
        if encoding == encoding_rs::UTF_16LE {
            return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        if encoding == encoding_rs::UTF_16BE {
            return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        let (bytes, _, unencodable) = encoding.encode(&text);
        if unencodable {
            return Err(RewriteError::Encoding { path: self.path.clone(), encoding: encoding.name() });
        }
        Ok(bytes.into_owned())
    }
}

/// A character of a name as it stands in a file, or the markup between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// `None` for markup that stands for no character.
    pub character: Option<char>,
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// Whether it is markup, which stays.
    pub is_fixed: bool,
}

/// Whether these bytes are an element, or the end of a line of a string and the beginning of the next.
fn is_markup(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].starts_with(['<', '"'])
}

/// A part of the text to come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum New<'a> {
    Characters(&'a str),
    /// A reference or markup of the old text.
    Kept(&'a Atom),
}

/// The characters of the text to come.
fn read_as(new: &[New<'_>]) -> String {
    let read = |new: &New<'_>| match new {
        New::Characters(text) => (*text).to_owned(),
        New::Kept(atom) => atom.character.map_or_else(String::new, String::from),
    };
    new.iter().map(read).collect()
}

/// A suggestion divided into what it took from the text as it stands there, and characters of names.
fn spelled<'a>(text: &str, old: &'a [Atom], suggestion: &'a str) -> Vec<New<'a>> {
    let stands_for_more =
        |atom: &&Atom| atom.character.is_none_or(|character| !text[atom.range.clone()].starts_with(character));
    let mut new = Vec::new();
    let mut rest = suggestion;
    for atom in old.iter().filter(stands_for_more) {
        if let Some((before, after)) = rest.split_once(&text[atom.range.clone()]) {
            new.extend([New::Characters(before), New::Kept(atom)]);
            rest = after;
        }
    }
    new.push(New::Characters(rest));
    new
}

/// The smallest changes to the characters of a name that make it the new one, each inside one stretch of characters
/// that stand together; where nothing stands between them, one change. What is fixed stays.
pub(super) fn distribute(old: &[Atom], new: &str) -> Vec<(Range<usize>, String)> {
    let (Some(first), Some(last)) = (old.first(), old.last()) else { return Vec::new() };
    let is_together = |pair: &[Atom]| pair[0].range.end == pair[1].range.start;
    if old.iter().all(|atom| !atom.is_fixed) && old.windows(2).all(is_together) {
        return vec![(first.range.start..last.range.end, new.to_owned())];
    }
    let old: Vec<&Atom> = old.iter().filter(|atom| atom.character.is_some()).collect();
    let before: Vec<Option<char>> = old.iter().map(|atom| atom.character).collect();
    let after: Vec<Option<char>> = new.chars().map(Some).collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (old_range, new_range) = match operation {
            DiffOp::Equal { .. } => continue,
            other => (other.old_range(), other.new_range()),
        };
        let mut text: String = after[new_range].iter().flatten().collect();
        for atom in old[old_range.clone()].iter().filter(|atom| !atom.is_fixed) {
            match edits.last_mut() {
                Some((range, _)) if range.end == atom.range.start && text.is_empty() => range.end = atom.range.end,
                _ => edits.push((atom.range.clone(), std::mem::take(&mut text))),
            }
        }
        if !text.is_empty() {
            // An insertion goes with the character before it, which is of the same word more often.
            let before = old_range.start.checked_sub(1).map(|index| old[index]).filter(|atom| !atom.is_fixed);
            let at =
                before.map_or_else(|| old.get(old_range.end).map(|atom| atom.range.start), |atom| Some(atom.range.end));
            let at = at.unwrap_or(last.range.end);
            edits.push((at..at, text));
        }
    }
    edits
}
