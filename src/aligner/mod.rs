//! Two versions of one text → sentence links.
//!
//! Both sides are read into words in a shared spelling ([`words`]); words that are equal, cognate or translations of
//! each other are found once a text, not once a sentence ([`similarity`], [`lexicon`]); each sentence then says how
//! much likelier its words are beside a stretch of the other side than by chance ([`gains`]); a dynamic programme in a
//! [`band`] of the grid finds the best chain of links and the probability of each ([`search`]).

mod band;
mod document;
mod forms;
mod furniture;
mod gains;
mod language;
mod lexicon;
mod names;
mod opposites;
mod pairs;
mod paragraphs;
mod parameters;
mod rates;
mod scores;
mod search;
mod similarity;
mod vocabulary;
mod words;

use std::ops::Range;

pub use document::{Alignment, Sentence, align_articles, sentences_of};
pub use language::language_of;
pub use names::{NamePair, name_pairs};
pub use opposites::LinkedNames;
pub use pairs::{Versions, versions};
pub use parameters::Parameters;
pub use rates::match_rates;

use crate::languages::Language;
use band::Band;
use gains::Gains;
use lexicon::Lexicon;
use paragraphs::Paragraphs;
use search::Search;
use similarity::Matches;
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

/// [`align`] with other parameters, and with the sentences marked that begin a paragraph. The marks count for as much as
/// the paragraphs of the two sides turn out to correspond.
pub fn align_with<R: AsRef<str>, U: AsRef<str>>(
    ru: &[R],
    uk: &[U],
    paragraphs: Option<(&[bool], &[bool])>,
    parameters: &Parameters,
) -> Vec<Link> {
    let (ru, uk) = (Side::read(ru, Language::Russian), Side::read(uk, Language::Ukrainian));
    let matches = similarity::matches(&ru.types, &uk.types, Lexicon::embedded());
    link_sides((&ru, &uk), &matches, paragraphs, parameters)
}

fn link_sides(
    (ru, uk): (&Side, &Side),
    (forward, backward): &(Matches, Matches),
    paragraphs: Option<(&[bool], &[bool])>,
    parameters: &Parameters,
) -> Vec<Link> {
    let band = Band::of(ru, uk, forward);
    let gains = Gains::of(ru, uk, (forward, backward), &band, parameters);
    let end = (ru.sentences.len(), uk.sentences.len());
    let links_with = |paragraphs: Option<&Paragraphs<'_>>| {
        let scores = scores::scores((ru, uk), &band, &gains, paragraphs, parameters);
        let mut search = Search::new(&band, &scores, end, parameters);
        for _ in 0..parameters.rounds {
            search.adapt();
        }
        search.links()
    };
    let links = links_with(None);
    match paragraphs.and_then(|starts| Paragraphs::learn(starts, &links)) {
        Some(paragraphs) => links_with(Some(&paragraphs)),
        None => links,
    }
}

/// The stems of a sentence as `data/aligner/words.tsv` has them; numbers are their digits.
pub fn stems(sentence: &str, language: Language) -> Vec<String> {
    words::unit(sentence, language).words.iter().map(|word| words::stem(&word.folded).to_owned()).collect()
}
