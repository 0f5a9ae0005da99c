//! Names → entities.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::scorer::{Prepared, is_comparable, score};
use super::words::Parts;
use super::{Entity, Evidence, Index, Name, Opposite, Usage};
use crate::kind::Kind;
use crate::languages::Language;

/// Pairs scored lower are never joined.
const JOIN: f64 = 0.5;
/// Names of which one has words that the other lacks («МИД», «МИД Литвы») have to be surer than that to be one entry.
const JOIN_PART: f64 = 0.8;
/// Names within one language are told apart by less than names across the languages: Пєсков and Пісков.
const WITHIN: f64 = 0.7;
/// How many neighbours of a name are looked at.
const NEIGHBOURS: usize = 30;
/// Larger clusters are compared by their first members only.
const COMPARED: usize = 12;

/// Groups names; equal numbers are one entity. Names of different kinds are never joined. Numbers count from 0 in the
/// order of first appearance. Takes some hundred microseconds a name.
pub fn link(names: &[Name]) -> Vec<usize> {
    let kinds: Vec<Kind> = names.iter().map(|name| name.kind).collect();
    let compared = Compared::new(names, &kinds);
    let mut clusters = Clusters::new(&compared, &[], 0.0);
    for edge in edges(&compared) {
        clusters.join(edge.left, edge.right);
    }
    clusters.numbers()
}

/// Groups the names of both languages into entities.
///
/// Surer pairs are joined first; two groups are joined if their names agree on average, and if within each language
/// some of their names agree, so that a name finds one counterpart rather than several. A surname alone goes to the
/// person of that surname whom the same articles name in full; where several are named equally often it stays alone.
/// Refused pairs, and longer names of people that end in a refused surname, are never joined, not even through a third
/// name. A name that two kinds compete for («Кремль») is of the kind that it has most often. Entities come in the order
/// of their first name in `usages`.
pub fn entities(usages: Vec<Usage>, refused: &[(Name, Name)]) -> Vec<Entity> {
    entities_beside(usages, refused, &[])
}

/// [`entities`] with what linked sentences say about pairs of names; the indices of `opposites` are those of `usages`.
/// Names of different kinds that their place pairs are taken to be of the kind of the more frequent one.
pub fn entities_beside(usages: Vec<Usage>, refused: &[(Name, Name)], opposites: &[Opposite]) -> Vec<Entity> {
    let names: Vec<Name> = usages.iter().map(|usage| usage.name.clone()).collect();
    let mut kinds = settled_kinds(&usages);
    for opposite in opposites.iter().filter(|opposite| opposite.by_place) {
        let frequent = |at: usize| (usages[at].count, kinds[at] != Kind::Person);
        let kind = if frequent(opposite.uk) > frequent(opposite.ru) { kinds[opposite.uk] } else { kinds[opposite.ru] };
        (kinds[opposite.ru], kinds[opposite.uk]) = (kind, kind);
    }
    let kinds = kinds;
    let mut compared = Compared::new(&names, &kinds);
    compared.raise(opposites);
    let edges = edges(&compared);
    let is_surname_alone: Vec<bool> =
        names.iter().zip(&kinds).map(|(name, kind)| is_single_word(name, *kind)).collect();

    let mut clusters = Clusters::new(&compared, refused, WITHIN);
    for edge in edges.iter().filter(|edge| !is_surname_alone[edge.left] && !is_surname_alone[edge.right]) {
        if !edge.is_part {
            clusters.join(edge.left, edge.right);
        }
    }
    attach_surnames(&usages, &edges, &is_surname_alone, &mut clusters);
    for edge in edges.iter().filter(|edge| is_surname_alone[edge.left] && is_surname_alone[edge.right]) {
        clusters.join(edge.left, edge.right);
    }

    let numbers = clusters.numbers();
    let count = numbers.iter().max().map_or(0, |number| number + 1);
    let mut out: Vec<Entity> =
        (0..count).map(|_| Entity { kind: Kind::Person, names: Vec::new(), confidence: 1.0 }).collect();
    for (at, usage) in usages.into_iter().enumerate() {
        let entity = &mut out[numbers[at]];
        if entity.names.is_empty() {
            entity.kind = kinds[at];
        }
        entity.confidence = clusters.confidence[clusters.of[at]];
        entity.names.push(usage);
    }
    for entity in &mut out {
        entity.names.sort_by_cached_key(order);
    }
    out
}

/// Russian before Ukrainian; full forms before parts, frequent before rare.
fn order(usage: &Usage) -> (Language, bool, std::cmp::Reverse<usize>, String) {
    let is_part = is_single_word(&usage.name, usage.name.kind);
    (usage.name.language, is_part, std::cmp::Reverse(usage.count), usage.name.text.clone())
}

fn is_single_word(name: &Name, kind: Kind) -> bool {
    kind == Kind::Person && !name.text.trim().contains(|c: char| c.is_whitespace() || c == '.')
}

