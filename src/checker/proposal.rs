//! Names without an entry → the entries that the program would make.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::unknown::Unknown;
use crate::glossary::{Entry, Glossary, Side, Status, new_id};
use crate::kind::Kind;
use crate::languages::Language;
use crate::languages::scripts::Script;
use crate::matcher::{Name, counterpart};

/// Makes entries for names that the glossary does not know.
pub(super) struct Proposals<'m> {
    glossary_ids: FxHashSet<&'m str>,
    new_ids: FxHashSet<String>,
    /// The names without an entry in each language, to find a counterpart that the articles use.
    in_texts: BTreeSet<(Language, Kind, &'m str)>,
    /// Ids of the entries that were made, by the name that they propose for the other language.
    of_counterpart: BTreeMap<(Language, Kind, String), String>,
}

impl<'m> Proposals<'m> {
    pub fn new(glossary: &'m Glossary, names: &[Unknown<'m>]) -> Proposals<'m> {
        let mut glossary_ids = FxHashSet::with_capacity_and_hasher(glossary.entries.len(), FxBuildHasher);
        let ids = glossary.entries.iter().flat_map(|entry| entry.former_ids.iter().chain([&entry.id]));
        glossary_ids.extend(ids.map(String::as_str));
        Proposals {
            glossary_ids,
            new_ids: FxHashSet::default(),
            in_texts: names.iter().map(|name| (name.language, name.kind, name.lemma)).collect(),
            of_counterpart: BTreeMap::new(),
        }
    }

    /// The entry for a name, and how it may be written in the other language: as the articles have it, else as the
    /// matcher proposes. Names in Latin letters have no counterpart.
    pub fn entry(&mut self, name: &Unknown<'m>) -> (Entry, Option<String>) {
        let counterpart = self.counterpart(name);
        let mut entry = Entry {
            id: String::new(),
            kind: name.kind,
            status: Status::Proposed,
            en: None,
            note: None,
            former_ids: Vec::new(),
            ru: None,
            uk: None,
            confidence: None,
        };
        let found = Side { preferred: Some(name.lemma.to_owned()), ..Side::default() };
        let guessed = counterpart.clone().map(|form| Side { proposed: vec![form], ..Side::default() });
        (entry.ru, entry.uk) = match name.language {
            Language::Russian => (Some(found), guessed),
            Language::Ukrainian => (guessed, Some(found)),
        };
        // The names of both languages are one entry, whichever of them is met first.
        entry.id = match self.of_counterpart.get(&(name.language, name.kind, name.lemma.to_owned())) {
            Some(id) => id.clone(),
            None => new_id(&entry, |id| self.glossary_ids.contains(id) || self.new_ids.contains(id)),
        };
        self.new_ids.insert(entry.id.clone());
        if let Some(form) = &counterpart {
            self.of_counterpart.insert((name.language.other(), name.kind, form.clone()), entry.id.clone());
        }
        (entry, counterpart)
    }

    fn counterpart(&self, name: &Unknown<'m>) -> Option<String> {
        if !name.lemma.chars().any(|c| Script::of(c) == Some(Script::Cyrillic)) {
            return None;
        }
        let of = Name { language: name.language, kind: name.kind, text: name.lemma.to_owned() };
        let proposals = counterpart(&of);
        let is_used =
            |form: &&(String, f64)| self.in_texts.contains(&(name.language.other(), name.kind, form.0.as_str()));
        proposals.iter().find(is_used).or(proposals.first()).map(|(form, _)| form.clone())
    }
}
