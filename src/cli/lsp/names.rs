//! The name of the glossary at a place of an article.

use std::ops::Range;

use imenoslov::checker::Finding;
use imenoslov::glossary::{Entry, Found, Lookup};
use imenoslov::languages::Language;
use imenoslov::reader::Article;

/// The longest name that is looked for, in words.
const MOST_WORDS: usize = 6;
/// How far around a place words are looked for, bytes.
const REACH: usize = 400;

/// A name of the glossary in an article.
pub(super) struct Named<'g> {
    /// Bytes of the article's text.
    pub(super) range: Range<usize>,
    /// The entries that it may belong to.
    pub(super) entries: Vec<Known<'g>>,
}

/// An entry, and how the name is one of its names where that is known.
pub(super) struct Known<'g> {
    pub(super) entry: &'g Entry,
    pub(super) found: Option<Found<'g>>,
}

/// The language of the paragraph at a place, or of the article.
pub(super) fn language_at(article: &Article, byte: usize) -> Language {
    let paragraph = article.paragraphs.iter().find(|paragraph| {
        let pieces = &paragraph.pieces;
        pieces
            .first()
            .zip(pieces.last())
            .is_some_and(|(first, last)| (first.range().start..=last.range().end).contains(&byte))
    });
    paragraph.map_or(article.language, |paragraph| paragraph.language)
}

/// The longest name at a place that is a form of a glossary name; else the name that a finding there is about.
pub(super) fn at<'g>(
    article: &Article,
    findings: &[Finding],
    byte: usize,
    entries: &'g [Entry],
    lookup: &Lookup<'g>,
) -> Option<Named<'g>> {
    let language = language_at(article, byte);
    let words = words_around(&article.text, byte);
    let here = words.iter().position(|word| (word.start..=word.end).contains(&byte))?;
    for length in (1..=MOST_WORDS.min(words.len())).rev() {
        let first = (here + 1).saturating_sub(length);
        for window in words[first..].windows(length).take_while(|window| window[0].start <= words[here].start) {
            let range = window[0].start..window[length - 1].end;
            if !is_joined(&article.text, window) || !article.text[range.clone()].chars().any(char::is_uppercase) {
                continue;
            }
            let mut found = lookup.find_forms(&article.text[range.clone()]);
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|found| found.language != language);
            let mut entries: Vec<Known<'g>> = Vec::new();
            for found in found {
                if entries.iter().all(|known| known.entry.id != found.entry.id) {
                    entries.push(Known { entry: found.entry, found: Some(found) });
                }
            }
            return Some(Named { range, entries });
        }
    }
    let finding = findings.iter().find(|finding| (finding.range.start..=finding.range.end).contains(&byte))?;
    let id = finding.entry.as_ref()?;
    let entry = entries.iter().find(|entry| entry.id == *id)?;
    Some(Named { range: finding.range.clone(), entries: vec![Known { entry, found: None }] })
}

/// The words near a place.
fn words_around(text: &str, byte: usize) -> Vec<Range<usize>> {
    let start = text.ceil_char_boundary(byte.saturating_sub(REACH));
    let end = text.floor_char_boundary((byte + REACH).min(text.len()));
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut current: Option<Range<usize>> = None;
    for (at, c) in text[start..end].char_indices().map(|(at, c)| (start + at, c)) {
        let after = at + c.len_utf8();
        let next = text[after..].chars().next();
        let joins = matches!(c, '-' | '‑' | '\'' | '’' | 'ʼ' | '`') && next.is_some_and(char::is_alphanumeric);
        let is_part = is_letter(c) || current.is_some() && joins;
        match &mut current {
            Some(word) if is_part => word.end = after,
            None if is_part => current = Some(at..after),
            _ => words.extend(current.take()),
        }
    }
    words.extend(current);
    words
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{301}' | '\u{ad}')
}

/// Whether nothing stands between words but what names have there.
fn is_joined(text: &str, words: &[Range<usize>]) -> bool {
    let between = |pair: &[Range<usize>]| &text[pair[0].end..pair[1].start];
    words
        .windows(2)
        .map(between)
        .all(|gap| gap.chars().all(|c| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '.')))
}

/// Where the word begins that ends at a place; the place itself where there is none.
pub(super) fn word_start(text: &str, byte: usize) -> usize {
    let is_part = |c: &char| is_letter(*c) || matches!(c, '-' | '‑' | '\'' | '’' | 'ʼ' | '`');
    let length: usize = text[..byte].chars().rev().take_while(is_part).map(char::len_utf8).sum();
    let word = &text[byte - length..byte];
    byte - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
}
