//! Articles → which of them are versions of each other.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::document::sentences_of;
use super::lexicon::Lexicon;
use super::parameters::Parameters;
use super::vocabulary::{Sentence, Side, WordType};
use super::words::stem;
use super::{link_sides, similarity};
use crate::languages::Language;
use crate::reader::{Article, Date};

/// A Russian and a Ukrainian article that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Versions {
    /// Index of the Russian article.
    pub ru: usize,
    /// Index of the Ukrainian article.
    pub uk: usize,
    /// How much of them is surely linked, 0…1: letters, by the confidence of their links, the geometric mean of both
    /// sides.
    pub linked: f64,
    /// How many of the words of these links have a match on the other side, 0…1, words of few articles counting more.
    pub matched: f64,
}

/// Articles of the other language that are looked at for each.
const CANDIDATES: usize = 4;
/// Stems of more articles of a side are not looked at: they say little, and would be compared everywhere.
const MOST_ARTICLES: usize = 500;
/// Articles less alike, by the cosine of their weighted stems, are not looked at.
const LEAST_LIKENESS: f64 = 0.08;
/// The least part of versions that is linked: articles about one event that were written apart reach .55.
const LEAST_LINKED: f64 = 0.6;
/// The least score of versions.
const LEAST_SCORE: f64 = 0.22;
/// So many times the score of any other pair that one of its articles is in: articles on one event are alike in several
/// ways, versions in one.
const LEAST_LEAD: f64 = 1.6;
/// From so much linked and so many words matched on, a rival is another copy.
const SURE: (f64, f64) = (0.9, 0.4);
/// Articles whose dates are further apart are no versions of each other: days.
const MOST_DAYS: i64 = 4;

/// The articles that are versions of each other, each in at most one pair, in the order of the Russian ones.
///
/// Candidates are found through the rare words that articles share, over both languages; the sentences of the best ones
/// are then aligned, on all cores. Near-linear in the number of articles.
pub fn versions<A: Borrow<Article> + Sync>(ru: &[A], uk: &[A]) -> Vec<Versions> {
    let sides = |articles: &[A], language: Language| -> Vec<Side> {
        articles.par_iter().map(|article| side(article.borrow(), language)).collect()
    };
    let (ru_sides, uk_sides) = (sides(ru, Language::Russian), sides(uk, Language::Ukrainian));
    let rarity = Rarity::of(&ru_sides, &uk_sides);
    let are_of_one_time = |&(i, j): &(usize, usize)| match (ru[i].borrow().date, uk[j].borrow().date) {
        (Some(a), Some(b)) => days_between(a, b) <= MOST_DAYS,
        _ => true,
    };
    let candidates: Vec<_> = candidates(&rarity.ru, &rarity.uk).into_iter().filter(are_of_one_time).collect();
    let compared = candidates.into_par_iter().map(|(i, j)| {
        let (linked, matched) = compare(&ru_sides[i], &uk_sides[j], &rarity);
        Versions { ru: i, uk: j, linked, matched }
    });
    let mut found: Vec<Versions> = compared.collect();
    let rivals = Rivals::of(&found);
    found.retain(|pair| {
        pair.linked >= LEAST_LINKED
            && pair.score() >= LEAST_SCORE
            && (pair.score() >= LEAST_LEAD * rivals.best(pair) || pair.linked >= SURE.0 && pair.matched >= SURE.1)
    });
    found.sort_by(|a, b| b.score().total_cmp(&a.score()).then((a.ru, a.uk).cmp(&(b.ru, b.uk))));
    let (mut used_ru, mut used_uk) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|pair| {
        let is_free = !used_ru.contains(&pair.ru) && !used_uk.contains(&pair.uk);
        if is_free {
            used_ru.insert(pair.ru);
            used_uk.insert(pair.uk);
        }
        is_free
    });
    found.sort_by_key(|pair| pair.ru);
    found
}

impl Versions {
    /// What both measures say together, 0…1.
    pub fn score(&self) -> f64 {
        self.linked * self.matched
    }
}

