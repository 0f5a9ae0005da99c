//! The lines of a segment that both sides changed.

use std::path::Path;

use toml_edit::Document;

use super::Clash;
use super::meaning::{different_fields, is_same, merge as merge_meaning, united_list};
use super::order::united;
use super::pieces::{HEADER, Piece, Segment, SegmentKind, Table, numbered, segments};
use crate::glossary::file::GlossaryFile;
use crate::glossary::places::{extend_list, quoted, quoted_list, splice};
use crate::glossary::write::{entry_text, periods_text, side_text};
use crate::glossary::{Entry, Side};
use crate::languages::Language;

/// Fields of an entry that the program knows; of others only the text is compared.
const MAIN_FIELDS: [&str; 7] = ["id", "kind", "status", "en", "note", "former_ids", "confidence"];
const SIDE_FIELDS: [&str; 8] =
    ["preferred", "admitted", "forbidden", "proposed", "gender", "indeclinable", "forms", "period"];

/// The comments in a piece, `#` included.
pub(super) fn comments(piece: &Piece) -> Vec<&str> {
    let is_own_line = |line: &&str| line.trim_start().starts_with('#');
    let Some(value) = &piece.value else {
        // Header lines have no quoted text but in odd names, and there a comment is kept too often rather than lost.
        return piece.text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end())).collect();
    };
    let above = piece.text[..value.start].lines().filter(is_own_line).map(str::trim);
    let behind = piece.text[value.end..].lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end()));
    let inside = comments_in_list(&piece.text[value.clone()]);
    above.chain(inside).chain(behind).collect()
}

/// Comments between the elements of a list in several lines.
fn comments_in_list(value: &str) -> Vec<&str> {
    if !value.starts_with('[') || !value.contains('#') {
        return Vec::new();
    }
    let source = toml_parser::Source::new(value);
    let tokens = source.lex();
    let comments = tokens.filter(|token| token.kind() == toml_parser::lexer::TokenKind::Comment);
    comments.filter_map(|token| value.get(token.span().start()..token.span().end())).map(str::trim_end).collect()
}

/// A segment that is no entry, field by field. Values are compared as they are written.
pub(super) fn merge_plain(base: Option<&Segment>, ours: &Segment, theirs: &Segment) -> (Segment, Vec<Clash>) {
    let (tables, mut clashes) = merge_tables(base, ours, theirs);
    clashes.retain(|clash| !clash.field.is_empty());
    (Segment { kind: ours.kind.clone(), tables }, clashes)
}

/// An entry, field by field: what it means decides what its lines say.
pub(super) fn merge_entry(
    segments: [Option<&Segment>; 3],
    base: Option<&Entry>,
    ours: &Entry,
    theirs: &Entry,
) -> (Segment, Entry, Vec<Clash>) {
    let (merged, mut clashes) = merge_meaning(base, ours, theirs);
    let mut versions = segments
        .map(|segment| segment.cloned().unwrap_or_else(|| Segment { kind: SegmentKind::Entry, tables: Vec::new() }));
    let entries = [base, Some(ours), Some(theirs)];
    for language in Language::ALL {
        if needs_one_style(&versions, language.code()) {
            for (version, entry) in versions.iter_mut().zip(entries) {
                with_header(version, language.code(), entry.and_then(|entry| entry.side(language)));
            }
        }
    }
    let [base_segment, our_segment, their_segment] = &versions;
    let (tables, written_clashes) =
        merge_tables(segments[0].is_some().then_some(base_segment), our_segment, their_segment);
    let is_known = |clash: &Clash| {
        let field = clash.field.strip_prefix("ru.").or_else(|| clash.field.strip_prefix("uk."));
        let in_side = |field: &str| {
            SIDE_FIELDS.iter().any(|known| {
                field == *known || field.starts_with(&format!("{known}.")) || field.starts_with(&format!("{known}#"))
            })
        };
        match field {
            Some(field) => in_side(field),
            None => clash.field.is_empty() || MAIN_FIELDS.contains(&clash.field.as_str()),
        }
    };
    clashes.extend(written_clashes.into_iter().filter(|clash| !is_known(clash)));
    let mut segment = Segment { kind: SegmentKind::Entry, tables };
    correct(&mut segment, &merged);
    (segment, merged, clashes)
}

/// Makes the lines say what they should. Most of the time they do.
fn correct(segment: &mut Segment, entry: &Entry) {
    let read = |segment: &Segment| {
        let file = GlossaryFile::parse(Path::new("entry"), &segment.text()).ok()?;
        file.into_glossary().entries.into_iter().next()
    };
    match read(segment) {
        Some(written) if is_same(&written, entry) => return,
        Some(written) => correct_fields(segment, &written, entry),
        None => {}
    }
    if !read(segment).is_some_and(|written| is_same(&written, entry)) {
        rewrite(segment, entry);
    }
}

