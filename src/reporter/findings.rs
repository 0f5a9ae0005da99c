//! Findings → a report in one of several formats.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::{findings_html, github, json, rdjson, sarif, text};
use crate::checker::Finding;
use crate::glossary::Glossary;
use crate::reader::Article;

/// An article with its findings, in the order of its text.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its findings.
    pub findings: &'a [Finding],
}

impl Checked<'_> {
    /// Where the article is, as repositories name their files: a folder `.` adds nothing.
    pub(super) fn repository_path(&self) -> String {
        let path = self.article.path.to_string_lossy();
        path.strip_prefix("./").unwrap_or(&path).to_owned()
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingFormat {
    /// The line with the finding marked, for people.
    Text,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitHub workflow commands.
    Github,
    /// Reviewdog's diagnostics.
    Rdjson,
    /// The articles as one page with the findings marked, for people.
    Html,
}

impl FindingFormat {
    /// Every format.
    pub const ALL: [FindingFormat; 6] = [
        FindingFormat::Text,
        FindingFormat::Json,
        FindingFormat::Sarif,
        FindingFormat::Github,
        FindingFormat::Rdjson,
        FindingFormat::Html,
    ];

    /// The word that the command line uses.
    pub fn name(self) -> &'static str {
        match self {
            FindingFormat::Text => "text",
            FindingFormat::Json => "json",
            FindingFormat::Sarif => "sarif",
            FindingFormat::Github => "github",
            FindingFormat::Rdjson => "rdjson",
            FindingFormat::Html => "html",
        }
    }
}

impl fmt::Display for FindingFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The word is the name of no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: expected text, json, sarif, github, rdjson or html")]
pub struct UnknownFindingFormat(pub String);

impl FromStr for FindingFormat {
    type Err = UnknownFindingFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        FindingFormat::ALL
            .into_iter()
            .find(|format| format.name() == word)
            .ok_or_else(|| UnknownFindingFormat(word.to_owned()))
    }
}

/// Where in a document a finding stands, in brackets, for reports that show a line and a message only.
pub(super) fn in_place(article: &Article, finding: &Finding) -> String {
    article.place(finding.range.start).map_or_else(String::new, |place| format!(" ({})", place.name))
}

/// What to write instead of what was found, as a person reads it.
pub(super) fn advice(article: &Article, finding: &Finding) -> Option<String> {
    let suggestion = finding.suggestion.as_ref()?;
    Some(article.suggestion_reading(&finding.range, suggestion))
}

/// What to put in place of a finding's bytes of the file: only where the file is text that may be changed.
pub(super) fn replacement(article: &Article, finding: &Finding) -> Option<String> {
    let is_text = article.markup.is_written_back() && article.markup.has_lines();
    let suggestion = finding.suggestion.as_ref().filter(|_| is_text && article.is_writable(&finding.range))?;
    Some(article.replacement(&finding.range, suggestion))
}

/// Writes the findings of all articles as one report. `glossary` is the one that they were checked against; `colour` is
/// for text only. Fails where writing fails.
pub fn write_findings(
    format: FindingFormat,
    checked: &[Checked<'_>],
    glossary: &Glossary,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        FindingFormat::Text => text::write(checked, colour, out),
        FindingFormat::Json => json::write(checked, out),
        FindingFormat::Sarif => sarif::write(checked, out),
        FindingFormat::Github => github::write(checked, out),
        FindingFormat::Rdjson => rdjson::write(checked, out),
        FindingFormat::Html => findings_html::write(checked, glossary, out),
    }
}
