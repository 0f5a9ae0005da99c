//! One HTML file without network: search in either language and any case form, filters, variants and notes.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::{Direction, Export, Exporter, Loss};
use crate::glossary::{Entry, Glossary, Period, Side, Status, comparable};
use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::{Case, Hints, paradigm};

/// The page holds the glossary as JSON and shows what is searched for; what a glossary says gets into the page as text
/// only. Without JavaScript there is a plain table.
///
/// Inflecting the names takes some hundred microseconds an entry.
pub(super) struct Html;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// How many forms of one case are shown; all of them find the entry.
const MOST_DOUBLETS: usize = 2;

/// The names of the fields are short because every entry has them.
#[derive(Serialize)]
struct Document<'a> {
    languages: [Language; 2],
    cases: [Case; Case::ALL.len()],
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
    /// What finds the entry, see [`packed`].
    #[serde(rename = "w")]
    keys: String,
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
    cases: Option<Vec<String>>,
}

fn is_empty(list: &[String]) -> bool {
    list.is_empty()
}

impl Exporter for Html {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose(Loss::RejectedPairs, glossary.rejected_pairs.len());
        let (source, target) = (direction.source, direction.target());
        let document = Document {
            languages: [source, target],
            cases: Case::ALL,
            entries: glossary.entries.par_iter().map(entry_data).collect(),
        };
        let data = serde_json::to_string(&document).expect("texts, numbers and lists are always JSON");
        let rows: String = glossary.entries.iter().map(|entry| table_row(entry, direction)).collect();
        let parts: BTreeMap<&str, String> = BTreeMap::from([
            ("style", STYLE.to_owned()),
            ("script", SCRIPT.to_owned()),
            ("languages", format!("{source} or {target}")),
            ("source", source.to_string()),
            ("target", target.to_string()),
            ("rows", rows),
            ("data", escaped_json(&data)),
        ]);
        export.push(&filled(PAGE, &parts));
        export
    }
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
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() && c != '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line of the table for readers without JavaScript.
fn table_row(entry: &Entry, direction: Direction) -> String {
    let name = |language| {
        let best = entry.side(language).and_then(Side::best_form).unwrap_or("—");
        format!("<td lang=\"{language}\"><bdi>{}</bdi></td>", escaped(best))
    };
    format!(
        "<tr>{}{}<td>{}</td><td>{}</td></tr>\n",
        name(direction.source),
        name(direction.target()),
        entry.kind,
        entry.status
    )
}

fn entry_data(entry: &Entry) -> EntryData<'_> {
    let mut keys = BTreeSet::new();
    add_keys(&mut keys, &entry.id.replace('-', " "));
    entry.en.iter().for_each(|en| add_keys(&mut keys, en));
    let mut side = |language| side_data(entry, language, &mut keys);
    let (ru, uk) = (side(Language::Russian), side(Language::Ukrainian));
    EntryData {
        id: &entry.id,
        kind: entry.kind,
        status: entry.status,
        en: entry.en.as_deref(),
        note: entry.note.as_deref(),
        former_ids: &entry.former_ids,
        confidence: entry.confidence,
        ru,
        uk,
        keys: packed(&keys),
    }
}

fn side_data<'a>(entry: &'a Entry, language: Language, keys: &mut BTreeSet<String>) -> Option<SideData<'a>> {
    let side = entry.side(language).filter(|side| side.forms_of_all_times().next().is_some())?;
    let best = side.best_form();
    let mut cases = None;
    for form in side.forms_of_all_times() {
        let hints = Hints {
            gender: side.gender,
            indeclinable: side.indeclinable,
            forms: if Some(form) == best { side.forms.clone() } else { BTreeMap::new() },
        };
        add_keys(keys, form);
        let rows = paradigm(form, language, entry.kind, &hints);
        rows.iter().for_each(|(_, text)| add_keys(keys, text));
        if Some(form) == best {
            let number = rows.first().map(|(form, _)| form.number);
            let of_case = |case| {
                let mut texts: Vec<&str> = Vec::new();
                for (form, text) in &rows {
                    if form.case == case && Some(form.number) == number && !texts.contains(&text.as_str()) {
                        texts.push(text);
                    }
                }
                texts.truncate(MOST_DOUBLETS);
                texts.join(", ")
            };
            let forms: Vec<String> = Case::ALL.into_iter().map(of_case).collect();
            let declines = forms.iter().any(|case_form| !case_form.is_empty() && case_form != form);
            cases = declines.then_some(forms);
        }
    }
    Some(SideData {
        preferred: side.preferred.as_deref(),
        admitted: &side.admitted,
        forbidden: &side.forbidden,
        proposed: &side.proposed,
        periods: side.periods.iter().map(period_data).collect(),
        cases,
    })
}

fn period_data(period: &Period) -> (&str, Option<String>, Option<String>) {
    let day = |date: Option<crate::reader::Date>| {
        date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
    };
    (&period.form, day(period.since), day(period.until))
}

/// The words of a name, and the parts of words with hyphens, as the page's script folds what is typed.
fn add_keys(keys: &mut BTreeSet<String>, name: &str) {
    let folded = comparable(name).replace('ґ', "г");
    for word in folded.split([' ', ',']).filter(|word| !word.is_empty()) {
        for (place, _) in word.match_indices('-') {
            keys.extend(Some(word[place + 1..].to_owned()).filter(|part| !part.is_empty()));
        }
        keys.insert(word.to_owned());
    }
}

/// Words by their common beginnings: «стив,,а,ом» is стив, стива, стивом. A page with many entries is a third as long.
fn packed(words: &BTreeSet<String>) -> String {
    /// Stems shorter than this, in bytes, save nothing.
    const SHORTEST_STEM: usize = 6;
    /// As much of a stem, in bytes, may turn out to belong to the endings.
    const LONGEST_TAIL: usize = 6;
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for word in words {
        if let Some((stem, members)) = groups.last_mut() {
            let common = common_beginning(stem, word);
            if common.len() >= SHORTEST_STEM && common.len() + LONGEST_TAIL >= stem.len() {
                *stem = common;
                members.push(word);
                continue;
            }
        }
        groups.push((word, vec![word]));
    }
    let group = |(stem, members): (&str, Vec<&str>)| {
        let endings: String = members.iter().map(|member| format!(",{}", &member[stem.len()..])).collect();
        format!("{stem}{endings}")
    };
    groups.into_iter().map(group).collect::<Vec<_>>().join(" ")
}

fn common_beginning<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map(|((place, _), _)| place);
    &a[..end.unwrap_or_else(|| a.len().min(b.len()))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_packed_by_their_beginnings() {
        let words = ["майами", "стив", "стива", "стивом", "украина", "украине"].map(str::to_owned);
        assert_eq!(packed(&words.into()), "майами, стив,,а,ом украин,а,е");
    }
}
