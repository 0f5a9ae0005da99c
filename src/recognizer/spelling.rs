//! One word → hashes of its spelling. Letters that the two languages write differently are folded together, so that
//! what is learned from one language serves the other: Дмитрия and Дмитрія are one folded word.

use crate::normalizer::TokenClass;

/// Letters beyond this are left out of account.
const LONGEST: usize = 48;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// слово
    Lower,
    /// Слово
    Capital,
    /// СЛОВО, two letters and more
    Capitals,
    /// С
    SingleCapital,
    /// ВКонтакте, МИДа
    Mixed,
    /// Нью-Йорк: every part of a compound begins with a capital
    CapitalCompound,
    /// word
    LatinLower,
    /// Word
    LatinCapital,
    /// WORD
    LatinCapitals,
    /// iPhone, YouTube
    LatinMixed,
    /// Ту-154: a word with digits
    WithDigits,
    /// Дж.
    Initial,
    /// г.
    Abbreviation,
    /// 21.12.2025
    Number,
    /// An address, a hashtag, a handle.
    Address,
    /// Anything without letters.
    Sign,
}

/// Hashes of one spelling.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// How it is written.
    pub shape: Shape,
    /// The lower-case word.
    pub lower: u32,
    /// The folded word.
    pub folded: u32,
    /// The folded word without its case ending.
    pub stem: u32,
    /// The last 1, 2, 3 and 4 letters of the lower-case word; 0 where it has no more letters than that.
    pub suffixes: [u32; 4],
    /// The first 2, 3 and 4 letters of the folded word; 0 where it has no more letters than that.
    pub prefixes: [u32; 3],
    /// Letters.
    pub length: u8,
}

/// Adds a value to a hash.
#[inline]
pub fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

impl Spelling {
    /// Reads a token.
    pub fn of(word: &str, class: TokenClass) -> Spelling {
        let mut lower = [0_u16; LONGEST];
        let mut folded = Folded::default();
        let mut length = 0;
        let mut seen = Seen::default();
        for c in word.chars() {
            let small = lower_case(c);
            seen.note(c, small);
            if length < LONGEST {
                lower[length] = small as u32 as u16;
                length += 1;
            }
            folded.push(small);
        }
        let lower = &lower[..length];
        let mut suffixes = [0; 4];
        let mut hash = 0;
        for (k, letter) in lower.iter().rev().take(4).enumerate() {
            hash = mix(hash, u32::from(*letter));
            if k + 1 < length {
                suffixes[k] = hash;
            }
        }
        let mut prefixes = [0; 3];
        for (k, prefix) in prefixes.iter_mut().enumerate() {
            if folded.length > k + 2 {
                *prefix = hash_of(&folded.letters[..k + 2]);
            }
        }
        Spelling {
            shape: seen.shape(class),
            lower: lower.iter().fold(1, |hash, letter| mix(hash, u32::from(*letter))),
            folded: hash_of(folded.letters()),
            stem: hash_of(folded.stem()),
            suffixes,
            prefixes,
            length: length as u8,
        }
    }
}

fn hash_of(letters: &[u8]) -> u32 {
    letters.iter().fold(3, |hash, letter| mix(hash, u32::from(*letter)))
}

#[inline]
fn lower_case(c: char) -> char {
    match c {
        'a'..='z' | 'а'..='я' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
        'Ѐ'..='Џ' => char::from_u32(c as u32 + 80).unwrap_or(c),
        _ if c.is_ascii() => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[inline]
fn is_letter(small: char) -> bool {
    match small {
        'а'..='џ' | 'ґ' | 'a'..='z' => true,
        _ if small.is_ascii() => false,
        _ => small.is_alphabetic(),
    }
}

/// Letters of both languages in one alphabet.
#[derive(Clone, Copy, Debug)]
struct Folded {
    letters: [u8; LONGEST],
    length: usize,
}

impl Default for Folded {
    fn default() -> Self {
        Folded { letters: [0; LONGEST], length: 0 }
    }
}

const I: u8 = 9; // и
const E: u8 = 6; // е
const HYPHEN: u8 = 40;
const DIGIT: u8 = 41;
const OTHER: u8 = 42;
const LATIN: u8 = 64;

impl Folded {
    fn push(&mut self, small: char) {
        let letter = match small {
            'и' | 'і' | 'ы' | 'ї' | 'й' => I,
            'е' | 'є' | 'э' | 'ё' => E,
            'ґ' => 4,
            'ь' | 'ъ' | '\'' => return,
            'а'..='я' => (small as u32 - 'а' as u32) as u8 + 1,
            'a'..='z' => small as u8 - b'a' + LATIN,
            '0'..='9' => DIGIT,
            '-' => HYPHEN,
            '.' => return,
            _ => OTHER,
        };
        let doubled = self.length > 0 && self.letters[self.length - 1] == letter && letter != HYPHEN;
        if self.length < LONGEST && !doubled {
            self.letters[self.length] = letter;
            self.length += 1;
        }
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..self.length]
    }

    /// Cuts off a case ending: one with a consonant, then what vowels are left, but never into the first three letters.
    fn stem(&self) -> &[u8] {
        const A: u8 = 1;
        const V: u8 = 3;
        const G: u8 = 4;
        const M: u8 = 13;
        const O: u8 = 15;
        const U: u8 = 20;
        const H: u8 = 22;
        const YU: u8 = 31;
        const YA: u8 = 32;
        const ENDINGS: [&[u8]; 16] = [
            &[A, M, I],
            &[YA, M, I],
            &[I, M, I],
            &[O, G, O],
            &[E, G, O],
            &[O, M, U],
            &[E, M, U],
            &[O, V, I],
            &[E, V, I],
            &[O, M],
            &[E, M],
            &[I, M],
            &[A, M],
            &[YA, M],
            &[A, H],
            &[YA, H],
        ];
        let mut stem = self.letters();
        if let Some(ending) = ENDINGS.iter().find(|ending| stem.len() >= ending.len() + 3 && stem.ends_with(ending)) {
            stem = &stem[..stem.len() - ending.len()];
        }
        while let [rest @ .., A | E | I | O | U | YU | YA] = stem
            && rest.len() >= 3
        {
            stem = rest;
        }
        stem
    }
}

/// What letters a word has.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    letters: u16,
    capitals: u16,
    latin: u16,
    digits: u16,
    begins_with_capital: bool,
    parts: u16,
    capital_parts: u16,
    inside_part: bool,
}

