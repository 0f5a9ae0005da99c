use std::fmt;

use crate::glossary::{Entry, GlossaryError};
use crate::languages::Language;

/// Why an edit was not made. The file is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message says it")]
pub enum EditError {
    #[error("no entry has the id or the name «{name}»{}", Candidates::nearest(candidates))]
    Unknown { name: String, candidates: Vec<Candidate> },
    #[error("«{name}» is a name of several entries; give the id of one of them:{}", Candidates(candidates))]
    Ambiguous { name: String, candidates: Vec<Candidate> },
    #[error("no entry has the form «{form}»; name the entry that gets it with --of{}", Candidates::nearest(candidates))]
    NoHome { form: String, candidates: Vec<Candidate> },
    #[error("«{form}» can be Russian or Ukrainian; say which with --lang ru or --lang uk")]
    UnknownLanguage { form: String },
    #[error(
        "«{form}» is the form to write in {entry}; first say which other one is right: \
         imenoslov edit prefer FORM --of {entry}"
    )]
    ForbidsPreferred { form: String, entry: String },
    #[error("{entry} has no form «{form}» in its lists; it has{}", Forms(forms))]
    NotAForm { form: String, entry: String, forms: Vec<String> },
    #[error("{entry} cannot be split: {reason}")]
    NothingToSplit { entry: String, reason: &'static str },
    #[error("an entry cannot be merged with itself: {entry}")]
    MergedWithItself { entry: String },
    #[error("{first} is a {first_kind} and {second} a {second_kind}; only entries of one kind can be merged")]
    DifferentKinds { first: String, first_kind: &'static str, second: String, second_kind: &'static str },
    #[error("the id {id:?} is taken; an id is never used for another entry")]
    IdTaken { id: String },
    #[error("{id:?} is no id; use lower-case Latin letters, digits and hyphens, such as steve-witkoff")]
    NoId { id: String },
    #[error("a new entry needs a name; give one with --ru or --uk")]
    NoName,
    #[error("«{form}» is already a name of{}", Candidates(candidates))]
    AlreadyThere { form: String, candidates: Vec<Candidate> },
    #[error("other tables stand between those of {entry}, in line {line}; move them and run the command again")]
    Scattered { entry: String, line: usize },
    #[error(transparent)]
    Glossary(#[from] GlossaryError),
}

/// An entry that may be the one that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its names and its kind, for people.
    pub description: String,
}

impl Candidate {
    pub(super) fn of(entry: &Entry) -> Candidate {
        Candidate { id: entry.id.clone(), description: format!("{} ({})", entry.names_in_short(), entry.kind) }
    }
}

impl Entry {
    /// The form to write in each language, for people: «Стив Уиткофф / Стів Віткофф».
    pub fn names_in_short(&self) -> String {
        let names = Language::ALL.map(|language| self.side(language).and_then(|side| side.best_form()).unwrap_or("—"));
        names.join(" / ")
    }
}

/// Entries, each on its own line.
struct Candidates<'a>(&'a [Candidate]);

impl Candidates<'_> {
    fn nearest(candidates: &[Candidate]) -> String {
        match candidates {
            [] => String::new(),
            _ => format!("; the nearest are:{}", Candidates(candidates)),
        }
    }
}

impl fmt::Display for Candidates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|candidate| candidate.id.len()).max().unwrap_or(0);
        self.0.iter().try_for_each(|candidate| write!(f, "\n  {:width$}  {}", candidate.id, candidate.description))
    }
}

struct Forms<'a>(&'a [String]);

impl fmt::Display for Forms<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|form| write!(f, "\n  {form}"))
    }
}
