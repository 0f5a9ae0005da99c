//! The names of one text or corpus together: the dictionary form that explains all the observed forms wins.

use rustc_hash::FxHashMap;

use super::context::Contexts;
use super::names::{Prepared, prepare_in_context};
use crate::kind::Kind;
use crate::languages::Language;

/// The rounds in which the counts of the words are estimated, each with the power that sharpens the analyses' shares: the
/// first rounds keep all of them in play, so that the first guess does not confirm itself.
const ROUNDS: [f32; 6] = [0.3, 0.4, 0.5, 0.6, 0.8, 1.0];
/// How much the logarithm of a word's count in the corpus counts.
const WEIGHT: f32 = 2.0;

/// What is taken off each count, in observed forms, so that a dictionary form that others make superfluous dies out.
const DISCOUNT: f32 = 0.5;
/// Count of a dictionary form that nothing supports.
const UNSEEN: f32 = 0.3;

/// A written form of a name in a corpus.
#[derive(Clone, Copy, Debug)]
pub struct Written<'n> {
    /// The name as it is written.
    pub surface: &'n str,
    /// How often it occurs.
    pub count: usize,
    /// Where it occurs.
    pub contexts: Contexts,
}

impl<'n> Written<'n> {
    /// A form of which only the count is known.
    pub fn counted(surface: &'n str, count: usize) -> Written<'n> {
        Written { surface, count, contexts: Contexts::default() }
    }
}

/// The dictionary form of each written form of a corpus, in the same order. The written forms are distinct.
///
/// Alone «Кушнера» may come from «Кушнер» or «Кушнера»; where «Кушнером» occurs too, «Кушнер» explains both. The counts
/// of each word's dictionary forms are estimated by expectation maximisation over all analyses of all names, so «Асией
/// Биби» helps «Асии» too; distinct forms count more than repetitions (square root of the count).
///
/// Costs about as much as [`dictionary_form`](super::dictionary_form) of each name, and half as much again.
pub fn corpus_dictionary_forms(written: &[Written<'_>], language: Language, kind: Kind) -> Vec<String> {
    let forms = written.iter();
    let mut names: Vec<Prepared<'_>> =
        forms.map(|form| prepare_in_context(form.surface, language, kind, form.contexts)).collect();
    // What the corpus cannot change is analysed once.
    let mut settled: FxHashMap<u64, f32> = FxHashMap::default();
    let is_open: Vec<bool> = names.iter().map(|name| !name.is_settled()).collect();
    for ((name, form), _) in names.iter().zip(written).zip(&is_open).filter(|(_, is_open)| !**is_open) {
        count_lemmas(name, form.count, 1.0, &mut settled);
    }
    for power in if is_open.contains(&true) { &ROUNDS[..] } else { &[] } {
        let mut counts = settled.clone();
        for ((name, form), _) in names.iter().zip(written).zip(&is_open).filter(|(_, is_open)| **is_open) {
            count_lemmas(name, form.count, *power, &mut counts);
        }
        for (name, _) in names.iter_mut().zip(&is_open).filter(|(_, is_open)| **is_open) {
            name.weigh(|choice| {
                let count = counts.get(&choice.lemma).copied().unwrap_or(0.0);
                WEIGHT * (UNSEEN + (count - DISCOUNT).max(0.0)).ln()
            });
        }
    }
    names.iter().map(|name| name.analysis(name.outlines(None)[0]).lemma(language)).collect()
}

/// Adds the shares of the dictionary forms of a name's words. The likelihoods are raised to a power first.
fn count_lemmas(name: &Prepared<'_>, count: usize, power: f32, counts: &mut FxHashMap<u64, f32>) {
    let outlines = name.outlines(None);
    let best = outlines[0].weight;
    let total: f32 = outlines.iter().map(|outline| ((outline.weight - best) * power).exp()).sum();
    for outline in outlines.iter().take_while(|outline| outline.weight > best + LEAST_LOG_SHARE) {
        let share = ((outline.weight - best) * power).exp() / total * (count as f32).sqrt();
        name.declining(*outline, |choice| *counts.entry(choice.lemma).or_default() += share);
    }
}

/// Analyses less likely than this part of the best do not count.
const LEAST_LOG_SHARE: f32 = -6.0;