fn correct_fields(segment: &mut Segment, written: &Entry, entry: &Entry) {
    let text = |text: &Option<String>| text.as_ref().map(|text| quoted(text));
    let list = |list: &Vec<String>| (!list.is_empty()).then(|| quoted_list(list));
    let number = |number: &Option<f64>| number.map(|number| format!("{number:?}"));
    let main: [(&str, Option<String>, Option<String>); 7] = [
        ("id", Some(quoted(&written.id)), Some(quoted(&entry.id))),
        ("kind", Some(quoted(written.kind.name())), Some(quoted(entry.kind.name()))),
        ("status", Some(quoted(written.status.name())), Some(quoted(entry.status.name()))),
        ("en", text(&written.en), text(&entry.en)),
        ("note", text(&written.note), text(&entry.note)),
        ("former_ids", list(&written.former_ids), list(&entry.former_ids)),
        ("confidence", number(&written.confidence), number(&entry.confidence)),
    ];
    for (field, before, after) in main {
        if before != after {
            set_field(segment, "", field, after.as_deref());
        }
    }
    let none = Side::default();
    for language in Language::ALL {
        let code = language.code();
        let (before, after) = (written.side(language).unwrap_or(&none), entry.side(language).unwrap_or(&none));
        let different = different_fields(before, after);
        if !different.is_empty() {
            with_header(segment, code, Some(before));
        }
        for field in different {
            match field {
                "admitted" => set_list(segment, code, field, &before.admitted, &after.admitted),
                "forbidden" => set_list(segment, code, field, &before.forbidden, &after.forbidden),
                "proposed" => set_list(segment, code, field, &before.proposed, &after.proposed),
                "period" => set_periods(segment, language, after),
                _ => {
                    let lines = side_text(after);
                    let line = lines.lines().find_map(|line| {
                        let (key, value) = line.split_once('=')?;
                        (key.trim() == field).then(|| value.trim().to_owned())
                    });
                    let below = format!("{code}.{field}");
                    segment.tables.retain(|table| table.key != below);
                    set_field(segment, code, field, line.as_deref());
                }
            }
        }
    }
}

fn set_list(segment: &mut Segment, code: &str, field: &str, before: &[String], after: &[String]) {
    let added: Vec<String> = after.iter().filter(|form| !before.contains(form)).cloned().collect();
    let only_grows = before.iter().all(|form| after.contains(form));
    let table = segment.tables.iter_mut().find(|table| table.key == code);
    let piece = table.and_then(|table| table.pieces.iter_mut().find(|piece| piece.key == field));
    if let Some(piece) = piece
        && let Some(value) = piece.value.clone()
        && only_grows
    {
        let grown = splice(&piece.text, extend_list(&piece.text, &value, &added));
        piece.value = Some(value.start..value.end + grown.len() - piece.text.len());
        piece.text = grown;
        return;
    }
    let value = (!after.is_empty()).then(|| quoted_list(after));
    set_field(segment, code, field, value.as_deref());
}

fn set_periods(segment: &mut Segment, language: Language, side: &Side) {
    let code = language.code();
    let prefix = format!("{code}.period#");
    segment.tables.retain(|table| !table.key.starts_with(&prefix));
    set_field(segment, code, "period", None);
    segment.tables.extend(tables_below_entry(&periods_text(language, side)));
}

/// The tables of lines that may stand below an entry.
fn tables_below_entry(lines: &str) -> Vec<Table> {
    let text = format!("[[entry]]\n{lines}");
    let entry = segments(&text).ok().and_then(|segments| segments.into_iter().next());
    entry.map(|entry| entry.tables.into_iter().skip(1).collect()).unwrap_or_default()
}

/// Gives a field a value in the table of a language, or in the main one; without a value it goes.
fn set_field(segment: &mut Segment, table: &str, field: &str, value: Option<&str>) {
    let place = segment.tables.iter().position(|known| known.key == table);
    let Some(value) = value else {
        if let Some(place) = place {
            segment.tables[place].pieces.retain(|piece| piece.key != field);
        }
        return;
    };
    let place = place.unwrap_or_else(|| {
        let header = Piece { key: HEADER.to_owned(), blanks: 1, text: format!("[entry.{table}]\n"), value: None };
        segment.tables.push(Table { key: table.to_owned(), pieces: vec![header] });
        segment.tables.len() - 1
    });
    let pieces = &mut segment.tables[place].pieces;
    match pieces.iter_mut().find(|piece| piece.key == field) {
        Some(piece) => {
            if let Some(range) = piece.value.clone() {
                piece.text.replace_range(range.clone(), value);
                piece.value = Some(range.start..range.start + value.len());
            }
        }
        None => {
            let end = pieces.iter().rposition(|piece| !piece.is_comment()).map_or(0, |last| last + 1);
            pieces.insert(end, Piece::field(field, value));
        }
    }
}

