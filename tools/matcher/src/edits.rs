//! Learns what it costs to write one or two letters for one or two others.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::align::{self, NOTHING, Step};
use crate::corpus::Pair;

/// Е and О for І: Белый/Білий, Львов/Львів. Such pairs stand in the lists of names, but Песков and Пісков are two
/// people: the alternation is translated in native words only, not in the names that the news spell. It costs more than
/// a typing error, since nobody types it by mistake.
const ALTERNATION: f64 = 7.0;

/// Costs are cut off here: a correspondence that was hardly ever seen is a typing error like any other.
const HIGHEST: f64 = 5.0;
/// A correspondence of two letters is kept if it was seen this often…
const SEEN: f64 = 12.0;
/// …and is cheaper than its parts by this much.
const GAIN: f64 = 0.3;

/// (left letters, right letters) → cost: 0 for what is usually written, else the logarithm of how much rarer it is,
/// averaged over the two directions.
pub fn learn(pairs: &[Pair]) -> BTreeMap<(String, String), f64> {
    let counts = align::count(&align::align_all(pairs));
    let single = |left: char, right: char| -> (String, String) { (text(&[left]), text(&[right])) };
    let mut steps: FxHashMap<(String, String), f64> = FxHashMap::default();
    for (&(left, right), &count) in &sorted(&counts.steps) {
        *steps.entry(single(left, right)).or_default() += count;
    }
    let step_costs = relative(&steps, &steps);

    let mut doubles: FxHashMap<(String, String), f64> = FxHashMap::default();
    let mut parts: BTreeMap<(String, String), f64> = BTreeMap::new();
    for (&(first, second), &count) in &sorted(&counts.neighbours) {
        let key = (text(&[first.0, second.0]), text(&[first.1, second.1]));
        *doubles.entry(key.clone()).or_default() += count;
        let cost_of = |s: Step| step_costs.get(&single(s.0, s.1)).copied().unwrap_or(HIGHEST);
        let sum = cost_of(first) + cost_of(second);
        let least = parts.entry(key).or_insert(sum);
        *least = least.min(sum);
    }
    let double_costs = relative(&doubles, &steps);
    let mut out: BTreeMap<(String, String), f64> = BTreeMap::new();
    for (key, cost) in step_costs {
        let is_news = key.0 != key.1 || cost > 0.05;
        if cost < HIGHEST && is_news && !is_excluded(&key) {
            out.insert(key, cost);
        }
    }
    for (key, cost) in double_costs {
        let apart = parts.get(&key).copied().unwrap_or(0.0);
        let is_double = key.0.chars().count() == 2 || key.1.chars().count() == 2;
        if is_double && cost < 4.0 && doubles[&key] >= SEEN && cost + GAIN < apart && !is_excluded(&key) {
            out.insert(key, cost);
        }
    }
    for ((left, right), cost) in &mut out {
        let ends_so = |end: char| left.ends_with(end) && right.ends_with('і');
        let begins_so = |start: char| {
            left.starts_with(start) && right.starts_with('і') && left.chars().count() == right.chars().count()
        };
        let is_suffix = left.ends_with('в') && right.ends_with('в');
        if ['е', 'о'].iter().any(|&c| ends_so(c) || begins_so(c)) && !is_suffix {
            *cost = cost.max(ALTERNATION);
        }
    }
    out
}

/// Between the languages the alternation is never a mere typing error, listed or not.
pub fn tell_alternation_apart(costs: &mut BTreeMap<(String, String), f64>) {
    for vowel in ["е", "о"] {
        costs.entry((vowel.to_owned(), "і".to_owned())).or_insert(ALTERNATION);
    }
}

fn sorted<K: Copy + Ord + std::hash::Hash>(counts: &FxHashMap<K, f64>) -> BTreeMap<K, f64> {
    counts.iter().map(|(k, v)| (*k, *v)).collect()
}

fn text(letters: &[char]) -> String {
    letters.iter().filter(|c| **c != NOTHING).collect()
}

/// Ends of words alone, and hyphens, which the program takes apart before it compares.
fn is_excluded((left, right): &(String, String)) -> bool {
    [left, right].iter().any(|side| side.chars().any(|c| !c.is_alphabetic() && !matches!(c, '^' | '$' | '\'')))
        || left.chars().all(|c| matches!(c, '^' | '$')) && right.chars().all(|c| matches!(c, '^' | '$'))
}

/// How much rarer each correspondence is than the most usual one of its left side, and of its right side; `steps` are
/// the correspondences of single letters, which correspondences of two compete with.
fn relative(
    counts: &FxHashMap<(String, String), f64>,
    steps: &FxHashMap<(String, String), f64>,
) -> BTreeMap<(String, String), f64> {
    let mut most_left: FxHashMap<&str, f64> = FxHashMap::default();
    let mut most_right: FxHashMap<&str, f64> = FxHashMap::default();
    for ((left, right), &count) in counts.iter().chain(steps) {
        let most = most_left.entry(left).or_default();
        *most = most.max(count);
        let most = most_right.entry(right).or_default();
        *most = most.max(count);
    }
    counts
        .iter()
        .map(|((left, right), &count)| {
            let of = |most: f64| ((most + 0.5) / (count + 0.5)).ln().max(0.0);
            let cost = match (left.as_str(), right.as_str()) {
                ("", right) => of(most_right[right]),
                (left, "") => of(most_left[left]),
                (left, right) => 0.5 * (of(most_left[left]) + of(most_right[right])),
            };
            ((left.clone(), right.clone()), cost.min(HIGHEST))
        })
        .collect()
}
