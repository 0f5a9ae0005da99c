//! Findings → the corrected text.

use std::ops::Range;

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

/// Whether a finding is corrected: it is severe enough, the program is sure what to write, and it stands where the
/// article may be changed.
pub fn is_fixable(article: &Article, finding: &Finding, scope: FixScope) -> bool {
    scope.includes(finding.severity) && finding.suggestion.is_some() && article.is_writable(&finding.range)
}

/// The corrections of an article: stretches of its text and what a person is to read there. `findings` are those of
/// this article, in order and without overlap, as the checker gives them.
pub fn fixes(article: &Article, findings: &[Finding], scope: FixScope) -> Vec<(Range<usize>, String)> {
    let fixable = findings.iter().filter(|finding| is_fixable(article, finding, scope));
    fixable.filter_map(|finding| Some((finding.range.clone(), finding.suggestion.clone()?))).collect()
}

/// The text of an article with the suggestions of its findings written in. Everything else stays byte for byte.
pub fn apply_fixes(article: &Article, findings: &[Finding], scope: FixScope) -> String {
    article.with_changes(&fixes(article, findings, scope))
}
