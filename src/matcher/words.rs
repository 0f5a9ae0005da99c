//! A name taken apart: words with their script, skeleton, stem, role and meaning in the lexicons.

use std::cell::OnceCell;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::letters::{self, Script};
use super::lexicon::{self, ConceptId};
use super::spelling::Spelled;
use crate::kind::Kind;
use crate::languages::{Language, romanise};

/// Words of a name beyond this one are left out of the comparison.
const MOST_WORDS: usize = 24;

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// «Б.» in «Б. Джонсон».
    Initial,
    /// «де», «фон», «уль».
    Particle,
    /// «пророк», «королева», «Ltd»: says what somebody or something is.
    Title,
    /// A patronymic.
    Patronymic,
    /// Digits, Roman numerals, «младший».
    Number,
    /// Prepositions and conjunctions.
    Function,
}

/// A word of a name, or a phrase that the lexicon knows as one thing.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As written, for the evidence.
    pub surface: String,
    /// Lower case, look-alikes of the other alphabet replaced.
    pub lower: String,
    pub script: Script,
    /// See [`letters::skeleton`]; of Latin words the lower-case spelling.
    pub skeleton: String,
    /// Where the case ending of the skeleton begins.
    stem_end: usize,
    /// The official spelling in Latin letters, see [`Word::romanised`].
    romanised: OnceCell<String>,
    /// For comparing Cyrillic words letter by letter.
    pub spelled: Spelled,
    pub language: Language,
    /// Compared without looking at how regular a spelling is.
    pub rough: bool,
    /// Part of a person's name.
    pub is_person: bool,
    /// All capitals, two letters or more: РФПИ.
    pub acronym: bool,
    pub role: Role,
    /// Lexicon entries that this word or phrase names.
    pub concepts: Vec<ConceptId>,
    /// How much the word tells one name from another, 0…1.
    pub weight: f64,
}

impl Word {
    /// The skeleton without its case ending.
    pub fn stem(&self) -> &str {
        if self.acronym { &self.skeleton } else { &self.skeleton[..self.stem_end] }
    }

    /// The word as the official table of its language writes it in Latin letters.
    pub fn romanised(&self) -> &str {
        self.romanised.get_or_init(|| romanise(&self.lower, self.language))
    }

    /// Adds another word, so that both are read as one.
    pub fn join(&mut self, word: &Word) {
        self.surface = format!("{} {}", self.surface, word.surface);
        self.lower = format!("{} {}", self.lower, word.lower);
        self.skeleton.push_str(&word.skeleton);
        self.stem_end = letters::stem(&self.skeleton).len();
        self.romanised = OnceCell::new();
        self.spelled = Spelled::of(&self.lower);
        self.acronym = false;
    }
}

/// A name taken apart.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub kind: Kind,
    pub words: Vec<Word>,
    /// The words before phrases of the lexicon were joined, if any was.
    pub plain: Option<Vec<Word>>,
}

impl Parts {
    /// Takes a name apart. Linear in its length.
    pub fn of_text(text: &str, language: Language, kind: Kind, split_hyphens: bool) -> Parts {
        if kind == Kind::Person {
            let pieces = pieces(text, split_hyphens).into_iter().take(MOST_WORDS);
            return Parts { kind, words: pieces.map(|piece| person_word(&piece, language)).collect(), plain: None };
        }
        let plain: Vec<Word> =
            pieces(text, true).into_iter().take(MOST_WORDS).map(|piece| phrase_word(&piece, language)).collect();
        let words = lexicon::join_phrases(&plain, kind);
        let plain = (words.len() != plain.len()).then_some(plain);
        Parts { kind, words, plain }
    }

    /// The skeletons of all words in one string.
    pub fn joined_skeleton(&self) -> String {
        self.words.iter().map(|w| w.skeleton.as_str()).collect()
    }
}

/// The ways to read a name: as it stands, or when it has an addition in parentheses, without and within them.
pub(super) fn readings(text: &str) -> Vec<&str> {
    let mut out = Vec::with_capacity(1);
    if let Some((before, rest)) = text.split_once('(') {
        let inside = rest.split(')').next().unwrap_or(rest).trim();
        for reading in [before.trim(), inside] {
            if reading.chars().filter(|c| c.is_alphabetic()).count() > 1 {
                out.push(reading);
            }
        }
    }
    if out.is_empty() {
        out.push(text.trim());
    }
    out
}

