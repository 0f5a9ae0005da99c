//! Two versions of one text → sentence links.
//!
//! Both sides are read into words in a shared spelling ([`words`]); words that are equal, cognate or translations of
//! each other are found once a text, not once a sentence ([`similarity`], [`lexicon`]); each sentence then says how
//! much likelier its words are beside a stretch of the other side than by chance ([`gains`]); a dynamic programme in a
//! [`band`] of the grid finds the best chain of links and the probability of each ([`search`]).

mod band;
mod forms;
mod furniture;
mod gains;
mod lexicon;
mod parameters;
mod scores;
mod search;
mod similarity;
mod vocabulary;
mod words;

use std::ops::Range;

pub use parameters::Parameters;

use crate::languages::Language;
use band::Band;
use gains::Gains;
use lexicon::Lexicon;
use search::Search;
use vocabulary::Side;

/// Sentences of both sides that say the same; one of the ranges is empty where a sentence has no counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Indices of Russian sentences, at most three.
    pub ru: Range<usize>,
    /// Indices of Ukrainian sentences, at most three.
    pub uk: Range<usize>,
    /// The probability of exactly this link under the model, 0…1.
    pub confidence: f64,
}

/// Links the sentences of a Russian text with those of its Ukrainian version. Every sentence is in exactly one link;
/// the links ascend on both sides.
///
/// Near-linear in the number of sentences.
pub fn align<R: AsRef<str>, U: AsRef<str>>(ru: &[R], uk: &[U]) -> Vec<Link> {
    align_with(ru, uk, None, &Parameters::default())
}

/// [`align`] with the sentences that begin a paragraph marked on both sides, and other parameters.
pub fn align_with<R: AsRef<str>, U: AsRef<str>>(
    ru: &[R],
    uk: &[U],
    paragraphs: Option<(&[bool], &[bool])>,
    parameters: &Parameters,
) -> Vec<Link> {
    let ru = Side::read(ru, Language::Russian);
    let uk = Side::read(uk, Language::Ukrainian);
    let (forward, backward) = similarity::matches(&ru.types, &uk.types, Lexicon::embedded());
    let band = Band::of(&ru, &uk, &forward);
    let gains = Gains::of(&ru, &uk, (&forward, &backward), &band, parameters);
    let scores = scores::scores((&ru, &uk), &band, &gains, paragraphs, parameters);
    drop(gains);
    let mut search = Search::new(&band, &scores, (ru.sentences.len(), uk.sentences.len()), parameters);
    for _ in 0..parameters.rounds {
        search.adapt();
    }
    let links = search.links().into_iter().map(|found| Link {
        ru: found.at.0..found.at.0 + found.form.0,
        uk: found.at.1..found.at.1 + found.form.1,
        confidence: found.probability.clamp(0.0, 1.0),
    });
    links.collect()
}

/// The stems of a sentence as `data/aligner/words.tsv` has them; numbers are their digits.
pub fn stems(sentence: &str, language: Language) -> Vec<String> {
    words::unit(sentence, language).words.iter().map(|word| words::stem(&word.folded).to_owned()).collect()
}
