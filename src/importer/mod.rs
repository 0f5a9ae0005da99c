//! Files of translators' tools → [`ImportedEntry`], one file a format.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::glossary::{ImportedEntry, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::{ReadError, decode};

mod columns;
mod json;
mod kinds;
mod pairs;
mod table;
mod tbx;
mod workbook;

/// A format of the command `import`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ImportFormat {
    Json,
    Csv,
    Tsv,
    Xlsx,
    Tbx,
    Omegat,
    Weblate,
    Deepl,
}

impl ImportFormat {
    /// Every format.
    pub const ALL: [ImportFormat; 8] = [
        ImportFormat::Json,
        ImportFormat::Csv,
        ImportFormat::Tsv,
        ImportFormat::Xlsx,
        ImportFormat::Tbx,
        ImportFormat::Omegat,
        ImportFormat::Weblate,
        ImportFormat::Deepl,
    ];

    /// The word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            ImportFormat::Json => "json",
            ImportFormat::Csv => "csv",
            ImportFormat::Tsv => "tsv",
            ImportFormat::Xlsx => "xlsx",
            ImportFormat::Tbx => "tbx",
            ImportFormat::Omegat => "omegat",
            ImportFormat::Weblate => "weblate",
            ImportFormat::Deepl => "deepl",
        }
    }

    /// By the extension of a file.
    pub fn of_path(path: &Path) -> Option<ImportFormat> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(ImportFormat::Json),
            "csv" => Some(ImportFormat::Csv),
            "tsv" | "tab" | "txt" => Some(ImportFormat::Tsv),
            "xlsx" | "xlsm" => Some(ImportFormat::Xlsx),
            "tbx" | "xml" | "mtf" => Some(ImportFormat::Tbx),
            "utf8" => Some(ImportFormat::Omegat),
            _ => None,
        }
    }
}

impl fmt::Display for ImportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: expected {names}", names = ImportFormat::ALL.map(ImportFormat::name).join(", "))]
pub struct UnknownImportFormat(pub String);

impl FromStr for ImportFormat {
    type Err = UnknownImportFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let mut formats = ImportFormat::ALL.into_iter();
        formats.find(|format| format.name() == word).ok_or_else(|| UnknownImportFormat(word.to_owned()))
    }
}

/// What a person says of a file that does not say it itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// The language of the names to translate, in a file that pairs names; told by the letters where absent.
    pub from: Option<Language>,
    /// The kind of all names without one; guessed where absent.
    pub kind: Option<Kind>,
    /// The status of all entries without one.
    pub status: Option<Status>,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The entries, in the order of the file.
    pub entries: Vec<ImportedEntry>,
    /// What could not be read.
    pub refused: Vec<Refused>,
}

/// A part of a file that is no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where: «line 12».
    pub place: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// Why a file could not be imported. `Display` is one line: what, where, what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It is no text, or in an unknown encoding.
    #[error(transparent)]
    Text(#[from] ReadError),
    /// The extension says nothing and no format was named.
    #[error("cannot tell the format: name it with --format ({names})", names = ImportFormat::ALL.map(ImportFormat::name).join(", "))]
    UnknownFormat,
    /// It is no JSON of the expected shape.
    #[error("not the JSON that `export --format json` writes: {0}")]
    Json(#[from] serde_json::Error),
    /// The JSON is of another version.
    #[error("version {0} is not known; this program reads version 1")]
    Version(u64),
    /// A quoted table is broken.
    #[error("not a table: {0}")]
    Csv(#[from] csv::Error),
    /// No workbook.
    #[error("not an Excel workbook: {0}")]
    Workbook(#[from] calamine::XlsxError),
    /// The XML is broken.
    #[error("line {line}: not valid XML: {reason}")]
    Xml {
        /// Line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// The XML declares entities of its own, with which a small file can be made to fill the memory.
    #[error("line {line}: the file declares XML entities, which are not read; replace them by their text")]
    Entities {
        /// Line, from 1.
        line: usize,
    },
    /// The root element is another one.
    #[error("not TBX: the first element is <{0}>, expected <tbx> or <martif>")]
    NotTbx(String),
    /// A table has no columns with names.
    #[error("no columns with names: expected a header with `ru` and `uk`, or two columns without a header")]
    NoColumns,
}

/// Reads a file of a translator's tool; `path` names it in messages and, where no format is given, its extension says it.
///
/// # Errors
/// When it is not of that format as a whole; single bad lines are listed in the result.
pub fn read(path: &Path, bytes: Vec<u8>, format: Option<ImportFormat>, hints: Hints) -> Result<Reading, ImportError> {
    let format = format.or_else(|| ImportFormat::of_path(path)).ok_or(ImportError::UnknownFormat)?;
    let mut reading = match format {
        ImportFormat::Xlsx => workbook::read(bytes, hints)?,
        ImportFormat::Json => json::read(&decode(path, bytes)?)?,
        ImportFormat::Tbx => tbx::read(&decode(path, bytes)?)?,
        ImportFormat::Csv | ImportFormat::Weblate | ImportFormat::Deepl | ImportFormat::Tsv | ImportFormat::Omegat => {
            let text = decode(path, bytes)?;
            let rows = match format {
                ImportFormat::Omegat => table::omegat_rows(&text),
                ImportFormat::Tsv => table::plain_rows(&text, '\t'),
                _ => table::quoted_rows(&text)?,
            };
            table::read(rows, format, hints)?
        }
    };
    reading.entries.retain_mut(|entry| {
        let is_named = clean(entry);
        if !is_named {
            reading.refused.push(Refused { place: entry.place.clone(), reason: "it has no name".to_owned() });
        }
        is_named
    });
    kinds::fill_in(&mut reading.entries, hints.kind);
    for entry in &mut reading.entries {
        entry.status = entry.status.or(hints.status);
    }
    Ok(reading)
}

/// Takes away blanks around names and empty texts. Whether a name is left.
fn clean(entry: &mut ImportedEntry) -> bool {
    let text = |text: &mut Option<String>| {
        *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    };
    text(&mut entry.id);
    text(&mut entry.en);
    text(&mut entry.note);
    for language in Language::ALL {
        let side = entry.side_mut(language);
        text(&mut side.preferred);
        for list in [&mut side.admitted, &mut side.forbidden, &mut side.proposed] {
            *list = list.iter().map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()).collect();
        }
    }
    entry.en.is_some() || Language::ALL.into_iter().any(|language| *entry.side(language) != Side::default())
}

/// An entry without anything.
fn blank_entry(place: String) -> ImportedEntry {
    ImportedEntry {
        place,
        id: None,
        kind: None,
        likely_kind: Kind::Person,
        status: None,
        en: None,
        note: None,
        ru: Side::default(),
        uk: Side::default(),
        confidence: None,
        pair_from: None,
    }
}

/// A language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileLanguage {
    Ours(Language),
    English,
}

/// The language of a code as files have it: `ru`, `RU`, `uk-UA`, `ukr`, and `ua`, which is a country.
fn language_of_code(code: &str) -> Option<FileLanguage> {
    let main = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match main.as_str() {
        "ru" | "rus" => Some(FileLanguage::Ours(Language::Russian)),
        "uk" | "ukr" | "ua" => Some(FileLanguage::Ours(Language::Ukrainian)),
        "en" | "eng" => Some(FileLanguage::English),
        _ => None,
    }
}
