//! Files of two languages → units: a text and its translation.

use std::ops::Range;
use std::path::Path;

use super::error::{DocumentProblem, ReadError};
use super::identification::language_of;
use super::{Markup, Piece, decoding};
use crate::languages::Language;

mod po;
mod tmx;
mod tsv;
mod xliff;

/// A text and its translation, as a file for translators links them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The language of the original and its text, markup left out.
    pub source: (Language, String),
    /// The language of the translation and its text.
    pub target: (Language, String),
    /// What the file calls the unit, or its number where it has no name.
    pub id: String,
}

/// How a file keeps its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Po,
    Xliff,
    Tmx,
    Tsv,
}

impl Format {
    fn of_path(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "po" => Some(Format::Po),
            "xliff" | "xlf" => Some(Format::Xliff),
            "tmx" => Some(Format::Tmx),
            "tsv" => Some(Format::Tsv),
            _ => None,
        }
    }
}

/// Whether the extension of a file is that of linked texts: .po, .xliff, .xlf, .tmx, .tsv.
pub fn is_bitext(path: &Path) -> bool {
    Format::of_path(path).is_some()
}

/// The units of a .po, .xliff, .xlf, .tmx or .tsv file (two columns, the rest left out; a first line of language codes
/// is taken as such) that have a text in each of the two languages, in the order of the file. Languages are what the
/// file states, else what its texts are found to be written in. Needs about three times the size of the file in memory.
pub fn bitext(path: &Path) -> Result<Vec<Unit>, ReadError> {
    let bytes = std::fs::read(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
    bitext_of_bytes(path, bytes)
}

/// The same from memory; the extension of `path` says what the bytes are.
pub fn bitext_of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Vec<Unit>, ReadError> {
    let format = Format::of_path(path).ok_or_else(|| ReadError::Document {
        path: path.to_owned(),
        kind: "bitext",
        problem: DocumentProblem::NoBitext,
    })?;
    let markup = match format {
        Format::Po => Markup::Po,
        Format::Xliff => Markup::Xliff,
        Format::Tmx => Markup::Tmx,
        Format::Tsv => Markup::Plain,
    };
    let text = decoding::decode(bytes, markup).map_err(|problem| problem.at(path))?.text;
    let units = match format {
        Format::Po => po::read(&text),
        Format::Xliff => xliff::read(&text),
        Format::Tmx => tmx::read(&text),
        Format::Tsv => Ok(tsv::read(&text)),
    };
    let units = units.map_err(|problem| problem.at(path, markup))?;
    Ok(units.iter().filter_map(|unit| unit.translated(&text)).collect())
}

/// A unit with the places of its texts in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Linked {
    pub id: String,
    /// Those in Russian or Ukrainian.
    pub segments: Vec<Segment>,
}

/// One text of a unit.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub side: Side,
    pub language: Language,
    /// What a person reads; never empty.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Target,
}

impl Linked {
    /// The unit, if it has the original in one language and the translation in the other.
    fn translated(&self, text: &str) -> Option<Unit> {
        let segment = |side| self.segments.iter().find(|segment| segment.side == side);
        let (source, target) = (segment(Side::Source)?, segment(Side::Target)?);
        let side = |segment: &Segment| (segment.language, plain(text, &segment.pieces).trim().to_owned());
        (source.language != target.language).then(|| Unit {
            source: side(source),
            target: side(target),
            id: self.id.clone(),
        })
    }
}

/// The characters that pieces stand for.
pub(super) fn plain(text: &str, pieces: &[Piece]) -> String {
    let mut plain = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(range) => plain.push_str(&text[range.clone()]),
            Piece::Reference(_, character) => plain.push(*character),
        }
    }
    plain
}

/// What a file says of the language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    Ours(Language),
    Other,
}

/// The language of a code as such files have it: `ru`, `RU`, `uk-UA`, `ukr`, and `ua`, which is a country.
fn stated(code: &str) -> Option<Stated> {
    let main = code.trim().split(['-', '_', '@']).next().unwrap_or_default().to_ascii_lowercase();
    match main.as_str() {
        "" | "und" | "mul" | "zxx" => None,
        "ru" | "rus" => Some(Stated::Ours(Language::Russian)),
        "uk" | "ukr" | "ua" => Some(Stated::Ours(Language::Ukrainian)),
        _ => Some(Stated::Other),
    }
}

/// A unit as a format has it, before its languages are known.
#[derive(Debug, Default)]
struct Raw {
    id: String,
    texts: Vec<(Side, Option<Stated>, Vec<Piece>)>,
}

/// Gives each text its language: the stated one, else that of all texts of its side. Texts of other languages, and
/// those without a Cyrillic letter where nothing is stated, are left out.
fn with_languages(text: &str, units: Vec<Raw>) -> Vec<Linked> {
    let of_side = |side: Side| {
        const ENOUGH: usize = 1 << 16;
        let mut sample = String::new();
        for (_, _, pieces) in
            units.iter().flat_map(|unit| &unit.texts).filter(|text| text.0 == side && text.1.is_none())
        {
            let plain = plain(text, pieces);
            if has_cyrillic(&plain) {
                sample.push_str(&plain);
                sample.push('\n');
            }
            if sample.len() > ENOUGH {
                break;
            }
        }
        language_of(&sample)
    };
    let (source, target) = (of_side(Side::Source), of_side(Side::Target));
    let linked = units.into_iter().map(|unit| {
        let segments = unit.texts.into_iter().filter_map(|(side, stated, pieces)| {
            let found = if side == Side::Source { source } else { target };
            let language = match stated {
                Some(Stated::Ours(language)) => language,
                Some(Stated::Other) => return None,
                None if has_cyrillic(&plain(text, &pieces)) => found?,
                None => return None,
            };
            let has_text = pieces.iter().any(|piece| match piece {
                Piece::Literal(range) => !text[range.clone()].trim().is_empty(),
                Piece::Reference(_, character) => !character.is_whitespace() && *character != super::OBJECT,
            });
            has_text.then_some(Segment { side, language, pieces })
        });
        Linked { id: unit.id, segments: segments.collect() }
    });
    linked.collect()
}

fn has_cyrillic(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// Adds a piece, joined to the one before where they touch.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Literal(last)), Piece::Literal(next)) if last.end == next.start => last.end = next.end,
        (_, Piece::Literal(Range { start, end })) if start == end => {}
        (_, piece) => pieces.push(piece),
    }
}
