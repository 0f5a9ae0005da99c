//! A paragraph in normal spelling, tied to the bytes of the file.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::characters::{APOSTROPHE, is_apostrophe, is_cyrillic_vowel, is_invisible, is_letter};
use crate::languages::scripts::{Script, cyrillic_look_alike, latin_look_alike};
use crate::reader::{Paragraph, Piece};

/// A paragraph in normal spelling, tied to the file.
///
/// Normal spelling is Unicode NFC without stress marks and invisible characters; an apostrophe between letters is `'`;
/// a hyphen is `-`; any run of white space is one space, and none is left around the text; a word in which a few letters of the other script stand for
/// their look-alikes is written in one script. Quotes and dashes stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The normal spelling.
    pub text: String,
    /// Words of `text` that the file writes with look-alike letters of the other script, in order.
    pub mixed_script: Vec<Range<usize>>,
    /// Where the bytes of `text` came from, ascending; never empty.
    segments: Vec<Segment>,
}

/// A stretch of the text and the stretch of the file that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    text: usize,
    source: Range<usize>,
    /// Whether the two are the same bytes. Otherwise they correspond as a whole only.
    verbatim: bool,
}

impl Text {
    /// Reads a paragraph of `source`, the decoded file. Linear in the length of the paragraph; text that is already
    /// normal is only looked through and copied.
    pub fn of_paragraph(source: &str, paragraph: &Paragraph) -> Text {
        Self::of_pieces(source, &paragraph.pieces)
    }

    pub(crate) fn of_pieces(source: &str, pieces: &[Piece]) -> Text {
        Self::verbatim(source, pieces).unwrap_or_else(|| Self::rewritten(source, pieces))
    }

    /// The bytes of the file that a range of `text` came from, markup between them included, markup around them not.
    /// `range` lies on character boundaries.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let segment = |position: usize| {
            let after = self.segments.partition_point(|s| s.text <= position);
            &self.segments[after.saturating_sub(1)]
        };
        let first = segment(range.start);
        let start = if first.verbatim { first.source.start + (range.start - first.text) } else { first.source.start };
        if range.is_empty() {
            return start..start;
        }
        let last = segment(range.end - 1);
        let end = if last.verbatim { last.source.start + (range.end - last.text) } else { last.source.end };
        start..end
    }

    /// Whether a range of `text` touches a word that the file writes with look-alike letters of the other script.
    pub fn is_mixed_script(&self, range: Range<usize>) -> bool {
        let after = self.mixed_script.partition_point(|word| word.end <= range.start);
        self.mixed_script.get(after).is_some_and(|word| word.start < range.end)
    }

    /// The text of pieces that are already in normal spelling.
    fn verbatim(source: &str, pieces: &[Piece]) -> Option<Text> {
        let mut before = Neighbour::Space;
        let mut length = 0;
        for piece in pieces {
            let Piece::Literal(range) = piece else { return None };
            before = source[range.clone()].chars().try_fold(before, |before, c| before.then_normal(c))?;
            length += range.len();
        }
        if length > 0 && before == Neighbour::Space {
            return None;
        }
        let mut text = String::with_capacity(length);
        let mut segments = Vec::with_capacity(pieces.len().max(1));
        for piece in pieces {
            if let Piece::Literal(range) = piece {
                segments.push(Segment { text: text.len(), source: range.clone(), verbatim: true });
                text.push_str(&source[range.clone()]);
            }
        }
        if segments.is_empty() {
            segments.push(Segment { text: 0, source: 0..0, verbatim: true });
        }
        Some(Text { text, mixed_script: Vec::new(), segments })
    }

    fn rewritten(source: &str, pieces: &[Piece]) -> Text {
        let mut units = units(source, pieces);
        let mixed_units = respell(&mut units);
        let start = pieces.first().map_or(0, |piece| piece.range().start);
        let mut text = String::with_capacity(units.len() * 2);
        let mut segments: Vec<Segment> = Vec::new();
        let mut mixed_script = Vec::with_capacity(mixed_units.len());
        let mut mixed = mixed_units.into_iter().peekable();
        let mut mixed_start = 0;
        for (index, unit) in units.iter().enumerate() {
            if mixed.peek().is_some_and(|word| word.start == index) {
                mixed_start = text.len();
            }
            let verbatim = unit.source.len() == unit.character.len_utf8()
                && source[unit.source.clone()].starts_with(unit.character);
            match segments.last_mut() {
                Some(last) if verbatim && last.verbatim && last.source.end == unit.source.start => {
                    last.source.end = unit.source.end;
                }
                // A further character of what stands for the same bytes.
                Some(last) if !verbatim && !last.verbatim && last.source == unit.source => {}
                _ => segments.push(Segment { text: text.len(), source: unit.source.clone(), verbatim }),
            }
            text.push(unit.character);
            if mixed.next_if(|word| word.end == index + 1).is_some() {
                mixed_script.push(mixed_start..text.len());
            }
        }
        if segments.is_empty() {
            segments.push(Segment { text: 0, source: start..start, verbatim: true });
        }
        Text { text, mixed_script, segments }
    }
}

