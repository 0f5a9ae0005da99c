//! What the dictionary says of a word: all its readings folded into one set of properties.

use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::Number;
use crate::morphology::dictionary::{Tags, readings};

/// The properties that the readings of a word have between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grammar(pub u32);

impl Grammar {
    /// The dictionary has the word.
    const KNOWN: u32 = 1 << 14;
    const CASES: u32 = 15;
    const NAMES: u32 = 22;
    /// A reading is a name in the singular, and the word does not look like an adjective: російська.
    const NAMES_ONE: u32 = 1 << 29;

    /// The properties of a word as it is written. Costs a look-up in the dictionary.
    pub fn of(word: &str, language: Language) -> Grammar {
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
            if is_name && tags.number() != Some(Number::Plural) && !looks_like_adjective(word) {
                set |= Self::NAMES_ONE;
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
        self.0 >> Self::NAMES & 0x7f
    }

    /// The kind of a word that the dictionary itself has as a surname or the name of a place, and as nothing else.
    pub fn only_kind(self) -> Option<Kind> {
        const PERSONAL: u32 = 0b111;
        const PLACE: u32 = 0b1000;
        const SURNAME: u32 = 0b10;
        let names = self.names() & 0b11_1111;
        if self.parts_of_speech() != Self::KNOWN || self.0 & Self::NAMES_ONE == 0 {
            return None;
        }
        match names {
            PLACE => Some(Kind::Place),
            _ if names & SURNAME != 0 && names & !PERSONAL == 0 => Some(Kind::Person),
            _ => None,
        }
    }
}

/// Whether a word ends like the adjectives made from names: in -ск- or -цк- and an ending of at most three letters.
fn looks_like_adjective(word: &str) -> bool {
    let end = word.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    ["ск", "цк", "ськ", "цьк"].iter().any(|suffix| word[end..].contains(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_names_only() {
        let kind = |word, language| Grammar::of(word, language).only_kind();
        assert_eq!(kind("росією", Language::Ukrainian), Some(Kind::Place));
        assert_eq!(kind("украинской", Language::Russian), None);
        assert_eq!(kind("стюарты", Language::Russian), None);
        assert_eq!(kind("надежда", Language::Russian), None);
        assert_eq!(kind("стол", Language::Russian), None);
    }
}
