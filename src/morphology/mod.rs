//! Word ⇄ dictionary form: the dictionary, the guesser for unknown names, inflection of whole names.

mod capitals;
mod choices;
mod context;
mod corpus;
mod foreign;
mod grammar;
pub mod guesser;
mod inflection;
mod letters;
mod lookup;
mod names;
mod options;
mod paradigms;
mod pieces;
pub mod popularity;
mod tags;

pub use context::Contexts;
pub use corpus::{Written, corpus_dictionary_forms};
pub use grammar::{Case, Form, Gender, Number};
pub use inflection::{Hints, forms_of, inflect, paradigm};

use crate::kind::Kind;
use crate::languages::Language;

/// The dictionary of a language: every form of every word, of all parts of speech.
pub mod dictionary {
    pub use super::letters::{Key, LONGEST_WORD, decode, encode};
    pub use super::lookup::{Dictionary, Reading, Readings, readings};
    pub use super::paradigms::{PREFIXES, Paradigms, Row, RowId, RowIds};
    pub use super::tags::{PartOfSpeech, Tags};
}

/// The dictionary form of a whole name as it stands in a text, given its language and kind: nominative, number kept,
/// what does not decline with the name (genitive tails, quoted titles, acronyms, Latin) untouched. The capitals of the
/// text stay. Text that is no Cyrillic name is given back as it is.
pub fn dictionary_form(name: &str, language: Language, kind: Kind) -> String {
    names::analyses(name, language, kind, None).first().map_or_else(|| name.to_owned(), |best| best.lemma(language))
}

/// What a name in a text may be a form of.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The dictionary form of the whole name.
    pub lemma: String,
    /// The form that the name stands in, if this is its dictionary form.
    pub form: Form,
    /// How likely this is, from 0 to 1; the candidates of a name sum to 1.
    pub weight: f32,
}

/// Candidates with less than this are left out.
const LEAST_WEIGHT: f32 = 1e-4;

/// The possible dictionary forms of a whole name as it stands in a text, each with each form that the name would stand
/// in, the likeliest first.
pub fn candidates(name: &str, language: Language, kind: Kind) -> Vec<Candidate> {
    let analyses = names::analyses(name, language, kind, None);
    let best = analyses.first().map_or(0.0, |analysis| analysis.weight);
    let mut candidates: Vec<Candidate> = Vec::new();
    for analysis in &analyses {
        let weight = (analysis.weight - best).exp();
        if weight < LEAST_WEIGHT {
            break;
        }
        let lemma = analysis.lemma(language);
        match candidates.iter_mut().find(|known| known.lemma == lemma && known.form == analysis.form) {
            Some(known) => known.weight = known.weight.max(weight),
            None => candidates.push(Candidate { lemma, form: analysis.form, weight }),
        }
    }
    let total: f32 = candidates.iter().map(|candidate| candidate.weight).sum();
    candidates.iter_mut().for_each(|candidate| candidate.weight /= total);
    candidates
}
