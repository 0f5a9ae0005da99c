//! The text of a glossary taken apart, so that it can be put together again from parts of several versions.
//!
//! A file is a row of segments (an entry, a refused pair, a table such as `[check]`, a comment that stands alone), a
//! segment a row of tables, a table a row of pieces: its header, its fields, comments. Every line is part of one piece.

use std::ops::Range;

use rustc_hash::FxHashMap;
use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// A header, a field or a comment that stands alone, with the comment lines directly above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is called in its table. Comments and headers have names that no field can have.
    pub(super) key: String,
    /// How many blank lines stand above it.
    pub(super) blanks: usize,
    /// Its lines, each with its end.
    pub(super) text: String,
    /// Where in `text` the value of a field stands.
    pub(super) value: Option<Range<usize>>,
}

/// The key of the piece that a table begins with.
pub(super) const HEADER: &str = "[";

impl Piece {
    pub(super) fn value(&self) -> &str {
        self.value.clone().and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    pub(super) fn field(key: &str, value: &str) -> Piece {
        let start = key.len() + " = ".len();
        let text = format!("{key} = {value}\n");
        Piece { key: key.to_owned(), blanks: 0, text, value: Some(start..start + value.len()) }
    }

    pub(super) fn is_comment(&self) -> bool {
        self.key.starts_with('#')
    }
}

/// A table of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Its path below the segment; empty for the main one.
    pub(super) key: String,
    pub(super) pieces: Vec<Piece>,
}

/// What a segment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SegmentKind {
    /// The fields before the first header.
    Head,
    Entry,
    Pair,
    /// Another table, by its name.
    Other(String),
    /// Comment lines that stand alone.
    Comment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) kind: SegmentKind,
    pub(super) tables: Vec<Table>,
}

impl Segment {
    /// The text, without the blank lines above it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (number, piece) in self.pieces().enumerate() {
            if number > 0 {
                text.push_str(&"\n".repeat(piece.blanks));
            }
            text.push_str(&piece.text);
        }
        text
    }

    /// Whether both have the same text.
    pub(super) fn is_same(&self, other: &Segment) -> bool {
        self.pieces().count() == other.pieces().count()
            && self
                .pieces()
                .zip(other.pieces())
                .enumerate()
                .all(|(number, (a, b))| a.text == b.text && (number == 0 || a.blanks == b.blanks))
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.tables.iter().flat_map(|table| &table.pieces)
    }

    pub(super) fn blanks(&self) -> usize {
        self.tables.first().and_then(|table| table.pieces.first()).map_or(0, |piece| piece.blanks)
    }

    pub(super) fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// Names and values of the fields, whatever else stands around them.
    pub(super) fn content(&self) -> Vec<(&str, &str, &str)> {
        let fields = self.tables.iter().flat_map(|table| {
            let fields = table.pieces.iter().filter(|piece| piece.value.is_some());
            fields.map(|piece| (table.key.as_str(), piece.key.as_str(), piece.value()))
        });
        fields.collect()
    }
}

/// The tables of an entry stand between those of another part of the file.
#[derive(Debug)]
pub(super) struct Scattered;

enum Item {
    Header { path: Vec<String>, is_list: bool, range: Range<usize> },
    Field { path: Vec<String>, start: usize, value: Range<usize> },
    Comment(Range<usize>),
}

impl Item {
    fn range(&self) -> Range<usize> {
        match self {
            Item::Header { range, .. } | Item::Comment(range) => range.clone(),
            Item::Field { start, value, .. } => *start..value.end,
        }
    }

    /// The item of a text that begins at `offset` of a longer one.
    fn moved(self, offset: usize) -> Item {
        let moved = |range: Range<usize>| range.start + offset..range.end + offset;
        match self {
            Item::Header { path, is_list, range } => Item::Header { path, is_list, range: moved(range) },
            Item::Field { path, start, value } => Item::Field { path, start: start + offset, value: moved(value) },
            Item::Comment(range) => Item::Comment(moved(range)),
        }
    }
}

