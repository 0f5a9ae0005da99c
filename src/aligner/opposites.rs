//! Names in linked sentences → which stand opposite each other, and how often.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::names::{SAME, SURE_LINK};
use super::{Alignment, Sentence};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::{self, Opposite, Usage};

/// Names of people are written, not translated: without this much likeness their place is not enough.
const LEAST_LIKENESS_OF_PEOPLE: f64 = 0.25;
/// How often names that only their place pairs stand opposite each other among the links with either, if in several.
const LEAST_SHARE: f64 = 0.66;

/// The names that stand in linked sentences of any number of texts, as indices into the usages.
#[derive(Clone, Debug, Default)]
pub struct LinkedNames {
    links: Vec<LinkNames>,
}

#[derive(Clone, Debug)]
struct LinkNames {
    ru: BTreeSet<usize>,
    uk: BTreeSet<usize>,
    is_sure: bool,
}

impl LinkedNames {
    /// Adds the links of two versions of a text. Mentions are given by their bytes in their article and by the index of
    /// their name, in order.
    pub fn add(&mut self, alignment: &Alignment, ru: &[(Range<usize>, usize)], uk: &[(Range<usize>, usize)]) {
        let (ru, uk) = (by_sentence(&alignment.ru, ru), by_sentence(&alignment.uk, uk));
        for link in alignment.links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty()) {
            let names =
                |sentences: &[BTreeSet<usize>]| sentences.iter().flatten().copied().collect::<BTreeSet<usize>>();
            let (ru, uk) = (names(&ru[link.ru.clone()]), names(&uk[link.uk.clone()]));
            if !ru.is_empty() || !uk.is_empty() {
                self.links.push(LinkNames { ru, uk, is_sure: link.confidence >= SURE_LINK });
            }
        }
    }

    /// The pairs of names that stand opposite each other, ascending: those whose names agree, best first and each name
    /// once a link, and those that only their place pairs. For the latter both must in some sure link be the only names of
    /// their kind left over (where nothing else is left, their kinds may differ), have no counterpart anywhere else, and
    /// be left over together in most links with either; a single link is enough where they are all that is left of it and
    /// another pair of names confirms it.
    ///
    /// Costs a comparison of names for each pair that meets in a link.
    pub fn opposites(&self, usages: &[Usage]) -> Vec<Opposite> {
        let mut scores: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let mut together: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut left_over: Vec<(Vec<usize>, Vec<usize>, bool)> = Vec::new();
        let commonest = commonest_kinds(usages);
        let of_commonest = |names: &BTreeSet<usize>| names.iter().map(|&name| commonest[name]).collect();
        let links: Vec<LinkNames> = self
            .links
            .iter()
            .map(|link| LinkNames { ru: of_commonest(&link.ru), uk: of_commonest(&link.uk), is_sure: link.is_sure })
            .collect();
        for link in &links {
            let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
            for &ru in &link.ru {
                for &uk in link.uk.iter().filter(|&&uk| usages[uk].name.kind == usages[ru].name.kind) {
                    let score = scores
                        .entry((ru, uk))
                        .or_insert_with(|| matcher::score(&usages[ru].name, &usages[uk].name).value);
                    if *score >= SAME {
                        candidates.push((*score, ru, uk));
                    }
                }
            }
            candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            let mut used = BTreeSet::new();
            for (_, ru, uk) in candidates {
                if !used.contains(&ru) && !used.contains(&uk) {
                    used.extend([ru, uk]);
                    *together.entry((ru, uk)).or_default() += 1;
                }
            }
            if link.is_sure {
                let left = |names: &BTreeSet<usize>| names.difference(&used).copied().collect::<Vec<usize>>();
                left_over.push((left(&link.ru), left(&link.uk), !used.is_empty()));
            }
        }
        let known: BTreeSet<usize> = together.keys().flat_map(|&(ru, uk)| [ru, uk]).collect();
        // Whether they are once all that is left of a link.
        let mut by_place: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        for (ru, uk, is_confirmed) in &left_over {
            let is_all = ru.len() == 1 && uk.len() == 1 && *is_confirmed;
            let of_one_kind = Kind::ALL.map(|kind| (only(ru, kind, usages), only(uk, kind, usages)));
            // The recognizer may have taken one of them for something else.
            let of_two_kinds = match (&ru[..], &uk[..]) {
                (&[ru], &[uk]) if is_all && usages[ru].name.kind != usages[uk].name.kind => (Some(ru), Some(uk)),
                _ => (None, None),
            };
            for pair in of_one_kind.into_iter().chain([of_two_kinds]) {
                if let (Some(ru), Some(uk)) = pair
                    && !known.contains(&ru)
                    && !known.contains(&uk)
                {
                    *by_place.entry((ru, uk)).or_default() |= is_all;
                }
            }
        }
        let mut left_in: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (link, (ru, uk, _)) in left_over.iter().enumerate() {
            for &name in ru.iter().chain(uk) {
                left_in.entry(name).or_default().insert(link);
            }
        }
        let occurrences = occurrences(&links);
        let opposite = |(ru, uk): (usize, usize), links: usize, by_place: bool| {
            let all = occurrences.get(&ru).copied().unwrap_or(0) + occurrences.get(&uk).copied().unwrap_or(0);
            Opposite { ru, uk, links, share: 2.0 * links as f64 / all.max(1) as f64, by_place }
        };
        let mut placed: Vec<Opposite> = by_place
            .into_iter()
            .map(|(pair, is_sole)| {
                let links =
                    left_in.get(&pair.0).zip(left_in.get(&pair.1)).map_or(0, |(a, b)| a.intersection(b).count());
                (opposite(pair, links, true), is_sole)
            })
            .filter(|(found, is_sole)| {
                let (ru, uk) = (usages[found.ru].name.kind, usages[found.uk].name.kind);
                let is_alike =
                    scores.get(&(found.ru, found.uk)).is_some_and(|&score| score >= LEAST_LIKENESS_OF_PEOPLE);
                let is_enough = match found.links {
                    1 => ru == uk && *is_sole && found.share == 1.0,
                    _ => found.share >= LEAST_SHARE,
                };
                is_enough && (is_alike || (ru, uk) != (Kind::Person, Kind::Person))
            })
            .map(|(found, _)| found)
            .collect();
        placed.sort_by(|a, b| {
            let order = b.share.total_cmp(&a.share).then(b.links.cmp(&a.links));
            order.then((a.ru, a.uk).cmp(&(b.ru, b.uk)))
        });
        let mut used = BTreeSet::new();
        placed.retain(|found| {
            let is_free = !used.contains(&found.ru) && !used.contains(&found.uk);
            if is_free {
                used.extend([found.ru, found.uk]);
            }
            is_free
        });
        let mut found: Vec<Opposite> =
            together.into_iter().map(|(pair, links)| opposite(pair, links, false)).chain(placed).collect();
        found.sort_by_key(|found| (found.ru, found.uk));
        found
    }
}

