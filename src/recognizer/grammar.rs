//! What the dictionary says of a word: all its readings folded into one set of properties.

use rustc_hash::FxHashMap;

use crate::languages::Language;
use crate::morphology::dictionary::{PartOfSpeech, Tags, readings};

/// The properties that the readings of a word have between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grammar(pub u32);

impl Grammar {
    /// The dictionary has the word.
    const KNOWN: u32 = 1 << 14;
    const CASES: u32 = 15;
    const NAMES: u32 = 22;

    fn of(word: &str, language: Language) -> Grammar {
        let mut set = 0;
        for reading in readings(word, language) {
            let tags = reading.tags();
            if tags.any(Tags::INFERRED) {
                set |= 1 << (Self::NAMES + 6);
                continue;
            }
            set |= Self::KNOWN;
            if let Some(case) = tags.case() {
                set |= 1 << (Self::CASES + case as u32);
            }
            let names = [
                Tags::FIRST_NAME,
                Tags::LAST_NAME,
                Tags::PATRONYMIC,
                Tags::PLACE,
                Tags::ORGANISATION,
                Tags::ABBREVIATION,
            ];
            let mut is_name = false;
            for (bit, property) in names.into_iter().enumerate() {
                if tags.any(property) {
                    set |= 1 << (Self::NAMES + bit as u32);
                    is_name = true;
                }
            }
            if !is_name {
                set |= 1 << tags.part_of_speech() as u32;
            }
        }
        Grammar(set)
    }

    /// The parts of speech of the readings that are no names, and whether the word is known.
    pub fn parts_of_speech(self) -> u32 {
        self.0 & 0x7fff
    }

    /// The cases.
    pub fn cases(self) -> u32 {
        self.0 >> Self::CASES & 0x7f
    }

    /// What names the word can be.
    pub fn names(self) -> u32 {
        self.0 >> Self::NAMES
    }

    /// Whether the word can be an adjective or participle that is no name.
    pub fn is_adjective(self) -> bool {
        self.0 & (1 << PartOfSpeech::Adjective as u32 | 1 << PartOfSpeech::Participle as u32) != 0
    }
}

/// The answers for the words of one article.
#[derive(Debug, Default)]
pub struct GrammarCache {
    known: FxHashMap<u32, Grammar>,
}

impl GrammarCache {
    /// The properties of a word, by the hash of its lower-case form.
    pub fn grammar(&mut self, word: &str, lower: u32, language: Language) -> Grammar {
        let key = lower.wrapping_add(language as u32);
        *self.known.entry(key).or_insert_with(|| Grammar::of(word, language))
    }
}