/// Headers, fields and the comments outside of values, in their order.
fn items(text: &str) -> Vec<Item> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
    parse_document(&tokens, &mut events, &mut ());
    let mut items = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let (mut start, mut value_start) = (0, None);
    let (mut in_header, mut depth) = (false, 0_usize);
    for event in events {
        let place = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                keys.clear();
                in_header = true;
                start = place.start;
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                in_header = false;
                let is_list = event.kind() == EventKind::ArrayTableClose;
                items.push(Item::Header { path: std::mem::take(&mut keys), is_list, range: start..place.end });
            }
            EventKind::SimpleKey if depth == 0 => {
                if keys.is_empty() && !in_header {
                    start = place.start;
                }
                let mut name = String::new();
                if let Some(raw) = source.get(event) {
                    raw.decode_key(&mut name, &mut ());
                }
                keys.push(name);
            }
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                value_start.get_or_insert(place.start);
                depth += 1;
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => depth = depth.saturating_sub(1),
            EventKind::Comment if depth == 0 && keys.is_empty() => items.push(Item::Comment(place.clone())),
            EventKind::Scalar if depth == 0 => {
                value_start.get_or_insert(place.start);
            }
            _ => {}
        }
        let ends_value =
            matches!(event.kind(), EventKind::Scalar | EventKind::InlineTableClose | EventKind::ArrayClose);
        if ends_value && depth == 0 {
            let value = value_start.take().unwrap_or(place.start)..place.end;
            items.push(Item::Field { path: std::mem::take(&mut keys), start, value });
        }
    }
    items
}

/// Takes a valid glossary apart. Lines end with `\n`. Linear in the length of the text.
///
/// # Errors
/// If tables of one entry are scattered over the file.
pub(super) fn segments(text: &str) -> Result<Vec<Segment>, Scattered> {
    segments_around(text, &[])
}

/// As [`segments`], but the entries at these places, in their order, stay whole: from the header to the end of the last
/// line, with a blank line above. Taking an entry apart costs much more than reading it.
pub(super) fn segments_around(text: &str, whole: &[Range<usize>]) -> Result<Vec<Segment>, Scattered> {
    let mut taker = Taker { text, cursor: 0, segments: Vec::new(), name: String::new(), blanks: 0 };
    for entry in whole {
        if taker.cursor < entry.start {
            taker.take_stretch(entry.start)?;
        }
        taker.take_whole(entry.clone());
    }
    taker.take_stretch(text.len())?;
    Ok(taker.segments)
}

/// The place after the end of the line.
fn line_end(text: &str, place: usize) -> usize {
    text[place..].find('\n').map_or(text.len(), |length| place + length + 1)
}

struct Taker<'t> {
    text: &'t str,
    cursor: usize,
    segments: Vec<Segment>,
    /// The first part of the names of the segment's tables.
    name: String,
    /// How many blank lines stand above the entry that is taken whole next.
    blanks: usize,
}

impl<'t> Taker<'t> {
    /// Takes what stands before `end`; comments at the end of it stand alone.
    fn take_stretch(&mut self, end: usize) -> Result<(), Scattered> {
        let offset = self.cursor;
        let mut items = items(&self.text[offset..end]).into_iter().map(|item| item.moved(offset)).peekable();
        while let Some(item) = items.next() {
            if matches!(item, Item::Comment(_)) {
                // Comments between items are part of the lines that are taken with the next one.
                continue;
            }
            let mut end = item.range().end;
            while let Some(Item::Comment(comment)) = items.peek() {
                if self.text[end..comment.start].contains('\n') {
                    break;
                }
                end = comment.end;
                items.next();
            }
            self.take(item, line_end(self.text, end))?;
        }
        let (comments, rest) = self.comments(&self.text[self.cursor..end], true);
        self.push_comments(comments, true);
        self.blanks = rest.blanks;
        self.cursor = end;
        Ok(())
    }

    fn take_whole(&mut self, entry: Range<usize>) {
        let mut text = self.text[entry.clone()].to_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let blanks = std::mem::take(&mut self.blanks);
        let piece = Piece { key: HEADER.to_owned(), blanks, text, value: None };
        let tables = vec![Table { key: String::new(), pieces: vec![piece] }];
        self.segments.push(Segment { kind: SegmentKind::Entry, tables });
        "entry".clone_into(&mut self.name);
        self.cursor = entry.end;
    }

