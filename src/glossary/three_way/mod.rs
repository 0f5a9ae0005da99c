//! Two versions of a glossary and the one that both came from → one glossary, for `git merge`.
//!
//! What only one side touched is taken from it as it is written, comments and all. An entry that both touched is merged
//! field by field ([`meaning`]), and its text put together from the lines of both ([`pieces`], [`fields`]). Where both
//! say different things about one field, ours stays in force and a comment above the entry says what theirs is, so that
//! the result can be read whatever happens.

mod fields;
mod meaning;
mod order;
mod pieces;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::file::GlossaryFile;
use super::places::{EntryPlace, next_line, quoted};
use super::{Entry, GlossaryError};
use fields::{merge_entry, merge_plain};
use order::united;
use pieces::{HEADER, Piece, Segment, SegmentKind, numbered, segments_around};

/// Two versions say different things about one field; the values are written as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The field: `note`, `ru.preferred`, `ru "Стив Уиткофф"` for where a form stands.
    pub field: String,
    /// Before.
    pub base: Option<String>,
    /// What ours says: it is in force.
    pub ours: Option<String>,
    /// What theirs says.
    pub theirs: Option<String>,
}

/// The result of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The text of the glossary; it can always be read.
    pub text: String,
    /// What people have to decide, one line each.
    pub conflicts: Vec<String>,
}

/// The versions cannot be merged entry by entry.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The tables of one entry are scattered over the file.
    #[error("{0}: the tables of an entry do not stand together")]
    Scattered(&'static str),
    /// The result would not be a glossary.
    #[error("the versions do not fit together")]
    Unfit(#[source] GlossaryError),
}

/// The first line of a comment that tells of a conflict begins so.
pub const CONFLICT_START: &str = "# <<<<<<< CONFLICT";
const CONFLICT_END: &str = "# >>>>>>> keep or change the lines below, delete this comment, then `git add` the file";

/// Merges two versions of a glossary. Edits of different entries or different fields never conflict; lists are merged
/// form by form.
///
/// # Errors
/// [`MergeError::Scattered`] where the text cannot be taken apart.
pub fn merge(base: &GlossaryFile, ours: &GlossaryFile, theirs: &GlossaryFile) -> Result<Merged, MergeError> {
    let same = |a: &GlossaryFile, b: &GlossaryFile| a.text() == b.text();
    if same(ours, theirs) || same(base, theirs) || same(base, ours) {
        let side = if same(base, ours) { theirs } else { ours };
        let mark = if side.has_byte_order_mark() { "\u{feff}" } else { "" };
        return Ok(Merged { text: format!("{mark}{}", side.text()), conflicts: Vec::new() });
    }
    // What the versions were taken apart into is large, and gone when the result is read.
    let merged = put_together(base, ours, theirs)?;
    match GlossaryFile::parse(Path::new("the result"), &merged.text) {
        Ok(_) => Ok(merged),
        Err(error) => Err(MergeError::Unfit(error)),
    }
}

fn put_together(base: &GlossaryFile, ours: &GlossaryFile, theirs: &GlossaryFile) -> Result<Merged, MergeError> {
    let files = [base, ours, theirs];
    let whole = untouched_entries(files);
    let versions = [0, 1, 2].map(|version| Version::new(files[version], &whole[version]));
    let [base, ours, theirs] = match versions {
        [Ok(base), Ok(ours), Ok(theirs)] => [base, ours, theirs],
        [Err(error), ..] | [_, Err(error), _] | [_, _, Err(error)] => return Err(error),
    };
    let keys_of_ours = ours.keys(&base);
    let keys_of_theirs = theirs.keys(&base);
    let base_keys = base.keys(&base);
    // Whoever kept the order of the base has nothing to say about it.
    let swapped = follows(&keys_of_ours, &base_keys) && !follows(&keys_of_theirs, &base_keys);
    let order = if swapped { united(&keys_of_theirs, &keys_of_ours) } else { united(&keys_of_ours, &keys_of_theirs) };
    let [in_base, in_ours, in_theirs] = [(&base, &base_keys), (&ours, &keys_of_ours), (&theirs, &keys_of_theirs)]
        .map(|(version, keys)| version.by_key(keys));

    let mut writer = Writer::new(ours.file, theirs.file);
    for key in &order {
        let key = key.as_str();
        writer.add(in_base.get(key).copied(), in_ours.get(key).copied(), in_theirs.get(key).copied());
    }
    writer.keep_comments(&base, &ours, &theirs);
    Ok(Merged { text: ours.dressed(writer.text), conflicts: writer.conflicts })
}

/// Where the entries stand that are the same in all versions, in each of them. Most are, and need no look. None in files
/// with Windows line ends.
fn untouched_entries(files: [&GlossaryFile; 3]) -> [Vec<Range<usize>>; 3] {
    if files.iter().any(|file| file.text().contains("\r\n")) {
        return [Vec::new(), Vec::new(), Vec::new()];
    }
    let texts = files.map(|file| {
        let entries = file.glossary().entries.iter().map(|entry| entry.id.as_str());
        let lines = file.places().entries.iter().map(|place| own_lines(file.text(), place));
        let texts: FxHashMap<&str, &str> =
            entries.zip(lines).filter_map(|(id, lines)| Some((id, &file.text()[lines?]))).collect();
        texts
    });
    files.map(|file| {
        let entries = file.glossary().entries.iter().zip(&file.places().entries);
        let untouched = entries.filter_map(|(entry, place)| {
            let [base, ours, theirs] = [0, 1, 2].map(|version| texts[version].get(entry.id.as_str()));
            (base.is_some() && base == ours && base == theirs).then(|| own_lines(file.text(), place)).flatten()
        });
        untouched.collect()
    })
}

/// The lines of an entry that stands by itself: below a blank line, without another table between its own.
fn own_lines(text: &str, place: &EntryPlace) -> Option<Range<usize>> {
    let lines = place.main.start..next_line(text, place.end);
    let is_own = |line: &str| !line.starts_with('[') || line.starts_with("[[entry") || line.starts_with("[entry");
    let is_alone =
        text[..lines.start].ends_with("\n\n") && text[lines.clone()].lines().map(str::trim_start).all(is_own);
    is_alone.then_some(lines)
}

/// Whether the keys that both have stand in the same order.
fn follows(keys: &[String], base: &[String]) -> bool {
    let places: FxHashMap<&str, usize> = base.iter().enumerate().map(|(place, key)| (key.as_str(), place)).collect();
    keys.iter().filter_map(|key| places.get(key.as_str())).is_sorted()
}

/// A version of the file, taken apart.
struct Version<'f> {
    file: &'f GlossaryFile,
    segments: Vec<Segment>,
    has_crlf: bool,
}

