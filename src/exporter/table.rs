//! Tables with one line an entry: CSV for spreadsheets, TSV for scripts.
//!
//! The columns are [`COLUMNS`]. Several forms in one cell are separated by `; `; a semicolon or backslash that belongs to
//! a form has a backslash before it.

use super::{Direction, Export, Exporter, one_line};
use crate::glossary::{Entry, Glossary, Side};

/// The columns of both tables.
pub(crate) const COLUMNS: [&str; 14] = [
    "id",
    "kind",
    "status",
    "en",
    "ru",
    "ru_admitted",
    "ru_forbidden",
    "ru_proposed",
    "uk",
    "uk_admitted",
    "uk_forbidden",
    "uk_proposed",
    "note",
    "confidence",
];

/// CSV after RFC 4180 with a header line and a byte-order mark, by which Excel knows that it is UTF-8.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return)
/// gets an apostrophe before it; so does a cell that begins with an apostrophe, to tell the two apart.
pub(super) struct Csv;

/// TSV without header and without quoting; tabs and line breaks in a cell are blanks.
pub(super) struct Tsv;

impl Exporter for Csv {
    fn export(&self, glossary: &Glossary, _: Direction) -> Export {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let records = std::iter::once(COLUMNS.map(str::to_owned)).chain(glossary.entries.iter().map(cells));
        for record in records {
            let cells = record.map(|cell| if is_formula(&cell) { format!("'{cell}") } else { cell });
            writer.write_record(&cells).expect("records of one length go into memory");
        }
        let table = writer.into_inner().expect("writing to memory does not fail");
        with_losses(["\u{feff}".as_bytes(), &table].concat(), glossary)
    }
}

impl Exporter for Tsv {
    fn export(&self, glossary: &Glossary, _: Direction) -> Export {
        let mut table = String::new();
        for entry in &glossary.entries {
            table.push_str(&cells(entry).map(|cell| one_line(&cell)).join("\t"));
            table.push('\n');
        }
        with_losses(table.into_bytes(), glossary)
    }
}

fn with_losses(bytes: Vec<u8>, glossary: &Glossary) -> Export {
    let mut export = Export { bytes, ..Export::default() };
    export.lose_file_only(glossary);
    export
}

/// Whether a spreadsheet that reads the cell as text typed by a person takes it for a formula.
pub(crate) fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\''])
}

/// The cells of an entry in the order of [`COLUMNS`].
pub(super) fn cells(entry: &Entry) -> [String; 14] {
    let none = Side::default();
    let ru = entry.ru.as_ref().unwrap_or(&none);
    let uk = entry.uk.as_ref().unwrap_or(&none);
    [
        entry.id.clone(),
        entry.kind.name().to_owned(),
        entry.status.to_string(),
        entry.en.clone().unwrap_or_default(),
        ru.preferred.clone().unwrap_or_default(),
        joined(&ru.admitted),
        joined(&ru.forbidden),
        joined(&ru.proposed),
        uk.preferred.clone().unwrap_or_default(),
        joined(&uk.admitted),
        joined(&uk.forbidden),
        joined(&uk.proposed),
        entry.note.clone().unwrap_or_default(),
        entry.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
    ]
}

fn joined(forms: &[String]) -> String {
    forms.iter().map(|form| form.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; ")
}
