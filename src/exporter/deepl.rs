//! DeepL's glossary as TSV: source, target, one direction a file.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::pairs::{bare_text, pairs};
use super::{Direction, Export, Exporter, Loss, is_line_break_or_control};
use crate::glossary::Glossary;

/// Each source form with its one translation. DeepL refuses a file that has a source term twice, an empty term, a
/// control character, or more than 1,024 bytes in a term.
pub(super) struct Deepl;

const MAX_TERM_BYTES: usize = 1024;

impl Exporter for Deepl {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        let mut sources = FxHashSet::default();
        for entry in &glossary.entries {
            let Some(pairs) = pairs(entry, direction, &mut export, term) else { continue };
            export.lose(Loss::Admitted, pairs.translations.len() - 1);
            export.lose(Loss::Note, usize::from(entry.note.is_some()));
            let target = &pairs.translations[0];
            for source in pairs.sources {
                let line = format!("{source}\t{target}\n");
                if sources.insert(source) {
                    export.push(&line);
                } else {
                    export.lose(Loss::DuplicateSource, 1);
                }
            }
        }
        export
    }
}

/// The form, if DeepL takes it.
fn term(form: &str) -> Option<Cow<'_, str>> {
    let is_taken = !form.trim().contains(is_line_break_or_control) && form.trim().len() <= MAX_TERM_BYTES;
    bare_text(form).filter(|_| is_taken)
}
