//! Findings → the corrected text.

use super::finding::{Finding, Severity};
use crate::reader::Article;

/// Which findings are corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixScope {
    /// Errors only.
    Errors,
    /// Errors and warnings.
    All,
}

impl FixScope {
    /// Whether findings of this severity are corrected.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FixScope::Errors => severity == Severity::Error,
            FixScope::All => severity >= Severity::Warning,
        }
    }
}

/// The text of an article with the suggestions of its findings written in. Everything else stays byte for byte.
/// `findings` are those of this article, in order and without overlap, as the checker gives them.
pub fn apply_fixes(article: &Article, findings: &[Finding], scope: FixScope) -> String {
    let mut text = String::with_capacity(article.text.len());
    let mut end = 0;
    for finding in findings.iter().filter(|finding| scope.includes(finding.severity)) {
        let Some(suggestion) = &finding.suggestion else { continue };
        let Some(between) = article.text.get(end..finding.range.start) else { continue };
        text.push_str(between);
        text.push_str(suggestion);
        end = finding.range.end;
    }
    text.push_str(&article.text[end..]);
    text
}