impl Seen {
    fn note(&mut self, c: char, small: char) {
        let is_capital = c != small;
        let is_letter = is_capital || is_letter(small);
        if is_letter {
            if !self.inside_part {
                self.parts += 1;
                self.capital_parts += u16::from(is_capital);
            }
            if self.letters == 0 {
                self.begins_with_capital = is_capital && self.digits == 0;
            }
            self.letters += 1;
            self.capitals += u16::from(is_capital);
            self.latin += u16::from(small.is_ascii() || ('ß'..='ɏ').contains(&small));
        }
        self.digits += u16::from(c.is_ascii_digit());
        self.inside_part = c != '-';
    }

    fn shape(&self, class: TokenClass) -> Shape {
        match class {
            TokenClass::Initial => return Shape::Initial,
            TokenClass::Abbreviation if !self.begins_with_capital => return Shape::Abbreviation,
            TokenClass::Number => return Shape::Number,
            TokenClass::Url | TokenClass::Email | TokenClass::Hashtag | TokenClass::Handle => return Shape::Address,
            TokenClass::Punctuation(_) | TokenClass::Symbol => return Shape::Sign,
            TokenClass::Word | TokenClass::Abbreviation => {}
        }
        if self.letters == 0 {
            return Shape::Number;
        }
        if self.digits > 0 && self.capitals > 0 {
            return Shape::WithDigits;
        }
        let is_latin = 2 * self.latin > self.letters;
        match (is_latin, self.capitals) {
            (false, 0) => Shape::Lower,
            (true, 0) => Shape::LatinLower,
            (false, n) if n == self.letters => {
                if n == 1 {
                    Shape::SingleCapital
                } else {
                    Shape::Capitals
                }
            }
            (true, n) if n == self.letters && n > 1 => Shape::LatinCapitals,
            (false, n) if n == self.capital_parts && n == self.parts && n > 1 => Shape::CapitalCompound,
            (false, 1) if self.begins_with_capital => Shape::Capital,
            (true, 1) if self.begins_with_capital => Shape::LatinCapital,
            (false, _) => Shape::Mixed,
            (true, _) => Shape::LatinMixed,
        }
    }
}

impl Shape {
    /// Whether a name may begin with a word of this shape.
    pub fn may_begin_name(self) -> bool {
        !matches!(self, Shape::Lower | Shape::Abbreviation | Shape::Number | Shape::Address | Shape::Sign)
    }

    /// Whether the word is written in Cyrillic letters and could stand in a dictionary.
    pub fn is_cyrillic(self) -> bool {
        matches!(
            self,
            Shape::Lower
                | Shape::Capital
                | Shape::Capitals
                | Shape::SingleCapital
                | Shape::Mixed
                | Shape::CapitalCompound
        )
    }

    /// Whether the word consists of letters.
    pub fn is_word(self) -> bool {
        !matches!(self, Shape::Number | Shape::Address | Shape::Sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(word: &str) -> Spelling {
        Spelling::of(word, TokenClass::Word)
    }

    #[test]
    fn forms_of_one_name_share_their_stem() {
        for forms in [
            &["Путин", "Путину", "Путином", "путін", "ПУТІНА"][..],
            &["Зеленский", "Зеленського", "Зеленскому", "Зеленським"],
            &["Россия", "России", "Росією", "росія"],
            &["Джонсон", "Джонсонові", "Джонсоном"],
        ] {
            let first = word(forms[0]).stem;
            assert!(forms.iter().all(|form| word(form).stem == first), "{forms:?}");
        }
        assert_ne!(word("Иран").stem, word("Ирак").stem);
    }

    #[test]
    fn shapes() {
        for (text, shape) in [
            ("слово", Shape::Lower),
            ("Слово", Shape::Capital),
            ("США", Shape::Capitals),
            ("О", Shape::SingleCapital),
            ("МИДа", Shape::Mixed),
            ("Нью-Йорк", Shape::CapitalCompound),
            ("Санкт-петербург", Shape::Capital),
            ("Reuters", Shape::LatinCapital),
            ("BBC", Shape::LatinCapitals),
            ("iPhone", Shape::LatinMixed),
            ("COVID-19", Shape::WithDigits),
            ("the", Shape::LatinLower),
        ] {
            assert_eq!(word(text).shape, shape, "{text}");
        }
    }
}
