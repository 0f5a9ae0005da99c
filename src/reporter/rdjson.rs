//! Findings → the diagnostics of reviewdog.
//!
//! See <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Columns count bytes of UTF-8; ends are exclusive.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::finding_lines::Lines;
use super::findings::{Checked, in_place, replacement};
use crate::checker::{Finding, Severity};
use crate::reader::Article;

pub(super) fn write(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut diagnostics = Vec::new();
    for checked in checked.iter().filter(|checked| !checked.findings.is_empty()) {
        let Checked { article, findings } = checked;
        let lines = Lines::of(article);
        let path = checked.repository_path();
        diagnostics.extend(findings.iter().map(|finding| diagnostic(article, finding, &path, &lines)));
    }
    let worst = checked.iter().flat_map(|checked| checked.findings).map(|finding| finding.severity).max();
    let mut report = json!({ "source": { "name": env!("CARGO_PKG_NAME") }, "diagnostics": diagnostics });
    if let Some(worst) = worst {
        report["severity"] = severity(worst).into();
    }
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

fn diagnostic(article: &Article, finding: &Finding, path: &str, lines: &Lines<'_>) -> Value {
    let start = lines.in_bytes(finding.range.start);
    let end = lines.in_bytes(finding.range.end);
    let range = json!({
        "start": { "line": start.line, "column": start.column },
        "end": { "line": end.line, "column": end.column },
    });
    let mut diagnostic = json!({
        "message": format!("{}{}", finding.message, in_place(article, finding)),
        "location": { "path": path, "range": range },
        "severity": severity(finding.severity),
        "code": { "value": finding.rule.name() },
    });
    if let Some(suggestion) = replacement(article, finding) {
        diagnostic["suggestions"] = json!([{ "range": range, "text": suggestion }]);
    }
    diagnostic
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}
