//! Weblate's glossary as CSV, one direction a file.

use super::pairs::{bare_text, pairs};
use super::{Direction, Export, Exporter, Loss};
use crate::glossary::{Glossary, Status};

/// Each source form with its one translation. The format has no column for a forbidden form. What nobody has decided on
/// is marked as needing a look (`fuzzy`).
pub(super) struct Weblate;

const COLUMNS: [&str; 8] =
    ["location", "source", "target", "ID", "fuzzy", "context", "translator_comments", "developer_comments"];

impl Exporter for Weblate {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let mut write = |record: [&str; 8]| writer.write_record(record).expect("records of one length go into memory");
        write(COLUMNS);
        for entry in &glossary.entries {
            let Some(pairs) = pairs(entry, direction, &mut export, bare_text) else { continue };
            export.lose(Loss::Admitted, pairs.translations.len() - 1);
            let fuzzy = if entry.status == Status::Proposed { "True" } else { "" };
            let note = entry.note.as_deref().unwrap_or_default();
            let note = note.replace(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'), " ");
            for source in &pairs.sources {
                write(["", source, &pairs.translations[0], "", fuzzy, &entry.id, "", note.trim()]);
            }
        }
        let bytes = writer.into_inner().expect("writing to memory does not fail");
        export.bytes = bytes;
        export
    }
}
