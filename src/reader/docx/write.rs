//! Changed names → the document with nothing else changed.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::ops::Range;

use quick_xml::escape::partial_escape;

use super::{Document, read_archive};
use crate::reader::archive::Archive;
use crate::reader::error::{ArchiveProblem, DocumentProblem};
use crate::reader::office::{Stretch, StretchKind};
use crate::reader::rewriting::{Atom, distribute};

/// The document with changes to its text. `text` is what it was read to be; `changes` are stretches of it and what to
/// put there, in order and without overlap. Parts without a change stay byte for byte, and so does all markup.
pub(in crate::reader) fn write(
    file: impl Read + Seek,
    text: &str,
    changes: &[(Range<usize>, String)],
) -> Result<Vec<u8>, DocumentProblem> {
    let mut archive = Archive::open(file)?;
    let document = read_archive(&mut archive, true)?;
    if document.extracted.text != text {
        return Err(ArchiveProblem::Changed.into());
    }
    let mut edits: BTreeMap<usize, Vec<(Range<usize>, String)>> = BTreeMap::new();
    for (range, replacement) in changes {
        let copies = std::iter::once(&document.extracted.stretches).chain(&document.extracted.twins);
        for stretches in copies {
            let atoms = atoms(text, stretches, range);
            let Some(&(part, _)) = atoms.first() else { continue };
            let atoms: Vec<Atom> = atoms.into_iter().map(|(_, atom)| atom).collect();
            edits.entry(part).or_default().extend(distribute(&atoms, replacement));
        }
    }
    archive.with_parts(&rewritten(&document, edits))
}

/// The characters of a stretch of the text with their places in the part that they came from.
fn atoms(text: &str, stretches: &[Stretch], range: &Range<usize>) -> Vec<(usize, Atom)> {
    let first = stretches.partition_point(|stretch| stretch.text.end <= range.start);
    let touched = stretches[first..].iter().take_while(|stretch| stretch.text.start < range.end);
    let mut atoms = Vec::new();
    for stretch in touched {
        let start = stretch.text.start.max(range.start);
        for (offset, character) in text[start..stretch.text.end.min(range.end)].char_indices() {
            let xml = match stretch.kind {
                StretchKind::Literal => {
                    let at = stretch.xml.start + (start + offset - stretch.text.start);
                    at..at + character.len_utf8()
                }
                StretchKind::Reference | StretchKind::Element => stretch.xml.clone(),
            };
            let is_fixed = stretch.kind == StretchKind::Element;
            atoms.push((stretch.part, Atom { character: Some(character), range: xml, is_fixed }));
        }
    }
    atoms
}

/// The parts that change, by their names.
fn rewritten(document: &Document, edits: BTreeMap<usize, Vec<(Range<usize>, String)>>) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    for (part, mut edits) in edits {
        let Some((name, xml)) = document.parts.get(part) else { continue };
        for (_, text) in &mut edits {
            *text = partial_escape(text.as_str()).into_owned();
        }
        edits.extend(kept_spaces(xml, &edits));
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        parts.insert(name.clone(), apply(xml, 0..xml.len(), &edits));
    }
    parts
}

/// A stretch of a text with the edits in it made.
fn apply(text: &str, within: Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut changed = String::with_capacity(within.len());
    let mut end = within.start;
    for (range, replacement) in edits.iter().filter(|(range, _)| within.start <= range.start && range.end <= within.end)
    {
        let Some(between) = text.get(end..range.start) else { continue };
        changed.push_str(between);
        changed.push_str(replacement);
        end = range.end;
    }
    changed.push_str(&text[end..within.end]);
    changed
}

/// Text that comes to begin or end with a space needs to be marked, or the space is dropped.
fn kept_spaces(xml: &str, edits: &[(Range<usize>, String)]) -> Vec<(Range<usize>, String)> {
    let mut marks = BTreeMap::new();
    for (range, _) in edits {
        let Some(tag_start) = xml[..range.start].rfind('<') else { continue };
        let Some(tag_end) = xml[tag_start..].find('>').map(|end| tag_start + end) else { continue };
        let content_end = xml[tag_end..].find('<').map_or(xml.len(), |end| tag_end + end);
        let mut inside: Vec<_> =
            edits.iter().filter(|(edit, _)| tag_end < edit.start && edit.end <= content_end).cloned().collect();
        inside.sort_by_key(|(range, _)| (range.start, range.end));
        let has_edge = |content: &str| content.trim_matches([' ', '\t', '\n', '\r']) != content;
        let content = tag_end + 1..content_end;
        let is_marked = xml[tag_start..tag_end].contains("xml:space");
        if !is_marked && has_edge(&apply(xml, content.clone(), &inside)) && !has_edge(&xml[content]) {
            marks.insert(tag_end, " xml:space=\"preserve\"".to_owned());
        }
    }
    marks.into_iter().map(|(at, mark)| (at..at, mark)).collect()
}
