//! Where the parts of a glossary stand in its file, and edits of the text that touch nothing else.
//!
//! Edits are splices of the text, so everything outside them survives byte for byte, whatever it is.

use std::borrow::Cow;
use std::ops::Range;

use toml_edit::{Document, Value};

/// Where the parts of a glossary stand: bytes of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// One for each entry, in their order.
    pub(super) entries: Vec<EntryPlace>,
    /// One for each refused pair, from its header to the end of its last field.
    pub(super) rejected_pairs: Vec<Range<usize>>,
}

/// Where one entry stands.
#[derive(Clone, Debug)]
pub(super) struct EntryPlace {
    /// The table `[[entry]]`.
    pub(super) main: TablePlace,
    /// The tables of names, in the order of `Language::ALL`.
    pub(super) sides: [Option<TablePlace>; 2],
    /// Where its last field ends, whichever table that stands in.
    pub(super) end: usize,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableStyle {
    /// `[entry.ru]`
    Header,
    /// `ru = { … }`
    Inline,
    /// `ru.preferred = …`
    Dotted,
    /// Not at all: only tables below it, `[[entry.ru.period]]`.
    Implicit,
}

/// Where a table and its own fields stand.
#[derive(Clone, Debug)]
pub(super) struct TablePlace {
    /// How it is written.
    pub(super) style: TableStyle,
    /// Its name in the table above it.
    pub(super) path: &'static str,
    /// Its header, or its key where it has none.
    pub(super) start: usize,
    /// Where its last own field ends, or its header.
    pub(super) fields_end: usize,
    /// Its own fields with plain values.
    pub(super) fields: Vec<FieldPlace>,
}

/// Where a field stands.
#[derive(Clone, Debug)]
pub(super) struct FieldPlace {
    /// Its name.
    pub(super) name: Cow<'static, str>,
    /// The key.
    pub(super) key: Range<usize>,
    /// The value.
    pub(super) value: Range<usize>,
}

impl TablePlace {
    /// The brackets of its header; for a table without one its first bytes.
    pub(super) fn header(&self) -> Range<usize> {
        let end = self.fields.first().map_or(self.fields_end, |field| field.key.start).max(self.start);
        self.start..end.min(self.start + "[[entry]]".len()).max(self.start)
    }

