//! OmegaT's tab-separated glossary (`.utf8`): source, target, comment.

use std::borrow::Cow;

use super::pairs::{bare_text, pairs};
use super::{Direction, Export, Exporter, Loss};
use crate::glossary::{Glossary, Status};

/// Every source form with every form that may be written for it. OmegaT offers whatever it reads, so forbidden
/// translations are not there; lines must not begin with `#`, which would make them comments.
pub(super) struct Omegat;

impl Exporter for Omegat {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        for entry in &glossary.entries {
            let Some(pairs) = pairs(entry, direction, &mut export, bare_text) else { continue };
            let remark = (entry.status == Status::Proposed).then_some(Cow::Borrowed("proposed"));
            let note = entry.note.as_deref().and_then(bare_text);
            let comment = remark.into_iter().chain(note).collect::<Vec<_>>().join("; ");
            for source in &pairs.sources {
                if source.starts_with('#') {
                    export.lose(Loss::Unwritable, 1);
                    continue;
                }
                for translation in &pairs.translations {
                    export.push(&format!("{source}\t{translation}\t{comment}\n"));
                }
            }
        }
        export
    }
}
