//! Candidates without comparing everything with everything: an inverted index of what names of one entity share.

use super::letters::{self, Script};
use super::scorer::{Prepared, is_comparable, score};
use super::words::{self, Parts, Role};
use super::{Name, Score};
use crate::kind::Kind;

/// How many candidates go to the scorer: those that share the largest part of both names…
const BY_BOTH: usize = 32;
/// …and those that share the largest part of the shorter one, for names that are part of another.
const BY_PART: usize = 12;
/// Keys that more than one name in this many has are looked up only if nothing rarer was found.
const COMMON: usize = 12;
/// A search goes on until this many names were found by rare keys.
const ENOUGH: usize = 24;

/// A searchable list of names.
///
/// Takes about 100 bytes a name on top of the text; building is linear in the total length, a search takes well below
/// a millisecond among 100,000 names.
#[derive(Debug)]
pub struct Index {
    names: Vec<Name>,
    /// Sorted keys, and where the names of each begin in `postings`.
    keys: Vec<u32>,
    starts: Vec<u32>,
    postings: Vec<u32>,
    /// Sum of the weights of each name's keys.
    totals: Vec<f32>,
}

impl Index {
    /// Indexes names; linear in their total length.
    pub fn new(names: &[Name]) -> Index {
        let mut pairs: Vec<u64> = Vec::with_capacity(names.len() * 12);
        for (at, name) in (0u32..).zip(names) {
            for key in keys_of(name) {
                pairs.push(u64::from(key) << 32 | u64::from(at));
            }
        }
        pairs.sort_unstable();
        let mut index = Index {
            names: names.to_vec(),
            keys: Vec::new(),
            starts: Vec::new(),
            postings: Vec::new(),
            totals: Vec::new(),
        };
        index.postings.reserve_exact(pairs.len());
        for (at, pair) in (0u32..).zip(pairs) {
            let key = (pair >> 32) as u32;
            if index.keys.last() != Some(&key) {
                index.keys.push(key);
                index.starts.push(at);
            }
            index.postings.push(pair as u32);
        }
        index.starts.push(index.postings.len() as u32);
        index.keys.shrink_to_fit();
        index.starts.shrink_to_fit();
        let mut totals = vec![0.0; names.len()];
        for number in 0..index.keys.len() {
            let list = index.list(number);
            let weight = index.weight(list.len());
            for &at in list {
                totals[at as usize] += weight;
            }
        }
        index.totals = totals;
        index
    }

    /// The names that were given.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The memory that the index takes on top of the text of its names, in bytes.
    pub fn overhead(&self) -> usize {
        self.names.capacity() * size_of::<Name>()
            + self.names.iter().map(|name| name.text.capacity() - name.text.len()).sum::<usize>()
            + (self.keys.capacity() + self.starts.capacity() + self.postings.capacity()) * size_of::<u32>()
            + self.totals.capacity() * size_of::<f32>()
    }

