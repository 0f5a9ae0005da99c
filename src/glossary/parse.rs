//! TOML text → [`Glossary`] and where each part of it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use toml_edit::{Document, Item, TableLike, TomlError, Value};

use super::error::Invalid;
use super::places::{EntryPlace, FieldPlace, Places, TablePlace, TableStyle};
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
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) glossary: Glossary,
    pub(super) check: BTreeMap<String, String>,
    pub(super) places: Places,
}

/// Reads the text of a glossary (without byte-order mark). Linear in its length.
pub(super) fn parse(text: &str) -> Result<Parsed, Located> {
    let document = Document::parse(text).map_err(|error| syntax_problem(text, &error))?;
    let root = document.as_table();
    if let Some(version) = root.get("version")
        && version.as_integer() != Some(1)
    {
        let shown = version.span().and_then(|span| text.get(span)).unwrap_or_default().to_owned();
        return Err(Located { offset: start_of(version), problem: Invalid::Version(shown) });
    }

    let mut glossary = Glossary::default();
    let mut places = Places::default();
    let mut offsets_by_id: FxHashMap<String, usize> = FxHashMap::default();
    for table in tables_at(root, "entry")? {
        let (entry, place) = read_entry(&table)?;
        if let Some(first) = offsets_by_id.insert(entry.id.clone(), table.start) {
            let first_line = 1 + text[..first].matches('\n').count();
            let offset = table.table.get("id").map_or(table.start, start_of);
            return Err(Located { offset, problem: Invalid::DuplicateId { id: entry.id, first_line } });
        }
        glossary.entries.push(entry);
        places.entries.push(place);
    }
    for table in tables_at(root, "rejected_pair")? {
        glossary.rejected_pairs.push(read_rejected_pair(&table)?);
        places.rejected_pairs.push(table.start..end_of_table(table.table, true).unwrap_or(table.header_end));
    }
    let mut check = BTreeMap::new();
    if let Some(table) = root.get("check").and_then(Item::as_table_like) {
        flatten("", table, &mut check);
    }
    Ok(Parsed { glossary, check, places })
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

/// A table with the place of its header (or of its opening brace).
struct Found<'a> {
    name: String,
    table: &'a dyn TableLike,
    style: TableStyle,
    start: usize,
    header_end: usize,
}

fn wrong_type(field: &str, item: &Item, expected: &'static str) -> Located {
    let found = match item {
        Item::Value(Value::String(_)) => "a text",
        Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
        Item::Value(Value::Boolean(_)) => "true or false",
        Item::Value(Value::Datetime(_)) => "a date",
        Item::Value(Value::Array(_)) => "a list",
        Item::Value(Value::InlineTable(_)) | Item::Table(_) => "a table",
        Item::ArrayOfTables(_) => "a list of tables",
        Item::None => "nothing",
    };
    Located { offset: start_of(item), problem: Invalid::WrongType { field: field.to_owned(), expected, found } }
}

/// The tables `[[name]]` of `parent`, or those of a list of inline tables, except that entries must have their own
/// header: the program appends to them.
fn tables_at<'a>(parent: &'a dyn TableLike, name: &str) -> Result<Vec<Found<'a>>, Located> {
    let expected = match name {
        "entry" => "tables that each begin with [[entry]]",
        "period" => "tables that each begin with [[entry.ru.period]] or [[entry.uk.period]]",
        _ => "tables that each begin with [[rejected_pair]]",
    };
    match parent.get(name) {
        None => Ok(Vec::new()),
        Some(Item::ArrayOfTables(array)) => Ok(array
            .iter()
            .map(|table| {
                let span = table.span().unwrap_or_default();
                Found {
                    name: name.to_owned(),
                    table,
                    style: TableStyle::Header,
                    start: span.start,
                    header_end: span.end,
                }
            })
            .collect()),
        Some(item @ Item::Value(Value::Array(array))) if name != "entry" => array
            .iter()
            .map(|value| {
                let table = value.as_inline_table().ok_or_else(|| wrong_type(name, item, expected))?;
                let span = value.span().unwrap_or_default();
                Ok(Found {
                    name: name.to_owned(),
                    table,
                    style: TableStyle::Inline,
                    start: span.start,
                    header_end: span.start + 1,
                })
            })
            .collect(),
        Some(item) => Err(wrong_type(name, item, expected)),
    }
}

