//! Names in linked sentences → which of them name one entity.

use std::collections::{BTreeMap, BTreeSet};

use super::{Alignment, Sentence};
use crate::kind::Kind;
use crate::matcher::{self, Name, Score};
use crate::recognizer::Mention;

/// A Russian and a Ukrainian name that stand opposite each other in linked sentences.
#[derive(Clone, Debug)]
pub struct NamePair {
    /// The Russian name.
    pub ru: Name,
    /// The Ukrainian name.
    pub uk: Name,
    /// What the names themselves say.
    pub score: Score,
    /// The links in which they stand opposite each other: indices, ascending.
    pub links: Vec<usize>,
    /// Whether only their place pairs them: in each of these links they are the only names of their kind that have no
    /// other counterpart. Translated names that no spelling could pair are found so.
    pub by_place: bool,
}

/// From this score on the names themselves are enough.
pub(super) const SAME: f64 = 0.5;
/// Links below this confidence say nothing about names that only their place could pair.
pub(super) const SURE_LINK: f64 = 0.9;

/// The pairs of names of an alignment, in the order of their first link. Within a link a name has at most one
/// counterpart, the best one.
pub fn name_pairs(alignment: &Alignment, ru: &[Mention], uk: &[Mention]) -> Vec<NamePair> {
    let (ru, uk) = (by_sentence(&alignment.ru, ru), by_sentence(&alignment.uk, uk));
    let mut pairs: BTreeMap<(Name, Name), NamePair> = BTreeMap::new();
    let mut scores: BTreeMap<(Name, Name), Score> = BTreeMap::new();
    let mut left_over: Vec<(usize, Vec<Name>, Vec<Name>)> = Vec::new();
    for (index, link) in alignment.links.iter().enumerate() {
        let left = names(&ru[link.ru.clone()]);
        let right = names(&uk[link.uk.clone()]);
        let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
        for (i, ru) in left.iter().enumerate() {
            for (j, uk) in right.iter().enumerate().filter(|(_, uk)| uk.kind == ru.kind) {
                let score = scores.entry((ru.clone(), uk.clone())).or_insert_with(|| matcher::score(ru, uk)).value;
                if score >= SAME {
                    candidates.push((score, i, j));
                }
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used_left, mut used_right) = (BTreeSet::new(), BTreeSet::new());
        for (_, i, j) in candidates {
            if !used_left.contains(&i) && !used_right.contains(&j) {
                used_left.insert(i);
                used_right.insert(j);
                add(&mut pairs, &scores, (&left[i], &right[j]), index, false);
            }
        }
        let without = |names: Vec<Name>, used: &BTreeSet<usize>| -> Vec<Name> {
            names.into_iter().enumerate().filter(|(index, _)| !used.contains(index)).map(|(_, name)| name).collect()
        };
        let (left, right) = (without(left, &used_left), without(right, &used_right));
        if link.confidence >= SURE_LINK {
            left_over.push((index, left, right));
        }
    }
    let known: BTreeSet<Name> = pairs.keys().flat_map(|(ru, uk)| [ru.clone(), uk.clone()]).collect();
    for (index, left, right) in &left_over {
        for kind in Kind::ALL {
            if let (Some(ru), Some(uk)) = (only(left, kind), only(right, kind))
                && !known.contains(ru)
                && !known.contains(uk)
            {
                scores.entry((ru.clone(), uk.clone())).or_insert_with(|| matcher::score(ru, uk));
                add(&mut pairs, &scores, (ru, uk), *index, true);
            }
        }
    }
    let mut pairs: Vec<NamePair> = pairs.into_values().collect();
    pairs.sort_by(|a, b| (&a.links, &a.ru, &a.uk).cmp(&(&b.links, &b.ru, &b.uk)));
    pairs
}

fn add(
    pairs: &mut BTreeMap<(Name, Name), NamePair>,
    scores: &BTreeMap<(Name, Name), Score>,
    (ru, uk): (&Name, &Name),
    link: usize,
    by_place: bool,
) {
    let key = (ru.clone(), uk.clone());
    if let Some(score) = scores.get(&key) {
        let new = || NamePair { ru: ru.clone(), uk: uk.clone(), score: score.clone(), links: Vec::new(), by_place };
        pairs.entry(key).or_insert_with(new).links.push(link);
    }
}

/// The only name of a kind.
fn only(names: &[Name], kind: Kind) -> Option<&Name> {
    let mut of_kind = names.iter().filter(|name| name.kind == kind);
    of_kind.next().filter(|_| of_kind.next().is_none())
}

/// The mentions of each sentence.
fn by_sentence<'m>(sentences: &[Sentence], mentions: &'m [Mention]) -> Vec<Vec<&'m Mention>> {
    let mut found = vec![Vec::new(); sentences.len()];
    for mention in mentions {
        let after = sentences.partition_point(|sentence| sentence.range.end <= mention.range.start);
        if sentences.get(after).is_some_and(|sentence| sentence.range.start <= mention.range.start) {
            found[after].push(mention);
        }
    }
    found
}

/// The different names of some sentences.
fn names(sentences: &[Vec<&Mention>]) -> Vec<Name> {
    let name =
        |mention: &&Mention| Name { language: mention.language, kind: mention.kind, text: mention.lemma.clone() };
    sentences.iter().flatten().map(name).collect::<BTreeSet<Name>>().into_iter().collect()
}
