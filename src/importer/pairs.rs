//! Tables that pair names: DeepL, OmegaT, Weblate, two columns of a spreadsheet.

use super::columns::Column;
use super::table::{Row, add_note, source_language};
use super::{FileLanguage, Hints, ImportError, ImportFormat, Reading, Refused, blank_entry, language_of_code};
use crate::glossary::{ImportedEntry, Status};
use crate::languages::Language;

/// How OmegaT's comment says that nobody has decided on an entry, see the exporter.
const PROPOSED: &str = "proposed";

/// Which columns of a table of pairs hold what.
#[derive(Clone, Debug, Default)]
struct Layout {
    source: usize,
    target: usize,
    source_language: Option<usize>,
    target_language: Option<usize>,
    fuzzy: Option<usize>,
    notes: Vec<usize>,
    /// Whether remarks may begin with [`PROPOSED`].
    has_standing_in_notes: bool,
}

/// A table whose header says which column is the source and which the target.
pub(super) fn read_titled(rows: &[Row], columns: &[Column], hints: Hints) -> Result<Reading, ImportError> {
    let find = |wanted: Column| columns.iter().position(|&column| column == wanted);
    let layout = Layout {
        source: find(Column::Source).ok_or(ImportError::NoColumns)?,
        target: find(Column::Target).ok_or(ImportError::NoColumns)?,
        source_language: find(Column::SourceLanguage),
        target_language: find(Column::TargetLanguage),
        fuzzy: find(Column::Fuzzy),
        notes: (0..columns.len()).filter(|&at| columns[at] == Column::Note).collect(),
        has_standing_in_notes: false,
    };
    Ok(read(rows, &layout, hints))
}

/// A table without a header: source, target, then the codes of their languages (DeepL's own exports have them) and
/// remarks.
pub(super) fn read_untitled(rows: &[Row], format: ImportFormat, hints: Hints) -> Result<Reading, ImportError> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if width < 2 {
        return Err(ImportError::NoColumns);
    }
    let has_standing_in_notes = format == ImportFormat::Omegat;
    let mut layout = Layout { target: 1, has_standing_in_notes, ..Layout::default() };
    let holds_codes = |at: usize| {
        let mut codes = rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).peekable();
        codes.peek().is_some() && codes.all(|code| code.len() <= 7 && language_of_code(code).is_some())
    };
    for at in 2..width {
        if format == ImportFormat::Omegat {
            // Extra columns mean nothing there.
            layout.notes.extend((at == 2).then_some(at));
        } else if layout.source_language.is_none() && holds_codes(at) {
            layout.source_language = Some(at);
        } else if layout.target_language.is_none() && holds_codes(at) {
            layout.target_language = Some(at);
        } else {
            layout.notes.push(at);
        }
    }
    Ok(read(rows, &layout, hints))
}

fn read(rows: &[Row], layout: &Layout, hints: Hints) -> Reading {
    let names = rows.iter().map(|row| (row.cell(layout.source), row.cell(layout.target)));
    let source = source_language(hints, names);
    let mut reading = Reading::default();
    for row in rows {
        match entry(row, layout, source) {
            Ok(entry) => reading.entries.push(entry),
            Err(reason) => reading.refused.push(Refused { place: row.place.clone(), reason }),
        }
    }
    reading
}

fn entry(row: &Row, layout: &Layout, source: Language) -> Result<ImportedEntry, String> {
    let (first, second) = (row.cell(layout.source), row.cell(layout.target));
    if first.is_empty() || second.is_empty() {
        return Err("one of the two names is missing".to_owned());
    }
    let language = |column: Option<usize>, otherwise: Language| {
        let code = column.map(|at| row.cell(at)).filter(|code| !code.is_empty());
        code.map_or(Ok(FileLanguage::Ours(otherwise)), |code| {
            language_of_code(code).ok_or_else(|| format!("the language {code:?} is not read"))
        })
    };
    let languages = (language(layout.source_language, source)?, language(layout.target_language, source.other())?);
    let mut entry = blank_entry(row.place.clone());
    match languages {
        (FileLanguage::Ours(source), FileLanguage::Ours(target)) if source != target => {
            entry.pair_from = Some(source);
        }
        (FileLanguage::Ours(language), FileLanguage::English)
        | (FileLanguage::English, FileLanguage::Ours(language)) => {
            entry.pair_from = Some(language);
        }
        _ => return Err("both names are in one language".to_owned()),
    }
    for (language, name) in [(languages.0, first), (languages.1, second)] {
        match language {
            FileLanguage::Ours(language) => entry.side_mut(language).preferred = Some(name.to_owned()),
            FileLanguage::English => entry.en = Some(name.to_owned()),
        }
    }
    if let Some(at) = layout.fuzzy {
        let is_fuzzy = matches!(row.cell(at).to_ascii_lowercase().as_str(), "true" | "1" | "yes");
        entry.status = Some(if is_fuzzy { Status::Proposed } else { Status::Approved });
    }
    for &at in &layout.notes {
        let note = row.cell(at);
        let rest = note.strip_prefix(PROPOSED).filter(|_| layout.has_standing_in_notes).and_then(|rest| match rest {
            "" => Some(""),
            rest => rest.strip_prefix("; "),
        });
        if rest.is_some() {
            entry.status = Some(Status::Proposed);
        }
        let note = rest.unwrap_or(note);
        if !note.is_empty() {
            add_note(&mut entry, note);
        }
    }
    Ok(entry)
}