fn read_entry(found: &Found<'_>) -> Result<(Entry, EntryPlace), Located> {
    let table = found.table;
    let label =
        table.get("id").and_then(Item::as_str).map_or_else(|| "this entry".to_owned(), |id| format!("entry {id:?}"));
    let missing = |field: &'static str, example: &'static str| Located {
        offset: found.start,
        problem: Invalid::Missing { what: label.clone(), field, example },
    };
    let id = text_of(table, "id")?
        .filter(|id| !id.trim().is_empty())
        .ok_or_else(|| missing("id", "id = \"steve-witkoff\""))?;
    let kind = word_of(table, "kind", KINDS)?.ok_or_else(|| missing("kind", "kind = \"person\""))?;
    let status = word_of(table, "status", STATUSES)?.unwrap_or_default();
    let mut sides = [None, None];
    let mut side_places = [None, None];
    for (index, language) in Language::ALL.into_iter().enumerate() {
        let code = language.code();
        let Some(item) = table.get(code) else { continue };
        let side_table = item.as_table_like().ok_or_else(|| wrong_type(code, item, "a table of names"))?;
        let place = side_place(code, item, side_table, table);
        sides[index] = Some(read_side(side_table)?);
        side_places[index] = Some(place);
    }
    let [ru, uk] = sides;
    let entry = Entry {
        id,
        kind,
        status,
        en: text_of(table, "en")?,
        note: text_of(table, "note")?,
        former_ids: list_of(table, "former_ids")?,
        ru,
        uk,
        confidence: confidence_of(table)?,
    };
    let place = EntryPlace {
        end: end_of_table(table, true).unwrap_or(found.header_end).max(found.header_end),
        main: TablePlace {
            style: found.style,
            path: found.name.clone(),
            start: found.start,
            fields_end: end_of_table(table, false).unwrap_or(found.header_end),
            fields: field_places(table),
        },
        sides: side_places,
    };
    Ok((entry, place))
}

fn side_place(code: &str, item: &Item, table: &dyn TableLike, entry: &dyn TableLike) -> TablePlace {
    let span = item.span().unwrap_or_default();
    let (style, header_end) = match item {
        Item::Table(table) if table.is_dotted() => (TableStyle::Dotted, span.end),
        Item::Table(table) if table.is_implicit() => (TableStyle::Implicit, span.end),
        Item::Table(_) => (TableStyle::Header, span.end),
        _ => (TableStyle::Inline, span.start + 1),
    };
    let start = match style {
        TableStyle::Inline => entry.key(code).and_then(toml_edit::Key::span).map_or(span.start, |key| key.start),
        _ => span.start,
    };
    TablePlace {
        style,
        path: code.to_owned(),
        start,
        fields_end: end_of_table(table, false).unwrap_or(header_end),
        fields: field_places(table),
    }
}

fn read_side(table: &dyn TableLike) -> Result<Side, Located> {
    let mut forms = BTreeMap::new();
    if let Some(item) = table.get("forms") {
        let inner =
            item.as_table_like().ok_or_else(|| wrong_type("forms", item, "a table such as { genitive = \"…\" }"))?;
        for (case, form) in inner.iter() {
            let case_word = word(case).ok_or_else(|| Located {
                offset: inner
                    .key(case)
                    .and_then(toml_edit::Key::span)
                    .map_or_else(|| start_of(form), |span| span.start),
                problem: Invalid::UnknownWord { field: "case".to_owned(), found: case.to_owned(), expected: CASES },
            })?;
            forms.insert(case_word, form.as_str().ok_or_else(|| wrong_type(case, form, "a text"))?.to_owned());
        }
    }
    let mut periods = Vec::new();
    for period in tables_at(table, "period")? {
        let form = text_of(period.table, "form")?.ok_or_else(|| Located {
            offset: period.start,
            problem: Invalid::Missing {
                what: "this period".to_owned(),
                field: "form",
                example: "form = \"Вітковський\"",
            },
        })?;
        periods.push(Period { form, since: date_of(period.table, "since")?, until: date_of(period.table, "until")? });
    }
    Ok(Side {
        preferred: text_of(table, "preferred")?.filter(|form| !form.trim().is_empty()),
        admitted: list_of(table, "admitted")?,
        forbidden: list_of(table, "forbidden")?,
        proposed: list_of(table, "proposed")?,
        gender: word_of(table, "gender", GENDERS)?,
        indeclinable: match table.get("indeclinable") {
            None => false,
            Some(item) => item.as_bool().ok_or_else(|| wrong_type("indeclinable", item, "true or false"))?,
        },
        forms,
        periods,
    })
}

fn read_rejected_pair(found: &Found<'_>) -> Result<RejectedPair, Located> {
    let required = |field: &'static str, example: &'static str| {
        text_of(found.table, field)?.ok_or_else(|| Located {
            offset: found.start,
            problem: Invalid::Missing { what: "this [[rejected_pair]]".to_owned(), field, example },
        })
    };
    Ok(RejectedPair {
        ru: required("ru", "ru = \"Песков\"")?,
        uk: required("uk", "uk = \"Пісков\"")?,
        kind: word_of(found.table, "kind", KINDS)?.ok_or_else(|| Located {
            offset: found.start,
            problem: Invalid::Missing {
                what: "this [[rejected_pair]]".to_owned(),
                field: "kind",
                example: "kind = \"person\"",
            },
        })?,
    })
}

