//! The names of one text or corpus together: the dictionary form that explains all the observed forms wins.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::choices::Effort;
use super::context::Contexts;
use super::names::{Outline, Prepared, prepare};
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

/// The dictionary form of each written name, in the same order. Names of one language and kind help one another; what
/// is written alike gets the same dictionary form.
///
/// Alone «Кушнера» may come from «Кушнер» or «Кушнера»; where «Кушнером» occurs too, «Кушнер» explains both. The counts
/// of each word's dictionary forms are estimated by expectation maximisation over all analyses of all names, so «Асией
/// Биби» helps «Асии» too; distinct forms count more than repetitions (square root of the count).
///
/// Costs some ten microseconds for each word that was not met before, and a microsecond or two for a name each time.
pub fn corpus_dictionary_forms(written: &[Written<'_>]) -> Vec<String> {
    let group = |index: &usize| (written[*index].language, written[*index].kind);
    let mut order: Vec<usize> = (0..written.len()).collect();
    order.sort_by_key(|index| (group(index), written[*index].surface));
    let mut lemmas = vec![String::new(); written.len()];
    for of_group in order.chunk_by(|a, b| group(a) == group(b)) {
        let alike = || of_group.chunk_by(|a, b| written[*a].surface == written[*b].surface);
        let names = alike().map(|places| Counted::of(written, places)).collect();
        for (places, lemma) in alike().zip(lemmas_of(names, written[of_group[0]].language)) {
            places.iter().for_each(|place| lemmas[*place].clone_from(&lemma));
        }
    }
    lemmas
}

/// The dictionary forms of the names of one language and kind.
fn lemmas_of(mut names: Vec<Counted>, language: Language) -> Vec<String> {
    // What the corpus cannot change is analysed once.
    let mut settled_counts = FxHashMap::default();
    names.iter().filter(|name| name.is_settled()).for_each(|name| name.count_lemmas(1.0, &mut settled_counts));
    for power in ROUNDS {
        if names.iter().all(Counted::is_settled) {
            break;
        }
        let mut counts = settled_counts.clone();
        names.iter().filter(|name| !name.is_settled()).for_each(|name| name.count_lemmas(power, &mut counts));
        for name in names.iter_mut().filter(|name| !name.is_settled()) {
            name.weigh(|lemma| {
                let count = counts.get(&lemma).copied().unwrap_or(0.0);
                WEIGHT * (UNSEEN + (count - DISCOUNT).max(0.0)).ln()
            });
            if name.is_settled() {
                name.count_lemmas(1.0, &mut settled_counts);
            }
        }
    }
    names.iter().map(|name| name.lemma(language)).collect()
}

/// A name, looked up.
#[derive(Clone, Debug)]
struct Name {
    prepared: Prepared,
    /// How it can be read, wherever it stands.
    outlines: Vec<Outline>,
    is_settled: bool,
}

/// Names that are kept for each language and kind.
const MOST_KNOWN: usize = 4096;

/// Names of one language and kind, by how they are written.
type Names = FxHashMap<String, Rc<Name>>;

thread_local! {
    static KNOWN: RefCell<FxHashMap<(Language, Kind), Names>> = RefCell::default();
}

/// A name as it is written, looked up once: the articles of an archive have many names in common.
fn known_name(surface: &str, language: Language, kind: Kind) -> Rc<Name> {
    KNOWN.with_borrow_mut(|known| {
        let names = known.entry((language, kind)).or_default();
        if let Some(name) = names.get(surface) {
            return Rc::clone(name);
        }
        if names.len() >= MOST_KNOWN {
            names.clear();
        }
        let prepared = prepare(surface, language, kind, Effort::Quick);
        let name = Rc::new(Name { outlines: prepared.outlines(None), is_settled: prepared.is_settled(), prepared });
        names.insert(surface.to_owned(), Rc::clone(&name));
        name
    })
}

/// Outlines with what the places where a name stands say about them.
fn in_context(outlines: &[Outline], contexts: &Contexts) -> Vec<Outline> {
    outlines.iter().map(|outline| outline.weighed(contexts.log_fit(outline.form))).collect()
}

/// A name of a corpus.
struct Counted {
    name: Rc<Name>,
    /// Where it occurs.
    contexts: Contexts,
    /// How often it occurs.
    count: usize,
    /// How it can be read where it stands.
    outlines: Vec<Outline>,
}

impl Counted {
    /// The names at some places, at least one, which are written alike, in one language and of one kind.
    fn of(written: &[Written<'_>], places: &[usize]) -> Counted {
        let Written { surface, language, kind, .. } = written[places[0]];
        let name = known_name(surface, language, kind);
        let mut contexts = Contexts::default();
        places.iter().for_each(|place| contexts.add(&written[*place].contexts));
        let count = places.iter().map(|place| written[*place].count).sum();
        Counted { outlines: in_context(&name.outlines, &contexts), name, contexts, count }
    }

    fn is_settled(&self) -> bool {
        self.name.is_settled
    }

    /// Adds the shares of the dictionary forms of the name's words. The likelihoods are raised to a power first.
    fn count_lemmas(&self, power: f32, counts: &mut FxHashMap<u64, f32>) {
        let best = self.outlines.iter().map(|outline| outline.weight).fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = self.outlines.iter().map(|outline| ((outline.weight - best) * power).exp()).sum();
        for outline in self.outlines.iter().filter(|outline| outline.weight > best + LEAST_LOG_SHARE) {
            let share = ((outline.weight - best) * power).exp() / total * (self.count as f32).sqrt();
            self.name.prepared.declining(*outline, |choice| *counts.entry(choice.lemma).or_default() += share);
        }
    }

    /// Lets evidence count, see [`Prepared::weigh`].
    fn weigh(&mut self, evidence: impl Fn(u64) -> f32) {
        let name = Rc::make_mut(&mut self.name);
        name.prepared.weigh(evidence);
        name.is_settled = name.prepared.is_settled();
        self.outlines = in_context(&name.prepared.outlines(None), &self.contexts);
    }

    fn lemma(&self, language: Language) -> String {
        let best = self.outlines.iter().min_by(|a, b| a.by_likelihood(b));
        best.map(|outline| self.name.prepared.analysis(*outline).lemma(language)).unwrap_or_default()
    }
}

/// Analyses less likely than this part of the best do not count.
const LEAST_LOG_SHARE: f32 = -6.0;
