//! OmegaT's tab-separated glossary (`.utf8`): source, target, comment.

use super::{Direction, Export, Exporter, Loss, one_line, translatable};
use crate::glossary::{Glossary, Status};

/// Every source form with every form that may be written for it. OmegaT offers whatever it reads, so forbidden
/// translations are not there; lines must not begin with `#`, which would make them comments.
pub(super) struct Omegat;

impl Exporter for Omegat {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        for entry in &glossary.entries {
            let Some((source, translations)) = translatable(entry, direction, &mut export) else { continue };
            let remark = match entry.status {
                Status::Proposed => "proposed",
                _ => "",
            };
            let comment: Vec<&str> = [remark, entry.note.as_deref().unwrap_or_default()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            let comment = one_line(&comment.join("; "));
            for form in source.all_forms() {
                let term = one_line(form);
                let term = term.trim();
                if term.starts_with('#') || term.is_empty() {
                    export.lose(Loss::Unwritable, 1);
                    continue;
                }
                for translation in &translations {
                    export.push(&format!("{term}\t{}\t{comment}\n", one_line(translation).trim()));
                }
            }
        }
        export
    }
}
