//! Findings → the lines they stand in with the findings marked, for people.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::finding_lines::Lines;
use super::findings::Checked;
use crate::checker::{Finding, Severity};

pub(super) fn write(checked: &[Checked<'_>], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for Checked { article, findings } in checked {
        let lines = Lines::of(&article.text);
        let path = article.path.to_string_lossy();
        for finding in *findings {
            writeln!(out, "{}\n", render(&renderer, finding, &article.text, &path, &lines))?;
        }
    }
    write_summary(checked, out)
}

fn render(renderer: &Renderer, finding: &Finding, text: &str, path: &str, lines: &Lines<'_>) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (line, number) = lines.around(&finding.range);
    let within: Range<usize> = finding.range.start - line.start..finding.range.end - line.start;
    let source = &text[line];
    let label = finding.suggestion.as_ref().map(|suggestion| format!("write «{suggestion}»"));
    let mut annotation = AnnotationKind::Primary.span(within);
    if let Some(label) = &label {
        annotation = annotation.label(label);
    }
    let snippet = Snippet::source(source).line_start(number).path(path).annotation(annotation);
    let report = &[level.primary_title(&finding.message).id(finding.rule.name()).element(snippet)];
    renderer.render(report)
}

fn write_summary(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    let count = |severity| {
        let findings = checked.iter().flat_map(|checked| checked.findings);
        findings.filter(|finding| finding.severity == severity).count()
    };
    let part = |severity: Severity, plural: &str| match count(severity) {
        1 => format!("1 {severity}"),
        count => format!("{count} {plural}"),
    };
    let articles = match checked.len() {
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    };
    writeln!(
        out,
        "{articles}: {}, {}, {}",
        part(Severity::Error, "errors"),
        part(Severity::Warning, "warnings"),
        part(Severity::Note, "notes"),
    )
}
