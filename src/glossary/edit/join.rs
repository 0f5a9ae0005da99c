//! Two entries of one thing become one.

use std::collections::BTreeMap;

use super::block::{Block, Part};
use super::forms::{add_forms, add_side, written_side};
use super::{EditError, is_same_form};
use crate::glossary::file::GlossaryFile;
use crate::glossary::places::{EntryPlace, Splice, add_field, extend_list, next_line, quoted, quoted_list};
use crate::glossary::removal::{line_start, with_blank_line};
use crate::glossary::write::periods_text;
use crate::glossary::{Entry, Side, Status};
use crate::languages::Language;

impl GlossaryFile {
    /// Moves what other entries say into one entry, lists their ids among its former ones and deletes them.
    ///
    /// The forms to write are those of the entry that stays, unless only the other one was approved; the others' become
    /// admitted, or proposed where nobody had decided on them. Comments of a deleted entry, and fields that the entry
    /// which stays has with another value, stay as comments below it. Says whether anything changed.
    ///
    /// # Errors
    /// [`EditError::Unknown`], [`EditError::MergedWithItself`], [`EditError::DifferentKinds`],
    /// [`EditError::Scattered`]; then nothing is changed.
    pub fn merge_entries(&mut self, kept: &str, others: &[String]) -> Result<bool, EditError> {
        let mut file = self.clone();
        for other in others {
            let splices = file.merge_splices(kept, other)?;
            file.apply_edit(splices)?;
        }
        *self = file;
        Ok(!others.is_empty())
    }

    fn merge_splices(&self, kept: &str, other: &str) -> Result<Vec<Splice>, EditError> {
        let (number, other_number) = (self.entry_number(kept)?, self.entry_number(other)?);
        if number == other_number {
            return Err(EditError::MergedWithItself { entry: kept.to_owned() });
        }
        let (entry, other) = (&self.glossary().entries[number], &self.glossary().entries[other_number]);
        if entry.kind != other.kind {
            return Err(EditError::DifferentKinds {
                first: entry.id.clone(),
                first_kind: entry.kind.name(),
                second: other.id.clone(),
                second_kind: other.kind.name(),
            });
        }
        let text = self.text();
        let place = &self.places().entries[number];
        let block = Block::of(text, &other.id, &self.places().entries[other_number])?;
        let mut merge = Merge { text, entry, place, other, block: &block, splices: Vec::new() };

        merge.add_former_ids();
        merge.settle_status();
        let sides: Vec<(Language, &Side)> = other.sides().collect();
        for (language, side) in &sides {
            match entry.side(*language) {
                Some(_) if written_side(place, *language).is_some() => merge.extend_side(*language, side),
                _ => {}
            }
        }
        let left_over = merge.other_fields();
        let mut splices = merge.splices;
        splices.extend(remarks(text, place, &other.id, &block, &left_over));
        for (language, side) in sides {
            if written_side(place, language).is_none() {
                splices.push(add_side(text, place, language, side));
            }
            let known = entry.side(language).map_or(&[][..], |side| &side.periods);
            let periods: Vec<_> = side.periods.iter().filter(|period| !known.contains(period)).cloned().collect();
            if !periods.is_empty() {
                let periods = periods_text(language, &Side { periods, ..Side::default() });
                let place = next_line(text, place.end);
                let break_before = if text[..place].ends_with('\n') { "" } else { "\n" };
                splices.push(Splice::insert(place, format!("{break_before}{periods}")));
            }
        }
        splices.push(Splice { range: with_blank_line(text, block.lines.clone()), text: String::new() });
        Ok(splices)
    }
}

struct Merge<'a> {
    text: &'a str,
    entry: &'a Entry,
    place: &'a EntryPlace,
    other: &'a Entry,
    block: &'a Block,
    splices: Vec<Splice>,
}

