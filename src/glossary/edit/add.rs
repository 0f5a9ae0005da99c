//! New entries and new ids.

use std::collections::BTreeSet;

use super::join::former_ids;
use super::{Candidate, EditError};
use crate::glossary::edits::new_entries;
use crate::glossary::file::GlossaryFile;
use crate::glossary::places::{Splice, quoted};
use crate::glossary::write::new_id;
use crate::glossary::{Entry, NameIndex, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// An entry that a person adds.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Its id; without one it is made from the names.
    pub id: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The name in English.
    pub en: Option<String>,
    /// A remark for people.
    pub note: Option<String>,
    /// Its names in Russian texts, the one to write first.
    pub ru: Vec<String>,
    /// Its names in Ukrainian texts, the one to write first.
    pub uk: Vec<String>,
}

impl GlossaryFile {
    /// Adds an approved entry after those that are there; returns its id.
    ///
    /// # Errors
    /// [`EditError::NoName`]; [`EditError::NoId`] and [`EditError::IdTaken`] for the id that was asked for;
    /// [`EditError::AlreadyThere`] if an entry of this kind has one of the names, unless an id was asked for: a namesake
    /// must be told apart by hand.
    pub fn add_entry(&mut self, new: NewEntry) -> Result<String, EditError> {
        if new.ru.is_empty() && new.uk.is_empty() {
            return Err(EditError::NoName);
        }
        let glossary = self.glossary();
        if new.id.is_none() {
            let index = NameIndex::new(glossary);
            for (language, forms) in [(Language::Russian, &new.ru), (Language::Ukrainian, &new.uk)] {
                for form in forms {
                    let homes = index.entries(language, form).iter().map(|&number| &glossary.entries[number]);
                    let candidates: Vec<Candidate> =
                        homes.filter(|entry| entry.kind == new.kind).map(Candidate::of).collect();
                    if !candidates.is_empty() {
                        return Err(EditError::AlreadyThere { form: form.clone(), candidates });
                    }
                }
            }
        }
        let side = |forms: &[String]| {
            let (preferred, admitted) = forms.split_first()?;
            Some(Side { preferred: Some(preferred.clone()), admitted: admitted.to_vec(), ..Side::default() })
        };
        let mut entry = Entry {
            id: String::new(),
            kind: new.kind,
            status: Status::Approved,
            en: new.en,
            note: new.note,
            former_ids: Vec::new(),
            ru: side(&new.ru),
            uk: side(&new.uk),
            confidence: None,
        };
        let taken = self.taken_ids();
        entry.id = match new.id {
            Some(id) => free_id(id, &taken)?,
            None => new_id(&entry, |id| taken.contains(id)),
        };
        self.apply_edit(new_entries(self, std::slice::from_ref(&entry)).into_iter().collect())?;
        Ok(entry.id)
    }

    /// Gives an entry another id; the old one is listed among its former ids.
    ///
    /// # Errors
    /// [`EditError::Unknown`], [`EditError::NoId`], and [`EditError::IdTaken`] if another entry has or had the new id.
    pub fn rename_entry(&mut self, id: &str, new: &str) -> Result<bool, EditError> {
        let number = self.entry_number(id)?;
        if id == new {
            return Ok(false);
        }
        let entry = &self.glossary().entries[number];
        let mut taken = self.taken_ids();
        entry.former_ids.iter().for_each(|former| {
            taken.remove(former);
        });
        let new = free_id(new.to_owned(), &taken)?;
        let place = &self.places().entries[number];
        let Some(field) = place.main.field("id") else { return Ok(false) };
        let mut splices = vec![Splice { range: field.value.clone(), text: quoted(&new) }];
        let former = (!entry.former_ids.iter().any(|former| former == id)).then(|| id.to_owned());
        splices.extend(former_ids(self.text(), place, former.as_slice()));
        self.apply_edit(splices)
    }

    pub(super) fn taken_ids(&self) -> BTreeSet<String> {
        let entries = self.glossary().entries.iter();
        entries.flat_map(|entry| entry.former_ids.iter().chain([&entry.id])).cloned().collect()
    }
}

fn free_id(id: String, taken: &BTreeSet<String>) -> Result<String, EditError> {
    let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match (is_id, taken.contains(&id)) {
        (false, _) => Err(EditError::NoId { id }),
        (true, true) => Err(EditError::IdTaken { id }),
        (true, false) => Ok(id),
    }
}
