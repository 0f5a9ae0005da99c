//! The lines of one entry, taken apart: headers, fields, comments.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

use super::EditError;
use crate::glossary::file::position;
use crate::glossary::places::{EntryPlace, next_line};
use crate::glossary::removal::line_start;

/// The name of the tables that a block is made of.
const ENTRY: &str = "entry";

/// The lines of an entry with the comment lines that stand directly above it.
pub(super) struct Block {
    /// Where the lines stand, from line start to line start.
    pub(super) lines: Range<usize>,
    /// Headers below `[[entry]]`, such as `[entry.ru]`.
    pub(super) headers: Vec<Part>,
    /// Fields.
    pub(super) fields: Vec<Part>,
    /// Comments, `#` included.
    pub(super) comments: Vec<Range<usize>>,
}

/// A header or a field.
pub(super) struct Part {
    /// Its name below the entry: `note`, `ru.preferred`.
    pub(super) path: String,
    /// Where it stands: the header, or the field from its key to the end of its value.
    pub(super) range: Range<usize>,
}

impl Block {
    /// # Errors
    /// [`EditError::Scattered`] if tables that are not the entry's stand between its own.
    pub(super) fn of(text: &str, id: &str, place: &EntryPlace) -> Result<Block, EditError> {
        let mut start = line_start(text, place.main.start);
        let own_lines = start..next_line(text, place.end);
        while start > 0 {
            let above = line_start(text, start - 1);
            if !text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        let lines = start..own_lines.end;
        let (headers, fields, comments) = parts(&text[lines.clone()], lines.start);
        let mut own = Vec::new();
        for header in headers {
            match header.path.split_once('.') {
                None if header.path == ENTRY => {}
                Some((ENTRY, path)) => own.push(Part { path: path.to_owned(), range: header.range }),
                _ => {
                    let line = position(text, header.range.start).0;
                    return Err(EditError::Scattered { entry: id.to_owned(), line });
                }
            }
        }
        let below_entry = |field: Part| Part {
            path: field.path.strip_prefix("entry.").unwrap_or(&field.path).to_owned(),
            range: field.range,
        };
        Ok(Block { lines, headers: own, fields: fields.into_iter().map(below_entry).collect(), comments })
    }
}

/// Headers, fields and comments of some lines that stand at `offset`.
fn parts(lines: &str, offset: usize) -> (Vec<Part>, Vec<Part>, Vec<Range<usize>>) {
    let source = Source::new(lines);
    let tokens = source.lex().into_vec();
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
    parse_document(&tokens, &mut events, &mut ());

    let (mut headers, mut fields, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    let mut table = String::new();
    let mut key = String::new();
    let mut start = 0;
    let mut in_header = false;
    let mut depth = 0_usize;
    for event in events {
        let span = event.span();
        let place = offset + span.start()..offset + span.end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                key.clear();
                in_header = true;
                start = place.start;
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                in_header = false;
                table = std::mem::take(&mut key);
                headers.push(Part { path: table.clone(), range: start..place.end });
            }
            EventKind::SimpleKey if depth == 0 => {
                if !key.is_empty() {
                    key.push('.');
                } else if !in_header {
                    start = place.start;
                }
                if let Some(raw) = source.get(event) {
                    let mut name = String::new();
                    raw.decode_key(&mut name, &mut ());
                    key.push_str(&name);
                }
            }
            EventKind::InlineTableOpen | EventKind::ArrayOpen => depth += 1,
            EventKind::InlineTableClose | EventKind::ArrayClose => depth = depth.saturating_sub(1),
            EventKind::Comment => comments.push(place.clone()),
            _ => {}
        }
        let ends_value =
            matches!(event.kind(), EventKind::Scalar | EventKind::InlineTableClose | EventKind::ArrayClose);
        if ends_value && depth == 0 {
            let name = std::mem::take(&mut key);
            let path = if table.is_empty() { name } else { format!("{table}.{name}") };
            fields.push(Part { path, range: start..place.end });
        }
    }
    (headers, fields, comments)
}