/// A segment with the entry in it, if it is one.
#[derive(Clone, Copy)]
struct Part<'v> {
    segment: &'v Segment,
    entry: Option<&'v Entry>,
}

impl<'f> Version<'f> {
    /// `whole`: see [`segments_around`].
    fn new(file: &'f GlossaryFile, whole: &[Range<usize>]) -> Result<Version<'f>, MergeError> {
        let has_crlf = file.text().contains("\r\n");
        let text = if has_crlf { Cow::Owned(file.text().replace("\r\n", "\n")) } else { Cow::Borrowed(file.text()) };
        let mut segments = segments_around(&text, whole).map_err(|_| MergeError::Scattered("one of the versions"))?;
        // What stands first needs no blank line above it, until something comes before it.
        let are_spaced = segments.get(1).is_none_or(|second| second.blanks() > 0);
        if let Some(first) = segments.first_mut()
            && first.kind != SegmentKind::Head
            && are_spaced
            && let Some(piece) = first.tables.first_mut().and_then(|table| table.pieces.first_mut())
        {
            piece.blanks = piece.blanks.max(1);
        }
        Ok(Version { file, segments, has_crlf })
    }

    /// One key a segment: the same in two versions for what is the same.
    fn keys(&self, base: &Version<'_>) -> Vec<String> {
        let base_ids: FxHashSet<&str> = base.file.glossary().entries.iter().map(|entry| entry.id.as_str()).collect();
        let own_ids: FxHashSet<&str> = self.file.glossary().entries.iter().map(|entry| entry.id.as_str()).collect();
        let mut renamed: FxHashSet<&str> = FxHashSet::default();
        let mut entries = self.file.glossary().entries.iter();
        let mut pairs = self.file.glossary().rejected_pairs.iter();
        let keys = self.segments.iter().map(|segment| match &segment.kind {
            SegmentKind::Head => "head".to_owned(),
            SegmentKind::Entry => {
                let Some(entry) = entries.next() else { return "entry".to_owned() };
                let mut id = entry.id.as_str();
                if !base_ids.contains(id) {
                    // An entry that got another id lists the one it had.
                    let former = entry.former_ids.iter().map(String::as_str);
                    let mut gone = former.filter(|id| base_ids.contains(id) && !own_ids.contains(id));
                    id = gone.find(|id| renamed.insert(id)).unwrap_or(id);
                }
                format!("entry {id}")
            }
            SegmentKind::Pair => {
                pairs.next().map_or_else(String::new, |pair| format!("pair {}\t{}\t{}", pair.kind, pair.ru, pair.uk))
            }
            SegmentKind::Other(name) => format!("table {name}"),
            SegmentKind::Comment => format!("# {}", segment.text()),
        });
        numbered(keys)
    }

    fn by_key<'v>(&'v self, keys: &'v [String]) -> FxHashMap<&'v str, Part<'v>> {
        let mut entries = self.file.glossary().entries.iter();
        let parts = keys.iter().zip(&self.segments).map(|(key, segment)| {
            let entry = if segment.kind == SegmentKind::Entry { entries.next() } else { None };
            (key.as_str(), Part { segment, entry })
        });
        parts.collect()
    }