/// The kind of each name; where one spelling is used with several, the most frequent of them.
fn settled_kinds(usages: &[Usage]) -> Vec<Kind> {
    let spelling = |usage: &Usage| -> String {
        let name = &usage.name;
        Parts::of_text(&super::words::plain(&name.text), name.language, Kind::Org, true).joined_skeleton()
    };
    let spellings: Vec<String> = usages.iter().map(spelling).collect();
    let mut counts: FxHashMap<&str, BTreeMap<Kind, usize>> = FxHashMap::default();
    for (usage, spelling) in usages.iter().zip(&spellings) {
        if usage.name.kind != Kind::Person {
            *counts.entry(spelling).or_default().entry(usage.name.kind).or_default() += usage.count;
        }
    }
    usages
        .iter()
        .zip(&spellings)
        .map(|(usage, spelling)| {
            let most = counts.get(spelling.as_str()).and_then(|kinds| {
                kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| *kind)
            });
            match usage.name.kind {
                Kind::Person => Kind::Person,
                kind => most.unwrap_or(kind),
            }
        })
        .collect()
}

/// A pair of names that may be one entity's.
struct Edge {
    left: usize,
    right: usize,
    value: f64,
    /// One of the names has words that the other lacks, and they are not alike enough to be one entry.
    is_part: bool,
}

/// Names taken apart once, to be compared with many others.
struct Compared<'a> {
    names: &'a [Name],
    kinds: &'a [Kind],
    /// By the settled kinds.
    prepared: Vec<Prepared>,
    /// Scores that the places of the names have raised, by the lower and the higher index.
    raised: BTreeMap<(usize, usize), f64>,
}

impl<'a> Compared<'a> {
    fn new(names: &'a [Name], kinds: &'a [Kind]) -> Compared<'a> {
        let prepared = names.iter().zip(kinds).map(|(name, kind)| Prepared::of(name, *kind)).collect();
        Compared { names, kinds, prepared, raised: BTreeMap::new() }
    }

    fn raise(&mut self, opposites: &[Opposite]) {
        for opposite in opposites {
            let Opposite { ru, uk, .. } = *opposite;
            if self.kinds[ru] == self.kinds[uk] {
                let score = opposite.raise(score(&self.names[ru], &self.names[uk]));
                self.raised.insert((ru.min(uk), ru.max(uk)), score.value);
            }
        }
    }

    /// The score of two names as they were given.
    fn score(&self, left: usize, right: usize) -> f64 {
        if let Some(&raised) = self.raised.get(&(left.min(right), left.max(right))) {
            return raised;
        }
        let (a, b) = (&self.names[left], &self.names[right]);
        let as_given = [left, right].iter().all(|&at| self.kinds[at] == self.names[at].kind);
        if as_given && a.kind == b.kind && is_comparable(a) && is_comparable(b) {
            self.prepared[left].score(&self.prepared[right]).value
        } else {
            score(a, b).value
        }
    }
}

/// The pairs worth joining, surest first: of each name those with its best neighbours.
fn edges(compared: &Compared<'_>) -> Vec<Edge> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        let members: Vec<usize> = (0..compared.names.len())
            .filter(|&at| compared.kinds[at] == kind && is_comparable(&compared.names[at]))
            .collect();
        out.extend(edges_of_kind(compared, kind, &members));
    }
    let mut raised = compared.raised.clone();
    for edge in &mut out {
        if let Some(value) = raised.remove(&(edge.left, edge.right)) {
            edge.value = value;
        }
    }
    let by_place = raised.into_iter().filter(|(_, value)| *value > JOIN);
    out.extend(by_place.map(|((left, right), value)| Edge { left, right, value, is_part: false }));
    out.sort_by(|x, y| y.value.total_cmp(&x.value).then((x.left, x.right).cmp(&(y.left, y.right))));
    out
}

