//! Tables: the program's own, those of people with a header, and those that only pair names.

use super::columns::{self, Column};
use super::pairs;
use super::{Hints, ImportError, ImportFormat, Reading, Refused, blank_entry, language_of_code};
use crate::exporter::is_formula;
use crate::glossary::{ImportedEntry, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands, for messages.
    pub(super) place: String,
    /// Its cells.
    pub(super) cells: Vec<String>,
}

impl Row {
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The lines of a table without quoting.
pub(super) fn plain_rows(text: &str, delimiter: char) -> Vec<Row> {
    let line = |(number, line): (usize, &str)| Row {
        place: format!("line {number}"),
        cells: line.trim_end_matches('\r').split(delimiter).map(str::to_owned).collect(),
    };
    (1..).zip(text.split('\n')).map(line).filter(|row| !row.is_empty()).collect()
}

/// The lines of an OmegaT glossary: as above, without comments.
pub(super) fn omegat_rows(text: &str) -> Vec<Row> {
    plain_rows(text, '\t').into_iter().filter(|row| !row.cells[0].starts_with('#')).collect()
}

/// The lines of a table in which cells may be quoted.
pub(super) fn quoted_rows(text: &str) -> Result<Vec<Row>, ImportError> {
    let delimiter = delimiter(text);
    if delimiter == '\t' {
        return Ok(plain_rows(text, '\t'));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record?;
        // The reader's own line numbers are those of the line break before, where that has two characters.
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let rest = text.get(start..).unwrap_or_default();
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        line += text.get(counted..start).unwrap_or_default().matches('\n').count();
        counted = start;
        let row = Row { place: format!("line {line}"), cells: record.iter().map(str::to_owned).collect() };
        if !row.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// What separates the cells. A name has no tab in it: where each line has as many, or the first one has any outside of
/// quotes, it is tabs; else it is what the first line has most of.
fn delimiter(text: &str) -> char {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let tabs = |line: &str| line.matches('\t').count();
    if tabs(first) > 0 && lines.all(|line| tabs(line) == tabs(first)) {
        return '\t';
    }
    let outside_quotes: String = first.split('"').step_by(2).collect();
    // A quote that is part of a name leaves nothing outside.
    let counted = if outside_quotes.contains(['\t', ',', ';']) { &outside_quotes } else { first };
    match (counted.contains('\t'), counted.matches(';').count() > counted.matches(',').count()) {
        (true, _) => '\t',
        (false, true) => ';',
        (false, false) => ',',
    }
}

/// The entries of a table.
pub(super) fn read(mut rows: Vec<Row>, format: ImportFormat, hints: Hints) -> Result<Reading, ImportError> {
    if rows.is_empty() {
        return Ok(Reading::default());
    }
    let titled = match format {
        // A header would be an entry there.
        ImportFormat::Omegat => None,
        _ => columns::of_titles(&rows[0].cells).filter(|columns| !are_codes(&rows, columns)),
    };
    let columns = match titled {
        Some(columns) => {
            rows.remove(0);
            columns
        }
        None if rows[0].cells.len() == columns::own().len() && format != ImportFormat::Omegat => columns::own(),
        None => return pairs::read_untitled(&rows, format, hints),
    };
    if columns.contains(&Column::Source) {
        return pairs::read_titled(&rows, &columns, hints);
    }
    let guarded = format == ImportFormat::Csv && columns.contains(&Column::Id);
    let mut reading = Reading::default();
    for mut row in rows {
        if guarded {
            row.cells.iter_mut().for_each(remove_guard);
        }
        reading.entries.push(entry(&row, &columns, &mut reading.refused));
    }
    Ok(reading)
}

/// Whether what looks like titles of languages are the codes with which DeepL ends every line of its exports.
fn are_codes(rows: &[Row], columns: &[Column]) -> bool {
    let is_language = |at: &usize| matches!(columns[*at], Column::Preferred(_) | Column::English);
    let mut languages = (0..columns.len()).filter(is_language).peekable();
    languages.peek().is_some() && languages.all(|at| rows.iter().all(|row| language_of_code(row.cell(at)).is_some()))
}

/// Takes away the apostrophe that `export` puts before what a spreadsheet would take for a formula.
fn remove_guard(cell: &mut String) {
    if cell.strip_prefix('\'').is_some_and(is_formula) {
        cell.remove(0);
    }
}

fn entry(row: &Row, columns: &[Column], refused: &mut Vec<Refused>) -> ImportedEntry {
    let mut entry = blank_entry(row.place.clone());
    for (at, column) in columns.iter().enumerate() {
        let cell = row.cell(at);
        if cell.is_empty() {
            continue;
        }
        let mut refuse = |what: &str| {
            refused.push(Refused { place: row.place.clone(), reason: format!("unknown {what} {cell:?}") });
        };
        match *column {
            Column::Id => entry.id = Some(cell.to_owned()),
            Column::Kind => match kind(cell) {
                Some(kind) => entry.kind = Some(kind),
                None => refuse("kind"),
            },
            Column::Status => match status(cell) {
                Some(status) => entry.status = Some(status),
                None => refuse("status"),
            },
            Column::English => entry.en = Some(cell.to_owned()),
            Column::Note => add_note(&mut entry, cell),
            Column::Confidence => match cell.replace(',', ".").parse::<f64>() {
                Ok(number) if (0.0..=1.0).contains(&number) => entry.confidence = Some(number),
                _ => refuse("confidence"),
            },
            Column::Preferred(language) => entry.side_mut(language).preferred = Some(cell.to_owned()),
            Column::Admitted(language) => entry.side_mut(language).admitted = forms(cell),
            Column::Forbidden(language) => entry.side_mut(language).forbidden = forms(cell),
            Column::Proposed(language) => entry.side_mut(language).proposed = forms(cell),
            Column::Source
            | Column::Target
            | Column::SourceLanguage
            | Column::TargetLanguage
            | Column::Fuzzy
            | Column::Other => {}
        }
    }
    entry
}

pub(super) fn add_note(entry: &mut ImportedEntry, text: &str) {
    match &mut entry.note {
        Some(note) => {
            note.push('\n');
            note.push_str(text);
        }
        None => entry.note = Some(text.to_owned()),
    }
}

/// The kind that a word of a table, or a subject field, means.
pub(super) fn kind(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase();
    let kind = match word.as_str() {
        "people" | "name" | "особа" | "персона" | "человек" | "людина" => Kind::Person,
        "location" | "geo" | "geography" | "toponym" | "топоним" | "топонім" | "место" | "місце" => {
            Kind::Place
        }
        "organization" | "organisation" | "company" | "организация" | "організація" => Kind::Org,
        "work" | "brand" | "продукт" => Kind::Product,
        "событие" | "подія" => Kind::Event,
        _ => return word.parse().ok(),
    };
    Some(kind)
}

fn status(word: &str) -> Option<Status> {
    [Status::Proposed, Status::Approved, Status::Rejected]
        .into_iter()
        .find(|status| status.name().eq_ignore_ascii_case(word))
}

/// The forms of a cell: separated by semicolons (or line breaks, as people write them), a backslash keeps the next
/// character.
fn forms(cell: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        let Some(last) = forms.last_mut() else { break };
        match c {
            '\\' => last.push(chars.next().unwrap_or('\\')),
            ';' => forms.push(String::new()),
            c => last.push(c),
        }
    }
    forms
}

/// The language in which the first names of a table of pairs are: as a person says, else by the letters of all of them.
pub(super) fn source_language<'a>(hints: Hints, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Language {
    if let Some(language) = hints.from {
        return language;
    }
    let mut balance = 0_i64;
    for (source, target) in pairs {
        let vote = |text: &str| match Language::of_letters(text) {
            Some(Language::Russian) => 1,
            Some(Language::Ukrainian) => -1,
            None => 0,
        };
        balance += vote(source) - vote(target);
    }
    if balance < 0 { Language::Ukrainian } else { Language::Russian }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_cell() {
        assert_eq!(forms(r"a; b\; c;d\\"), ["a", " b; c", r"d\"]);
    }

    #[test]
    fn delimiters() {
        for (text, expected) in [
            ("a,b", ','),
            ("a;b;c,d", ';'),
            ("\"a;b;c\",d", ','),
            ("a\tb", '\t'),
            ("a, b\tc, d\n", '\t'),
            ("\"a\tb\",c\n\"d\",e", ','),
            ("a \"b\tc\nd\te", '\t'),
            ("\"a,b;c;d", ';'),
            ("a", ','),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }
}
