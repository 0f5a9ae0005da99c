//! The entries as they are to be → edits of the file that touch nothing else.

use std::ops::Range;

use toml_edit::Document;

use crate::glossary::error::GlossaryError;
use crate::glossary::file::GlossaryFile;
use crate::glossary::places::{
    Splice, TablePlace, TableStyle, add_block, add_field, extend_list, is_blank, next_line, quoted, quoted_list,
};
use crate::glossary::write::{entry_text, side_text};
use crate::glossary::{Entry, Side};
use crate::languages::Language;

/// Brings the file to `after`: the entries that it has, in their order and with more in them, then new ones. Forms may
/// have left the lists `proposed`; nothing else is taken away.
pub(super) fn write(file: &mut GlossaryFile, after: &[Entry]) -> Result<(), GlossaryError> {
    let removals = removals(file, after);
    if !removals.is_empty() {
        file.apply(removals)?;
    }
    let additions = additions(file, after);
    if !additions.is_empty() {
        file.apply(additions)?;
    }
    Ok(())
}

fn removals(file: &GlossaryFile, after: &[Entry]) -> Vec<Splice> {
    let mut splices = Vec::new();
    for (number, before) in file.glossary().entries.iter().enumerate() {
        for (language, side) in before.sides() {
            let kept = after[number].side(language).map_or(&[][..], |side| &side.proposed);
            let leaves = |form: &String| !kept.contains(form);
            if !side.proposed.iter().any(leaves) {
                continue;
            }
            let place = file.places().entries[number].sides[language as usize].as_ref();
            if let Some(field) = place.and_then(|place| place.field("proposed")) {
                splices.extend(remove_from_list(file.text(), &field.value, |form| leaves(&form.to_owned())));
            }
        }
    }
    splices
}

/// Takes elements out of a list with the commas behind them. Comments stay, whatever they belong to.
fn remove_from_list(text: &str, array: &Range<usize>, leaves: impl Fn(&str) -> bool) -> Vec<Splice> {
    const KEY: &str = "a=";
    let source = &text[array.clone()];
    let Ok(document) = Document::parse(format!("{KEY}{source}")) else { return Vec::new() };
    let Some(list) = document.get("a").and_then(|item| item.as_array()) else { return Vec::new() };
    let elements: Vec<(Range<usize>, bool)> = list
        .iter()
        .filter_map(|value| {
            let span = value.span()?;
            Some((span.start - KEY.len()..span.end - KEY.len(), value.as_str().is_some_and(&leaves)))
        })
        .collect();
    let mut splices = Vec::new();
    let mut remove = |range: Range<usize>| {
        splices.push(Splice { range: array.start + range.start..array.start + range.end, text: String::new() });
    };
    if elements.iter().all(|(_, leaves)| *leaves) && !source.contains('#') {
        remove(1..source.len() - 1);
        return splices;
    }
    let last_kept = elements.iter().rposition(|(_, leaves)| !leaves);
    for (number, (element, leaves)) in elements.iter().enumerate() {
        if !leaves {
            continue;
        }
        let next = elements.get(number + 1).map_or(source.len() - 1, |(next, _)| next.start);
        let behind = &source[element.end..next];
        let previous = number.checked_sub(1).map_or(1, |before| elements[before].0.end);
        let before = &source[previous..element.start];
        if !behind.contains('#') && number + 1 < elements.len() && last_kept > Some(number) {
            remove(element.start..next);
        } else if last_kept.is_some_and(|kept| kept < number) && !before.contains('#') {
            remove(previous..element.end);
        } else {
            let comma = behind.find(|c: char| !c.is_whitespace()).filter(|&place| behind[place..].starts_with(','));
            remove(element.start..element.end + comma.map_or(0, |place| place + 1));
        }
    }
    splices
}

fn additions(file: &GlossaryFile, after: &[Entry]) -> Vec<Splice> {
    let text = file.text();
    let before = &file.glossary().entries;
    let mut splices = Vec::new();
    let mut new_sides = Vec::new();
    for (number, (old, new)) in before.iter().zip(after).enumerate() {
        let place = &file.places().entries[number];
        let mut fields = Vec::new();
        if old.status != new.status {
            set(&place.main, "status", quoted(new.status.name()), &mut splices, &mut fields);
        }
        for (key, old, new) in [("en", &old.en, &new.en), ("note", &old.note, &new.note)] {
            if let Some(new) = new.as_ref().filter(|_| old != new) {
                set(&place.main, key, quoted(new), &mut splices, &mut fields);
            }
        }
        splices.extend(add_fields(text, &place.main, &fields));
        for language in Language::ALL {
            let none = Side::default();
            let (old, new) = (old.side(language).unwrap_or(&none), new.side(language).unwrap_or(&none));
            if old == new {
                continue;
            }
            match &place.sides[language as usize] {
                Some(table) if table.style != TableStyle::Implicit => {
                    splices.extend(side_edits(text, table, old, new));
                }
                _ => {
                    let block = format!("[entry.{}]\n{}", language.code(), side_text(new));
                    new_sides.push(add_block(text, next_line(text, place.end), place.main.start, &block));
                }
            }
        }
    }
    // At one place the fields of a table come before the next table.
    splices.extend(new_sides);
    let added = &after[before.len()..];
    if !added.is_empty() {
        let mut block = String::new();
        if text.is_empty() {
            block.push_str("version = 1\n\n");
        }
        block.push_str(&added.iter().map(entry_text).collect::<Vec<_>>().join("\n"));
        let after_entries = file.places().entries.last().map(|place| next_line(text, place.end));
        let place = after_entries.filter(|&place| !is_blank(&text[place..])).unwrap_or(text.len());
        splices.push(add_block(text, place, 0, &block));
    }
    splices
}

fn side_edits(text: &str, table: &TablePlace, old: &Side, new: &Side) -> Vec<Splice> {
    let mut splices = Vec::new();
    let mut fields = Vec::new();
    if let Some(preferred) = new.preferred.as_ref().filter(|_| old.preferred != new.preferred) {
        set(table, "preferred", quoted(preferred), &mut splices, &mut fields);
    }
    let lists = [
        ("admitted", &old.admitted, &new.admitted),
        ("forbidden", &old.forbidden, &new.forbidden),
        ("proposed", &old.proposed, &new.proposed),
    ];
    for (key, old, new) in lists {
        let added: Vec<String> = new.iter().filter(|form| !old.contains(form)).cloned().collect();
        match table.field(key) {
            _ if added.is_empty() => {}
            Some(field) => splices.extend(extend_list(text, &field.value, &added)),
            None => fields.push((key, quoted_list(&added))),
        }
    }
    splices.extend(add_fields(text, table, &fields));
    splices
}

/// Replaces the value of a field, or notes that the field is to be added.
fn set(
    table: &TablePlace,
    key: &'static str,
    value: String,
    splices: &mut Vec<Splice>,
    fields: &mut Vec<(&'static str, String)>,
) {
    match table.field(key) {
        Some(field) => splices.push(Splice { range: field.value.clone(), text: value }),
        None => fields.push((key, value)),
    }
}

fn add_fields(text: &str, table: &TablePlace, fields: &[(&'static str, String)]) -> Vec<Splice> {
    if table.style == TableStyle::Inline && table.fields.is_empty() && !fields.is_empty() {
        let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        return vec![Splice::insert(table.fields_end, format!(" {} ", fields.join(", ")))];
    }
    fields.iter().flat_map(|(key, value)| add_field(text, table, key, value)).collect()
}