fn edges_of_kind(compared: &Compared<'_>, kind: Kind, members: &[usize]) -> Vec<Edge> {
    let of_kind: Vec<Name> = members.iter().map(|&at| Name { kind, ..compared.names[at].clone() }).collect();
    let index = Index::new(&of_kind);
    // Each pair once, from whichever side it is found.
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (name, &left) in of_kind.iter().zip(members) {
        let others = index.candidates(name, NEIGHBOURS).into_iter().map(|other| members[other as usize]);
        pairs.extend(others.filter(|&right| right != left).map(|right| (left.min(right), left.max(right))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut edges: Vec<Edge> = Vec::new();
    for of_left in pairs.chunk_by(|x, y| x.0 == y.0) {
        let left = of_left[0].0;
        let prepared = &compared.prepared[left];
        // Never below the exact score, and faster.
        let rough = prepared.clone().roughly();
        for &(_, right) in of_left {
            let other = &compared.prepared[right];
            if rough.score(other).value > JOIN {
                let score = prepared.score(other);
                let is_part =
                    score.value < JOIN_PART && score.evidence.iter().any(|e| matches!(e, Evidence::Unmatched(_)));
                if score.value > JOIN {
                    edges.push(Edge { left, right, value: score.value, is_part });
                }
            }
        }
    }
    edges.sort_by(|x, y| y.value.total_cmp(&x.value).then((x.left, x.right).cmp(&(y.left, y.right))));
    let mut neighbours: FxHashMap<usize, usize> = FxHashMap::default();
    edges.retain(|edge| {
        let mut is_near = false;
        for side in [edge.left, edge.right] {
            let count = neighbours.entry(side).or_default();
            is_near |= *count < NEIGHBOURS;
            *count += 1;
        }
        is_near
    });
    edges
}

/// Gives surnames to the people whom the same articles name in full.
fn attach_surnames(usages: &[Usage], edges: &[Edge], is_surname_alone: &[bool], clusters: &mut Clusters<'_>) {
    let mut full_names: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for edge in edges {
        for (surname, full) in [(edge.left, edge.right), (edge.right, edge.left)] {
            if is_surname_alone[surname] && !is_surname_alone[full] {
                full_names.entry(surname).or_default().push((full, edge.value));
            }
        }
    }
    // Those that the articles decide come first, so that the others find their counterparts in place.
    let mut undecided = Vec::new();
    for (surname, full_names) in full_names {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (full, _) in &full_names {
            let cluster = clusters.of[*full];
            shared.entry(cluster).or_insert_with(|| {
                clusters.members[cluster].iter().map(|&member| common(&usages[surname], &usages[member])).sum()
            });
        }
        let most = shared.values().copied().max().unwrap_or(0);
        let leaders: Vec<usize> = shared.iter().filter(|(_, n)| **n == most).map(|(cluster, _)| *cluster).collect();
        match leaders.as_slice() {
            [cluster] if most > 0 || shared.len() == 1 => {
                let best = full_names.iter().filter(|(full, _)| clusters.of[*full] == *cluster);
                if let Some(&(full, _)) = best.max_by(|x, y| x.1.total_cmp(&y.1)) {
                    undecided.push((most == 0, surname, full));
                }
            }
            _ => {}
        }
    }
    undecided.sort_unstable();
    for (_, surname, full) in undecided {
        clusters.join(surname, full);
    }
}

/// How many articles two names share.
fn common(x: &Usage, y: &Usage) -> usize {
    x.articles.iter().filter(|article| y.articles.binary_search(article).is_ok()).count()
}

/// Disjoint groups of names.
struct Clusters<'a> {
    compared: &'a Compared<'a>,
    refused: &'a [(Name, Name)],
    /// The best pair of names within a language has to score this, where both clusters have such names.
    within: f64,
    /// The cluster of each name.
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// The weakest score that holds each cluster together.
    confidence: Vec<f64>,
}

impl<'a> Clusters<'a> {
    fn new(compared: &'a Compared<'a>, refused: &'a [(Name, Name)], within: f64) -> Clusters<'a> {
        let count = compared.names.len();
        Clusters {
            compared,
            refused,
            within,
            of: (0..count).collect(),
            members: (0..count).map(|at| vec![at]).collect(),
            confidence: vec![1.0; count],
        }
    }

    /// Joins the clusters of two names unless their members speak against it.
    fn join(&mut self, left: usize, right: usize) {
        let (x, y) = (self.of[left], self.of[right]);
        if x == y {
            return;
        }
        if !self.refused.is_empty()
            && self.members[x].iter().any(|&i| self.members[y].iter().any(|&j| self.is_refused(i, j)))
        {
            return;
        }
        let (mut sum, mut pairs, mut strongest) = (0.0, 0usize, 0.0f64);
        let mut within: BTreeMap<Language, f64> = BTreeMap::new();
        for &i in self.members[x].iter().take(COMPARED) {
            for &j in self.members[y].iter().take(COMPARED) {
                let value = self.compared.score(i, j);
                sum += value;
                pairs += 1;
                strongest = strongest.max(value);
                let language = self.compared.names[i].language;
                if language == self.compared.names[j].language {
                    let best = within.entry(language).or_default();
                    *best = best.max(value);
                }
            }
        }
        if sum / (pairs as f64) < JOIN || within.values().any(|&best| best < self.within) {
            return;
        }
        let (keep, gone) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut self.members[gone]);
        for &member in &moved {
            self.of[member] = keep;
        }
        self.members[keep].extend(moved);
        self.confidence[keep] = self.confidence[keep].min(self.confidence[gone]).min(strongest);
    }

    fn is_refused(&self, i: usize, j: usize) -> bool {
        let (x, y) = (&self.compared.names[i], &self.compared.names[j]);
        let covers = |name: &Name, refused: &Name| {
            name.language == refused.language
                && (name.text == refused.text
                    || name.kind == Kind::Person
                        && name.text.strip_suffix(&refused.text).is_some_and(|rest| rest.ends_with(' ')))
        };
        self.refused.iter().any(|(a, b)| covers(x, a) && covers(y, b) || covers(y, a) && covers(x, b))
    }

    /// Cluster numbers in the order of first appearance.
    fn numbers(&self) -> Vec<usize> {
        let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
        self.of
            .iter()
            .map(|cluster| {
                let next = numbers.len();
                *numbers.entry(*cluster).or_insert(next)
            })
            .collect()
    }
}