    fn take(&mut self, item: Item, end: usize) -> Result<(), Scattered> {
        let range = item.range();
        let line_start = self.text[..range.start].rfind('\n').map_or(0, |place| place + 1).max(self.cursor);
        let (comments, lead) = self.comments(&self.text[self.cursor..line_start], false);
        let begins_segment = match &item {
            Item::Header { path, .. } => {
                path.len() == 1 || path.first() != Some(&self.name) || self.segments.is_empty()
            }
            _ => false,
        };
        self.push_comments(comments, begins_segment || self.segments.is_empty());
        let mut lines = lead.text;
        let offset = lines.len() + (range.start - line_start);
        lines.push_str(&self.text[line_start..end]);
        if !lines.ends_with('\n') {
            lines.push('\n');
        }
        self.cursor = end;
        let mut piece = Piece { key: HEADER.to_owned(), blanks: lead.blanks, text: lines, value: None };
        match item {
            Item::Comment(_) => {}
            Item::Header { path, is_list, .. } if begins_segment => {
                let name = path.first().cloned().unwrap_or_default();
                let kind = match (name.as_str(), is_list, path.len()) {
                    ("entry", true, 1) => SegmentKind::Entry,
                    ("rejected_pair", true, 1) => SegmentKind::Pair,
                    ("entry" | "rejected_pair", ..) => return Err(Scattered),
                    _ => SegmentKind::Other(path.join(".")),
                };
                self.name = name;
                self.segments.push(Segment { kind, tables: vec![Table { key: String::new(), pieces: vec![piece] }] });
            }
            Item::Header { path, is_list, .. } => {
                let mut key = path[1..].join(".");
                let Some(segment) = self.segments.last_mut() else { return Err(Scattered) };
                if is_list {
                    // Which table of the list it is shows only when its fields are known.
                    key.push('#');
                }
                segment.tables.push(Table { key, pieces: vec![piece] });
            }
            Item::Field { path, value, .. } => {
                piece.key = path.join(".");
                let start = offset + (value.start - range.start);
                piece.value = Some(start..start + value.len());
                if !self.segments.iter().any(|segment| segment.kind != SegmentKind::Comment) {
                    let tables = vec![Table::default()];
                    self.segments.push(Segment { kind: SegmentKind::Head, tables });
                }
                let Some(segment) = self.segments.last_mut() else { return Err(Scattered) };
                let Some(table) = segment.tables.last_mut() else { return Err(Scattered) };
                table.pieces.push(piece);
                name_list_table(segment);
            }
        }
        Ok(())
    }

    /// Comment lines that stand alone, and those directly above what comes next with the blank lines above them.
    fn comments(&self, gap: &'t str, is_last: bool) -> (Vec<Piece>, Piece) {
        let mut alone = Vec::new();
        let empty = || Piece { key: String::new(), blanks: 0, text: String::new(), value: None };
        let mut current = empty();
        for line in gap.split_inclusive('\n') {
            if line.trim().is_empty() {
                if !current.text.is_empty() {
                    alone.push(std::mem::replace(&mut current, empty()));
                }
                current.blanks += 1;
            } else {
                current.text.push_str(line);
                if !line.ends_with('\n') {
                    current.text.push('\n');
                }
            }
        }
        if is_last && !current.text.is_empty() {
            alone.push(std::mem::replace(&mut current, empty()));
        }
        for piece in &mut alone {
            piece.key = format!("#{}", piece.text);
        }
        (alone, current)
    }

    fn push_comments(&mut self, comments: Vec<Piece>, are_segments: bool) {
        for piece in comments {
            if are_segments {
                let tables = vec![Table { key: String::new(), pieces: vec![piece] }];
                self.segments.push(Segment { kind: SegmentKind::Comment, tables });
            } else if let Some(table) = self.segments.last_mut().and_then(|segment| segment.tables.last_mut()) {
                table.pieces.push(piece);
            }
        }
    }
}

/// Names a table of a list by its first field, such as the form of a period.
fn name_list_table(segment: &mut Segment) {
    let Some((table, others)) = segment.tables.split_last_mut() else { return };
    if !table.key.ends_with('#') {
        return;
    }
    let Some(first) = table.pieces.iter().find(|piece| piece.value.is_some()) else { return };
    let key = format!("{}{}", table.key, first.value());
    let count = others.iter().filter(|other| other.key.starts_with(&key)).count();
    table.key = if count == 0 { key } else { format!("{key}#{count}") };
}

/// Keys made unique: the second of one key is another thing than the first.
pub(super) fn numbered(keys: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let number = |key: String| {
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}\n{count}") }
    };
    keys.map(number).collect()
}
