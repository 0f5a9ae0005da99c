//! Lines and columns, as editors count them ↔ bytes of a text.

use std::cell::Cell;
use std::ops::Range;

use gen_lsp_types::{Position, Range as Span};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    pub(super) const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The word of the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// Where the lines of a text begin. A line ends with a line feed, a carriage return or both.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Linear in the length of the text.
    pub(super) fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let is_end = |at: usize| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        Lines(std::iter::once(0).chain((0..bytes.len()).filter(|&at| is_end(at)).map(|at| at + 1)).collect())
    }
}

/// Turns places of one text into each other.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    lines: &'t Lines,
    encoding: Encoding,
    /// The last byte that was asked for, with its column: findings come in order, and lines may be long.
    last: Cell<(usize, usize)>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, lines: &'t Lines, encoding: Encoding) -> Places<'t> {
        Places { text, lines, encoding, last: Cell::new((0, 0)) }
    }

    /// The byte at a position. Beyond the end of a line it is the line's end, beyond that of the text the text's, inside
    /// of a character its beginning.
    pub(super) fn byte(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.lines.0.get(line) else { return self.text.len() };
        let end = self.lines.0.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        for (at, c) in content.char_indices() {
            let width = self.encoding.width(c);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + content.len()
    }

    /// The position of a byte that begins a character or ends the text.
    pub(super) fn position(&self, byte: usize) -> Position {
        let line = self.lines.0.partition_point(|start| *start <= byte) - 1;
        let start = self.lines.0[line];
        let (known, column) = self.last.get();
        let (from, before) = if (start..=byte).contains(&known) { (known, column) } else { (start, 0) };
        let width = |text: &str| match self.encoding {
            Encoding::Utf8 => text.len(),
            encoding => text.chars().map(|c| encoding.width(c)).sum(),
        };
        let column = before + width(&self.text[from..byte]);
        self.last.set((byte, column));
        Position { line: line as u32, character: column as u32 }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.position(range.start), end: self.position(range.end) }
    }

    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_agreed() {
        let text = "Київ 🎉!\r\n\rМерцц";
        let lines = Lines::of(text);
        let at = text.find('!').expect("a mark");
        let column = |encoding| Places::new(text, &lines, encoding).position(at).character;
        assert_eq!(Encoding::ALL.map(column), [13, 7, 6]);
        let places = Places::new(text, &lines, Encoding::Utf16);
        assert_eq!(places.position(text.len()), Position { line: 2, character: 5 });
        let byte = |line, character| places.byte(Position { line, character });
        assert_eq!(byte(0, 6), text.find('🎉').expect("an emoji"), "half a pair");
        assert_eq!(byte(0, 99), at + 1, "behind the end of the line");
        assert_eq!(byte(1, 3), text.find("\rМ").expect("a return"));
        assert_eq!(byte(7, 0), text.len());
    }

    #[test]
    fn places_are_turned_back() {
        let text = "а\r\n€😀b\n\n\rї";
        let lines = Lines::of(text);
        for encoding in Encoding::ALL {
            let places = Places::new(text, &lines, encoding);
            for (byte, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                assert_eq!(places.byte(places.position(byte)), byte, "{c} in {}", encoding.name());
            }
        }
    }
}
