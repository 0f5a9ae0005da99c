//! The names of one text or corpus together: the dictionary form that explains all the observed forms wins.

use std::collections::BTreeMap;

use super::{Candidate, candidates};
use crate::kind::Kind;
use crate::languages::Language;

/// How often the supposed frequencies of the dictionary forms are estimated again. They settle after three or four.
const ROUNDS: usize = 6;
/// Weight of a dictionary form that nothing in the corpus supports, in observed forms.
const UNSEEN: f64 = 0.05;

/// The dictionary form of each written form of a corpus, in the same order. `surfaces` are the distinct written forms,
/// each with how often it occurs.
///
/// Alone «Кушнера» may come from «Кушнер» or «Кушнера»; where «Кушнером» occurs too, «Кушнер» explains both. The shares
/// of the dictionary forms are estimated by expectation maximisation over the candidates of every written form; distinct
/// forms count more than repetitions (square root of the count).
pub fn corpus_dictionary_forms(surfaces: &[(&str, usize)], language: Language, kind: Kind) -> Vec<String> {
    let options: Vec<Vec<(String, f64)>> =
        surfaces.iter().map(|(surface, _)| by_lemma(candidates(surface, language, kind))).collect();
    let mut support: BTreeMap<&str, f64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut next: BTreeMap<&str, f64> = BTreeMap::new();
        for (options, (_, count)) in options.iter().zip(surfaces) {
            let scores: Vec<f64> = options.iter().map(|(lemma, weight)| weight * share(&support, lemma)).collect();
            let total: f64 = scores.iter().sum();
            for ((lemma, _), score) in options.iter().zip(scores) {
                *next.entry(lemma).or_default() += score / total * (*count as f64).sqrt();
            }
        }
        support = next;
    }
    let best = |(options, (surface, _)): (&Vec<(String, f64)>, &(&str, usize))| {
        let score = |(lemma, weight): &(String, f64)| weight * share(&support, lemma);
        let winner = options.iter().max_by(|a, b| score(a).total_cmp(&score(b)).then_with(|| b.0.cmp(&a.0)));
        winner.map_or_else(|| (*surface).to_owned(), |(lemma, _)| lemma.clone())
    };
    options.iter().zip(surfaces).map(best).collect()
}

fn share(support: &BTreeMap<&str, f64>, lemma: &str) -> f64 {
    support.get(lemma).copied().unwrap_or(0.0) + UNSEEN
}

/// The candidates' weights summed over the forms of each dictionary form.
fn by_lemma(candidates: Vec<Candidate>) -> Vec<(String, f64)> {
    let mut weights: BTreeMap<String, f64> = BTreeMap::new();
    for candidate in candidates {
        *weights.entry(candidate.lemma).or_default() += f64::from(candidate.weight);
    }
    weights.into_iter().collect()
}
