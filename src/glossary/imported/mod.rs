//! Entries from other tools × what people decided.

mod decide;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use super::edits;
use super::error::GlossaryError;
use super::file::GlossaryFile;
use super::index::{NameIndex, comparable};
use super::write::new_id;
use super::{Entry, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// An entry as a file of another tool has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedEntry {
    /// Where it stands in that file, for messages: «line 12».
    pub place: String,
    /// Its id, if the file keeps the ids of glossaries.
    pub id: Option<String>,
    /// What it is, if the file says so.
    pub kind: Option<Kind>,
    /// What it is likely to be where the file does not say so; for new entries.
    pub likely_kind: Kind,
    /// What people decided, if the file says so.
    pub status: Option<Status>,
    /// The name in English.
    pub en: Option<String>,
    /// A remark for people.
    pub note: Option<String>,
    /// Its names in Russian texts.
    pub ru: Side,
    /// Its names in Ukrainian texts.
    pub uk: Side,
    /// How sure the program was.
    pub confidence: Option<f64>,
    /// For a file that only pairs names, the language of the name to translate: nothing is known of the standing of that
    /// name, and the other one is a right form. Both stand in `preferred`.
    pub pair_from: Option<Language>,
}

impl ImportedEntry {
    /// Its names in one language.
    pub fn side(&self, language: Language) -> &Side {
        match language {
            Language::Russian => &self.ru,
            Language::Ukrainian => &self.uk,
        }
    }

    /// Its names in one language.
    pub fn side_mut(&mut self, language: Language) -> &mut Side {
        match language {
            Language::Russian => &mut self.ru,
            Language::Ukrainian => &mut self.uk,
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Ids of new entries, in the order of the imported file.
    pub added: Vec<String>,
    /// Ids of entries that were there and are different now, in the order of the glossary.
    pub changed: Vec<String>,
    /// How many imported entries had nothing new.
    pub unchanged: usize,
    /// How many new entries have a kind that the file did not say.
    pub kinds_guessed: usize,
    /// What was not done because people decided otherwise, in the order of the imported file.
    pub conflicts: Vec<Conflict>,
}

/// Something in an imported file that goes against what people decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where it stands in the imported file.
    pub place: String,
    /// The entry of the glossary; empty where it would be a new one.
    pub id: String,
    /// What the matter is.
    pub matter: Matter,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.id.is_empty() {
            write!(f, "{}: ", self.id)?;
        }
        write!(f, "{}", self.matter)
    }
}

/// How an imported entry goes against a glossary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message says it")]
pub enum Matter {
    #[error("the glossary prefers «{ours}» to «{theirs}»")]
    Preferred { ours: String, theirs: String },
    #[error("the glossary forbids «{0}»")]
    Forbidden(String),
    #[error("the file forbids «{0}», which the glossary has as right")]
    Right(String),
    #[error("the entry is {ours}, the file says {theirs}")]
    Status { ours: Status, theirs: Status },
    #[error("the entry is rejected")]
    Rejected,
    #[error("the entry is a {ours}, the file says {theirs}")]
    Kind { ours: Kind, theirs: Kind },
    #[error("{field} is «{ours}», the file says «{theirs}»")]
    Text { field: &'static str, ours: String, theirs: String },
    #[error("its names stand in several entries: {}", .0.join(", "))]
    Ambiguous(Vec<String>),
    #[error("«{ru}» and «{uk}» are a refused pair")]
    RefusedPair { ru: String, uk: String },
}

impl GlossaryFile {
    /// Adds entries of another tool, by their ids or else their names. What people decided stays as it is:
    ///
    /// - An entry that the glossary does not have is new, with the status that the file gives it, else proposed.
    /// - Names that an entry does not have are added to it, in the standing that the file gives them. Forms that are
    ///   proposed in the glossary move to where the file decides about them.
    /// - A proposed entry takes over the decision of the file: its status and its preferred form; the form that was
    ///   preferred so far is proposed then.
    /// - Whatever else differs is a conflict: listed, not applied.
    ///
    /// Importing the same entries again changes nothing. Nothing is taken away, so what the file lacks stays.
    ///
    /// # Errors
    /// [`GlossaryError::Invalid`] if the glossary is written in a way that cannot take the changes; nothing is changed.
    pub fn import(&mut self, entries: &[ImportedEntry]) -> Result<ImportSummary, GlossaryError> {
        let mut import = Import::new(self);
        for entry in entries {
            import.take(entry);
        }
        let Import { entries: after, first_new, mut summary, .. } = import;
        let before = &self.glossary().entries;
        summary.changed = (0..first_new)
            .filter(|&number| before[number] != after[number])
            .map(|number| after[number].id.clone())
            .collect();
        let mut edited = self.clone();
        edits::write(&mut edited, &after)?;
        *self = edited;
        Ok(summary)
    }
}

struct Import {
    entries: Vec<Entry>,
    /// Entries from here on are new.
    first_new: usize,
    index: NameIndex,
    ids: BTreeMap<String, usize>,
    taken_ids: BTreeSet<String>,
    refused: FxHashSet<(String, String)>,
    summary: ImportSummary,
}

/// Where an imported entry belongs.
enum Home {
    Entry(usize),
    Nowhere,
    Several(Vec<usize>),
}

impl Import {
    fn new(file: &GlossaryFile) -> Import {
        let glossary = file.glossary();
        let mut ids = BTreeMap::new();
        for (number, entry) in glossary.entries.iter().enumerate() {
            for id in entry.former_ids.iter().chain([&entry.id]) {
                ids.insert(id.clone(), number);
            }
        }
        Import {
            entries: glossary.entries.clone(),
            first_new: glossary.entries.len(),
            index: NameIndex::new(glossary),
            taken_ids: ids.keys().cloned().collect(),
            ids,
            refused: glossary.rejected_pairs.iter().map(|p| (comparable(&p.ru), comparable(&p.uk))).collect(),
            summary: ImportSummary::default(),
        }
    }

