//! Exporting, and importing again.

use std::path::Path;

use imenoslov::exporter::{Direction, Format, sorted};
use imenoslov::glossary::{Glossary, GlossaryFile, ImportSummary};
use imenoslov::importer::{self, Hints, ImportError, ImportFormat, Reading};
use imenoslov::languages::Language;

use super::glossary_file;

/// What a format says of a glossary, sorted as `export` sorts it.
pub fn export(format: Format, glossary: &Glossary, source: Language) -> Vec<u8> {
    format.exporter().export(&sorted(glossary.clone(), source), Direction { source }).bytes
}

/// What a file of a format says.
pub fn read(format: ImportFormat, bytes: Vec<u8>, hints: Hints) -> Result<Reading, ImportError> {
    importer::read(Path::new("file"), bytes, Some(format), hints)
}

/// What an empty glossary says after an import.
pub fn imported(format: ImportFormat, bytes: Vec<u8>, hints: Hints) -> (Glossary, ImportSummary) {
    let reading = read(format, bytes, hints).expect("a readable file");
    assert_eq!(reading.refused, [], "everything is read");
    let mut file = GlossaryFile::empty(Path::new("glossary.toml"));
    let summary = file.import(&reading.entries).expect("imported");
    assert_eq!(glossary_file(file.text()).glossary(), file.glossary());
    (file.into_glossary(), summary)
}
