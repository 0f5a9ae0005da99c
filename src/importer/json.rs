//! The JSON of `export`.

use serde::Deserialize;

use super::{ImportError, Reading, blank_entry};
use crate::glossary::{ImportedEntry, Side, Status};
use crate::kind::Kind;

#[derive(Deserialize)]
struct Document {
    version: u64,
    entries: Vec<EntryObject>,
}

#[derive(Deserialize)]
struct EntryObject {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    en: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    ru: SideObject,
    #[serde(default)]
    uk: SideObject,
    #[serde(default)]
    confidence: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SideObject {
    preferred: Option<String>,
    admitted: Vec<String>,
    forbidden: Vec<String>,
    proposed: Vec<String>,
}

impl From<SideObject> for Side {
    fn from(side: SideObject) -> Side {
        Side {
            preferred: side.preferred,
            admitted: side.admitted,
            forbidden: side.forbidden,
            proposed: side.proposed,
            ..Side::default()
        }
    }
}

pub(super) fn read(text: &str) -> Result<Reading, ImportError> {
    let document: Document = serde_json::from_str(text)?;
    if document.version != 1 {
        return Err(ImportError::Version(document.version));
    }
    let entries = (1..).zip(document.entries).map(|(number, entry): (usize, _)| entry_of(number, entry)).collect();
    Ok(Reading { entries, refused: Vec::new() })
}

fn entry_of(number: usize, entry: EntryObject) -> ImportedEntry {
    ImportedEntry {
        id: entry.id,
        kind: entry.kind,
        status: entry.status,
        en: entry.en,
        note: entry.note,
        ru: entry.ru.into(),
        uk: entry.uk.into(),
        // 1 is what an entry of a person is exported with.
        confidence: entry.confidence.filter(|confidence| (0.0..1.0).contains(confidence)),
        ..blank_entry(format!("entry {number}"))
    }
}
