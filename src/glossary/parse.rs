//! TOML text → [`Glossary`], and where each part of it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use toml_edit::{Datetime, Document, TomlError};

use super::error::Invalid;
use super::places::{EntryPlace, FieldPlace, Places, TablePlace, TableStyle};
use super::tree::{self, Doubt, Item, Table, Value, number};
use super::{Entry, Glossary, Period, RejectedPair, Side};
use crate::languages::Language;
use crate::reader::Date;

const STATUSES: &str = "proposed, approved, rejected";
const KINDS: &str = "person, place, org, product, event";
const GENDERS: &str = "m, f, n";
const CASES: &str = "nominative, genitive, dative, accusative, instrumental, locative, vocative";

/// A problem and the byte at which it stands.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) offset: usize,
    pub(super) problem: Invalid,
}

/// What a glossary file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Parsed {
    pub(super) glossary: Glossary,
    pub(super) check: BTreeMap<String, String>,
    /// Whether the text can be read a stretch at a time.
    is_in_stretches: bool,
}

/// Reads the text of a glossary (without byte-order mark). Linear in its length.
pub(super) fn parse(text: &str) -> Result<Parsed, Located> {
    match parse_stretches(text) {
        Some(parsed) => Ok(parsed),
        None => meaning(text, &read_tree(text)?),
    }
}

/// Reads stretches of the text side by side. `None` if one of them is wrong by itself or they do not fit together.
fn parse_stretches(text: &str) -> Option<Parsed> {
    let parts: Option<Vec<Parsed>> = tree::stretches(text)
        .into_par_iter()
        .map(|stretch| {
            let root = tree::read(text, stretch.clone()).ok()?;
            let may_follow = |name: &str| ["entry", "rejected_pair", "check"].contains(&name);
            let fits = stretch.start == 0 || root.fields.iter().all(|field| may_follow(&field.name));
            if fits { meaning(text, &root).ok() } else { None }
        })
        .collect();
    let parts = parts?;
    let count = parts.iter().map(|part| part.glossary.entries.len()).sum();
    let mut all = Parsed { is_in_stretches: true, ..Parsed::default() };
    all.glossary.entries.reserve_exact(count);
    for part in parts {
        if !all.check.is_empty() && !part.check.is_empty() {
            return None;
        }
        all.check.extend(part.check);
        all.glossary.entries.extend(part.glossary.entries);
        all.glossary.rejected_pairs.extend(part.glossary.rejected_pairs);
    }
    let mut ids = FxHashSet::with_capacity_and_hasher(count, FxBuildHasher);
    let is_new = all.glossary.entries.iter().all(|entry| ids.insert(&entry.id));
    is_new.then_some(all)
}

/// Where the parts of a glossary stand whose text was read before. Costs as much as reading it.
pub(super) fn places(text: &str, parsed: &Parsed) -> Places {
    let read = |stretch| tree::read(text, stretch).map(|root| places_in(&root)).unwrap_or_default();
    if !parsed.is_in_stretches {
        return read(0..text.len());
    }
    // One after the other: whoever asks may hold a lock, and must not take up other work meanwhile.
    let mut all = Places::default();
    all.entries.reserve_exact(parsed.glossary.entries.len());
    for part in tree::stretches(text).into_iter().map(read) {
        all.entries.extend(part.entries);
        all.rejected_pairs.extend(part.rejected_pairs);
    }
    all
}

/// Where the parts of a tree stand that is known to be a glossary.
fn places_in(root: &Table<'_>) -> Places {
    let tables = |name| tables_at(root, name).unwrap_or_default();
    let end = |table: &Table<'_>| end_of_table(table, true).unwrap_or(header_end(table));
    Places {
        entries: tables("entry").into_iter().map(entry_place).collect(),
        rejected_pairs: tables("rejected_pair").into_iter().map(|table| table.span.start..end(table)).collect(),
    }
}