/// The entry as the program writes it, with the fields that it does not know.
fn rewrite(segment: &mut Segment, entry: &Entry) {
    let Some(mut new) = segments(&entry_text(entry)).ok().and_then(|segments| segments.into_iter().next()) else {
        return;
    };
    for table in &segment.tables {
        let is_main = table.key.is_empty();
        let is_names = |key: &str| Language::ALL.iter().any(|language| is_below(key, language.code()));
        let below_names = table.key.split_once('.').filter(|_| is_names(&table.key)).map(|(_, key)| key);
        let known: &[&str] = match below_names {
            Some(key) if is_below(key, "forms") => continue,
            Some(key) if key.starts_with("period#") => &["form", "since", "until"],
            Some(_) => &[],
            None if is_main => &MAIN_FIELDS,
            None => &SIDE_FIELDS,
        };
        let unknown = table.pieces.iter().filter(|piece| {
            piece.value.is_some() && !known.contains(&piece.key.as_str()) && !(is_main && is_names(&piece.key))
        });
        match new.tables.iter_mut().find(|new| new.key == table.key) {
            Some(new) => {
                new.pieces.extend(unknown.cloned());
                // The header has the comments above the entry.
                let header = table.pieces.iter().find(|piece| piece.key == HEADER);
                if let (Some(first), Some(header)) = (new.pieces.first_mut(), header) {
                    *first = header.clone();
                }
            }
            None if unknown.clone().next().is_none() => {}
            None => {
                let header = table.pieces.iter().filter(|piece| piece.key == HEADER);
                new.tables.push(Table { key: table.key.clone(), pieces: header.chain(unknown).cloned().collect() });
            }
        }
    }
    *segment = new;
}

/// Whether both sides touched the names of a language, and these are an inline table or written in more than one style.
fn needs_one_style([base, ours, theirs]: &[Segment; 3], code: &str) -> bool {
    let all = [base, ours, theirs];
    let main_keys = all.into_iter().filter_map(|segment| segment.table("")).flat_map(|main| &main.pieces);
    let is_inline = main_keys.clone().any(|piece| piece.key == code);
    let is_dotted = main_keys.clone().any(|piece| is_below(&piece.key, code) && piece.key != code);
    let has_header = all.into_iter().any(|segment| segment.tables.iter().any(|table| is_below(&table.key, code)));
    let lines = |segment: &Segment| {
        let tables = segment.tables.iter().flat_map(|table| {
            let whole = is_below(&table.key, code);
            let own =
                table.pieces.iter().filter(move |piece| whole || (table.key.is_empty() && is_below(&piece.key, code)));
            own.map(|piece| piece.text.clone())
        });
        tables.collect::<String>()
    };
    let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
    (is_inline || is_dotted && has_header) && ours != base && theirs != base && ours != theirs
}

fn is_below(key: &str, code: &str) -> bool {
    key.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Writes the names of a language below a header.
fn with_header(segment: &mut Segment, code: &str, side: Option<&Side>) {
    let Some(main) = segment.tables.iter_mut().find(|table| table.key.is_empty()) else { return };
    let (moved, kept): (Vec<Piece>, Vec<Piece>) =
        std::mem::take(&mut main.pieces).into_iter().partition(|piece| is_below(&piece.key, code));
    main.pieces = kept;
    if moved.is_empty() {
        return;
    }
    let header = Piece { key: HEADER.to_owned(), blanks: 1, text: format!("[entry.{code}]\n"), value: None };
    let mut pieces = vec![header];
    let mut periods = Vec::new();
    for piece in moved {
        let above: String = {
            let start = piece.value.as_ref().map_or(0, |value| value.start);
            let lines = piece.text[..start].lines().filter(|line| line.trim_start().starts_with('#'));
            lines.map(|line| format!("{line}\n")).collect()
        };
        let mut fields = match piece.key.strip_prefix(code).and_then(|rest| rest.strip_prefix('.')) {
            Some(key) => vec![Piece::field(key, piece.value())],
            None => inline_fields(piece.value()),
        };
        if let Some(first) = fields.first_mut() {
            let length = above.len();
            first.text.insert_str(0, &above);
            first.value = first.value.take().map(|value| value.start + length..value.end + length);
        }
        pieces.extend(fields);
    }
    // Periods are tables below a header.
    if pieces.iter().any(|piece| piece.key == "period")
        && let Some(side) = side
        && let Ok(language) = code.parse::<Language>()
    {
        pieces.retain(|piece| piece.key != "period");
        periods = tables_below_entry(&periods_text(language, side));
    }
    let place =
        segment.tables.iter().position(|table| is_below(&table.key, code)).unwrap_or(1).min(segment.tables.len());
    segment.tables.insert(place, Table { key: code.to_owned(), pieces });
    segment.tables.splice(place + 1..place + 1, periods);
}

/// The fields of an inline table.
fn inline_fields(value: &str) -> Vec<Piece> {
    let Ok(document) = Document::parse(format!("a = {value}")) else { return Vec::new() };
    let Some(table) = document.get("a").and_then(toml_edit::Item::as_inline_table) else { return Vec::new() };
    let fields = table.iter().filter_map(|(key, value)| {
        let span = value.span()?;
        let written = document.raw().get(span)?;
        let key = if key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            key.to_owned()
        } else {
            quoted(key)
        };
        Some(Piece::field(&key, written))
    });
    fields.collect()
}