/// For each usage the one of the same name that is commonest: the recognizer may take a name now for one kind, now for
/// another.
fn commonest_kinds(usages: &[Usage]) -> Vec<usize> {
    let name = |usage: &Usage| (usage.name.language, usage.name.text.to_lowercase());
    let weight = |at: usize| (usages[at].count, usages[at].name.kind != Kind::Person, std::cmp::Reverse(at));
    let mut commonest: BTreeMap<(Language, String), usize> = BTreeMap::new();
    for (at, usage) in usages.iter().enumerate() {
        let best = commonest.entry(name(usage)).or_insert(at);
        if weight(at) > weight(*best) {
            *best = at;
        }
    }
    usages.iter().enumerate().map(|(at, usage)| commonest.get(&name(usage)).copied().unwrap_or(at)).collect()
}

/// In how many links each name stands.
fn occurrences(links: &[LinkNames]) -> BTreeMap<usize, usize> {
    let mut occurrences = BTreeMap::new();
    for &name in links.iter().flat_map(|link| link.ru.iter().chain(&link.uk)) {
        *occurrences.entry(name).or_default() += 1;
    }
    occurrences
}

/// The only name of a kind.
fn only(names: &[usize], kind: Kind, usages: &[Usage]) -> Option<usize> {
    let mut of_kind = names.iter().filter(|&&name| usages[name].name.kind == kind);
    of_kind.next().filter(|_| of_kind.next().is_none()).copied()
}

/// The names of each sentence.
fn by_sentence(sentences: &[Sentence], mentions: &[(Range<usize>, usize)]) -> Vec<BTreeSet<usize>> {
    let mut found = vec![BTreeSet::new(); sentences.len()];
    for (range, name) in mentions {
        let after = sentences.partition_point(|sentence| sentence.range.end <= range.start);
        if sentences.get(after).is_some_and(|sentence| sentence.range.start <= range.start) {
            found[after].insert(*name);
        }
    }
    found
}