/// What a tree says; its places are those in `text`.
fn meaning(text: &str, root: &Table<'_>) -> Result<Parsed, Located> {
    if let Some(version) = root.get("version")
        && !matches!(version.value, Value::Number("1" | "+1"))
    {
        let shown = text.get(version.span.clone()).unwrap_or_default().to_owned();
        return Err(Located { offset: version.span.start, problem: Invalid::Version(shown) });
    }

    let mut glossary = Glossary::default();
    let mut offsets_by_id: FxHashMap<&str, usize> = FxHashMap::default();
    for table in tables_at(root, "entry")? {
        let entry = read_entry(table)?;
        if let Some(Item { value: Value::Text(id), .. }) = table.get("id")
            && let Some(first) = offsets_by_id.insert(id, table.span.start)
        {
            let first_line = 1 + text[..first].matches('\n').count();
            let offset = table.get("id").map_or(table.span.start, |id| id.span.start);
            return Err(Located { offset, problem: Invalid::DuplicateId { id: entry.id, first_line } });
        }
        glossary.entries.push(entry);
    }
    for table in tables_at(root, "rejected_pair")? {
        glossary.rejected_pairs.push(read_rejected_pair(table)?);
    }
    let mut check = BTreeMap::new();
    if let Some(Value::Table(table)) = root.get("check").map(|item| &item.value) {
        flatten("", text, table, &mut check);
    }
    Ok(Parsed { glossary, check, is_in_stretches: false })
}

fn read_tree(text: &str) -> Result<Table<'_>, Located> {
    tree::read(text, 0..text.len()).map_err(|doubt| match Document::parse(text) {
        Err(error) => syntax_problem(text, &error),
        Ok(_) => doubtful(doubt),
    })
}

/// What is wrong with TOML that `toml_edit` reads and this program does not.
fn doubtful(doubt: Doubt) -> Located {
    let offset = doubt.duplicate.unwrap_or(0);
    let message = "a table is defined in several places, or a number is too long; write it in one place";
    Located { offset, problem: Invalid::Syntax(message.to_owned()) }
}

fn syntax_problem(text: &str, error: &TomlError) -> Located {
    // Conflict markers break the syntax; inside a multi-line string they do not, and are the string's own business.
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            return Located { offset, problem: Invalid::Conflict };
        }
        offset += line.len();
    }
    let offset = error.span().map_or(0, |span| span.start);
    Located { offset, problem: Invalid::Syntax(error.message().replace('\n', "; ")) }
}