    fn list(&self, number: usize) -> &[u32] {
        &self.postings[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// How much a shared key says: the logarithm of how rare it is.
    fn weight(&self, count: usize) -> f32 {
        (1.0 + self.names.len() as f32 / count as f32).ln()
    }

    /// The best names for a query: (index into the names given, score), best first; of equal scores the earlier first.
    pub fn search(&self, name: &Name, top: usize) -> Vec<(usize, Score)> {
        if !is_comparable(name) || top == 0 {
            return Vec::new();
        }
        let query = Prepared::of(name, name.kind);
        let rough = query.clone().roughly();
        let mut candidates: Vec<(u32, f64, Option<Prepared>)> = self
            .candidates(name, top)
            .into_iter()
            .filter_map(|at| {
                let other = &self.names[at as usize];
                let (bound, prepared) = if other.kind == name.kind && is_comparable(other) {
                    let prepared = Prepared::of(other, other.kind);
                    (rough.score(&prepared).value, Some(prepared))
                } else {
                    (score(name, other).value, None)
                };
                (bound > 0.0).then_some((at, bound, prepared))
            })
            .collect();
        candidates.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        // The rough score is never below the exact one: once as many are found that are better, the rest cannot be.
        let mut out: Vec<(usize, Score)> = Vec::new();
        for (at, bound, prepared) in candidates {
            if out.len() >= top && out[top - 1].1.value > bound {
                break;
            }
            let exact = prepared.map_or_else(|| score(name, &self.names[at as usize]), |other| query.score(&other));
            if exact.value > 0.0 {
                let place = out.partition_point(|(other, score)| {
                    score.value > exact.value || score.value == exact.value && *other < at as usize
                });
                out.insert(place, (at as usize, exact));
            }
        }
        out.truncate(top);
        out
    }

    /// The names that share most with the query, some more than `top`.
    pub(super) fn candidates(&self, name: &Name, top: usize) -> Vec<u32> {
        let mut lists: Vec<&[u32]> = keys_of(name)
            .into_iter()
            .filter_map(|key| self.keys.binary_search(&key).ok())
            .map(|number| self.list(number))
            .collect();
        lists.sort_by_key(|list| list.len());
        let query_total: f32 = lists.iter().map(|list| self.weight(list.len())).sum();
        let mut shared = vec![0.0f32; self.names.len()];
        let mut touched: Vec<u32> = Vec::new();
        for list in lists {
            if list.len() > 64 && list.len() * COMMON > self.names.len() && touched.len() >= ENOUGH.max(2 * top) {
                break;
            }
            let weight = self.weight(list.len());
            for &at in list {
                let sum = &mut shared[at as usize];
                if *sum == 0.0 {
                    touched.push(at);
                }
                *sum += weight;
            }
        }
        let mut chosen = Vec::with_capacity(BY_BOTH + BY_PART);
        let by_both = |at: u32| 2.0 * shared[at as usize] / (query_total + self.totals[at as usize]);
        let by_part = |at: u32| shared[at as usize] / (1.0 + query_total.min(self.totals[at as usize]));
        best(&touched, BY_BOTH.max(3 * top), by_both, &mut chosen);
        best(&touched, BY_PART.max(2 * top), by_part, &mut chosen);
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

/// Adds the `count` items that rank highest; ranks are not negative. Of equal ranks the earlier item goes first.
fn best(items: &[u32], count: usize, rank: impl Fn(u32) -> f32, chosen: &mut Vec<u32>) {
    // The bits of numbers that are not negative are in the order of the numbers.
    let mut ranked: Vec<u64> =
        items.iter().map(|&item| u64::from(!rank(item).to_bits()) << 32 | u64::from(item)).collect();
    if ranked.len() > count {
        ranked.select_nth_unstable(count);
        ranked.truncate(count);
    }
    chosen.extend(ranked.into_iter().map(|item| item as u32));
}

/// What names of one entity are likely to share: letter triples and consonants of the words' sounds,
/// lexicon entries, initials.
fn keys_of(name: &Name) -> Vec<u32> {
    let mut keys = Vec::with_capacity(24);
    if !is_comparable(name) {
        return keys;
    }
    let plain = words::plain(&name.text);
    for reading in words::readings(&plain) {
        let parts = Parts::of_text(reading, name.language, name.kind, true);
        for word in &parts.words {
            if word.role == Role::Function {
                continue;
            }
            keys.extend(word.concepts.iter().map(|&id| hash(&[CONCEPT, (id >> 8) as u8, id as u8])));
        }
        for word in parts.plain.as_ref().unwrap_or(&parts.words) {
            if word.role == Role::Function {
                continue;
            }
            add_triples(&word.lower, word.script, &mut keys);
            if word.acronym {
                let other = if word.script == Script::Latin { Script::Cyrillic } else { Script::Latin };
                if let Some(typed) = letters::look_alike(&word.lower, other) {
                    add_triples(&typed, other, &mut keys);
                }
            }
        }
        if name.kind != Kind::Person {
            let words = parts.plain.as_ref().unwrap_or(&parts.words);
            let first_sound = |word: &words::Word| letters::sound(&word.lower, word.script).bytes().next();
            let mut initials = vec![INITIALS];
            match words.as_slice() {
                [word] if word.acronym => initials.extend(letters::sound(&word.lower, word.script).bytes()),
                [_, _, ..] => {
                    initials.extend(words.iter().filter(|w| w.role != Role::Function).filter_map(first_sound));
                }
                _ => {}
            }
            if initials.len() > 2 {
                keys.push(hash(&initials));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

const CONCEPT: u8 = 1;
const INITIALS: u8 = 2;
const CONSONANTS: u8 = 3;

/// Three letters in a row, and all consonants together, so that names whose vowels differ meet.
fn add_triples(word: &str, script: Script, keys: &mut Vec<u32>) {
    let mut padded = vec![b'^'];
    let mut bones = vec![CONSONANTS];
    for byte in letters::sound(word, script).bytes() {
        // Х and Г, initial У and В stand for one another.
        let byte = match byte {
            b'h' => b'g',
            b'u' if padded.len() == 1 => b'v',
            other => other,
        };
        padded.push(byte);
        if !b"aeiou".contains(&byte) {
            bones.push(byte);
        }
    }
    padded.push(b'$');
    keys.extend(padded.windows(3).map(hash));
    if bones.len() > 2 {
        keys.push(hash(&bones));
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
