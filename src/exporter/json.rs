//! JSON: everything that scripts need, in a shape that stays.

use serde::Serialize;

use super::{Direction, Export, Exporter};
use crate::glossary::{Entry, Glossary, Side, Status};
use crate::kind::Kind;

/// One object with `version` and `entries`.
pub(super) struct Json;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    entries: Vec<EntryObject<'a>>,
}

#[derive(Serialize)]
struct EntryObject<'a> {
    id: &'a str,
    kind: Kind,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ru: Option<SideObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uk: Option<SideObject<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct SideObject<'a> {
    preferred: Option<&'a str>,
    admitted: &'a [String],
    forbidden: &'a [String],
    proposed: &'a [String],
}

fn side_object(side: &Option<Side>) -> Option<SideObject<'_>> {
    let side = side.as_ref().filter(|side| side.all_forms().next().is_some())?;
    Some(SideObject {
        preferred: side.preferred.as_deref(),
        admitted: &side.admitted,
        forbidden: &side.forbidden,
        proposed: &side.proposed,
    })
}

fn entry_object(entry: &Entry) -> EntryObject<'_> {
    EntryObject {
        id: &entry.id,
        kind: entry.kind,
        status: entry.status,
        en: entry.en.as_deref(),
        note: entry.note.as_deref(),
        ru: side_object(&entry.ru),
        uk: side_object(&entry.uk),
        // An entry without it was made by a person, who is sure.
        confidence: entry.confidence.unwrap_or(1.0),
    }
}

impl Exporter for Json {
    fn export(&self, glossary: &Glossary, _: Direction) -> Export {
        let document = Document { version: 1, entries: glossary.entries.iter().map(entry_object).collect() };
        let mut bytes = serde_json::to_vec_pretty(&document).expect("texts, numbers and lists are always JSON");
        bytes.push(b'\n');
        let mut export = Export { bytes, ..Export::default() };
        export.lose_file_only(glossary);
        export
    }
}
