//! Names → entities.

use std::collections::BTreeMap;

use super::scorer::score;
use super::{Entity, Index, Name, Usage};
use crate::kind::Kind;
use crate::languages::Language;

/// Pairs scored lower are never joined.
const JOIN: f64 = 0.5;

/// Groups names; equal numbers are one entity. Names of different kinds are never joined. Numbers count from 0 in the
/// order of first appearance.
pub fn link(names: &[Name]) -> Vec<usize> {
    let edges = edges(names);
    let mut clusters = Clusters::new(names.len());
    for edge in edges {
        clusters.join(edge.left, edge.right, |x, y| score(&names[x], &names[y]).value);
    }
    clusters.numbers()
}

/// A pair of names that may be one entity's.
struct Edge {
    left: usize,
    right: usize,
    value: f64,
}

fn edges(names: &[Name]) -> Vec<Edge> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        let members: Vec<usize> = (0..names.len()).filter(|&at| names[at].kind == kind).collect();
        let of_kind: Vec<Name> = members.iter().map(|&at| names[at].clone()).collect();
        let index = Index::new(&of_kind);
        for (at, name) in of_kind.iter().enumerate() {
            for (other, score) in index.search_above(name, 30, JOIN) {
                if other > at {
                    out.push(Edge { left: members[at], right: members[other], value: score.value });
                }
            }
        }
    }
    out.sort_by(|x, y| y.value.total_cmp(&x.value).then((x.left, x.right).cmp(&(y.left, y.right))));
    out
}

struct Clusters {
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Clusters {
    fn new(count: usize) -> Clusters {
        Clusters { of: (0..count).collect(), members: (0..count).map(|at| vec![at]).collect() }
    }

    /// Joins the clusters of two names unless, on average, their members speak against it.
    fn join(&mut self, left: usize, right: usize, similarity: impl Fn(usize, usize) -> f64) -> bool {
        let (x, y) = (self.of[left], self.of[right]);
        if x == y {
            return true;
        }
        let mut sum = 0.0;
        for &i in &self.members[x] {
            for &j in &self.members[y] {
                sum += similarity(i, j);
            }
        }
        if sum / ((self.members[x].len() * self.members[y].len()) as f64) < JOIN {
            return false;
        }
        let (keep, gone) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut self.members[gone]);
        for &member in &moved {
            self.of[member] = keep;
        }
        self.members[keep].extend(moved);
        true
    }

    fn numbers(&self) -> Vec<usize> {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        self.of
            .iter()
            .map(|cluster| {
                let next = numbers.len();
                *numbers.entry(*cluster).or_insert(next)
            })
            .collect()
    }
}

/// Groups the names of both languages into entities. Refused pairs are never joined, not even through a third name.
pub fn entities(usages: Vec<Usage>, refused: &[(Name, Name)]) -> Vec<Entity> {
    let names: Vec<Name> = usages.iter().map(|u| u.name.clone()).collect();
    let is_refused = |x: &Name, y: &Name| refused.iter().any(|(a, b)| a == x && b == y || a == y && b == x);
    let mut clusters = Clusters::new(names.len());
    let mut confidence = vec![1.0f64; names.len()];
    for edge in edges(&names) {
        let before = (clusters.of[edge.left], clusters.of[edge.right]);
        if before.0 == before.1 {
            continue;
        }
        let joined = clusters.join(edge.left, edge.right, |x, y| {
            if is_refused(&names[x], &names[y]) { f64::NEG_INFINITY } else { score(&names[x], &names[y]).value }
        });
        if joined {
            let weakest = confidence[before.0].min(confidence[before.1]).min(edge.value);
            confidence[clusters.of[edge.left]] = weakest;
        }
    }
    let numbers = clusters.numbers();
    let count = numbers.iter().max().map_or(0, |n| n + 1);
    let mut out: Vec<Entity> =
        (0..count).map(|_| Entity { kind: Kind::Person, names: Vec::new(), confidence: 1.0 }).collect();
    for ((usage, &number), cluster) in usages.into_iter().zip(&numbers).zip(&clusters.of) {
        out[number].kind = usage.name.kind;
        out[number].confidence = confidence[*cluster];
        out[number].names.push(usage);
    }
    for entity in &mut out {
        entity.names.sort_by_cached_key(order);
    }
    out
}

/// Russian before Ukrainian; full forms before parts, frequent before rare.
fn order(usage: &Usage) -> (Language, std::cmp::Reverse<bool>, std::cmp::Reverse<usize>, String) {
    let full = usage.name.kind != Kind::Person || usage.name.text.contains(' ');
    (usage.name.language, std::cmp::Reverse(full), std::cmp::Reverse(usage.count), usage.name.text.clone())
}
