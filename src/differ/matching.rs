//! Which entry of the old glossary is which entry of the new one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::glossary::{Entry, Glossary};
use crate::languages::Language;

/// Pairs of entries, by their indices.
#[derive(Debug)]
pub(super) struct Matching {
    new_of_old: Vec<Option<usize>>,
    old_of_new: Vec<Option<usize>>,
    /// For old entries whose id is among the former ids of a new entry that continues another one.
    merged_into: BTreeMap<usize, usize>,
}

impl Matching {
    pub(super) fn new(old: &Glossary, new: &Glossary) -> Matching {
        let mut matching = Matching {
            new_of_old: vec![None; old.entries.len()],
            old_of_new: vec![None; new.entries.len()],
            merged_into: BTreeMap::new(),
        };
        matching.by_id(old, new);
        matching.by_names(old, new);
        matching
    }

    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.new_of_old[old]
    }

    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.old_of_new[new]
    }

    pub(super) fn merged_into(&self, old: usize) -> Option<usize> {
        self.merged_into.get(&old).copied()
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.new_of_old[old] = Some(new);
        self.old_of_new[new] = Some(old);
    }

    fn by_id(&mut self, old: &Glossary, new: &Glossary) {
        fn ids(glossary: &Glossary) -> FxHashMap<&str, usize> {
            glossary.entries.iter().enumerate().map(|(number, entry)| (entry.id.as_str(), number)).collect()
        }
        let (old_ids, new_ids) = (ids(old), ids(new));
        for (number, entry) in old.entries.iter().enumerate() {
            if let Some(&same) = new_ids.get(entry.id.as_str()) {
                self.pair(number, same);
            }
        }
        for (number, entry) in new.entries.iter().enumerate() {
            for id in &entry.former_ids {
                let Some(&before) = old_ids.get(id.as_str()) else { continue };
                match (self.new_of(before), self.old_of(number)) {
                    (None, None) => self.pair(before, number),
                    (None, Some(_)) => {
                        self.merged_into.insert(before, number);
                    }
                    (Some(_), _) => {}
                }
            }
        }
        // The other way round: the side that is called new is the older one.
        for (number, entry) in old.entries.iter().enumerate() {
            for id in &entry.former_ids {
                if let Some(&after) = new_ids.get(id.as_str())
                    && self.new_of(number).is_none()
                    && self.old_of(after).is_none()
                {
                    self.pair(number, after);
                }
            }
        }
    }

    /// Pairs what is left by the number of forms in common; of equal ones the first.
    fn by_names(&mut self, old: &Glossary, new: &Glossary) {
        let mut homes: FxHashMap<(Language, &str), Vec<usize>> = FxHashMap::default();
        for (number, entry) in new.entries.iter().enumerate().filter(|&(number, _)| self.old_of_new[number].is_none()) {
            for form in forms(entry) {
                homes.entry(form).or_default().push(number);
            }
        }
        let mut candidates = Vec::new();
        for (number, entry) in old.entries.iter().enumerate() {
            if self.new_of(number).is_some() || self.merged_into.contains_key(&number) {
                continue;
            }
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for form in forms(entry) {
                for &home in homes.get(&form).into_iter().flatten() {
                    *shared.entry(home).or_default() += 1;
                }
            }
            candidates.extend(shared.into_iter().map(|(home, count)| {
                let same_kind = new.entries[home].kind == entry.kind;
                (std::cmp::Reverse((same_kind, count)), number, home)
            }));
        }
        candidates.sort();
        for (_, number, home) in candidates {
            if self.new_of(number).is_none() && self.old_of(home).is_none() {
                self.pair(number, home);
            }
        }
    }
}

fn forms(entry: &Entry) -> impl Iterator<Item = (Language, &str)> {
    entry.sides().flat_map(|(language, side)| side.all_forms().map(move |form| (language, form)))
}
