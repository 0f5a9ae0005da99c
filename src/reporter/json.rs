//! Findings → one JSON object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::finding_lines::Lines;
use super::findings::Checked;
use crate::checker::{Rule, Severity};
use crate::glossary::entry_text;

/// The fields in the order of the output. Columns count characters; bytes are of the text as UTF-8.
#[derive(Serialize)]
struct Record<'a> {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: usize,
    byte_end: usize,
    rule: Rule,
    severity: Severity,
    found: &'a str,
    lemma: &'a str,
    entry: Option<&'a str>,
    score: Option<f64>,
    suggestion: Option<&'a str>,
    message: &'a str,
    /// What people call the place in a document: `paragraph 3 «Стив Уиткофф приехал в…»`.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    /// For a name without an entry, the entry to paste into the glossary.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<String>,
}

pub(super) fn write(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    for Checked { article, findings } in checked {
        if findings.is_empty() {
            continue;
        }
        let lines = Lines::of(article);
        let file = article.path.to_string_lossy();
        for finding in *findings {
            let start = lines.in_characters(finding.range.start);
            let end = lines.in_characters(finding.range.end);
            let record = Record {
                file: file.to_string(),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                byte_start: article.offset.bytes + finding.range.start,
                byte_end: article.offset.bytes + finding.range.end,
                rule: finding.rule,
                severity: finding.severity,
                found: &finding.found,
                lemma: &finding.lemma,
                entry: finding.entry.as_deref(),
                score: finding.score.map(|score| (score * 1e6).round() / 1e6),
                suggestion: finding.suggestion.as_deref(),
                message: &finding.message,
                place: article.place(finding.range.start).map(|place| &*place.name),
                proposal: finding.proposal.as_deref().map(entry_text),
            };
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}
