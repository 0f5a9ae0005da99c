//! A difference that can be carried out.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::forms;
use super::matching::Matching;
use crate::glossary::{Entry, Glossary, RejectedPair, Side};

/// Everything that one glossary says and another does not, entry by entry: what a program needs to make the new one of
/// the old one. Order does not count, nor does a form that stands in a second list of its entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    /// Entries that differ, each before and after; those of the new glossary first, in their order.
    pub entries: Vec<EntryPatch>,
    /// Pairs that are kept apart from now on.
    pub refused_pairs: Vec<RejectedPair>,
    /// Pairs that are no longer kept apart.
    pub released_pairs: Vec<RejectedPair>,
}

/// One entry before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryPatch {
    /// The old entry; absent if the entry is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Entry>,
    /// The new entry; absent if the entry is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Entry>,
}

/// The glossary is not the one that a patch was made for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// An entry that the patch changes is missing or says something else.
    #[error("the entry {0:?} is not as the patch expects it; apply it to the glossary it was made for")]
    Entry(String),
    /// An entry that the patch adds is there already.
    #[error("the entry {0:?} is there already; apply the patch to the glossary it was made for")]
    Taken(String),
}

impl Patch {
    /// What makes `new` of `old`. Linear in the size of both.
    pub fn between(old: &Glossary, new: &Glossary) -> Patch {
        let matching = Matching::new(old, new);
        let mut patch = Patch::default();
        for (number, after) in new.entries.iter().enumerate() {
            let before = matching.old_of(number).map(|number| &old.entries[number]);
            if !before.is_some_and(|before| says_the_same(before, after)) {
                patch.entries.push(EntryPatch { before: before.cloned(), after: Some(after.clone()) });
            }
        }
        for (number, before) in old.entries.iter().enumerate() {
            if matching.new_of(number).is_none() {
                patch.entries.push(EntryPatch { before: Some(before.clone()), after: None });
            }
        }
        let (before, after) = (pairs(old), pairs(new));
        patch.refused_pairs = after.difference(&before).map(|&pair| pair.clone()).collect();
        patch.released_pairs = before.difference(&after).map(|&pair| pair.clone()).collect();
        patch
    }

    /// Whether both glossaries say the same.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.refused_pairs.is_empty() && self.released_pairs.is_empty()
    }

    /// Makes the new glossary of the old one. Changed entries stay where they are, new ones come last.
    ///
    /// # Errors
    /// If the glossary is not the one that the patch was made for; then it is unchanged.
    pub fn apply(&self, glossary: &mut Glossary) -> Result<(), PatchError> {
        let places: FxHashMap<&str, usize> =
            glossary.entries.iter().enumerate().map(|(place, entry)| (entry.id.as_str(), place)).collect();
        let mut replaced: FxHashMap<usize, Option<&Entry>> = FxHashMap::default();
        let mut added = Vec::new();
        for EntryPatch { before, after } in &self.entries {
            match before {
                None => added.extend(after),
                Some(before) => {
                    let place = places.get(before.id.as_str()).copied();
                    let place = place.filter(|&place| says_the_same(&glossary.entries[place], before));
                    let place = place.ok_or_else(|| PatchError::Entry(before.id.clone()))?;
                    replaced.insert(place, after.as_ref());
                }
            }
        }
        let patched = |place| replaced.get(&place).copied();
        let mut entries: Vec<&Entry> = Vec::with_capacity(glossary.entries.len() + added.len());
        for (place, entry) in glossary.entries.iter().enumerate() {
            entries.extend(patched(place).unwrap_or(Some(entry)));
        }
        entries.extend(added);
        let mut ids = FxHashSet::default();
        if let Some(twice) = entries.iter().find(|entry| !ids.insert(entry.id.as_str())) {
            return Err(PatchError::Taken(twice.id.clone()));
        }
        let entries = entries.into_iter().cloned().collect();
        let is_released = |pair: &RejectedPair| self.released_pairs.contains(pair);
        let mut rejected_pairs = std::mem::take(&mut glossary.rejected_pairs);
        rejected_pairs.retain(|pair| !is_released(pair));
        rejected_pairs.extend(self.refused_pairs.iter().cloned());
        *glossary = Glossary { entries, rejected_pairs };
        Ok(())
    }
}

fn pairs(glossary: &Glossary) -> BTreeSet<&RejectedPair> {
    glossary.rejected_pairs.iter().collect()
}

/// Whether two entries have the same content, whatever the order in which they say it.
pub(super) fn says_the_same(a: &Entry, b: &Entry) -> bool {
    if a == b {
        return true;
    }
    let fields = |entry: &Entry| (entry.kind, entry.status, entry.confidence);
    let same_fields = a.id == b.id && fields(a) == fields(b) && a.en == b.en && a.note == b.note;
    same_fields && former_ids(a) == former_ids(b) && forms(a) == forms(b) && grammar(a) == grammar(b)
}

pub(super) fn former_ids(entry: &Entry) -> BTreeSet<&str> {
    entry.former_ids.iter().map(String::as_str).collect()
}

/// What corrects the inflection, and the forms that were right in their time.
fn grammar(entry: &Entry) -> [Side; 2] {
    [&entry.ru, &entry.uk].map(|side| {
        let Some(side) = side else { return Side::default() };
        let mut periods = side.periods.clone();
        periods.sort();
        periods.dedup();
        Side {
            gender: side.gender,
            indeclinable: side.indeclinable,
            forms: side.forms.clone(),
            periods,
            ..Side::default()
        }
    })
}
