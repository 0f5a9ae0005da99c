//! Bytes of a text → lines, columns and code points, for those who count otherwise than the program does.

/// The places of a text that positions are counted from.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// For every `STRIDE` bytes, the number of code points that begin before them.
    marks: Vec<usize>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Code points before it in the whole text.
    pub offset: usize,
}

/// Bytes between two marks: a look-up counts at most so many.
const STRIDE: usize = 64;

impl<'a> Positions<'a> {
    /// Prepares a text; linear in its length.
    pub fn new(text: &'a str) -> Positions<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut marks = vec![0];
        for stride in text.as_bytes().chunks(STRIDE) {
            marks.push(marks[marks.len() - 1] + code_points(stride));
        }
        Positions { text, lines: std::iter::once(0).chain(ends).collect(), marks }
    }

    /// Where a byte is. The byte must begin a character or be the end of the text.
    pub fn of(&self, byte: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= byte);
        let offset = self.offset(byte);
        Position { line, column: offset - self.offset(self.lines[line - 1]) + 1, offset }
    }

    fn offset(&self, byte: usize) -> usize {
        let mark = byte / STRIDE;
        self.marks[mark] + code_points(&self.text.as_bytes()[mark * STRIDE..byte])
    }
}

/// Bytes that begin a character.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[aя€😀\n\r]{0,700}") {
            let positions = Positions::new(&text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for byte in ends {
                let before = &text[..byte];
                let line_start = before.rfind('\n').map_or(0, |at| at + 1);
                let expected = Position {
                    line: before.matches('\n').count() + 1,
                    column: before[line_start..].chars().count() + 1,
                    offset: before.chars().count(),
                };
                prop_assert_eq!(positions.of(byte), expected);
            }
        }
    }
}
