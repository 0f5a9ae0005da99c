//! JSON Lines → one article a record.
//!
//! A record is an object on a line: `text`, and where they are known `title`, `date`, `lang` and `url`. See
//! <https://jsonlines.org>.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::DocumentProblem;
use super::preamble::language_of_tag;
use super::{Block, Contents, Date, Offset, Piece, Place, Role, first_words, plain, preamble};

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    text: &'a RawValue,
    #[serde(borrow, default)]
    title: Option<&'a RawValue>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default, alias = "language")]
    lang: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// A line of the file.
pub(super) struct Record {
    /// Bytes of the text of the file.
    pub range: Range<usize>,
    /// What stands before it.
    pub offset: Offset,
    /// Ranges are bytes of the line.
    pub contents: Contents,
}

/// Whether a text begins with a record.
pub(super) fn is_json_lines(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.trim_start().starts_with('{') && serde_json::from_str::<Fields<'_>>(line).is_ok())
}

/// The records of a file in their order; a line that is none gives what is wrong with it.
pub(super) fn read(text: &str) -> impl Iterator<Item = Result<Record, DocumentProblem>> {
    let mut offset = Offset::default();
    let mut number = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = offset;
        offset.bytes += line.len();
        offset.characters += line.chars().count();
        offset.lines += 1;
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            return None;
        }
        number += 1;
        let range = start.bytes..start.bytes + line.len();
        Some(match contents(line, number) {
            Ok(contents) => Ok(Record { range, offset: start, contents }),
            Err(reason) => Err(DocumentProblem::Record { record: number, line: start.lines + 1, reason }),
        })
    })
}

fn contents(line: &str, number: usize) -> Result<Contents, String> {
    let fields: Fields<'_> = serde_json::from_str(line).map_err(|error| {
        // The line of the file is said elsewhere.
        let message = error.to_string();
        format!("no record: {}", message.split(" at line 1 column").next().unwrap_or_default())
    })?;
    let text = Spelled::read(line, fields.text).ok_or("its text is no string")?;
    let title = fields.title.filter(|title| title.get() != "null");
    let title = title.map(|title| Spelled::read(line, title).ok_or("its title is no string")).transpose()?;
    let before = preamble::read(&text.text);
    let mut blocks = Vec::new();
    if let Some(title) = title.as_ref().filter(|title| !title.text.trim().is_empty()) {
        let pieces = title.pieces(0..title.text.len());
        blocks.push(Block { role: Role::Headline, language: None, pieces });
    }
    for block in plain::read(&text.text, before.end).blocks {
        let pieces = block.pieces.iter().flat_map(|piece| text.pieces(piece.range().clone())).collect();
        blocks.push(Block { pieces, ..block });
    }
    // The title may follow the text.
    blocks.sort_by_key(|block| block.pieces.first().map(|piece| piece.range().start));
    let known_by = [title.as_ref().map(|title| &*title.text), fields.url.as_deref(), Some(&*text.text)];
    let words = known_by.into_iter().flatten().map(first_words).find(|words| !words.is_empty());
    Ok(Contents {
        blocks,
        date: fields.date.as_deref().and_then(|date| Date::parse(date.trim())).or(before.date),
        language: fields.lang.as_deref().and_then(language_of_tag).or(before.language),
        places: vec![Place {
            range: 0..line.len(),
            name: words.map_or_else(|| format!("record {number}"), |words| format!("record {number} «{words}»")),
            is_original: false,
        }],
    })
}

/// A string of JSON with the places that its characters came from.
struct Spelled {
    text: String,
    /// Where stretches of the text begin, and what they came from.
    stretches: Vec<(usize, Piece)>,
}

impl Spelled {
    /// `None` where the value is no string.
    fn read(line: &str, value: &RawValue) -> Option<Spelled> {
        let inner = value.get().strip_prefix('"')?.strip_suffix('"')?;
        // The value is a part of the line.
        let start = inner.as_ptr().addr().checked_sub(line.as_ptr().addr())?;
        let mut spelled = Spelled { text: String::with_capacity(inner.len()), stretches: Vec::new() };
        let mut position = 0;
        while position < inner.len() {
            let rest = &inner[position..];
            let literal = rest.find('\\').unwrap_or(rest.len());
            if literal > 0 {
                let range = start + position..start + position + literal;
                spelled.stretches.push((spelled.text.len(), Piece::Literal(range)));
                spelled.text.push_str(&rest[..literal]);
                position += literal;
                continue;
            }
            let (character, length) = escape(rest);
            let range = start + position..start + position + length;
            spelled.stretches.push((spelled.text.len(), Piece::Reference(range, character)));
            spelled.text.push(character);
            position += length;
        }
        Some(spelled)
    }

    /// What a stretch of the text came from.
    fn pieces(&self, range: Range<usize>) -> Vec<Piece> {
        let first = self.stretches.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let mut pieces = Vec::new();
        for (start, piece) in self.stretches[first..].iter().take_while(|(start, _)| *start < range.end) {
            match piece {
                Piece::Literal(source) => {
                    let from = source.start + range.start.saturating_sub(*start);
                    let to = (source.start + (range.end - start)).min(source.end);
                    if from < to {
                        pieces.push(Piece::Literal(from..to));
                    }
                }
                Piece::Reference(source, character) => pieces.push(Piece::Reference(source.clone(), *character)),
            }
        }
        pieces
    }
}

/// The character that a string which begins with a backslash begins with, and the bytes that stand for it.
fn escape(text: &str) -> (char, usize) {
    let simple = |character| (character, 2);
    match text.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'u') => {
            let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
            let units: Vec<u16> = unit(text).into_iter().chain(text.get(6..).and_then(unit)).collect();
            let decoded = char::decode_utf16(units.iter().copied()).next();
            match decoded {
                Some(Ok(character)) => (character, 6 * character.len_utf16()),
                _ => (char::REPLACEMENT_CHARACTER, text.len().min(6)),
            }
        }
        Some(other) if other.is_ascii() => simple(char::from(*other)),
        _ => (char::REPLACEMENT_CHARACTER, 1),
    }
}
