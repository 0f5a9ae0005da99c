//! Glossary → each format, one file a format.

use std::collections::BTreeMap;
use std::fmt;

use crate::glossary::{Entry, Glossary, Side};
use crate::languages::Language;

mod deepl;
mod escape;
mod format;
mod html;
mod json;
mod markdown;
mod omegat;
mod pairs;
mod selection;
mod table;
mod tbx;
mod tbx_v2;
mod weblate;
mod xlsx;

pub(crate) use escape::escaped as escaped_markup;
pub use format::{Format, UnknownFormat};
pub(crate) use html::escaped as escaped_for_html;
pub(crate) use markdown::escaped as escaped_for_markdown;
pub use selection::{select, sorted};
pub(crate) use table::{COLUMNS, is_formula};
pub(crate) use tbx::{MADE_BY, NOTE_PROPOSED, NOTE_UNDECIDED};

/// Writes a glossary in one format.
pub trait Exporter {
    /// The content of the file, and what the format could not carry. The order is that of the glossary.
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
    pub bytes: Vec<u8>,
    /// What is not in it, with how many of each; in a fixed order.
    pub losses: BTreeMap<Loss, usize>,
}

impl Export {
    /// The content of a file that is text; none of a binary one.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Counts what no format but the glossary itself has a place for.
    fn lose_file_only(&mut self, glossary: &Glossary) {
        let grammar = glossary.entries.iter().flat_map(Entry::sides).map(|(_, side)| grammar_count(side)).sum();
        self.lose(Loss::Grammar, grammar);
        self.lose(Loss::FormerIds, glossary.entries.iter().map(|entry| entry.former_ids.len()).sum());
        self.lose(Loss::RejectedPairs, glossary.rejected_pairs.len());
    }

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
    /// Names in English.
    English,
    /// Ids of entries that were merged into others.
    FormerIds,
    /// Pairs of names that people keep apart.
    RejectedPairs,
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
            Loss::English => "English names, for which the format has no place",
            Loss::FormerIds => "former ids, for which the format has no place",
            Loss::RejectedPairs => "refused pairs, for which the format has no place",
        })
    }
}

/// How many corrections of inflection and former forms a side has.
fn grammar_count(side: &Side) -> usize {
    usize::from(side.gender.is_some()) + usize::from(side.indeclinable) + side.forms.len() + side.periods.len()
}

/// Text for one cell of a line-based format: tabs, line breaks and other control characters become blanks.
fn one_line(text: &str) -> String {
    text.replace(is_line_break_or_control, " ")
}

fn is_line_break_or_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