/// What stood before, as far as it decides whether the next character is normal there.
#[derive(Clone, Copy, PartialEq)]
enum Neighbour {
    Space,
    Latin,
    Cyrillic,
    Other,
}

impl Neighbour {
    /// The neighbour of the next character, or `None` where `c` may not stand in normal spelling. Rare characters are
    /// refused too: the long way decides on them.
    #[inline]
    fn then_normal(self, c: char) -> Option<Neighbour> {
        match c {
            'а'..='я' | 'А'..='Я' | 'ё' | 'є' | 'і' | 'ї' | 'ґ' | 'Ё' | 'Є' | 'І' | 'Ї' | 'Ґ' => {
                (self != Neighbour::Latin).then_some(Neighbour::Cyrillic)
            }
            ' ' => (self != Neighbour::Space).then_some(Neighbour::Space),
            'a'..='z' | 'A'..='Z' => (self != Neighbour::Cyrillic).then_some(Neighbour::Latin),
            '!'..='_' | '{'..='~' | '«' | '»' | '–' | '—' | '„' | '“' | '”' | '…' | '№' | '•' | '€' | '°' => {
                Some(Neighbour::Other)
            }
            _ => None,
        }
    }
}

/// A character of the normal spelling and the bytes of the file that it stands for.
struct Unit {
    character: char,
    source: Range<usize>,
}

/// The characters in Unicode NFC, without what is invisible, white space reduced to single spaces.
fn units(source: &str, pieces: &[Piece]) -> Vec<Unit> {
    let length: usize = pieces.iter().map(|piece| piece.range().len()).sum();
    let mut units = Vec::with_capacity(length / 2 + 8);
    let mut cluster = Cluster { characters: Vec::new(), source: 0..0 };
    let mut add = |character: char, source: Range<usize>| {
        if is_invisible(character) {
            return;
        }
        if continues_cluster(character) && cluster.takes_marks() {
            cluster.characters.push(character);
            cluster.source.end = source.end;
        } else {
            cluster.finish(&mut units);
            cluster.characters.push(character);
            cluster.source = source;
        }
    };
    for piece in pieces {
        match piece {
            Piece::Literal(range) => {
                for (offset, character) in source[range.clone()].char_indices() {
                    let start = range.start + offset;
                    add(character, start..start + character.len_utf8());
                }
            }
            Piece::Reference(range, character) => add(*character, range.clone()),
        }
    }
    cluster.finish(&mut units);
    units.pop_if(|last| last.character == ' ');
    units
}

