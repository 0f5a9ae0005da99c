//! TOML text → tables and values with their places, for reading only.
//!
//! A long text is read a stretch of entries at a time: a glossary of 50,000 entries has millions of tokens. What is
//! doubtful or wrong is left to `toml_edit`, which finds the message; the tree is only for what is right.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::places::TableStyle;

/// How deep lists and inline tables may be nested; deeper ones are an error.
const DEPTH: u32 = 80;

/// About how many bytes are read at a time.
const STRETCH: usize = 1 << 14;

/// A table with its place: its header, or the first key of its dotted keys, or its braces.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) style: TableStyle,
    pub(super) span: Range<usize>,
    pub(super) fields: Vec<Field<'t>>,
}

/// A key and what it stands for.
#[derive(Debug)]
pub(super) struct Field<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) key: Range<usize>,
    pub(super) item: Item<'t>,
}

/// A value with its place; a table has its place in itself.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub(super) span: Range<usize>,
    pub(super) value: Value<'t>,
}

#[derive(Debug)]
pub(super) enum Value<'t> {
    Text(Cow<'t, str>),
    Boolean(bool),
    /// As it is written.
    Number(&'t str),
    /// As it is written.
    Date(&'t str),
    List(Vec<Item<'t>>),
    Table(Table<'t>),
    /// `[[name]]` of one name.
    Tables(Vec<Table<'t>>),
}

impl<'t> Table<'t> {
    pub(super) fn get(&self, name: &str) -> Option<&Item<'t>> {
        self.field(name).map(|field| &field.item)
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field<'t>> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn get_mut(&mut self, name: &str) -> Option<&mut Item<'t>> {
        self.fields.iter_mut().find(|field| field.name == name).map(|field| &mut field.item)
    }
}

/// The text is no TOML, or TOML that cannot be judged here.
#[derive(Debug)]
pub(super) struct Doubt {
    /// Where a key is defined a second time, if that is the trouble.
    pub(super) duplicate: Option<usize>,
}

/// Reads a stretch of a text by itself; places count from the beginning of the text. Linear in its length.
pub(super) fn read(text: &str, stretch: Range<usize>) -> Result<Table<'_>, Doubt> {
    let mut builder = Builder::new();
    builder.read(&text[stretch.clone()], stretch.start)?;
    builder.finish()
}

/// Cuts a text where entries begin.
pub(super) fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = stretch_end(text, start);
        stretches.push(start..end);
        start = end;
    }
    stretches
}

/// Where an entry begins, some way behind `start`. A line inside a text in several lines may look like the beginning of
/// an entry: then the stretch before it has an open end and is an error.
fn stretch_end(text: &str, start: usize) -> usize {
    const ENTRY: &str = "\n[[entry]]";
    let mut from = (start + STRETCH).min(text.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..].find(ENTRY).map_or(text.len(), |place| from + place + 1)
}

type Key<'t> = (Cow<'t, str>, Range<usize>);

/// A list or an inline table whose end is still to come.
enum Open<'t> {
    List { start: usize, items: Vec<Item<'t>> },
    Table { start: usize, table: Table<'t>, keys: Vec<Key<'t>> },
}

struct Builder<'t> {
    root: Table<'t>,
    /// The table whose fields are being read, and its path; the root has none.
    current: Table<'t>,
    path: Vec<Key<'t>>,
    is_element: bool,
    keys: Vec<Key<'t>>,
    open: Vec<Open<'t>>,
    header_start: usize,
    duplicate: Option<usize>,
    is_doubtful: bool,
    source: Source<'t>,
    offset: usize,
}

impl<'t> Builder<'t> {
    fn new() -> Builder<'t> {
        let root = || Table { style: TableStyle::Header, span: 0..0, fields: Vec::new() };
        Builder {
            root: root(),
            current: root(),
            path: Vec::new(),
            is_element: false,
            keys: Vec::new(),
            open: Vec::new(),
            header_start: 0,
            duplicate: None,
            is_doubtful: false,
            source: Source::new(""),
            offset: 0,
        }
    }

    fn read(&mut self, stretch: &'t str, offset: usize) -> Result<(), Doubt> {
        let source = Source::new(stretch);
        self.source = source;
        self.offset = offset;
        let tokens = source.lex().into_vec();
        let mut error: Option<ParseError> = None;
        {
            let mut validated = ValidateWhitespace::new(self, source);
            let mut guarded = RecursionGuard::new(&mut validated, DEPTH);
            parse_document(&tokens, &mut guarded, &mut error);
        }
        if error.is_some() || self.is_doubtful || self.duplicate.is_some() || !self.open.is_empty() {
            return Err(Doubt { duplicate: self.duplicate });
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Table<'t>, Doubt> {
        self.close_table();
        if self.duplicate.is_some() {
            return Err(Doubt { duplicate: self.duplicate });
        }
        Ok(self.root)
    }

    /// Puts the table that has been read in its place.
    fn close_table(&mut self) {
        let next = Table { style: TableStyle::Header, span: 0..0, fields: Vec::new() };
        let table = std::mem::replace(&mut self.current, next);
        let mut path = std::mem::take(&mut self.path);
        let Some((name, key)) = path.pop() else {
            self.root.fields.extend(table.fields);
            return;
        };
        if insert_table(&mut self.root, path, name, key.clone(), table, self.is_element).is_none() {
            self.duplicate.get_or_insert(key.start);
        }
    }

    fn begin_header(&mut self, span: Span) {
        self.close_table();
        self.header_start = self.offset + span.start();
        self.keys.clear();
    }

    fn end_header(&mut self, span: Span, is_element: bool) {
        self.path = std::mem::take(&mut self.keys);
        self.is_doubtful |= self.path.is_empty();
        self.is_element = is_element;
        self.current.span = self.header_start..self.offset + span.end();
    }

    fn value(&mut self, span: Range<usize>, value: Value<'t>) {
        let item = Item { span, value };
        let placed = match self.open.last_mut() {
            Some(Open::List { items, .. }) => {
                items.push(item);
                Ok(())
            }
            Some(Open::Table { table, keys, .. }) => insert_value(table, std::mem::take(keys), item),
            None => insert_value(&mut self.current, std::mem::take(&mut self.keys), item),
        };
        if let Err(place) = placed {
            self.duplicate.get_or_insert(place);
        }
    }

    fn place(&self, span: Span) -> Range<usize> {
        self.offset + span.start()..self.offset + span.end()
    }
}

