//! The entries as they are to be → edits of the file that touch nothing else.

use super::error::GlossaryError;
use super::file::GlossaryFile;
use super::places::{
    Splice, TablePlace, TableStyle, add_block, add_field, extend_list, is_blank, next_line, quoted, quoted_list,
};
use super::removal::remove_elements;
use super::write::{entry_text, side_text};
use super::{Entry, Side};
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
            let Some(table) = &file.places().entries[number].sides[language as usize] else { continue };
            if let Some(field) = table.field("proposed") {
                splices.extend(remove_elements(file.text(), table, field, |form| leaves(&form.to_owned())));
            }
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
    splices.extend(new_entries(file, &after[before.len()..]));
    splices
}

/// Writes entries after those that are there.
pub(super) fn new_entries(file: &GlossaryFile, added: &[Entry]) -> Option<Splice> {
    if added.is_empty() {
        return None;
    }
    let text = file.text();
    let version = if text.is_empty() { "version = 1\n\n" } else { "" };
    let block = format!("{version}{}", added.iter().map(entry_text).collect::<Vec<_>>().join("\n"));
    let after_entries = file.places().entries.last().map(|place| next_line(text, place.end));
    let place = after_entries.filter(|&place| !is_blank(&text[place..])).unwrap_or(text.len());
    Some(add_block(text, place, 0, &block))
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
