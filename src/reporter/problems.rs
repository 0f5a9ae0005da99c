//! Problems of a glossary → the lines they stand in with the places marked, for people.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::glossary::{GlossaryFile, Problem};

/// The problems, each with its line of the file, and how many there are.
pub fn text(file: &GlossaryFile, problems: &[Problem], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let path = file.path().to_string_lossy();
    let mut report = String::new();
    for problem in problems {
        report.push_str(&render(&renderer, file.text(), &path, problem));
        report.push_str("\n\n");
    }
    let count = |errors| problems.iter().filter(|problem| problem.fault.is_error() == errors).count();
    let part = |count, noun| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let entries = file.glossary().entries.len();
    let entries = if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
    report.push_str(&format!("{entries}: {}, {}\n", part(count(true), "error"), part(count(false), "warning")));
    report
}

fn render(renderer: &Renderer, text: &str, path: &str, problem: &Problem) -> String {
    let level = if problem.fault.is_error() { Level::ERROR } else { Level::WARNING };
    let start = text[..problem.range.start].rfind('\n').map_or(0, |place| place + 1);
    let end = text[problem.range.start..].find('\n').map_or(text.len(), |length| problem.range.start + length);
    let within = problem.range.start - start..problem.range.end.min(end) - start;
    let label = format!("in the entry {:?}", problem.entry);
    let snippet = Snippet::source(&text[start..end])
        .line_start(problem.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(within).label(&label));
    let title = problem.fault.to_string();
    renderer.render(&[level.primary_title(&title).id(problem.fault.name()).element(snippet)])
}
