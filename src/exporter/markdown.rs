//! Markdown: a table for each kind, to read on a website or in a wiki.

use super::{Direction, Export, Exporter, Loss};
use crate::glossary::{Entry, Glossary, Side, Status};
use crate::kind::Kind;

/// GitHub's tables. Preferred forms are bold, forbidden ones struck out, proposed ones have a question mark.
pub(super) struct Markdown;

impl Exporter for Markdown {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        for kind in Kind::ALL {
            let entries: Vec<&Entry> = glossary.entries.iter().filter(|entry| entry.kind == kind).collect();
            let shown: Vec<&Entry> = entries.iter().copied().filter(|e| e.status != Status::Rejected).collect();
            export.lose(Loss::Rejected, entries.len() - shown.len());
            if shown.is_empty() {
                continue;
            }
            let (source, target) = (direction.source, direction.target());
            if !export.bytes.is_empty() {
                export.push("\n");
            }
            export.push(&format!("## {kind}\n\n| {source} | {target} | en | status | note |\n"));
            export.push("|---|---|---|---|---|\n");
            for entry in shown {
                let cells = [
                    entry.side(source).map(forms).unwrap_or_default(),
                    entry.side(target).map(forms).unwrap_or_default(),
                    escaped(entry.en.as_deref().unwrap_or_default()),
                    entry.status.to_string(),
                    escaped(entry.note.as_deref().unwrap_or_default()),
                ];
                export.push(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        export
    }
}

fn forms(side: &Side) -> String {
    let preferred = side.preferred.iter().map(|form| format!("**{}**", escaped(form)));
    let admitted = side.admitted.iter().map(|form| escaped(form));
    let forbidden = side.forbidden.iter().map(|form| format!("~~{}~~", escaped(form)));
    let proposed = side.proposed.iter().map(|form| format!("{}?", escaped(form)));
    preferred.chain(admitted).chain(forbidden).chain(proposed).collect::<Vec<_>>().join(", ")
}

/// Text that Markdown shows as it is, on one line and within a table cell.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            // GitHub would notify a person.
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '|' | '#' | '>' | '!' => escaped.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