/// Our list of texts with what both sides did to it: what either added is there, and what either deleted is not. None for
/// other values, and for a list with comments out of which something would go.
fn united_texts(base: Option<&Piece>, ours: &Piece, theirs: &Piece) -> Option<Piece> {
    let (before, our, their) = (base.map_or(Some(Vec::new()), texts)?, texts(ours)?, texts(theirs)?);
    let united = united_list(&before, &our, &their);
    let mut piece = ours.clone();
    let value = piece.value.clone()?;
    if our.iter().all(|text| united.contains(text)) {
        let added: Vec<String> = united.into_iter().filter(|text| !our.contains(text)).collect();
        if !added.is_empty() {
            piece.text = splice(&piece.text, extend_list(&piece.text, &value, &added));
        }
    } else if piece.value().contains('#') {
        return None;
    } else {
        piece.text.replace_range(value.clone(), &quoted_list(&united));
    }
    piece.value = Some(value.start..value.end + piece.text.len() - ours.text.len());
    Some(piece)
}

/// The texts of a list of texts.
fn texts(piece: &Piece) -> Option<Vec<String>> {
    let document = Document::parse(format!("a = {}", piece.value())).ok()?;
    let list = document.get("a")?.as_array()?;
    list.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Every table and field of three versions. Clashes have the name of the field below the segment, with the values as they
/// are written; those of headers have none.
fn merge_tables(base: Option<&Segment>, ours: &Segment, theirs: &Segment) -> (Vec<Table>, Vec<Clash>) {
    let keys = |segment: &Segment| segment.tables.iter().map(|table| table.key.clone()).collect::<Vec<_>>();
    let mut clashes = Vec::new();
    let mut tables = Vec::new();
    for key in united(&keys(ours), &keys(theirs)) {
        let versions = [base.and_then(|base| base.table(&key)), ours.table(&key), theirs.table(&key)];
        let table = merge_table(&key, versions, &mut clashes);
        if !table.pieces.is_empty() {
            tables.push(table);
        }
    }
    (tables, clashes)
}

fn merge_table(name: &str, versions: [Option<&Table>; 3], clashes: &mut Vec<Clash>) -> Table {
    let pieces = versions.map(|table| {
        let pieces = table.map_or(&[][..], |table| &table.pieces);
        let keys = numbered(pieces.iter().map(|piece| piece.key.clone()));
        (keys, pieces)
    });
    let find = |version: usize, key: &str| {
        let (keys, pieces): &(Vec<String>, &[Piece]) = &pieces[version];
        keys.iter().position(|known| known == key).map(|place| &pieces[place])
    };
    let mut merged: Vec<Piece> = Vec::new();
    for key in united(&pieces[1].0, &pieces[2].0) {
        let (base, ours, theirs) = (find(0, &key), find(1, &key), find(2, &key));
        let text = |piece: Option<&Piece>| piece.map(|piece| piece.text.clone());
        let value = |piece: Option<&Piece>| piece.map(|piece| piece.value().to_owned());
        let united = || united_texts(base, ours?, theirs?);
        let chosen = if text(ours) == text(theirs) || text(theirs) == text(base) {
            ours
        } else if text(ours) == text(base) {
            theirs
        } else if value(ours) == value(theirs) || value(theirs) == value(base) {
            ours
        } else if value(ours) == value(base) {
            theirs
        } else if let Some(united) = united() {
            merged.push(united);
            None
        } else {
            let field = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
            clashes.push(Clash { field, base: value(base), ours: value(ours), theirs: value(theirs) });
            ours
        };
        merged.extend(chosen.cloned());
    }
    let has_header = |pieces: &[Piece]| pieces.iter().any(|piece| piece.key == HEADER);
    if !has_header(&merged) && merged.iter().any(|piece| piece.value.is_some()) {
        // One side deleted the table, the other one wrote into it.
        let header = [1, 2].into_iter().find_map(|version| find(version, HEADER));
        merged.splice(0..0, header.cloned());
    }
    if !merged.iter().any(|piece| piece.value.is_some()) && !has_header(&merged) {
        merged.retain(Piece::is_comment);
    }
    Table { key: name.to_owned(), pieces: merged }
}