    /// The field of that name.
    pub(super) fn field(&self, name: &str) -> Option<&FieldPlace> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Bytes of the old text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn insert(offset: usize, text: String) -> Splice {
        Splice { range: offset..offset, text }
    }
}

/// Carries out edits that do not overlap. Those at one place stand in the order given.
pub(super) fn splice(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let mut result = String::with_capacity(text.len() + splices.iter().map(|splice| splice.text.len()).sum::<usize>());
    let mut position = 0;
    let mut last_insertion = None;
    for splice in &splices {
        result.push_str(&text[position..splice.range.start]);
        // The second field that an empty inline table gets: only now there is something to part it from.
        if last_insertion == Some(splice.range.start) && is_in_empty_braces(text, splice.range.start) {
            result.truncate(result.trim_end().len());
            result.push(',');
        }
        last_insertion = splice.range.is_empty().then_some(splice.range.start);
        result.push_str(&splice.text);
        position = splice.range.end;
    }
    result.push_str(&text[position..]);
    result
}

fn is_in_empty_braces(text: &str, place: usize) -> bool {
    text[..place].trim_end().ends_with('{') && text[place..].trim_start().starts_with('}')
}

/// A text as TOML writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let literal = Value::from(text).to_string();
    if !literal.contains('\n') {
        return literal;
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of texts as TOML writes it, on one line.
pub(super) fn quoted_list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// The place after the line break of the line in which `offset` stands, or the end of the text.
pub(super) fn next_line(text: &str, offset: usize) -> usize {
    text[offset..].find('\n').map_or(text.len(), |length| offset + length + 1)
}

/// The place of the line break of the line in which `offset` stands, or the end of the text.
fn line_end(text: &str, offset: usize) -> usize {
    let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
    if text[offset..end].ends_with('\r') { end - 1 } else { end }
}

/// The blanks at the beginning of the line in which `offset` stands.
pub(super) fn indent(text: &str, offset: usize) -> &str {
    let line_start = text[..offset].rfind('\n').map_or(0, |position| position + 1);
    let line = &text[line_start..offset];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Adds values to the end of a list, in the way in which the list is written: `array` is its place, brackets included.
pub(super) fn extend_list(text: &str, array: &Range<usize>, values: &[String]) -> Vec<Splice> {
    let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    match element_ends(&text[array.clone()]) {
        Some((elements_start, elements_end)) => {
            append_elements(text, array.start + elements_start, array.start + elements_end, array.end - 1, &quoted)
        }
        // An empty list, perhaps with a comment in it: the values come first, between blanks if there are only these.
        None => {
            let inside = &text[array.start + 1..array.end - 1];
            let before = if inside.trim_matches(' ').is_empty() { inside.len() / 2 } else { 0 };
            vec![Splice::insert(array.start + 1 + before, quoted.join(", "))]
        }
    }
}

/// Adds a field to an inline table that has at least one.
fn extend_inline_table(text: &str, table: &TablePlace, key: &str, value: &str) -> Vec<Splice> {
    match table.fields.first() {
        Some(first) => {
            let closing = table.fields_end + text[table.fields_end..].find('}').unwrap_or(0);
            append_elements(text, first.key.start, table.fields_end, closing, &[format!("{key} = {value}")])
        }
        None => vec![Splice::insert(table.fields_end, format!(" {key} = {value} "))],
    }
}

/// Where the first element of a list begins and the last one ends, relative to its opening bracket.
fn element_ends(array: &str) -> Option<(usize, usize)> {
    const KEY: &str = "a=";
    let document = Document::parse(format!("{KEY}{array}")).ok()?;
    let array = document.get("a")?.as_array()?;
    let first = array.get(0)?.span()?;
    let last = array.get(array.len() - 1)?.span()?;
    Some((first.start - KEY.len(), last.end - KEY.len()))
}

/// Adds elements after the last one, which ends at `end`; `closing` is the place of the bracket.
fn append_elements(text: &str, first: usize, end: usize, closing: usize, elements: &[String]) -> Vec<Splice> {
    let comma = trailing_comma(text, end, closing);
    let after = comma.map_or(end, |comma| comma + 1);
    let one_a_line = text[..first].trim_end_matches([' ', '\t']).ends_with('\n');
    if !one_a_line {
        let added = elements.join(", ");
        return match comma {
            None => vec![Splice::insert(end, format!(", {added}"))],
            Some(_) => vec![Splice::insert(after, format!(" {added},"))],
        };
    }
    let indent = indent(text, first);
    // A comment behind the last element stays on that element's line.
    let line_end = line_end(text, after).min(closing);
    let place =
        if text[after..line_end].trim_start().starts_with('#') || line_end < closing { line_end } else { after };
    let separator = if comma.is_some() { "," } else { "" };
    let mut added = String::new();
    for (index, element) in elements.iter().enumerate() {
        let last = index + 1 == elements.len();
        added.push_str(&format!("\n{indent}{element}{}", if last { separator } else { "," }));
    }
    let mut splices = Vec::new();
    if comma.is_none() {
        splices.push(Splice::insert(end, ",".to_owned()));
    }
    splices.push(Splice::insert(place, added));
    splices
}

/// The comma after the last element, if there is one: past blanks and comments.
fn trailing_comma(text: &str, end: usize, closing: usize) -> Option<usize> {
    let mut in_comment = false;
    for (offset, c) in text[end..closing].char_indices() {
        match c {
            '\n' => in_comment = false,
            '#' => in_comment = true,
            ',' if !in_comment => return Some(end + offset),
            _ => {}
        }
    }
    None
}

/// Adds a field at the end of a table's own fields. Not for [`TableStyle::Implicit`].
pub(super) fn add_field(text: &str, table: &TablePlace, key: &str, value: &str) -> Vec<Splice> {
    let line = match table.style {
        TableStyle::Inline => return extend_inline_table(text, table, key, value),
        TableStyle::Dotted => format!("{}.{key} = {value}", table.path),
        TableStyle::Header | TableStyle::Implicit => {
            format!("{key}{} = {value}", " ".repeat(padding(text, table, key)))
        }
    };
    let indent = table.fields.last().map_or_else(|| indent(text, table.start), |field| indent(text, field.key.start));
    let place = next_line(text, table.fields_end);
    let break_before = if text[..place].ends_with('\n') { "" } else { "\n" };
    let break_after = if break_before.is_empty() { "\n" } else { "" };
    vec![Splice::insert(place, format!("{break_before}{indent}{line}{break_after}"))]
}

/// How many blanks bring the equals sign of `key` under those of the other fields, where these are aligned or alone.
fn padding(text: &str, table: &TablePlace, key: &str) -> usize {
    let Some(last) = table.fields.last() else { return 0 };
    let between = &text[last.key.end..last.value.start];
    let column = (last.key.end - last.key.start) + between.find('=').unwrap_or(1);
    column.saturating_sub(key.len() + 1)
}

/// Adds lines (each ended by a line break) at the beginning of a line, with a blank line around them, indented like the
/// line in which `like` stands.
pub(super) fn add_block(text: &str, place: usize, like: usize, block: &str) -> Splice {
    let indent = indent(text, like);
    let mut lines = String::new();
    for line in block.lines() {
        if !line.is_empty() {
            lines.push_str(indent);
            lines.push_str(line);
        }
        lines.push('\n');
    }
    let before = &text[..place];
    let has_blank_before = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let has_break = before.is_empty() || before.ends_with('\n');
    let rest = &text[place..];
    if !has_break {
        // The last line has no end: this block has none either, so that several can follow each other.
        return Splice::insert(place, format!("\n\n{}", lines.trim_end_matches('\n')));
    }
    let break_before = if has_blank_before { "" } else { "\n" };
    let break_after = if rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n") { "" } else { "\n" };
    Splice::insert(place, format!("{break_before}{lines}{break_after}"))
}

/// Whether a stretch of TOML says nothing: blank lines and comments.
pub(super) fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}