fn wrong_type(field: &str, item: &Item<'_>, expected: &'static str) -> Located {
    let found = match item.value {
        Value::Text(_) => "a text",
        Value::Number(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Date(_) => "a date",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
        Value::Tables(_) => "a list of tables",
    };
    Located { offset: item.span.start, problem: Invalid::WrongType { field: field.to_owned(), expected, found } }
}

/// The tables `[[name]]` of `parent`, or those of a list of inline tables, except that entries must have their own
/// header: the program appends to them.
fn tables_at<'p, 't>(parent: &'p Table<'t>, name: &str) -> Result<Vec<&'p Table<'t>>, Located> {
    let expected = match name {
        "entry" => "tables that each begin with [[entry]]",
        "period" => "tables that each begin with [[entry.ru.period]] or [[entry.uk.period]]",
        _ => "tables that each begin with [[rejected_pair]]",
    };
    let Some(item) = parent.get(name) else { return Ok(Vec::new()) };
    match &item.value {
        Value::Tables(tables) => Ok(tables.iter().collect()),
        Value::List(list) if name != "entry" => list
            .iter()
            .map(|element| match &element.value {
                Value::Table(table) => Ok(table),
                _ => Err(wrong_type(name, item, expected)),
            })
            .collect(),
        _ => Err(wrong_type(name, item, expected)),
    }
}

/// Where the header of a table ends, or its opening brace, or the key that makes it.
fn header_end(table: &Table<'_>) -> usize {
    match table.style {
        TableStyle::Inline => table.span.start + 1,
        _ => table.span.end,
    }
}

fn read_entry(table: &Table<'_>) -> Result<Entry, Located> {
    let missing = |field: &'static str, example: &'static str| {
        let what = match table.get("id").map(|id| &id.value) {
            Some(Value::Text(id)) => format!("entry {id:?}"),
            _ => "this entry".to_owned(),
        };
        Located { offset: table.span.start, problem: Invalid::Missing { what, field, example } }
    };
    let id = text_of(table, "id")?
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(|| missing("id", "id = \"steve-witkoff\""))?;
    let kind = word_of(table, "kind", KINDS)?.ok_or_else(|| missing("kind", "kind = \"person\""))?;
    let status = word_of(table, "status", STATUSES)?.unwrap_or_default();
    let mut sides = [None, None];
    for (index, language) in Language::ALL.into_iter().enumerate() {
        let code = language.code();
        let Some(field) = table.field(code) else { continue };
        let Value::Table(side) = &field.item.value else {
            return Err(wrong_type(code, &field.item, "a table of names"));
        };
        sides[index] = Some(read_side(side)?);
    }
    let [ru, uk] = sides;
    Ok(Entry {
        id,
        kind,
        status,
        en: text_of(table, "en")?,
        note: text_of(table, "note")?,
        former_ids: list_of(table, "former_ids")?,
        ru,
        uk,
        confidence: confidence_of(table)?,
    })
}

fn entry_place(table: &Table<'_>) -> EntryPlace {
    EntryPlace {
        end: end_of_table(table, true).unwrap_or(table.span.end).max(table.span.end),
        main: TablePlace {
            style: table.style,
            path: "entry",
            start: table.span.start,
            fields_end: end_of_table(table, false).unwrap_or(table.span.end),
            fields: field_places(table),
        },
        sides: Language::ALL.map(|language| {
            let field = table.field(language.code())?;
            let Value::Table(side) = &field.item.value else { return None };
            Some(side_place(language.code(), side, &field.key))
        }),
    }
}

fn side_place(code: &'static str, table: &Table<'_>, key: &Range<usize>) -> TablePlace {
    TablePlace {
        style: table.style,
        path: code,
        start: if table.style == TableStyle::Inline { key.start } else { table.span.start },
        fields_end: end_of_table(table, false).unwrap_or(header_end(table)),
        fields: field_places(table),
    }
}

fn read_side(table: &Table<'_>) -> Result<Side, Located> {
    let mut forms = BTreeMap::new();
    if let Some(item) = table.get("forms") {
        let Value::Table(inner) = &item.value else {
            return Err(wrong_type("forms", item, "a table such as { genitive = \"…\" }"));
        };
        for field in &inner.fields {
            let case: &str = &field.name;
            let case_word = word(case).ok_or_else(|| Located {
                offset: field.key.start,
                problem: Invalid::UnknownWord { field: "case".to_owned(), found: case.to_owned(), expected: CASES },
            })?;
            let Value::Text(form) = &field.item.value else { return Err(wrong_type(case, &field.item, "a text")) };
            forms.insert(case_word, form.clone().into_owned());
        }
    }
    let mut periods = Vec::new();
    for period in tables_at(table, "period")? {
        let form = text_of(period, "form")?.ok_or_else(|| Located {
            offset: period.span.start,
            problem: Invalid::Missing {
                what: "this period".to_owned(),
                field: "form",
                example: "form = \"Вітковський\"",
            },
        })?;
        periods.push(Period { form, since: date_of(period, "since")?, until: date_of(period, "until")? });
    }
    Ok(Side {
        preferred: text_of(table, "preferred")?.filter(|form| !form.trim().is_empty()),
        admitted: list_of(table, "admitted")?,
        forbidden: list_of(table, "forbidden")?,
        proposed: list_of(table, "proposed")?,
        gender: word_of(table, "gender", GENDERS)?,
        indeclinable: match table.get("indeclinable") {
            None => false,
            Some(Item { value: Value::Boolean(value), .. }) => *value,
            Some(item) => return Err(wrong_type("indeclinable", item, "true or false")),
        },
        forms,
        periods,
    })
}

fn read_rejected_pair(table: &Table<'_>) -> Result<RejectedPair, Located> {
    let missing = |field: &'static str, example: &'static str| Located {
        offset: table.span.start,
        problem: Invalid::Missing { what: "this [[rejected_pair]]".to_owned(), field, example },
    };
    Ok(RejectedPair {
        ru: text_of(table, "ru")?.ok_or_else(|| missing("ru", "ru = \"Песков\""))?,
        uk: text_of(table, "uk")?.ok_or_else(|| missing("uk", "uk = \"Пісков\""))?,
        kind: word_of(table, "kind", KINDS)?.ok_or_else(|| missing("kind", "kind = \"person\""))?,
    })
}

fn text_of(table: &Table<'_>, field: &str) -> Result<Option<String>, Located> {
    match table.get(field) {
        None => Ok(None),
        Some(Item { value: Value::Text(text), .. }) => Ok(Some(text.clone().into_owned())),
        Some(item) => Err(wrong_type(field, item, "a text in quotes")),
    }
}

fn list_of(table: &Table<'_>, field: &str) -> Result<Vec<String>, Located> {
    const EXPECTED: &str = "a list of texts such as [\"…\", \"…\"]";
    let Some(item) = table.get(field) else { return Ok(Vec::new()) };
    let Value::List(elements) = &item.value else { return Err(wrong_type(field, item, EXPECTED)) };
    let mut list = Vec::with_capacity(elements.len());
    for element in elements {
        let Value::Text(text) = &element.value else { return Err(wrong_type(field, element, EXPECTED)) };
        if !text.trim().is_empty() {
            list.push(text.clone().into_owned());
        }
    }
    Ok(list)
}

fn word_of<T>(table: &Table<'_>, field: &str, expected: &'static str) -> Result<Option<T>, Located>
where
    T: for<'de> Deserialize<'de>,
{
    let Some(found) = text_of(table, field)? else { return Ok(None) };
    let offset = table.get(field).map_or(0, |item| item.span.start);
    let known = word(&found);
    known
        .map(Some)
        .ok_or_else(|| Located { offset, problem: Invalid::UnknownWord { field: field.to_owned(), found, expected } })
}

/// One of the words that a serde enumeration names.
fn word<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let deserializer: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(deserializer).ok()
}

