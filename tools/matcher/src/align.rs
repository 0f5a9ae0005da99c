//! Letter alignment of spellings, learned from the pairs themselves (Viterbi training of a memoryless edit model,
//! after Ristad and Yianilos, "Learning string-edit distance", 1998).

use rustc_hash::FxHashMap;

use crate::corpus::Pair;

/// Stands for "no letter".
pub const NOTHING: char = '∅';
/// Stands before and after each word.
pub const START: char = '^';
pub const END: char = '$';

/// One step of an alignment: a letter of each word, or [`NOTHING`] on one side.
pub type Step = (char, char);

/// Counts of steps and of neighbouring pairs of steps.
#[derive(Default)]
pub struct Counts {
    pub steps: FxHashMap<Step, f64>,
    pub neighbours: FxHashMap<(Step, Step), f64>,
}

/// The aligned pairs with their weights, after a few rounds of training.
pub fn align_all(pairs: &[Pair]) -> Vec<(Vec<Step>, f64)> {
    let mut costs: FxHashMap<Step, f64> = FxHashMap::default();
    let mut aligned = Vec::new();
    for _round in 0..4 {
        aligned = pairs.iter().map(|pair| (align(pair, &costs), f64::from(pair.weight))).collect();
        let mut counts: FxHashMap<Step, f64> = FxHashMap::default();
        for (steps, weight) in &aligned {
            for step in steps {
                *counts.entry(*step).or_default() += weight;
            }
        }
        let total: f64 = counts.values().sum();
        costs = counts.into_iter().map(|(step, count)| (step, -(count / total).ln())).collect();
    }
    aligned
}

pub fn count(aligned: &[(Vec<Step>, f64)]) -> Counts {
    let mut counts = Counts::default();
    for (steps, weight) in aligned {
        for step in steps {
            *counts.steps.entry(*step).or_default() += weight;
        }
        for pair in steps.windows(2) {
            *counts.neighbours.entry((pair[0], pair[1])).or_default() += weight;
        }
    }
    counts
}

fn align(pair: &Pair, costs: &FxHashMap<Step, f64>) -> Vec<Step> {
    let bounded =
        |word: &str| -> Vec<char> { std::iter::once(START).chain(word.chars()).chain(std::iter::once(END)).collect() };
    let (left, right) = (bounded(&pair.left), bounded(&pair.right));
    let width = right.len() + 1;
    let mut best = vec![f64::INFINITY; (left.len() + 1) * width];
    let mut step = vec![(NOTHING, NOTHING); best.len()];
    best[0] = 0.0;
    let cost = |s: Step| costs.get(&s).copied().unwrap_or_else(|| first_guess(s));
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let here = best[i * width + j];
            let mut offer = |at: usize, s: Step| {
                let total = here + cost(s);
                if total < best[at] {
                    best[at] = total;
                    step[at] = s;
                }
            };
            if i < left.len() && j < right.len() {
                offer((i + 1) * width + j + 1, (left[i], right[j]));
            }
            if i < left.len() {
                offer((i + 1) * width + j, (left[i], NOTHING));
            }
            if j < right.len() {
                offer(i * width + j + 1, (NOTHING, right[j]));
            }
        }
    }
    let (mut i, mut j) = (left.len(), right.len());
    let mut steps = Vec::new();
    while (i, j) != (0, 0) {
        let s = step[i * width + j];
        steps.push(s);
        i -= usize::from(s.0 != NOTHING);
        j -= usize::from(s.1 != NOTHING);
    }
    steps.reverse();
    steps
}

/// Costs before anything is learned, and of steps never seen: like letters are cheap, vowels go with vowels.
fn first_guess((left, right): Step) -> f64 {
    let is_vowel = |c: char| "аеёиоуыэюяєіїйь'".contains(c);
    let is_bound = |c: char| matches!(c, START | END);
    if left == right {
        2.0
    } else if is_bound(left) || is_bound(right) {
        50.0
    } else if left == NOTHING || right == NOTHING {
        9.0
    } else if is_vowel(left) == is_vowel(right) {
        8.0
    } else {
        17.0
    }
}
