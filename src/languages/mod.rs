//! What is true of one language only. Each language is one file of tables; the stages read them through [`Rules`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

mod abbreviations;
mod russian;
pub mod scripts;
mod ukrainian;

pub use abbreviations::{Abbreviation, Abbreviations};

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
    /// Lower-case vowels.
    pub vowels: &'static str,
    /// Abbreviations that are written with a stop.
    pub abbreviations: Abbreviations,
}
