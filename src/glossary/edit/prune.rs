//! Proposals that no text supports any more.

use rustc_hash::FxHashSet;

use super::EditError;
use super::block::Block;
use super::forms::written_side;
use crate::glossary::file::GlossaryFile;
use crate::glossary::index::{comparable, name_endings};
use crate::glossary::places::Splice;
use crate::glossary::removal::{joined, remove_elements, with_blank_line};
use crate::glossary::{Entry, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::matcher::Entity;

/// What pruning took away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PruneSummary {
    /// Ids of entries that are gone, in the order of the file.
    pub entries: Vec<String>,
    /// How many proposed forms of other entries are gone.
    pub forms: usize,
}

/// Fields that the program writes in entries that nobody has touched.
const OWN_FIELDS: [&str; 8] =
    ["id", "kind", "status", "confidence", "ru.preferred", "ru.proposed", "uk.preferred", "uk.proposed"];

impl GlossaryFile {
    /// Takes away what `build` once proposed and the texts no longer have: proposed forms, and entries that are nothing
    /// but proposals. An entry stays if any of its names occurs, or people wrote anything into it.
    ///
    /// # Errors
    /// [`EditError::Glossary`] if the file cannot be edited; nothing is changed.
    pub fn prune(&mut self, found: &[Entity]) -> Result<PruneSummary, EditError> {
        let mut names: FxHashSet<(Language, String)> = FxHashSet::default();
        for usage in found.iter().flat_map(|entity| &entity.names) {
            names.insert((usage.name.language, comparable(&usage.name.text)));
        }
        let occurs = |kind: Kind, language: Language, form: &str| {
            let name = comparable(form);
            let ending = kind == Kind::Person
                && name_endings(&name).any(|ending| names.contains(&(language, ending.to_owned())));
            ending || names.contains(&(language, name))
        };

        let mut summary = PruneSummary::default();
        let mut gone = Vec::new();
        let mut splices = Vec::new();
        let text = self.text();
        for (entry, place) in self.glossary().entries.iter().zip(&self.places().entries) {
            let is_supported =
                entry.sides().any(|(language, side)| side.all_forms().any(|form| occurs(entry.kind, language, form)));
            if !is_supported
                && is_program_made(entry)
                && let Ok(block) = Block::of(text, &entry.id, place)
                && block.comments.is_empty()
                && block.fields.iter().all(|field| OWN_FIELDS.contains(&field.path.as_str()))
            {
                gone.push(with_blank_line(text, block.lines));
                summary.entries.push(entry.id.clone());
                continue;
            }
            for (language, side) in entry.sides() {
                let Some(table) = written_side(place, language) else { continue };
                let Some(field) = table.field("proposed") else { continue };
                let is_gone = |form: &str| !occurs(entry.kind, language, form);
                summary.forms += side.proposed.iter().filter(|form| is_gone(form)).count();
                splices.extend(remove_elements(text, table, field, is_gone));
            }
        }
        splices.extend(joined(gone).into_iter().map(|range| Splice { range, text: String::new() }));
        self.apply_edit(splices)?;
        Ok(summary)
    }
}

/// Whether an entry has only what `build` writes.
fn is_program_made(entry: &Entry) -> bool {
    entry.status == Status::Proposed && entry.confidence.is_some()
}
