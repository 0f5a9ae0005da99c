//! What the columns of a table are, by their titles.

use crate::exporter::COLUMNS;
use crate::languages::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Kind,
    Status,
    English,
    Preferred(Language),
    Admitted(Language),
    Forbidden(Language),
    Proposed(Language),
    Note,
    Confidence,
    /// The name to translate, in a language that the title does not say.
    Source,
    Target,
    SourceLanguage,
    TargetLanguage,
    /// Weblate's mark of what needs a look.
    Fuzzy,
    Other,
}

/// Titles of columns in lower case, as they are met in tables of translators.
const TITLES: &[(&[&str], Column)] = &[
    (&["id"], Column::Id),
    (&["kind", "type", "тип", "вид"], Column::Kind),
    (&["status", "статус"], Column::Status),
    (&["en", "english", "английский", "англійська", "en-us", "en-gb"], Column::English),
    (
        &["ru", "rus", "ru-ru", "russian", "русский", "по-русски", "російська", "рос", "рус"],
        Column::Preferred(Language::Russian),
    ),
    (
        &["uk", "ukr", "uk-ua", "ua", "ukrainian", "украинский", "по-украински", "українська", "українською", "укр"],
        Column::Preferred(Language::Ukrainian),
    ),
    (
        &["note", "notes", "comment", "comments", "remark", "комментарий", "примечание", "коментар", "примітка"],
        Column::Note,
    ),
    (&["developer_comments"], Column::Note),
    (&["confidence"], Column::Confidence),
    (&["source", "source term", "source_term", "term"], Column::Source),
    (&["target", "target term", "target_term", "translation"], Column::Target),
    (&["source_lang", "source_language", "source language", "source lang"], Column::SourceLanguage),
    (&["target_lang", "target_language", "target language", "target lang"], Column::TargetLanguage),
    (&["fuzzy"], Column::Fuzzy),
];

/// The columns by the titles of a first line; none if that line is no header.
pub(super) fn of_titles(titles: &[String]) -> Option<Vec<Column>> {
    let columns: Vec<Column> = titles.iter().map(|title| of_title(title)).collect();
    let has = |column: Column| columns.contains(&column);
    let has_pair = has(Column::Source) && has(Column::Target);
    let named = Language::ALL.map(|language| has(Column::Preferred(language)));
    let is_header = has_pair
        || named == [true, true]
        || (named != [false, false] && (has(Column::English) || has(Column::Id) || has(Column::Kind)));
    is_header.then_some(columns)
}

/// The columns of the program's own table.
pub(super) fn own() -> Vec<Column> {
    COLUMNS.iter().map(|title| of_title(title)).collect()
}

fn of_title(title: &str) -> Column {
    let title = title.trim().trim_start_matches('\u{feff}').to_lowercase();
    for language in Language::ALL {
        if let Some(what) = title.strip_prefix(language.code()).and_then(|rest| rest.strip_prefix('_')) {
            match what {
                "admitted" => return Column::Admitted(language),
                "forbidden" => return Column::Forbidden(language),
                "proposed" => return Column::Proposed(language),
                _ => {}
            }
        }
    }
    TITLES.iter().find(|(titles, _)| titles.contains(&title.as_str())).map_or(Column::Other, |&(_, column)| column)
}