    /// The text with the line ends and the byte-order mark of this version.
    fn dressed(&self, text: String) -> String {
        let text = if self.has_crlf { text.replace('\n', "\r\n") } else { text };
        if self.file.has_byte_order_mark() { format!("\u{feff}{text}") } else { text }
    }

    fn comments(&self) -> Vec<&str> {
        self.segments.iter().flat_map(Segment::pieces).flat_map(fields::comments).collect()
    }
}

struct Writer<'v> {
    text: String,
    conflicts: Vec<String>,
    ids: FxHashSet<String>,
    /// For ours and theirs, which entry an id belongs to that another one had before.
    successors: [FxHashMap<&'v str, &'v str>; 2],
}

impl<'v> Writer<'v> {
    fn new(ours: &'v GlossaryFile, theirs: &'v GlossaryFile) -> Writer<'v> {
        let successors = [ours, theirs].map(|file| {
            let entries = file.glossary().entries.iter();
            let former = entries.flat_map(|entry| entry.former_ids.iter().map(|id| (id.as_str(), entry.id.as_str())));
            former.collect()
        });
        Writer { text: String::new(), conflicts: Vec::new(), ids: FxHashSet::default(), successors }
    }

    /// The entry into which one side merged an entry of the base.
    fn successor(&self, is_ours: bool, base: Part<'_>) -> Option<&'v str> {
        self.successors[usize::from(!is_ours)].get(base.entry?.id.as_str()).copied()
    }

    /// Adds what becomes of a part.
    fn add(&mut self, base: Option<Part<'_>>, ours: Option<Part<'_>>, theirs: Option<Part<'_>>) {
        let is_same = |a: Part<'_>, b: Part<'_>| a.segment.is_same(b.segment);
        let says_the_same = |a: Part<'_>, b: Part<'_>| a.segment.content() == b.segment.content();
        match (base, ours, theirs) {
            (_, None, None) => {}
            (None, Some(only), None) | (None, None, Some(only)) => self.push(only, "", &[]),
            (Some(base), Some(rest), None) | (Some(base), None, Some(rest)) => {
                // Who changed no more than comments does not mind that the rest is gone.
                if !says_the_same(base, rest) {
                    let is_ours = ours.is_none();
                    let (who, other) = if is_ours { ("ours", "theirs") } else { ("theirs", "ours") };
                    let deleted = match self.successor(is_ours, base) {
                        Some(successor) => format!("{who} merged it into {}", quoted(successor)),
                        None => format!("{who} deleted it"),
                    };
                    self.conflicts.push(format!("{}: {deleted}, {other} changed it", name(rest)));
                    self.push(rest, &format!("{deleted}, {other} changed it; it is kept"), &[]);
                }
            }
            (_, Some(ours), Some(theirs)) if is_same(ours, theirs) => self.push(ours, "", &[]),
            (Some(base), Some(ours), Some(theirs)) if is_same(base, ours) => self.push(theirs, "", &[]),
            (Some(base), Some(ours), Some(theirs)) if is_same(base, theirs) => self.push(ours, "", &[]),
            (base, Some(ours), Some(theirs)) => self.push_merged(base, ours, theirs),
        }
    }

    fn push_merged(&mut self, base: Option<Part<'_>>, ours: Part<'_>, theirs: Part<'_>) {
        let base_segment = base.map(|base| base.segment);
        let (segment, entry, clashes) = match (ours.entry, theirs.entry) {
            (Some(our_entry), Some(their_entry)) => {
                let base_entry = base.and_then(|base| base.entry);
                let segments = [base_segment, Some(ours.segment), Some(theirs.segment)];
                let (segment, entry, clashes) = merge_entry(segments, base_entry, our_entry, their_entry);
                (segment, Some(entry), clashes)
            }
            _ => {
                let (segment, clashes) = merge_plain(base_segment, ours.segment, theirs.segment);
                (segment, None, clashes)
            }
        };
        let part = Part { segment: &segment, entry: entry.as_ref() };
        let mut lines = Vec::new();
        for clash in &clashes {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
            let (our, their) = (shown(&clash.ours), shown(&clash.theirs));
            self.conflicts.push(format!("{}: {}: ours {our}, theirs {their}", name(part), clash.field));
            lines.push(format!("# {}", clash.field));
            for (who, value) in [("ours", &our), ("theirs", &their), ("before", &shown(&clash.base))] {
                lines.push(format!("#   {who:<6} {value}"));
            }
        }
        let title = if lines.is_empty() { "" } else { "both sides changed it; what ours says is in force" };
        self.push(part, title, &lines);
    }

    /// Writes a segment, below the lines of a conflict if there are any.
    fn push(&mut self, part: Part<'_>, conflict: &str, lines: &[String]) {
        let mut conflict = conflict.to_owned();
        let mut text = part.segment.text();
        if let Some(entry) = part.entry
            && !self.ids.insert(entry.id.clone())
        {
            let mut number = 2;
            while self.ids.contains(&format!("{}-{number}", entry.id)) {
                number += 1;
            }
            let id = format!("{}-{number}", entry.id);
            conflict = format!("another entry has this id; this one is called {} now", quoted(&id));
            self.conflicts.push(format!("{}: two entries have this id", name(part)));
            text = with_id(part.segment, &id);
            self.ids.insert(id);
        }
        let is_first = self.text.is_empty();
        let blanks = if is_first { 0 } else { part.segment.blanks() };
        self.text.push_str(&"\n".repeat(blanks));
        if !conflict.is_empty() {
            self.text.push_str(&format!("{CONFLICT_START} in {}: {conflict}\n", name(part)));
            lines.iter().for_each(|line| self.text.push_str(&format!("{line}\n")));
            self.text.push_str(&format!("{CONFLICT_END}\n"));
        }
        self.text.push_str(&text);
    }

    /// Comments that both sides have, or that are new in one, and that have no place any more: they stand at the end.
    fn keep_comments(&mut self, base: &Version<'_>, ours: &Version<'_>, theirs: &Version<'_>) {
        let set = |version: &Version<'_>| version.comments().into_iter().map(str::to_owned).collect::<FxHashSet<_>>();
        let (base, our_set, their_set) = (set(base), set(ours), set(theirs));
        let mut missing: Vec<&str> = Vec::new();
        {
            let after_hash = |line: &'_ str| line.find('#').map(|at| line[at..].trim_end().to_owned());
            let written: FxHashSet<String> = self.text.lines().filter_map(after_hash).collect();
            for comment in ours.comments().into_iter().chain(theirs.comments()) {
                let in_both = our_set.contains(comment) && their_set.contains(comment);
                let is_kept = in_both || !base.contains(comment);
                if is_kept && !written.contains(comment) && !missing.contains(&comment) {
                    missing.push(comment);
                }
            }
        }
        missing.retain(|comment| !self.text.contains(comment));
        if !missing.is_empty() {
            self.text.push_str(&format!("\n{}\n", missing.join("\n")));
        }
    }
}

/// What messages call a part.
fn name(part: Part<'_>) -> String {
    match (part.entry, &part.segment.kind) {
        (Some(entry), _) => format!("entry {}", quoted(&entry.id)),
        (None, SegmentKind::Head) => "the fields at the beginning".to_owned(),
        (None, SegmentKind::Other(name)) => format!("[{name}]"),
        (None, SegmentKind::Pair) => "a refused pair".to_owned(),
        (None, _) => "a comment".to_owned(),
    }
}

/// The text of an entry under another id.
fn with_id(segment: &Segment, id: &str) -> String {
    let mut segment = segment.clone();
    let pieces = segment.tables.iter_mut().take(1).flat_map(|table| &mut table.pieces);
    for piece in pieces.filter(|piece: &&mut Piece| piece.key == "id" && piece.key != HEADER) {
        if let Some(value) = piece.value.clone() {
            piece.text.replace_range(value, &quoted(id));
        }
    }
    segment.text()
}
