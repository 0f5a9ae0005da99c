//! One HTML file without network: search in either language and any case form, filters, variants and notes.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

mod declension;
mod words;

use declension::{Cases, Declension, Endings};
use words::{WordIndex, add_words, groups};

use super::{Direction, Export, Exporter, Loss, escape};
use crate::glossary::{Entry, Glossary, Period, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::{Case, Hints, paradigm};

/// The page holds the glossary as JSON and shows what is searched for; what a glossary says gets into the page as text
/// only. Without JavaScript there is a plain table.
///
/// Inflecting the names takes some hundred microseconds an entry. Nothing is there twice: words that find entries stand
/// once for all of them, case forms are endings. A page of 50,000 entries has about 20 MB.
pub(super) struct Html;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// How many forms of one case are shown; all of them find the entry.
const MOST_DOUBLETS: usize = 2;

const ENTRIES_AT_ONCE: usize = 1 << 12;

/// The names of the fields are short because every entry has them.
#[derive(Serialize)]
struct Document<'a> {
    languages: [Language; 2],
    cases: [Case; Case::ALL.len()],
    /// See [`Endings`].
    endings: Vec<String>,
    /// What finds the entries, see [`WordIndex::lines`].
    words: String,
    entries: Vec<EntryData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    #[serde(rename = "i")]
    id: &'a str,
    #[serde(rename = "k")]
    kind: Kind,
    #[serde(rename = "s")]
    status: Status,
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(rename = "f", skip_serializing_if = "is_empty")]
    former_ids: &'a [String],
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ru: Option<SideData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uk: Option<SideData<'a>>,
}

#[derive(Serialize)]
struct SideData<'a> {
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    preferred: Option<&'a str>,
    #[serde(rename = "a", skip_serializing_if = "is_empty")]
    admitted: &'a [String],
    #[serde(rename = "x", skip_serializing_if = "is_empty")]
    forbidden: &'a [String],
    #[serde(rename = "o", skip_serializing_if = "is_empty")]
    proposed: &'a [String],
    #[serde(rename = "t", skip_serializing_if = "Vec::is_empty")]
    periods: Vec<(&'a str, Option<String>, Option<String>)>,
    /// The case forms of the form to write, in the order of `cases`; none if they are all alike.
    #[serde(rename = "c", skip_serializing_if = "Option::is_none")]
    cases: Option<Declension>,
}

fn is_empty(list: &[String]) -> bool {
    list.is_empty()
}

impl Exporter for Html {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose(Loss::RejectedPairs, glossary.rejected_pairs.len());
        let (source, target) = (direction.source, direction.target());
        let rows: String = glossary.entries.iter().map(|entry| table_row(entry, direction)).collect();
        let parts: BTreeMap<&str, String> = BTreeMap::from([
            ("style", STYLE.to_owned()),
            ("script", SCRIPT.to_owned()),
            ("languages", format!("{source} or {target}")),
            ("source", source.to_string()),
            ("target", target.to_string()),
            ("rows", rows),
            ("data", data(glossary, direction)),
        ]);
        export.bytes = filled(PAGE, &parts).into_bytes();
        export
    }
}

/// The glossary for the script.
fn data(glossary: &Glossary, direction: Direction) -> String {
    let mut index = WordIndex::default();
    let mut endings = Endings::default();
    let mut entries = Vec::with_capacity(glossary.entries.len());
    // What is known of an entry is much larger than what is kept of it.
    for part in glossary.entries.chunks(ENTRIES_AT_ONCE) {
        let inflected: Vec<Inflected> = part.par_iter().map(inflected).collect();
        for (entry, inflected) in part.iter().zip(inflected) {
            index.add(entries.len(), &inflected.groups);
            entries.push(entry_data(entry, &inflected, &mut endings));
        }
    }
    let document = Document {
        languages: [direction.source, direction.target()],
        cases: Case::ALL,
        endings: endings.all,
        words: index.lines(),
        entries,
    };
    escaped_json(&serde_json::to_string(&document).expect("texts, numbers and lists are always JSON"))
}

