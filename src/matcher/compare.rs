//! Word × word.

use super::Evidence;
use super::letters::{self, Script};
use super::spelling::{self, Spelled};
use super::words::{Role, Word};

/// Below this similarity two words have nothing to do with one another.
pub(super) const LEAST: f64 = 0.4;

/// What is left of the likeness of two words that stand in different lines of the lexicon.
const KNOWN_APART: f64 = 0.5;

/// Why two words are taken for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    Spelling,
    Lexicon,
    Sound,
    LookAlike,
}

/// A degree of sameness with its reason; `None` where the words are different ones.
pub(super) fn words(a: &Word, b: &Word) -> Option<(f64, How)> {
    words_at_least(a, b, LEAST)
}

/// As [`words`], with another bound for "different".
pub(super) fn words_at_least(a: &Word, b: &Word, least: f64) -> Option<(f64, How)> {
    if a.role == Role::Number || b.role == Role::Number {
        return (a.lower == b.lower || number(&a.lower) == number(&b.lower)).then_some((1.0, How::Spelling));
    }
    if a.lower == b.lower {
        return Some((1.0, How::Spelling));
    }
    if a.concepts.iter().any(|id| b.concepts.contains(id)) {
        return Some((0.985, How::Lexicon));
    }
    let (value, how) = match (a.script, b.script) {
        (Script::Cyrillic, Script::Cyrillic) => (cyrillic(a, b), How::Spelling),
        (Script::Other, _) | (_, Script::Other) => return None,
        _ => across_scripts(a, b),
    };
    // Two things that the lexicon knows apart: Австрия, Австралія. What is typed in the other alphabet (ВВС for BBC) was
    // looked up as something else.
    let known_apart = !a.concepts.is_empty() && !b.concepts.is_empty() && how != How::LookAlike;
    let value = if known_apart { KNOWN_APART * value } else { value };
    (value >= least).then_some((value, how))
}

/// The likeness of two words of one language that the official table writes alike in Latin letters.
const SAME_ROMANISATION: f64 = 0.95;

/// What a spelling loses that the rules of transliteration do not give.
const IRREGULAR: f64 = 0.2;

fn cyrillic(a: &Word, b: &Word) -> f64 {
    if a.acronym || b.acronym {
        // One letter makes another organisation: ЕК, ЕС.
        return if a.skeleton == b.skeleton { 0.97 } else { 0.0 };
    }
    let whole = spelling::similarity(&a.spelled, a.language, &b.spelled, b.language);
    if whole > 0.8 {
        // Finer than the costs of letters out of context: how regular the spelling is.
        let regular = if a.language == b.language || a.rough || b.rough {
            1.0
        } else {
            super::counterpart::regularity(&a.lower, a.language, &b.lower, a.is_person)
        };
        return whole - IRREGULAR * (1.0 - regular);
    }
    // One sound in two spellings of the same language: «Маямі», «Майамі».
    if a.language == b.language && a.romanised() == b.romanised() {
        return SAME_ROMANISATION;
    }
    if a.lower.contains(' ') || b.lower.contains(' ') {
        return whole;
    }
    let (x, y) = (a.stem(), b.stem());
    let long_enough = |s: &str| s.chars().nth(3).is_some();
    let stems: f64 = if x == y && long_enough(x) { 0.9 } else { 0.0 };
    let roots = match (letters::without_adjective_suffix(x), letters::without_adjective_suffix(y)) {
        (Some(x), None) if x == y && long_enough(y) => 0.9,
        (None, Some(y)) if x == y && long_enough(x) => 0.9,
        _ => 0.0,
    };
    // A case ending that was left on one of the two.
    let near = if whole > 0.1 && stems.max(roots) == 0.0 && (x.len() < a.skeleton.len()) != (y.len() < b.skeleton.len())
    {
        0.9 * spelling::similarity(&Spelled::of(x), a.language, &Spelled::of(y), b.language)
    } else {
        0.0
    };
    whole.max(stems).max(roots).max(near)
}

fn across_scripts(a: &Word, b: &Word) -> (f64, How) {
    if a.script == Script::Latin && b.script == Script::Latin {
        if a.acronym || b.acronym {
            return (0.0, How::Spelling);
        }
        return (spelling::latin_similarity(&a.lower, &b.lower), How::Spelling);
    }
    if letters::look_alike(&a.lower, b.script).is_some_and(|typed| typed == b.lower) {
        return (0.9, How::LookAlike);
    }
    if a.acronym && b.acronym && a.lower.chars().count() > 2 {
        let same = letters::sound(&a.lower, a.script) == letters::sound(&b.lower, b.script);
        return (if same { 0.9 } else { 0.0 }, How::Sound);
    }
    if (a.acronym || b.acronym) && a.lower.chars().count().min(b.lower.chars().count()) < 4 {
        return (0.0, How::Sound);
    }
    (spelling::similarity_by_sound(&a.lower, a.script, &b.lower, b.script), How::Sound)
}

fn number(word: &str) -> Option<u32> {
    if let Ok(value) = word.parse() {
        return Some(value);
    }
    let digits: Vec<u32> = word
        .chars()
        .map(|c| match c {
            'i' | 'і' => Some(1),
            'v' => Some(5),
            'x' | 'х' => Some(10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, &digit) in digits.iter().enumerate() {
        let smaller = digits.get(at + 1).is_some_and(|&next| next > digit);
        if smaller { sum -= digit as i64 } else { sum += digit as i64 }
    }
    u32::try_from(sum).ok()
}

/// The evidence for a pair of words.
pub(super) fn evidence(a: &Word, b: &Word, similarity: f64, how: How) -> Evidence {
    let (left, right) = (a.surface.clone(), b.surface.clone());
    match how {
        How::Spelling => Evidence::Spelling { left, right, similarity },
        How::Lexicon => Evidence::Lexicon { left, right },
        How::Sound => Evidence::Romanised { left, right, similarity },
        How::LookAlike => Evidence::LookAlike { left, right },
    }
}
