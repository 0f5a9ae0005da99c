//! The formats by name.

use std::fmt;
use std::str::FromStr;

use super::{Exporter, deepl, html, json, markdown, omegat, table, tbx, tbx_v2, weblate, xlsx};

/// A format of the command `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Format {
    Json,
    Csv,
    Tsv,
    Xlsx,
    Tbx,
    TbxV2,
    Omegat,
    Weblate,
    Deepl,
    Markdown,
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 11] = [
        Format::Json,
        Format::Csv,
        Format::Tsv,
        Format::Xlsx,
        Format::Tbx,
        Format::TbxV2,
        Format::Omegat,
        Format::Weblate,
        Format::Deepl,
        Format::Markdown,
        Format::Html,
    ];

    /// The word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
            Format::Tbx => "tbx",
            Format::TbxV2 => "tbx-v2",
            Format::Omegat => "omegat",
            Format::Weblate => "weblate",
            Format::Deepl => "deepl",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }

    /// What writes it.
    pub fn exporter(self) -> &'static dyn Exporter {
        match self {
            Format::Json => &json::Json,
            Format::Csv => &table::Csv,
            Format::Tsv => &table::Tsv,
            Format::Xlsx => &xlsx::Xlsx,
            Format::Tbx => &tbx::Tbx,
            Format::TbxV2 => &tbx_v2::TbxV2,
            Format::Omegat => &omegat::Omegat,
            Format::Weblate => &weblate::Weblate,
            Format::Deepl => &deepl::Deepl,
            Format::Markdown => &markdown::Markdown,
            Format::Html => &html::Html,
        }
    }

    /// Whether a terminal cannot show it.
    pub fn is_binary(self) -> bool {
        self == Format::Xlsx
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: expected {names}", names = Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Format::ALL.into_iter().find(|format| format.name() == word).ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}
