//! Glossary → each format, one file a format.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::glossary::{Entry, Glossary, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;

mod deepl;
mod json;
mod markdown;
mod omegat;
mod table;
mod tbx;
mod weblate;

pub(crate) use markdown::escaped as escaped_for_markdown;

/// Writes a glossary in one format.
pub trait Exporter {
    /// The glossary as text, and what the format could not carry. The order is that of the glossary.
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export;
}

/// From which language to which one a translator works. Formats that hold both sides ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// The language of the texts to translate.
    pub source: Language,
}

impl Direction {
    /// The language of the translations.
    pub fn target(self) -> Language {
        self.source.other()
    }
}

/// An exported glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The content of the file, a byte-order mark included where the format's readers want one.
    pub text: String,
    /// What is not in it, with how many of each; in a fixed order.
    pub losses: BTreeMap<Loss, usize>,
}

impl Export {
    fn lose(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.losses.entry(loss).or_default() += count;
        }
    }
}

/// What a format cannot carry. `Display` continues a number: «3 …».
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Loss {
    /// The format would offer a forbidden form as a translation.
    Forbidden,
    /// Only one translation is possible.
    Admitted,
    /// The format has no place for forms that nobody has decided on.
    Proposed,
    /// The entry has no name in one of the two languages.
    OneSided,
    /// The format allows a source term once.
    DuplicateSource,
    /// The term has a character that the format cannot hold, or is too long.
    Unwritable,
    /// The entry is rejected.
    Rejected,
    /// Remarks for people.
    Note,
    /// Corrections of the inflection and forms of former times.
    Grammar,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Loss::Forbidden => "forbidden forms, which the format would offer as translations",
            Loss::Admitted => "further forms, of which the format takes one only",
            Loss::Proposed => "proposed forms, for which the format has no place",
            Loss::OneSided => "entries without a name in both languages",
            Loss::DuplicateSource => "source terms that an earlier entry has",
            Loss::Unwritable => "terms that the format cannot hold (characters or length)",
            Loss::Rejected => "rejected entries",
            Loss::Note => "notes, for which the format has no place",
            Loss::Grammar => "corrections of inflection and forms of former times",
        })
    }
}

/// A format of the command `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Json,
    Csv,
    Tsv,
    Markdown,
    Omegat,
    Deepl,
    Weblate,
    Tbx,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Json,
        Format::Csv,
        Format::Tsv,
        Format::Markdown,
        Format::Omegat,
        Format::Deepl,
        Format::Weblate,
        Format::Tbx,
    ];

    /// The word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Markdown => "markdown",
            Format::Omegat => "omegat",
            Format::Deepl => "deepl",
            Format::Weblate => "weblate",
            Format::Tbx => "tbx",
        }
    }

    /// What writes it.
    pub fn exporter(self) -> &'static dyn Exporter {
        match self {
            Format::Json => &json::Json,
            Format::Csv => &table::Csv,
            Format::Tsv => &table::Tsv,
            Format::Markdown => &markdown::Markdown,
            Format::Omegat => &omegat::Omegat,
            Format::Deepl => &deepl::Deepl,
            Format::Weblate => &weblate::Weblate,
            Format::Tbx => &tbx::Tbx,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: expected json, csv, tsv, markdown, omegat, deepl, weblate or tbx")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Format::ALL.into_iter().find(|format| format.name() == word).ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// The part of a glossary that is wanted, in its order: only approved entries, only these kinds (all if empty).
pub fn select(glossary: &Glossary, only_approved: bool, kinds: &[Kind]) -> Glossary {
    let wanted = |entry: &&Entry| {
        (!only_approved || entry.status == Status::Approved) && (kinds.is_empty() || kinds.contains(&entry.kind))
    };
    Glossary {
        entries: glossary.entries.iter().filter(wanted).cloned().collect(),
        rejected_pairs: glossary.rejected_pairs.clone(),
    }
}

/// The forms that may be offered as a translation, the best first: what people stand behind, else what is proposed.
fn translations(side: &Side) -> Vec<&str> {
    let decided: Vec<&str> = side.preferred.iter().chain(&side.admitted).map(String::as_str).collect();
    if decided.is_empty() { side.proposed.iter().map(String::as_str).collect() } else { decided }
}

/// An entry that a translator can use: it is not rejected, has a name to look up and one to write. `losses` counts what
/// a format without forbidden forms and grammar leaves out.
fn translatable<'a>(entry: &'a Entry, direction: Direction, export: &mut Export) -> Option<(&'a Side, Vec<&'a str>)> {
    if entry.status == Status::Rejected {
        export.lose(Loss::Rejected, 1);
        return None;
    }
    let source = entry.side(direction.source).filter(|side| side.all_forms().next().is_some());
    let target = entry.side(direction.target());
    let (Some(source), Some(target)) = (source, target) else {
        export.lose(Loss::OneSided, 1);
        return None;
    };
    let translations = translations(target);
    if translations.is_empty() {
        export.lose(Loss::OneSided, 1);
        return None;
    }
    let proposed = if target.preferred.is_some() || !target.admitted.is_empty() { target.proposed.len() } else { 0 };
    export.lose(Loss::Proposed, proposed);
    export.lose(Loss::Forbidden, target.forbidden.len());
    export.lose(Loss::Grammar, grammar_count(source) + grammar_count(target));
    Some((source, translations))
}

/// How many corrections of inflection and former forms a side has.
fn grammar_count(side: &Side) -> usize {
    usize::from(side.gender.is_some()) + usize::from(side.indeclinable) + side.forms.len() + side.periods.len()
}

/// Text for one cell of a line-based format: tabs, line breaks and other control characters become blanks.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}
