//! Findings and problems of glossaries → diagnostics.

use std::path::Path;

use gen_lsp_types::{Code, Diagnostic, DiagnosticSeverity, Message};
use imenoslov::checker::{Finding, Settings, Severity};
use imenoslov::glossary::{GlossaryError, GlossaryFile};

use super::document::{Document, Judged};
use super::positions::{Encoding, Lines, Places};

fn diagnostic(severity: DiagnosticSeverity, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        severity: Some(severity),
        code: Some(Code::String(code.to_owned())),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

/// The diagnostic of a finding.
pub(super) fn of_finding(finding: &Finding, judged: &Judged<'_>) -> Diagnostic {
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    };
    let advice = finding.suggestion.iter().map(|form| judged.article.suggestion_reading(&finding.range, form));
    let advice = advice.map(|form| format!("; write «{form}»")).collect::<String>();
    let message = format!("{}{advice}", finding.message);
    Diagnostic { range: judged.span(finding), ..diagnostic(severity, finding.rule.name(), message) }
}

/// The diagnostics of an article.
pub(super) fn of_article(document: &Document, encoding: Encoding) -> Vec<Diagnostic> {
    let Some(judged) = document.judged(encoding) else { return Vec::new() };
    judged.findings.iter().map(|finding| of_finding(finding, &judged)).collect()
}

/// The diagnostics of a glossary that is open.
pub(super) fn of_glossary(document: &Document, encoding: Encoding) -> Vec<Diagnostic> {
    let places = document.places(encoding);
    let path = document.path.as_deref().unwrap_or(Path::new("glossary.toml"));
    let file = match GlossaryFile::parse(path, document.text()) {
        Ok(file) => file,
        Err(error) => return vec![of_error(&error, document.text(), &places)],
    };
    let mark = document.mark();
    let mut diagnostics = Vec::new();
    if let Err(error) = Settings::default().extend(file.check_settings()) {
        let start = document.text().find("[check").unwrap_or(0);
        let end = document.text()[start..].find(['\r', '\n']).map_or(document.text().len(), |length| start + length);
        let problem = diagnostic(DiagnosticSeverity::Error, "settings", error.to_string());
        diagnostics.push(Diagnostic { range: places.span(&(start..end)), ..problem });
    }
    for problem in file.validate() {
        let severity = if problem.fault.is_error() { DiagnosticSeverity::Error } else { DiagnosticSeverity::Warning };
        let range = problem.range.start + mark..problem.range.end + mark;
        let message = problem.fault.to_string();
        diagnostics
            .push(Diagnostic { range: places.span(&range), ..diagnostic(severity, problem.fault.name(), message) });
    }
    diagnostics
}

/// The diagnostic of a glossary that is not open and cannot be used.
pub(super) fn of_unreadable(error: &GlossaryError, path: &Path, encoding: Encoding) -> Diagnostic {
    let text = std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    of_error(error, &text, &Places::new(&text, &Lines::of(&text), encoding))
}

fn of_error(error: &GlossaryError, text: &str, places: &Places<'_>) -> Diagnostic {
    let GlossaryError::Invalid { line, column, problem, .. } = error else {
        return diagnostic(DiagnosticSeverity::Error, "unreadable", error.to_string());
    };
    // Lines of a glossary end with line feeds, its columns are code points, and a byte-order mark is none.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let line_start = mark + text[mark..].split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let rest = &text[line_start..];
    let start = line_start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
    let range = places.span(&(start..end));
    Diagnostic { range, ..diagnostic(DiagnosticSeverity::Error, "invalid", problem.to_string()) }
}
