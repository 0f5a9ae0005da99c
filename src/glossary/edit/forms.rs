//! The standing of single forms: preferred, admitted, forbidden.

use super::{Candidate, EditError, Finder, is_same_form};
use crate::glossary::file::GlossaryFile;
use crate::glossary::places::{
    EntryPlace, Splice, TablePlace, TableStyle, add_block, add_field, extend_list, next_line, quoted, quoted_list,
};
use crate::glossary::removal::{elements, remove_elements};
use crate::glossary::write::side_text;
use crate::glossary::{Entry, Side, Status};
use crate::languages::Language;

/// How a form stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The form to write.
    Preferred,
    /// Right as well.
    Admitted,
    /// Wrong.
    Forbidden,
}

/// The fields that are lists of forms.
pub(super) const LISTS: [&str; 3] = ["admitted", "forbidden", "proposed"];

impl Standing {
    /// The field of the file.
    pub fn field(self) -> &'static str {
        match self {
            Standing::Preferred => "preferred",
            Standing::Admitted => "admitted",
            Standing::Forbidden => "forbidden",
        }
    }
}

impl GlossaryFile {
    /// The id of the entry that has a form and the form as it stands there, for a form in any case.
    ///
    /// # Errors
    /// [`EditError::NoHome`] or [`EditError::Ambiguous`] where no entry or several have it.
    pub fn find_form(&self, form: &str) -> Result<(String, String), EditError> {
        let finder = Finder::new(self);
        let entries = &self.glossary().entries;
        let candidates = |numbers: &[usize]| numbers.iter().map(|&number| Candidate::of(&entries[number])).collect();
        match finder.entries_with_form(form).as_slice() {
            [] => {}
            [number] => return Ok((entries[*number].id.clone(), form.to_owned())),
            several => {
                return Err(EditError::Ambiguous { name: form.to_owned(), candidates: candidates(several) });
            }
        }
        // In another case than the dictionary form. The end of a full name is not a form of its own here: what it
        // should be next to needs saying.
        let found = finder.lookup().find(form);
        let whole: Vec<_> = found
            .iter()
            .filter(|found| found.score >= 1.0)
            .filter(|found| {
                let side = found.entry.side(found.language);
                side.is_some_and(|side| side.all_forms().any(|known| is_same_form(known, &found.form)))
            })
            .collect();
        if let [only] = whole.as_slice() {
            return Ok((only.entry.id.clone(), only.form.clone()));
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        for candidate in found.iter().map(|found| Candidate::of(found.entry)) {
            if !candidates.contains(&candidate) {
                candidates.push(candidate);
            }
        }
        Err(match whole.is_empty() {
            true => EditError::NoHome { form: form.to_owned(), candidates },
            false => EditError::Ambiguous { name: form.to_owned(), candidates },
        })
    }

    /// Gives a form a standing in an entry: it leaves the lists that it stood in. A form that is preferred from now on
    /// takes the place of the old one, which is kept: as admitted, or, where nobody had decided on the entry, as
    /// proposed. `language` is needed only for a form that the entry does not have and whose letters both languages
    /// share. Says whether anything changed.
    ///
    /// # Errors
    /// [`EditError::Unknown`] for an id that is not there, [`EditError::UnknownLanguage`],
    /// [`EditError::ForbidsPreferred`].
    pub fn set_standing(
        &mut self,
        id: &str,
        form: &str,
        language: Option<Language>,
        standing: Standing,
    ) -> Result<bool, EditError> {
        let number = self.entry_number(id)?;
        let entry = &self.glossary().entries[number];
        let language = language_of(entry, form, language)?;
        let place = &self.places().entries[number];
        let splices = standing_splices(self.text(), entry, place, language, form, standing)?;
        self.apply_edit(splices)
    }
}

/// The language of a form in an entry: where the entry has it, else by its letters, else where the entry has no other
/// names.
pub(super) fn language_of(entry: &Entry, form: &str, said: Option<Language>) -> Result<Language, EditError> {
    if let Some(language) = said {
        return Ok(language);
    }
    let has_form = |side: &Side| side.all_forms().any(|known| is_same_form(known, form));
    let mut homes = entry.sides().filter(|(_, side)| has_form(side)).map(|(language, _)| language);
    let mut sides = entry.sides().map(|(language, _)| language);
    match (homes.next(), homes.next(), sides.next(), sides.next()) {
        (Some(language), None, ..) => Ok(language),
        (_, _, Some(only), None) if Language::of_letters(form).is_none() => Ok(only),
        _ => Language::of_letters(form).ok_or_else(|| EditError::UnknownLanguage { form: form.to_owned() }),
    }
}

fn standing_splices(
    text: &str,
    entry: &Entry,
    place: &EntryPlace,
    language: Language,
    form: &str,
    standing: Standing,
) -> Result<Vec<Splice>, EditError> {
    let table = written_side(place, language);
    let side = entry.side(language);
    let preferred = side.and_then(|side| side.preferred.as_deref());
    let is_preferred = preferred.is_some_and(|preferred| is_same_form(preferred, form));
    let written = |field| table.and_then(|table| table.field(field));
    if is_preferred && standing != Standing::Preferred {
        return Err(EditError::ForbidsPreferred { form: form.to_owned(), entry: entry.id.clone() });
    }

    let mut splices = Vec::new();
    // The list that the old preferred form joins.
    let old = preferred
        .filter(|_| standing == Standing::Preferred && !is_preferred)
        .map(|old| (old, if entry.status == Status::Proposed { "proposed" } else { "admitted" }));
    let (mut old_is_placed, mut form_is_placed) = (false, false);
    for list in LISTS {
        let (Some(table), Some(field)) = (table, written(list)) else { continue };
        let found = elements(text, &field.value).into_iter().find(|known| is_same_form(&known.value, form));
        match (found, old) {
            (None, _) => {}
            // Where the form is to be, perhaps in another spelling.
            (Some(known), _) if standing.field() == list => {
                if known.value != form {
                    splices.push(Splice { range: known.range, text: quoted(form) });
                }
                form_is_placed = true;
            }
            // The two forms change places.
            (Some(known), Some((old, home))) if home == list => {
                splices.push(Splice { range: known.range, text: quoted(old) });
                old_is_placed = true;
            }
            _ => splices.extend(remove_elements(text, table, field, |known| is_same_form(known, form))),
        }
    }
    if let Some((old, home)) = old
        && !old_is_placed
    {
        splices.extend(add_forms(text, place, language, home, &[old.to_owned()]));
    }
    match standing {
        Standing::Preferred if preferred == Some(form) => {}
        Standing::Preferred => match written("preferred") {
            Some(field) => splices.push(Splice { range: field.value.clone(), text: quoted(form) }),
            None => splices.extend(add_preferred(text, place, language, form)),
        },
        Standing::Admitted | Standing::Forbidden if form_is_placed => {}
        Standing::Admitted | Standing::Forbidden => {
            splices.extend(add_forms(text, place, language, standing.field(), &[form.to_owned()]));
        }
    }
    Ok(splices)
}

/// The table of a language, where it is written down.
pub(super) fn written_side(place: &EntryPlace, language: Language) -> Option<&TablePlace> {
    place.sides[language as usize].as_ref().filter(|side| side.style != TableStyle::Implicit)
}

/// Adds forms to a list of an entry; the list, or the whole table, is made where it is missing.
pub(super) fn add_forms(
    text: &str,
    place: &EntryPlace,
    language: Language,
    list: &str,
    forms: &[String],
) -> Vec<Splice> {
    match written_side(place, language) {
        Some(side) => match side.field(list) {
            Some(field) => extend_list(text, &field.value, forms),
            None => add_field(text, side, list, &quoted_list(forms)),
        },
        None => {
            let mut side = Side::default();
            match list {
                "admitted" => side.admitted = forms.to_vec(),
                "forbidden" => side.forbidden = forms.to_vec(),
                _ => side.proposed = forms.to_vec(),
            }
            vec![add_side(text, place, language, &side)]
        }
    }
}

pub(super) fn add_preferred(text: &str, place: &EntryPlace, language: Language, form: &str) -> Vec<Splice> {
    match written_side(place, language) {
        Some(side) => add_field(text, side, "preferred", &quoted(form)),
        None => {
            let side = Side { preferred: Some(form.to_owned()), ..Side::default() };
            vec![add_side(text, place, language, &side)]
        }
    }
}

/// Adds the table of a language to an entry.
pub(super) fn add_side(text: &str, place: &EntryPlace, language: Language, side: &Side) -> Splice {
    let block = format!("[entry.{}]\n{}", language.code(), side_text(side));
    add_block(text, next_line(text, place.end), place.main.start, &block)
}
