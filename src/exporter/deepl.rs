//! DeepL's glossary as TSV: source, target, one direction a file.

use rustc_hash::FxHashSet;

use super::{Direction, Export, Exporter, Loss, translatable};
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
            let Some((source, translations)) = translatable(entry, direction, &mut export) else { continue };
            export.lose(Loss::Admitted, translations.len() - 1);
            export.lose(Loss::Note, usize::from(entry.note.is_some()));
            let Some(target) = term(translations[0]) else {
                export.lose(Loss::Unwritable, 1);
                continue;
            };
            for form in source.all_forms() {
                match term(form) {
                    None => export.lose(Loss::Unwritable, 1),
                    Some(source) if !sources.insert(source) => export.lose(Loss::DuplicateSource, 1),
                    Some(source) => export.push(&format!("{source}\t{target}\n")),
                }
            }
        }
        export
    }
}

/// The form without blanks around it, if DeepL takes it.
fn term(form: &str) -> Option<&str> {
    let term = form.trim();
    let refused = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    (!term.is_empty() && term.len() <= MAX_TERM_BYTES && !term.contains(refused)).then_some(term)
}
