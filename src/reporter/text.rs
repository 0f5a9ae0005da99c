//! Findings → the lines they stand in with the findings marked, for people.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::finding_lines::Lines;
use super::findings::{Checked, advice};
use crate::checker::{Finding, Severity};
use crate::glossary::entry_text;
use crate::reader::{Article, Markup};

pub(super) fn write(checked: &[Checked<'_>], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for Checked { article, findings } in checked {
        let lines = Lines::of(article);
        let path = article.path.to_string_lossy();
        for finding in *findings {
            writeln!(out, "{}\n", render(&renderer, finding, article, &path, &lines))?;
        }
    }
    write_proposals(checked, out)?;
    write_summary(checked, out)
}

/// The entries for names that have none, to be pasted into the glossary.
fn write_proposals(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    let findings = checked.iter().flat_map(|checked| checked.findings);
    let mut shown = BTreeSet::new();
    for entry in findings.filter_map(|finding| finding.proposal.as_deref()) {
        if shown.is_empty() {
            writeln!(out, "Entries to paste into the glossary:\n")?;
        }
        if shown.insert(&entry.id) {
            writeln!(out, "{}", entry_text(entry))?;
        }
    }
    Ok(())
}

fn render(renderer: &Renderer, finding: &Finding, article: &Article, path: &str, lines: &Lines<'_>) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (line, number) = lines.around(&finding.range);
    // What people read, where the file has it in another way.
    let passage = if matches!(article.markup, Markup::JsonLines | Markup::Xliff | Markup::Tmx) {
        article.passage(&finding.range)
    } else {
        None
    };
    let is_whole_line = passage.is_none() && line.len() <= LONGEST_LINE;
    let (source, line, found) = match &passage {
        Some((passage, found)) => (passage, 0..passage.len(), found.clone()),
        None => (&article.text, line, finding.range.clone()),
    };
    let shown = if line.len() > LONGEST_LINE { around(source, &line, &found) } else { line };
    let label = advice(article, finding).map(|suggestion| format!("write «{suggestion}»"));
    let mut annotation = AnnotationKind::Primary.span(found.start - shown.start..found.end - shown.start);
    if let Some(label) = &label {
        annotation = annotation.label(label);
    }
    let snippet = Snippet::source(&source[shown]).line_start(number).annotation(annotation);
    let title = level.primary_title(&finding.message).id(finding.rule.name());
    let group = if is_whole_line {
        title.element(snippet.path(path))
    } else {
        let place = lines.in_characters(finding.range.start);
        title.element(Origin::path(path).line(place.line).char_column(place.column)).element(snippet)
    };
    let place = article.place(finding.range.start).map(|place| Level::NOTE.with_name("place").message(&place.name));
    let group = group.elements(place);
    let report = renderer.render(&[group]);
    if is_whole_line {
        return report;
    }
    // The renderer announces the file of the snippet, which has been named, by a line of its own.
    let is_announcement = |line: &&str| console::strip_ansi_codes(line).trim() == ":::";
    report.lines().filter(|line| !is_announcement(line)).collect::<Vec<_>>().join("\n")
}

/// Lines of more bytes are shown in part.
const LONGEST_LINE: usize = 4000;

/// The part of a long line around a finding.
fn around(text: &str, line: &Range<usize>, finding: &Range<usize>) -> Range<usize> {
    const REACH: usize = 300;
    let start = text.floor_char_boundary(finding.start.saturating_sub(REACH).max(line.start));
    let end = text.ceil_char_boundary((finding.end + REACH).min(line.end));
    start..end
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
