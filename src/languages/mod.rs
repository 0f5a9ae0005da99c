//! What is true of one language only. Each language is one file of tables; the stages read them through [`Rules`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::morphology::Case;

mod abbreviations;
pub mod endings;
pub mod prepositions;
mod romanisation;
mod russian;
pub mod scripts;
mod ukrainian;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use romanisation::romanise;

/// A language that the program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Russian, `ru`.
    #[serde(rename = "ru")]
    Russian,
    /// Ukrainian, `uk`.
    #[serde(rename = "uk")]
    Ukrainian,
}

impl Language {
    /// Every language, in the order in which files list them.
    pub const ALL: [Language; 2] = [Language::Russian, Language::Ukrainian];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.rules().code
    }

    /// The language on the other side of the glossary.
    pub fn other(self) -> Language {
        match self {
            Language::Russian => Language::Ukrainian,
            Language::Ukrainian => Language::Russian,
        }
    }

    /// The language whose own letters a text has, if only one of the languages does.
    ///
    /// ```
    /// # use imenoslov::languages::Language;
    /// assert_eq!(Language::of_letters("Київ"), Some(Language::Ukrainian));
    /// assert_eq!(Language::of_letters("Москва"), None);
    /// ```
    pub fn of_letters(text: &str) -> Option<Language> {
        let has_own = |language: &Language| {
            text.chars().flat_map(char::to_lowercase).any(|letter| language.rules().own_letters.contains(letter))
        };
        let mut found = Language::ALL.into_iter().filter(has_own);
        found.next().filter(|_| found.next().is_none())
    }

    /// The tables of this language.
    pub fn rules(self) -> &'static Rules {
        match self {
            Language::Russian => &russian::RULES,
            Language::Ukrainian => &ukrainian::RULES,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// The code is none of `ru uk`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: expected ru or uk")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Language::ALL.into_iter().find(|l| l.code() == code).ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

/// The tables of one language.
#[derive(Debug)]
pub struct Rules {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// The lower-case letters of the alphabet, in alphabetical order.
    pub alphabet: &'static str,
    /// Lower-case letters that this alphabet has and the other one has not.
    pub own_letters: &'static str,
    /// The share of own letters among the letters of news text, 0…1.
    pub own_letter_share: f64,
    /// Lower-case vowels.
    pub vowels: &'static str,
    /// Abbreviations that are written with a stop.
    pub abbreviations: Abbreviations,
    /// Lower-case letters and what they fall together with in names of the other language; `None`: they vanish.
    pub folded_letters: &'static [(char, Option<char>)],
    /// The cases that the language uses.
    pub cases: &'static [Case],
    /// Small words inside personal names that never decline: «де Голль», «фон дер Ляйен».
    pub name_particles: &'static [&'static str],
    /// What a patronymic has after the stem of a first name, which may be one or two letters shorter than the name.
    pub patronymic_endings: &'static [&'static str],
    /// The endings that short forms of men's first names have.
    pub short_first_name_endings: &'static [char],
    /// Endings of surnames that decline like adjectives if they are Slavic (Пушкиным) and like nouns if not (Дарвином),
    /// each with the ending of names that are declined like the latter.
    pub slavic_surname_endings: &'static [(&'static str, &'static str)],
    /// The instrumental endings of the Slavic ones.
    pub slavic_instrumentals: &'static [&'static str],
    /// Conjunctions that join two heads of one name: «Босния и Герцеговина».
    pub conjunctions: &'static [&'static str],
    /// The compiled dictionary: the map of words, the table of paradigms (see `morphology::dictionary`).
    pub dictionary: (&'static [u8], &'static [u8]),
    /// The compiled guesser: the map of name endings, the table of counts (see `morphology::guesser`).
    pub guesser: (&'static [u8], &'static [u8]),
    /// The compiled map of how often names occur (see `morphology::popularity`).
    pub popularity: &'static [u8],
}