/// NFC, one apostrophe, one hyphen, no quotes, stress marks or invisible characters.
pub(super) fn plain(text: &str) -> String {
    let composed = |text: &str| -> String {
        text.chars()
            .filter_map(|c| match c {
                '’' | 'ʼ' | '‘' | '`' | '´' | '′' => Some('\''),
                '‐' | '‑' | '–' | '—' => Some('-'),
                '«' | '»' | '“' | '”' | '„' | '"' => Some(' '),
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{301}' | '\u{feff}' => None,
                other => Some(other),
            })
            .collect()
    };
    if is_nfc(text) { composed(text) } else { composed(&text.nfc().collect::<String>()) }
}

/// Splits at spaces and after stops that end an initial; at hyphens too if `hyphens` says so.
fn pieces(text: &str, hyphens: bool) -> Vec<String> {
    let mut out = Vec::new();
    let is_separator = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '(' | ')' | '[' | ']') || (hyphens && c == '-')
    };
    for chunk in text.split(is_separator) {
        let mut rest = chunk;
        while let Some((initial, tail)) = rest.split_once('.') {
            let letters = initial.chars().count();
            if letters == 0 || letters > 2 {
                break;
            }
            out.push(format!("{initial}."));
            rest = tail;
        }
        let rest = rest.trim_matches(|c: char| c == '-' || c == '\'');
        if !rest.is_empty() {
            out.push(rest.to_owned());
        }
    }
    out
}

fn bare(piece: &str, language: Language) -> Word {
    let surface = piece.trim_end_matches('.').to_owned();
    let lower = surface.to_lowercase();
    let script = letters::script(&lower);
    let lower = letters::without_look_alikes(&lower, script);
    let skeleton = if script == Script::Cyrillic { letters::skeleton(&lower) } else { lower.clone() };
    let letter_count = surface.chars().filter(|c| c.is_alphabetic()).count();
    let acronym = (2..=7).contains(&letter_count) && surface.chars().all(|c| !c.is_lowercase());
    let role = if surface.chars().all(|c| c.is_numeric()) || is_roman(&surface) { Role::Number } else { Role::Plain };
    let spelled = if script == Script::Cyrillic { Spelled::of(&lower) } else { Spelled::default() };
    Word {
        surface,
        lower,
        script,
        stem_end: letters::stem(&skeleton).len(),
        romanised: OnceCell::new(),
        skeleton,
        spelled,
        language,
        rough: false,
        is_person: false,
        acronym,
        role,
        concepts: Vec::new(),
        weight: 1.0,
    }
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І'))
}

fn person_word(piece: &str, language: Language) -> Word {
    let has_stop = piece.ends_with('.');
    let mut word = bare(piece, language);
    word.is_person = true;
    let letter_count = word.lower.chars().count();
    if let Some(generation) = lexicon::generation(&word) {
        word.role = Role::Number;
        generation.clone_into(&mut word.lower);
    } else if letter_count == 1 || has_stop && letter_count == 2 {
        word.role = Role::Initial;
    } else if word.role == Role::Plain {
        word.role = lexicon::person_role(&word, language);
    }
    word.weight = match word.role {
        Role::Plain | Role::Number => 1.0,
        Role::Initial => 0.4,
        Role::Patronymic => 0.4,
        Role::Particle | Role::Title | Role::Function => 0.1,
    };
    word
}

fn phrase_word(piece: &str, language: Language) -> Word {
    let mut word = bare(piece, language);
    if word.role == Role::Plain {
        word.role = lexicon::phrase_role(&word, language);
    }
    word.weight = match word.role {
        Role::Title => 0.1,
        Role::Function | Role::Particle => 0.12,
        _ if word.lower.chars().count() == 1 => 0.3,
        _ => 1.0,
    };
    word
}

impl Parts {
    /// The words of a lexicon entry, without looking them up.
    pub fn of_words(text: &str, language: Language) -> Vec<Word> {
        pieces(&plain(text), true).into_iter().map(|piece| phrase_word(&piece, language)).collect()
    }
}