/// Nothing if something else has that name.
fn insert_table<'t>(
    root: &mut Table<'t>,
    path: Vec<Key<'t>>,
    name: Cow<'t, str>,
    key: Range<usize>,
    table: Table<'t>,
    is_element: bool,
) -> Option<()> {
    let mut parent = root;
    for (segment, place) in path {
        if parent.get(&segment).is_none() {
            let implicit = Table { style: TableStyle::Implicit, span: table.span.clone(), fields: Vec::new() };
            let item = Item { span: table.span.clone(), value: Value::Table(implicit) };
            parent.fields.push(Field { name: segment.clone(), key: place, item });
        }
        parent = match &mut parent.get_mut(&segment)?.value {
            Value::Table(inner) if inner.style != TableStyle::Inline => inner,
            Value::Tables(elements) => elements.last_mut()?,
            _ => return None,
        };
    }
    let span = table.span.clone();
    match parent.get_mut(&name).map(|item| &mut item.value) {
        None => {
            let value = if is_element { Value::Tables(vec![table]) } else { Value::Table(table) };
            parent.fields.push(Field { name, key, item: Item { span, value } });
        }
        Some(Value::Tables(elements)) if is_element => elements.push(table),
        Some(Value::Table(known)) if !is_element && known.style == TableStyle::Implicit => {
            if table.fields.iter().any(|field| known.get(&field.name).is_some()) {
                return None;
            }
            known.style = table.style;
            known.span = span;
            known.fields.extend(table.fields);
        }
        Some(_) => return None,
    }
    Some(())
}

/// The place of the key if something else has its name.
fn insert_value<'t>(table: &mut Table<'t>, mut keys: Vec<Key<'t>>, item: Item<'t>) -> Result<(), usize> {
    let Some((name, key)) = keys.pop() else { return Err(item.span.start) };
    let mut parent = table;
    for (segment, place) in keys {
        if parent.get(&segment).is_none() {
            let dotted = Table { style: TableStyle::Dotted, span: place.clone(), fields: Vec::new() };
            let dotted = Item { span: place.clone(), value: Value::Table(dotted) };
            parent.fields.push(Field { name: segment.clone(), key: place.clone(), item: dotted });
        }
        parent = match parent.get_mut(&segment).map(|item| &mut item.value) {
            Some(Value::Table(inner)) if inner.style == TableStyle::Dotted => inner,
            _ => return Err(place.start),
        };
    }
    if parent.get(&name).is_some() {
        return Err(key.start);
    }
    parent.fields.push(Field { name, key, item });
    Ok(())
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span, false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(span, true);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::List { start: self.offset + span.start(), items: Vec::new() });
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        match self.open.pop() {
            Some(Open::List { start, items }) => self.value(start..self.offset + span.end(), Value::List(items)),
            _ => self.is_doubtful = true,
        }
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let start = self.offset + span.start();
        let table = Table { style: TableStyle::Inline, span: start..start, fields: Vec::new() };
        self.open.push(Open::Table { start, table, keys: Vec::new() });
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        match self.open.pop() {
            Some(Open::Table { start, mut table, .. }) => {
                let span = start..self.offset + span.end();
                table.span = span.clone();
                self.value(span, Value::Table(table));
            }
            _ => self.is_doubtful = true,
        }
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.source.get(span).map(|raw| toml_parser::Raw::new_unchecked(raw.as_str(), encoding, span))
        else {
            return;
        };
        let mut name = Cow::Borrowed("");
        raw.decode_key(&mut name, error);
        let key = (name, self.place(span));
        match self.open.last_mut() {
            Some(Open::Table { keys, .. }) => keys.push(key),
            Some(Open::List { .. }) => self.is_doubtful = true,
            None => self.keys.push(key),
        }
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let Some(raw) = self.source.get(span) else { return };
        let written = raw.as_str();
        let mut text = Cow::Borrowed("");
        let kind = toml_parser::Raw::new_unchecked(written, encoding, span).decode_scalar(&mut text, error);
        let value = match kind {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::DateTime => {
                self.is_doubtful |= written.parse::<toml_edit::Datetime>().is_err();
                Value::Date(written)
            }
            ScalarKind::Float => {
                self.is_doubtful |= number(written).is_none();
                Value::Number(written)
            }
            ScalarKind::Integer(_) => {
                // May be too great.
                self.is_doubtful |= written.len() > 15;
                Value::Number(written)
            }
        };
        let place = self.place(span);
        self.value(place, value);
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_doubtful = true;
    }
}

/// A number in decimal digits.
pub(super) fn number(written: &str) -> Option<f64> {
    written.replace('_', "").parse().ok()
}