    fn take(&mut self, item: &ImportedEntry) {
        if let Some(matter) = self.refused_pair(item) {
            self.conflict(item, item.id.clone().unwrap_or_default(), matter);
            return;
        }
        match self.home(item) {
            Home::Nowhere => self.add(item),
            Home::Several(numbers) => {
                let ids: Vec<String> = numbers.iter().map(|&number| self.entries[number].id.clone()).collect();
                self.conflict(item, ids[0].clone(), Matter::Ambiguous(ids));
            }
            Home::Entry(number) => {
                let is_new = number >= self.first_new;
                let mut entry = self.entries[number].clone();
                let matters = decide::merge(&mut entry, item, is_new);
                for matter in matters.iter().cloned() {
                    self.conflict(item, entry.id.clone(), matter);
                }
                if entry != self.entries[number] {
                    self.index.add_entry(number, &entry);
                    self.entries[number] = entry;
                } else if matters.is_empty() {
                    self.summary.unchanged += 1;
                }
            }
        }
    }

    fn conflict(&mut self, item: &ImportedEntry, id: String, matter: Matter) {
        self.summary.conflicts.push(Conflict { place: item.place.clone(), id, matter });
    }

    fn refused_pair(&self, item: &ImportedEntry) -> Option<Matter> {
        if self.refused.is_empty() {
            return None;
        }
        let right = |side: &Side| -> Vec<String> {
            side.preferred.iter().chain(&side.admitted).chain(&side.proposed).cloned().collect()
        };
        let uk_names = right(&item.uk);
        right(&item.ru).into_iter().find_map(|ru| {
            let uk = uk_names.iter().find(|uk| self.refused.contains(&(comparable(&ru), comparable(uk))))?;
            Some(Matter::RefusedPair { ru, uk: uk.clone() })
        })
    }

    /// The entry with this id, else the one that has most of the names. A file that keeps ids has one entry for each:
    /// namesakes in it stay apart.
    fn home(&self, item: &ImportedEntry) -> Home {
        if let Some(&number) = item.id.as_ref().and_then(|id| self.ids.get(id)) {
            return Home::Entry(number);
        }
        let mut votes: FxHashMap<usize, [usize; 2]> = FxHashMap::default();
        for language in Language::ALL {
            let mut seen = FxHashSet::default();
            for form in item.side(language).all_forms().filter(|form| seen.insert(comparable(form))) {
                for &number in self.index.entries(language, form) {
                    let of_kind = item.kind.is_none_or(|kind| kind == self.entries[number].kind);
                    if of_kind && (item.id.is_none() || number < self.first_new) {
                        votes.entry(number).or_default()[language as usize] += 1;
                    }
                }
            }
        }
        // Agreement in both languages counts before the number of names.
        let weight = |[ru, uk]: [usize; 2]| (usize::from(ru > 0) + usize::from(uk > 0), ru + uk);
        let most = votes.values().map(|&votes| weight(votes)).max();
        let mut best: Vec<usize> =
            votes.iter().filter(|&(_, &votes)| Some(weight(votes)) == most).map(|(&number, _)| number).collect();
        best.sort_unstable();
        match best[..] {
            [] => Home::Nowhere,
            [number] => Home::Entry(number),
            _ => Home::Several(best),
        }
    }

    fn add(&mut self, item: &ImportedEntry) {
        let side = |language| {
            let side = item.side(language);
            (*side != Side::default()).then(|| side.clone())
        };
        let mut entry = Entry {
            id: String::new(),
            kind: item.kind.unwrap_or(item.likely_kind),
            status: item.status.unwrap_or_default(),
            en: item.en.clone(),
            note: item.note.clone(),
            former_ids: Vec::new(),
            ru: side(Language::Russian),
            uk: side(Language::Ukrainian),
            confidence: item.confidence,
        };
        entry.id = match &item.id {
            Some(id) => id.clone(),
            None => new_id(&entry, |id| self.taken_ids.contains(id)),
        };
        self.summary.kinds_guessed += usize::from(item.kind.is_none());
        self.summary.added.push(entry.id.clone());
        self.taken_ids.insert(entry.id.clone());
        self.ids.insert(entry.id.clone(), self.entries.len());
        self.index.add_entry(self.entries.len(), &entry);
        self.entries.push(entry);
    }
}
