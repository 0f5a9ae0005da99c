//! TBX v2 (`martif`), as Weblate reads it: two languages a file, one term of each in an entry.

use super::pairs::{any_text, pairs};
use super::tbx::{escaped, xml_id};
use super::{Direction, Export, Exporter, Loss, MADE_BY};
use crate::glossary::{Entry, Glossary, Status};

/// Each source form with its one translation, and the preferred source form with each forbidden translation, marked as
/// forbidden. Weblate takes the first term of each language, keeps the status of the entry as a whole, shows notes from
/// the translator, and tells equal sources apart by the id.
pub(super) struct TbxV2;

impl Exporter for TbxV2 {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        export.push(&format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n\
             <martif type=\"TBX\" xml:lang=\"{}\">\n\
             \x20 <martifHeader>\n\
             \x20   <fileDesc>\n\
             \x20     <sourceDesc>\n\
             \x20       <p>{MADE_BY}</p>\n\
             \x20     </sourceDesc>\n\
             \x20   </fileDesc>\n\
             \x20 </martifHeader>\n\
             \x20 <text>\n\
             \x20   <body>\n",
            direction.source
        ));
        for entry in &glossary.entries {
            let forbidden = export.losses.get(&Loss::Forbidden).copied();
            let Some(pairs) = pairs(entry, direction, &mut export, any_text) else { continue };
            // Here forbidden forms do travel.
            match forbidden {
                Some(count) => export.losses.insert(Loss::Forbidden, count),
                None => export.losses.remove(&Loss::Forbidden),
            };
            export.lose(Loss::Admitted, pairs.translations.len() - 1);
            let status = match entry.status {
                Status::Approved => "preferred",
                _ => "admitted",
            };
            let right = pairs.sources.iter().map(|source| (source.as_ref(), pairs.translations[0].as_ref(), status));
            let forbidden = entry.side(direction.target()).map_or(&[][..], |side| &side.forbidden);
            let wrong = forbidden.iter().filter_map(|form| any_text(form));
            let wrong: Vec<_> = wrong.map(|form| (pairs.sources[0].as_ref(), form, "forbidden")).collect();
            let wrong = wrong.iter().map(|(source, form, status)| (*source, form.as_ref(), *status));
            for (number, (source, target, status)) in right.chain(wrong).enumerate() {
                export.push(&term_entry(entry, number, direction, source, target, status));
            }
        }
        export.push("    </body>\n  </text>\n</martif>\n");
        export
    }
}

fn term_entry(entry: &Entry, number: usize, direction: Direction, source: &str, target: &str, status: &str) -> String {
    let suffix = if number == 0 { String::new() } else { format!(".{}", number + 1) };
    let note = match entry.note.as_deref() {
        Some(note) => format!("        <note from=\"translator\">{}</note>\n", escaped(note)),
        None => String::new(),
    };
    format!(
        "      <termEntry id=\"{id}{suffix}\">\n        <descrip type=\"subjectField\">{kind}</descrip>\n{note}        \
         <langSet xml:lang=\"{source_language}\">\n          <tig>\n            <term>{source}</term>\n          \
         </tig>\n        </langSet>\n        <langSet xml:lang=\"{target_language}\">\n          <tig>\n            \
         <term>{target}</term>\n            <termNote type=\"administrativeStatus\">{status}</termNote>\n          \
         </tig>\n        </langSet>\n      </termEntry>\n",
        id = xml_id(&entry.id),
        kind = entry.kind,
        source_language = direction.source,
        source = escaped(source),
        target_language = direction.target(),
        target = escaped(target),
    )
}