impl Merge<'_> {
    fn add_former_ids(&mut self) {
        let known = &self.entry.former_ids;
        let ids = std::iter::once(&self.other.id).chain(&self.other.former_ids);
        let ids: Vec<String> = ids.filter(|id| !known.contains(id)).cloned().collect();
        self.splices.extend(former_ids(self.text, self.place, &ids));
    }

    /// An approved entry makes the whole approved.
    fn settle_status(&mut self) {
        if !self.other_decides() {
            return;
        }
        let approved = quoted(Status::Approved.name());
        match self.place.main.field("status") {
            Some(field) => self.splices.push(Splice { range: field.value.clone(), text: approved }),
            None => self.splices.extend(add_field(self.text, &self.place.main, "status", &approved)),
        }
    }

    fn other_decides(&self) -> bool {
        self.entry.status == Status::Proposed && self.other.status == Status::Approved
    }

    /// Adds the forms of a language, in which the entry has names already.
    fn extend_side(&mut self, language: Language, other: &Side) {
        let Some(known) = self.entry.side(language) else { return };
        let mut additions: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut add = |list: &'static str, form: &String| {
            let list = additions.entry(list).or_default();
            if !known.all_forms().chain(list.iter().map(String::as_str)).any(|known| is_same_form(known, form)) {
                list.push(form.clone());
            }
        };
        let mut replaced = None;
        match (&known.preferred, &other.preferred) {
            (None, Some(form)) => replaced = Some(form),
            (Some(old), Some(form)) if self.other_decides() && !is_same_form(old, form) => replaced = Some(form),
            (Some(_), Some(form)) => {
                add(if other_is_decided(self.other) { "admitted" } else { "proposed" }, form);
            }
            (_, None) => {}
        }
        other.admitted.iter().for_each(|form| add("admitted", form));
        other.forbidden.iter().for_each(|form| add("forbidden", form));
        other.proposed.iter().for_each(|form| add("proposed", form));
        if let Some(form) = replaced {
            let side = written_side(self.place, language);
            match side.and_then(|side| side.field("preferred")) {
                Some(field) => {
                    self.splices.push(Splice { range: field.value.clone(), text: quoted(form) });
                    additions.entry("proposed").or_default().extend(known.preferred.clone());
                }
                None => self.splices.extend(super::forms::add_preferred(self.text, self.place, language, form)),
            }
        }
        for (list, forms) in additions.iter().filter(|(_, forms)| !forms.is_empty()) {
            self.splices.extend(add_forms(self.text, self.place, language, list, forms));
        }
    }

    /// Carries over the fields that the entry lacks; returns those that it cannot take.
    fn other_fields(&mut self) -> Vec<Part> {
        let mut left_over = Vec::new();
        for field in &self.block.fields {
            let path = field.path.as_str();
            let raw = self.text[field.range.clone()].to_owned();
            let Some((_, value)) = raw.split_once('=').map(|(key, value)| (key, value.trim().replace("\r\n", "\n")))
            else {
                continue;
            };
            let in_table = path.split_once('.').and_then(|(code, name)| {
                let language = code.parse::<Language>().ok()?;
                Some((language, name))
            });
            match in_table {
                None if matches!(path, "id" | "kind" | "status" | "former_ids" | "confidence") => {}
                // An inline table: the program knows its fields from the entry; others must be seen.
                None if path.parse::<Language>().is_ok() => {
                    let table = path
                        .parse::<Language>()
                        .ok()
                        .and_then(|language| self.other.side(language).map(|side| (language, side)));
                    if table.is_none_or(|(_, side)| !is_whole(side, &value)) {
                        left_over.push(Part { path: path.to_owned(), range: field.range.clone() });
                    }
                }
                None => match self.place.main.field(path) {
                    Some(known) if self.text[known.value.clone()] == value => {}
                    None if !path.contains('.') => {
                        self.splices.extend(add_field(self.text, &self.place.main, path, &value));
                    }
                    _ => left_over.push(Part { path: path.to_owned(), range: field.range.clone() }),
                },
                Some((_, "preferred" | "admitted" | "forbidden" | "proposed")) => {}
                Some((_, "period" | "period.form" | "period.since" | "period.until")) => {}
                Some((language, name)) => {
                    let known = written_side(self.place, language);
                    let is_inflection = matches!(name, "gender" | "indeclinable" | "forms")
                        || name.strip_prefix("forms.").is_some_and(|case| !case.contains('.'));
                    match known {
                        None if is_inflection => {}
                        Some(table) if !name.contains('.') && table.field(name).is_none() => {
                            self.splices.extend(add_field(self.text, table, name, &value));
                        }
                        Some(table)
                            if table.field(name).is_some_and(|known| self.text[known.value.clone()] == value) => {}
                        _ => left_over.push(Part { path: path.to_owned(), range: field.range.clone() }),
                    }
                }
            }
        }
        left_over
    }
}

fn other_is_decided(other: &Entry) -> bool {
    other.status == Status::Approved
}

/// Whether an inline table says no more than what the program reads from it.
fn is_whole(side: &Side, inline: &str) -> bool {
    let Ok(document) = toml_edit::Document::parse(format!("a={inline}")) else { return false };
    let Some(table) = document.get("a").and_then(toml_edit::Item::as_table_like) else { return false };
    let known = ["preferred", "admitted", "forbidden", "proposed", "gender", "indeclinable", "forms"];
    side.periods.is_empty() && table.iter().all(|(key, _)| known.contains(&key))
}

/// Adds ids to the former ones of an entry.
pub(super) fn former_ids(text: &str, place: &EntryPlace, ids: &[String]) -> Vec<Splice> {
    match place.main.field("former_ids") {
        _ if ids.is_empty() => Vec::new(),
        Some(field) => extend_list(text, &field.value, ids),
        None => add_field(text, &place.main, "former_ids", &quoted_list(ids)),
    }
}

/// The comments of a deleted entry and its fields that found no place, as comment lines below the entry that stays.
fn remarks(text: &str, place: &EntryPlace, id: &str, block: &Block, left_over: &[Part]) -> Option<Splice> {
    let indent = &text[line_start(text, place.main.start)..place.main.start];
    let mut lines: Vec<(usize, String)> = Vec::new();
    for comment in &block.comments {
        let line = text[line_start(text, comment.start)..comment.end].trim();
        // A comment behind something needs that to be understood.
        let alone = line.starts_with('#');
        lines.push((comment.start, if alone { line.to_owned() } else { format!("# {id}: {line}") }));
    }
    let has_comment = |field: &Part| {
        let line = field.range.end..next_line(text, field.range.end);
        block.comments.iter().any(|comment| line.contains(&comment.start))
    };
    for field in left_over.iter().filter(|field| !has_comment(field) || text[field.range.clone()].contains('\n')) {
        let raw = &text[field.range.clone()];
        let raw = if field.path.contains('.') && !raw.starts_with(&field.path) {
            let (_, value) = raw.split_once('=').unwrap_or(("", raw));
            format!("{} = {}", field.path, value.trim_start())
        } else {
            raw.to_owned()
        };
        lines.extend(raw.lines().map(|line| (field.range.start, format!("# {id}: {line}"))));
    }
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|(offset, _)| *offset);
    let at = next_line(text, place.end);
    let mut added = if text[..at].ends_with('\n') { String::new() } else { "\n".to_owned() };
    for (_, line) in lines {
        added.push_str(indent);
        added.push_str(&line);
        added.push('\n');
    }
    Some(Splice::insert(at, added))
}
