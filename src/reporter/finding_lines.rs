//! Bytes of a text → lines and columns.

use std::cell::Cell;
use std::ops::Range;

use crate::reader::Article;

/// Where the lines of a text begin. A line ends with its line feed; a carriage return before it is part of the line.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// Lines of the file before the text.
    before: usize,
    /// The last byte that was asked for and its column in characters: findings come in order, and lines may be long.
    last: Cell<(usize, usize)>,
}

/// A place in a text, both numbers from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub line: usize,
    pub column: usize,
}

impl<'t> Lines<'t> {
    pub fn of(article: &'t Article) -> Lines<'t> {
        Lines { before: article.offset.lines, ..Lines::of_text(&article.text) }
    }

    fn of_text(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts, before: 0, last: Cell::new((0, 1)) }
    }

    /// The line of a byte, counted from 0.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// The column counts characters (Unicode code points).
    pub fn in_characters(&self, byte: usize) -> Position {
        let line = self.line(byte);
        let (known, known_column) = self.last.get();
        let (from, column) =
            if (self.starts[line]..=byte).contains(&known) { (known, known_column) } else { (self.starts[line], 1) };
        let column = column + self.text[from..byte].chars().count();
        self.last.set((byte, column));
        Position { line: self.before + line + 1, column }
    }

    /// The column counts bytes of UTF-8.
    pub fn in_bytes(&self, byte: usize) -> Position {
        let line = self.line(byte);
        Position { line: self.before + line + 1, column: byte - self.starts[line] + 1 }
    }

    /// The lines that a range touches, without the line end of the last: their bytes and the number of the first.
    pub fn around(&self, range: &Range<usize>) -> (Range<usize>, usize) {
        let first = self.line(range.start);
        let last = self.line(range.end.max(range.start + 1) - 1);
        let end = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let length = self.text[self.starts[first]..end].trim_end_matches(['\n', '\r']).len();
        (self.starts[first]..self.starts[first] + length, self.before + first + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_from_the_line_start() {
        let text = "Київ 🎉\r\n\tМерцц\nкінець";
        let lines = Lines::of_text(text);
        let at = text.find("Мерцц").unwrap_or_default();
        assert_eq!(lines.in_characters(at), Position { line: 2, column: 2 });
        assert_eq!(lines.in_bytes(at + 4), Position { line: 2, column: 6 });
        assert_eq!(lines.in_characters(text.len()), Position { line: 3, column: 7 });
        assert_eq!(lines.around(&(at..at + 2)), (at - 1..at + 10, 2));
        assert_eq!(&text[lines.around(&(0..2)).0], "Київ 🎉");
    }
}
