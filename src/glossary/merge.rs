//! What was found × what people decided.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::edits;
use super::error::GlossaryError;
use super::file::GlossaryFile;
use super::index::{NameIndex, comparable, name_endings};
use super::write::new_id;
use super::{Entry, Glossary, RejectedPair, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::{Entity, Name, Usage, score};

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeSummary {
    /// Ids of new entries, in the order in which they stand in the file.
    pub added: Vec<String>,
    /// Ids of entries that got new proposed forms, in the order of the file.
    pub extended: Vec<String>,
    /// How many entities had nothing new in them.
    pub unchanged: usize,
    /// How many entities people had refused before.
    pub refused: usize,
    /// How many forms are new, in new and in old entries.
    pub forms_added: usize,
}

impl GlossaryFile {
    /// Adds what was found in articles. What people wrote or decided is never touched:
    ///
    /// - A name that some entry has in any standing, or covers as the end of a person's full name, is known.
    /// - Unknown names of an entity are proposed in the entry that has its other names. Where these stand in several
    ///   entries, each unknown name goes to the one it resembles most; the entries are not joined.
    /// - Names of a rejected entry are not proposed again, nor are pairs that were refused.
    /// - Entities without any known name become new entries, sorted by kind and id, after those that are there.
    ///
    /// Merging the same entities again changes nothing.
    ///
    /// # Errors
    /// [`GlossaryError::Invalid`] if the file is written in a way that cannot take the additions; nothing is changed.
    pub fn merge(&mut self, entities: &[Entity]) -> Result<MergeSummary, GlossaryError> {
        self.merge_beside(&Glossary::default(), entities)
    }

    /// As [`GlossaryFile::merge`], beside a house glossary that is only read: what that one knows is not added here.
    ///
    /// # Errors
    /// Those of [`GlossaryFile::merge`].
    pub fn merge_beside(&mut self, house: &Glossary, entities: &[Entity]) -> Result<MergeSummary, GlossaryError> {
        let mut merger = Merger::new(self.glossary(), house);
        let mut verdicts = merger.pass(entities);
        // An entry that came late in a pass may be the home of a name that came early; each pass adds a name or is the
        // last.
        loop {
            let again = merger.pass(entities);
            if again.forms == 0 {
                break;
            }
            verdicts.forms += again.forms;
        }
        let Merger { glossary: Glossary { mut entries, .. }, first_new, extended, .. } = merger;
        entries[first_new..].sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        edits::write(self, &entries)?;
        let ids = |entries: &[Entry]| entries.iter().map(|entry| entry.id.clone()).collect();
        Ok(MergeSummary {
            added: ids(&entries[first_new..]),
            extended: extended.into_iter().map(|home| entries[home].id.clone()).collect(),
            unchanged: verdicts.unchanged,
            refused: verdicts.refused,
            forms_added: verdicts.forms,
        })
    }
}

#[derive(Default)]
struct Verdicts {
    unchanged: usize,
    refused: usize,
    forms: usize,
}

/// Where a name stands already.
enum Standing {
    /// In these entries, as it is.
    Held(Vec<usize>),
    /// As the end of a full name in these entries.
    Covered(Vec<usize>),
    /// In the house glossary.
    House,
    /// Nowhere.
    Unknown,
}

struct Merger {
    glossary: Glossary,
    index: NameIndex,
    house: NameIndex,
    refusals: Refusals,
    /// Entries from here on are new.
    first_new: usize,
    /// Old entries that got forms.
    extended: BTreeSet<usize>,
    taken_ids: BTreeSet<String>,
}

impl Merger {
    fn new(glossary: &Glossary, house: &Glossary) -> Merger {
        let ids = |glossary: &Glossary| {
            glossary
                .entries
                .iter()
                .flat_map(|entry| entry.former_ids.iter().chain([&entry.id]).cloned().collect::<Vec<_>>())
                .collect::<BTreeSet<_>>()
        };
        Merger {
            index: NameIndex::new(glossary),
            house: NameIndex::new(house),
            refusals: Refusals::new(glossary.rejected_pairs.iter().chain(&house.rejected_pairs)),
            first_new: glossary.entries.len(),
            extended: BTreeSet::new(),
            taken_ids: ids(glossary).into_iter().chain(ids(house)).collect(),
            glossary: glossary.clone(),
        }
    }

    fn pass(&mut self, entities: &[Entity]) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for entity in entities.iter().map(without_first_names) {
            let entity = &entity;
            let apart = self.refusals.any_between(entity);
            let groups: Vec<Vec<&Usage>> = if apart {
                Language::ALL
                    .into_iter()
                    .map(|language| entity.names.iter().filter(|usage| usage.name.language == language).collect())
                    .collect()
            } else {
                vec![entity.names.iter().collect()]
            };
            for group in groups.iter().filter(|group| !group.is_empty()) {
                self.place(entity, group, &mut verdicts);
            }
        }
        verdicts
    }

    /// Finds a home for each name of an entity.
    fn place(&mut self, entity: &Entity, names: &[&Usage], verdicts: &mut Verdicts) {
        let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
        let mut covering: BTreeMap<usize, usize> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut in_house = false;
        for usage in names {
            match self.standing(entity.kind, names, usage) {
                Standing::Held(homes) => {
                    homes.iter().for_each(|&home| *weights.entry(home).or_default() += usage.count)
                }
                Standing::Covered(homes) => {
                    homes.iter().for_each(|&home| *covering.entry(home).or_default() += usage.count);
                }
                Standing::House => in_house = true,
                Standing::Unknown => unknown.push(*usage),
            }
        }
        let was_held = !weights.is_empty();
        weights.retain(|&home, _| self.glossary.entries[home].status != Status::Rejected);
        if was_held && weights.is_empty() {
            verdicts.refused += 1;
            return;
        }
        let forms_before = verdicts.forms;
        if in_house && !was_held {
            unknown.clear();
        }

        let mut homeless = Vec::new();
        for usage in unknown {
            // Held by a home of another kind, or added a moment ago in another spelling.
            let held = self.index.entries(usage.name.language, &usage.name.text);
            if held.iter().any(|home| weights.contains_key(home) || covering.contains_key(home)) {
                continue;
            }
            let home = if was_held {
                self.best_home(&usage.name, &weights)
            } else {
                let fitting = covering.iter().filter(|&(&home, _)| self.may_share_surname(&usage.name, home));
                let fitting = fitting.map(|(&home, &weight)| (home, weight)).collect();
                self.best_home(&usage.name, &fitting)
            };
            match home {
                Some(home) => {
                    self.propose(home, &usage.name);
                    verdicts.forms += 1;
                }
                None => homeless.push(usage),
            }
        }
        if !homeless.is_empty() {
            verdicts.forms += self.add_entry(entity, &homeless);
        }
        if verdicts.forms == forms_before {
            verdicts.unchanged += 1;
        }
    }

    fn standing(&self, kind: Kind, names: &[&Usage], usage: &Usage) -> Standing {
        let name = &usage.name;
        let held = self.index.entries(name.language, &name.text);
        let same_kind: Vec<usize> =
            held.iter().copied().filter(|&home| self.glossary.entries[home].kind == kind).collect();
        if !same_kind.is_empty() {
            return Standing::Held(same_kind);
        }
        // A person may have corrected the kind of an entry. A namesake of another kind («Вашингтон») shows by its full
        // name, which the entry does not have.
        let is_main = names
            .iter()
            .find(|other| other.name.language == name.language)
            .is_some_and(|main| comparable(&main.name.text) == comparable(&name.text));
        if !held.is_empty() && is_main {
            return Standing::Held(held.to_vec());
        }
        if !self.house.entries(name.language, &name.text).is_empty() {
            return Standing::House;
        }
        if kind == Kind::Person {
            let covered = self.index.entries_by_ending(name.language, &name.text);
            let live = |&home: &usize| self.glossary.entries[home].status != Status::Rejected;
            let covered: Vec<usize> = covered.iter().copied().filter(live).collect();
            if !covered.is_empty() {
                return Standing::Covered(covered);
            }
            if !self.house.entries_by_ending(name.language, &name.text).is_empty() {
                return Standing::House;
            }
        }
        Standing::Unknown
    }

    /// Whether a name can belong to an entry of which only the surname is known to agree: «Сергей Иванов» is not another
    /// spelling of «Пётр Иванов».
    fn may_share_surname(&self, name: &Name, home: usize) -> bool {
        if !name.text.trim().contains(char::is_whitespace) {
            return true;
        }
        self.full_names(home).any(|full| score(name, &full).value >= 0.5)
    }

    fn full_names(&self, home: usize) -> impl Iterator<Item = Name> {
        let entry = &self.glossary.entries[home];
        entry.sides().flat_map(move |(language, side)| {
            side.all_forms().filter(|form| form.trim().contains(char::is_whitespace)).map(move |form| Name {
                language,
                kind: entry.kind,
                text: form.to_owned(),
            })
        })
    }

    /// The entry that a name resembles most; then the one with more mentions of the entity, then the first.
    fn best_home(&self, name: &Name, homes: &BTreeMap<usize, usize>) -> Option<usize> {
        let allowed: Vec<(usize, usize)> = homes
            .iter()
            .map(|(&home, &weight)| (home, weight))
            .filter(|&(home, _)| !self.refusals.between_name_and_entry(name, &self.glossary.entries[home]))
            .collect();
        if let [(home, _)] = allowed[..] {
            return Some(home);
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for (home, weight) in allowed {
            let likeness = self.likeness(name, home);
            let better = best.is_none_or(|(b, w, _)| likeness > b || (likeness >= b && weight > w));
            if better {
                best = Some((likeness, weight, home));
            }
        }
        best.map(|(_, _, home)| home)
    }

    fn likeness(&self, name: &Name, home: usize) -> f64 {
        let entry = &self.glossary.entries[home];
        entry
            .sides()
            .flat_map(|(language, side)| side.all_forms().map(move |form| (language, form)))
            .map(|(language, form)| score(name, &Name { language, kind: entry.kind, text: form.to_owned() }).value)
            .fold(0.0, f64::max)
    }

    fn propose(&mut self, home: usize, name: &Name) {
        let entry = &mut self.glossary.entries[home];
        entry.side_mut(name.language).get_or_insert_default().proposed.push(name.text.clone());
        self.index.add_form(home, entry.kind, name.language, &name.text);
        if home < self.first_new {
            self.extended.insert(home);
        }
    }

    /// Makes an entry of names that no entry has; returns how many forms it got.
    fn add_entry(&mut self, entity: &Entity, names: &[&Usage]) -> usize {
        let confidence = (entity.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0;
        let side = |language| new_side(entity.kind, language, names);
        let mut entry = Entry {
            id: String::new(),
            kind: entity.kind,
            status: Status::Proposed,
            en: None,
            note: None,
            former_ids: Vec::new(),
            ru: side(Language::Russian),
            uk: side(Language::Ukrainian),
            confidence: Some(if confidence.is_finite() { confidence } else { 0.0 }),
        };
        entry.id = new_id(&entry, |id| self.taken_ids.contains(id));
        self.taken_ids.insert(entry.id.clone());
        let forms = entry.sides().map(|(_, side)| side.all_forms().count()).sum();
        self.index.add_entry(self.glossary.entries.len(), &entry);
        self.glossary.entries.push(entry);
        forms
    }
}

/// An entity without the first names that stand alone beside its full names: «Володимир» beside «Володимир Зеленський»
/// is no name of his in a glossary.
fn without_first_names(entity: &Entity) -> Cow<'_, Entity> {
    let is_first_name = |usage: &Usage| {
        let name = comparable(&usage.name.text);
        let begins = |full: &Usage| {
            full.name.language == usage.name.language
                && comparable(&full.name.text).strip_prefix(&name).is_some_and(|rest| rest.starts_with(' '))
        };
        !name.contains(' ') && entity.names.iter().any(begins)
    };
    if entity.kind != Kind::Person || !entity.names.iter().any(is_first_name) {
        return Cow::Borrowed(entity);
    }
    let names = entity.names.iter().filter(|usage| !is_first_name(usage)).cloned().collect();
    Cow::Owned(Entity { names, ..entity.clone() })
}

/// The names of a new entry in one language: the most frequent full form is preferred, other forms are proposed, and
/// ends of a person's full name need no mention.
fn new_side(kind: Kind, language: Language, names: &[&Usage]) -> Option<Side> {
    let mut forms: Vec<&str> = Vec::new();
    let mut seen = FxHashSet::default();
    for usage in names.iter().filter(|usage| usage.name.language == language) {
        if seen.insert(comparable(&usage.name.text)) {
            forms.push(&usage.name.text);
        }
    }
    if kind == Kind::Person {
        let full: Vec<String> = forms.iter().map(|form| comparable(form)).collect();
        let endings: FxHashSet<&str> = full.iter().flat_map(|form| name_endings(form)).collect();
        forms.retain(|form| !endings.contains(comparable(form).as_str()));
    }
    let (preferred, proposed) = forms.split_first()?;
    Some(Side {
        preferred: Some((*preferred).to_owned()),
        proposed: proposed.iter().map(|form| (*form).to_owned()).collect(),
        ..Side::default()
    })
}

/// Pairs of names that people keep apart.
struct Refusals(FxHashSet<(Kind, String, String)>);

impl Refusals {
    fn new<'a>(pairs: impl Iterator<Item = &'a RejectedPair>) -> Refusals {
        Refusals(pairs.map(|pair| (pair.kind, comparable(&pair.ru), comparable(&pair.uk))).collect())
    }

    /// Whether a Russian and a Ukrainian name are kept apart: as they are, or a person's by the ends of the full names.
    fn between(&self, kind: Kind, ru: &str, uk: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let (ru, uk) = (comparable(ru), comparable(uk));
        let endings = |name: &str| -> Vec<String> {
            let ends = (kind == Kind::Person).then(|| name_endings(name).map(str::to_owned)).into_iter().flatten();
            std::iter::once(name.to_owned()).chain(ends).collect()
        };
        let uk_endings = endings(&uk);
        endings(&ru).iter().any(|ru| uk_endings.iter().any(|uk| self.0.contains(&(kind, ru.clone(), uk.clone()))))
    }

    fn any_between(&self, entity: &Entity) -> bool {
        let of = |language| entity.names.iter().filter(move |usage| usage.name.language == language);
        !self.0.is_empty()
            && of(Language::Russian)
                .any(|ru| of(Language::Ukrainian).any(|uk| self.between(entity.kind, &ru.name.text, &uk.name.text)))
    }

    fn between_name_and_entry(&self, name: &Name, entry: &Entry) -> bool {
        let Some(other) = entry.side(name.language.other()) else { return false };
        other.all_forms().any(|form| match name.language {
            Language::Russian => self.between(name.kind, &name.text, form),
            Language::Ukrainian => self.between(name.kind, form, &name.text),
        })
    }
}