fn text_of(table: &dyn TableLike, field: &str) -> Result<Option<String>, Located> {
    let Some(item) = table.get(field) else { return Ok(None) };
    item.as_str().map(|text| Some(text.to_owned())).ok_or_else(|| wrong_type(field, item, "a text in quotes"))
}

fn list_of(table: &dyn TableLike, field: &str) -> Result<Vec<String>, Located> {
    const EXPECTED: &str = "a list of texts such as [\"…\", \"…\"]";
    let Some(item) = table.get(field) else { return Ok(Vec::new()) };
    let array = item.as_array().ok_or_else(|| wrong_type(field, item, EXPECTED))?;
    let mut list = Vec::with_capacity(array.len());
    for value in array.iter() {
        let text = value.as_str().ok_or_else(|| {
            let mut located = wrong_type(field, &Item::Value(value.clone()), EXPECTED);
            located.offset = value.span().map_or(located.offset, |span| span.start);
            located
        })?;
        if !text.trim().is_empty() {
            list.push(text.to_owned());
        }
    }
    Ok(list)
}

fn word_of<T>(table: &dyn TableLike, field: &str, expected: &'static str) -> Result<Option<T>, Located>
where
    T: for<'de> Deserialize<'de>,
{
    let Some(found) = text_of(table, field)? else { return Ok(None) };
    let unknown = Invalid::UnknownWord { field: field.to_owned(), found: found.clone(), expected };
    let offset = table.get(field).map_or(0, start_of);
    word(&found).map(Some).ok_or(Located { offset, problem: unknown })
}

/// One of the words that a serde enumeration names.
fn word<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let deserializer: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(deserializer).ok()
}

fn date_of(table: &dyn TableLike, field: &str) -> Result<Option<Date>, Located> {
    let Some(item) = table.get(field) else { return Ok(None) };
    let date = item
        .as_datetime()
        .and_then(|moment| moment.date)
        .ok_or_else(|| Located { offset: start_of(item), problem: Invalid::Date { field: field.to_owned() } })?;
    Ok(Some(Date { year: date.year, month: date.month, day: date.day }))
}

fn confidence_of(table: &dyn TableLike) -> Result<Option<f64>, Located> {
    let Some(item) = table.get("confidence") else { return Ok(None) };
    let number = item.as_float().or_else(|| {
        item.as_integer().map(|n| {
            if n == 0 {
                0.0
            } else if n == 1 {
                1.0
            } else {
                f64::NAN
            }
        })
    });
    match number {
        Some(number) if (0.0..=1.0).contains(&number) => Ok(Some(number)),
        _ => Err(Located { offset: start_of(item), problem: Invalid::Confidence { field: "confidence".to_owned() } }),
    }
}

/// Scalars of nested tables under dotted names; lists with their items separated by commas.
fn flatten(prefix: &str, table: &dyn TableLike, into: &mut BTreeMap<String, String>) {
    fn scalar(value: &Value) -> String {
        match value {
            Value::String(text) => text.value().clone(),
            Value::Array(list) => list.iter().map(scalar).collect::<Vec<_>>().join(","),
            other => other.to_string().trim().to_owned(),
        }
    }
    for (key, item) in table.iter() {
        let name = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
        if let Some(inner) = item.as_table_like() {
            flatten(&name, inner, into);
        } else if let Some(value) = item.as_value() {
            into.insert(name, scalar(value));
        }
    }
}

fn start_of(item: &Item) -> usize {
    item.span().map_or(0, |span| span.start)
}

fn field_places(table: &dyn TableLike) -> Vec<FieldPlace> {
    table
        .iter()
        .filter_map(|(name, item)| {
            let key = table.key(name)?.span()?;
            let value = match item {
                Item::Value(value) => value.span()?,
                _ => return None,
            };
            Some(FieldPlace { name: name.to_owned(), key, value })
        })
        .collect()
}

/// Where the last field of a table ends: of the table itself, or (`deep`) of everything below it.
fn end_of_table(table: &dyn TableLike, deep: bool) -> Option<usize> {
    fn end_of_item(item: &Item, deep: bool) -> Option<usize> {
        let end = |span: Option<Range<usize>>| span.map(|span| span.end);
        match item {
            Item::Value(value) => end(value.span()),
            Item::Table(table) if table.is_dotted() => end_of_table(table, deep),
            Item::Table(table) if deep => end(table.span()).max(end_of_table(table, deep)),
            Item::ArrayOfTables(array) if deep => {
                array.iter().map(|table| end(table.span()).max(end_of_table(table, deep))).max().flatten()
            }
            _ => None,
        }
    }
    table.iter().filter_map(|(_, item)| end_of_item(item, deep)).max()
}