/// The two best pairs of each article, Russian and Ukrainian ones, by their scores.
struct Rivals {
    best: [BTreeMap<usize, [(f64, usize); 2]>; 2],
}

impl Rivals {
    fn of(pairs: &[Versions]) -> Rivals {
        let mut best: [BTreeMap<usize, [(f64, usize); 2]>; 2] = Default::default();
        for pair in pairs {
            for (best, (article, other)) in best.iter_mut().zip([(pair.ru, pair.uk), (pair.uk, pair.ru)]) {
                let [first, second] = best.entry(article).or_insert([(0.0, usize::MAX); 2]);
                let found = (pair.score(), other);
                if found.0 > first.0 {
                    (*first, *second) = (found, *first);
                } else if found.0 > second.0 {
                    *second = found;
                }
            }
        }
        Rivals { best }
    }

    /// The best score that either article of a pair has with another one.
    fn best(&self, pair: &Versions) -> f64 {
        let of = |best: &BTreeMap<usize, [(f64, usize); 2]>, article: usize, other: usize| {
            let scores = best.get(&article).into_iter().flatten();
            scores.filter(|(_, rival)| *rival != other).map(|(score, _)| *score).fold(0.0, f64::max)
        };
        of(&self.best[0], pair.ru, pair.uk).max(of(&self.best[1], pair.uk, pair.ru))
    }
}

fn side(article: &Article, language: Language) -> Side {
    let sentences: Vec<String> = sentences_of(article).into_iter().map(|sentence| sentence.text).collect();
    Side::read(&sentences, language)
}

/// Aligns two articles: the share of letters in links, the share of matched words in the links.
fn compare(ru: &Side, uk: &Side, rarity: &Rarity) -> (f64, f64) {
    let matches = similarity::matches(&ru.types, &uk.types, Lexicon::embedded());
    let links = link_sides((ru, uk), &matches, None, &Parameters::default());
    let length = |sentences: &[Sentence]| sentences.iter().map(|sentence| f64::from(sentence.length)).sum::<f64>();
    let (mut linked_ru, mut linked_uk, mut matched, mut all) = (0.0, 0.0, 0.0, 0.0);
    for link in links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty()) {
        let (left, right) = (&ru.sentences[link.ru.clone()], &uk.sentences[link.uk.clone()]);
        linked_ru += link.confidence * length(left);
        linked_uk += link.confidence * length(right);
        for (here, there, side, matches) in [(left, right, ru, &matches.0), (right, left, uk, &matches.1)] {
            let opposite: BTreeSet<u32> = there.iter().flat_map(|sentence| &sentence.types).copied().collect();
            for &word in here.iter().flat_map(|sentence| &sentence.types) {
                let weight = link.confidence * rarity.of_word(&side.types[word as usize]);
                let likeness = matches[word as usize].iter().filter(|(other, _)| opposite.contains(other));
                matched += weight * f64::from(likeness.map(|(_, likeness)| *likeness).fold(0.0, f32::max));
                all += weight;
            }
        }
    }
    let linked = (linked_ru / length(&ru.sentences).max(1.0) * linked_uk / length(&uk.sentences).max(1.0)).sqrt();
    (linked, if all > 0.0 { matched / all } else { 0.0 })
}

/// The stems of an article with their weights: ascending, of length 1 as a vector.
type Weights = Vec<(u32, f64)>;

/// How rare stems are among the articles.
struct Rarity {
    ids: FxHashMap<String, u32>,
    /// Logarithm of the number of articles against those with the stem.
    rarity: Vec<f64>,
    /// The stems of each article.
    ru: Vec<Weights>,
    uk: Vec<Weights>,
}