/// Characters that Unicode may compose or reorder with the one before them.
#[inline]
fn continues_cluster(c: char) -> bool {
    c >= '\u{300}'
        && !matches!(c, '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2122}')
        && (canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

/// A character with the marks that follow it.
struct Cluster {
    characters: Vec<char>,
    source: Range<usize>,
}

impl Cluster {
    fn takes_marks(&self) -> bool {
        self.characters.first().is_some_and(|c| !(c.is_whitespace() || c.is_control()))
    }

    fn finish(&mut self, units: &mut Vec<Unit>) {
        let unit = |character| Unit { character, source: self.source.clone() };
        match self.characters[..] {
            [] => {}
            [c] if c.is_whitespace() || c.is_control() => {
                if units.last().is_some_and(|last| last.character != ' ') {
                    units.push(unit(' '));
                }
            }
            [c @ ('\u{2010}' | '\u{2011}' | '-')] => units.push(unit(if c == '-' { c } else { '-' })),
            // Cyrillic vowels composed with a grave accent: a stress mark.
            ['\u{450}'] => units.push(unit('е')),
            ['\u{400}'] => units.push(unit('Е')),
            ['\u{45d}'] => units.push(unit('и')),
            ['\u{40d}'] => units.push(unit('И')),
            [c] if c < '\u{300}' || matches!(c, '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2122}') => {
                units.push(unit(c));
            }
            _ => {
                if is_cyrillic_vowel(self.characters[0]) {
                    self.characters.retain(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{341}'));
                }
                units.extend(self.characters.iter().copied().nfc().map(unit));
            }
        }
        self.characters.clear();
    }
}

/// Writes apostrophes alike and each word in one script. Returns the words (ranges of units) that mixed scripts.
fn respell(units: &mut [Unit]) -> Vec<Range<usize>> {
    let mut mixed = Vec::new();
    let mut position = 0;
    while position < units.len() {
        let c = units[position].character;
        if is_apostrophe(c) {
            let between_letters = position > 0
                && is_letter(units[position - 1].character)
                && units.get(position + 1).is_some_and(|next| is_letter(next.character));
            // U+02BC is an apostrophe wherever it stands: it is a letter, never a quotation mark.
            if between_letters || c == '\u{2bc}' {
                units[position].character = APOSTROPHE;
            }
            position += 1;
            continue;
        }
        let (mut latin, mut cyrillic) = (0, 0);
        let start = position;
        while let Some(script) = units.get(position).and_then(|unit| Script::of(unit.character)) {
            match script {
                Script::Latin => latin += 1,
                Script::Cyrillic => cyrillic += 1,
            }
            position += 1;
        }
        // A letter with a mark that composes with none is no look-alike, and its replacement might compose.
        let is_marked = units.get(position).is_some_and(|next| continues_cluster(next.character));
        let is_mixed = latin > 0 && cyrillic > 0 && !is_marked;
        if is_mixed && unify_script(&mut units[start..position], latin, cyrillic) {
            mixed.push(start..position);
        }
        position += usize::from(position == start);
    }
    mixed
}

/// Replaces the look-alikes in a word of two scripts; false where the word is left as it is: a Latin word with a
/// Cyrillic ending («Facebookа», «SMSки») or a compound.
fn unify_script(word: &mut [Unit], latin: usize, cyrillic: usize) -> bool {
    let replaceable = |script: Script, look_alike: fn(char) -> Option<char>| {
        word.iter().filter(|u| Script::of(u.character) == Some(script)).all(|u| look_alike(u.character).is_some())
    };
    let to_cyrillic = replaceable(Script::Latin, cyrillic_look_alike);
    let to_latin = replaceable(Script::Cyrillic, latin_look_alike) && !has_cyrillic_ending(word, cyrillic);
    let (script, look_alike): (Script, fn(char) -> Option<char>) = match (to_cyrillic, to_latin) {
        (true, true) if latin > cyrillic => (Script::Cyrillic, latin_look_alike),
        (true, _) => (Script::Latin, cyrillic_look_alike),
        (false, true) => (Script::Cyrillic, latin_look_alike),
        (false, false) => return false,
    };
    for unit in word.iter_mut().filter(|unit| Script::of(unit.character) == Some(script)) {
        if let Some(replacement) = look_alike(unit.character) {
            unit.character = replacement;
        }
    }
    true
}

/// Whether the Cyrillic letters of a word are its ending only: «Facebookа», «Facebookу».
fn has_cyrillic_ending(word: &[Unit], cyrillic: usize) -> bool {
    let (stem, ending) = word.split_at(word.len() - cyrillic);
    let ending: Vec<char> = ending.iter().map(|unit| unit.character).collect();
    stem.len() > 1
        && stem.iter().all(|unit| Script::of(unit.character) == Some(Script::Latin))
        && matches!(ending[..], ['а' | 'е' | 'і' | 'о' | 'у'] | ['а', 'х'])
}
