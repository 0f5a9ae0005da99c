//! The mentions of an article as lines of text, TSV or JSON.

use std::fmt::Write;

use serde::Serialize;

use super::position::Positions;
use crate::glossary::{Entry, Glossary, NameIndex, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::Article;
use crate::recognizer::Mention;

/// A mention as scripts see it. Offsets are code points of the decoded file, the end exclusive; line and column count
/// from 1.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    lang: Language,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    surface: &'a str,
    lemma: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    /// What people call the place in a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

/// A glossary prepared for finding the entries of mentions.
#[derive(Debug)]
pub struct Names<'a> {
    glossary: &'a Glossary,
    index: NameIndex,
}

impl<'a> Names<'a> {
    /// Reads a glossary; linear in the number of its forms.
    pub fn new(glossary: &'a Glossary) -> Names<'a> {
        Names { glossary, index: NameIndex::new(glossary) }
    }

    /// The entry that a mention belongs to: one with this very name, the same kind first; else the only person whose
    /// name ends with it.
    fn entry_of(&self, mention: &Mention) -> Option<&'a Entry> {
        let entries = &self.glossary.entries;
        let is_live = |number: &&usize| entries[**number].status != Status::Rejected;
        let named = self.index.entries(mention.language, &mention.lemma).iter().filter(is_live);
        if let Some(number) = named.min_by_key(|number| entries[**number].kind != mention.kind) {
            return entries.get(*number);
        }
        if mention.kind != Kind::Person {
            return None;
        }
        let mut ending = self.index.entries_by_ending(mention.language, &mention.lemma).iter().filter(is_live);
        let only = ending.next().filter(|_| ending.next().is_none())?;
        entries.get(*only)
    }
}

/// One JSON object a line.
pub fn jsonl(article: &Article, mentions: &[Mention], names: &Names<'_>) -> String {
    let mut out = String::new();
    for_each_record(article, mentions, names, |record, _| {
        // A record holds strings and numbers only: it always serialises.
        out.push_str(&serde_json::to_string(record).unwrap_or_default());
        out.push('\n');
    });
    out
}

/// One line a mention: file, language, start, end, line, column, surface, lemma, kind, entity.
pub fn tsv(article: &Article, mentions: &[Mention], names: &Names<'_>) -> String {
    let mut out = String::new();
    for_each_record(article, mentions, names, |record, _| {
        let (surface, lemma) =
            (record.surface.replace(char::is_control, " "), record.lemma.replace(char::is_control, " "));
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{surface}\t{lemma}\t{}\t{}",
            record.file.replace(char::is_control, " "),
            record.lang,
            record.start,
            record.end,
            record.line,
            record.column,
            record.kind,
            record.entity.unwrap_or_default()
        );
    });
    out
}

/// One line a mention, for people.
pub fn text(article: &Article, mentions: &[Mention], names: &Names<'_>) -> String {
    let mut out = String::new();
    for_each_record(article, mentions, names, |record, mention| {
        let _ = write!(out, "{}:{}:{}: ", record.file, record.line, record.column);
        let surface = article.reading(&mention.range).replace(char::is_control, " ");
        let _ = if surface == record.lemma {
            write!(out, "{} {surface}", record.kind)
        } else {
            write!(out, "{} {surface} → {}", record.kind, record.lemma)
        };
        if let Some(entity) = record.entity {
            let _ = write!(out, " [{entity}]");
        }
        out.push('\n');
    });
    out
}

fn for_each_record(
    article: &Article,
    mentions: &[Mention],
    names: &Names<'_>,
    mut take: impl FnMut(&Record<'_>, &Mention),
) {
    let file = article.path.to_string_lossy();
    let positions = Positions::new(&article.text);
    for mention in mentions {
        let start = positions.of(mention.range.start);
        let entity = names.entry_of(mention).map(|entry| entry.id.as_str());
        let record = Record {
            file: &file,
            lang: mention.language,
            start: article.offset.characters + start.offset,
            end: article.offset.characters + positions.of(mention.range.end).offset,
            line: article.offset.lines + start.line,
            column: start.column,
            surface: &article.text[mention.range.clone()],
            lemma: &mention.lemma,
            kind: mention.kind,
            entity,
            place: article.place(mention.range.start).map(|place| &*place.name),
        };
        take(&record, mention);
    }
}
