//! The dictionary of a language: every form of every word, of all parts of speech, read in place.
//!
//! A finite-state map leads from a word's [`Key`] to the number of its set of readings in [`Paradigms`]. Nothing is
//! decoded at start; a look-up neither allocates nor copies, and takes well under a microsecond.

use std::sync::OnceLock;

use super::capitals::join_like;
use super::grammar::Case;
use super::letters::Key;
use super::paradigms::{Paradigms, Row, RowId, RowIds};
use super::tags::Tags;
use crate::languages::Language;

/// A compiled dictionary.
#[derive(Debug)]
pub struct Dictionary {
    words: fst::Map<&'static [u8]>,
    paradigms: Paradigms<'static>,
}

impl Dictionary {
    /// The embedded dictionary of a language.
    pub fn of(language: Language) -> &'static Dictionary {
        static DICTIONARIES: [OnceLock<Dictionary>; 2] = [OnceLock::new(), OnceLock::new()];
        DICTIONARIES[language as usize].get_or_init(|| {
            let (words, paradigms) = language.rules().dictionary;
            Dictionary {
                words: fst::Map::new(words).expect("data/morphology is built by tools/dictionary and covered by tests"),
                paradigms: Paradigms::new(paradigms)
                    .expect("data/morphology is built by tools/dictionary and covered by tests"),
            }
        })
    }

    /// How the classes of words change.
    pub fn paradigms(&self) -> Paradigms<'static> {
        self.paradigms
    }

    /// Every form in the dictionary as key bytes with the number of its set of readings, in the order of the keys.
    pub fn words(&self) -> fst::map::Stream<'_> {
        self.words.stream()
    }

    /// What a written form can be. Capitals, ё or е, and the kind of apostrophe do not matter.
    pub fn readings<'w>(&self, word: &'w str) -> Readings<'w> {
        let set =
            Key::of(word).and_then(|key| self.words.get(key.bytes())).and_then(|number| u32::try_from(number).ok());
        let ids = set.map(|number| self.paradigms.set(number)).unwrap_or_default();
        Readings { word, paradigms: self.paradigms, ids }
    }
}

/// What a word can be according to the dictionary; nothing for a word that it does not have.
///
/// Costs one look-up, allocates nothing.
pub fn readings(word: &str, language: Language) -> Readings<'_> {
    Dictionary::of(language).readings(word)
}

/// The readings of one written form, see [`readings`].
#[derive(Clone, Debug)]
pub struct Readings<'w> {
    word: &'w str,
    paradigms: Paradigms<'static>,
    ids: RowIds<'static>,
}

impl<'w> Iterator for Readings<'w> {
    type Item = Reading<'w>;

    fn next(&mut self) -> Option<Reading<'w>> {
        let id = self.ids.next()?;
        Some(Reading { word: self.word, paradigms: self.paradigms, id, tags: self.paradigms.tags(id) })
    }
}

/// One of the forms that a written word can be.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'w> {
    word: &'w str,
    paradigms: Paradigms<'static>,
    id: RowId,
    tags: Tags,
}

impl<'w> Reading<'w> {
    /// What form it is.
    pub fn tags(&self) -> Tags {
        self.tags
    }

    /// Which row of which paradigm it is.
    pub fn id(&self) -> RowId {
        self.id
    }

    /// The dictionary form, with the capitals of the word. A woman's surname in -ова gives the man's in Russian, as the
    /// dictionary has it; see [`Reading::nominative`].
    pub fn lemma(&self) -> String {
        self.paradigms.rows(self.id.paradigm).next().map_or_else(|| self.word.to_owned(), |row| self.in_form(row))
    }

    /// The nominative of the same number and gender, with the capitals of the word; the word itself if there is none.
    pub fn nominative(&self) -> String {
        self.paradigms
            .rows(self.id.paradigm)
            .find(|row| row.tags.case() == Some(Case::Nominative) && row.tags.agrees(self.tags))
            .map_or_else(|| self.word.to_owned(), |row| self.in_form(row))
    }

    /// Another row of the same paradigm.
    fn in_form(&self, row: Row<'_>) -> String {
        join_like(row.prefix, stem_of(self.word, self.paradigms.row(self.id)), row.ending, self.word)
    }
}

/// The part of a word between the prefix and the ending of the form that it is.
pub(super) fn stem_of<'w>(word: &'w str, row: Row<'_>) -> &'w str {
    let rest = &word[nth_char(word, row.prefix.chars().count())..];
    let stem_letters = rest.chars().count().saturating_sub(row.ending.chars().count());
    &rest[..nth_char(rest, stem_letters)]
}

/// The byte at which the `n`-th character begins, or the end.
fn nth_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}
