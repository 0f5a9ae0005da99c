//! The names of one text or corpus together: the dictionary form that explains all the observed forms wins.

use std::collections::BTreeMap;

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

/// A name as it is written in a corpus.
#[derive(Clone, Copy, Debug)]
pub struct Written<'n> {
    /// The name as it is written.
    pub surface: &'n str,
    /// Its language.
    pub language: Language,
    /// What it names.
    pub kind: Kind,
    /// How often it occurs.
    pub count: usize,
    /// Where it occurs.
    pub contexts: Contexts,
}

impl<'n> Written<'n> {
    /// A name that occurs once, nobody knows where.
    pub fn once(surface: &'n str, language: Language, kind: Kind) -> Written<'n> {
        Written { surface, language, kind, count: 1, contexts: Contexts::default() }
    }
}

/// How often a name is written in a way, and where.
type Forms<'n> = BTreeMap<&'n str, (usize, Contexts)>;

/// The dictionary form of each written name, in the same order. Names of one language and kind help one another; what
/// is written alike gets the same dictionary form.
///
/// Alone «Кушнера» may come from «Кушнер» or «Кушнера»; where «Кушнером» occurs too, «Кушнер» explains both. The counts
/// of each word's dictionary forms are estimated by expectation maximisation over all analyses of all names, so «Асией
/// Биби» helps «Асии» too; distinct forms count more than repetitions (square root of the count).
///
/// Costs about as much as [`dictionary_form`](super::dictionary_form) of each name, and half as much again.
pub fn corpus_dictionary_forms(written: &[Written<'_>]) -> Vec<String> {
    let mut groups: BTreeMap<(Language, Kind), Forms<'_>> = BTreeMap::new();
    for name in written {
        let forms = groups.entry((name.language, name.kind)).or_default();
        let (count, contexts) = forms.entry(name.surface).or_default();
        *count += name.count;
        contexts.add(&name.contexts);
    }
    let lemmas: BTreeMap<(Language, Kind), BTreeMap<&str, String>> =
        groups.into_iter().map(|(group, forms)| (group, lemmas_of(&forms, group.0, group.1))).collect();
    written.iter().map(|name| lemmas[&(name.language, name.kind)][name.surface].clone()).collect()
}

/// The dictionary forms of the names of one language and kind.
fn lemmas_of<'n>(forms: &Forms<'n>, language: Language, kind: Kind) -> BTreeMap<&'n str, String> {
    let prepared = forms.iter().map(|(surface, (count, contexts))| Counted {
        name: prepare_in_context(surface, language, kind, *contexts),
        count: *count,
    });
    let (mut open, settled): (Vec<_>, Vec<_>) =
        forms.keys().copied().zip(prepared).partition(|(_, counted)| !counted.name.is_settled());
    // What the corpus cannot change is analysed once.
    let mut settled_counts = FxHashMap::default();
    settled.iter().for_each(|(_, counted)| counted.count_lemmas(1.0, &mut settled_counts));
    for power in if open.is_empty() { &[] } else { &ROUNDS[..] } {
        let mut counts = settled_counts.clone();
        open.iter().for_each(|(_, counted)| counted.count_lemmas(*power, &mut counts));
        for (_, counted) in &mut open {
            counted.name.weigh(|choice| {
                let count = counts.get(&choice.lemma).copied().unwrap_or(0.0);
                WEIGHT * (UNSEEN + (count - DISCOUNT).max(0.0)).ln()
            });
        }
    }
    let lemma = |name: &Prepared<'_>| name.analysis(name.outlines(None)[0]).lemma(language);
    open.iter().chain(&settled).map(|(surface, counted)| (*surface, lemma(&counted.name))).collect()
}

/// A name, looked up, with how often it occurs.
struct Counted<'n> {
    name: Prepared<'n>,
    count: usize,
}

impl Counted<'_> {
    /// Adds the shares of the dictionary forms of the name's words. The likelihoods are raised to a power first.
    fn count_lemmas(&self, power: f32, counts: &mut FxHashMap<u64, f32>) {
        let outlines = self.name.outlines(None);
        let best = outlines[0].weight;
        let total: f32 = outlines.iter().map(|outline| ((outline.weight - best) * power).exp()).sum();
        for outline in outlines.iter().take_while(|outline| outline.weight > best + LEAST_LOG_SHARE) {
            let share = ((outline.weight - best) * power).exp() / total * (self.count as f32).sqrt();
            self.name.declining(*outline, |choice| *counts.entry(choice.lemma).or_default() += share);
        }
    }
}

/// Analyses less likely than this part of the best do not count.
const LEAST_LOG_SHARE: f32 = -6.0;
