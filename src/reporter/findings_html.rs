//! Findings → one page: the articles with the findings marked. It needs no script, no network and no other file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::finding_lines::Lines;
use super::findings::{Checked, advice, in_place};
use crate::checker::{Finding, Severity};
use crate::exporter::escaped_for_html as escaped;
use crate::glossary::{Entry, Glossary, Side, entry_text};
use crate::reader::{Article, Paragraph, Piece, Role};

const STYLE: &str = include_str!("findings.css");

pub(super) fn write(checked: &[Checked<'_>], glossary: &Glossary, out: &mut dyn Write) -> io::Result<()> {
    let entries = glossary.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let findings = checked.iter().flat_map(|checked| checked.findings);
    let title = format!("Names in {}", counted(checked.len(), "article"));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n<h1>{title}</h1>\n<p>{}</p>",
        counts(findings)
    )?;
    let mut first = 1;
    for checked in checked.iter().filter(|checked| !checked.findings.is_empty()) {
        let page = Page { checked, entries: &entries, first };
        page.write(out)?;
        first += checked.findings.len();
    }
    let silent: Vec<_> = checked.iter().filter(|checked| checked.findings.is_empty()).collect();
    if !silent.is_empty() {
        writeln!(out, "<h2>Nothing found</h2>\n<ul class=\"silent\">")?;
        for checked in silent {
            writeln!(out, "<li>{}", escaped(&checked.article.path.to_string_lossy()))?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</html>")
}

/// One article.
struct Page<'a> {
    checked: &'a Checked<'a>,
    entries: &'a BTreeMap<&'a str, &'a Entry>,
    /// The number of its first finding.
    first: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Checked { article, findings } = self.checked;
        writeln!(
            out,
            "<section>\n<h2>{} <small>{}</small></h2>\n<article lang=\"{}\">",
            escaped(&article.path.to_string_lossy()),
            counts(*findings),
            article.language
        )?;
        for paragraph in &article.paragraphs {
            let role = match paragraph.role {
                Role::Headline => " headline",
                Role::Body => "",
            };
            let text = self.paragraph(article, paragraph);
            writeln!(out, "<div class=\"p{role}\" lang=\"{}\">{text}</div>", paragraph.language)?;
        }
        writeln!(out, "</article>\n<ol class=\"findings\" start=\"{}\">", self.first)?;
        let lines = Lines::of(article);
        for (index, finding) in findings.iter().enumerate() {
            let place = lines.in_characters(finding.range.start);
            writeln!(
                out,
                "<li class=\"{}\"><a href=\"#f{}\">{}:{}</a> <b>{}</b> {}{}{}",
                finding.severity,
                self.first + index,
                place.line,
                place.column,
                finding.rule,
                escaped(&finding.message),
                escaped(&in_place(article, finding)),
                arrow(article, finding)
            )?;
        }
        writeln!(out, "</ol>\n</section>")
    }

    /// A paragraph as a reader sees it, with its findings marked.
    fn paragraph(&self, article: &Article, paragraph: &Paragraph) -> String {
        let findings = self.checked.findings;
        let mut html = String::new();
        let mut open = None;
        for piece in &paragraph.pieces {
            let mut at = piece.range().start;
            let end = piece.range().end;
            while at < end {
                let index = findings.partition_point(|finding| finding.range.end <= at);
                let here = findings.get(index).filter(|finding| finding.range.start <= at).map(|_| index);
                if open != here {
                    self.close(&mut html, open);
                    self.open(&mut html, here);
                    open = here;
                }
                let range = findings.get(index).map_or(end..end, |finding| finding.range.clone());
                let stop = if here.is_some() { range.end.min(end) } else { range.start.min(end) };
                match piece {
                    Piece::Literal(_) => html.push_str(&escaped(&article.text[at..stop])),
                    Piece::Reference(_, character) => html.push_str(&escaped(character.encode_utf8(&mut [0; 4]))),
                }
                at = if matches!(piece, Piece::Literal(_)) { stop } else { end };
            }
        }
        self.close(&mut html, open);
        html
    }

    fn open(&self, html: &mut String, finding: Option<usize>) {
        let Some(index) = finding else { return };
        let (number, severity) = (self.first + index, self.checked.findings[index].severity);
        html.push_str(&format!("<mark id=\"f{number}\" class=\"{severity}\" tabindex=\"0\">"));
    }

    fn close(&self, html: &mut String, finding: Option<usize>) {
        let Some(index) = finding else { return };
        let number = self.first + index;
        html.push_str(&format!("<sup>{number}</sup>{}</mark>", self.card(&self.checked.findings[index])));
    }

    /// What is shown when one points at a finding.
    fn card(&self, finding: &Finding) -> String {
        let mut card = format!(
            "<span class=\"card\" lang=\"en\" role=\"note\"><span><b>{}</b> {}</span>",
            finding.rule,
            escaped(&finding.message)
        );
        if let Some(suggestion) = advice(self.checked.article, finding) {
            card.push_str(&format!(
                "<span>write <ins lang=\"{}\">{}</ins></span>",
                finding.language,
                escaped(&suggestion)
            ));
        }
        let entry = finding.entry.as_deref().and_then(|id| self.entries.get(id));
        if let Some(entry) = entry {
            for (language, side) in entry.sides() {
                let forms = forms(side);
                card.push_str(&format!("<span><i>{language}</i> <span lang=\"{language}\">{forms}</span></span>"));
            }
            card.push_str(&format!("<small>{}, {}, {}</small>", escaped(&entry.id), entry.kind, entry.status));
            if let Some(note) = &entry.note {
                card.push_str(&format!("<small>{}</small>", escaped(note)));
            }
        }
        if let Some(proposal) = &finding.proposal {
            card.push_str(&format!("<code>{}</code>", escaped(&entry_text(proposal))));
        }
        card.push_str("</span>");
        card
    }
}

/// The forms of an entry in one language: the one to write first, those that are wrong struck out.
fn forms(side: &Side) -> String {
    let preferred = side.preferred.iter().map(|form| format!("<strong>{}</strong>", escaped(form)));
    let admitted = side.admitted.iter().map(|form| escaped(form));
    let forbidden = side.forbidden.iter().map(|form| format!("<del>{}</del>", escaped(form)));
    let proposed = side.proposed.iter().map(|form| format!("<em>{}?</em>", escaped(form)));
    let in_time = side.periods.iter().map(|period| format!("{} (in its time)", escaped(&period.form)));
    preferred.chain(admitted).chain(in_time).chain(forbidden).chain(proposed).collect::<Vec<_>>().join(", ")
}

fn arrow(article: &Article, finding: &Finding) -> String {
    let suggestion = advice(article, finding).into_iter();
    suggestion.map(|form| format!(" → <ins lang=\"{}\">{}</ins>", finding.language, escaped(&form))).collect()
}

fn counts<'a>(findings: impl IntoIterator<Item = &'a Finding> + Clone) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| {
            let count = findings.clone().into_iter().filter(|finding| finding.severity == severity).count();
            counted(count, severity.name())
        })
        .join(", ")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
