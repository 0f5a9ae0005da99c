//! What the checker reports.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::glossary::Entry;
use crate::languages::Language;

/// A place in an article where a name is not written as the glossary wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where it stands: bytes of the article's text. Never empty.
    pub range: Range<usize>,
    /// What is wrong.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The text at `range`, as the file has it.
    pub found: String,
    /// The dictionary form of what was found.
    pub lemma: String,
    /// The language of the paragraph.
    pub language: Language,
    /// The id of the glossary entry that it belongs to or is close to.
    pub entry: Option<String>,
    /// How close it is to the entry, 0…1: only where it is no form of the entry.
    pub score: Option<f64>,
    /// What to write instead, in the grammatical form of what was found; absent where that is not certain.
    pub suggestion: Option<String>,
    /// For a name without an entry, the entry that the program would make: the name, and how it may be written in the
    /// other language.
    pub proposal: Option<Box<Entry>>,
    /// One sentence for people.
    pub message: String,
}

/// What can be wrong with a name. The first rule that applies to a mention is the one reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Latin look-alikes inside a Cyrillic name, or the reverse.
    MixedScript,
    /// A form that the glossary forbids.
    ForbiddenVariant,
    /// The spelling of the other language.
    WrongLanguageForm,
    /// Close to a name of the glossary, but none of its forms.
    UnknownVariant,
    /// Two spellings of one name that the glossary does not know.
    Inconsistent,
    /// A name with no entry.
    UnknownName,
}

impl Rule {
    /// Every rule, in the order in which they apply.
    pub const ALL: [Rule; 6] = [
        Rule::MixedScript,
        Rule::ForbiddenVariant,
        Rule::WrongLanguageForm,
        Rule::UnknownVariant,
        Rule::Inconsistent,
        Rule::UnknownName,
    ];

    /// The word that reports and settings use.
    pub fn name(self) -> &'static str {
        match self {
            Rule::MixedScript => "mixed-script",
            Rule::ForbiddenVariant => "forbidden-variant",
            Rule::WrongLanguageForm => "wrong-language-form",
            Rule::UnknownVariant => "unknown-variant",
            Rule::Inconsistent => "inconsistent",
            Rule::UnknownName => "unknown-name",
        }
    }

    /// What the rule finds, in one sentence.
    pub fn description(self) -> &'static str {
        match self {
            Rule::MixedScript => "A name mixes Latin and Cyrillic letters that look alike.",
            Rule::ForbiddenVariant => "A name is written in a form that the glossary forbids.",
            Rule::WrongLanguageForm => "A name is written as in the other language.",
            Rule::UnknownVariant => "A name is close to one of the glossary, but is none of its forms.",
            Rule::Inconsistent => "One name, which the glossary does not know, is written in two ways.",
            Rule::UnknownName => "A name has no entry in the glossary.",
        }
    }

    /// The severity where the settings say nothing.
    pub fn default_severity(self) -> Severity {
        match self {
            Rule::MixedScript | Rule::ForbiddenVariant | Rule::WrongLanguageForm => Severity::Error,
            Rule::UnknownVariant | Rule::Inconsistent => Severity::Warning,
            Rule::UnknownName => Severity::Note,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is the name of no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown rule {0:?}: expected mixed-script, forbidden-variant, wrong-language-form, unknown-variant, inconsistent \
     or unknown-name"
)]
pub struct UnknownRule(pub String);

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Rule::ALL.into_iter().find(|rule| rule.name() == word).ok_or_else(|| UnknownRule(word.to_owned()))
    }
}

/// How bad a finding is; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word that reports and settings use.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is none of `error warning note`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown severity {0:?}: expected error, warning or note")]
pub struct UnknownSeverity(pub String);

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .find(|severity| severity.name() == word)
            .ok_or_else(|| UnknownSeverity(word.to_owned()))
    }
}
