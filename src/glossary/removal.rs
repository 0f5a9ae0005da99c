//! Taking things out of the text of a glossary, with as little around them as possible.

use std::ops::Range;

use toml_edit::Document;

use super::places::{FieldPlace, Splice, TablePlace, TableStyle, next_line};

/// An element of a list of texts.
pub(super) struct Element {
    /// What it says.
    pub(super) value: String,
    /// Where it stands, quotes included.
    pub(super) range: Range<usize>,
}

/// The elements of the list at `array`, brackets included.
pub(super) fn elements(text: &str, array: &Range<usize>) -> Vec<Element> {
    const KEY: &str = "a=";
    let Ok(document) = Document::parse(format!("{KEY}{}", &text[array.clone()])) else { return Vec::new() };
    let list = document.get("a").and_then(toml_edit::Item::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|value| {
            let span = value.span()?;
            let start = array.start + span.start - KEY.len();
            Some(Element { value: value.as_str()?.to_owned(), range: start..start + span.len() })
        })
        .collect()
}

/// Takes elements out of the list that is the value of a field. A list that would be left empty goes as a whole, if
/// nothing else stands in its lines. Comments stay.
pub(super) fn remove_elements(
    text: &str,
    table: &TablePlace,
    field: &FieldPlace,
    is_removed: impl Fn(&str) -> bool,
) -> Vec<Splice> {
    let elements = elements(text, &field.value);
    let removed: Vec<bool> = elements.iter().map(|element| is_removed(&element.value)).collect();
    if !removed.contains(&true) {
        return Vec::new();
    }
    if !removed.contains(&false)
        && !has_comment(text, &field.value, &elements)
        && let Some(lines) = whole_lines_of_field(text, table, field)
    {
        return vec![Splice { range: lines, text: String::new() }];
    }
    let inside = field.value.start + 1..field.value.end - 1;
    let mut ranges = Vec::new();
    for (index, element) in elements.iter().enumerate().filter(|&(index, _)| removed[index]) {
        let kept_before = removed[..index].contains(&false);
        let before = index.checked_sub(1).map(|index| elements[index].range.end);
        let after = elements.get(index + 1).map(|element| element.range.start);
        ranges.push(match (before, after) {
            _ if let Some(line) = line_of_element(text, &inside, &element.range) => line,
            (Some(end), _) if kept_before && !text[end..element.range.start].contains('#') => end..element.range.end,
            (_, Some(start)) if !kept_before && !text[element.range.end..start].contains('#') => {
                element.range.start..start
            }
            _ => element.range.start..end_with_comma(text, element.range.end, inside.end),
        });
    }
    joined(ranges).into_iter().map(|range| Splice { range, text: String::new() }).collect()
}

/// The line of an element that has it for itself.
fn line_of_element(text: &str, inside: &Range<usize>, element: &Range<usize>) -> Option<Range<usize>> {
    let start = line_start(text, element.start);
    let end = next_line(text, element.end);
    let is_alone = start >= inside.start
        && end <= inside.end
        && text[start..element.start].trim().is_empty()
        && matches!(text[element.end..end].trim(), "" | ",");
    is_alone.then_some(start..end)
}

/// The end of an element with its comma, if that follows at once, and with the blanks before a comment.
fn end_with_comma(text: &str, end: usize, limit: usize) -> usize {
    let rest = &text[end..limit];
    let after_blanks = rest.trim_start();
    let rest = after_blanks.strip_prefix(',').unwrap_or(rest);
    let before_comment = rest.trim_start_matches([' ', '\t']);
    limit - if before_comment.starts_with('#') { before_comment.len() } else { rest.len() }
}

/// Whether a comment stands in a list.
fn has_comment(text: &str, list: &Range<usize>, elements: &[Element]) -> bool {
    let ends = elements.iter().map(|element| element.range.end);
    let starts = elements.iter().map(|element| element.range.start);
    let mut between = std::iter::once(list.start).chain(ends).zip(starts.chain([list.end]));
    between.any(|(end, start)| text[end..start].contains('#'))
}

/// The lines of a field, unless something else stands in them.
fn whole_lines_of_field(text: &str, table: &TablePlace, field: &FieldPlace) -> Option<Range<usize>> {
    if !matches!(table.style, TableStyle::Header | TableStyle::Dotted) {
        return None;
    }
    let end = next_line(text, field.value.end);
    let is_alone = text[field.value.end..end].trim().is_empty();
    is_alone.then(|| line_start(text, field.key.start)..end)
}

pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |place| place + 1)
}

/// Overlapping and touching ranges as one.
pub(super) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Whole lines with one of the blank lines around them.
pub(super) fn with_blank_line(text: &str, lines: Range<usize>) -> Range<usize> {
    let is_blank_line = |range: Range<usize>| !range.is_empty() && text[range].trim().is_empty();
    let below = lines.end..next_line(text, lines.end);
    let above = line_start(text, lines.start.saturating_sub(1))..lines.start;
    if is_blank_line(below.clone()) && (lines.start == 0 || is_blank_line(above.clone())) {
        lines.start..below.end
    } else if lines.end == text.len() && is_blank_line(above.clone()) {
        above.start..lines.end
    } else {
        lines
    }
}
