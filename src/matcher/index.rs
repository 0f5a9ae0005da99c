//! Candidates without comparing everything with everything.

use rustc_hash::FxHashMap;

use super::scorer::score;
use super::words::{self, Parts, Role};
use super::{Name, Score};
use crate::kind::Kind;

/// A searchable list of names.
#[derive(Debug)]
pub struct Index {
    names: Vec<Name>,
    keys: FxHashMap<u64, Vec<u32>>,
}

impl Index {
    /// Indexes names; linear in their total length.
    pub fn new(names: &[Name]) -> Index {
        let mut keys: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, name) in (0u32..).zip(names) {
            for key in keys_of(name) {
                keys.entry(key).or_default().push(at);
            }
        }
        Index { names: names.to_vec(), keys }
    }

    /// The best names for a query: (index into the names given, score), best first.
    pub fn search(&self, name: &Name, top: usize) -> Vec<(usize, Score)> {
        let mut hits: FxHashMap<u32, u32> = FxHashMap::default();
        for key in keys_of(name) {
            for &at in self.keys.get(&key).into_iter().flatten() {
                *hits.entry(at).or_default() += 1;
            }
        }
        let mut candidates: Vec<(u32, u32)> = hits.into_iter().collect();
        candidates.sort_unstable_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
        candidates.truncate(100.max(3 * top));
        let mut out: Vec<(usize, Score)> = candidates
            .into_iter()
            .map(|(at, _)| (at as usize, score(name, &self.names[at as usize])))
            .filter(|(_, score)| score.value > 0.0)
            .collect();
        out.sort_by(|x, y| y.1.value.total_cmp(&x.1.value).then(x.0.cmp(&y.0)));
        out.truncate(top);
        out
    }
}

/// What names of one entity are likely to share: letter triples of the words' sounds, lexicon entries, initials.
fn keys_of(name: &Name) -> Vec<u64> {
    let mut keys = Vec::new();
    let plain = words::plain(&name.text);
    for reading in words::readings(&plain) {
        let parts = Parts::of_text(reading, name.language, name.kind, true);
        for word in &parts.words {
            if matches!(word.role, Role::Function) {
                continue;
            }
            for &id in &word.concepts {
                keys.push(u64::from(id) | 1 << 40);
            }
            let sound = super::letters::sound(&word.lower, word.script);
            let padded: Vec<u8> = std::iter::once(b'^').chain(sound.bytes()).chain(std::iter::once(b'$')).collect();
            for triple in padded.windows(3) {
                keys.push(triple.iter().fold(0, |key, &byte| key << 8 | u64::from(byte)));
            }
        }
        if name.kind != Kind::Person {
            if let [word] = parts.words.as_slice()
                && word.acronym
            {
                keys.push(initials_key(word.skeleton.chars()));
            } else if parts.words.len() > 2 {
                let content = parts.words.iter().filter(|w| w.role != Role::Function);
                keys.push(initials_key(content.filter_map(|w| w.skeleton.chars().next())));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn initials_key(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(1 << 41, |key, c| key.rotate_left(7) ^ u64::from(u32::from(c)))
}
