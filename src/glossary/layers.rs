//! Several glossaries used as one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::comparable;
use super::{Entry, Glossary, Side};
use crate::kind::Kind;
use crate::languages::Language;

impl Glossary {
    /// Several glossaries as one, such as a house glossary and a project's own: the later one wins.
    ///
    /// A later entry takes the place of an earlier one that has its id, or its kind and one of its preferred forms. Of
    /// other earlier entries of its kind it only takes away the forms that both have.
    pub fn layered(glossaries: Vec<Glossary>) -> Glossary {
        let mut layers = glossaries.into_iter();
        let mut result = layers.next().unwrap_or_default();
        for layer in layers {
            result.put_over(layer);
        }
        result
    }

    fn put_over(&mut self, layer: Glossary) {
        let mut ids: FxHashMap<&str, usize> = FxHashMap::default();
        let mut preferred: FxHashMap<(Kind, Language, String), usize> = FxHashMap::default();
        let mut forms: FxHashSet<(Kind, Language, String)> = FxHashSet::default();
        for (number, entry) in layer.entries.iter().enumerate() {
            for id in entry.former_ids.iter().chain([&entry.id]) {
                ids.insert(id, number);
            }
            for (language, side) in entry.sides() {
                if let Some(form) = &side.preferred {
                    preferred.entry((entry.kind, language, comparable(form))).or_insert(number);
                }
                forms.extend(side.all_forms().map(|form| (entry.kind, language, comparable(form))));
            }
        }

        // Each later entry stands where the first entry that it replaces stood, or at the end.
        let mut replaces: Vec<(usize, Option<usize>)> = Vec::new();
        let mut kept: Vec<Option<Entry>> = Vec::new();
        let mut placed: FxHashSet<usize> = FxHashSet::default();
        for (place, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            let replacing = ids.get(entry.id.as_str()).copied().or_else(|| {
                entry.sides().find_map(|(language, side)| {
                    let form = side.preferred.as_ref()?;
                    preferred.get(&(entry.kind, language, comparable(form))).copied()
                })
            });
            match replacing {
                Some(number) => {
                    if placed.insert(number) {
                        replaces.push((place, Some(number)));
                    }
                    kept.push(None);
                }
                None => {
                    replaces.push((place, None));
                    kept.push(without_forms(entry, &forms));
                }
            }
        }
        let mut new: Vec<Option<Entry>> = layer.entries.into_iter().map(Some).collect();
        for (place, number) in replaces {
            let entry = match number {
                Some(number) => new[number].take(),
                None => kept[place].take(),
            };
            self.entries.extend(entry);
        }
        self.entries.extend(new.into_iter().flatten());
        for pair in layer.rejected_pairs {
            if !self.rejected_pairs.contains(&pair) {
                self.rejected_pairs.push(pair);
            }
        }
    }
}

/// The entry without the forms that another entry claims; none if no form is left of those it had.
fn without_forms(mut entry: Entry, claimed: &FxHashSet<(Kind, Language, String)>) -> Option<Entry> {
    let kind = entry.kind;
    let had_forms = entry.sides().any(|(_, side)| side.all_forms().next().is_some());
    let strip = |language: Language, side: &mut Option<Side>| {
        let Some(stripped) = side else { return };
        let is_free = |form: &String| !claimed.contains(&(kind, language, comparable(form)));
        stripped.preferred = stripped.preferred.take().filter(is_free);
        stripped.admitted.retain(is_free);
        stripped.forbidden.retain(is_free);
        stripped.proposed.retain(is_free);
        if stripped.all_forms().next().is_none() {
            *side = None;
        }
    };
    strip(Language::Russian, &mut entry.ru);
    strip(Language::Ukrainian, &mut entry.uk);
    (!had_forms || entry.ru.is_some() || entry.uk.is_some()).then_some(entry)
}
