//! Findings → GitHub workflow commands.
//!
//! See <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>. A step shows at most ten
//! annotations of each severity, so the worst come first and one line says how many are not shown.

use std::io::{self, Write};

use super::finding_lines::Lines;
use super::findings::{Checked, advice, in_place};
use crate::checker::{Finding, Severity};

/// Annotations of one severity that a step shows.
const SHOWN: usize = 10;

pub(super) fn write(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (severity, command) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "notice")]
    {
        let mut count = 0;
        for checked @ Checked { article, findings } in checked {
            let of_severity = |finding: &&Finding| finding.severity == severity;
            if !findings.iter().any(|finding| of_severity(&finding)) {
                continue;
            }
            let lines = Lines::of(article);
            let file = property(&checked.repository_path());
            for finding in findings.iter().filter(of_severity) {
                count += 1;
                let start = lines.in_characters(finding.range.start);
                let end = lines.in_characters(finding.range.end);
                let advice = advice(article, finding).map_or_else(String::new, |form| format!("; write «{form}»"));
                writeln!(
                    out,
                    "::{command} file={file},line={},endLine={},col={},endColumn={},title={}::{}",
                    start.line,
                    end.line,
                    start.column,
                    end.column,
                    property(finding.rule.name()),
                    message(&format!("{}{advice}{}", finding.message, in_place(article, finding))),
                )?;
            }
        }
        if count > SHOWN {
            writeln!(out, "{} more of severity {severity} than the {SHOWN} that a step shows", count - SHOWN)?;
        }
    }
    Ok(())
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