/// The template with each `{{name}}` replaced; what is filled in is not looked at again.
fn filled(template: &str, parts: &BTreeMap<&str, String>) -> String {
    let mut page = String::with_capacity(template.len() + parts.values().map(String::len).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("the template closes its braces");
        page.push_str(before);
        page.push_str(parts.get(name).expect("the template names parts that there are"));
        rest = after;
    }
    page.push_str(rest);
    page
}

/// JSON that neither ends a script element nor begins a comment in it.
fn escaped_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text for a page: markup escaped, control characters but line ends as spaces.
pub(crate) fn escaped(text: &str) -> String {
    escape::escaped(text, |c| match c {
        '\'' => Some("&#39;"),
        c if c.is_control() && c != '\n' => Some(" "),
        _ => None,
    })
}

/// A line of the table for readers without JavaScript. Tags that HTML does not need are not there.
fn table_row(entry: &Entry, direction: Direction) -> String {
    let name = |language| escaped(entry.side(language).and_then(Side::best_form).unwrap_or("—"));
    let (source, target) = (name(direction.source), name(direction.target()));
    format!("<tr><td>{source}<td>{target}<td>{}<td>{}\n", entry.kind, entry.status)
}

/// What an entry is found by and how its names are declined.
struct Inflected {
    /// See [`groups`].
    groups: Vec<String>,
    /// Of the form to write in each language, unless it has one form for all cases.
    cases: [Option<Cases>; 2],
}

fn inflected(entry: &Entry) -> Inflected {
    let mut words = BTreeSet::new();
    add_words(&mut words, &entry.id.replace('-', " "));
    entry.en.iter().for_each(|en| add_words(&mut words, en));
    let cases = Language::ALL.map(|language| inflected_side(entry, language, &mut words));
    Inflected { groups: groups(&words), cases }
}

fn inflected_side(entry: &Entry, language: Language, words: &mut BTreeSet<String>) -> Option<Cases> {
    let side = entry.side(language)?;
    let best = side.best_form();
    let mut cases = None;
    for form in side.forms_of_all_times() {
        let hints = Hints {
            gender: side.gender,
            indeclinable: side.indeclinable,
            forms: if Some(form) == best { side.forms.clone() } else { BTreeMap::new() },
        };
        add_words(words, form);
        let rows = paradigm(form, language, entry.kind, &hints);
        rows.iter().for_each(|(_, text)| add_words(words, text));
        if Some(form) == best {
            let number = rows.first().map(|(form, _)| form.number);
            let of_case = |case| {
                let mut texts: Vec<String> = Vec::new();
                for (form, text) in &rows {
                    if form.case == case && Some(form.number) == number && !texts.contains(text) {
                        texts.push(text.clone());
                    }
                }
                texts.truncate(MOST_DOUBLETS);
                texts
            };
            let forms: Cases = Case::ALL.into_iter().map(of_case).collect();
            cases = forms.iter().flatten().any(|case_form| case_form != form).then_some(forms);
        }
    }
    cases
}

fn entry_data<'a>(entry: &'a Entry, inflected: &Inflected, endings: &mut Endings) -> EntryData<'a> {
    let mut side = |language: Language| {
        let side = entry.side(language).filter(|side| side.forms_of_all_times().next().is_some())?;
        let cases = inflected.cases[language as usize].as_ref();
        Some(SideData {
            preferred: side.preferred.as_deref(),
            admitted: &side.admitted,
            forbidden: &side.forbidden,
            proposed: &side.proposed,
            periods: side.periods.iter().map(period_data).collect(),
            cases: side.best_form().zip(cases).map(|(name, cases)| endings.declension(name, cases)),
        })
    };
    EntryData {
        id: &entry.id,
        kind: entry.kind,
        status: entry.status,
        en: entry.en.as_deref(),
        note: entry.note.as_deref(),
        former_ids: &entry.former_ids,
        confidence: entry.confidence,
        ru: side(Language::Russian),
        uk: side(Language::Ukrainian),
    }
}

fn period_data(period: &Period) -> (&str, Option<String>, Option<String>) {
    let day = |date: Option<crate::reader::Date>| {
        date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    };
    (&period.form, day(period.since), day(period.until))
}