impl Rarity {
    fn of(ru: &[Side], uk: &[Side]) -> Rarity {
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let mut stems = |side: &Side, is_russian: bool| {
            let mut stems = BTreeSet::new();
            for word in &side.types {
                let stem = stem(&word.folded);
                // A Russian word stands for its commonest translation.
                let translations = if is_russian { Lexicon::embedded().translations(stem) } else { &[] };
                let commonest = translations.iter().max_by(|a, b| a.1.total_cmp(&b.1));
                let shared = commonest.map_or(stem, |(translation, _)| translation);
                for stem in [stem, shared] {
                    let next = ids.len() as u32;
                    stems.insert(*ids.entry(stem.to_owned()).or_insert(next));
                }
            }
            stems
        };
        let ru: Vec<BTreeSet<u32>> = ru.iter().map(|side| stems(side, true)).collect();
        let uk: Vec<BTreeSet<u32>> = uk.iter().map(|side| stems(side, false)).collect();
        let mut counts = vec![0u32; ids.len()];
        for &stem in ru.iter().chain(&uk).flatten() {
            counts[stem as usize] += 1;
        }
        let total = (ru.len() + uk.len()) as f64;
        let rarity: Vec<f64> = counts.iter().map(|&count| ((total + 1.0) / f64::from(count)).ln()).collect();
        let weigh = |stems: BTreeSet<u32>| {
            let norm = stems.iter().map(|&stem| rarity[stem as usize].powi(2)).sum::<f64>().sqrt();
            stems.into_iter().map(|stem| (stem, rarity[stem as usize] / norm.max(f64::MIN_POSITIVE))).collect()
        };
        let (ru, uk) = (ru.into_iter().map(weigh).collect(), uk.into_iter().map(weigh).collect());
        Rarity { ids, rarity, ru, uk }
    }

    fn of_word(&self, word: &WordType) -> f64 {
        self.ids.get(stem(&word.folded)).map_or(0.0, |&stem| self.rarity[stem as usize])
    }
}

/// Pairs that are alike, for each article of both sides the best few.
fn candidates(ru: &[Weights], uk: &[Weights]) -> BTreeSet<(usize, usize)> {
    let mut found: BTreeSet<(usize, usize)> = nearest(ru, uk).into_iter().collect();
    found.extend(nearest(uk, ru).into_iter().map(|(j, i)| (i, j)));
    found
}

/// For each article of one side those of the other that are most alike.
fn nearest(articles: &[Weights], others: &[Weights]) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<u32, Vec<(usize, f64)>> = FxHashMap::default();
    for (other, weights) in others.iter().enumerate() {
        for &(stem, weight) in weights {
            places.entry(stem).or_default().push((other, weight));
        }
    }
    let mut found = Vec::new();
    let mut likeness = vec![0.0; others.len()];
    let mut touched = Vec::new();
    for (article, weights) in articles.iter().enumerate() {
        for (stem, weight) in weights {
            let places = places.get(stem).map_or(&[][..], Vec::as_slice);
            if places.len() > MOST_ARTICLES {
                continue;
            }
            for &(other, other_weight) in places {
                if likeness[other] == 0.0 {
                    touched.push(other);
                }
                likeness[other] += weight * other_weight;
            }
        }
        let alike = touched.drain(..).map(|other| (other, std::mem::take(&mut likeness[other])));
        let mut best: Vec<(usize, f64)> = alike.filter(|(_, likeness)| *likeness >= LEAST_LIKENESS).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.extend(best.into_iter().take(CANDIDATES).map(|(other, _)| (article, other)));
    }
    found
}

/// Days between two dates, by their numbers since the beginning of the era.
fn days_between(a: Date, b: Date) -> i64 {
    let number = |date: Date| {
        // March is the first month, so that the day that leap years add is the last of a year.
        let (year, month) = match date.month {
            0..=2 => (i64::from(date.year) - 1, i64::from(date.month) + 9),
            month => (i64::from(date.year), i64::from(month) - 3),
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i64::from(date.day)
    };
    (number(a) - number(b)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(days_between(date(2025, 2, 28), date(2025, 3, 1)), 1);
        assert_eq!(days_between(date(2025, 1, 1), date(2024, 12, 31)), 1);
        assert_eq!(days_between(date(2024, 1, 1), date(2025, 1, 1)), 366);
    }
}
