//! What people decide, written into the file: each decision a few splices of the text, everything else as it was.
//!
//! Entries are named by id. [`GlossaryFile::find`] turns what a person types into one.

mod add;
mod block;
mod error;
mod forms;
mod join;
mod part;
mod prune;

pub use add::NewEntry;
pub use error::{Candidate, EditError};
pub use forms::Standing;
pub use prune::PruneSummary;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::file::GlossaryFile;
use super::lookup::Lookup;
use super::places::{Splice, add_field, quoted};
use super::{Entry, NameIndex, Status, comparable};
use crate::languages::Language;

impl GlossaryFile {
    /// The ids of the entries that people mean: by id, by an id that an entry had before it was merged or renamed, by
    /// any form of a name, in any case. A form that an entry lists goes before other readings of the name.
    ///
    /// # Errors
    /// [`EditError::Unknown`] and [`EditError::Ambiguous`] at the first name that does not lead to one entry.
    pub fn find(&self, names: &[String]) -> Result<Vec<String>, EditError> {
        let finder = Finder::new(self);
        names.iter().map(|name| finder.find(name)).collect()
    }

    pub(super) fn entry_number(&self, id: &str) -> Result<usize, EditError> {
        let number = self.glossary().entries.iter().position(|entry| entry.id == id);
        number.ok_or_else(|| EditError::Unknown { name: id.to_owned(), candidates: Vec::new() })
    }

    /// Gives entries a status. Says whether any had another one.
    ///
    /// # Errors
    /// [`EditError::Unknown`] for an id that is not there.
    pub fn set_status(&mut self, ids: &[String], status: Status) -> Result<bool, EditError> {
        let mut splices = Vec::new();
        let mut seen = FxHashSet::default();
        for id in ids {
            let number = self.entry_number(id)?;
            if self.glossary().entries[number].status == status || !seen.insert(number) {
                continue;
            }
            let table = &self.places().entries[number].main;
            match table.field("status") {
                Some(field) => {
                    splices.push(Splice { range: field.value.clone(), text: quoted(status.name()) });
                }
                None => splices.extend(add_field(self.text(), table, "status", &quoted(status.name()))),
            }
        }
        self.apply_edit(splices)
    }

    /// Carries out splices; says whether there were any.
    fn apply_edit(&mut self, splices: Vec<Splice>) -> Result<bool, EditError> {
        if splices.is_empty() {
            return Ok(false);
        }
        self.apply(splices)?;
        Ok(true)
    }
}

/// Finds entries by what a person types.
struct Finder<'f> {
    file: &'f GlossaryFile,
    /// Made when something is named otherwise than by its id.
    lookup: OnceCell<Lookup<'f>>,
}

impl<'f> Finder<'f> {
    fn new(file: &'f GlossaryFile) -> Finder<'f> {
        Finder { file, lookup: OnceCell::new() }
    }

    fn lookup(&self) -> &Lookup<'f> {
        self.lookup.get_or_init(|| Lookup::new(self.file.glossary()))
    }

    fn find(&self, name: &str) -> Result<String, EditError> {
        let entries = &self.file.glossary().entries;
        let by_id = entries.iter().find(|entry| entry.id == name);
        let by_id = by_id.or_else(|| entries.iter().find(|entry| entry.former_ids.iter().any(|id| id == name)));
        if let Some(entry) = by_id {
            return Ok(entry.id.clone());
        }
        let listed = self.entries_with_form(name);
        let (candidates, is_form) = if listed.is_empty() {
            let found = self.lookup().find(name);
            let mut numbers: Vec<usize> = Vec::new();
            for number in found.iter().filter_map(|found| self.file.entry_number(&found.entry.id).ok()) {
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
            (numbers, found.first().is_some_and(|best| best.score >= 1.0))
        } else {
            (listed, true)
        };
        match candidates.as_slice() {
            [number] if is_form => Ok(entries[*number].id.clone()),
            numbers => {
                let candidates = numbers.iter().map(|&number| Candidate::of(&entries[number])).collect();
                let name = name.to_owned();
                Err(match is_form {
                    true => EditError::Ambiguous { name, candidates },
                    false => EditError::Unknown { name, candidates },
                })
            }
        }
    }

    /// The entries that list this very form, in any language and standing: as it is typed, else in a spelling that
    /// counts as the same.
    fn entries_with_form(&self, form: &str) -> Vec<usize> {
        let entries = self.file.glossary().entries.iter().enumerate();
        let has_form =
            |entry: &Entry| entry.sides().any(|(_, side)| side.forms_of_all_times().any(|known| known == form));
        let mut numbers: Vec<usize> = entries.filter(|(_, entry)| has_form(entry)).map(|(number, _)| number).collect();
        if numbers.is_empty() {
            let index: &NameIndex = self.lookup().index();
            numbers = Language::ALL.into_iter().flat_map(|language| index.entries(language, form)).copied().collect();
            numbers.sort_unstable();
            numbers.dedup();
        }
        numbers
    }
}

fn is_same_form(a: &str, b: &str) -> bool {
    a == b || comparable(a) == comparable(b)
}
