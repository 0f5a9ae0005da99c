//! Names of places, organisations, products and events: word by word, distinctive words weighing most.

use super::compare::{self, How};
use super::words::{Parts, Role, Word};
use super::{Evidence, Score, abbreviation};

/// A pair of words, one of each name.
struct Link {
    left: usize,
    right: usize,
    similarity: f64,
    how: How,
}

pub(super) fn score(a: &Parts, b: &Parts) -> Score {
    if let Some(score) = as_one_word(a, b) {
        return score;
    }
    let mut best = score_words(&a.words, &b.words);
    if best.value < 0.9 && (a.plain.is_some() || b.plain.is_some()) {
        let words = |parts: &Parts| -> Vec<Word> { parts.plain.as_ref().unwrap_or(&parts.words).clone() };
        let plain = score_words(&words(a), &words(b));
        if plain.value > best.value {
            best = plain;
        }
    }
    for (left, right) in
        [(&a.words, &b.words), (a.plain.as_ref().unwrap_or(&a.words), b.plain.as_ref().unwrap_or(&b.words))]
    {
        if let Some(abbreviated) = abbreviated(left, right)
            && abbreviated.value > best.value
        {
            best = abbreviated;
        }
    }
    best
}

fn score_words(left: &[Word], right: &[Word]) -> Score {
    let links = align(left, right);
    let weight = |words: &[Word]| words.iter().map(|w| w.weight).sum::<f64>();
    let (total_left, total_right) = (weight(left), weight(right));
    let matched_left: f64 = links.iter().map(|l| l.similarity * left[l.left].weight).sum();
    let matched_right: f64 = links.iter().map(|l| l.similarity * right[l.right].weight).sum();
    let agreement = (matched_left + matched_right) / (total_left + total_right);
    let mut value = probability(agreement);

    let mut evidence: Vec<Evidence> =
        links.iter().map(|l| compare::evidence(&left[l.left], &right[l.right], l.similarity, l.how)).collect();
    let is_left_over = |word: &Word| word.weight >= 0.2;
    let rest_left: Vec<&Word> = unmatched(left, links.iter().map(|l| l.left)).filter(|w| is_left_over(w)).collect();
    let rest_right: Vec<&Word> = unmatched(right, links.iter().map(|l| l.right)).filter(|w| is_left_over(w)).collect();
    if let (Some(x), Some(y)) = (first_number(&rest_left), first_number(&rest_right)) {
        value *= 0.1;
        evidence.push(Evidence::DifferentNumbers(x, y));
    }
    if !links.is_empty() {
        if rest_left.is_empty() != rest_right.is_empty() {
            evidence.push(Evidence::PartOf);
        }
        let rest: Vec<&str> = rest_left.iter().chain(&rest_right).map(|w| w.surface.as_str()).collect();
        if !rest.is_empty() {
            evidence.push(Evidence::Unmatched(rest.join(", ")));
        }
    }
    Score { value, evidence }
}

/// Weighted share of agreeing words → probability that the names are one entity's.
fn probability(agreement: f64) -> f64 {
    let logistic = |x: f64| 1.0 / (1.0 + (-12.0 * (x - 0.75)).exp());
    0.98 * (logistic(agreement) - logistic(0.0)) / (logistic(1.0) - logistic(0.0))
}

/// Names that are alike as a whole, whatever their division into words: easyJet, Easy Jet.
fn as_one_word(a: &Parts, b: &Parts) -> Option<Score> {
    let same_text = a.words.len() == b.words.len() && a.words.iter().zip(&b.words).all(|(x, y)| x.surface == y.surface);
    if same_text {
        return Some(Score { value: 0.99, evidence: vec![Evidence::Identical] });
    }
    if a.joined_skeleton() == b.joined_skeleton() {
        let same_case = a.words.iter().zip(&b.words).filter(|(x, y)| x.lower == y.lower).count();
        let share = same_case as f64 / a.words.len().max(b.words.len()) as f64;
        return Some(Score { value: 0.975 + 0.01 * share, evidence: vec![Evidence::SameSkeleton] });
    }
    None
}

/// Each word with its best free partner, best pairs first.
fn align(left: &[Word], right: &[Word]) -> Vec<Link> {
    let mut pairs: Vec<Link> = Vec::new();
    for (i, x) in left.iter().enumerate() {
        for (j, y) in right.iter().enumerate() {
            if let Some((similarity, how)) = compare::words(x, y) {
                pairs.push(Link { left: i, right: j, similarity, how });
            }
        }
    }
    pairs.sort_by(|x, y| {
        let worth = |l: &Link| l.similarity * (left[l.left].weight + right[l.right].weight);
        worth(y).total_cmp(&worth(x)).then(x.left.abs_diff(x.right).cmp(&y.left.abs_diff(y.right)))
    });
    let (mut used_left, mut used_right) = (vec![false; left.len()], vec![false; right.len()]);
    pairs.retain(|pair| {
        let free = !used_left[pair.left] && !used_right[pair.right];
        if free {
            used_left[pair.left] = true;
            used_right[pair.right] = true;
        }
        free
    });
    pairs
}

fn unmatched(words: &[Word], matched: impl Iterator<Item = usize>) -> impl Iterator<Item = &Word> {
    let matched: Vec<usize> = matched.collect();
    words.iter().enumerate().filter(move |(at, _)| !matched.contains(at)).map(|(_, word)| word)
}

fn first_number(words: &[&Word]) -> Option<String> {
    words.iter().find(|w| w.role == Role::Number).map(|w| w.surface.clone())
}

/// One name is an abbreviation and the other one its expansion.
fn abbreviated(left: &[Word], right: &[Word]) -> Option<Score> {
    let (short, long) = match (left, right) {
        ([short], long) | (long, [short]) => (short, long),
        _ => return None,
    };
    abbreviation::abbreviates(short, long).then(|| {
        let long = long.iter().map(|w| w.surface.as_str()).collect::<Vec<_>>().join(" ");
        Score { value: 0.9, evidence: vec![Evidence::Abbreviation { short: short.surface.clone(), long }] }
    })
}
