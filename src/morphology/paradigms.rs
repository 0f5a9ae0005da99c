//! The paradigms of a language: how each class of words changes, as one table of bytes read in place.
//!
//! A word is prefix + stem + ending; a paradigm lists prefix, ending and tags of each of its forms, the dictionary form
//! first. A set of readings is what one written form can be: pairs of paradigm and row.
//!
//! Layout, little-endian: six `u32` counts (tags, paradigms, rows, sets, readings, bytes of endings), then
//! tags (`u64` each), first row of each paradigm and one past the last (`u32`), rows (`u16` tag, `u8` prefix, `u8` length
//! and `u32` offset of the ending), first reading of each set and one past the last (`u32`), readings (`u16` paradigm,
//! `u16` row), endings (UTF-8).

use super::tags::Tags;

/// What may stand before the stem (comparatives and superlatives).
pub const PREFIXES: [&str; 6] = ["", "по", "наи", "най", "щонай", "якнай"];

/// One form of a paradigm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Before the stem; nearly always empty.
    pub prefix: &'static str,
    /// After the stem.
    pub ending: &'a str,
    /// What form it is.
    pub tags: Tags,
}

/// What one written form can be: a row of a paradigm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// Number of the paradigm.
    pub paradigm: u16,
    /// Number of the row in it.
    pub row: u16,
}

/// A set of readings, read in place.
#[derive(Clone, Debug, Default)]
pub struct RowIds<'a>(&'a [u8]);

impl Iterator for RowIds<'_> {
    type Item = RowId;

    fn next(&mut self) -> Option<RowId> {
        let (first, rest) = self.0.split_at_checked(4)?;
        self.0 = rest;
        Some(RowId { paradigm: u16_at(first, 0), row: u16_at(first, 1) })
    }
}

/// The table, borrowed from the bytes it lies in.
#[derive(Clone, Copy, Debug)]
pub struct Paradigms<'a> {
    tags: &'a [u8],
    paradigm_starts: &'a [u8],
    rows: &'a [u8],
    set_starts: &'a [u8],
    readings: &'a [u8],
    endings: &'a str,
}

impl<'a> Paradigms<'a> {
    /// Reads the header; none if the bytes are no such table.
    pub fn new(bytes: &'a [u8]) -> Option<Paradigms<'a>> {
        let count = |index| u32_at(bytes, index).map(|n| n as usize);
        let sizes = [count(0)? * 8, count(1)? * 4 + 4, count(2)? * 8, count(3)? * 4 + 4, count(4)? * 4, count(5)?];
        let mut rest = bytes.get(24..)?;
        let mut sections = [rest; 6];
        for (section, size) in sections.iter_mut().zip(sizes) {
            (*section, rest) = rest.split_at_checked(size)?;
        }
        let [tags, paradigm_starts, rows, set_starts, readings, endings] = sections;
        Some(Paradigms {
            tags,
            paradigm_starts,
            rows,
            set_starts,
            readings,
            endings: std::str::from_utf8(endings).ok()?,
        })
    }

    /// The number of paradigms.
    pub fn len(&self) -> usize {
        self.paradigm_starts.len() / 4 - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows of a paradigm, the dictionary form first. None at all for an unknown number.
    pub fn rows(&self, paradigm: u16) -> impl ExactSizeIterator<Item = Row<'a>> + use<'a> {
        let (start, end) = span(self.paradigm_starts, paradigm as usize);
        let table = *self;
        (start..end).map(move |index| table.row_at(index))
    }

    /// The rows of a paradigm with tags that are wanted, the dictionary form first. Looks at nothing else of the others.
    pub fn rows_with<W: Fn(Tags) -> bool>(
        &self,
        paradigm: u16,
        wanted: W,
    ) -> impl Iterator<Item = Row<'a>> + use<'a, W> {
        let (start, end) = span(self.paradigm_starts, paradigm as usize);
        let table = *self;
        (start..end).filter(move |index| wanted(table.tags_at(*index))).map(move |index| table.row_at(index))
    }

    /// One row of a paradigm.
    pub fn row(&self, id: RowId) -> Row<'a> {
        self.row_at(span(self.paradigm_starts, id.paradigm as usize).0 + id.row as usize)
    }

    /// The tags of one row: the part of [`Paradigms::row`] that costs least.
    pub fn tags(&self, id: RowId) -> Tags {
        self.tags_at(span(self.paradigm_starts, id.paradigm as usize).0 + id.row as usize)
    }

    /// What the forms with this set number can be.
    pub fn set(&self, number: u32) -> RowIds<'a> {
        let (start, end) = span(self.set_starts, number as usize);
        RowIds(self.readings.get(start * 4..end * 4).unwrap_or_default())
    }

    fn row_at(&self, index: usize) -> Row<'a> {
        let bytes = self.rows.get(index * 8..).unwrap_or_default();
        let prefix = bytes.get(2).and_then(|&p| PREFIXES.get(p as usize)).copied().unwrap_or("");
        let length = bytes.get(3).copied().unwrap_or(0) as usize;
        let offset = u32_at(bytes, 1).unwrap_or(0) as usize;
        let ending = self.endings.get(offset..offset + length).unwrap_or("");
        Row { prefix, ending, tags: self.tags_of_row(bytes) }
    }

    fn tags_at(&self, index: usize) -> Tags {
        self.tags_of_row(self.rows.get(index * 8..).unwrap_or_default())
    }

    fn tags_of_row(&self, row: &[u8]) -> Tags {
        let at = u16_at(row, 0) as usize * 8;
        let bits = self.tags.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
        Tags::from_bits(bits)
    }
}

/// The `index`-th `u32` of the bytes.
pub(super) fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    bytes.get(index * 4..index * 4 + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

/// The `index`-th `u16` of the bytes, or 0.
pub(super) fn u16_at(bytes: &[u8], index: usize) -> u16 {
    bytes.get(index * 2..index * 2 + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// The range that a list of starts gives to its `index`-th part; empty for an unknown one.
pub(super) fn span(starts: &[u8], index: usize) -> (usize, usize) {
    match (u32_at(starts, index), u32_at(starts, index + 1)) {
        (Some(start), Some(end)) => (start as usize, end as usize),
        _ => (0, 0),
    }
}