fn date_of(table: &Table<'_>, field: &str) -> Result<Option<Date>, Located> {
    let Some(item) = table.get(field) else { return Ok(None) };
    let moment = match item.value {
        Value::Date(written) => written.parse::<Datetime>().ok(),
        _ => None,
    };
    let date = moment
        .and_then(|moment| moment.date)
        .ok_or_else(|| Located { offset: item.span.start, problem: Invalid::Date { field: field.to_owned() } })?;
    Ok(Some(Date { year: date.year, month: date.month, day: date.day }))
}

fn confidence_of(table: &Table<'_>) -> Result<Option<f64>, Located> {
    let Some(item) = table.get("confidence") else { return Ok(None) };
    let confidence = match item.value {
        Value::Number(written) => number(written),
        _ => None,
    };
    match confidence {
        Some(number) if (0.0..=1.0).contains(&number) => Ok(Some(number)),
        _ => {
            let problem = Invalid::Confidence { field: "confidence".to_owned() };
            Err(Located { offset: item.span.start, problem })
        }
    }
}

/// Scalars of nested tables under dotted names; lists with their items separated by commas.
fn flatten(prefix: &str, text: &str, table: &Table<'_>, into: &mut BTreeMap<String, String>) {
    fn scalar(text: &str, item: &Item<'_>) -> String {
        match &item.value {
            Value::Text(text) => text.clone().into_owned(),
            Value::List(list) => list.iter().map(|item| scalar(text, item)).collect::<Vec<_>>().join(","),
            _ => text.get(item.span.clone()).unwrap_or_default().to_owned(),
        }
    }
    for field in &table.fields {
        let name = if prefix.is_empty() { field.name.clone().into_owned() } else { format!("{prefix}.{}", field.name) };
        match &field.item.value {
            Value::Table(inner) => flatten(&name, text, inner, into),
            Value::Tables(_) => {}
            _ => {
                into.insert(name, scalar(text, &field.item));
            }
        }
    }
}

fn field_places(table: &Table<'_>) -> Vec<FieldPlace> {
    let places = table.fields.iter().filter(|field| match &field.item.value {
        Value::Table(table) => table.style == TableStyle::Inline,
        Value::Tables(_) => false,
        _ => true,
    });
    places
        .map(|field| FieldPlace {
            name: field_name(&field.name),
            key: field.key.clone(),
            value: field.item.span.clone(),
        })
        .collect()
}

/// The names of the format need no memory.
fn field_name(name: &str) -> Cow<'static, str> {
    const KNOWN: [&str; 14] = [
        "id",
        "kind",
        "status",
        "en",
        "note",
        "former_ids",
        "confidence",
        "preferred",
        "admitted",
        "forbidden",
        "proposed",
        "gender",
        "indeclinable",
        "forms",
    ];
    match KNOWN.into_iter().find(|known| *known == name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.to_owned()),
    }
}

/// Where the last field of a table ends: of the table itself, or (`deep`) of everything below it.
fn end_of_table(table: &Table<'_>, deep: bool) -> Option<usize> {
    table
        .fields
        .iter()
        .filter_map(|field| match &field.item.value {
            Value::Table(table) if table.style == TableStyle::Inline => Some(table.span.end),
            Value::Table(table) if table.style == TableStyle::Dotted => end_of_table(table, deep),
            Value::Table(table) if deep => Some(table.span.end).max(end_of_table(table, deep)),
            Value::Tables(tables) if deep => {
                tables.iter().map(|table| Some(table.span.end).max(end_of_table(table, deep))).max().flatten()
            }
            Value::Table(_) | Value::Tables(_) => None,
            _ => Some(field.item.span.end),
        })
        .max()
}
